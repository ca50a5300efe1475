//! The parts of a set-up: pages, fields, buttons.

use serde::{Deserialize, Serialize};

use crate::domain::identity::IdentityKind;

/// A page of the set-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SetupPage {
    /// Name and codes.
    Infrastructure,
    /// The table of environments.
    Environments,
    /// The maintenance window.
    Window,
    /// What may be set, and mostly is not.
    Optional,
    /// The edition that is followed.
    Edition,
    /// The requirements of the edition.
    Requirements,
    /// All answers, and the start.
    Review,
}

/// A column of the table of environments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// The name that people use for it.
    Name,
    /// Its purpose.
    Role,
    /// Address of its Service Center.
    Center,
    /// Its serial number.
    Serial,
    /// How steps and files name it.
    Id,
}

/// Something that is answered; the numbers are places of environments and of requirements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The name that people use for the infrastructure.
    Name,
    /// The Activation Code moved from.
    Source,
    /// The Activation Code moved to.
    Target,
    /// The module of the test republish.
    Module,
    /// Something about an environment.
    Cell(usize, Column),
    /// When the window opens.
    Start,
    /// When it closes.
    End,
    /// Where the browser saves files.
    Downloads,
    /// The address of LifeTime, whose deployments are watched then.
    LifeTime,
    /// The name of the variable that holds LifeTime's token.
    Token,
    /// The address of the Licensing Portal, where it is not the vendor's.
    Portal,
    /// The address of Support, where it is not the vendor's.
    Support,
    /// Whom Support can call.
    Contact,
    /// Whether commands of an older description are kept.
    Commands,
    /// The edition that is followed.
    Edition,
    /// Whether a requirement holds.
    Requirement(usize),
}

/// Something that is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Button {
    /// Another environment.
    Add,
    /// Without this environment.
    Remove,
    /// This environment one place up.
    Up,
    /// This environment one place down.
    Down,
    /// The environment that was removed last comes back.
    TakeBack,
    /// The page before.
    Back,
    /// The next page.
    Next,
    /// Write everything, and start the migration.
    Start,
    /// Leave; the set-up is kept.
    Leave,
}

/// Where one can be on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TabStop {
    /// In a field.
    Field(Field),
    /// On one of the options of a field.
    Option(Field, usize),
    /// On a button.
    Button(Button),
    /// On a fault of the review, by its place.
    Fault(usize),
    /// On the name of a page.
    Page(SetupPage),
    /// On the table of the review, to read on.
    Summary,
}

impl SetupPage {
    /// All pages, in their order.
    pub const ALL: [Self; 7] = [
        Self::Infrastructure,
        Self::Environments,
        Self::Window,
        Self::Optional,
        Self::Edition,
        Self::Requirements,
        Self::Review,
    ];

    /// Its title.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Infrastructure => "Infrastructure",
            Self::Environments => "Environments",
            Self::Window => "Window",
            Self::Optional => "Optional",
            Self::Edition => "Edition",
            Self::Requirements => "Requirements",
            Self::Review => "Review",
        }
    }

    /// Its number, from 1.
    pub const fn number(self) -> usize {
        self as usize + 1
    }

    /// The page after it.
    pub fn next(self) -> Option<Self> {
        Self::ALL.get(self as usize + 1).copied()
    }

    /// The page before it.
    pub fn before(self) -> Option<Self> {
        (self as usize).checked_sub(1).map(|place| Self::ALL[place])
    }
}

impl Column {
    /// All columns, from left to right.
    pub const ALL: [Self; 5] = [Self::Name, Self::Role, Self::Center, Self::Serial, Self::Id];

    /// Its heading.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "Name",
            Self::Role => "Role",
            Self::Center => "Service Center",
            Self::Serial => "Serial Number",
            Self::Id => "Id",
        }
    }
}

impl Field {
    /// The page that it stands on.
    pub const fn page(self) -> SetupPage {
        match self {
            Self::Name | Self::Source | Self::Target | Self::Module => SetupPage::Infrastructure,
            Self::Cell(..) => SetupPage::Environments,
            Self::Start | Self::End => SetupPage::Window,
            Self::Downloads
            | Self::LifeTime
            | Self::Token
            | Self::Portal
            | Self::Support
            | Self::Contact
            | Self::Commands => SetupPage::Optional,
            Self::Edition => SetupPage::Edition,
            Self::Requirement(_) => SetupPage::Requirements,
        }
    }

    /// Whether text is typed into it, rather than one of some options chosen.
    pub const fn is_text(self) -> bool {
        match self {
            Self::Name
            | Self::Source
            | Self::Target
            | Self::Module
            | Self::Start
            | Self::End
            | Self::Downloads
            | Self::LifeTime
            | Self::Token
            | Self::Portal
            | Self::Support
            | Self::Contact
            | Self::Cell(_, Column::Name | Column::Center | Column::Serial | Column::Id) => true,
            Self::Cell(_, Column::Role) | Self::Commands | Self::Edition | Self::Requirement(_) => false,
        }
    }

    /// Whether the migration cannot be started without an answer.
    pub const fn is_required(self) -> bool {
        match self {
            Self::Name
            | Self::Source
            | Self::Target
            | Self::Module
            | Self::Edition
            | Self::Requirement(_)
            | Self::Cell(_, Column::Name | Column::Role) => true,
            Self::Start
            | Self::End
            | Self::Downloads
            | Self::LifeTime
            | Self::Token
            | Self::Portal
            | Self::Support
            | Self::Contact
            | Self::Commands
            | Self::Cell(_, Column::Center | Column::Serial | Column::Id) => false,
        }
    }

    /// The identity that it holds, if it holds one.
    pub const fn identity(self) -> Option<IdentityKind> {
        match self {
            Self::Source | Self::Target => Some(IdentityKind::ActivationCode),
            Self::Cell(_, Column::Serial) => Some(IdentityKind::SerialNumber),
            Self::Name
            | Self::Module
            | Self::Start
            | Self::End
            | Self::Downloads
            | Self::LifeTime
            | Self::Token
            | Self::Portal
            | Self::Support
            | Self::Contact
            | Self::Commands
            | Self::Edition
            | Self::Requirement(_)
            | Self::Cell(_, Column::Name | Column::Role | Column::Center | Column::Id) => None,
        }
    }
}

impl Button {
    /// Its label.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Add => "Add",
            Self::Remove => "Remove",
            Self::Up => "Up",
            Self::Down => "Down",
            Self::TakeBack => "Restore removed",
            Self::Back => "Back",
            Self::Next => "Next",
            Self::Start => "Start",
            Self::Leave => "Leave",
        }
    }
}

impl TabStop {
    /// The field, if it is one or an option of one.
    pub const fn field(self) -> Option<Field> {
        match self {
            Self::Field(field) | Self::Option(field, _) => Some(field),
            Self::Button(_) | Self::Fault(_) | Self::Page(_) | Self::Summary => None,
        }
    }
}
