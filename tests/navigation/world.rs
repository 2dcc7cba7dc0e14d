//! A browser and a server as values: they do what the state machine says, and remember what a visitor may rely on.

use std::path::Path;
use std::rc::Rc;
use std::sync::OnceLock;

use crate::content_day;
use whole_health_guide::navigation::{
    Effect, Entry, Event, EventKind, Landing, Link, Missing, Part, Resource, Site, State, Timer, Value, Word, step,
};
use whole_health_guide::page::Page;
use whole_health_guide::screen::{Answers, Place, Question, Respondent, Session, Stance};
use whole_health_guide::search::Index;
use whole_health_guide::site::{self, Content};

/// The pages are `/`, `/a/`, `/b/`, `/c/`, the self-screen at `/screen/` and the search at `/search/`.
pub const SCREEN: &str = "screen/";
pub const SEARCH: &str = "search/";

/// How far the page is scrolled at a section and at a list of errors.
const SECTION: f64 = 333.0;
const ERRORS: f64 = 50.0;

#[derive(Clone)]
pub struct World {
    pub state: State,
    history: Vec<HistoryEntry>,
    at: usize,
    /// Counts ordinary page loads.
    pub document: u32,
    pub scrolled: f64,
    pub shown: Shown,
    /// Each with its number, and what the server had when it was made.
    requests: Vec<(u32, Resource, u32)>,
    timers: Vec<Timer>,
    pub told: Option<Word>,
    /// How many times the questions on paper were offered.
    pub papers: u32,
    /// Counts the times that the page was loaded anew at its address.
    pub reloads: u32,
    /// What the server has, and what the page was made from.
    version: u32,
    build: u32,
    /// What was answered, and neither cleared nor left.
    pub answers: Answers,
    /// The page that was asked for last and can be had.
    pub wish: String,
}

#[derive(Clone)]
struct HistoryEntry {
    pathname: String,
    fragment: Option<String>,
    mark: Option<Entry>,
    document: u32,
    left_at: Option<f64>,
}

/// What is on the screen.
#[derive(Clone)]
pub struct Shown {
    pub pathname: String,
    /// None while the page is the prerendered one.
    pub part: Option<Part>,
    /// The history entry that it belongs to.
    entry: usize,
}

impl World {
    /// With the app just started on a page, by its address.
    pub fn open(address: &str) -> Self {
        Self::open_after(&[address]).0
    }

    /// The same, after other entries of the same document. Returns what follows, too.
    pub fn open_after(addresses: &[&str]) -> (Self, String) {
        let history: Vec<_> = addresses.iter().map(|address| HistoryEntry::new(address, 0)).collect();
        let at = history.len() - 1;
        let shown = Shown { pathname: history[at].pathname.clone(), part: None, entry: at };
        let wish = shown.pathname.clone();
        let mut world = Self {
            state: State::default(),
            history,
            at,
            document: 0,
            scrolled: 0.0,
            shown,
            requests: Vec::new(),
            timers: Vec::new(),
            told: None,
            papers: 0,
            reloads: 0,
            version: 1,
            build: 1,
            answers: Answers::default(),
            wish,
        };
        let effects = world.start_app(false);
        (world, effects)
    }

    /// Does one thing, by its name, and returns the effects.
    pub fn act(&mut self, line: &str) -> String {
        let (name, rest) = line.split_once(' ').unwrap_or((line, ""));
        match name {
            "link" => self.follow(rest, None),
            "jump" => self.follow(rest, None),
            "start" => self.follow("#question-list", Some(Respondent::Veteran)),
            "start-as-helper" => self.follow("#question-list", Some(Respondent::Helper)),
            "early-start" => self.begin(Respondent::Veteran),
            "early-start-as-helper" => self.begin(Respondent::Helper),
            "back" => self.traverse(-1),
            "forward" => self.traverse(1),
            "go" => self.traverse(rest.parse().expect("a number")),
            "point" => self.tell(EventKind::Pointed(rest.to_owned())),
            "bring" => self.answer_request(rest, true),
            "fail" => self.answer_request(rest, false),
            "time" => self.run_out(rest),
            "answer" => self.answer(rest.parse().ok()),
            "refused" => self.answer_with(0),
            "step-back" => self.tell(EventKind::WentBack),
            "review" => self.tell(EventKind::WentTo(Place::Review)),
            "result" => self.tell(EventKind::WentTo(Place::Result)),
            "clear" => self.clear(EventKind::Cleared),
            "return" => self.clear(EventKind::Returned),
            "copied" => self.tell(EventKind::Copied(true)),
            "type" => self.tell(EventKind::Typed(rest.to_owned())),
            "scroll" => {
                self.scrolled = rest.parse().expect("a number");
                String::new()
            }
            "reload" => {
                self.answers = Answers::default();
                self.reload()
            }
            "deploy" => {
                self.version += 1;
                String::new()
            }
            other => panic!("nobody does {other}"),
        }
    }

    /// Brings everything that was asked for.
    pub fn settle(&mut self) {
        while let Some((_, resource, _)) = self.requests.first().cloned() {
            self.answer_request(&name(&resource), true);
        }
    }

    pub fn address(&self) -> &str {
        &self.history[self.at].pathname
    }

    /// Where the page was scrolled to when the current entry was left.
    pub fn left_at(&self) -> Option<f64> {
        self.history[self.at].left_at
    }

    pub fn place(&self) -> Option<Place> {
        match &self.shown.part {
            Some(Part::SelfScreen { place, .. }) => Some(*place),
            _ => None,
        }
    }

    pub fn can_go(&self, by: isize) -> bool {
        self.at.checked_add_signed(by).is_some_and(|at| at < self.history.len())
    }

    fn tell(&mut self, kind: EventKind) -> String {
        let (state, effects) = step(std::mem::take(&mut self.state), Event { scrolled: self.scrolled, kind });
        self.state = state;
        let lines: Vec<String> = effects.iter().map(describe).collect();
        let mut later = String::new();
        for effect in effects {
            later.push_str(&self.perform(effect));
        }
        let lines = lines.join(", ");
        if later.is_empty() { lines } else { [lines, later].join("; ") }
    }

    fn perform(&mut self, effect: Effect) -> String {
        match effect {
            Effect::Claim | Effect::ExplainLoss | Effect::TellFound { .. } | Effect::Copy(_) => {}
            Effect::Fetch(resource, number) => self.requests.push((number, resource, self.version)),
            Effect::Mark(entry) => self.history[self.at].mark = Some(entry),
            Effect::Push(entry, address) => {
                self.leave_entry();
                self.push(&address, Some(entry));
            }
            Effect::Show { page, part, landing } => {
                if let Part::SelfScreen { session, .. } = &part {
                    assert_eq!(page.title, session.questionnaire().wording.for_whom.question, "half of each");
                }
                self.shown.pathname = ["/", &*page.path].concat();
                self.shown.part = Some(part);
                if self.shown.pathname == self.address() {
                    self.shown.entry = self.at;
                }
                self.land(landing);
            }
            Effect::Land(landing) => {
                if self.shown.pathname == self.address() {
                    self.shown.entry = self.at;
                }
                self.land(landing);
            }
            Effect::GoBack => return self.traverse(-1),
            Effect::Leave(address) => {
                self.leave_entry();
                self.document += 1;
                self.push(&address, None);
                return self.load_document(false);
            }
            Effect::Reload => return self.reload(),
            Effect::Tell(word) => {
                self.told = word;
                if word == Some(Word::PageFailed) {
                    self.wish = self.shown.pathname.clone();
                }
            }
            Effect::GivePaper => {
                self.papers += 1;
                self.wish = self.shown.pathname.clone();
            }
            Effect::Wait(_, timer) => self.timers.push(timer),
        }
        String::new()
    }

    fn land(&mut self, landing: Landing) {
        self.scrolled = match landing {
            Landing::Top => 0.0,
            Landing::Section(_) => SECTION,
            Landing::Errors => ERRORS,
            Landing::Position(position) => position,
            Landing::Here => self.scrolled,
        };
    }

    /// As a browser reads a link: `#id` within the address's page, or a whole address.
    fn follow(&mut self, address: &str, begins: Option<Respondent>) -> String {
        let is_jump = address.starts_with('#');
        let whole = if is_jump { [self.address(), address].concat() } else { address.to_owned() };
        let HistoryEntry { pathname, fragment, .. } = HistoryEntry::new(&whole, 0);
        let is_within = pathname == self.address() && fragment.is_some();
        if begins.is_some() || !is_within {
            self.wish = if begins.is_some() { ["/", SCREEN].concat() } else { pathname.clone() };
        }
        let link = Link { address: whole.clone(), pathname, fragment: fragment.clone(), is_jump, begins };
        let effects = self.tell(EventKind::Followed(link));
        if effects.contains("claim") {
            return effects;
        }
        assert!(is_within, "{address} was left to the browser");
        self.leave_entry();
        self.push(&whole, None);
        self.shown.entry = self.at;
        self.scrolled = SECTION;
        let pathname = self.address().to_owned();
        let after = self.tell(EventKind::Traversed { pathname, fragment, entry: None });
        [&*effects, &*after].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }

    fn begin(&mut self, respondent: Respondent) -> String {
        self.wish = ["/", SCREEN].concat();
        self.tell(EventKind::Begun(respondent))
    }

    fn traverse(&mut self, by: isize) -> String {
        let Some(at) = self.at.checked_add_signed(by).filter(|at| *at < self.history.len()) else {
            return String::new();
        };
        self.leave_entry();
        self.at = at;
        let HistoryEntry { pathname, fragment, mark, document, left_at } = self.history[at].clone();
        self.wish = pathname.clone();
        if document != self.document {
            self.answers = Answers::default();
            self.document = document;
            return self.load_document(false);
        }
        if self.shown.part.is_none() && pathname == self.shown.pathname {
            // Until the app renders, the browser restores positions.
            self.shown.entry = at;
            let restored = left_at.unwrap_or_default();
            let effects = self.tell(EventKind::Traversed { pathname, fragment, entry: mark });
            self.scrolled = restored;
            return effects;
        }
        self.tell(EventKind::Traversed { pathname, fragment, entry: mark })
    }

    fn reload(&mut self) -> String {
        self.reloads += 1;
        self.load_document(true)
    }

    /// What the browser does for an ordinary page load of the current entry.
    fn load_document(&mut self, is_reloaded: bool) -> String {
        assert!(self.answers.is_empty(), "answers were lost");
        self.requests.clear();
        self.timers.clear();
        self.told = None;
        for entry in &mut self.history {
            entry.left_at = None;
        }
        self.shown = Shown { pathname: self.address().to_owned(), part: None, entry: self.at };
        self.wish = self.shown.pathname.clone();
        self.scrolled = 0.0;
        self.state = State::default();
        self.build = self.version;
        self.start_app(is_reloaded)
    }

    fn start_app(&mut self, is_reloaded: bool) -> String {
        let site = Site { base: "/".into(), self_screen: Some(SCREEN.into()), search: Some(SEARCH.into()) };
        let (pathname, entry) = (self.address().to_owned(), self.history[self.at].mark);
        self.tell(EventKind::Opened { site, pathname, entry, is_reloaded })
    }

    /// Remembers the position of the entry that is on the screen.
    fn leave_entry(&mut self) {
        if self.shown.entry == self.at {
            self.history[self.at].left_at = Some(self.scrolled);
        }
    }

    fn push(&mut self, address: &str, mark: Option<Entry>) {
        self.history.truncate(self.at + 1);
        self.history.push(HistoryEntry { mark, ..HistoryEntry::new(address, self.document) });
        self.at += 1;
        if self.address() == self.shown.pathname {
            self.shown.entry = self.at;
        }
    }

    fn answer_request(&mut self, what: &str, is_there: bool) -> String {
        let Some(index) = self.requests.iter().position(|(_, resource, _)| name(resource) == what) else {
            return String::new();
        };
        let (number, resource, version) = self.requests.remove(index);
        let value = match is_there {
            true if version == self.build => Ok(value(&resource, version)),
            true => Err(Missing::OfAnotherBuild),
            false => Err(Missing::Unavailable),
        };
        self.tell(EventKind::Fetched { number, resource, value })
    }

    /// Fires every timer of a kind.
    fn run_out(&mut self, kind: &str) -> String {
        let is_of_kind = |timer: &Timer| match timer {
            Timer::Word(_) => kind == "word",
            Timer::Limit(_) => kind == "limit",
            Timer::Pause(_) => kind == "pause",
        };
        let (fired, waiting) = std::mem::take(&mut self.timers).into_iter().partition(is_of_kind);
        self.timers = waiting;
        let fired: Vec<Timer> = fired;
        let lines: Vec<String> = fired.into_iter().map(|timer| self.tell(EventKind::Elapsed(timer))).collect();
        lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join(", ")
    }

    /// Answers the question on the screen with the option of this number; without one, in a way that leads to a further
    /// question.
    fn answer(&mut self, choice: Option<usize>) -> String {
        let Some(Part::SelfScreen { session, place: Place::Question(question), .. }) = self.shown.part.clone() else {
            return String::new();
        };
        self.answer_with(accepted(&session.questionnaire().questions[question], choice))
    }

    fn answer_with(&mut self, answer: u32) -> String {
        let Some(Part::SelfScreen { place: Place::Question(question), .. }) = self.shown.part else {
            return String::new();
        };
        let mut session = self.state.session().expect("a question is shown").clone();
        if session.answer(question, answer).is_ok() {
            self.answers = session.answers;
        }
        self.tell(EventKind::Answered(question, answer))
    }

    fn clear(&mut self, kind: EventKind) -> String {
        if kind != EventKind::Returned || !self.answers.is_empty() {
            for entry in self.history.iter_mut().filter(|entry| entry.pathname == ["/", SCREEN].concat()) {
                entry.left_at = None;
            }
        }
        self.answers = Answers::default();
        self.tell(kind)
    }
}

impl HistoryEntry {
    fn new(address: &str, document: u32) -> Self {
        let (pathname, fragment) = address.split_once('#').map_or((address, None), |(path, id)| (path, Some(id)));
        Self {
            pathname: pathname.to_owned(),
            fragment: fragment.map(str::to_owned),
            mark: None,
            document,
            left_at: None,
        }
    }
}

/// One of the answers that a question accepts.
fn accepted(question: &Question, choice: Option<usize>) -> u32 {
    let no = question.options.iter().position(|option| option.says == Some(Stance::No));
    let choice = choice.or(no).unwrap_or_default();
    1 << (choice % question.options.len())
}

fn value(resource: &Resource, version: u32) -> Value {
    match resource {
        Resource::Page(path) => Value::Page(Rc::new(page(path, version))),
        Resource::Questionnaires => {
            let mut both = content().questionnaires.clone().expect("the site has a self-screen");
            both.for_veteran.wording.for_whom.question = title(version);
            both.for_helper.wording.for_whom.question = title(version);
            Value::Questionnaires(Rc::new(both))
        }
        Resource::Index => Value::Index(Rc::new(Index::default())),
    }
}

fn title(version: u32) -> String {
    format!("version {version}")
}

fn page(path: &str, version: u32) -> Page {
    Page { path: path.to_owned(), title: title(version), ..content().pages[0].clone() }
}

/// The real one.
fn content() -> &'static Content {
    static CONTENT: OnceLock<Content> = OnceLock::new();
    CONTENT.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        site::load(root, content_day::latest_review()).content.expect("the site has no error")
    })
}

fn name(resource: &Resource) -> String {
    match resource {
        Resource::Page(path) => ["/", path].concat(),
        Resource::Questionnaires => "questions".to_owned(),
        Resource::Index => "index".to_owned(),
    }
}

fn describe(effect: &Effect) -> String {
    let entry = |entry: &Entry| format!("{}{}", entry.depth, if entry.is_step { " step" } else { "" });
    match effect {
        Effect::Claim => "claim".into(),
        Effect::Fetch(resource, _) => format!("fetch {}", name(resource)),
        Effect::Mark(marked) => format!("mark {}", entry(marked)),
        Effect::Push(pushed, address) => format!("push {} {address}", entry(pushed)),
        Effect::Show { page, part, landing } => {
            format!("show /{}{} {}", page.path, part_text(part), landing_text(landing))
        }
        Effect::Land(landing) => format!("land {}", landing_text(landing)),
        Effect::GoBack => "go back".into(),
        Effect::Leave(address) => format!("leave {address}"),
        Effect::Reload => "reload".into(),
        Effect::Tell(Some(Word::GettingReady)) => "tell getting ready".into(),
        Effect::Tell(Some(Word::PageFailed)) => "tell failed".into(),
        Effect::Tell(None) => "tell nothing".into(),
        Effect::ExplainLoss => "explain loss".into(),
        Effect::GivePaper => "give paper".into(),
        Effect::TellFound { query, .. } => format!("tell found {query}"),
        Effect::Wait(milliseconds, _) => format!("wait {milliseconds}"),
        Effect::Copy(_) => "copy".into(),
    }
}

fn part_text(part: &Part) -> String {
    match part {
        Part::Text => String::new(),
        Part::Search { query, .. } => format!(" search \"{query}\""),
        Part::SelfScreen { session, place, notice } => {
            let notice = notice.as_ref().map(|notice| format!(" {notice:?}")).unwrap_or_default();
            let helper = if session.respondent == Respondent::Helper { " as helper" } else { "" };
            format!(" {}{helper}{notice}", place_text(session, *place))
        }
    }
}

fn place_text(session: &Session, place: Place) -> String {
    match place {
        Place::Start => "start".into(),
        Place::Question(question) => {
            let replay = whole_health_guide::screen::replay(session.questionnaire(), &session.answers);
            let position = replay.asked.iter().position(|asked| *asked == question).expect("it is asked");
            format!("question {}", position + 1)
        }
        Place::Review => "review".into(),
        Place::Result => "result".into(),
    }
}

fn landing_text(landing: &Landing) -> String {
    match landing {
        Landing::Top => "top".into(),
        Landing::Section(id) => format!("#{id}"),
        Landing::Errors => "errors".into(),
        Landing::Position(position) => format!("at {position}"),
        Landing::Here => "here".into(),
    }
}
