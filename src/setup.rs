//! Setting up a migration: the answers, page by page, as they were given. Wrong answers are reported, never corrected in
//! silence; nothing is thrown away before the migration stands. No disk and no clock: the zone comes in from outside.

mod answers;
mod ask;
mod cells;
mod check;
pub mod draft;
mod edition;
pub mod field;
pub mod form;
mod import;
pub mod interview;
mod labels;
mod like;
mod live;
pub mod machine;
mod optional;
mod question;
mod table;
mod text;
mod values;
mod wrong;

pub use self::{
    answers::{Connection, EnvironmentAnswers, SetupAnswers},
    check::AnswerFault,
    edition::{EditionChoice, RequirementChoice},
    field::{Button, Column, Field, SetupPage, TabStop},
    import::Listed,
    like::{Older, OlderCodes},
    live::LiveNote,
    values::Setup,
    wrong::in_short,
};
