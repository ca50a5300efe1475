//! The only thing that changes the model: a message comes in, effects go out.

mod driving;
mod history;
mod keys;
mod meanwhile;
mod picking;
mod pointing;
mod typing;
mod watching;

use crossterm::event::KeyEvent;
use jiff::Timestamp;

use self::watching::is_watch;
use super::{
    action::Deed,
    available::PAST,
    choice::to_do_again,
    desk::{Desk, Entry, Place, Waiting},
    layout::SMALLEST,
    message::{Effect, Msg, Typed},
    question::questions,
    session::{Focus, Session},
    wish::{Concluded, Wish, conclude, environment, pasted, wish},
    world::{Attachment, Author},
};
use crate::domain::{
    command::Command,
    decide::decide,
    event::Event,
    refusal::Refusal,
    telling::{alarm, tell},
    told::Told,
};

/// Everything that is shown, and all that it is made of.
#[derive(Debug, Clone)]
pub struct Model {
    /// The migration.
    pub session: Session,
    /// This terminal.
    pub desk: Desk,
    /// The migration as it was, where that is shown.
    pub past: Option<Box<Session>>,
}

impl Model {
    /// A terminal on a migration.
    pub fn new(session: Session, size: (u16, u16), now: Timestamp) -> Self {
        let desk = Desk::new(size, now, &session);
        Self { session, desk, past: None }
    }

    /// What has to be found out once the first screen stands: what is in the vault, and, where a time of day is shown,
    /// in which zone.
    pub fn begin(&mut self) -> Vec<Effect> {
        let infrastructure = &self.session.run.infrastructure;
        let tells_times = infrastructure.window.is_some() || infrastructure.lifetime.is_some();
        let zone = tells_times.then_some(Effect::FindZone);
        self.was_watched();
        let outside = self.watch().into_iter().chain(self.look_for_downloads());
        let outside: Vec<Effect> = outside.collect();
        [self.sight()].into_iter().chain(zone).chain(outside).chain(self.catch_up(Vec::new())).collect()
    }

    fn sight(&self) -> Effect {
        Effect::Sight(self.session.all_expected())
    }
}

/// Takes in a message that came at a time.
pub fn update(model: &mut Model, at: Timestamp, msg: Msg) -> Vec<Effect> {
    let mut effects = take_in(model, at, msg);
    effects.extend(model.watch());
    effects.extend(model.look_for_downloads());
    effects
}

fn take_in(model: &mut Model, at: Timestamp, msg: Msg) -> Vec<Effect> {
    if model.time_passed(at) && matches!(msg, Msg::Typed(Typed::Key(_) | Typed::Pointed(_))) {
        // It was meant for the card that was there before.
        return Vec::new();
    }
    match msg {
        Msg::Typed(typed) if model.desk.waiting.is_some() => model.typed_meanwhile(at, typed),
        Msg::Typed(typed) => model.typed(at, typed),
        Msg::Resized(width, height) => {
            model.desk.size = (width, height);
            Vec::new()
        }
        Msg::Found(number, ..) if model.desk.waiting != Some(Waiting::Looking(number)) => Vec::new(),
        Msg::Found(_, intent, finding) => {
            model.desk.waiting = None;
            let effects = match conclude(&model.session, &intent, finding) {
                // What did not work on a practice page belongs to the record of the night.
                Err(why) if intent.is_errand() => {
                    let step = intent.place().map(|place| model.session.run.planned(place).id.clone());
                    model.record(Event::Refused { step, reason: why }, None)
                }
                concluded => model.concluded(concluded),
            };
            model.catch_up(effects)
        }
        Msg::Sighted(sightings) => match model.session.sighted(sightings) {
            Some(damage) if model.desk.waiting.is_none() => model.judge(&damage, None),
            // Something else is being settled; what is in the vault then is looked at again.
            Some(_) => {
                model.desk.look_again = true;
                Vec::new()
            }
            None => Vec::new(),
        },
        Msg::Recorded(record) => {
            model.desk.waiting = None;
            let effects = model.recorded(&record);
            model.catch_up(effects)
        }
        Msg::NotRecorded(why) => {
            model.desk.waiting = None;
            // What could not be written is seen again.
            model.desk.observation = None;
            // What follows from a fact does not follow when there is none.
            (model.desk.follows, model.desk.after_begin) = (None, None);
            model.desk.ended.clear();
            model.desk.object(format!("Nothing was recorded: {why}"));
            model.catch_up(Vec::new())
        }
        Msg::Downloads(found) => {
            model.downloads(found);
            Vec::new()
        }
        Msg::Printed(number, lines) => {
            model.printed(number, lines);
            Vec::new()
        }
        Msg::CommandEnded(number, ended) => model.command_ended(number, *ended),
        Msg::Observed(observation) => model.observed(observation),
        Msg::Looked(number) => model.looked_at(number),
        Msg::AbortAnswered(answer) => model.abort_answered(answer),
        Msg::Opened(address, could_be) => model.opened(address, could_be),
        Msg::Completed(matches) => {
            model.completed(matches);
            Vec::new()
        }
        Msg::History(facts) => model.history(facts),
        Msg::Evidence(digest, text) => {
            model.desk.timeline.read(digest, text);
            Vec::new()
        }
        Msg::Past(seq, past) => model.arrived(seq, past),
        Msg::Zone(zone) => {
            model.desk.zone = zone;
            Vec::new()
        }
        Msg::Pointer(_) | Msg::Background(_) | Msg::Tick => Vec::new(),
    }
}

impl Model {
    /// Takes note of the time; the answer says whether that alone has put another card on screen.
    fn time_passed(&mut self, at: Timestamp) -> bool {
        let before = self.desk.focus(self.shown());
        self.desk.now = at;
        let changed = self.desk.focus(self.shown()) != before;
        if changed {
            self.settle();
        }
        changed && self.desk.entry.is_none() && self.desk.place == Place::Dashboard
    }

    fn typed(&mut self, at: Timestamp, typed: Typed) -> Vec<Effect> {
        let held_down = matches!(typed, Typed::Key(key) if self.desk.is_held_down(key, at));
        match typed {
            Typed::Key(key) if self.is_too_small() => leave_only(key),
            Typed::Paste(_) | Typed::Burst(_) | Typed::Pointed(_) | Typed::Wheel(_) if self.is_too_small() => {
                Vec::new()
            }
            Typed::Key(key) if self.desk.overlay.is_some() => self.overlay_key(key, held_down),
            Typed::Key(key) if self.desk.entry.is_some() => self.type_key(key, held_down),
            Typed::Key(key) => self.press(key, held_down),
            Typed::Pointed(spot) => self.pointed(spot),
            Typed::Wheel(by) if self.desk.overlay.is_some() => {
                self.overlay_wheel(by);
                Vec::new()
            }
            Typed::Paste(text) | Typed::Burst(text) if self.desk.overlay.is_some() => {
                self.overlay_text(&text);
                Vec::new()
            }
            Typed::Paste(_) | Typed::Burst(_) if !self.is_now() => {
                self.desk.say(true, PAST);
                Vec::new()
            }
            Typed::Wheel(by) => {
                self.scroll_by(by);
                Vec::new()
            }
            Typed::Paste(text) if self.desk.entry.is_some() => self.type_text(&text),
            Typed::Burst(text) if self.desk.entry.is_some() => self.type_burst(&text),
            Typed::Paste(text) | Typed::Burst(text) => {
                let focus = self.desk.focus(&self.session);
                let wish = pasted(&self.session, focus, text);
                self.wished(Ok(wish))
            }
        }
    }

    const fn is_too_small(&self) -> bool {
        self.desk.size.0 < SMALLEST.0 || self.desk.size.1 < SMALLEST.1
    }

    /// Does a deed at once, or asks its questions first.
    fn start(&mut self, deed: Deed, focus: Focus) -> Vec<Effect> {
        if self.looks_first(deed, focus) {
            return self.look_first(deed, focus);
        }
        self.start_now(deed, focus)
    }

    fn start_now(&mut self, deed: Deed, focus: Focus) -> Vec<Effect> {
        // What was said about a page with another serial number has to be typed now.
        if deed != Deed::ChangeSerial {
            self.desk.notice = None;
        }
        self.desk.answered = None;
        self.desk.errand = (deed == Deed::DoForMe).then_some(focus);
        self.desk.after_begin = focus.step().filter(|_| deed == Deed::RunCommand);
        if deed == Deed::StopCommand {
            return self.stop_command(focus);
        }
        if self.desk.errand.is_some() {
            // What was typed ahead would be meant for a card that nobody has seen.
            self.desk.backlog.clear();
        }
        if questions(deed).is_empty() {
            let wish = wish(&self.session, focus, deed, &[]);
            return self.wished(wish);
        }
        // What is refused whatever is answered is refused before anything is asked.
        let reason = "why".to_owned();
        let refused = match deed {
            Deed::DoAgain => to_do_again(&self.session, focus).err().map(|why| self.wished(Err(why))),
            Deed::ChangeSerial => environment(&self.session, focus).err().map(|why| self.wished(Err(why))),
            Deed::RollBack => self.refused_beforehand(&Command::RollBack { reason }),
            Deed::Abandon => self.refused_beforehand(&Command::Abandon { reason }),
            _ => None,
        };
        refused.unwrap_or_else(|| {
            self.desk.entry = Some(Entry::new(&self.session, deed, focus));
            Vec::new()
        })
    }

    fn refused_beforehand(&mut self, command: &Command) -> Option<Vec<Effect>> {
        decide(&self.session.run, command, self.desk.now).err().map(|_| self.judge(command, None))
    }

    fn wished(&mut self, wish: Result<Wish, String>) -> Vec<Effect> {
        match wish {
            Ok(Wish::Command(command)) => self.judge(&command, None),
            Ok(Wish::Drive(drive)) => self.drive(*drive),
            Ok(Wish::Look(inquiry, intent)) => {
                self.desk.asked += 1;
                self.desk.waiting = Some(Waiting::Looking(self.desk.asked));
                vec![Effect::Look(self.desk.asked, inquiry, intent)]
            }
            Err(why) => {
                self.desk.object(why);
                Vec::new()
            }
        }
    }

    fn concluded(&mut self, concluded: Result<Concluded, String>) -> Vec<Effect> {
        match concluded {
            Ok((command, attachment)) => self.judge(&command, attachment),
            Err(why) => {
                self.desk.object(why);
                Vec::new()
            }
        }
    }

    /// A granted wish is recorded with what belongs to it; a refusal is recorded and said.
    fn judge(&mut self, command: &Command, attachment: Option<Attachment>) -> Vec<Effect> {
        let (event, attachment) = match decide(&self.session.run, command, self.desk.now) {
            Ok(event) => (event, attachment),
            Err(refusal) => {
                self.desk.look_again |= matches!(refusal, Refusal::VaultFile { .. });
                if matches!(refusal, Refusal::OtherDeployment(_) | Refusal::NoDeployment) {
                    // What was asked is not what is there: it is asked anew.
                    self.desk.answered = None;
                }
                (refused(command, &refusal), None)
            }
        };
        self.record(event, attachment)
    }

    fn record(&mut self, event: Event, attachment: Option<Attachment>) -> Vec<Effect> {
        let by = Author::of(&event, self.desk.errand.is_some());
        self.record_by(event, attachment, by)
    }

    fn record_by(&mut self, event: Event, attachment: Option<Attachment>, by: Author) -> Vec<Effect> {
        self.desk.waiting = Some(Waiting::Writing);
        vec![Effect::Record(Box::new(event), attachment, by)]
    }

    fn recorded(&mut self, record: &crate::domain::record::Record<Event>) -> Vec<Effect> {
        let alarm = alarm(&self.session.run, &record.event);
        let before = self.desk.focus(&self.session);
        let mut more = Vec::new();
        if let Err(misfit) = self.session.recorded(record) {
            self.desk.say(true, misfit.to_string());
            return vec![Effect::Leave];
        }
        self.desk.timeline.add(Told::of(record, &self.session.run), &self.session);
        match &record.event {
            Event::Refused { reason, .. } => self.desk.object(reason.clone()),
            event => {
                self.desk.answered = None;
                let told = (alarm.is_some(), alarm.unwrap_or_else(|| tell(&self.session.run, event)));
                let (bad, text) = self.command_words(event).unwrap_or(told);
                self.desk.say(bad, text);
                more = self.run_if_begun(event);
                // Whoever looks at the past goes on looking; what the watch sees changes the card only where it holds.
                if self.past.is_none() && (!is_watch(event) || self.desk.focus(&self.session) != before) {
                    self.moved_on(event);
                }
            }
        }
        // What was begun for a person is done for them too.
        if let (Some(focus), Event::StepBegun { .. }) = (self.desk.errand.take(), &record.event) {
            return self.start(Deed::DoForMe, focus);
        }
        if let Event::AbortAsked { deployment } = &record.event {
            return vec![Effect::AbortDeployment(deployment.clone())];
        }
        if matches!(record.event, Event::StepBegun { .. } | Event::SerialRead { .. }) {
            self.session.unread = None;
        }
        let touches_vault = matches!(
            record.event,
            Event::LicenseKept { .. } | Event::VaultDamaged { .. } | Event::RollbackStarted { .. }
        );
        more.extend(touches_vault.then(|| self.sight()));
        more
    }

    /// After a fact the card of what is next is shown; an environment chosen by hand stays while it has something to do.
    fn moved_on(&mut self, event: &Event) {
        if matches!(event, Event::RollbackStarted { .. }) {
            self.desk.go(Place::Dashboard, &self.session);
        }
        let stays = self.desk.chosen.is_some_and(|owner| {
            let own = self.session.outlook.step_of(&self.session.run, owner.environment());
            own.is_some_and(|place| self.session.outlook.standing(place).is_answerable())
        });
        if !stays {
            self.desk.chosen = None;
        }
        self.desk.settle(&self.session);
    }
}

/// Where nothing can be shown, nothing but leaving is done.
fn leave_only(key: KeyEvent) -> Vec<Effect> {
    if keys::is_leave(key) { vec![Effect::Leave] } else { Vec::new() }
}

/// A refusal as a fact: it belongs to the record of the night.
pub fn refused(command: &Command, refusal: &Refusal) -> Event {
    let step = match command {
        Command::Step { step, .. } | Command::DoAgain { step, .. } => Some(step.clone()),
        Command::Note { about, .. } => about.clone(),
        Command::Answer { .. }
        | Command::SeePage { .. }
        | Command::ReportDamage { .. }
        | Command::SupportAnswered { .. }
        | Command::ChooseModule { .. }
        | Command::ChangeSerial { .. }
        | Command::Hold { .. }
        | Command::LiftStop { .. }
        | Command::GoOn { .. }
        | Command::AcceptDeployments { .. }
        | Command::AbortDeployment { .. }
        | Command::RollBack { .. }
        | Command::Abandon { .. } => None,
    };
    let known = !matches!(refusal, Refusal::NoSuchStep(_));
    Event::Refused { step: step.filter(|_| known), reason: refusal.to_string() }
}
