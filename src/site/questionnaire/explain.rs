//! Why a set of answers leads where it does, in words for those who sign the self-screen off.

use std::fmt::Write;

use crate::screen::{Answers, Condition, End, Question, Questionnaire, Refusal, Replay, Respondent, Rule, replay};
use crate::site::suggest;

/// Answers in words, each as `question=option` or `question=option,option`.
///
/// # Errors
/// What is wrong with each that is none, and the ids that are known.
pub fn answers(questionnaire: &Questionnaire, given: &[String]) -> Result<Answers, Vec<String>> {
    let mut answers = Answers::default();
    let refused = given.iter().filter_map(|given| answer(questionnaire, given, &mut answers).err());
    let refused: Vec<String> = refused.collect();
    if refused.is_empty() { Ok(answers) } else { Err(refused) }
}

fn answer(questionnaire: &Questionnaire, given: &str, answers: &mut Answers) -> Result<(), String> {
    let (id, options) = given
        .split_once('=')
        .ok_or_else(|| format!("`{given}` is no answer: write it as question=option or question=option,option"))?;
    let ids: Vec<&str> = questionnaire.questions.iter().map(|question| question.id.as_str()).collect();
    let index = questionnaire.question(id).ok_or_else(|| unknown("question", id, "questions", &ids))?;
    if answers.get(index).is_some() {
        return Err(format!("`{id}` is answered twice: put all its options behind one `=`, with commas between"));
    }
    let question = &questionnaire.questions[index];
    let known: Vec<&str> = question.options.iter().map(|option| option.id.as_str()).collect();
    let options: Vec<&str> = options.split(',').filter(|option| !option.is_empty()).collect();
    if let Some(option) = options.iter().find(|option| !known.contains(option)) {
        return Err(unknown("option", option, &format!("options of `{id}`"), &known));
    }
    answers.give(questionnaire, id, &options).map_err(|refusal| refused(question, refusal, &known))
}

fn unknown(what: &str, id: &str, whose: &str, known: &[&str]) -> String {
    let meant = suggest::nearest(id, known.iter().copied());
    let meant = meant.map(|meant| format!(" Did you mean `{meant}`?")).unwrap_or_default();
    format!("there is no {what} `{id}`.{meant} The {whose} are {}", known.join(", "))
}

fn refused(question: &Question, refusal: Refusal, known: &[&str]) -> String {
    let id = &question.id;
    match refusal {
        Refusal::RepeatedOption => format!("`{id}` names an option twice"),
        Refusal::SeveralOptions => format!("`{id}` takes one option: {}", known.join(" or ")),
        Refusal::MustStandAlone => {
            let alone: Vec<&str> =
                question.chosen(question.standing_alone()).map(|option| option.id.as_str()).collect();
            format!("with `{id}`, nothing may be selected beside {}", alone.join(" or "))
        }
        Refusal::NothingSelected | Refusal::UnknownOption | Refusal::UnknownQuestion => {
            format!("`{id}` names no option: they are {}", known.join(", "))
        }
    }
}

/// What is asked, the outcome, and each rule: whether it fired and, if not, which part of its condition is missing.
pub fn report(questionnaire: &Questionnaire, answers: &Answers) -> String {
    let replay = replay(questionnaire, answers);
    let case = Case { questionnaire, answers, replay: &replay };
    format!("{}\n{}\n{}\n{}", case.questions(), case.outcome(), case.outcomes(), case.notes())
}

struct Case<'a> {
    questionnaire: &'a Questionnaire,
    answers: &'a Answers,
    replay: &'a Replay<'a>,
}

impl Case<'_> {
    fn questions(&self) -> String {
        let mut out = "Questions\n".to_owned();
        for (index, question) in self.questionnaire.questions.iter().enumerate() {
            let answer = self.answers.get(index).map(|bits| ids(question, bits, ","));
            let state = match (self.is_asked(index), answer) {
                (true, Some(answer)) => format!("asked, and the answer is {answer}"),
                (true, None) => "asked next".to_owned(),
                (false, answer) => {
                    let left_out =
                        answer.map(|answer| format!(", so its answer {answer} does not count")).unwrap_or_default();
                    format!("not asked{left_out}: {}", self.why_not_asked(index))
                }
            };
            let _ = writeln!(out, "  {}: {state}", question.id);
        }
        out
    }

    fn why_not_asked(&self, index: usize) -> String {
        let last = self.replay.asked.last().copied().unwrap_or(0);
        match &self.replay.end {
            End::Next(next) if *next < index => format!("`{}` comes first", self.questionnaire.questions[*next].id),
            End::Advice(advice) if last < index && advice.outcome.urgency.is_at_once() => {
                format!("`{}` is shown at once", advice.outcome.id)
            }
            End::Next(_) | End::Advice(_) => self.missing(&self.questionnaire.questions[index].ask_when),
        }
    }

    fn outcome(&self) -> String {
        match &self.replay.end {
            End::Next(next) => {
                format!("Outcome\n  none yet: `{}` is asked next\n", self.questionnaire.questions[*next].id)
            }
            End::Advice(advice) => {
                let when =
                    if advice.outcome.urgency.is_at_once() { "shown at once" } else { "shown after all questions" };
                let lacks_rule =
                    if advice.reasons.is_empty() { "; no rule holds, and the last outcome stands" } else { "" };
                format!("Outcome\n  {}, {when}{lacks_rule}: {}\n", advice.outcome.id, advice.outcome.title)
            }
        }
    }

    fn outcomes(&self) -> String {
        let mut out = "Rules of outcomes; the first outcome with one that holds is the result\n".to_owned();
        for outcome in &self.questionnaire.outcomes {
            let but = match &self.replay.end {
                End::Next(next) => Some(format!("`{}` is still open", self.questionnaire.questions[*next].id)),
                End::Advice(advice) if advice.outcome.id != outcome.id => {
                    Some(format!("`{}` goes before it", advice.outcome.id))
                }
                End::Advice(_) => None,
            };
            self.rules(&outcome.id, &outcome.rules, but, &mut out);
        }
        out
    }

    fn notes(&self) -> String {
        let mut out = "Rules of notes; each note with one that holds is shown\n".to_owned();
        for note in &self.questionnaire.notes {
            let but = match (&self.replay.end, note.respondent) {
                (_, Some(whom)) if whom != self.questionnaire.respondent => Some(match whom {
                    Respondent::Veteran => "it is for Veterans only".to_owned(),
                    Respondent::Helper => "it is for helpers only".to_owned(),
                }),
                (End::Next(next), _) => Some(format!("`{}` is still open", self.questionnaire.questions[*next].id)),
                (End::Advice(advice), _) if advice.outcome.urgency.is_at_once() => {
                    Some(format!("`{}` stands alone", advice.outcome.id))
                }
                (End::Advice(_), _) => None,
            };
            self.rules(&note.id, &note.rules, but, &mut out);
        }
        out
    }

    /// Each rule of an outcome or a note that, if one holds, is shown, `but` for a reason.
    fn rules(&self, of: &str, rules: &[Rule], but: Option<String>, out: &mut String) {
        let _ = writeln!(out, "  {of}");
        for rule in rules {
            let state = match (self.missing(&rule.when), &but) {
                (missing, _) if !missing.is_empty() => format!("not fired: {missing}"),
                (_, Some(but)) => format!("not fired: it holds, but {but}"),
                (_, None) => format!("FIRED: {}", self.because(&rule.when)),
            };
            let _ = writeln!(out, "    {}: {state}", rule.id);
        }
    }

    /// The parts of a condition that do not hold; nothing, if it holds.
    fn missing(&self, condition: &Condition) -> String {
        let parts = condition.0.iter().filter(|named| self.selected(named.question) & named.options == 0);
        let parts = parts.map(|named| {
            let question = &self.questionnaire.questions[named.question];
            let instead = match self.answers.get(named.question) {
                _ if !self.is_asked(named.question) => "it is not asked".to_owned(),
                None => "it is not answered".to_owned(),
                Some(bits) => format!("the answer is {}", ids(question, bits, ",")),
            };
            format!("needs {}={}, but {instead}", question.id, ids(question, named.options, " or "))
        });
        parts.collect::<Vec<_>>().join("; and ")
    }

    /// The answers that make a condition hold.
    fn because(&self, condition: &Condition) -> String {
        if condition.0.is_empty() {
            return "it always holds".to_owned();
        }
        let parts = condition.0.iter().map(|named| {
            let question = &self.questionnaire.questions[named.question];
            format!("{}={}", question.id, ids(question, self.selected(named.question) & named.options, ","))
        });
        parts.collect::<Vec<_>>().join(" and ")
    }

    fn is_asked(&self, question: usize) -> bool {
        self.replay.asked.contains(&question)
    }

    fn selected(&self, question: usize) -> u32 {
        if self.is_asked(question) { self.answers.get(question).unwrap_or(0) } else { 0 }
    }
}

fn ids(question: &Question, bits: u32, separator: &str) -> String {
    question.chosen(bits).map(|option| option.id.as_str()).collect::<Vec<_>>().join(separator)
}
