//! The words of the set-up: what fields are called, and what helps to answer.

use super::{
    field::{Column, Field, SetupPage},
    values::Setup,
};
use crate::domain::infrastructure::Role;

impl Setup {
    /// The name of a field.
    pub fn label(&self, field: Field) -> String {
        match field {
            Field::Name => "Name".to_owned(),
            Field::Source => "Activation Code AAA".to_owned(),
            Field::Target => "Activation Code BBB".to_owned(),
            Field::Module => "Module to publish".to_owned(),
            Field::Cell(row, column) => format!("{}: {}", self.called(row), column.name()),
            Field::Start => "Opens".to_owned(),
            Field::End => "Closes".to_owned(),
            Field::Edition => "Edition".to_owned(),
            Field::Requirement(place) if self.is_about_mistake(place) => "To confirm".to_owned(),
            Field::Requirement(place) => format!("Requirement {}", place + 1),
        }
    }

    /// The name of an environment; one without a name by its number, from 1.
    pub fn called(&self, row: usize) -> String {
        let name = self.value(Field::Cell(row, Column::Name)).trim();
        if name.is_empty() { format!("Environment {}", row + 1) } else { name.to_owned() }
    }

    /// Help with the answer, in one sentence or two.
    pub const fn help(field: Field) -> &'static str {
        match field {
            Field::Name => "What people call the infrastructure. It stands on every screen and report.",
            Field::Source => {
                "The code you move from: 8 groups of 3, with dots. Every Licensing page of today shows it."
            }
            Field::Target => "The code you move to. You find it in the Licensing Portal, at the new infrastructure.",
            Field::Module => "It is published again as a test, in every environment. ECT_Provider is there everywhere.",
            Field::Cell(_, Column::Name) => "What people call the environment. Steps and files are named after it.",
            Field::Cell(_, Column::Role) => "Left and Right choose. Exactly one environment is LifeTime.",
            Field::Cell(_, Column::Center) => {
                "Such as https://prod.acme.example/ServiceCenter. May be left out; the steps then do not name it."
            }
            Field::Cell(_, Column::Serial) => {
                "8 groups of 3, with hyphens. May be left out; it is then learnt from the first page that passes."
            }
            Field::Cell(_, Column::Id) => {
                "Steps and files are named by it: a-z, 0-9 and hyphens. If empty, it is made from the name."
            }
            Field::Start => {
                "Such as 2026-11-28 22:00. Leave both empty without a window. With one, the screen says until when a \
                 rollback has to begin."
            }
            Field::End => "Such as 2026-11-29 02:00, or only 02:00 for the first such time after it opens.",
            Field::Edition => "Up and Down choose. The first one is the one that is usually followed.",
            Field::Requirement(_) => "y or n answers; Left and Right choose. With a no, nothing is written.",
        }
    }

    /// The purpose of a page, in one sentence.
    pub const fn purpose(page: SetupPage) -> &'static str {
        match page {
            SetupPage::Infrastructure => "What is moved, and from which Activation Code to which.",
            SetupPage::Environments => "All environments, LifeTime among them. Any number.",
            SetupPage::Window => "When everything has to be done. May be left out.",
            SetupPage::Edition => "The edition of the procedure that is followed.",
            SetupPage::Requirements => "What has to hold before anything is touched.",
            SetupPage::Review => "Everything once more, as it will be written.",
        }
    }
}

/// All roles, as they are typed.
pub(super) fn roles() -> String {
    Role::ALL.map(Role::word).join(", ")
}
