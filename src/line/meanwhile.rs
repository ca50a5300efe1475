//! What goes on outside while line mode waits: LifeTime is watched, a command runs. Somebody at a terminal can stop waiting.

use std::io::Write;

use super::{Fault, Input, Leaving, LineMode, input::Came, menu::number, perform::worse};
use crate::engine::{
    message::EngineMsg,
    operation::{Operation, Request},
    ports::{Clock, Inspect, Recorder},
    subject::Subject,
};

/// The word that stops a command.
const STOP: &str = "stop";

/// The number of a look at LifeTime that no operation waits for.
const ASIDE: u64 = 0;

impl<L: Inspect, K: Recorder, C: Clock, I: Input, O: Write, E: Write> LineMode<L, K, C, I, O, E> {
    /// Whether things go on outside while line mode waits.
    pub(super) fn is_at_work(&self) -> bool {
        self.input.as_ref().is_some_and(Input::is_at_work)
    }

    /// Takes in what happened outside while somebody thinks.
    pub(super) fn happened(&mut self, msg: EngineMsg) {
        // How far a look is matters to whoever waits for it.
        if !matches!(msg, EngineMsg::Looking(_))
            && let Err(fault) = self.take_in(msg)
            && self.after_fault(Subject::Nothing, fault).is_some()
        {
            // What cannot be recorded ends line mode.
            self.leaving = Some(Leaving::NotRecorded);
        }
    }

    fn take_in(&mut self, msg: EngineMsg) -> Result<(), Fault> {
        if let EngineMsg::Looking(progress) = msg {
            self.err.line(&format!("{}...", progress.words()));
            return Ok(());
        }
        if let EngineMsg::Printed(_, lines) = &msg {
            for line in lines {
                self.out.line(&format!("  {line}"));
            }
        }
        self.send(msg)
    }

    /// Looks at LifeTime, and waits for what it shows.
    pub(super) fn look_and_wait(&mut self) -> Result<(), Fault> {
        if self.engine.watched().is_none() {
            return Ok(());
        }
        let Some(input) = &mut self.input else { return Ok(()) };
        input.look_now(ASIDE);
        let mut told = Ok(());
        loop {
            let Some(input) = &mut self.input else { return told };
            match input.outside() {
                Came::Outside(msg) => {
                    let is_seen = *msg == EngineMsg::Looked(ASIDE);
                    told = worse(told, self.take_in(*msg));
                    if is_seen {
                        return told;
                    }
                }
                Came::Again => {}
                // It is looked at again and again: nobody has to wait for this look.
                Came::Stop | Came::Typed(_) => return told,
                Came::Leave | Came::End => {
                    self.leaving = Some(Leaving::Asked);
                    return told;
                }
            }
        }
    }

    /// Waits until what was begun outside has ended: a look at LifeTime, a command.
    pub(super) fn attend(&mut self, subject: Subject) -> Result<(), Fault> {
        let mut told = Ok(());
        let (mut is_told, mut is_stopping) = (false, false);
        while let Some(input) = &mut self.input
            && (self.engine.busy().is_some() || !self.engine.session.running.is_empty())
            && self.leaving.is_none()
        {
            let runs = !self.engine.session.running.is_empty();
            if runs && !is_told && input.is_terminal() {
                is_told = true;
                self.out.line(&how_to_stop(self.is_watching()));
                continue;
            }
            // What is piped in is for afterwards.
            let came = if runs && input.is_terminal() { input.next() } else { input.outside() };
            match came {
                Came::Outside(msg) => told = worse(told, self.take_in(*msg)),
                Came::Again => {}
                Came::Stop if is_stopping => self.leaving = Some(Leaving::Asked),
                Came::Stop => {
                    is_stopping = true;
                    told = worse(told, self.stop(subject));
                }
                Came::Typed(typed) if is_stop(&typed.text) => told = worse(told, self.stop(subject)),
                Came::Typed(_) => {
                    self.out.line("A command is running, so your input was not used. Type stop to stop the command.");
                }
                Came::Leave | Came::End => self.leaving = Some(Leaving::Asked),
            }
        }
        told
    }

    /// Stops the command that runs, or the wait for LifeTime.
    fn stop(&mut self, subject: Subject) -> Result<(), Fault> {
        if self.engine.session.running.is_empty() {
            return self.send(EngineMsg::StopWaiting);
        }
        self.send(EngineMsg::Do(Request { operation: Operation::StopCommand, subject, arguments: Vec::new() }))
    }
}

fn is_stop(typed: &str) -> bool {
    let typed = typed.trim();
    typed.eq_ignore_ascii_case(STOP) || typed == number(Operation::StopCommand).to_string()
}

fn how_to_stop(is_watching: bool) -> String {
    let watched = if is_watching { " acmove keeps watching LifeTime." } else { "" };
    let keys = if cfg!(unix) { ", or press Ctrl-C once (twice leaves acmove)" } else { "" };
    format!("To stop the command, type {STOP} or {}{keys}.{watched}", number(Operation::StopCommand))
}
