//! Tools of npm that are larger than all that the build needs, where `make test` installs them.

use std::env;

/// The packages that the manifest in `tests/<folder>` names.
pub fn packages(folder: &str) -> String {
    let cache = env::var("XDG_CACHE_HOME")
        .unwrap_or_else(|_| [env::var("HOME").expect("somebody runs the tests"), "/.cache".to_owned()].concat());
    let packages = format!("{cache}/whole-health-guide/{folder}/node_modules");
    assert!(std::path::Path::new(&packages).exists(), "{packages} is not there; `make test` installs it");
    packages
}
