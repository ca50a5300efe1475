//! The command line: arguments in, exit code out.

#![expect(clippy::disallowed_methods, reason = "arguments name files, and work begins with the clock")]

mod arguments;
mod bundle;
mod case;
mod cast;
mod completions;
mod doctor;
mod exit;
mod follow;
mod hand_over;
mod import;
mod manual;
mod migrations;
mod older;
mod output;
mod overview;
mod paths;
mod query;
mod record;
mod rehearse;
mod replay;
mod review;
mod setup;
mod situation;
mod source;
mod start;
mod tool;
mod verify;
mod watch;
mod work;

use std::{
    cell::RefCell,
    io::{self, Write as _},
    path::Path,
    process::ExitCode,
};

use clap::{CommandFactory as _, FromArgMatches as _};

pub use self::paths::WRITTEN;
use self::{
    arguments::{Arguments, CliCommand, Import, Looks, ProcedureCommand, Settings},
    exit::{Exit, code},
    output::{Out, complain, data},
};
use crate::{line::is_unread, runtime::folder};

/// Runs the program.
pub fn main() -> ExitCode {
    let matches = command().try_get_matches();
    let parsed = matches.and_then(|matches| Ok((Arguments::from_arg_matches(&matches)?, matches)));
    let (arguments, matches) = match parsed {
        Ok(parsed) => parsed,
        Err(error) => {
            // Help and version are data: a reader must not take nothing for all there is.
            let printed = error.print().and_then(|()| io::stdout().flush());
            return match printed {
                _ if error.use_stderr() => Exit::Usage.into(),
                Err(fault) if !is_unread(&fault) => {
                    complain(&format!("acmove: cannot write to standard output: {fault}"));
                    Exit::Failed.into()
                }
                Ok(()) | Err(_) => Exit::Done.into(),
            };
        }
    };
    match paths::none_twice(&command(), &matches).and_then(|()| run(&arguments)) {
        Ok(exit) => exit.into(),
        Err(error) => {
            complain(&format!("acmove: {}", exit::words(&error)));
            code(&error).into()
        }
    }
}

/// The command line as it is read: for completions, and for a look at all options.
pub fn command() -> clap::Command {
    arguments::by_group(Arguments::command())
}

fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    // A theme that does not exist is said, whatever was asked for.
    work::theme(&arguments.looks)?;
    let log = arguments.looks.log()?;
    log.line(format_args!("acmove {}: {:?}", env!("CARGO_PKG_VERSION"), arguments.command));
    let output = arguments.command.as_ref().and_then(CliCommand::output);
    let gathered = RefCell::default();
    let out = Out { signs: arguments.looks.signs(), gathered: output.map(|_| &gathered) };
    let exit = perform(arguments, out);
    // What was found is worth writing also where that is bad news.
    let document = gathered.take();
    let written = output.filter(|_| !document.is_empty()).map(|file| record::write(file, &document));
    log.line(format_args!("ends: {exit:?}"));
    let exit = exit?;
    written.transpose()?;
    Ok(exit)
}

/// Sets up a migration, from what is imported and was given in the command.
fn new(
    wanted: setup::NewMigration<'_>,
    infrastructure: Option<&Path>,
    (import, settings): (&Import, &Settings),
    looks: &Looks,
) -> anyhow::Result<Exit> {
    // Before the screen is taken: a token is typed here.
    let like = import.like.as_deref().map(older::read).transpose()?;
    let imported = import::import(import, wanted.folder)?;
    let settings = settings.given(import);
    let wanted =
        setup::NewMigration { imported: imported.as_ref(), like: like.as_ref(), settings: &settings, ..wanted };
    setup::new(wanted, infrastructure, looks)
}

fn perform(arguments: &Arguments, out: Out<'_>) -> anyhow::Result<Exit> {
    let looks = &arguments.looks;
    match &arguments.command {
        None => start::start(looks),
        Some(CliCommand::New { folder, infrastructure, procedure, import, settings }) => {
            let (folder, procedure) = (folder.as_deref(), procedure.as_deref());
            let wanted = setup::NewMigration { folder, procedure, ..Default::default() };
            new(wanted, infrastructure.as_deref(), (import, settings), looks)
        }
        Some(CliCommand::Open { folder }) if folder::is_bundle(folder) => replay::open(folder, looks),
        Some(CliCommand::Open { folder }) => work::open(folder, looks),
        Some(CliCommand::HandOver(wanted)) => hand_over::hand_over(wanted),
        Some(CliCommand::TakeOver(wanted)) => hand_over::take_over(&wanted.file, &wanted.folder, looks),
        Some(CliCommand::Case(wanted)) => case::record(out, &wanted.folder, &wanted.case),
        Some(CliCommand::Run { folder, answers, unattended, one_by_one }) => {
            work::line(folder, answers.as_deref(), work::StepOrder::of(*unattended, *one_by_one), looks)
        }
        Some(CliCommand::Rehearse(rehearsal)) if rehearsal.list => rehearse::list(out),
        Some(CliCommand::Rehearse(rehearsal)) => rehearse::rehearse(rehearsal, looks, None),
        Some(CliCommand::Simulate { scenario, listen, speed }) => rehearse::simulate(scenario, *listen, *speed),
        Some(CliCommand::Status { folder, json, follow, exit_code, output: _ }) => {
            let wanted = query::StatusWanted { json: *json, follow: *follow, exit_code: *exit_code };
            query::status(out, folder, wanted)
        }
        Some(CliCommand::Overview(wanted)) => overview::overview(out, wanted, looks),
        Some(CliCommand::Plan { folder, infrastructure, procedure, format, output: _ }) => {
            query::plan(out, folder.as_deref(), infrastructure.as_deref(), procedure.as_deref(), *format)
        }
        Some(CliCommand::Rollback { folder, plan: _, json, output: _ }) => query::rollback(out, folder, *json),
        Some(CliCommand::Read { file, json }) => query::read(out, file, *json),
        Some(CliCommand::Verify { folder, output: _ }) => verify::verify(out, folder),
        Some(CliCommand::Report(wanted)) => record::report(out, wanted),
        Some(CliCommand::Bundle(wanted)) => bundle::bundle(wanted),
        Some(CliCommand::Situation(wanted)) => situation::situation(wanted),
        Some(CliCommand::Cast(wanted)) => cast::cast(wanted, looks),
        Some(CliCommand::Replay(wanted)) => replay::replay(out, wanted, looks),
        Some(CliCommand::Watch(wanted)) => watch::watch(wanted, looks),
        Some(CliCommand::Ticket { folder, copy, format, question, output: _ }) => {
            record::ticket(out, folder, (*copy, *format, question.as_deref()))
        }
        Some(CliCommand::Review(wanted)) => review::review(out, wanted),
        Some(CliCommand::Procedure { command }) => match command {
            ProcedureCommand::List => query::procedures(out),
            ProcedureCommand::Show { id, output: _ } => query::show_procedure(out, id),
            ProcedureCommand::Check { file } => query::check_procedure(out, file),
        },
        Some(CliCommand::Doctor { folder, infrastructure, json }) => {
            doctor::doctor(out, folder.as_deref(), infrastructure.as_deref(), *json)
        }
        Some(CliCommand::PracticeTool(wanted)) => tool::tool(wanted),
        Some(CliCommand::Completions { shell }) => {
            data(&completions::script(&command(), *shell))?;
            Ok(Exit::Done)
        }
        Some(CliCommand::Manual { folder }) => manual::write(&command(), folder),
    }
}
