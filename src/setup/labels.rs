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
            Field::Downloads => "Downloads".to_owned(),
            Field::LifeTime => "LifeTime".to_owned(),
            Field::Token => "Variable of token".to_owned(),
            Field::Portal => "Licensing Portal".to_owned(),
            Field::Support => "Support".to_owned(),
            Field::Contact => "Your contact".to_owned(),
            Field::Commands => "Commands".to_owned(),
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
            Field::Name => "A name you recognize. It appears on every screen and in the report.",
            Field::Source => {
                "The code you move from: 8 groups of 3, with dots. The Licensing page of every environment shows it today."
            }
            Field::Target => "The code you move to. The Licensing Portal shows it at the new infrastructure.",
            Field::Module => {
                "A module to publish as a test in every environment. ECT_Provider is installed everywhere."
            }
            Field::Cell(_, Column::Name) => "A name you recognize. Steps and files carry it.",
            Field::Cell(_, Column::Role) => "Select with Left and Right. Exactly one environment is LifeTime.",
            Field::Cell(_, Column::Center) => {
                "Such as https://prod.acme.example/ServiceCenter. Optional. If empty, the steps cannot show the address."
            }
            Field::Cell(_, Column::Serial) => {
                "8 groups of 3, with hyphens. Optional. If empty, acmove reads it from the first verified page."
            }
            Field::Cell(_, Column::Id) => {
                "A short name for steps and files: a-z, 0-9 and hyphens. If empty, acmove makes it from the name."
            }
            Field::Start => {
                "Such as 2026-11-28 22:00. Leave both empty if there is no window. With a window, every screen shows by when a \
                 rollback must start."
            }
            Field::End => "Such as 2026-11-29 02:00, or just 02:00: the next 02:00 after the window opens.",
            Field::Downloads => {
                "The folder where your browser saves files. acmove offers each new license file from there; empty: you type the path."
            }
            Field::LifeTime => {
                "The address of LifeTime's server, such as https://lifetime.acme.example. acmove then watches deployments; empty: it does not."
            }
            Field::Token => {
                "The NAME of the environment variable that holds the token of LifeTime's service account. Never the token itself."
            }
            Field::Portal => "The address where you obtain license files, if it is not the vendor's.",
            Field::Support => "The address where you open a case, if it is not the vendor's.",
            Field::Contact => "Whom Support can call: a name and a number. It stands in the text for Support.",
            Field::Commands => {
                "The older description has commands that upload or publish. Select with Left and Right; f on the review shows them."
            }
            Field::Edition => "Select with Up and Down. The first edition suits most infrastructures.",
            Field::Requirement(_) => "Press y or n. If you answer no, no migration is created.",
        }
    }

    /// The purpose of a page, in one sentence.
    pub const fn purpose(page: SetupPage) -> &'static str {
        match page {
            SetupPage::Infrastructure => "The infrastructure, and its two Activation Codes.",
            SetupPage::Environments => "All environments of the infrastructure, including LifeTime.",
            SetupPage::Window => "The maintenance window. Optional.",
            SetupPage::Optional => "Optional settings. Press Enter to skip each of them.",
            SetupPage::Edition => "The edition of the procedure that is followed.",
            SetupPage::Requirements => "All of this must be true before you touch anything.",
            SetupPage::Review => "Review: this is what will be saved.",
        }
    }
}

/// All roles, as they are typed.
pub(super) fn roles() -> String {
    Role::ALL.map(Role::word).join(", ")
}
