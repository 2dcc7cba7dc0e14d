//! Tables, whose first row and first column are headers.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::Builder;
use crate::document::{Cell, Inline, Table};
use crate::site::prose::Kind;
use crate::site::rule::Rule;

impl Builder<'_> {
    pub(super) fn table(&mut self, caption: Option<Vec<Inline>>, span: Range<usize>) -> Table {
        let mut header = Vec::new();
        let mut rows = Vec::new();
        while let Some((event, row_span)) = self.events.next() {
            match event {
                Event::Start(Tag::TableHead) => header = self.row(&row_span, true),
                Event::Start(Tag::TableRow) => rows.push(self.row(&row_span, false)),
                _ => break,
            }
        }
        if caption.as_ref().is_none_or(Vec::is_empty) {
            self.problem(Rule::TableCaption, span, "this table has no caption");
        }
        Table { caption: caption.unwrap_or_default(), header, rows }
    }

    fn row(&mut self, row: &Range<usize>, is_header: bool) -> Vec<Cell> {
        let mut cells = Vec::new();
        let mut last = row.clone();
        let mut is_short = false;
        while let Some((Event::Start(_), span)) = self.events.next_if(|(event, _)| matches!(event, Event::Start(_))) {
            let cell = self.text(Kind::Label);
            // The parser fills a short row up with cells that stand nowhere.
            is_short |= span.is_empty();
            if cell.is_empty() && !span.is_empty() && (is_header || cells.is_empty()) {
                self.problem(Rule::EmptyHeader, row.clone(), "a header cell of this row is empty");
            }
            cells.push(cell);
            last = span;
        }
        self.events.next();
        // It also drops what a long row holds beyond the last column.
        let rest = &self.file.text[last.end.min(row.end)..row.end];
        let is_long = !rest.trim_matches(['|', ' ', '\t', '\r', '\n']).is_empty();
        if is_short || is_long {
            let message = format!("this row has {} cells than the first row", if is_short { "fewer" } else { "more" });
            self.problem(Rule::TableCells, row.clone(), message);
        }
        cells
    }
}
