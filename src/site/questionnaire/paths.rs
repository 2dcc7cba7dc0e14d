//! What answers lead to which outcome, as a tree, a table, or comma-separated values, for those who sign the self-screen off.

use std::fmt::Write;

use super::table::table;
use crate::screen::paths::{self, Alternatives, TooMany};
use crate::screen::{Answers, Condition, End, Kind, Question, Questionnaire, replay};

/// The number of paths that are followed at most.
const MOST_PATHS: usize = 1 << 20;

/// The answers that decide the outcome; those that make no difference are left out, and those that make the same difference are
/// one.
pub struct Paths {
    deciding: Questionnaire,
    merged: Alternatives,
    first: Branch,
}

/// What can follow from here.
#[derive(Clone, Debug, PartialEq)]
enum Branch {
    Outcome {
        /// By its index.
        outcome: usize,
        /// The ids of those that hold.
        rules: Vec<String>,
    },
    Question {
        question: usize,
        /// The answers that lead to each branch.
        branches: Vec<(Vec<u32>, Branch)>,
    },
}

/// One way through the tree.
struct Row<'a> {
    /// For each question, in order, the answers of which one is given.
    answers: Vec<(usize, &'a [u32])>,
    outcome: usize,
    rules: &'a [String],
}

impl Paths {
    /// # Errors
    /// There are too many different sets of answers to try each.
    pub fn new(questionnaire: &Questionnaire) -> Result<Self, TooMany> {
        let mut deciding = questionnaire.clone();
        deciding.notes.clear();
        for question in deciding.questions.iter_mut().filter(|question| question.kind == Kind::One) {
            question.options.iter_mut().for_each(|option| option.says = None);
        }
        let merged = Alternatives::merged(&deciding, &paths::conditions(&deciding, None), MOST_PATHS)?;
        let first = below(&deciding, &merged, &mut Answers::default(), &mut { MOST_PATHS })?;
        Ok(Self { deciding, merged, first })
    }

    /// A list in Markdown, with what is asked next below each answer.
    pub fn tree(&self) -> String {
        let mut lines = String::new();
        self.lines(&self.first, 0, &mut lines);
        format!("{}\n{lines}", self.groups())
    }

    fn lines(&self, branch: &Branch, depth: usize, out: &mut String) {
        let Branch::Question { question, branches } = branch else { return };
        let label = &self.deciding.questions[*question].label;
        for (answers, branch) in branches {
            let answers: Vec<String> = answers.iter().map(|answer| self.said(*question, *answer)).collect();
            let _ = write!(out, "{:1$}- {label}: {2}", "", 2 * depth, answers.join("; or "));
            match branch {
                Branch::Outcome { outcome, rules } => {
                    let rules: Vec<String> = rules.iter().map(|rule| format!("`{rule}`")).collect();
                    let _ = writeln!(out, " → **{}** {}", self.deciding.outcomes[*outcome].title, rules.join(" "));
                }
                Branch::Question { .. } => {
                    out.push('\n');
                    self.lines(branch, depth + 1, out);
                }
            }
        }
    }

    /// A row for each way, by the ids of questions and options, as `site screen explain` takes them.
    pub fn table(&self) -> String {
        let ids = |question: &Question, bits: u32| {
            question.chosen(bits).map(|option| option.id.as_str()).collect::<Vec<_>>().join("/")
        };
        let rows: Vec<[String; 3]> = self
            .rows()
            .iter()
            .map(|row| {
                let answers = row.answers.iter().map(|(index, answers)| {
                    let question = &self.deciding.questions[*index];
                    let answers =
                        answers.iter().map(|answer| self.classes(*index, *answer, |class| ids(question, class), ","));
                    format!("{}={}", question.id, answers.collect::<Vec<_>>().join(" or "))
                });
                let answers = answers.collect::<Vec<_>>().join("; ");
                [self.deciding.outcomes[row.outcome].id.clone(), row.rules.join(" "), answers]
            })
            .collect();
        format!(
            "A row for each way to an outcome. \"/\" stands between options that count as one, \",\" between those selected\n\
             together. Questions that make no difference are left out.\n\n{}",
            table(["Outcome", "Rules", "Answers"], &rows)
        )
    }

    /// A row for each way, with a column for each question, in the words that visitors read, as RFC 4180 has it.
    pub fn csv(&self) -> String {
        let labels = self.deciding.questions.iter().map(|question| question.label.clone());
        let head = labels.chain(["Outcome".to_owned(), "Rules".to_owned()]);
        let mut out = record(head);
        for row in self.rows() {
            let answers = (0..self.deciding.questions.len()).map(|index| {
                let given = row.answers.iter().find(|(question, _)| *question == index);
                let answers = given.into_iter().flat_map(|(_, answers)| *answers);
                let said =
                    |answer: &u32| self.classes(index, *answer, |class| words(&self.deciding, index, class), " and ");
                answers.map(said).collect::<Vec<_>>().join("; or ")
            });
            let outcome = self.deciding.outcomes[row.outcome].title.clone();
            out.push_str(&record(answers.chain([outcome, row.rules.join(" ")])));
        }
        out
    }

    fn rows(&self) -> Vec<Row<'_>> {
        let mut rows = Vec::new();
        collect(&self.first, &mut Vec::new(), &mut rows);
        rows
    }

    /// An answer, with all the options that it stands for.
    fn said(&self, question: usize, answer: u32) -> String {
        let classes = self.merged.classes(question);
        let number = |class| classes.iter().position(|other| *other == class).map_or(0, |place| place + 1);
        let said = |class| match is_group(class) {
            true => format!("group {}", number(class)),
            false => words(&self.deciding, question, class),
        };
        self.classes(question, answer, said, " *and* ")
    }

    /// The options that an answer stands for, those that count as one together.
    fn classes(&self, question: usize, answer: u32, said: impl Fn(u32) -> String, separator: &str) -> String {
        let selected = self.merged.classes(question).iter().filter(|class| *class & answer != 0);
        selected.map(|class| said(*class)).collect::<Vec<_>>().join(separator)
    }

    fn groups(&self) -> String {
        let mut out = String::new();
        for (index, question) in self.deciding.questions.iter().enumerate() {
            // Where all options count as one, the question does not appear.
            let classes = self.merged.classes(index);
            let groups = classes.iter().enumerate().filter(|(_, class)| classes.len() > 1 && is_group(**class));
            for (number, class) in groups {
                let words = words(&self.deciding, index, *class);
                let _ = writeln!(out, "- {}, group {}: {words}", question.label, number + 1);
            }
        }
        out
    }
}

fn below(
    questionnaire: &Questionnaire,
    merged: &Alternatives,
    answers: &mut Answers,
    left: &mut usize,
) -> Result<Branch, TooMany> {
    let question = match replay(questionnaire, answers).end {
        End::Next(question) => question,
        End::Advice(advice) => {
            *left = left.checked_sub(1).ok_or(TooMany)?;
            let outcome = questionnaire.outcomes.iter().position(|outcome| outcome.id == advice.outcome.id);
            let rules = advice.reasons.iter().map(|reason| reason.rule.id.clone()).collect();
            return Ok(Branch::Outcome { outcome: outcome.unwrap_or(0), rules });
        }
    };
    let mut branches: Vec<(Vec<u32>, Branch)> = Vec::new();
    for answer in merged.of(question) {
        answers.put(question, answer);
        let branch = below(questionnaire, merged, answers, left)?;
        match branches.iter_mut().find(|(_, other)| *other == branch) {
            Some((answers, _)) => answers.push(answer),
            None => branches.push((vec![answer], branch)),
        }
    }
    answers.remove(question);
    if branches.len() == 1 {
        return Ok(branches.remove(0).1);
    }
    Ok(Branch::Question { question, branches })
}

fn collect<'a>(branch: &'a Branch, so_far: &mut Vec<(usize, &'a [u32])>, rows: &mut Vec<Row<'a>>) {
    match branch {
        Branch::Outcome { outcome, rules } => rows.push(Row { answers: so_far.clone(), outcome: *outcome, rules }),
        Branch::Question { question, branches } => {
            for (answers, branch) in branches {
                so_far.push((*question, answers));
                collect(branch, so_far, rows);
                so_far.pop();
            }
        }
    }
}

/// Whether so many options count as one that they are listed once, in front.
fn is_group(class: u32) -> bool {
    class.count_ones() > 2
}

/// A condition in the words that visitors read.
pub fn condition(questionnaire: &Questionnaire, condition: &Condition) -> String {
    if condition.0.is_empty() {
        return "everybody whom it is for".to_owned();
    }
    let named = condition.0.iter().map(|named| {
        let label = &questionnaire.questions[named.question].label;
        format!("{label}: {}", words(questionnaire, named.question, named.options))
    });
    named.collect::<Vec<_>>().join(" *and* ")
}

fn words(questionnaire: &Questionnaire, question: usize, bits: u32) -> String {
    let texts: Vec<&str> = questionnaire.questions[question].chosen(bits).map(|option| option.text.as_str()).collect();
    texts.join(" / ")
}

fn record(fields: impl Iterator<Item = String>) -> String {
    let quoted = |field: String| match field.contains(['"', ',', '\n', '\r']) {
        true => format!("\"{}\"", field.replace('"', "\"\"")),
        false => field,
    };
    format!("{}\r\n", fields.map(quoted).collect::<Vec<_>>().join(","))
}
