//! The table itself. It is long because there is one row for everything; there is no logic in it.

use super::action::{Action, Look, Row, Scope};
use crate::engine::operation::Deed;

const fn look(look: Look, scope: Scope, keys: &'static [&'static str], name: &'static str, help: &'static str) -> Row {
    Row { action: Action::Look(look), scope, keys, name, help, unless: "Here is nothing to do this with." }
}

const fn choice(
    deed: Deed,
    keys: &'static [&'static str],
    name: &'static str,
    help: &'static str,
    unless: &'static str,
) -> Row {
    Row { action: Action::Deed(deed), scope: Scope::Card, keys, name, help, unless }
}

const fn deed(deed: Deed, keys: &'static [&'static str], name: &'static str, help: &'static str) -> Row {
    Row { action: Action::Deed(deed), scope: Scope::Dashboard, keys, name, help, unless: "The migration is over." }
}

/// The table.
pub const TABLE: &[Row] = &[
    Row {
        action: Action::Choose,
        scope: Scope::Everywhere,
        keys: &["Enter"],
        name: "choose",
        help: "Does the selected choice, opens the selected line; where nothing is selected, shows all actions.",
        unless: "Nothing is selected.",
    },
    look(Look::Up, Scope::Everywhere, &["Up", "k"], "up", "Selects what is above, or scrolls up a line."),
    look(Look::Down, Scope::Everywhere, &["Down", "j"], "down", "Selects what is below, or scrolls down a line."),
    look(Look::PageUp, Scope::Everywhere, &["PgUp"], "page up", "Goes up a page of the card, the text or the list."),
    look(
        Look::PageDown,
        Scope::Everywhere,
        &["PgDn"],
        "page down",
        "Goes down a page of the card, the text or the list.",
    ),
    look(Look::Home, Scope::Everywhere, &["Home"], "beginning", "Goes to the beginning of the text or the list."),
    look(Look::End, Scope::Everywhere, &["End"], "end", "Goes to the end of the text or the list."),
    look(
        Look::NextEnvironment,
        Scope::Everywhere,
        &["Tab", "Right"],
        "environment",
        "Shows the card of the next environment; in the timeline, what is about it.",
    ),
    look(
        Look::PreviousEnvironment,
        Scope::Everywhere,
        &["Shift-Tab", "Left"],
        "previous environment",
        "Shows the card of the environment before; in the timeline, what is about it.",
    ),
    look(Look::Now, Scope::Dashboard, &["."], "what is next", "Goes back to the card of what is to be done next."),
    look(
        Look::Palette,
        Scope::Everywhere,
        &[":", "Ctrl-p"],
        "all actions",
        "Shows everything that can be done, to search in; and why not.",
    ),
    look(Look::Places, Scope::Everywhere, &["Space"], "go to", "Shows the places there are, with their keys."),
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
        Look::Timeline,
        Scope::Everywhere,
        &["T"],
        "timeline",
        "Shows every fact; opens its evidence, and the screen as it was then.",
    ),
    look(
        Look::Ticket,
        Scope::Everywhere,
        &["t"],
        "ticket",
        "Shows the text for Support, with all affected environments.",
    ),
    look(Look::Notes, Scope::Everywhere, &["N"], "notes", "Shows the notes that were written."),
    look(
        Look::Help,
        Scope::Everywhere,
        &["?", "F1"],
        "help",
        "Shows the keys of this screen, all others, and the FAQ that applies now.",
    ),
    look(
        Look::Copy,
        Scope::Everywhere,
        &["Y"],
        "copy",
        "Puts the value to find or compare, or the text for Support, into the clipboard; pressed again, the next value.",
    ),
    look(
        Look::Open,
        Scope::Everywhere,
        &["o"],
        "open",
        "Opens the address in the browser, or copies it where none can be; pressed again, the next address.",
    ),
    look(
        Look::Mouse,
        Scope::Everywhere,
        &["M"],
        "mouse on or off",
        "Gives the mouse back to the terminal, to mark text with it; or takes it again.",
    ),
    look(
        Look::Filter,
        Scope::Everywhere,
        &["/"],
        "filter",
        "Shows only environments, or facts, that say what you type.",
    ),
    look(
        Look::Group,
        Scope::Dashboard,
        &["G"],
        "group",
        "Groups many environments by license, by what is to be done, or by role.",
    ),
    look(Look::Kind, Scope::Timeline, &["f"], "kind of facts", "Shows only facts of one kind: the next one, then all."),
    look(
        Look::Travel,
        Scope::Timeline,
        &["v"],
        "as it was then",
        "Shows the screen as it was after the selected fact; nothing can be changed there.",
    ),
    look(Look::Earlier, Scope::Past, &["-"], "a fact earlier", "Shows the screen as it was a fact earlier."),
    look(Look::Later, Scope::Past, &["+"], "a fact later", "Shows the screen as it was a fact later."),
    look(
        Look::Back,
        Scope::Everywhere,
        &["Esc"],
        "back",
        "Goes a step back: out of a list, a page, the past; or leaves a question unanswered.",
    ),
    look(
        Look::Leave,
        Scope::Everywhere,
        &["q", "Ctrl-c"],
        "leave",
        "Leaves acmove; everything is on disk, `acmove open` goes on from here.",
    ),
    choice(Deed::Yes, &["y"], "Yes", "The requirement holds.", "No requirement is asked here."),
    choice(
        Deed::No,
        &["n"],
        "No",
        "The requirement does not hold: the attempt ends, nothing was touched.",
        "No requirement is asked here.",
    ),
    choice(
        Deed::Begin,
        &["b"],
        "Begin",
        "Reads the files back from the vault, then records that the step is under way.",
        "Only an upload or a test publish that is open is begun.",
    ),
    choice(
        Deed::Finish,
        &["y"],
        "It is done",
        "Records your word that the step is done; it counts as claimed.",
        "No step that is open here is done by your word.",
    ),
    choice(
        Deed::Withdraw,
        &["n"],
        "It was not done",
        "Takes back that the step was begun.",
        "Nothing is under way here.",
    ),
    choice(
        Deed::GiveFile,
        &["g"],
        "Give the license file",
        "Checks the file and copies it into the vault.",
        "No license file is asked for here.",
    ),
    choice(
        Deed::TakeDownload,
        &["D"],
        "Take the new download",
        "Checks the new file in the folder of downloads and copies it into the vault.",
        "No new license file that fits this environment is in the folder of downloads.",
    ),
    choice(
        Deed::GiveBackup,
        &["v"],
        "Give the file of Backup License",
        "The same, for a file saved with Backup License in Service Center.",
        "Only the AAA license is backed up, and only where BBB cannot be installed yet.",
    ),
    choice(
        Deed::GiveFromSupport,
        &["s"],
        "Give a file from Support",
        "The same, for a file that Support sent.",
        "Support was not asked for a license file here.",
    ),
    choice(
        Deed::SerialNotFound,
        &["f"],
        "The serial number is not listed",
        "Records that the portal does not list the serial number under this code.",
        "The portal is not searched here.",
    ),
    choice(
        Deed::DeploymentRunning,
        &["f"],
        "A deployment is still running",
        "Holds the migration until deployments have ended.",
        "This belongs to the step that pauses deployments.",
    ),
    choice(
        Deed::GivePage,
        &["g"],
        "Give a saved page",
        "Reads a page from a file. Pasting the page works at any time.",
        "No page is checked here. Pasting one works all the same.",
    ),
    choice(
        Deed::Claim,
        &["c"],
        "Say what it reads",
        "Records your word about the value; it counts as claimed.",
        "No page is checked here.",
    ),
    choice(
        Deed::Published,
        &["y"],
        "It was published",
        "Records your word that the module was published; it counts as claimed.",
        "No test publish is under way here.",
    ),
    choice(
        Deed::Message,
        &["e"],
        "A message came up",
        "Reads the message: an Intellectual Property error stops the line.",
        "No test publish is under way here.",
    ),
    choice(
        Deed::OtherModule,
        &["m"],
        "Use another module",
        "Tests with another module in this environment.",
        "No test publish is to be begun here.",
    ),
    choice(
        Deed::SupportAnswered,
        &["s"],
        "Support has answered",
        "Opens again what Support has corrected.",
        "Nothing waits for Support here.",
    ),
    choice(
        Deed::Lift,
        &["l"],
        "Go on all the same",
        "Lifts the stop, with a reason: the failed publish has to succeed first.",
        "The line is not stopped.",
    ),
    choice(
        Deed::GoOn,
        &["g"],
        "Go on",
        "Goes on, with a reason, although a rollback would end after the window.",
        "No decision about the window is due: it is asked once, when a rollback would no longer end within it.",
    ),
    choice(
        Deed::AcceptDeployments,
        &["g"],
        "Go on in spite of it",
        "Goes on, with a reason, in spite of a deployment, or without the watch.",
        "No deployment stands in the way.",
    ),
    choice(
        Deed::AbortDeployment,
        &["a"],
        "Have it aborted",
        "Asks LifeTime to abort the deployment; the environment's name has to be typed in full.",
        "No deployment that stands in the way is running.",
    ),
    choice(
        Deed::RollBack,
        &["r"],
        "Roll back",
        "Restores the AAA license wherever BBB is or may be installed.",
        "No environment has, or may have, a BBB license: nothing has to be restored.",
    ),
    choice(
        Deed::RunCommand,
        &["x"],
        "Let the command do it",
        "Runs the documented command that is configured for this step; what it claims counts as claimed.",
        "No command can do this step now: none is configured, or it has to wait.",
    ),
    choice(
        Deed::StopCommand,
        &["X"],
        "Stop the command",
        "Stops the command that runs for this step, with everything that it has started.",
        "No command runs for this step.",
    ),
    choice(
        Deed::ReadSerial,
        &["s"],
        "Read the serial number again",
        "Asks the server for its serial number with the configured command.",
        "No command is configured here that reads the serial number before an upload.",
    ),
    choice(
        Deed::DoForMe,
        &["d"],
        "Do it for me",
        "In a rehearsal: does what the card says on the practice pages.",
        "No step is open here that could be done for you.",
    ),
    deed(
        Deed::DoAgain,
        &["u"],
        "do it again",
        "Opens what has to be mended, or the environment's last closed step, again; with a reason.",
    ),
    deed(
        Deed::ChangeSerial,
        &["z"],
        "serial changed",
        "Records a new serial number of this environment; its license files are void.",
    ),
    deed(Deed::Hold, &["h"], "hold", "Records that you wait, with a reason."),
    deed(Deed::Note, &["w"], "note", "Writes something down for the record."),
    deed(Deed::Abandon, &["A"], "give up", "Ends the migration, where nothing is left to roll back."),
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
}
