//! The command line: arguments in, exit code out.

mod arguments;
mod exit;
mod look;
mod start;
mod work;

use std::{
    io::{self, IsTerminal, Write as _},
    process::ExitCode,
};

use clap::Parser as _;

use self::{
    arguments::{Arguments, Command, ProcedureCommand},
    exit::{Exit, code},
};

/// Runs the program.
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let _ = error.print();
            return if error.use_stderr() { Exit::Usage.into() } else { Exit::Done.into() };
        }
    };
    match run(&arguments) {
        Ok(exit) => exit.into(),
        Err(error) => {
            complain(&format!("acmove: {error:#}"));
            code(&error).into()
        }
    }
}

fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let log = arguments.looks.log()?;
    log.line(&format!("acmove {}: {:?}", env!("CARGO_PKG_VERSION"), arguments.command));
    let exit = command(arguments);
    log.line(&format!("ends: {exit:?}"));
    exit
}

fn command(arguments: &Arguments) -> anyhow::Result<Exit> {
    let looks = &arguments.looks;
    match &arguments.command {
        None => start::start(looks),
        Some(Command::New { folder, infrastructure, procedure }) => {
            start::new(folder.as_deref(), infrastructure.as_deref(), procedure.as_deref(), looks)
        }
        Some(Command::Open { folder }) => work::open(folder, looks),
        Some(Command::Run { folder, answers, unattended }) => {
            work::line(folder, answers.as_deref(), *unattended, looks)
        }
        Some(Command::Rehearse { procedure, dir, answers, unattended, auto }) => {
            let way = work::Way { answers: answers.as_deref(), unattended: *unattended, auto: *auto };
            work::rehearse(procedure.as_deref(), dir.as_deref(), &way, looks)
        }
        Some(Command::Status { folder, json, follow }) => look::status(folder, *json, *follow),
        Some(Command::Plan { folder, infrastructure, procedure, format }) => {
            look::plan(folder.as_deref(), infrastructure.as_deref(), procedure.as_deref(), *format)
        }
        Some(Command::Rollback { folder, plan: _, json }) => look::rollback(folder, *json),
        Some(Command::Read { file, json }) => look::read(file, *json),
        Some(Command::Verify { folder }) => look::verify(folder),
        Some(Command::Report { folder, format: _, output }) => look::report(folder, output.as_deref()),
        Some(Command::Ticket { folder }) => look::ticket(folder),
        Some(Command::Procedure { command }) => match command {
            ProcedureCommand::List => look::procedures(),
            ProcedureCommand::Show { id } => look::show_procedure(id),
            ProcedureCommand::Check { file } => look::check_procedure(file),
        },
        Some(Command::Completions { shell }) => {
            let mut command = <Arguments as clap::CommandFactory>::command();
            clap_complete::generate(*shell, &mut command, "acmove", &mut io::stdout());
            Ok(Exit::Done)
        }
    }
}

/// Data goes to standard output; a reader that went away is no fault.
fn print(text: &str) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    let written =
        out.write_all(text.as_bytes()).and_then(|()| if text.ends_with('\n') { Ok(()) } else { out.write_all(b"\n") });
    match written.and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => Ok(written?),
    }
}

/// Messages go to standard error. They may hold text from a file: nothing of it may reach the terminal as a command.
fn complain(message: &str) {
    let _ = writeln!(io::stderr(), "{}", crate::domain::text::shown(message));
}

/// Whether a full screen can be drawn and keys read.
fn is_terminal() -> bool {
    io::stdout().is_terminal() && io::stdin().is_terminal()
}
