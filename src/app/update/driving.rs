//! Commands: started, watched while they run, and recorded when they have ended; one after the other, whenever nothing else is
//! being recorded.

use super::{
    super::{
        action::Deed,
        desk::{Follow, Place},
        drive::{Drive, Ended, Running, ending, follows, step_drive},
        message::Effect,
        session::Focus,
        wish::after_reading,
        world::Author,
    },
    Model,
};
use crate::domain::{
    commands::{End, Tool},
    decide::decide,
    event::Event,
};

impl Model {
    /// Runs a command, unless one runs for that step already.
    pub(super) fn drive(&mut self, drive: Drive) -> Vec<Effect> {
        self.desk.asked += 1;
        let number = self.desk.asked;
        let invocation = Box::new(drive.invocation.clone());
        self.session.running.push(Running {
            number,
            drive,
            since: self.desk.now,
            lines: std::collections::VecDeque::new(),
        });
        self.settle_card();
        vec![Effect::RunCommand(number, invocation)]
    }

    /// The choices of a card have changed; whoever reads or types elsewhere is not disturbed.
    fn settle_card(&mut self) {
        if self.desk.place == Place::Dashboard && self.desk.entry.is_none() {
            self.settle();
        }
    }

    /// Stops the command of a card.
    pub(super) fn stop_command(&mut self, focus: Focus) -> Vec<Effect> {
        let running = focus.step().and_then(|place| self.session.running_at(place));
        match running.map(|running| running.number) {
            Some(number) => {
                self.desk.say(false, "Stopping the command...");
                vec![Effect::StopCommand(number)]
            }
            None => Vec::new(),
        }
    }

    pub(super) fn printed(&mut self, number: u64, lines: Vec<String>) {
        if let Some(running) = self.session.running.iter_mut().find(|running| running.number == number) {
            running.printed(lines);
        }
    }

    pub(super) fn command_ended(&mut self, number: u64, ended: Ended) -> Vec<Effect> {
        let Some(at) = self.session.running.iter().position(|running| running.number == number) else {
            return Vec::new();
        };
        let running = self.session.running.remove(at);
        self.desk.ended.push_back((running.drive, ended));
        self.settle_card();
        self.catch_up(Vec::new())
    }

    /// Records the end of a command, or what follows from it; none where there is nothing of the kind.
    pub(super) fn record_ended(&mut self) -> Option<Vec<Effect>> {
        if let Some(follow) = self.desk.follows.take() {
            return Some(self.follow(follow));
        }
        let (drive, ended) = self.desk.ended.pop_front()?;
        let (event, evidence) = ending(&self.session, &drive, &ended);
        match drive.tool {
            Tool::GetSerial if matches!(event, Event::SerialRead { .. }) => {
                self.desk.follows =
                    drive.then.map(|then| Follow::Begin { place: drive.place, by_command: then == Deed::RunCommand });
            }
            // Whoever stopped it wants it read next time.
            Tool::GetSerial => {
                self.session.unread = (ended.end != End::Cancelled).then_some((drive.place, drive.attempt));
            }
            Tool::UploadLicense | Tool::Publish => {
                self.desk.follows = follows(&self.session, &drive, &ended).map(Follow::Command);
            }
        }
        Some(self.record(event, evidence))
    }

    fn follow(&mut self, follow: Follow) -> Vec<Effect> {
        match follow {
            // What a command has claimed is said in the program's own name.
            Follow::Command(command) => match decide(&self.session.run, &command, self.desk.now) {
                Ok(event) => self.record_by(event, None, Author::Program),
                Err(refusal) => {
                    self.desk.object(refusal.to_string());
                    Vec::new()
                }
            },
            Follow::Begin { place, by_command } => {
                let deed = if by_command { Deed::RunCommand } else { Deed::Begin };
                let wish = after_reading(&self.session, place, deed);
                self.desk.after_begin = by_command.then_some(place);
                self.wished(wish)
            }
            Follow::Deed(deed, focus) => self.start_now(deed, focus),
            Follow::Run(place) => {
                let wish = after_reading(&self.session, place, Deed::RunCommand);
                self.wished(wish)
            }
        }
    }

    /// What has begun for its command is done by it; what was started for it is started.
    pub(super) fn run_if_begun(&mut self, event: &Event) -> Vec<Effect> {
        match event {
            Event::StepBegun { step, .. } => {
                let place = self.session.run.plan.place(step);
                if self.desk.after_begin.take_if(|wanted| Some(*wanted) == place).is_some() {
                    self.desk.follows = place.map(Follow::Run);
                }
                Vec::new()
            }
            Event::CommandStarted { step, .. } => {
                let place = self.session.run.plan.place(step);
                match place.map(|place| step_drive(&self.session, place)) {
                    Some(Ok(drive)) => self.drive(drive),
                    Some(Err(_)) | None => Vec::new(),
                }
            }
            // Nothing that was going to another license may end after the way back has begun.
            Event::RollbackStarted { .. } => {
                self.session.running.iter().map(|running| Effect::StopCommand(running.number)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// What is said when the end of a command was recorded; whether it is bad.
    pub(super) fn command_words(&self, event: &Event) -> Option<(bool, String)> {
        match event {
            Event::CommandEnded { tool: Tool::GetSerial, end, last, .. } => {
                let last = last.last().map_or_else(String::new, |line| format!(" It printed: {line}."));
                let key = Deed::Begin.key();
                let words = end.words();
                Some((
                    true,
                    format!(
                        "The serial number could not be read: the command {words}.{last} {key} or x begins without it, s reads it again."
                    ),
                ))
            }
            Event::SerialRead { environment, .. } => {
                let place = self.session.run.position(environment)?;
                let known = self.session.run.environment(place);
                let (found, known) = (known.drift.as_ref()?, known.serial.as_ref()?);
                let name = &self.session.run.described(place).name;
                Some((
                    true,
                    format!(
                        "{name} has serial number {found} now; its license files are for {known}. Nothing is uploaded."
                    ),
                ))
            }
            _ => None,
        }
    }
}
