//! The state of one terminal: where it is, what is selected, what is being typed. Nothing of this is in the journal.

use std::{collections::VecDeque, sync::Arc};

use jiff::{Timestamp, tz::TimeZone};

use super::{
    at_work::meanwhile,
    entry::Entry,
    memo::{Memos, NightKey, Shown},
    message::Typed,
    notice::{Notice, NoticeFact, ToldBy},
    overlay::Overlay,
    passed_over::PassedOver,
    pick::{Pick, after_proof, picks},
    press::Presses,
    route::Route,
    timeline::Timeline,
};
use crate::{
    domain::{index::EnvIx, timeline_entry::TimelineEntry},
    engine::{
        Busy,
        download::DownloadFilter,
        operation::Operation,
        session::Session,
        subject::{Owner, Subject},
    },
    view::{
        action::Action,
        asked::questions,
        card::card,
        choice::{Choice, choices},
        environment_table::Grouping,
        night::Night,
        pages::Page,
        proved::{Proved, continues},
        schedule::{Coming, schedule},
        times::Moment,
    },
};

/// How many questions are kept that were left.
const MOST_LEFT: usize = 8;

/// The state of one terminal.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is something of its own about this terminal")]
pub struct UiState {
    /// Where it is.
    pub route: Route,
    /// Where it was before: what Help is about.
    pub before: Route,
    /// Whose card was chosen by hand; otherwise what is next is shown.
    pub chosen: Option<Owner>,
    /// The environments that somebody has passed over to work in another one.
    pub passed_over: PassedOver,
    /// The selected choice of the card.
    pub selected: Option<usize>,
    /// A question that is being answered.
    pub entry: Option<Entry>,
    /// The question that was answered last, until what came of it is known: a refused one is asked again.
    pub answered: Option<Entry>,
    /// The last event.
    pub notice: Option<Notice>,
    /// The latest proof, until the person continues.
    pub proved: Option<Proved>,
    /// Whether a proof is shown at all: not where nobody goes on.
    pub shows_proofs: bool,
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
    /// The card whose work acmove does for the person, until that is done.
    pub for_me: Option<Subject>,
    /// How often the engine, or what lies beside it, has changed what is shown.
    pub revision: u64,
    /// The values that were worked out for the screen.
    pub memos: Memos,
    /// The input that was typed meanwhile, and the sight that it was meant for, where it is for one.
    pub backlog: VecDeque<(Typed, Option<Sight>)>,
    /// Whether leaving was asked for while a command runs: once more, and it is left.
    pub leaving: bool,
    /// How the last paste ended, where it did not end well and that was not said yet.
    pub paste_end: Option<&'static str>,
    /// The filter for the folder of downloads.
    pub download_filter: Option<DownloadFilter>,
    /// The layer above the screen for a moment.
    pub overlay: Option<Overlay>,
    /// What would be written to the path that is asked for, once that is known.
    pub preview: Option<Result<Vec<String>, String>>,
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
    /// The clipboard, as far as this terminal knows of it.
    pub clipboard: ClipboardState,
    /// Whether the mouse is acmove's, and not the terminal's.
    pub mouse: bool,
    /// The presses on what is on the screen: whether they are meant.
    pub presses: Presses<Sight>,
    /// The moment of the past that is asked for, and the one that is wanted by now.
    pub travel: Option<Travel>,
    /// Whether it was said that the clock is behind the latest fact.
    pub is_clock_behind: bool,
    /// The name of the person who watches from afar, as the operator sees it.
    pub guide: String,
    /// Questions that were left, with what was typed into them.
    left: VecDeque<Entry>,
}

/// The clipboard, as far as a terminal knows of it.
#[derive(Debug, Clone, Default)]
pub struct ClipboardState {
    /// Whether acmove reads the clipboard of whoever sits here.
    pub is_read: bool,
    /// How often it was asked for.
    pub pastes: u64,
    /// The paste whose text is on its way: its number, and the sight that it is for.
    pub pasting: Option<(u64, Sight)>,
    /// The parts of a situation that are still to be copied, the next one first.
    pub parts: VecDeque<String>,
}

/// What is on the screen, as far as a press is about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sight {
    /// Which screen, and how many facts it shows.
    pub screen: (Route, u64),
    /// The card, and what it offers.
    pub card: (Subject, Vec<Operation>),
    /// The question that is being answered.
    pub question: Option<(Operation, usize)>,
    /// Whether something lies above the screen.
    pub is_covered: bool,
    /// Whether it shows what was just proved.
    pub is_proof: bool,
}

/// A moment of the past that is on its way to the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Travel {
    /// After which fact: this one is being read.
    pub asked: u64,
    /// After which fact: this one is wanted when it comes.
    pub wanted: u64,
}

impl UiState {
    /// Whether acmove is doing what the card of a subject asks: from the moment it was told to, until the result is on record.
    pub fn is_at_work(&self, subject: Subject) -> bool {
        match (self.busy, self.for_me) {
            (None, _) => false,
            (Some(_), Some(at)) => at == subject,
            (Some(busy), None) => busy.is_on_pages(),
        }
    }

    /// A terminal that shows the dashboard.
    pub fn new(size: (u16, u16), now: Timestamp, session: &Session) -> Self {
        let mut ui = Self {
            route: Route::Dashboard,
            before: Route::Dashboard,
            chosen: None,
            passed_over: PassedOver::new(),
            selected: None,
            entry: None,
            answered: None,
            notice: None,
            proved: None,
            shows_proofs: true,
            scroll: 0,
            size,
            now,
            here: None,
            busy: None,
            for_me: None,
            revision: 0,
            memos: Memos::default(),
            backlog: VecDeque::new(),
            leaving: false,
            paste_end: None,
            download_filter: None,
            overlay: None,
            preview: None,
            filter: String::new(),
            grouping: Grouping::default(),
            timeline: Timeline::default(),
            copied: 0,
            opened: 0,
            clipboard: ClipboardState::default(),
            mouse: true,
            presses: Presses::default(),
            travel: None,
            is_clock_behind: false,
            guide: String::new(),
            left: VecDeque::new(),
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

    /// The latest proof, where the dashboard shows it.
    pub fn proof(&self, session: &Session) -> Option<&Proved> {
        let is_shown = self.route == Route::Dashboard && self.entry.is_none() && session.as_of.is_none();
        self.proved.as_ref().filter(|_| is_shown)
    }

    /// The choice of the card behind a proof, where this operation is one and would record something at once: that card was not
    /// seen yet. What asks a question is seen by its question; what a rehearsal does for the person is only practice.
    pub fn unseen(&self, session: &Session, operation: Operation) -> Option<Choice> {
        self.proof(session)?;
        let is_at_once = questions(operation).is_empty() && operation != Operation::DoForMe;
        self.choices(session).iter().find(|choice| is_at_once && choice.operation == operation).cloned()
    }

    /// What can be selected on the dashboard: what can be done about a proof, else the choices of the card.
    pub fn picks(&self, session: &Session) -> Vec<Pick> {
        let subject = self.subject(session);
        match self.proof(session) {
            Some(proved) => {
                let heading = card(session, subject, &self.moment(session)).heading;
                after_proof(session, proved, continues(session, subject, &heading))
            }
            None if self.is_at_work(subject) => meanwhile(),
            None => {
                let moment = self.moment(session);
                picks(session, subject, &self.choices(session), (&moment, self.clipboard.is_read))
            }
        }
    }

    /// The action that Enter does on the dashboard; `None` where nothing is selected.
    pub fn selected_action(&self, session: &Session) -> Option<Action> {
        self.picks(session).get(self.selected?).map(|pick| pick.action)
    }

    /// The night, in lanes of so many columns.
    pub fn night(&self, session: &Session, columns: usize) -> Arc<Night> {
        let moment = self.moment(session);
        let minute = moment.at.as_second().div_euclid(60);
        let key =
            NightKey { shown: self.shown(session), minute, zones: [moment.zone.clone(), moment.here.clone()], columns };
        self.memos.night(key, || Night::of(session, &moment, columns))
    }

    /// The steps that are left, with the times at which they are likely to be done.
    pub fn coming(&self, session: &Session) -> Arc<Vec<Coming>> {
        let at = self.moment(session).at;
        self.memos.coming(self.shown(session), at.as_second().div_euclid(60), || schedule(session, at))
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
        self.selected = self.safe_pick(session);
    }

    /// The choice that is selected beforehand: the first one, where that is safe.
    fn safe_pick(&self, session: &Session) -> Option<usize> {
        if session.is_read_only() {
            return None;
        }
        let is_decision = matches!(
            self.subject(session),
            Subject::FirstUpload(_)
                | Subject::Deadline
                | Subject::Deployments
                | Subject::EndOfNight
                | Subject::BetweenNights
        );
        let first = self.picks(session).first()?.action;
        match first {
            Action::Operation(operation) => (!operation.is_word() && !is_decision).then_some(0),
            Action::Navigation(_) | Action::Choose => Some(0),
        }
    }

    /// A question is left: what was typed into it is kept.
    pub fn keep_question(&mut self) {
        if let Some(entry) = self.entry.take().filter(|entry| !entry.is_untouched()) {
            self.left.truncate(MOST_LEFT - 1);
            self.left.push_front(entry);
        }
    }

    /// The same question as it was left, where it was.
    pub fn left_question(&mut self, operation: Operation, subject: Subject) -> Option<Entry> {
        let at = self.left.iter().position(|entry| (entry.operation, entry.subject) == (operation, subject))?;
        self.left.remove(at)
    }

    /// Goes to another screen.
    pub fn go(&mut self, route: Route, session: &Session) {
        if self.route != Route::Page(Page::Help) {
            self.before = self.route;
        }
        self.route = route;
        self.keep_question();
        self.answered = None;
        self.settle(session);
    }

    /// The moment that is shown of a migration, as it is told.
    pub fn moment(&self, session: &Session) -> Moment {
        Moment::of(session, self.now, self.here.as_ref())
    }

    /// Says something; how a paste ended is said with what came of it.
    pub fn say(&mut self, bad: bool, text: impl Into<String>) {
        let mut text = text.into();
        if let Some(end) = self.paste_end.take() {
            text = format!("{text} {end}");
        }
        self.notice = Some(Notice { bad, text, fact: None });
    }

    /// Says a fact: where the card tells the same, it is not told again.
    pub fn say_fact(&mut self, bad: bool, text: String, told: &TimelineEntry, by: ToldBy) {
        self.say(bad, text);
        if let Some(notice) = &mut self.notice {
            notice.fact = Some(NoticeFact::of(bad, told, by));
        }
    }

    /// Says what speaks against it, and asks the question again that led to it: nothing that was typed is lost.
    pub fn object(&mut self, why: impl Into<String>) {
        self.say(true, why);
        if let Some(entry) = self.answered.take() {
            self.entry = Some(entry.again());
        }
    }
}
