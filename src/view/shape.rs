//! The code and the trouble of an environment as shapes: told apart also in a picture of the screen that is small, blurred, or
//! without colors.

use super::{
    mark::{Mark, Signs},
    panel::Panel,
    text::Tone,
};
use crate::{
    domain::{
        index::EnvIx,
        infrastructure::Side,
        run::{Course, Holding},
    },
    engine::session::Session,
};

/// The code of an environment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// AAA: an area that is left blank.
    Source,
    /// BBB: a filled area.
    Target,
    /// Not known: a hatched area.
    Unknown,
    /// Of neither code: a hatched area, and a failure.
    Other,
}

/// What is wrong in an environment, or on its way back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// A step failed, or stopped the migration.
    Failed,
    /// It waits for Support.
    Support,
    /// It is to be rolled back.
    RollingBack,
}

impl Shape {
    /// The shapes, with BBB as the last that is counted.
    pub const ALL: [Self; 4] = [Self::Source, Self::Target, Self::Unknown, Self::Other];

    /// The shape of an environment. Behind damage nothing is known.
    pub fn of(session: &Session, environment: EnvIx) -> Self {
        match session.run.environment(environment).license.holding {
            _ if session.is_damaged() => Self::Unknown,
            Holding::Side(Side::Source, _) => Self::Source,
            Holding::Side(Side::Target, _) => Self::Target,
            Holding::Unknown => Self::Unknown,
            Holding::Foreign => Self::Other,
        }
    }

    /// Its letters.
    pub const fn letters(self) -> &'static str {
        match self {
            Self::Source => "AAA",
            Self::Target => "BBB",
            Self::Unknown => "?",
            Self::Other => "X",
        }
    }

    /// The sign that its area is filled with.
    pub const fn sign(self, signs: Signs) -> &'static str {
        let (full, hatched) = signs.fills();
        match self {
            Self::Source => " ",
            Self::Target => full,
            Self::Unknown | Self::Other => hatched,
        }
    }
}

impl Trouble {
    /// The trouble of an environment; `None` where there is none.
    pub fn of(session: &Session, environment: EnvIx, panel: &Panel) -> Option<Self> {
        let known = session.run.environment(environment);
        let is_back = matches!(session.run.course, Course::Back { .. });
        if panel.step.mark == Mark::Failed || panel.license.mark == Mark::Failed {
            return Some(Self::Failed);
        }
        if panel.step.mark == Mark::Held && panel.step.tone == Tone::Bad {
            return Some(Self::Support);
        }
        (is_back && known.in_rollback && known.license.may_be_target()).then_some(Self::RollingBack)
    }

    /// The sign of a line of it, and its meaning.
    pub const fn look(self, signs: Signs) -> (&'static str, Tone) {
        let (failed, back) = signs.troubles();
        match self {
            Self::Failed => (failed, Tone::Bad),
            Self::Support => (signs.mark(Mark::Held), Tone::Caution),
            Self::RollingBack => (back, Tone::Now),
        }
    }
}
