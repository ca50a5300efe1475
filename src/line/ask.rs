//! Asking a person: numbered choices, then the questions of the choice.

use std::io::Write;

use jiff::Timestamp;

use super::{Ending, Fault, Input, LineMode, read::EndsAt};
use crate::{
    domain::{clocks::Urgency, index::EnvIx, outlook::Standing, sentence::clock_behind},
    engine::{
        downloads::download_filter,
        message::EngineMsg,
        operation::{Argument, Operation},
        ports::{Clock, Inspect, Recorder},
        subject::{Owner, Subject},
    },
    view::{
        card::card,
        choice::choices,
        licenses::Licenses,
        pages::{Page, text_of},
        panel::Panel,
        question::{Answering, Question, about, bound, questions},
        text::{Block, Tone},
        times::{Moment, clock_words},
    },
};

/// Everything offered besides the choices of the card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum More {
    Operation(Operation),
    Paste,
    Environment,
    Page(Page),
    Standing,
    LookAgain,
    Leave,
}

impl<L: Inspect, K: Recorder, C: Clock, I: Input, O: Write, E: Write> LineMode<L, K, C, I, O, E> {
    /// Who this is, and where things stand.
    pub(super) fn greet(&mut self) {
        let run = &self.engine.session.run;
        let rehearsal = if run.rehearsal { "REHEARSAL. " } else { "" };
        let name = &run.infrastructure.name;
        let line = format!("{rehearsal}{name}: {} to {}.", run.infrastructure.source, run.infrastructure.target);
        self.out.line(&line);
        self.tell_standing();
    }

    /// Which environment is on which code: as a whole, then one line each.
    fn tell_standing(&mut self) {
        self.tell_licenses();
        for environment in self.engine.session.run.every_environment() {
            let words = Panel::of(&self.engine.session, environment).in_words();
            let line = format!("- {}: {words}", self.engine.session.run.described(environment).name);
            self.out.line(&line);
        }
    }

    /// Which licenses there are, where that is not what was told last.
    pub(super) fn tell_licenses(&mut self) {
        let words = Licenses::of(&self.engine.session).in_words(&self.engine.session);
        if self.told != words {
            self.out.line(&words);
            self.told = words;
        }
    }

    /// A clock that is behind the latest fact, once for as long as it is.
    fn tell_clock(&mut self, now: Timestamp) {
        let behind = clock_behind(&self.engine.session.run, now);
        let is_known = std::mem::replace(&mut self.is_clock_behind, behind.is_some());
        behind.filter(|_| !is_known).into_iter().for_each(|behind| self.out.line(&format!("Clock: {behind}")));
    }

    /// The clocks of a window, where they say something else than last time.
    fn tell_urgency(&mut self, moment: &Moment) {
        let window = self.engine.session.clocks(moment.at).window;
        let urgency = window.map_or(Urgency::Calm, |window| window.urgency);
        if std::mem::replace(&mut self.urgency, urgency) == urgency {
            return;
        }
        for word in clock_words(&self.engine.session, moment) {
            self.out.line(&format!("Clock: {}.", word.text));
        }
    }

    /// Now, as it is told.
    fn moment(&self) -> Moment {
        Moment::of(&self.engine.session, self.hands.clock.now(), self.here.as_ref())
    }

    /// The card, unless it was the last thing shown.
    pub(super) fn show_card(&mut self, subject: Subject) {
        let moment = self.moment();
        self.tell_clock(moment.at);
        self.tell_urgency(&moment);
        if self.shown == Some(subject) {
            return;
        }
        self.shown = Some(subject);
        let card = card(&self.engine.session, subject, &moment);
        let mut blocks = vec![Block::Gap, Block::para(Tone::Heading, &card.heading)];
        if !card.source.is_empty() {
            blocks.push(Block::para(Tone::Quiet, format!("({})", card.source)));
        }
        blocks.extend(card.body);
        self.out.blocks(&blocks);
    }

    /// Asks one question; the answer says whether line mode ends.
    pub(super) fn ask(&mut self, subject: Subject) -> Option<Ending> {
        if let Some(download_filter) = download_filter(&self.engine.session, subject) {
            self.engine.session.downloads = self.hands.inspector.downloads(&download_filter, &[]).unwrap_or_default();
        }
        self.show_card(subject);
        let (labels, meanings): (Vec<String>, Vec<More>) = self.menu(subject).into_iter().unzip();
        for (number, label) in labels.iter().enumerate() {
            self.out.line(&format!("{:>3}. {label}", (number + 1) % labels.len()));
        }
        // The choices are not told again for every line that is no number: it may be a whole page.
        loop {
            let Some(typed) = self.read_choice("Number:") else { return Some(self.needs_a_person()) };
            let number = typed.trim().parse::<usize>().ok().filter(|number| *number < labels.len());
            match number.map(|number| meanings[(number + labels.len() - 1) % labels.len()]) {
                Some(meaning) => return self.mean(subject, meaning),
                None => self.out.line(&format!("Type a number from 0 to {}.", labels.len() - 1)),
            }
        }
    }

    /// The choices of the card first, then the rest; leaving is last, and gets the number 0.
    fn menu(&self, subject: Subject) -> Vec<(String, More)> {
        let mut menu = Vec::new();
        for choice in choices(&self.engine.session, subject) {
            if choice.operation == Operation::GivePage {
                menu.push(("Paste the page (end it with a line that is a single dot)".to_owned(), More::Paste));
            }
            let consequence = match (choice.operation, choice.consequence) {
                (Operation::GivePage, _) | (_, "") => String::new(),
                (_, consequence) => format!(" ({consequence})"),
            };
            menu.push((format!("{}{consequence}", choice.label), More::Operation(choice.operation)));
        }
        let mut add = |label: &str, more| menu.push((label.to_owned(), more));
        add("Write a note", More::Operation(Operation::Note));
        add("Paste the page of an environment (end it with a line that is a single dot)", More::Paste);
        add("Another environment, or the infrastructure", More::Environment);
        if self.is_watching() {
            add("Look at LifeTime again", More::LookAgain);
        }
        add("Show where everything stands", More::Standing);
        add("Show the rollback", More::Page(Page::Rollback));
        add("Show everything about every environment", More::Page(Page::Environments));
        add("Show the whole procedure", More::Page(Page::Procedure));
        add("Show the text for Support", More::Page(Page::Ticket));
        add("Do the last step again", More::Operation(Operation::DoAgain));
        if self.engine.session.run.touched().is_none() {
            add("Ask a requirement again", More::Operation(Operation::AskAgain));
        }
        add("The serial number changed", More::Operation(Operation::ChangeSerial));
        add("Another window", More::Operation(Operation::ChangeWindow));
        add("Hold", More::Operation(Operation::Hold));
        if self.engine.session.run.may_have_target().next().is_some() {
            add("Roll back", More::Operation(Operation::RollBack));
        } else {
            add("Give up", More::Operation(Operation::Abandon));
        }
        add("Leave; everything is saved", More::Leave);
        let mut seen = Vec::new();
        menu.retain(|(_, more)| {
            !seen.contains(more) && {
                seen.push(*more);
                true
            }
        });
        menu
    }

    fn mean(&mut self, subject: Subject, meaning: More) -> Option<Ending> {
        let done = match meaning {
            More::LookAgain => {
                // It is looked at before every card; this one is shown again.
                self.shown = None;
                Ok(())
            }
            More::Leave => return Some(self.needs_a_person()),
            More::Standing => {
                self.tell_standing();
                Ok(())
            }
            More::Page(page) => {
                let text = text_of(&self.engine.session, page, &self.moment());
                self.out.blocks(&text);
                Ok(())
            }
            More::Environment => {
                self.choose_environment();
                Ok(())
            }
            More::Paste => self.paste(subject),
            More::Operation(operation) => self.ask_and_do(subject, operation),
        };
        match done {
            Ok(()) => None,
            Err(fault) => self.after_fault(subject, fault),
        }
    }

    /// Does an operation, once its questions are answered; what is refused whatever is answered is refused before that.
    fn ask_and_do(&mut self, subject: Subject, operation: Operation) -> Result<(), Fault> {
        self.look_before(operation)?;
        if let Some(refused) = self.engine.refuses_beforehand(self.hands.clock.now(), operation, subject) {
            return self.send(refused);
        }
        match self.question(subject, operation) {
            Some(arguments) => self.operation(subject, operation, arguments),
            None => {
                self.out.line("Left as it is.");
                Ok(())
            }
        }
    }

    /// The answers to an operation's questions; none when somebody did not confirm, or the input ended.
    fn question(&mut self, subject: Subject, operation: Operation) -> Option<Vec<Argument>> {
        let about = about(&self.engine.session, subject, operation);
        let bound = bound(&self.engine.session, operation);
        let (mut arguments, mut before) = (Vec::new(), Vec::new());
        let moment = self.moment();
        for question in questions(operation) {
            let asked = question.prompt(&about);
            let prompt = format!("{asked}:");
            let line = if matches!(question, Question::Text(_)) {
                self.out.line(&format!("{asked}. End it with an empty line, or with a line that is a single dot:"));
                self.read_text(EndsAt::Blank)?.trim().to_owned()
            } else {
                self.read(&prompt)?.trim().to_owned()
            };
            let answering = Answering { moment: &moment, before: &before };
            if let Some(fault) = question.fault(&line, answering) {
                self.out.line(&fault);
                return None;
            }
            if let Some(doubt) = question.doubt(&line, answering) {
                self.out.line(&doubt);
                if self.read(&prompt)?.trim() != line {
                    return None;
                }
            }
            let line = question.spelled(line, answering);
            arguments.push(question.argument(line.clone()));
            before.push(line);
        }
        arguments.extend(bound.into_iter().map(Argument::Text));
        Some(arguments)
    }

    fn choose_environment(&mut self) {
        let count = self.engine.session.run.environments().len();
        for environment in self.engine.session.run.every_environment() {
            let own = self.engine.session.outlook.step_of(&self.engine.session.run, Some(environment));
            let waits =
                own.is_none_or(|step| matches!(self.engine.session.outlook.standing(step), Standing::Waiting(_)));
            let next = if waits {
                "nothing to do now".to_owned()
            } else {
                own.map_or_else(String::new, |step| self.engine.session.run.title(step))
            };
            let name = &self.engine.session.run.described(environment).name;
            self.out.line(&format!("{:>3}. {name} - {next}", environment.get() + 1));
        }
        self.out.line(&format!("{:>3}. The infrastructure as a whole", count + 1));
        let typed = self.read_choice("Number of the environment (0 for what is next):");
        let number = typed.and_then(|typed| typed.trim().parse::<usize>().ok());
        self.chosen = match number {
            Some(number @ 1..) if number <= count => Some(Owner::Environment(EnvIx::new(number - 1))),
            Some(number) if number == count + 1 => Some(Owner::Infrastructure),
            Some(_) | None => None,
        };
    }

    fn paste(&mut self, subject: Subject) -> Result<(), Fault> {
        self.out.line("Paste the text now. A line that is a single dot ends it.");
        let text = self.read_text(EndsAt::Dot).unwrap_or_default();
        self.send(EngineMsg::Paste(subject, text))
    }
}
