//! Every fault of `faults.md` has a test.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;

/// Without the header: number, fault, what a visitor must get, tests.
fn faults() -> Vec<[String; 4]> {
    let text = fs::read_to_string("tests/faults.md").expect("the table is there");
    let rows = text.lines().filter(|line| line.starts_with("| ")).skip(2);
    rows.map(|row| {
        let cells: Vec<_> = row.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
        cells.try_into().unwrap_or_else(|cells| panic!("{cells:?} has not four cells"))
    })
    .collect()
}

#[test]
fn each_has_its_number() {
    let numbers: Vec<_> = faults().into_iter().map(|[number, ..]| number).collect();
    let expected: Vec<_> = (1..=49).map(|number| number.to_string()).collect();
    assert_eq!(numbers, expected);
}

#[test]
fn each_has_a_test_that_is_there() {
    let mut open = Vec::new();
    for [number, _, _, tests] in faults() {
        if tests.starts_with("open: ") {
            open.push(number);
            continue;
        }
        for test in tests.split(", ") {
            let test = test.trim_matches('`');
            let (target, path) = test.split_once(' ').unwrap_or_else(|| panic!("{number}: {test} has no target"));
            let (module, name) = path.rsplit_once("::").unwrap_or(("", path));
            let places = match module {
                "" => [format!("tests/{target}.rs"), format!("tests/{target}/main.rs")],
                module => {
                    let module = module.replace("::", "/");
                    [format!("tests/{target}/{module}.rs"), format!("tests/{target}/{module}/mod.rs")]
                }
            };
            let source = places.iter().find_map(|place| fs::read_to_string(place).ok());
            let source = source.unwrap_or_else(|| panic!("{number}: {test} is in none of {places:?}"));
            let lines: Vec<_> = source.lines().map(str::trim).collect();
            let is_test = lines.windows(2).any(|pair| {
                let is_named = pair[1].split_once("fn ").is_some_and(|(_, rest)| rest.split('(').next() == Some(name));
                is_named && (pair[0].starts_with("#[test]") || pair[0].starts_with("#[tokio::test"))
            });
            assert!(is_test, "{number}: {test} is no test");
        }
    }
    // What they are about is not there yet.
    assert_eq!(open, ["20", "21", "22"]);
}
