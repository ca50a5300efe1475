//! The state of one terminal: where it is, what is selected, what is being typed. Nothing of this is in the journal.

use std::{collections::VecDeque, sync::Arc};

use crossterm::event::{KeyEvent, KeyEventKind};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use tui_input::Input;

use super::{
    layout::LOW,
    memo::{Memos, Shown},
    message::Typed,
    overlay::Overlay,
    route::Route,
    timeline::Timeline,
};
use crate::{
    domain::{index::EnvIx, text::one_line, watch::LookProgress},
    engine::{
        Busy,
        codes::near_code,
        download::DownloadFilter,
        operation::{Argument, Operation, Request},
        session::Session,
        subject::{Owner, Subject},
    },
    view::{
        choice::{Choice, choices},
        environment_table::Grouping,
        flow::flow,
        pages::Page,
        question::{Question, about, bound, questions, window_times},
        text::{Block, Line, Part, Tone},
        times::Moment,
    },
};

/// A key that comes again within this time is held down: nobody presses one so fast.
const HELD_DOWN: SignedDuration = SignedDuration::from_millis(45);

/// A screen with as many rows has room for what is said.
const HIGH: u16 = 30;

/// Columns that are kept free for the mark of a notice that is cut.
const CUT: u16 = 4;

/// The state of one terminal.
#[derive(Debug, Clone)]
pub struct UiState {
    /// Where it is.
    pub route: Route,
    /// Where it was before: what Help is about.
    pub before: Route,
    /// Whose card was chosen by hand; otherwise what is next is shown.
    pub chosen: Option<Owner>,
    /// The selected choice of the card.
    pub selected: Option<usize>,
    /// A question that is being answered.
    pub entry: Option<Entry>,
    /// The question that was answered last, until what came of it is known: a refused one is asked again.
    pub answered: Option<Entry>,
    /// The last event.
    pub notice: Option<Notice>,
    /// Lines that are scrolled out at the top.
    pub scroll: usize,
    /// Columns and rows.
    pub size: (u16, u16),
    /// The time of the last message.
    pub now: Timestamp,
    /// The zone of this machine, once it is known.
    pub here: Option<TimeZone>,
    /// The work that the engine has in flight, taken over whenever it has handled something.
    pub busy: Option<Busy>,
    /// How often the engine, or what lies beside it, has changed what is shown.
    pub revision: u64,
    /// The values that were worked out for the screen.
    pub memos: Memos,
    /// The input that was typed meanwhile, and when.
    pub backlog: VecDeque<(Timestamp, Typed)>,
    /// Whether leaving was asked for while a command runs: once more, and it is left.
    pub leaving: bool,
    /// The filter for the folder of downloads.
    pub download_filter: Option<DownloadFilter>,
    /// The layer above the screen for a moment.
    pub overlay: Option<Overlay>,
    /// The filter of the table of environments.
    pub filter: String,
    /// How the table of environments is grouped.
    pub grouping: Grouping,
    /// The timeline.
    pub timeline: Timeline,
    /// How often something was copied from this card: each time the next value.
    pub copied: usize,
    /// How often an address of this card was opened: each time the next one.
    pub opened: usize,
    /// Whether the mouse is acmove's, and not the terminal's.
    pub mouse: bool,
    /// When the mouse was pressed last.
    pub pressed_at: Option<Timestamp>,
    /// The moment of the past that is asked for, and the one that is wanted by now.
    pub travel: Option<Travel>,
    /// Whether it was said that the clock is behind the latest fact.
    pub is_clock_behind: bool,
    /// The key that was pressed last, and when.
    pressed: Option<(KeyEvent, Timestamp)>,
}

/// A moment of the past that is on its way to the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Travel {
    /// After which fact: this one is being read.
    pub asked: u64,
    /// After which fact: this one is wanted when it comes.
    pub wanted: u64,
}

/// A question that is being answered.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The operation that the answers are for.
    pub operation: Operation,
    /// The card it was chosen on.
    pub subject: Subject,
    /// The answers so far.
    pub answers: Vec<String>,
    /// The text being typed.
    pub input: Input,
    /// Files that begin like what was typed.
    pub matches: Vec<String>,
    /// The environment or the step that is changed, in words.
    about: String,
    /// An answer that may be a slip: given once more, it counts.
    pub doubted: Option<String>,
    /// The earlier answers, where it is asked again.
    earlier: Vec<String>,
    /// Further arguments, which are not typed.
    bound: Vec<String>,
    /// A text of several lines that was pasted, and how it is shown on the one line that there is.
    pasted: Option<(String, String)>,
}

/// The last event, in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Whether it is a refusal or a fault.
    pub bad: bool,
    /// The sentence.
    pub text: String,
}

impl UiState {
    /// A terminal that shows the dashboard.
    pub fn new(size: (u16, u16), now: Timestamp, session: &Session) -> Self {
        let mut ui = Self {
            route: Route::Dashboard,
            before: Route::Dashboard,
            chosen: None,
            selected: None,
            entry: None,
            answered: None,
            notice: None,
            scroll: 0,
            size,
            now,
            here: None,
            busy: None,
            revision: 0,
            memos: Memos::default(),
            backlog: VecDeque::new(),
            leaving: false,
            download_filter: None,
            overlay: None,
            filter: String::new(),
            grouping: Grouping::default(),
            timeline: Timeline::default(),
            copied: 0,
            opened: 0,
            mouse: true,
            // A double click on what led here is not meant for the first card.
            pressed_at: Some(now),
            travel: None,
            is_clock_behind: false,
            pressed: None,
        };
        ui.settle(session);
        ui
    }

    /// The subject of the card.
    pub fn subject(&self, session: &Session) -> Subject {
        session.subject(self.chosen, self.now)
    }

    /// Of which migration, and at which point, something is shown.
    pub fn shown(&self, session: &Session) -> Shown {
        let (facts, subject) = (session.run.facts, session.subject(None, self.now));
        Shown { revision: self.revision, facts, as_of: session.as_of, subject }
    }

    /// The choices on the card.
    pub fn choices(&self, session: &Session) -> Arc<Vec<Choice>> {
        let subject = self.subject(session);
        self.memos.choices(self.shown(session), subject, || choices(session, subject))
    }

    /// The environment that is marked in the panels.
    pub fn environment(&self, session: &Session) -> Option<EnvIx> {
        self.chosen.map_or_else(|| session.next_environment(), Owner::environment)
    }

    /// The card has changed: nothing is scrolled, and the first choice is selected unless it records a person's word.
    pub fn settle(&mut self, session: &Session) {
        self.scroll = 0;
        self.copied = 0;
        self.opened = 0;
        let subject = self.subject(session);
        let first = self.choices(session).first().map(|choice| choice.operation);
        self.selected = first
            .filter(|operation| !operation.is_word() && !matches!(subject, Subject::FirstUpload(_) | Subject::Deadline))
            .map(|_| 0);
    }

    /// Whether a key is only the last one again, held down: it is to do nothing, on whatever card came meanwhile.
    pub fn is_held_down(&mut self, key: KeyEvent, at: Timestamp) -> bool {
        let held = |(last, then): (KeyEvent, Timestamp)| last.code == key.code && at.duration_since(then) < HELD_DOWN;
        let held = key.kind == KeyEventKind::Repeat || self.pressed.is_some_and(held);
        self.pressed = Some((key, at));
        held
    }

    /// Goes to another screen.
    pub fn go(&mut self, route: Route, session: &Session) {
        if self.route != Route::Page(Page::Help) {
            self.before = self.route;
        }
        self.route = route;
        self.entry = None;
        self.answered = None;
        self.settle(session);
    }

    /// The moment that is shown of a migration, as it is told.
    pub fn moment(&self, session: &Session) -> Moment {
        Moment::of(session, self.now, self.here.as_ref())
    }

    /// Says something.
    pub fn say(&mut self, bad: bool, text: impl Into<String>) {
        self.notice = Some(Notice { bad, text: text.into() });
    }

    /// The last event or what is being waited for, at most three lines of it.
    pub fn notice_lines(&self, session: &Session) -> Vec<Line> {
        let block = match (self.busy, &self.notice) {
            (_, Some(notice)) if notice.bad => Block::led(Tone::Bad, " ! ", &notice.text),
            (_, Some(notice)) => Block::led(Tone::Plain, " ", &notice.text),
            (Some(Busy::Looking { on_pages: true }), None) => {
                Block::led(Tone::Quiet, " ", "at work on the practice pages... Esc stops waiting")
            }
            (Some(Busy::Looking { on_pages: false }), None) => {
                let what = session.looking.map_or_else(|| "looking".to_owned(), LookProgress::words);
                Block::led(Tone::Quiet, " ", format!("{what}... Esc stops waiting"))
            }
            (Some(Busy::Writing { .. }), None) => Block::led(Tone::Quiet, " ", "writing..."),
            (None, None) => Block::Gap,
        };
        let mut lines = flow(&[block], usize::from(self.size.0.saturating_sub(1 + CUT)));
        // On a low screen the card comes first.
        let is_told = self.notice.as_ref().is_none_or(|notice| !notice.bad);
        let most = match self.size.1 {
            rows if rows < LOW && is_told => 1,
            rows if rows < LOW => 3,
            rows if rows < HIGH => 4,
            _ => 6,
        };
        if lines.len() > most {
            lines.truncate(most);
            lines[most - 1].push(Part::text(Tone::Quiet, " ..."));
        }
        lines
    }

    /// Says what speaks against it, and asks the question again that led to it: nothing that was typed is lost.
    pub fn object(&mut self, why: impl Into<String>) {
        self.say(true, why);
        if let Some(entry) = self.answered.take() {
            self.entry = Some(entry.again());
        }
    }
}

impl Entry {
    /// A question before its first answer.
    pub fn new(session: &Session, operation: Operation, subject: Subject) -> Self {
        let mut entry = Self {
            operation,
            subject,
            answers: Vec::new(),
            input: Input::default(),
            matches: Vec::new(),
            about: about(session, subject, operation),
            doubted: None,
            earlier: known(session, operation, subject),
            bound: bound(session, operation),
            pasted: None,
        };
        entry.fill_in();
        entry
    }

    /// The same question from its beginning, with what was typed.
    #[must_use]
    pub fn again(self) -> Self {
        let mut entry = Self { earlier: self.answers, answers: Vec::new(), ..self };
        entry.fill_in();
        entry
    }

    /// The answers, and what they are about besides.
    pub fn given(&self) -> Vec<Argument> {
        let answers =
            self.answers.iter().cloned().zip(questions(self.operation)).map(|(typed, asked)| asked.argument(typed));
        answers.chain(self.bound.iter().cloned().map(Argument::Text)).collect()
    }

    /// The request, when everything is answered.
    pub fn wanted(&self) -> Request {
        Request { operation: self.operation, subject: self.subject, arguments: self.given() }
    }

    /// The current question, in words; empty when everything is answered.
    pub fn prompt(&self) -> String {
        self.question().map_or_else(String::new, |question| question.prompt(&self.about))
    }

    /// Takes an answer and goes on to the next question.
    pub fn take(&mut self, answer: String) {
        self.answers.push(answer);
        self.matches.clear();
        self.fill_in();
    }

    fn fill_in(&mut self) {
        self.pasted = None;
        self.input = Input::default();
        match self.earlier.get(self.answers.len()).cloned() {
            Some(text) if text.contains('\n') => self.paste(&text),
            Some(text) => self.input = Input::new(text),
            None => {}
        }
    }

    /// Takes a pasted text whole, after what is there already.
    pub fn paste(&mut self, text: &str) {
        let before = self.typed();
        let whole = if before.is_empty() { text.to_owned() } else { before + "\n" + text };
        let shown = one_line(&whole);
        self.input = Input::new(shown.clone());
        self.pasted = Some((whole, shown));
    }

    /// The answer that is being typed: a pasted text as it is, unless something was changed in it.
    pub fn typed(&self) -> String {
        let value = self.input.value().trim();
        match &self.pasted {
            Some((whole, shown)) if shown == value => whole.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned(),
            Some(_) | None => value.to_owned(),
        }
    }

    /// The current question; `None` when everything is answered.
    pub fn question(&self) -> Option<Question> {
        questions(self.operation).get(self.answers.len()).copied()
    }
}

/// The answers that need not be typed: a serial number that the server itself has printed, and the times of the window as it is;
/// a code that a page shows.
fn known(session: &Session, operation: Operation, subject: Subject) -> Vec<String> {
    let run = &session.run;
    let environment = subject.step().and_then(|step| run.planned(step).environment);
    let drift = environment.and_then(|environment| run.environment(environment).drift.as_ref());
    if operation == Operation::ChangeWindow {
        return window_times(run);
    }
    let near = subject.step().and_then(|step| near_code(session, step));
    if let Some(near) = near.filter(|_| operation == Operation::CorrectCode) {
        return vec![near.side.label().to_owned(), near.shown.to_string()];
    }
    drift.filter(|_| operation == Operation::ChangeSerial).map(ToString::to_string).into_iter().collect()
}
