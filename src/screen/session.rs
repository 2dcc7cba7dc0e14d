//! One visitor's way through the self-screen: their answers, and which place comes next or before.

use std::rc::Rc;

use super::{Answers, End, Questionnaire, Questionnaires, Refusal, Respondent, replay};

/// Where a visitor is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    #[default]
    Start,
    /// By its index.
    Question(usize),
    /// The list of answers.
    Review,
    Result,
}

/// The answers of a visit. Forgotten with it: a session is never stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    pub questionnaires: Rc<Questionnaires>,
    /// Who answers. It may change at any time: the answers stay what they are.
    pub respondent: Respondent,
    pub answers: Answers,
}

/// Where an answer leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub place: Place,
    /// The questions whose answers no longer apply and are forgotten.
    pub dropped: Vec<usize>,
}

impl Session {
    pub fn new(questionnaires: Rc<Questionnaires>, respondent: Respondent) -> Self {
        Self { questionnaires, respondent, answers: Answers::default() }
    }

    /// In the words for who answers.
    pub fn questionnaire(&self) -> &Questionnaire {
        self.questionnaires.of(self.respondent)
    }

    /// Keeps an answer. Nothing changes if it is refused.
    pub fn answer(&mut self, question: usize, answer: u32) -> Result<Step, Refusal> {
        self.answers.set(self.questionnaires.of(self.respondent), question, answer)?;
        let replay = replay(self.questionnaire(), &self.answers);
        let place = place_after(&replay.end);
        // An urgent result may come of a slip: the answers behind it wait, in case it is taken back.
        let dropped = if place == Place::Result { Vec::new() } else { replay.dropped };
        for question in &dropped {
            self.answers.remove(*question);
        }
        Ok(Step { place, dropped })
    }

    /// The first question.
    pub fn first(&self) -> Place {
        self.asked().first().map_or(Place::Review, |question| Place::Question(*question))
    }

    /// Where the answers lead: the next question or, when all are answered, their review, or at once an urgent result.
    pub fn next(&self) -> Place {
        place_after(&replay(self.questionnaire(), &self.answers).end)
    }

    /// The place before another, in the order of questions.
    pub fn before(&self, place: Place) -> Place {
        let asked = self.asked();
        let last = asked.last().map_or(Place::Start, |question| Place::Question(*question));
        match place {
            Place::Start => Place::Start,
            Place::Question(question) => asked
                .iter()
                .rfind(|earlier| **earlier < question)
                .map_or(Place::Start, |earlier| Place::Question(*earlier)),
            Place::Review => last,
            Place::Result if self.next() == Place::Result => last,
            Place::Result => Place::Review,
        }
    }

    /// The place itself or, where the answers do not lead there any more, one that they lead to.
    pub fn nearest(&self, place: Place) -> Place {
        match place {
            Place::Question(question) if !self.asked().contains(&question) => self.next(),
            Place::Result if matches!(self.next(), Place::Question(_)) => self.next(),
            Place::Review if self.answers.is_empty() => self.next(),
            place => place,
        }
    }

    fn asked(&self) -> Vec<usize> {
        replay(self.questionnaire(), &self.answers).asked
    }
}

fn place_after(end: &End) -> Place {
    match end {
        End::Next(question) => Place::Question(*question),
        End::Advice(advice) if advice.outcome.urgency.is_at_once() => Place::Result,
        End::Advice(_) => Place::Review,
    }
}
