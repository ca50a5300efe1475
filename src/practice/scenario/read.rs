//! Reads a scenario's file. All errors in it are reported together, with line and field.

use jiff::civil::Date;

use super::{
    definition::{
        DeploymentEnd, ENDS, Grant, LifeTimeFaults, Milestone, PersonAct, PlannedDeployment, PublishOutcome, Scenario,
        ScenarioEnd, Site, Spell, Takes, Trigger, USUAL_DEPLOYMENT,
    },
    identity,
};
use crate::{
    catalog::{
        Faults,
        sheet::{self, Sheet},
    },
    domain::infrastructure::{EnvironmentId, Role, Side},
};

/// The longest time of a scenario, in seconds.
const LONGEST: u32 = 30 * 24 * 3600;

/// The longest time that somebody waits for a page, in seconds.
const LONGEST_PAGE: u32 = 60;

/// Ids that addresses of the practice infrastructure need for themselves.
const RESERVED: [&str; 4] = ["lifetimeapi", "portal", "support", "practice"];

/// Reads the text of a scenario.
///
/// # Errors
/// With everything that is wrong with it.
pub fn scenario(file: &str, text: &str) -> Result<Scenario, Faults> {
    sheet::read(file, text, |sheet| {
        needs(sheet, "seed");
        let seed = sheet.number("seed", u32::MAX).unwrap_or_default();
        let title = sheet.text("title");
        let teaches = sheet.text("teaches");
        let source = sheet.optional_parsed("source", str::parse).or_else(|| identity::code(seed, "source").ok());
        let target = sheet.optional_parsed("target", str::parse).or_else(|| identity::code(seed, "target").ok());
        let procedure = sheet.optional("procedure");
        let name = sheet.optional("name").unwrap_or_else(|| "Practice Holding".to_owned());
        let module = sheet.optional_parsed("module", module).unwrap_or_else(|| "ECT_Provider".to_owned());
        if source.is_some() && source == target {
            sheet.fault_at("target", "is the same code as source");
        }
        let takes = takes(sheet.table("takes").as_ref());
        let tables = sheet.tables("environment");
        let ids: Vec<Option<EnvironmentId>> = tables.iter().map(id).collect();
        let reader = Reader { seed, ids: &ids };
        let sites: Vec<Option<Site>> =
            tables.iter().zip(&ids).map(|(table, id)| reader.site(table, id.as_ref())).collect();
        several(sheet, &tables, &sites);
        let portal_down = sheet.table("portal_down").and_then(|table| reader.spell(&table));
        let lifetime = sheet.table("lifetime").map(|table| reader.lifetime(&table)).unwrap_or_default();
        let deployments: Vec<Option<PlannedDeployment>> =
            sheet.tables("deployment").iter().map(|table| reader.deployment(table)).collect();
        let support_helps = !sheet.flag("support_is_silent");
        let commands = sheet.flag("commands");
        needs(sheet, "end");
        let end = sheet.table("end").and_then(|table| end(&table));
        Some(Scenario {
            title: title?,
            teaches: teaches?,
            procedure,
            seed,
            name,
            source: source?,
            target: target?,
            module,
            takes,
            sites: sites.into_iter().collect::<Option<_>>()?,
            portal_down,
            lifetime,
            support_helps,
            commands,
            deployments: deployments.into_iter().collect::<Option<_>>()?,
            end: end?,
        })
    })
}

/// A name that can be part of an address as it is.
fn module(name: &str) -> Result<String, String> {
    let good = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if good { Ok(name.to_owned()) } else { Err(format!("{name:?} is no module: letters, digits and _ only")) }
}

/// Says that a key is missing that cannot be.
fn needs(sheet: &Sheet<'_>, key: &'static str) {
    if !sheet.has(key) {
        sheet.fault(format!("the key {key} is missing"));
    }
}

fn takes(sheet: Option<&Sheet<'_>>) -> Takes {
    let seconds = |key, usual| sheet.and_then(|sheet| sheet.number(key, LONGEST_PAGE)).map_or(usual, u64::from);
    Takes { upload: seconds("upload", 1), publish: seconds("publish", 4), support: seconds("support", 5) }
}

fn id(sheet: &Sheet<'_>) -> Option<EnvironmentId> {
    let name = sheet.text("name")?;
    let id = sheet.optional_parsed("id", str::parse).map_or_else(|| EnvironmentId::from_name(&name), Ok);
    match id {
        Ok(id) if RESERVED.contains(&id.as_str()) => {
            sheet.fault_at("name", format!("{:?} cannot be an id here: an address needs it", id.as_str()));
            None
        }
        Ok(id) => Some(id),
        Err(wrong) => {
            sheet.fault_at("name", wrong);
            None
        }
    }
}

/// Ids and serial numbers are unique, and there is one LifeTime and something besides.
fn several(sheet: &Sheet<'_>, tables: &[Sheet<'_>], sites: &[Option<Site>]) {
    let all: Vec<&Site> = sites.iter().flatten().collect();
    for (place, (site, table)) in all.iter().zip(tables).enumerate() {
        if all[..place].iter().any(|other| other.id == site.id) {
            table.fault_at("name", format!("{:?} is the id of two environments", site.id.as_str()));
        }
        if all[..place].iter().any(|other| other.serial == site.serial) {
            table.fault_at("serial", "is given to two environments");
        }
        let again = site.restart.as_ref().map(|(_, serial)| serial);
        if again.is_some_and(|again| all.iter().any(|other| other.serial == *again)) {
            table.fault_at("restart", "its serial number is that of an environment already");
        }
    }
    let lifetimes = all.iter().filter(|site| site.role == Role::LifeTime).count();
    if all.len() == sites.len() && (lifetimes != 1 || all.len() < 2) {
        sheet.fault("exactly one environment has the role lifetime, and at least one another");
    }
}

fn end(sheet: &Sheet<'_>) -> Option<ScenarioEnd> {
    let words = ENDS.map(|(word, exit)| (word, (word, exit)));
    let state = sheet.word("state", &words);
    needs(sheet, "state");
    let shows = sheet.texts("shows");
    let (state, exit) = state?;
    Some(ScenarioEnd { state: state.to_owned(), exit, shows })
}

/// The seed and the environment ids of a scenario, as its parts refer to them.
struct Reader<'a> {
    seed: u32,
    ids: &'a [Option<EnvironmentId>],
}

impl Reader<'_> {
    fn site(&self, sheet: &Sheet<'_>, id: Option<&EnvironmentId>) -> Option<Site> {
        let name = sheet.text("name");
        let role = sheet.word("role", &Role::ALL.map(|role| (role.word(), role)));
        needs(sheet, "role");
        let type_is_missing = sheet.flag("type_is_missing");
        let serial = sheet.optional_parsed("serial", str::parse);
        let source = sheet.table("source");
        let target = sheet.table("target");
        let (source, target) = (grant(source.as_ref(), "Ignore"), grant(target.as_ref(), "Unprotected"));
        let publishes = sheet.texts("publishes");
        let publishes = publishes.iter().filter_map(|word| outcome(sheet, word)).collect();
        let has_module = !sheet.flag("module_is_absent");
        let foreign_modules = sheet.number("foreign_modules", 21).unwrap_or(0);
        let protected_modules = sheet.flag("protected_modules");
        let modules = sheet.texts("modules");
        for wrong in modules.iter().filter_map(|name| module(name).err()) {
            sheet.fault_at("modules", wrong);
        }
        let delay = sheet.number("delay", LONGEST_PAGE).map_or(0, u64::from);
        let sides = [Side::Source, Side::Target].map(|side| (side.word(), side));
        let upload_times_out = sheet.word("upload_times_out", &sides);
        let upload_has_no_effect = sheet.word("upload_has_no_effect", &sides);
        let server_down = sheet.table("server_down").and_then(|table| self.spell(&table));
        let clock_wrong = sheet.table("clock_wrong").and_then(|table| self.spell(&table));
        let restart = sheet.table("restart").map(|table| {
            let serial = table.optional_parsed("serial", str::parse);
            let moment = self.moment(&table).or_else(|| no_moment(&table));
            let again = id.and_then(|id| identity::serial(self.seed, &format!("{id} again")).ok());
            moment.zip(serial.or(again))
        });
        let restart = restart.flatten();
        let id = id?.clone();
        let serial = serial.or_else(|| identity::serial(self.seed, id.as_str()).ok())?;
        Some(Site {
            name: name?,
            role: role?,
            type_is_missing,
            serial,
            source,
            target,
            publishes,
            has_module,
            foreign_modules,
            protected_modules,
            modules: if modules.is_empty() { vec!["Users".to_owned()] } else { modules },
            delay,
            upload_times_out,
            upload_has_no_effect,
            server_down,
            clock_wrong,
            restart,
            id,
        })
    }

    fn lifetime(&self, sheet: &Sheet<'_>) -> LifeTimeFaults {
        LifeTimeFaults {
            down: sheet.table("down").and_then(|table| self.spell(&table)),
            delay: sheet.number("delay", LONGEST_PAGE).map_or(0, u64::from),
            sees_nothing: sheet.flag("token_sees_nothing"),
        }
    }

    fn spell(&self, sheet: &Sheet<'_>) -> Option<Spell> {
        let begins = self.moment(sheet).or_else(|| no_moment(sheet));
        let lasts = sheet.number("lasts", LONGEST);
        needs(sheet, "lasts");
        Some(Spell { begins: begins?, lasts: lasts?.into() })
    }

    /// `at = 30`, or `after = "production/upload-target"`; none where neither is named.
    fn moment(&self, sheet: &Sheet<'_>) -> Option<Trigger> {
        let at = sheet.number("at", LONGEST).map(|at| Trigger::At(at.into()));
        let after = sheet.optional_parsed("after", |text| self.milestone(text)).map(Trigger::After);
        if at.is_some() && after.is_some() {
            sheet.fault("needs one of at and after, not both");
        }
        at.or(after)
    }

    fn milestone(&self, text: &str) -> Result<Milestone, String> {
        let milestone = text.split_once('/').and_then(|(id, act)| {
            let site = self.place(id)?;
            let (_, act) = PersonAct::ALL.into_iter().find(|(word, _)| *word == act)?;
            Some(Milestone { site, act })
        });
        let acts = PersonAct::ALL.map(|(word, _)| word).join(", ");
        milestone.ok_or_else(|| {
            format!("{text:?} is nothing that happens here: write an environment's id, a slash, and one of {acts}")
        })
    }

    fn place(&self, id: &str) -> Option<usize> {
        self.ids.iter().position(|known| known.as_ref().is_some_and(|known| known.as_str() == id))
    }

    fn environment(&self, sheet: &Sheet<'_>, key: &'static str) -> Option<usize> {
        let known = || self.ids.iter().flatten().map(EnvironmentId::as_str).collect::<Vec<_>>().join(", ");
        sheet.parsed(key, |id| {
            self.place(id).ok_or_else(|| format!("{id:?} is no environment of this scenario; there are: {}", known()))
        })
    }

    fn deployment(&self, sheet: &Sheet<'_>) -> Option<PlannedDeployment> {
        let from = self.environment(sheet, "from");
        let to = self.environment(sheet, "to");
        if from.is_some() && from == to {
            sheet.fault("goes from an environment to the same");
        }
        let created = sheet.number("created", LONGEST).map_or(0, u64::from);
        let starts = self.moment(sheet);
        let takes = sheet.number("takes", LONGEST).map_or(USUAL_DEPLOYMENT, u64::from);
        let ends = sheet.word("ends", &DeploymentEnd::ALL).unwrap_or(DeploymentEnd::Successful);
        Some(PlannedDeployment { from: from?, to: to?, created, starts, takes, ends })
    }
}

fn no_moment(sheet: &Sheet<'_>) -> Option<Trigger> {
    if !sheet.has("at") && !sheet.has("after") {
        sheet.fault("needs one of at and after");
    }
    None
}

fn grant(sheet: Option<&Sheet<'_>>, usual: &str) -> Grant {
    let property = sheet.and_then(|sheet| sheet.optional("property")).unwrap_or_else(|| usual.to_owned());
    let ends = sheet.and_then(|sheet| sheet.optional_parsed("ends", day));
    let line = |key| sheet.and_then(|sheet| sheet.optional(key));
    let listed = !sheet.is_some_and(|sheet| sheet.flag("is_not_listed"));
    Grant { listed, property, ends, kind: line("type"), notice: line("notice") }
}

fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| format!("{text:?} is no day: write it as 2026-01-31"))
}

fn outcome(sheet: &Sheet<'_>, word: &str) -> Option<PublishOutcome> {
    let found = sheet::choose(word, &PublishOutcome::ALL);
    found.map_err(|wrong| sheet.fault_at("publishes", wrong)).ok()
}
