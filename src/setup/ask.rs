//! Questions of line mode.

use serde::{Deserialize, Serialize};

/// A question; the numbers are places of environments and requirements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ask {
    /// The name that people use for the infrastructure.
    Name,
    /// The Activation Code moved from.
    Source,
    /// The Activation Code moved to.
    Target,
    /// The edition that is followed.
    Edition,
    /// The module of the test republish.
    Module,
    /// Whether these environments are all.
    Usual,
    /// The name of an environment; empty when all are named.
    Environment(usize),
    /// How steps and files name it, where its name does not say that.
    Id(usize),
    /// Its role.
    Role(usize),
    /// The address of its Service Center.
    Center(usize),
    /// Its serial number.
    Serial(usize),
    /// When the window opens.
    Start,
    /// When it closes.
    End,
    /// Whether optional settings are to be changed.
    Optional,
    /// Where the browser saves files.
    Downloads,
    /// The address of LifeTime.
    LifeTime,
    /// The name of the variable that holds its token.
    Token,
    /// The address of the Licensing Portal.
    Portal,
    /// The address of Support.
    Support,
    /// Whom Support can call.
    Contact,
    /// Whether commands of an older description are kept.
    Commands,
    /// Whether a requirement holds.
    Requirement(usize),
}
