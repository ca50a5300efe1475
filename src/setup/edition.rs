//! Editions as they are offered, with what each of them requires.

use crate::domain::{
    infrastructure::SUPPORT,
    procedure::{self, Procedure},
};

/// An edition that can be followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionChoice {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its effect, and its differences from the others, a line each.
    pub lines: Vec<String>,
    /// Whether deployments to Production are paused, and no others.
    pub pauses_production_only: bool,
    /// Names that no environment can have, because phases have them.
    pub taken: Vec<String>,
    /// The requirements that must hold before anything is touched.
    pub requirements: Vec<RequirementChoice>,
}

/// A requirement that must hold before anything is touched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequirementChoice {
    /// Its id.
    pub id: String,
    /// The question; yes means that the migration may begin.
    pub question: String,
    /// The consequence of a no.
    pub no: String,
}

impl EditionChoice {
    /// A procedure as it is offered.
    pub fn of(procedure: &Procedure) -> Self {
        let requirement = |one: &procedure::Requirement| RequirementChoice {
            id: one.id.clone(),
            question: one.question.clone(),
            no: one.no.replace("{support}", SUPPORT),
        };
        Self {
            id: procedure.id.clone(),
            title: procedure.edition.clone(),
            lines: procedure.differs.clone(),
            pauses_production_only: procedure.pauses_production_only(),
            taken: procedure.all_phases().map(|phase| phase.id.clone()).collect(),
            requirements: procedure.requirements.iter().map(requirement).collect(),
        }
    }
}
