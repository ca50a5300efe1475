//! Who points at an environment, or at a field of it, in the few letters that stand beside it.

use super::text::{ELLIPSIS, cut};
use crate::{
    domain::{
        index::EnvIx,
        pointing::{Field, Target},
    },
    engine::session::Session,
};

/// The sign before the name of who points.
pub const POINTS: &str = "\u{ab}";

/// The most columns of a name beside a place.
const WIDEST: usize = 12;

/// Somebody points at an environment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointedAt {
    /// The sign, and the first word of the name.
    pub by: String,
    /// At which field of it; none where the environment or a step of it is meant.
    pub field: Option<Field>,
}

impl PointedAt {
    /// Whether that is shown at a field: the code of a license is shown where the license is.
    pub(super) fn is_at(&self, field: Field) -> bool {
        let shown = |field| if field == Field::ActivationCode { Field::License } else { field };
        self.field.map(shown) == Some(field)
    }

    /// The same in words.
    pub(super) fn words(&self) -> String {
        let name = self.by.trim_start_matches(POINTS);
        format!(
            "{name} points {}",
            self.field.map_or_else(|| "here".to_owned(), |field| format!("at {}", field.name()))
        )
    }
}

/// Who points at an environment now.
pub fn pointed_at(session: &Session, environment: EnvIx) -> Option<PointedAt> {
    let pointing = session.pointed.as_ref()?;
    let run = &session.run;
    let step = || pointing.target.step().and_then(|step| run.plan.index(step));
    let place = pointing.target.environment().and_then(|id| run.position(id));
    let place = place.or_else(|| run.planned(step()?).environment);
    let field = if let Target::Field(_, field) = &pointing.target { Some(*field) } else { None };
    let name = pointing.from.as_deref().and_then(|from| from.split_whitespace().next()).unwrap_or("guide");
    let by = || format!("{POINTS}{}", cut(name, WIDEST, ELLIPSIS));
    (place == Some(environment)).then(|| PointedAt { by: by(), field })
}
