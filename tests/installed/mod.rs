//! What tests use and the build does not, where `make test` installs it.

use std::env;
use std::path::PathBuf;

/// A folder of the cache that `tools/` installs into.
pub fn folder(name: &str) -> PathBuf {
    let cache = env::var_os("XDG_CACHE_HOME").map_or_else(
        || PathBuf::from(env::var_os("HOME").expect("somebody runs the tests")).join(".cache"),
        PathBuf::from,
    );
    let folder = cache.join("whole-health-guide").join(name);
    assert!(folder.exists(), "{} is not there; `make test` installs it", folder.display());
    folder
}
