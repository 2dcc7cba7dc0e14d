/**
 * The answer to one question, as programs give it.
 */
export type Answer = { 
/**
 * The question's id.
 */
question: string, 
/**
 * The ids of what is selected, in any order; at least one.
 */
options: Array<string>, };

/**
 * The result. Show its steps, the Point of Contact and the crisis line always, and the rest on demand.
 */
export type Assessment = { 
/**
 * Its id.
 */
outcome: string, urgency: Urgency, title: string, meaning: string, 
/**
 * What to do, in order. The more urgent come first.
 */
steps: Array<Step>, crisisLine: CrisisLine, pointOfContact: Contact, 
/**
 * What to know besides; none beside an urgent result.
 */
notes: Array<Note>, 
/**
 * The rules that hold, and the answers behind them.
 */
reasons: Array<Reason>, 
/**
 * Which other answers would have led elsewhere; none beside an urgent result, which nobody shall be talked out of.
 */
changes: Array<Change>, 
/**
 * To bring to a visit.
 */
questions: Array<string>, 
/**
 * What the self-screen cannot tell.
 */
limits: Array<string>, 
/**
 * What the result, its reasons and its notes rest on.
 */
sources: Array<Source>, };

/**
 * Why rules do not count.
 */
export type But = "open" | "other-result" | "urgent-result" | "other-respondent";

/**
 * Another answer, and where it would have led, in words.
 */
export type Change = { answer: string, then: string, };

export type Choice = { id: string, text: string, hint: string | null, 
/**
 * Whether nothing may be selected beside it, such as "None of these".
 */
alone: boolean, };

/**
 * The Whole Health Point of Contact.
 */
export type Contact = { heading: string, 
/**
 * Why to talk with them.
 */
invitation: string, name: string | null, 
/**
 * The ways to reach them or, where the facility has set none, to find them.
 */
ways: Array<Way>, };

export type ContactLink = { text: string, 
/**
 * A `tel:`, `sms:` or `https:` address.
 */
address: string, };

/**
 * The ways to reach the Veterans Crisis Line, and 911.
 */
export type CrisisLine = { 
/**
 * What the line is, before the ways to reach it.
 */
title: string, call: ContactLink, text: ContactLink, chat: ContactLink, 
/**
 * For an emergency that is not a crisis of this kind.
 */
emergency: ContactLink, };

/**
 * What is wrong, for programs.
 */
export type ErrorCode = "not-loaded" | "not-a-list" | "not-an-answer" | "unknown-question" | "repeated-question" | "unknown-option" | "repeated-option" | "several-options" | "nothing-selected" | "must-stand-alone" | "unfinished";

/**
 * An outcome or a note.
 */
export type Explained = { id: string, 
/**
 * Why none of its rules counts, whether it holds or not; null if those that hold do.
 */
but: But | null, rules: Array<ExplainedRule>, };

export type ExplainedQuestion = { id: string, asked: boolean, 
/**
 * What is selected, even if it does not count because the question is not asked.
 */
answer: Array<string>, 
/**
 * It is asked when each of these is met, unless an earlier question is open or an urgent result stands.
 */
needs: Array<Need>, };

export type ExplainedRule = { id: string, 
/**
 * Whether it holds and counts.
 */
fired: boolean, 
/**
 * What it says where it fires.
 */
reason: string, 
/**
 * It holds when each of these is met.
 */
needs: Array<Need>, 
/**
 * The ids of its sources in `questionnaire()`.
 */
sources: Array<string>, };

export type Explanation = { 
/**
 * The id of the result; null while a question is open.
 */
outcome: string | null, 
/**
 * Every question, in order.
 */
questions: Array<ExplainedQuestion>, 
/**
 * Every outcome, in order: the first with a rule that holds is the result.
 */
outcomes: Array<Explained>, 
/**
 * Every note: each with a rule that holds is shown.
 */
notes: Array<Explained>, };

/**
 * Met if any of the options is selected.
 */
export type Need = { question: string, options: Array<string>, 
/**
 * Those of the options that are selected; none if the question is not asked.
 */
selected: Array<string>, };

/**
 * Where the answers have led so far.
 */
export type Next = { 
/**
 * What to ask next; null once `assess` has a result. An urgent result comes before all questions are asked.
 */
question: Question | null, 
/**
 * The ids of the questions asked so far, the next one included.
 */
asked: Array<string>, 
/**
 * The ids of questions that have an answer and are not asked any more: it does not count, and should be forgotten.
 */
dropped: Array<string>, };

export type Note = { id: string, kind: NoteKind, title: string, text: string, 
/**
 * A page of the guide.
 */
link: PageLink | null, reasons: Array<Reason>, };

export type NoteKind = "first-step" | "caution" | "information";

/**
 * A link to a page of this site, by its path below the base and an optional section of it.
 */
export type PageLink = { path: string, fragment: string | null, text: string, };

export type Question = { id: string, 
/**
 * A short name, for a list of answers.
 */
label: string, text: string, hint: string | null, 
/**
 * Why it is asked.
 */
why: string, 
/**
 * What to say when nothing acceptable is selected.
 */
error: string, 
/**
 * Whether more than one option may be selected.
 */
several: boolean, options: Array<Choice>, 
/**
 * The ids of its sources in `questionnaire()`.
 */
sources: Array<string>, };

/**
 * The questions, and whom to call, which a page shows from the first question on.
 */
export type Questionnaire = { 
/**
 * A language tag, such as `en`.
 */
language: string, 
/**
 * In the order in which they are asked. Which of them are asked, `next` says.
 */
questions: Array<Question>, 
/**
 * Every source that a question or a rule names.
 */
sources: Array<Source>, crisisLine: CrisisLine, pointOfContact: Contact, };

/**
 * A rule that holds.
 */
export type Reason = { 
/**
 * The rule's id.
 */
rule: string, text: string, 
/**
 * The answers that make it hold.
 */
because: Array<Selection>, 
/**
 * The ids of its sources.
 */
sources: Array<string>, };

/**
 * Options of one question, by their ids.
 */
export type Selection = { question: string, options: Array<string>, };

/**
 * A publication or web page that a claim comes from, as a reader sees it.
 */
export type Source = { id: string, title: string, publisher: string, 
/**
 * In words, as the publisher gives it.
 */
date: string | null, address: string | null, 
/**
 * How much weight it carries, in a sentence.
 */
weight: string, };

export type Step = { 
/**
 * Whom it leads to; null for a step that comes of an answer of its own.
 */
kind: StepKind | null, text: string, 
/**
 * A page of the guide.
 */
link: PageLink | null, 
/**
 * Of a step that comes of an answer of its own. The others come of the result.
 */
reasons: Array<Reason>, };

/**
 * Whom a step leads to, so that the page can show the ways to reach them beside it.
 */
export type StepKind = "crisis-line" | "emergency" | "point-of-contact" | "care-team" | "read";

/**
 * How soon an outcome asks to act; the most cautious first.
 */
export type Urgency = "emergency" | "person" | "before-massage" | "pause" | "routine";

/**
 * Words, a link, or both.
 */
export type Way = { text: string | null, link: ContactLink | null, };
