//! What changes from one version of the self-screen to another, in words for those who sign it off.

use std::fmt::Write;

use jiff::civil::Date;

use super::file::SelfScreen;
use super::resolve::Resolve;
use super::{Known, Place};
use crate::screen::Questionnaires;
use crate::screen::diff::{Difference, Group};
use crate::site::diagnostic::{Diagnostic, SourceFile};
use crate::site::rule::Rule;
use crate::site::yaml;

/// Reads a version, sound or not, to say what it does.
///
/// # Errors
/// What stands in the way of understanding its rules.
pub fn version(file: &SourceFile) -> Result<Questionnaires, Vec<Diagnostic>> {
    let mut problems = Vec::new();
    let questionnaires =
        yaml::read::<SelfScreen>(file, 0..file.text.len(), &mut problems).and_then(|(node, screen)| {
            let known = Known { sources: None, pages: &[], today: Date::default() };
            Resolve::new(Place { file, node: &node }, known, &mut problems).questionnaires(&screen)
        });
    // The pages of that version are not at hand, and change no advice.
    problems.retain(|problem| problem.rule != Rule::UnknownPage);
    questionnaires.ok_or(problems)
}

/// How many sets of answers change, of each kind, and one example of it.
pub fn report(difference: &Difference) -> String {
    let Difference { sets, changed, less_urgent, lost_cautions } = difference;
    let mut report = String::new();
    let _ = writeln!(report, "{} of {} answer sets lead to another result.", grouped(changed.sets), grouped(*sets));
    example(changed, &mut report);
    let _ = writeln!(report, "{} become less urgent.", grouped(less_urgent.sets));
    example(less_urgent, &mut report);
    for (note, lost) in lost_cautions.iter().filter(|(_, lost)| lost.sets > 0) {
        let _ = writeln!(report, "{} are not shown the caution `{note}` any more.", grouped(lost.sets));
        example(lost, &mut report);
    }
    report
}

fn example(group: &Group, report: &mut String) {
    let Some(example) = &group.example else { return };
    report.push_str("  For example, with these answers:\n");
    for (question, options) in &example.answers {
        let options = if options.is_empty() { "-".to_owned() } else { options.join("; ") };
        let _ = writeln!(report, "    {question}: {options}");
    }
    let _ = writeln!(report, "  before: {}\n  after:  {}", example.before, example.after);
}

/// 21504 as "21,504".
pub(super) fn grouped(number: u128) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
