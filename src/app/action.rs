//! The table of everything that can be done: one row per action, with its keys, its name and its help.
//! Footer, help screen, line mode and the README's key table read it.

/// Something that changes what is shown; anyone may do it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Look {
    /// To the choice above, or up a line.
    Up,
    /// To the choice below, or down a line.
    Down,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// To the beginning.
    Home,
    /// To the end.
    End,
    /// To the next environment.
    NextEnvironment,
    /// To the environment before.
    PreviousEnvironment,
    /// To what is to be done next.
    Now,
    /// The rollback.
    Rollback,
    /// Everything about every environment.
    Environments,
    /// The whole procedure.
    Procedure,
    /// The text for Support.
    Ticket,
    /// Notes that were written.
    Notes,
    /// Keys and answers to what usually goes wrong.
    Help,
    /// Back to the dashboard, or out of a question.
    Back,
    /// Leave the program.
    Leave,
}

/// Something that changes the migration; only the operator may do it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Deed {
    /// A requirement holds.
    Yes,
    /// A requirement does not hold.
    No,
    /// Begin something outside.
    Begin,
    /// What was begun was not done.
    Withdraw,
    /// It is done.
    Finish,
    /// Give a license file of the portal.
    GiveFile,
    /// Give a license file of *Backup License*.
    GiveBackup,
    /// Give a license file of Support.
    GiveFromSupport,
    /// Report that the serial number is not listed.
    SerialNotFound,
    /// Report that a deployment is running.
    DeploymentRunning,
    /// Give a saved page.
    GivePage,
    /// Say what the page reads.
    Claim,
    /// The module was published.
    Published,
    /// A message came up.
    Message,
    /// Test with another module.
    OtherModule,
    /// Support answered.
    SupportAnswered,
    /// Do a step again.
    DoAgain,
    /// The serial number changed.
    ChangeSerial,
    /// Wait.
    Hold,
    /// Go on although the line was stopped.
    Lift,
    /// Go on although a rollback would no longer end within the window.
    GoOn,
    /// Go back to the source.
    RollBack,
    /// Give up.
    Abandon,
    /// Write something down.
    Note,
    /// Do what the card says on the practice pages; in rehearsals only.
    DoForMe,
}

/// What a key or a choice does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Changes what is shown.
    Look(Look),
    /// Changes the migration.
    Deed(Deed),
    /// Does the choice that is selected.
    Choose,
}

/// Where an action can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// On every screen.
    Everywhere,
    /// On the dashboard, when the card offers it.
    Card,
    /// On the dashboard, at any time.
    Dashboard,
}

/// A row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// The action.
    pub action: Action,
    /// Where it can be done.
    pub scope: Scope,
    /// Its keys, as they are written on screen.
    pub keys: &'static [&'static str],
    /// Its name: what the footer and the choices say.
    pub name: &'static str,
    /// What it does, a sentence.
    pub help: &'static str,
}

const fn look(look: Look, scope: Scope, keys: &'static [&'static str], name: &'static str, help: &'static str) -> Row {
    Row { action: Action::Look(look), scope, keys, name, help }
}

const fn deed(deed: Deed, scope: Scope, keys: &'static [&'static str], name: &'static str, help: &'static str) -> Row {
    Row { action: Action::Deed(deed), scope, keys, name, help }
}

/// The table.
pub const TABLE: &[Row] = &[
    Row {
        action: Action::Choose,
        scope: Scope::Dashboard,
        keys: &["Enter"],
        name: "choose",
        help: "Does the selected choice of the card.",
    },
    look(Look::Up, Scope::Everywhere, &["Up", "k"], "up", "Selects the choice above, or scrolls up a line."),
    look(Look::Down, Scope::Everywhere, &["Down", "j"], "down", "Selects the choice below, or scrolls down a line."),
    look(Look::PageUp, Scope::Everywhere, &["PgUp"], "page up", "Scrolls the card or the text up a page."),
    look(
        Look::PageDown,
        Scope::Everywhere,
        &["PgDn", "Space"],
        "page down",
        "Scrolls the card or the text down a page.",
    ),
    look(Look::Home, Scope::Everywhere, &["Home"], "beginning", "Goes to the beginning of the text."),
    look(Look::End, Scope::Everywhere, &["End"], "end", "Goes to the end of the text."),
    look(
        Look::NextEnvironment,
        Scope::Dashboard,
        &["Tab", "Right"],
        "environment",
        "Shows the card of the next environment.",
    ),
    look(
        Look::PreviousEnvironment,
        Scope::Dashboard,
        &["Shift-Tab", "Left"],
        "previous environment",
        "Shows the card of the environment before.",
    ),
    look(Look::Now, Scope::Dashboard, &["."], "what is next", "Goes back to the card of what is to be done next."),
    look(
        Look::Rollback,
        Scope::Everywhere,
        &["R"],
        "rollback",
        "Shows what a rollback would restore now; it can be started from there.",
    ),
    look(
        Look::Environments,
        Scope::Everywhere,
        &["i"],
        "environments",
        "Shows everything that is known of every environment, and what supports it.",
    ),
    look(Look::Procedure, Scope::Everywhere, &["p"], "procedure", "Shows the whole procedure, with what is done."),
    look(
        Look::Ticket,
        Scope::Everywhere,
        &["t"],
        "ticket",
        "Shows the text for Support, with all affected environments.",
    ),
    look(Look::Notes, Scope::Everywhere, &["N"], "notes", "Shows the notes that were written."),
    look(Look::Help, Scope::Everywhere, &["?", "F1"], "help", "Shows all keys, and the FAQ that applies now."),
    look(
        Look::Back,
        Scope::Everywhere,
        &["Esc"],
        "back",
        "Goes back to the dashboard, or leaves a question unanswered.",
    ),
    look(
        Look::Leave,
        Scope::Everywhere,
        &["q", "Ctrl-c"],
        "leave",
        "Leaves acmove; everything is on disk, `acmove open` goes on from here.",
    ),
    deed(Deed::Yes, Scope::Card, &["y"], "Yes", "The requirement holds."),
    deed(Deed::No, Scope::Card, &["n"], "No", "The requirement does not hold: the attempt ends, nothing was touched."),
    deed(
        Deed::Begin,
        Scope::Card,
        &["b"],
        "Begin",
        "Reads the files back from the vault, then records that the step is under way.",
    ),
    deed(
        Deed::Finish,
        Scope::Card,
        &["y"],
        "It is done",
        "Records your word that the step is done; it counts as claimed.",
    ),
    deed(Deed::Withdraw, Scope::Card, &["n"], "It was not done", "Takes back that the step was begun."),
    deed(Deed::GiveFile, Scope::Card, &["g"], "Give the license file", "Checks the file and copies it into the vault."),
    deed(
        Deed::GiveBackup,
        Scope::Card,
        &["v"],
        "Give the file of Backup License",
        "The same, for a file saved with Backup License in Service Center.",
    ),
    deed(
        Deed::GiveFromSupport,
        Scope::Card,
        &["s"],
        "Give a file from Support",
        "The same, for a file that Support sent.",
    ),
    deed(
        Deed::SerialNotFound,
        Scope::Card,
        &["f"],
        "The serial number is not listed",
        "Records that the portal does not list the serial number under this code.",
    ),
    deed(
        Deed::DeploymentRunning,
        Scope::Card,
        &["f"],
        "A deployment is still running",
        "Holds the migration until deployments have ended.",
    ),
    deed(
        Deed::GivePage,
        Scope::Card,
        &["g"],
        "Give a saved page",
        "Reads a page from a file. Pasting the page works at any time.",
    ),
    deed(
        Deed::Claim,
        Scope::Card,
        &["c"],
        "Say what it reads",
        "Records your word about the value; it counts as claimed.",
    ),
    deed(
        Deed::Published,
        Scope::Card,
        &["y"],
        "It was published",
        "Records your word that the module was published; it counts as claimed.",
    ),
    deed(
        Deed::Message,
        Scope::Card,
        &["e"],
        "A message came up",
        "Reads the message: an Intellectual Property error stops the line.",
    ),
    deed(
        Deed::OtherModule,
        Scope::Card,
        &["m"],
        "Use another module",
        "Tests with another module in this environment.",
    ),
    deed(Deed::SupportAnswered, Scope::Card, &["s"], "Support has answered", "Opens again what Support has corrected."),
    deed(
        Deed::Lift,
        Scope::Card,
        &["l"],
        "Go on all the same",
        "Lifts the stop, with a reason: the failed publish has to succeed first.",
    ),
    deed(
        Deed::GoOn,
        Scope::Card,
        &["o"],
        "Go on",
        "Goes on, with a reason, although a rollback would end after the window.",
    ),
    deed(
        Deed::RollBack,
        Scope::Card,
        &["r"],
        "Roll back",
        "Restores the AAA license wherever BBB is or may be installed.",
    ),
    deed(
        Deed::DoForMe,
        Scope::Card,
        &["d"],
        "Do it for me",
        "In a rehearsal: does what the card says on the practice pages.",
    ),
    deed(
        Deed::DoAgain,
        Scope::Dashboard,
        &["u"],
        "do it again",
        "Opens what has to be mended, or the environment's last closed step, again; with a reason.",
    ),
    deed(
        Deed::ChangeSerial,
        Scope::Dashboard,
        &["z"],
        "serial changed",
        "Records a new serial number of this environment; its license files are void.",
    ),
    deed(Deed::Hold, Scope::Dashboard, &["h"], "hold", "Records that you wait, with a reason."),
    deed(Deed::Note, Scope::Dashboard, &["w"], "note", "Writes something down for the record."),
    deed(Deed::Abandon, Scope::Dashboard, &["A"], "give up", "Ends the migration, where nothing is left to roll back."),
];

/// The row of an action.
pub fn row(action: Action) -> Option<&'static Row> {
    TABLE.iter().find(|row| row.action == action)
}

impl Deed {
    /// The name of the row.
    pub fn name(self) -> &'static str {
        row(Action::Deed(self)).map_or("", |row| row.name)
    }

    /// The first key of the row.
    pub fn key(self) -> &'static str {
        row(Action::Deed(self)).and_then(|row| row.keys.first().copied()).unwrap_or("")
    }

    /// Whether it records a person's word or decision: such a choice is never selected beforehand.
    pub const fn is_word(self) -> bool {
        match self {
            Self::Yes
            | Self::No
            | Self::Withdraw
            | Self::Finish
            | Self::SerialNotFound
            | Self::DeploymentRunning
            | Self::Published
            | Self::SupportAnswered
            | Self::DoAgain
            | Self::Abandon => true,
            Self::Begin
            | Self::GiveFile
            | Self::GiveBackup
            | Self::GiveFromSupport
            | Self::GivePage
            | Self::Claim
            | Self::Message
            | Self::OtherModule
            | Self::ChangeSerial
            | Self::Hold
            | Self::Lift
            | Self::GoOn
            | Self::RollBack
            | Self::Note
            | Self::DoForMe => false,
        }
    }
}
