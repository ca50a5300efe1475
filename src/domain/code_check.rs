//! What the page of `ActivationCodeCheck` shows of an environment. How that is read is the work of `reading`.

use serde::{Deserialize, Serialize};

use super::{identity::ActivationCode, naming::first};

/// A page of `ActivationCodeCheck`; what the text did not say is `None`, never a guess.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeCheck {
    /// *Environment Activation code*.
    pub activation_code: Option<ActivationCode>,
    /// The block *Modules*.
    pub modules: Option<Counted>,
    /// The block *Extensions*.
    pub extensions: Option<Counted>,
    /// The modules and extensions of another code that a list on the page names.
    pub listed: Vec<Listed>,
    /// Whether it says that protected modules are present, and offers its wizard for a change of the license.
    pub offers_wizard: bool,
    /// The name of the environment, which only practice pages show.
    pub environment: Option<String>,
    /// The address from which a browser saved the page.
    pub address: Option<String>,
    /// Whether it is a page of the practice infrastructure.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_practice: bool,
}

/// What a block of the page says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum Counted {
    /// All have the code of the license.
    Same {
        /// How many there are, where it says so.
        total: Option<u32>,
    },
    /// Some have another code.
    Other {
        /// How many.
        count: u32,
        /// How many there are, where it says so.
        total: Option<u32>,
    },
}

/// A row of the list of modules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// Its name.
    pub name: String,
    /// Its code, where the list shows it.
    pub activation_code: Option<ActivationCode>,
}

/// The result of `ActivationCodeCheck`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ModulesFound {
    /// All modules and extensions have the code of the license.
    Same,
    /// Some have another code.
    OtherCode,
    /// Protected modules are present, and it offers its wizard for a change of the license.
    Wizard,
}

/// The word of a person who saw no module of another code.
pub const NONE: &str = "none";

/// The word of a person who saw some.
pub const SOME: &str = "some";

/// The most names that a sentence about a page tells.
const MOST_NAMES: usize = 20;

impl CodeCheck {
    /// The result; none where the page does not show all of it. A result that is not good needs no more than one of the blocks.
    pub fn found(&self) -> Option<ModulesFound> {
        let is_other = |block: Option<Counted>| matches!(block, Some(Counted::Other { .. }));
        if self.offers_wizard {
            return Some(ModulesFound::Wizard);
        }
        if is_other(self.modules) || is_other(self.extensions) || !self.listed.is_empty() {
            return Some(ModulesFound::OtherCode);
        }
        (self.modules.is_some() && self.extensions.is_some()).then_some(ModulesFound::Same)
    }

    /// What it shows: the end of a sentence, without its full stop.
    pub fn words(&self) -> String {
        match self.found() {
            None => "no result".to_owned(),
            Some(ModulesFound::Same) => "all modules and extensions have the Activation Code of the license".to_owned(),
            Some(ModulesFound::Wizard) => {
                "protected modules are present, and it offers its wizard for a license change".to_owned()
            }
            Some(ModulesFound::OtherCode) => self.others(),
        }
    }

    fn others(&self) -> String {
        let blocks = [(self.modules, "module"), (self.extensions, "extension")];
        let counts: Vec<String> = blocks.into_iter().filter_map(|(block, what)| counted(block, what)).collect();
        let names: Vec<&str> = self.listed.iter().map(|listed| listed.name.as_str()).collect();
        let names = first(&names, MOST_NAMES);
        let is_one = |block: Option<Counted>| matches!(block, Some(Counted::Other { count: 1, .. }));
        let one = counts.len() == 1 && (is_one(self.modules) || is_one(self.extensions));
        let have = format!("{} another Activation Code than the license", if one { "has" } else { "have" });
        match (counts.is_empty(), names.is_empty()) {
            (true, _) => format!("these {have}: {names}"),
            (false, true) => format!("{} {have}", counts.join(" and ")),
            (false, false) => format!("{} {have}: {names}", counts.join(" and ")),
        }
    }
}

/// How many of a block have another code: `2 of 21 modules`.
fn counted(block: Option<Counted>, what: &str) -> Option<String> {
    let Some(Counted::Other { count, total }) = block else { return None };
    Some(match total {
        Some(total) => format!("{count} of {total} {what}s"),
        None if count == 1 => format!("1 {what}"),
        None => format!("{count} {what}s"),
    })
}
