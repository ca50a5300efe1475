//! What goes another way than the article has it: mistakes, late pages, lost files. None of it may end well by accident,
//! and none of it may lead nowhere.

mod again;
mod backups;
mod files;
mod pages;

use acmove::domain::{
    command::Command,
    infrastructure::{EnvironmentId, Side},
};

fn id(environment: &str) -> EnvironmentId {
    environment.parse().unwrap()
}

fn lose_backup(environment: &str) -> Command {
    Command::ReportDamage { environment: id(environment), side: Side::Source, what: "the file is missing".to_owned() }
}

fn support_answered() -> Command {
    Command::SupportAnswered { note: "request 4711".to_owned() }
}

fn again(step: &str) -> Command {
    Command::DoAgain { step: step.into(), reason: "it has to be".to_owned() }
}
