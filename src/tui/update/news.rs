//! Handles the engine's news: facts that were recorded, refusals, tools, and what the screen makes of each.

use super::{
    super::{
        message::Effect,
        notice::ToldBy,
        passed_over::{further, passes_over},
        route::Route,
    },
    Model,
};
use crate::{
    domain::{
        code_check::ModulesFound,
        event::{Event, ModulesReported, SerialRead},
        record::Record,
        sentence::sentence,
        timeline_entry::TimelineEntry,
        tool::Tool,
    },
    engine::{
        Busy,
        message::{EngineMsg, News},
        operation::Operation,
        subject::Subject,
    },
    view::proved::proved,
};

/// Whether a fact is only what the watch has seen.
const fn is_watch(event: &Event) -> bool {
    matches!(event, Event::Watched { .. } | Event::Unwatched { .. } | Event::DeploymentSeen { .. })
}

impl Model {
    /// Tells the engine something; what it wants done goes out, and what it has to tell is shown.
    pub(super) fn tell(&mut self, msg: EngineMsg) -> Vec<Effect> {
        let before = self.ui.subject(self.session());
        let reaction = self.engine.handle(self.ui.now, msg);
        self.ui.busy = self.engine.busy();
        if self.ui.busy.is_none() {
            self.ui.for_me = None;
        }
        self.ui.revision += 1;
        let mut effects: Vec<Effect> = reaction.effects.into_iter().map(Effect::Engine).collect();
        for news in reaction.news {
            effects.extend(self.heard(news, before));
        }
        effects
    }

    fn heard(&mut self, news: News, before: Subject) -> Option<Effect> {
        match news {
            News::Recorded(record, alarm) => self.recorded(&record, alarm, before),
            News::Objected(why) | News::Unreadable(why) | News::NotDone { why, .. } => self.ui.object(why),
            News::NotRecorded(why) => self.ui.object(format!("Nothing was recorded: {why}")),
            // The question no longer fits the state: it is asked anew.
            News::AskAnew => self.ui.answered = None,
            News::NotReplayed(why) => {
                self.ui.say(true, why);
                return Some(Effect::Leave);
            }
            News::CardChanged => self.settle_card(),
            News::VaultLost(words) => {
                let said = self.ui.notice.take().map_or_else(String::new, |notice| notice.text + " ");
                self.ui.say(true, said + &words);
            }
            News::Pointed(pointing) => self.tell_pointed(&pointing),
            News::ToolStopping => self.ui.say(false, "Stopping the command..."),
            News::Stopped { on_pages } => {
                self.ui.answered = None;
                self.ui.backlog.clear();
                let told = if on_pages {
                    "Canceled. Changes already made on the pages remain; check them before you continue."
                } else {
                    "Stopped waiting; nothing was recorded."
                };
                self.ui.say(false, told);
            }
            // The card says why, and asks.
            News::Unclear(_) => {
                self.ui.answered = None;
                self.ui.say(true, "acmove does not understand the message. Read it, and answer on the card.");
            }
            News::Aborting => {
                self.ui.say(false, "LifeTime accepted the request to abort. The result is shown here.");
            }
            News::NotAborted(reason) => self.ui.say(true, reason),
            // The card shows what runs, and the fact of its end says what is to be done.
            News::ToolStarted(_) | News::ToolSettledNothing | News::SerialUnread => {}
        }
        None
    }

    fn recorded(&mut self, record: &Record<Event>, alarm: Option<String>, before: Subject) {
        let entry = TimelineEntry::of(record, &self.engine.session.run);
        self.ui.timeline.add(entry.clone(), &self.engine.session);
        let event = &record.event;
        if let Event::Refused { reason, .. } = event {
            self.ui.object(reason.clone());
            return;
        }
        if let Event::Pointed(pointing) = event {
            self.tell_pointed(pointing);
            return;
        }
        self.ui.answered = None;
        if !is_watch(event) {
            let proved = || proved(&self.engine.session, record, &self.ui.moment(&self.engine.session));
            let is_shown = self.ui.shows_proofs && self.past.is_none() && alarm.is_none();
            self.ui.proved = is_shown.then(proved).flatten();
        }
        let told = (alarm.is_some(), alarm.unwrap_or_else(|| sentence(&self.engine.session.run, event)));
        let by_tool = self.tool_words(event);
        let told_by = if by_tool.is_some() && matches!(event, Event::CommandEnded { .. }) {
            ToldBy::Nothing
        } else {
            self.told_by(event, &entry)
        };
        let (bad, text) = by_tool.unwrap_or(told);
        self.ui.say_fact(bad, text, &entry, told_by);
        if matches!(self.ui.busy, Some(Busy::Looking { on_pages: true })) {
            // The work that was begun for a person is running: the screen says that now.
            self.ui.notice = None;
        }
        // Whoever looks at the past goes on looking; what the watch sees changes the card only where it holds.
        if self.past.is_none() && (!is_watch(event) || self.ui.subject(self.session()) != before) {
            self.moved_on(event);
        }
    }

    /// The card that tells the same as a fact.
    fn told_by(&self, event: &Event, entry: &TimelineEntry) -> ToldBy {
        let is_of_card = matches!(event, Event::Held { .. } | Event::DeploymentSeen { .. });
        let is_of_step = matches!(
            event,
            Event::PageFailed { .. }
                | Event::PublishFailed { .. }
                | Event::ProblemReported { .. }
                | Event::ModulesReported(ModulesReported { some: true, .. })
                | Event::StepBegun { .. }
                | Event::CommandStarted { .. }
                | Event::CommandEnded { .. }
                | Event::SerialRead(_)
        );
        let is_of_step = is_of_step || matches!(event, Event::ModulesChecked(told) if told.found != ModulesFound::Same);
        match entry.step.filter(|_| is_of_step) {
            Some(step) => ToldBy::Step(step),
            None if is_of_card => ToldBy::Card(self.session().subject(None, self.ui.now)),
            None => ToldBy::Nothing,
        }
    }

    /// After a fact the card of what is next is shown; an environment chosen by hand stays while it has something to do.
    fn moved_on(&mut self, event: &Event) {
        let Self { engine, ui, .. } = self;
        let session = &engine.session;
        if matches!(event, Event::RollbackStarted { .. }) {
            ui.go(Route::Dashboard, session);
        }
        let about = event.step().and_then(|step| session.run.plan.index(step));
        let about = about.and_then(|step| session.run.planned(step).environment);
        passes_over(session, ui.chosen, about, &mut ui.passed_over);
        let stays = ui.chosen.is_some_and(|owner| {
            let own = session.outlook.step_of(&session.run, owner.environment());
            own.is_some_and(|step| session.outlook.standing(step).is_answerable())
        });
        if !stays {
            ui.chosen = further(session, &ui.passed_over);
        }
        ui.settle(session);
    }

    /// The choices of a card have changed; whoever reads or types elsewhere is not disturbed.
    fn settle_card(&mut self) {
        if self.ui.route == Route::Dashboard && self.ui.entry.is_none() {
            self.settle();
        }
    }

    /// The words for the recorded end of a tool, and whether it is bad; `None` where there is nothing to say.
    fn tool_words(&self, event: &Event) -> Option<(bool, String)> {
        let run = &self.session().run;
        if let Event::CommandEnded { tool: Tool::GetSerial, end, last, .. } = event {
            let last = last.last().map_or_else(String::new, |line| format!(" It printed: {line}."));
            let (key, words) = (Operation::Begin.key(), end.words());
            return Some((
                true,
                format!(
                    "The serial number could not be read: the command {words}.{last} Press {key} or x to start without it, s to read it again."
                ),
            ));
        }
        let Event::SerialRead(SerialRead { environment, .. }) = event else { return None };
        let place = run.position(environment)?;
        let known = run.environment(place);
        let (found, known) = (known.drift.as_ref()?, known.serial.as_ref()?);
        let name = &run.described(place).name;
        let words = format!(
            "{name} has serial number {found} now, but its license files are for {known}. Nothing was uploaded."
        );
        Some((true, words))
    }
}
