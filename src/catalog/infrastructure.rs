//! `infrastructure.toml`: what the operator wrote about the infrastructure.

use std::collections::BTreeMap;

use jiff::{Timestamp, tz::TimeZone};

use super::{
    fault::{Fault, Faults},
    sheet::{self, Sheet},
    tools::tools,
};
use crate::domain::{
    infrastructure::{Environment, EnvironmentId, Infrastructure, LifeTime, Role, Window, address, encrypted},
    odd_window::OddWindow,
    procedure::Procedure,
    service_center::{Reached, shared},
    text::{one_line, shown},
    typed_path::without_variables,
    variable::variable,
};

/// The module that every platform has.
const DEFAULT_MODULE: &str = "ECT_Provider";

/// The content of the file: the infrastructure, and which edition is to be followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Description {
    /// The infrastructure.
    pub infrastructure: Infrastructure,
    /// The edition, where one is named.
    pub procedure: Option<String>,
    /// Whether it is a practice infrastructure.
    pub is_rehearsal: bool,
    /// The lines on which the environments begin, for what is only found later.
    lines: Vec<usize>,
    /// The line of the window.
    window_line: usize,
}

impl Description {
    /// Looks whether this infrastructure can be moved by a procedure: ids of steps must name one step each, and where only
    /// deployments to Production are paused, an environment must be Production, or somebody says that none is.
    ///
    /// # Errors
    /// With every environment whose id is a phase's, and that none is Production.
    pub fn fits(&self, file: &str, procedure: &Procedure) -> Result<(), Faults> {
        let environments = self.infrastructure.environments.iter().zip(&self.lines).enumerate();
        let clashes = environments.filter_map(|(place, (environment, line))| {
            let phase = procedure.all_phases().find(|phase| phase.id == environment.id.as_str())?;
            let message =
                format!("{:?} is the id of a phase of {}; use another id for the environment", phase.id, procedure.id);
            Some(Fault { line: *line, field: format!("environment[{}].id", place + 1), message })
        });
        let is_paused_nowhere = self.may_lack_production() && procedure.pauses_production_only();
        let nothing_paused = is_paused_nowhere.then(|| {
            let message = format!(
                "no environment has role = \"production\", but {} pauses deployments to Production only; \
                 set this role for one of them, or write without_production = true if there is none",
                procedure.id
            );
            let line = self.lines.first().copied().unwrap_or(1);
            Fault { line, field: "environment".to_owned(), message }
        });
        let list: Vec<Fault> = nothing_paused.into_iter().chain(clashes).collect();
        if list.is_empty() { Ok(()) } else { Err(Faults { file: file.to_owned(), list }) }
    }

    /// Looks whether the window can have been meant, at a moment.
    ///
    /// # Errors
    /// With the window, where it was over so long ago that its year must be wrong.
    pub fn is_of_now(&self, file: &str, now: Timestamp, zone: &TimeZone) -> Result<(), Faults> {
        let Some((window, odd)) = self.odd_window(now).filter(|(_, odd)| odd.is_surely_wrong()) else { return Ok(()) };
        let message = format!("{}; correct the window, or omit it", odd.words(window, zone));
        let fault = Fault { line: self.window_line, field: "window".to_owned(), message };
        Err(Faults { file: file.to_owned(), list: vec![fault] })
    }

    fn odd_window(&self, now: Timestamp) -> Option<(Window, OddWindow)> {
        let window = self.infrastructure.window?;
        OddWindow::of(window, now).map(|odd| (window, odd))
    }

    /// What may be a mistake in it at a moment, a sentence each.
    pub fn remarks(&self, now: Timestamp, zone: &TimeZone) -> Vec<String> {
        let no_production = self.may_lack_production().then(|| {
            "No environment has role = \"production\". If there is none, write without_production = true.".to_owned()
        });
        let odd = self.odd_window(now).map(|(window, odd)| format!("Check the window: {}.", odd.words(window, zone)));
        no_production.into_iter().chain(odd).collect()
    }

    /// Whether no environment is Production, and nobody said that this is right.
    fn may_lack_production(&self) -> bool {
        let Self { infrastructure, is_rehearsal, .. } = self;
        infrastructure.has_no_production() && !infrastructure.without_production && !is_rehearsal
    }
}

/// Reads the text of an `infrastructure.toml`.
///
/// # Errors
/// With everything that is wrong with it.
pub fn infrastructure(file: &str, text: &str) -> Result<Description, Faults> {
    sheet::read(file, text, |sheet| {
        let name = sheet.text("name");
        let procedure = sheet.optional("procedure");
        let source = sheet.parsed("source", str::parse);
        let target = sheet.parsed("target", str::parse);
        if source.is_some() && source == target {
            sheet.fault_at("target", "is the same Activation Code as source, so there is nothing to move");
        }
        let module = sheet.optional("module").unwrap_or_else(|| DEFAULT_MODULE.to_owned());
        let window_line = sheet.line_of("window");
        let window = sheet.table("window").and_then(|sheet| window(&sheet));
        let lifetime = sheet.table("lifetime").and_then(|sheet| lifetime(&sheet));
        let downloads = sheet.optional_parsed("downloads", without_variables);
        let portal = sheet.optional_parsed("portal", address);
        let support = sheet.optional_parsed("support", address);
        let contact = sheet.optional("contact").map(|contact| one_line(&contact));
        let is_rehearsal = sheet.flag("rehearsal");
        let without_production = sheet.flag("without_production");
        let (environments, lines) = environments(sheet, lifetime.as_ref());
        let infrastructure = Infrastructure {
            name: name?,
            source: source?,
            target: target?,
            module,
            window,
            lifetime,
            downloads,
            portal,
            support,
            contact,
            without_production,
            environments: environments?,
        };
        if without_production && !infrastructure.has_no_production() {
            sheet.fault_at("without_production", "is true, but an environment has role = \"production\"");
        }
        Some(Description { infrastructure, procedure, is_rehearsal, lines, window_line })
    })
}

/// The two times of a window.
pub(super) fn window(sheet: &Sheet<'_>) -> Option<Window> {
    let (start, end) = (sheet.parsed("start", moment), sheet.parsed("end", moment));
    let (start, end) = (start?, end?);
    if end <= start {
        sheet.fault_at("end", "must be later than start");
    }
    Some(Window { start, end })
}

fn moment(text: &str) -> Result<Timestamp, String> {
    text.parse().map_err(|_| format!("{text:?} is not a time with an offset, such as \"2026-11-28T22:00:00+01:00\""))
}

fn lifetime(sheet: &Sheet<'_>) -> Option<LifeTime> {
    let url = sheet.parsed("url", encrypted);
    let token_env = sheet.parsed("token_env", variable);
    let ca_file = sheet.optional_parsed("ca_file", without_variables);
    Some(LifeTime { url: url?, token_env: token_env?, ca_file })
}

/// The environments and the lines on which they begin.
fn environments(sheet: &Sheet<'_>, lifetime: Option<&LifeTime>) -> (Option<Vec<Environment>>, Vec<usize>) {
    let sheets = sheet.tables("environment");
    let lines = sheets.iter().map(Sheet::line).collect();
    (environments_of(sheet, &sheets, lifetime), lines)
}

fn environments_of(sheet: &Sheet<'_>, sheets: &[Sheet<'_>], lifetime: Option<&LifeTime>) -> Option<Vec<Environment>> {
    let read: Vec<Option<Environment>> =
        sheets.iter().zip(ids(sheets)).map(|(sheet, id)| environment(sheet, id)).collect();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (sheet, environment) in sheets.iter().zip(&read) {
        let Some(environment) = environment else { continue };
        only_once(sheet, &mut seen, "id", environment.id.as_str());
        only_once(sheet, &mut seen, "name", &environment.name.to_lowercase());
        if let Some(serial) = &environment.serial {
            only_once(sheet, &mut seen, "serial", serial.as_str());
        }
    }
    let all: Vec<Environment> = read.into_iter().collect::<Option<_>>()?;
    own_servers(sheets, &all, lifetime);
    let lifetimes = all.iter().filter(|environment| environment.role == Role::LifeTime).count();
    if lifetimes != 1 {
        sheet.fault(format!("exactly one environment must have role = \"lifetime\", but {lifetimes} have"));
    }
    if all.len() <= lifetimes {
        sheet.fault("at least one environment besides LifeTime is needed: add an [[environment]]");
    }
    Some(all)
}

/// Each environment has a Service Center of its own.
fn own_servers(sheets: &[Sheet<'_>], all: &[Environment], lifetime: Option<&LifeTime>) {
    let reached = |one: &Environment| {
        let api = lifetime.filter(|_| one.role == Role::LifeTime).map(|lifetime| lifetime.url.as_str());
        Reached::of(&one.name, Some(one.role), one.service_center.as_deref().into_iter().chain(api))
    };
    let reached: Vec<Reached> = all.iter().map(reached).collect();
    for (place, sheet) in sheets.iter().enumerate() {
        if let Some(why) = shared(&reached, place) {
            sheet.fault_at("service_center", why);
        }
    }
}

fn only_once(sheet: &Sheet<'_>, seen: &mut BTreeMap<String, usize>, key: &str, value: &str) {
    let count = seen.entry(format!("{key} {value}")).or_default();
    *count += 1;
    if *count == 2 {
        let hint = if key == "id" { " (without an id, acmove makes one from the name)" } else { "" };
        sheet.fault_at(key, format!("two environments have {value:?}{hint}"));
    }
}

/// The ids of the environments, as given or made from their names; none where a wrong one is given.
fn ids(sheets: &[Sheet<'_>]) -> Vec<Option<EnvironmentId>> {
    let given: Vec<Option<EnvironmentId>> =
        sheets.iter().map(|sheet| sheet.optional_parsed("id", str::parse)).collect();
    let names: Vec<String> =
        sheets.iter().map(|sheet| sheet.peek("name").map_or_else(String::new, |name| shown(&name))).collect();
    let known: Vec<(Option<EnvironmentId>, &str)> = given.into_iter().zip(names.iter().map(String::as_str)).collect();
    let all = EnvironmentId::all(&known).into_iter();
    all.zip(&known)
        .zip(sheets)
        .map(|((id, (given, _)), sheet)| (given.is_some() || !sheet.has("id")).then_some(id))
        .collect()
}

fn environment(sheet: &Sheet<'_>, id: Option<EnvironmentId>) -> Option<Environment> {
    let name = sheet.text("name");
    let role = sheet.word("role", &Role::ALL.map(|role| (role.word(), role)));
    if role.is_none() && !sheet.has("role") {
        sheet.fault("the key role is missing; allowed: lifetime, development, test, production");
    }
    let service_center = sheet.optional_parsed("service_center", address);
    let serial = sheet.optional_parsed("serial", str::parse);
    let module = sheet.optional("module");
    let key = sheet.optional("key");
    let tools = sheet.table("commands").map(|sheet| Box::new(tools(&sheet)));
    Some(Environment { id: id?, name: name?, role: role?, service_center, serial, module, key, tools })
}
