//! Service Center: licenses and modules of an environment.

use jiff::civil::Date;

use super::{
    license::License,
    state::{LastPublished, Publish, World, signed},
    view,
};
use crate::practice::scenario::{PersonAct, PublishOutcome, Spell};

/// The description of *Intellectual Property* on every Licensing page. It names both values itself.
const PROPERTY: &str = "When \"Protected\", assures the Components, such as eSpaces and Extensions, created in your Platform Server can only be published to servers of the same Infrastructure. When \"Unprotected\", Components created in your Platform Server can be published to any other Platform Server.";

/// What a page says of a license that has expired.
const EXPIRED: &str = "This server license has expired. Your Service Center administrator must request a new license";

/// Who publishes here, and who had installed what is there from the beginning.
const OPERATOR: &str = "practice";
const INSTALLER: &str = "ConfigurationTool_OperationsSA";

/// The version of every module that is published at the beginning; one more was uploaded since, and not published.
const FIRST_VERSION: u32 = 7;

/// How many modules `ActivationCodeCheck` looks at.
const MODULES: u32 = 21;

/// The code of modules that are of another infrastructure.
const FOREIGN_CODE: &str = "F4K.E0X.7QZ.M2D.U1L.3SC.9DE.R5T";

const DAY: i64 = 24 * 3600;

/// The result of an upload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Uploaded {
    /// The license is installed; whether it is valid here, the page shows.
    Installed,
    /// It is installed, but the page of it never comes.
    TimedOut,
    /// The file is none of this infrastructure's licenses; nothing changed.
    NotALicense,
}

/// The result of choosing *Publish*.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Published {
    /// It is under way: this is its number.
    Begun(usize),
    /// There is no such module or version.
    NoSuchModule,
}

impl World {
    /// Whether somebody who opens a page of an environment now finds its server down. How long that lasts is counted from the
    /// first time.
    pub fn server_is_down(&mut self, site: usize, now: u64) -> bool {
        let Some(spell) = self.scenario.sites[site].server_down else { return false };
        if self.when(spell.begins).is_none_or(|begins| now < begins) {
            return false;
        }
        let since = *self.state.sites[site].found_down.get_or_insert(now);
        now < since.saturating_add(spell.lasts)
    }

    /// Installs a license file.
    pub fn upload(&mut self, site: usize, bytes: &[u8], now: u64) -> Uploaded {
        let Some(license) = License::read(bytes) else { return Uploaded::NotALicense };
        let Some(under) = self.side(&license.code) else { return Uploaded::NotALicense };
        self.state.sites[site].uploads = self.state.sites[site].uploads.saturating_add(1);
        let is_ignored = self.scenario.sites[site].upload_has_no_effect == Some(under);
        if is_ignored && !self.state.sites[site].upload_ignored {
            self.state.sites[site].upload_ignored = true;
            return Uploaded::Installed;
        }
        self.state.sites[site].installed = license;
        self.reach(site, PersonAct::Upload(under), now);
        self.state.sites[site].clock_mended = Some(now);
        let times_out = self.scenario.sites[site].upload_times_out == Some(under);
        if times_out && !self.state.sites[site].upload_timed_out {
            self.state.sites[site].upload_timed_out = true;
            return Uploaded::TimedOut;
        }
        Uploaded::Installed
    }

    /// The installed license, as *Backup License* saves it.
    pub fn backup(&self, site: usize) -> (String, String) {
        let installed = &self.state.sites[site].installed;
        (format!("{}.lic", installed.serial), installed.file())
    }

    /// The file that *Audit License* saves; it is no license.
    pub fn audit(&self, site: usize) -> String {
        let known = &self.state.sites[site];
        format!(
            "acmove practice audit: this is not a license\nserver {}\ncode {}\n",
            known.serial, known.installed.code
        )
    }

    /// The Licensing page; features whose names hold the filter.
    pub fn licensing(&self, site: usize, filter: &str, now: u64) -> view::Licensing {
        let known = &self.state.sites[site];
        let trouble = self.trouble(site, now);
        let features = features(&known.installed.property).into_iter();
        let filter = filter.trim().to_lowercase();
        view::Licensing {
            is_valid: trouble.is_none(),
            is_of_other: known.installed.serial != known.serial,
            banner: trouble.unwrap_or_else(|| {
                "Your license is valid for this server and all features are within licensed limits.".to_owned()
            }),
            organization: self.scenario.name.clone(),
            license_type: known
                .installed
                .kind
                .clone()
                .unwrap_or_else(|| self.scenario.sites[site].purpose().to_owned()),
            code: known.installed.code.to_string(),
            serial: known.serial.to_string(),
            end_date: known.installed.end(),
            features: features.filter(|feature| feature.name.to_lowercase().contains(&filter)).collect(),
        }
    }

    /// Why the installed license is not valid on this server, in the words of the page.
    fn trouble(&self, site: usize, now: u64) -> Option<String> {
        let known = &self.state.sites[site];
        let clock = self.scenario.sites[site].clock_wrong.filter(|spell| self.is_within(*spell, now));
        let mended = |spell: Spell| {
            let since = self.when(spell.begins).unwrap_or(now);
            known.clock_mended.is_some_and(|mended| mended > since)
        };
        let clock_is_wrong = clock.is_some_and(|spell| !mended(spell));
        if known.installed.serial != known.serial {
            return Some(format!(
                "Your license is invalid as it was issued for a different server with the following serial number '{}'. Contact OutSystems Sales to keep using your applications and the OutSystems Platform.",
                known.installed.serial
            ));
        }
        if clock_is_wrong {
            return Some("Your license is invalid because the clock of your Platform Server has (or had) a time lag for the right date and time. Contact OutSystems to keep using the OutSystems.".to_owned());
        }
        let expired = known.installed.ends.is_some_and(|day| day < self.today(now));
        known.installed.notice.clone().or_else(|| expired.then(|| EXPIRED.to_owned()))
    }

    fn today(&self, now: u64) -> Date {
        self.date(signed(now)).date()
    }

    /// The modules whose names hold the filter.
    pub fn modules(&self, site: usize, filter: &str) -> Vec<String> {
        let described = &self.scenario.sites[site];
        let tested = described.has_module.then_some(&self.scenario.module);
        let filter = filter.trim().to_lowercase();
        let all = tested.into_iter().chain(&described.modules);
        let mut names: Vec<String> = all.filter(|name| name.to_lowercase().contains(&filter)).cloned().collect();
        names.sort();
        names.dedup();
        names
    }

    /// A module with its versions. The latest one is not the published one: it is the trap of this page.
    pub fn module(&self, site: usize, name: &str) -> Option<view::Module> {
        let known = &self.state.sites[site];
        self.modules(site, "").iter().find(|module| *module == name)?;
        let last = known.published.get(name);
        let version = last.map_or(FIRST_VERSION, |last| last.version);
        let (at, by) = last.map_or((-30 * DAY, INSTALLER), |last| (signed(last.at), OPERATOR));
        let versions = (FIRST_VERSION - 3..=FIRST_VERSION + 1).rev().map(|number| view::Version {
            number,
            uploaded: format!(
                "{} by {INSTALLER} / Version 'Version_11_10_0_22422' of solution 'System_Components'",
                self.date((i64::from(number) - 40) * DAY).strftime("%Y-%m-%d %H:%M:%S")
            ),
            is_published: number == version,
        });
        Some(view::Module {
            name: name.to_owned(),
            application: if name == self.scenario.module { "App Feedback".to_owned() } else { name.to_owned() },
            last_published: format!("{} by {by}", self.date(at).strftime("%Y-%m-%d %H:%M:%S")),
            versions: versions.collect(),
        })
    }

    /// Chooses *Publish* on a version; what it is for may be said.
    pub fn publish(&mut self, site: usize, module: &str, version: u32, purpose: &str, now: u64) -> Published {
        let found = self.module(site, module);
        let Some(chosen) = found.and_then(|found| found.versions.into_iter().find(|known| known.number == version))
        else {
            return Published::NoSuchModule;
        };
        let was_other = !chosen.is_published;
        let (success, said) = self.outcome(site, module, version, now);
        let until = now.saturating_add(self.scenario.takes.publish);
        let known = &mut self.state.sites[site];
        known.publishes.push(Publish {
            module: module.to_owned(),
            version,
            until,
            message: said,
            success,
            was_other,
            settled: false,
            purpose: purpose.to_owned(),
            uploads: known.uploads,
        });
        Published::Begun(known.publishes.len() - 1)
    }

    /// The number of the last publish for a purpose that was begun under the license that is installed.
    pub fn publish_for(&self, site: usize, purpose: &str) -> Option<usize> {
        let known = &self.state.sites[site];
        known.publishes.iter().rposition(|publish| publish.purpose == purpose && publish.uploads == known.uploads)
    }

    /// A publish that was begun.
    pub fn publishing(&self, site: usize, number: usize, now: u64) -> Option<view::Publishing> {
        let publish = self.state.sites[site].publishes.get(number)?;
        let over = publish.until <= now;
        Some(view::Publishing {
            module: publish.module.clone(),
            version: publish.version,
            message: over.then(|| publish.message.clone()),
            was_other: publish.was_other,
            success: over && publish.success,
        })
    }

    /// How a publish will end: the license decides, and under the target what the scenario says.
    fn outcome(&mut self, site: usize, module: &str, version: u32, now: u64) -> (bool, String) {
        if self.trouble(site, now).is_some() {
            let said = "Licensing Error: An error occurred while validating feature 'Intellectual Property'.";
            return (false, said.to_owned());
        }
        let known = &self.state.sites[site];
        let under_target = known.installed.code == self.scenario.target;
        let is_older = version < known.published.get(module).map_or(FIRST_VERSION, |last| last.version);
        let outcome = match (under_target, is_older) {
            (false, _) => PublishOutcome::Published,
            // After the move, versions from before it are of another code.
            (true, true) => PublishOutcome::IntellectualProperty,
            (true, false) => self.next_outcome(site),
        };
        let success = outcome == PublishOutcome::Published;
        let said = message(outcome);
        (success, if success { format!("{module} {said}") } else { said.to_owned() })
    }

    fn next_outcome(&mut self, site: usize) -> PublishOutcome {
        let publishes = &self.scenario.sites[site].publishes;
        let known = &mut self.state.sites[site];
        let outcome = publishes.get(known.tests).or(publishes.last()).copied().unwrap_or(PublishOutcome::Published);
        known.tests = known.tests.saturating_add(1);
        outcome
    }

    /// Publishes that are over take effect.
    pub(super) fn settle_publishes(&mut self, now: u64) {
        for site in 0..self.state.sites.len() {
            let known = &mut self.state.sites[site];
            let mut published = false;
            for publish in known.publishes.iter_mut().filter(|publish| !publish.settled && publish.until <= now) {
                publish.settled = true;
                if publish.success {
                    let last = LastPublished { version: publish.version, at: publish.until };
                    known.published.insert(publish.module.clone(), last);
                    published = true;
                }
            }
            if published {
                self.reach(site, PersonAct::Republish, now);
            }
        }
    }

    /// The page of `ActivationCodeCheck`. Modules that Support has changed are published with the code of the license.
    pub fn code_check(&self, site: usize) -> view::CodeCheck {
        let (described, known) = (&self.scenario.sites[site], &self.state.sites[site]);
        let foreign = if known.modules.changed { 0 } else { described.foreign_modules };
        view::CodeCheck {
            code: known.installed.code.to_string(),
            total: MODULES,
            count: foreign,
            foreign: (1..=foreign).map(|number| format!("Foreign{number}")).collect(),
            foreign_code: FOREIGN_CODE,
            is_protected: described.protected_modules && !known.modules.wizard,
        }
    }

    /// Somebody starts the wizard of `ActivationCodeCheck`.
    pub fn start_wizard(&mut self, site: usize) {
        self.state.sites[site].modules.wizard = true;
    }

    /// Somebody restarts the services: a wrong clock is right again.
    pub fn restart_services(&mut self, site: usize, now: u64) {
        self.state.sites[site].clock_mended = Some(now);
    }
}

fn features(property: &str) -> Vec<view::Feature> {
    let row = |name, description, limit: &str, usage: &str| view::Feature {
        name,
        description,
        limit: limit.to_owned(),
        usage: usage.to_owned(),
    };
    vec![
        row("Access Control", "Roles and permissions of developers.", "Unlimited", "-"),
        row("Active External Users", "Users from outside the company.", "Unlimited", "0"),
        row("Active Internal Users", "Users from inside the company.", "Unlimited", "102"),
        row("Analytics", "Performance of applications.", "Unlimited", "-"),
        row("Anonymous End-Users Sessions", "Sessions without a sign-in.", "Unlimited", "Peak: 0"),
        row("Intellectual Property", PROPERTY, property, property),
        row("LifeTime", "The console that manages the environments.", "Unlimited", "-"),
        row("Secured eSpaces", "Modules that only their owners can open.", "Unlimited", "0 Secured eSpaces"),
    ]
}

/// The exact words of an outcome.
const fn message(outcome: PublishOutcome) -> &'static str {
    match outcome {
        PublishOutcome::Published => "published successfully.",
        PublishOutcome::IntellectualProperty => {
            "Invalid Intellectual Property: You are trying to upload or publish a solution that was created in a Platform Server and its intellectual Property is protected."
        }
        PublishOutcome::Protected => {
            "Intellectual Property Error: This module is under Intellectual Property Protection, so you cannot publish it to your environment. Go to http://www.outsystems.com/ipp and request rights to use this module."
        }
        PublishOutcome::Other => "Deployment Error: the Deployment Service of this environment did not answer in time.",
    }
}
