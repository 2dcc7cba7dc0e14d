//! A table that reads as well in a terminal as in Markdown.

use std::fmt::Write;

/// Longer cells do not push the others aside.
const MOST_WIDTH: usize = 40;

pub fn table<const COLUMNS: usize>(head: [&str; COLUMNS], rows: &[[String; COLUMNS]]) -> String {
    let width = |column: usize| {
        let cells = rows.iter().map(|row| row[column].as_str()).chain([head[column]]);
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0).min(MOST_WIDTH)
    };
    let widths: [usize; COLUMNS] = std::array::from_fn(width);
    let line = |cells: [&str; COLUMNS]| {
        let cells = cells.iter().zip(widths).map(|(cell, width)| format!("| {cell:width$} "));
        format!("{}|\n", cells.collect::<String>())
    };
    let mut out = line(head);
    for width in widths {
        let _ = write!(out, "| {} ", "-".repeat(width));
    }
    out.push_str("|\n");
    out.extend(rows.iter().map(|row| line(std::array::from_fn(|column| row[column].as_str()))));
    out
}
