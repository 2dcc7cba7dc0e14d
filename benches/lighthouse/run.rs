//! Lighthouse's scores, with its settings for a phone on a slow line.

use serde_json::Value;
use tokio::process::Command;

use super::harness::{Build, serve};
use super::{Row, median};

/// Content pages of each kind, and the page of the self-screen.
const PAGES: [&str; 6] =
    ["/", "/what-to-expect/", "/conditions/", "/glossary/", "/get-help-now/", "/is-this-right-for-me/"];
const CATEGORIES: [&str; 4] = ["performance", "accessibility", "best-practices", "seo"];
/// Its times vary, so performance is a median; the other scores are the same each time.
const ROUNDS: usize = 3;

pub async fn rows() -> Vec<Row> {
    let site = serve(Build::Root).await;
    let mut rows = Vec::new();
    for page in PAGES {
        let mut reports = Vec::new();
        for _ in 0..ROUNDS {
            reports.push(report(&format!("{site}{page}")).await);
        }
        let scores = CATEGORIES.map(|category| {
            let scores = reports.iter().filter_map(|report| report["categories"][category]["score"].as_f64());
            (median(scores.collect()) * 100.0).round()
        });
        let mut measured = scores.map(|score| score.to_string()).join(", ");
        let missed: Vec<&str> = missed_audits(&reports[0]);
        if !missed.is_empty() && scores.iter().any(|score| *score < 100.0) {
            measured.push_str(&format!(" (not passed: {})", missed.join(", ")));
        }
        rows.push(Row {
            what: format!("Lighthouse on a phone: performance, accessibility, best practices, SEO of `{page}`"),
            measured,
            limit: "100 each",
            holds: scores.iter().all(|score| *score == 100.0),
        });
    }
    rows
}

async fn report(address: &str) -> Value {
    let output = Command::new("lighthouse")
        .arg(address)
        .arg(format!("--only-categories={}", CATEGORIES.join(",")))
        .args(["--quiet", "--output=json", "--output-path=stdout"])
        .arg("--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-quic")
        .output()
        .await
        .expect("Lighthouse is installed; `make bench` does it");
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{address}: {error}: {}", String::from_utf8_lossy(&output.stderr)))
}

/// The audits that cost the page a point.
fn missed_audits(report: &Value) -> Vec<&str> {
    let audits = CATEGORIES.iter().flat_map(|category| report["categories"][category]["auditRefs"].as_array());
    let counted = audits.flatten().filter(|audit| audit["weight"].as_f64().is_some_and(|weight| weight > 0.0));
    let ids = counted.filter_map(|audit| audit["id"].as_str());
    ids.filter(|id| report["audits"][id]["score"].as_f64().is_some_and(|score| score < 1.0)).collect()
}
