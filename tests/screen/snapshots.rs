//! Cases that are files, with what is expected of each in a file beside it. `SNAPSHOTS=overwrite` writes those anew.

use std::path::{Path, PathBuf};

use snapbox::{Assert, Data};

/// Runs each file of a folder that has this extension, and compares the result with the file of the same name that ends in
/// `.out`.
pub fn check(folder: &str, extension: &str, run: impl Fn(String) -> String) {
    let cases = cases(folder, extension);
    let failures = cases.iter().filter_map(|case| compare(&run(read(case)), &case.with_extension("out")).err());
    let failures: Vec<String> = failures.collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// The files of a folder that have this extension.
pub fn cases(folder: &str, extension: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let listed = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut cases: Vec<PathBuf> = listed.filter_map(|entry| Some(entry.ok()?.path())).collect();
    cases.retain(|path| path.extension().is_some_and(|found| found == extension));
    cases.sort();
    assert!(!cases.is_empty(), "{} holds no cases", folder.display());
    cases
}

pub fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Compares a text with a file.
pub fn compare(actual: &str, expected: &Path) -> Result<(), String> {
    let assert = Assert::new().action_env("SNAPSHOTS");
    assert.try_eq(None, Data::text(actual), Data::read_from(expected, None).raw()).map_err(|error| error.to_string())
}
