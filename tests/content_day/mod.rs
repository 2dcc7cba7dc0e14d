//! The day on which tests read the real content.

use std::fs;
use std::path::Path;

use jiff::civil::Date;

/// The day of the latest review, so that neither a review that is written down nor the passing of time breaks a test.
pub fn latest_review() -> Date {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let pages = fs::read_dir(root.join("pages")).expect("there are pages").map(|page| page.expect("a page").path());
    let texts = pages.chain([root.join("self-screen.yaml")]).map(|path| fs::read_to_string(path).expect("it is text"));
    let days = |text: String| -> Vec<Date> {
        let values = text.lines().filter_map(|line| line.trim().strip_prefix("reviewed_on:"));
        values.filter_map(|day| day.trim().parse().ok()).collect()
    };
    texts.flat_map(days).max().expect("each page has the day of its review")
}
