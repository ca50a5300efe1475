//! Asking a person: numbered choices, then the questions of the choice.

use std::io::Write;

use jiff::Timestamp;

use super::{
    Ending, Fault, Input, LineMode,
    hints::in_lines,
    menu::{Entry, More, explained},
    read::{Chosen, EndsAt, TORN},
};
use crate::{
    domain::{clocks::Urgency, index::EnvIx, outlook::Standing, point, sentence::clock_behind, typed_path::is_path},
    engine::{
        downloads::download_filter,
        message::EngineMsg,
        operation::{Argument, Operation},
        ports::{Clock, Inspect, Recorder},
        subject::{Owner, Subject},
    },
    view::{
        asked::{questions, takes_file},
        card::card,
        licenses::Licenses,
        pages::text_of,
        panel::Panel,
        question::{Answering, Pasted, Question, about, bound, pasted},
        text::{Block, Tone},
        times::{Moment, clock_words},
        who::who,
    },
};

/// What a path is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FileChoice {
    /// It is none, or nothing here asks for a file.
    None,
    /// It may be for several things, and nobody said for which.
    Left,
    /// For this.
    For(Operation),
}

impl<L: Inspect, K: Recorder, C: Clock, I: Input, O: Write, E: Write> LineMode<L, K, C, I, O, E> {
    /// Who this is, and where things stand.
    pub(super) fn greet(&mut self) {
        let run = &self.engine.session.run;
        let rehearsal = if run.rehearsal { "REHEARSAL. " } else { "" };
        let name = &run.infrastructure.name;
        let line = format!("{rehearsal}{name}: {} to {}.", run.infrastructure.source, run.infrastructure.target);
        self.out.line(&line);
        if let Some(apart) = self.moment().apart() {
            self.out.line(&format!("Clock: {apart}."));
        }
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
    pub(super) fn moment(&self) -> Moment {
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
        let who = who(&self.engine.session, subject, None, moment.at);
        let heading = who.map_or_else(|| card.heading.clone(), |who| who.told(&card.heading));
        let mut blocks = vec![Block::Gap, Block::para(Tone::Heading, heading)];
        if !card.source.is_empty() {
            blocks.push(Block::para(Tone::Quiet, format!("({})", card.source)));
        }
        blocks.extend(card.body);
        self.tell_blocks(blocks);
    }

    /// Text in which what can be done is named by its number, or its command.
    pub(super) fn tell_blocks(&mut self, blocks: Vec<Block>) {
        let blocks = in_lines(blocks, &self.engine.session.folder);
        self.out.blocks(&blocks);
    }

    /// Asks one question; the answer says whether line mode ends.
    pub(super) fn ask(&mut self, subject: Subject) -> Option<Ending> {
        if let Some(download_filter) = download_filter(&self.engine.session, subject) {
            self.engine.session.downloads = self.hands.inspector.downloads(&download_filter, &[]).unwrap_or_default();
        }
        self.show_card(subject);
        let menu = self.menu(subject);
        for entry in &menu {
            self.out.line(&entry.to_string());
        }
        // The choices are not told again for every line that is no number: it may be a whole page.
        loop {
            let typed = match self.read_choice("Number:") {
                Chosen::Line(typed) => typed,
                Chosen::Paste(text) if !is_path(&text) => return self.pasted(subject, text),
                Chosen::Paste(path) => path,
                Chosen::Changed => return None,
                Chosen::Nothing => return Some(self.needs_a_person()),
            };
            // Time alone may have put another card in the place of this one.
            if self.session().subject(self.chosen, self.hands.clock.now()) != subject {
                self.out.line("Another decision is due first, so your number was not used.");
                return None;
            }
            // Nothing is chosen by an empty line: whoever wants to hear the card again gets it.
            if typed.trim().is_empty() && self.is_at_terminal() {
                self.shown = None;
                return None;
            }
            if let Some(done) = self.point(subject, &typed) {
                return done.err().and_then(|fault| self.after_fault(subject, fault));
            }
            // A number is that number and nothing else.
            match menu.iter().find(|entry| entry.is_chosen_by(&typed)) {
                Some(entry) => return self.mean(subject, entry.more),
                // What is piped in and is no number is a text: none of its lines is a number.
                None if self.has_more(TORN) => {
                    let text = self.piped_text(typed);
                    return self.pasted(subject, text);
                }
                None => match self.file_choice(&menu, &typed) {
                    FileChoice::None => self.out.line(&explained(&menu)),
                    FileChoice::Left => self.out.line("The file was not used."),
                    FileChoice::For(operation) => return self.take_file(subject, operation, &typed),
                },
            }
        }
    }

    /// What a path is for that came where a number is asked for: as on the screen, it is the file that the card asks for.
    fn file_choice(&mut self, menu: &[Entry], typed: &str) -> FileChoice {
        let takes = |entry: &&Entry| matches!(entry.more, More::Operation(operation) if takes_file(operation));
        let ways: Vec<&Entry> = menu.iter().filter(takes).collect();
        let chosen = match ways.as_slice() {
            _ if !is_path(typed) => return FileChoice::None,
            [] => return FileChoice::None,
            [only] => only.more,
            [..] => {
                self.out.line("This is a path. Which file is it?");
                for way in &ways {
                    self.out.line(&way.to_string());
                }
                let Chosen::Line(number) = self.read_choice("Number of the kind of file:") else {
                    return FileChoice::Left;
                };
                match ways.iter().find(|way| way.is_chosen_by(&number)) {
                    Some(way) => way.more,
                    None => return FileChoice::Left,
                }
            }
        };
        if let More::Operation(operation) = chosen { FileChoice::For(operation) } else { FileChoice::None }
    }

    fn take_file(&mut self, subject: Subject, operation: Operation, typed: &str) -> Option<Ending> {
        let argument = Argument::File(typed.trim().into());
        let done = match self.engine.refuses_beforehand(self.hands.clock.now(), operation, subject) {
            Some(refused) => self.send(refused),
            None => self.operation(subject, operation, vec![argument]),
        };
        done.err().and_then(|fault| self.after_fault(subject, fault))
    }

    /// A text that came where a number is asked for: the page or the message of the card, as on the screen.
    fn pasted(&mut self, subject: Subject, text: String) -> Option<Ending> {
        if point::pasted(&self.session().run, &text).is_none() {
            let count = text.lines().count();
            let told =
                format!("{count} lines arrived at once. acmove reads them as one page or message, not as numbers.");
            self.out.line(&told);
        }
        let done = self.send(EngineMsg::Paste(subject, text));
        done.err().and_then(|fault| self.after_fault(subject, fault))
    }

    /// Points at what a typed line names, where it is one that points; else the line means something else.
    fn point(&mut self, subject: Subject, typed: &str) -> Option<Result<(), Fault>> {
        let hidden = self.session().secrets.hide(typed).into_owned();
        let run = &self.session().run;
        Some(match point::typed(run, &hidden) {
            Some(Ok(pointing)) => self.send(EngineMsg::Point(pointing)),
            Some(Err(why)) => Err(Fault::Refused(why.to_string())),
            None if point::pasted(run, typed).is_some() => self.send(EngineMsg::Paste(subject, typed.to_owned())),
            None => return None,
        })
    }

    fn is_at_terminal(&self) -> bool {
        self.input.as_ref().is_some_and(Input::is_terminal)
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
                self.tell_blocks(text);
                Ok(())
            }
            More::Situation => {
                self.tell_situation();
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
        let facts = self.session().run.facts;
        match self.question(subject, operation)? {
            Some(arguments) => self.operation(subject, operation, arguments),
            // A page was taken instead of the answer.
            None if self.session().run.facts != facts => Ok(()),
            None => {
                self.out.line("Nothing was changed.");
                Ok(())
            }
        }
    }

    /// The answers to an operation's questions; none when somebody did not confirm, or the input ended.
    fn question(&mut self, subject: Subject, operation: Operation) -> Result<Option<Vec<Argument>>, Fault> {
        let about = about(&self.engine.session, subject, operation);
        let bound = bound(&self.engine.session, operation);
        let (mut arguments, mut before) = (Vec::new(), Vec::new());
        let moment = self.moment();
        for question in questions(operation) {
            let asked = question.prompt(&about);
            let Some(typed) = self.answered(subject, *question, &asked)? else { return Ok(None) };
            match pasted(operation, *question, &typed) {
                Pasted::Answer => {}
                Pasted::Page => {
                    self.send(EngineMsg::Paste(subject, typed))?;
                    return Ok(None);
                }
                Pasted::Refused(why) => {
                    self.out.line(why);
                    return Ok(None);
                }
            }
            let line = if matches!(question, Question::Text(_)) { typed } else { typed.replace('\n', " ") };
            let line = line.trim().to_owned();
            let answering = Answering { moment: &moment, before: &before };
            if let Some(fault) = question.fault(&line, answering) {
                self.out.line(&fault);
                return Ok(None);
            }
            if let Some(doubt) = question.doubt(&line, answering) {
                self.out.line(&doubt);
                if self.read(&format!("{asked}:")).is_none_or(|typed| typed.text.trim() != line) {
                    return Ok(None);
                }
            }
            let line = question.spelled(line, answering);
            arguments.push(question.argument(line.clone()));
            before.push(line);
        }
        arguments.extend(bound.into_iter().map(Argument::Text));
        Ok(Some(arguments))
    }

    /// What is answered to a question; what is meant for acmove itself is no answer.
    fn answered(&mut self, subject: Subject, question: Question, asked: &str) -> Result<Option<String>, Fault> {
        loop {
            let typed = if matches!(question, Question::Text(_)) {
                self.out.line(&format!("{asked}. End with an empty line, or with a line that contains only a dot:"));
                self.read_text(EndsAt::Blank)
            } else {
                self.read(&format!("{asked}:")).map(|typed| typed.text)
            };
            match typed {
                Some(text) if point::is_for_acmove(&text) => match self.send(EngineMsg::Paste(subject, text)) {
                    Err(Fault::Refused(why)) => self.err.line(&format!("Refused: {why}")),
                    told => told?,
                },
                answer => return Ok(answer),
            }
        }
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
        let Chosen::Line(typed) = self.read_choice("Number of the environment (0 for the next step):") else {
            self.out.line("No environment was selected.");
            return;
        };
        let is = |number: usize| typed.trim() == number.to_string();
        self.chosen = match (1..=count + 1).find(|number| is(*number)) {
            Some(number) if number <= count => Some(Owner::Environment(EnvIx::new(number - 1))),
            Some(_) => Some(Owner::Infrastructure),
            None if is(0) => None,
            None => {
                self.out.line("This is not one of these numbers; no environment was selected.");
                self.chosen
            }
        };
    }

    fn paste(&mut self, subject: Subject) -> Result<(), Fault> {
        self.out.line("Paste the text now. End with a line that contains only a dot.");
        let text = self.read_text(EndsAt::Dot).unwrap_or_default();
        self.send(EngineMsg::Paste(subject, text))
    }
}
