//! A set-up that starts from an older migration, or from its description. Codes are turned round, serial numbers are taken over
//! only where they can still be right, the window never is. What was taken over is known until it is changed.

use super::{
    answers::{Connection, EnvironmentAnswers, Like, SetupAnswers},
    field::{Column, Field},
    values::Setup,
};
use crate::domain::{
    infrastructure::{Environment, EnvironmentId, Infrastructure},
    naming, service_center,
    text::one_line,
};

/// An older migration, as far as a new one can start from it.
#[derive(Debug, Clone)]
pub struct Older {
    /// Its folder, or its file.
    pub from: String,
    /// What it says of the infrastructure, as it stood at the end.
    pub infrastructure: Infrastructure,
    /// What became of the codes.
    pub codes: OlderCodes,
    /// Environments whose serial number may be another one today, by their places.
    pub doubtful: Vec<usize>,
}

/// What became of the codes of an older migration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OlderCodes {
    /// It moved to its target, which is where the new one moves from.
    Moved,
    /// It did not move, or was rolled back: both may be meant again.
    Stayed,
    /// It is not over: some environments may have one, some the other.
    Open,
}

impl Setup {
    /// Takes over what an older description says. The answer is what has to be said about it.
    pub fn take_over(&mut self, older: &Older) -> String {
        let known = &older.infrastructure;
        let [source, target] = match older.codes {
            OlderCodes::Moved => [known.target.to_string(), String::new()],
            OlderCodes::Stayed => [known.source.to_string(), known.target.to_string()],
            OlderCodes::Open => [String::new(), String::new()],
        };
        let text = |value: &Option<String>| value.as_deref().map(one_line).unwrap_or_default();
        let lifetime = known.lifetime.as_ref().map(|lifetime| Connection {
            url: lifetime.url.clone(),
            token_env: lifetime.token_env.clone(),
            ca_file: lifetime.ca_file.clone(),
        });
        let mut answers = SetupAnswers {
            name: one_line(&known.name),
            source,
            target,
            module: one_line(&known.module),
            portal: text(&known.portal),
            support: text(&known.support),
            contact: text(&known.contact),
            environments: sites(older),
            lifetime,
            ..self.answers.clone()
        };
        if known.downloads.is_some() {
            answers.downloads = text(&known.downloads);
        }
        self.answers = answers.clone();
        self.answers.like = Some(Like { from: one_line(&older.from), answers: Box::new(answers) });
        self.look(Field::Downloads);
        told(older)
    }

    /// Where the answer in a field was taken over from, as long as it is the same.
    pub fn taken_from(&self, field: Field) -> Option<&str> {
        let like = self.answers.like.as_ref()?;
        let value = self.value(field);
        let was = match field {
            Field::Cell(row, column) => cell(self.twin(row, &like.answers.environments)?, column),
            Field::Name => &like.answers.name,
            Field::Source => &like.answers.source,
            Field::Target => &like.answers.target,
            Field::Module => &like.answers.module,
            Field::Downloads => &like.answers.downloads,
            Field::LifeTime => like.answers.connection().map_or("", |known| &known.url),
            Field::Token => like.answers.connection().map_or("", |known| &known.token_env),
            Field::Portal => &like.answers.portal,
            Field::Support => &like.answers.support,
            Field::Contact => &like.answers.contact,
            Field::Commands => value,
            Field::Start | Field::End | Field::Edition | Field::Requirement(_) => "",
        };
        (!value.is_empty() && was == value).then_some(like.from.as_str())
    }

    /// The environment of the older description that one is: by its name, its address, or its serial number.
    fn twin<'a>(&self, row: usize, older: &'a [EnvironmentAnswers]) -> Option<&'a EnvironmentAnswers> {
        let own = self.answers.environments.get(row)?;
        let is_same = |one: &str, other: &str| !one.is_empty() && one == other;
        older.iter().find(|other| {
            is_same(&own.name, &other.name)
                || !own.service_center.is_empty() && service_center::is_same(&own.service_center, &other.service_center)
                || is_same(&own.serial, &other.serial)
        })
    }
}

/// What has to be said about what was taken over.
fn told(older: &Older) -> String {
    let from = one_line(&older.from);
    let codes = match older.codes {
        OlderCodes::Moved => "AAA is the code that it moved to; BBB is yours to enter.",
        OlderCodes::Stayed => "AAA and BBB are its own: it did not move. Check both.",
        OlderCodes::Open => "It is not finished, so enter both codes yourself, and finish it or roll it back first.",
    };
    let left: Vec<String> = older
        .doubtful
        .iter()
        .filter_map(|place| older.infrastructure.environments.get(*place))
        .map(|environment| one_line(&environment.name))
        .collect();
    let serials = match left.as_slice() {
        [] => "A serial number belongs to its server and is taken over; a new server has another one.".to_owned(),
        left => format!(
            "A serial number belongs to its server and is taken over, except for {}: no page of that migration shows it.",
            naming::first(left, naming::ALL)
        ),
    };
    format!("Taken over from {from}; change what is different today. {codes} {serials} The window is left empty.")
}

/// The environments of an older migration as answers.
fn sites(older: &Older) -> Vec<EnvironmentAnswers> {
    let all = &older.infrastructure.environments;
    let names: Vec<String> = all.iter().map(|environment| one_line(&environment.name)).collect();
    let made = EnvironmentId::all(&names.iter().map(|name| (None, name.as_str())).collect::<Vec<_>>());
    let sites = all.iter().zip(names).zip(made).enumerate();
    sites
        .map(|(place, ((environment, name), made))| site(environment, &name, &made, older.doubtful.contains(&place)))
        .collect()
}

fn site(environment: &Environment, name: &str, made: &EnvironmentId, is_doubtful: bool) -> EnvironmentAnswers {
    let serial = environment.serial.as_ref().filter(|_| !is_doubtful);
    EnvironmentAnswers {
        service_center: environment.service_center.clone().unwrap_or_default(),
        serial: serial.map(ToString::to_string).unwrap_or_default(),
        key: environment.key.as_deref().map(one_line).unwrap_or_default(),
        id: if environment.id == *made { String::new() } else { environment.id.to_string() },
        module: environment.module.clone(),
        commands: environment.tools.clone(),
        ..EnvironmentAnswers::new(name, environment.role)
    }
}

fn cell(site: &EnvironmentAnswers, column: Column) -> &str {
    match column {
        Column::Name => &site.name,
        Column::Role => site.role.map_or("", |role| role.word()),
        Column::Center => &site.service_center,
        Column::Serial => &site.serial,
        Column::Id => &site.id,
    }
}
