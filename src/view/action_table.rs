//! The table itself. It is long because there is one row for everything; there is no logic in it.

mod kind;

use self::kind::{anywhere, choice, navigate, operation};
use super::action::{Action, ActionRow, ActionScope, Navigation};
use crate::engine::operation::Operation;

/// The table.
pub const TABLE: &[ActionRow] = &[
    ActionRow {
        action: Action::Choose,
        scope: ActionScope::Everywhere,
        keys: &["Enter"],
        name: "choose",
        help: "Does the selected choice, opens the selected line; where nothing is selected, shows all actions.",
        unless: "Nothing is selected.",
    },
    anywhere(Navigation::Up, &["Up", "k"], "up", "Selects what is above, or scrolls up a line."),
    anywhere(Navigation::Down, &["Down", "j"], "down", "Selects what is below, or scrolls down a line."),
    anywhere(Navigation::PageUp, &["PgUp"], "page up", "Goes up a page of the card, the text or the list."),
    anywhere(Navigation::PageDown, &["PgDn"], "page down", "Goes down a page of the card, the text or the list."),
    anywhere(Navigation::Home, &["Home"], "beginning", "Goes to the beginning of the text or the list."),
    anywhere(Navigation::End, &["End"], "end", "Goes to the end of the text or the list."),
    anywhere(
        Navigation::NextEnvironment,
        &["Tab", "Right"],
        "environment",
        "Shows the card of the next environment; in the timeline, what is about it.",
    ),
    anywhere(
        Navigation::PreviousEnvironment,
        &["Shift-Tab", "Left"],
        "previous environment",
        "Shows the card of the environment before; in the timeline, what is about it.",
    ),
    navigate(
        Navigation::Now,
        ActionScope::Dashboard,
        &["."],
        "what is next",
        "Goes back to the card of what is to be done next.",
    ),
    anywhere(
        Navigation::Palette,
        &[":", "Ctrl-p"],
        "all actions",
        "Shows everything that can be done, to search in; and why not.",
    ),
    anywhere(Navigation::Places, &["Space"], "go to", "Shows the places there are, with their keys."),
    anywhere(
        Navigation::Rollback,
        &["R"],
        "rollback",
        "Shows what a rollback would restore now; it can be started from there.",
    ),
    anywhere(
        Navigation::Environments,
        &["i"],
        "environments",
        "Shows everything that is known of every environment, and what supports it.",
    ),
    anywhere(Navigation::Procedure, &["p"], "procedure", "Shows the whole procedure, with what is done."),
    anywhere(
        Navigation::Timeline,
        &["T"],
        "timeline",
        "Shows every fact; opens its evidence, and the screen as it was then.",
    ),
    anywhere(Navigation::Ticket, &["t"], "ticket", "Shows the text for Support, with all affected environments."),
    anywhere(Navigation::Notes, &["N"], "notes", "Shows the notes that were written."),
    anywhere(
        Navigation::Help,
        &["?", "F1"],
        "help",
        "Shows the keys of this screen, all others, and the FAQ that applies now.",
    ),
    anywhere(
        Navigation::Copy,
        &["Y"],
        "copy",
        "Puts the value to find or compare, or the text for Support, into the clipboard; pressed again, the next value.",
    ),
    anywhere(
        Navigation::Open,
        &["o"],
        "open",
        "Opens the address in the browser, or copies it where none can be; pressed again, the next address.",
    ),
    anywhere(
        Navigation::Mouse,
        &["M"],
        "mouse on or off",
        "Gives the mouse back to the terminal, to mark text with it; or takes it again.",
    ),
    anywhere(Navigation::Filter, &["/"], "filter", "Shows only environments, or facts, that say what you type."),
    navigate(
        Navigation::Group,
        ActionScope::Dashboard,
        &["G"],
        "group",
        "Groups many environments by license, by what is to be done, or by role.",
    ),
    navigate(
        Navigation::Kind,
        ActionScope::Timeline,
        &["f"],
        "kind of facts",
        "Shows only facts of one kind: the next one, then all.",
    ),
    navigate(
        Navigation::Travel,
        ActionScope::Timeline,
        &["v"],
        "as it was then",
        "Shows the screen as it was after the selected fact; nothing can be changed there.",
    ),
    navigate(
        Navigation::Earlier,
        ActionScope::Past,
        &["-"],
        "a fact earlier",
        "Shows the screen as it was a fact earlier.",
    ),
    navigate(Navigation::Later, ActionScope::Past, &["+"], "a fact later", "Shows the screen as it was a fact later."),
    anywhere(
        Navigation::Back,
        &["Esc"],
        "back",
        "Goes a step back: out of a list, a page, the past; or leaves a question unanswered.",
    ),
    anywhere(
        Navigation::Leave,
        &["q", "Ctrl-c"],
        "leave",
        "Leaves acmove; everything is on disk, `acmove open` goes on from here.",
    ),
    choice(Operation::Yes, &["y"], "Yes", "The requirement holds.", "No requirement is asked here."),
    choice(
        Operation::No,
        &["n"],
        "No",
        "The requirement does not hold: the attempt ends, nothing was touched.",
        "No requirement is asked here.",
    ),
    choice(
        Operation::Begin,
        &["b"],
        "Begin",
        "Reads the files back from the vault, then records that the step is under way.",
        "Only an upload or a test publish that is open is begun.",
    ),
    choice(
        Operation::UploadedAlready,
        &["a"],
        "I uploaded it already",
        "Records your word that the license which the page shows was uploaded before it was started here; with the time and a reason.",
        "No page shows the license of an upload that is to be started here.",
    ),
    choice(
        Operation::Finish,
        &["y"],
        "It is done",
        "Records your word that the step is done; it counts as claimed.",
        "No step that is open here is done by your word.",
    ),
    choice(
        Operation::Withdraw,
        &["n"],
        "It was not done",
        "Takes back that the step was begun.",
        "Nothing is under way here.",
    ),
    choice(
        Operation::GiveFile,
        &["g"],
        "Give the license file",
        "Checks the file and copies it into the vault.",
        "No license file is asked for here.",
    ),
    choice(
        Operation::TakeDownload,
        &["D"],
        "Take the new download",
        "Checks the new file in the folder of downloads and copies it into the vault.",
        "No new license file that fits this environment is in the folder of downloads.",
    ),
    choice(
        Operation::GiveBackup,
        &["v"],
        "Give the file of Backup License",
        "The same, for a file saved with Backup License in Service Center.",
        "Only the AAA license is backed up, and only where BBB cannot be installed yet.",
    ),
    choice(
        Operation::GiveFromSupport,
        &["s"],
        "Give a file from Support",
        "The same, for a file that Support sent.",
        "Support was not asked for a license file here.",
    ),
    choice(
        Operation::SerialNotFound,
        &["f"],
        "The serial number is not listed",
        "Records that the portal does not list the serial number under this code.",
        "The portal is not searched here.",
    ),
    choice(
        Operation::DeploymentRunning,
        &["f"],
        "A deployment is still running",
        "Holds the migration until deployments have ended.",
        "This belongs to the step that pauses deployments.",
    ),
    choice(
        Operation::GivePage,
        &["g"],
        "Give a saved page",
        "Reads a page from a file. Pasting the page works at any time.",
        "No page is checked here. Pasting one works all the same.",
    ),
    choice(
        Operation::Accept,
        &["a"],
        "Accept it",
        "Accepts a page that shows something worse than expected, or not known; with a reason.",
        "No page waits for a decision here.",
    ),
    choice(
        Operation::Claim,
        &["c"],
        "Say what it reads",
        "Records your word about code and value; it counts as claimed.",
        "No page is checked here.",
    ),
    choice(
        Operation::Published,
        &["y"],
        "It was published",
        "Records your word that the module was published; it counts as claimed.",
        "No test publish is under way here.",
    ),
    choice(
        Operation::Message,
        &["e"],
        "A message came up",
        "Reads the message: an Intellectual Property error stops the line.",
        "No test publish is under way here.",
    ),
    choice(
        Operation::ReadAsProperty,
        &["s"],
        "It is an Intellectual Property error",
        "Records that the message which acmove could not read is such an error: it stops the line.",
        "No message waits here to be read.",
    ),
    choice(
        Operation::ReadAsError,
        &["f"],
        "It is another error",
        "Records that the message which acmove could not read is another error.",
        "No message waits here to be read.",
    ),
    choice(
        Operation::OtherModule,
        &["m"],
        "Use another module",
        "Tests with another module in this environment.",
        "No test publish is to be begun here.",
    ),
    choice(
        Operation::SupportAnswered,
        &["s"],
        "Support has answered",
        "Opens again what Support has corrected.",
        "Nothing waits for Support here.",
    ),
    choice(
        Operation::Lift,
        &["l"],
        "Go on all the same",
        "Lifts the stop, with a reason: the failed publish has to succeed first.",
        "The line is not stopped.",
    ),
    choice(
        Operation::GoOn,
        &["g"],
        "Go on",
        "Goes on, with a reason, although a rollback would end after the window.",
        "No decision about the window is due: it is asked once, when a rollback would no longer end within it.",
    ),
    choice(
        Operation::AcceptDeployments,
        &["g"],
        "Go on in spite of it",
        "Goes on, with a reason, in spite of a deployment, or without the watch.",
        "No deployment stands in the way.",
    ),
    choice(
        Operation::AbortDeployment,
        &["a"],
        "Have it aborted",
        "Asks LifeTime to abort the deployment; the environment's name has to be typed in full.",
        "No deployment that stands in the way is running.",
    ),
    choice(
        Operation::RollBack,
        &["r"],
        "Roll back",
        "Restores the AAA license wherever BBB is or may be installed.",
        "No environment has, or may have, a BBB license: nothing has to be restored.",
    ),
    choice(
        Operation::RunCommand,
        &["x"],
        "Let the command do it",
        "Runs the documented command that is configured for this step; what it claims counts as claimed.",
        "No command can do this step now: none is configured, or it has to wait.",
    ),
    choice(
        Operation::StopCommand,
        &["X"],
        "Stop the command",
        "Stops the command that runs for this step, with everything that it has started.",
        "No command runs for this step.",
    ),
    choice(
        Operation::ReadSerial,
        &["s"],
        "Read the serial number again",
        "Asks the server for its serial number with the configured command.",
        "No command is configured here that reads the serial number before an upload.",
    ),
    choice(
        Operation::DoForMe,
        &["d"],
        "Do it for me",
        "In a rehearsal: does what the card says on the practice pages.",
        "No step is open here that could be done for you.",
    ),
    operation(
        Operation::DoAgain,
        &["u"],
        "do it again",
        "Opens what has to be mended, or the environment's last closed step, again, with a reason; what was only said of it is taken back.",
    ),
    operation(
        Operation::AskAgain,
        &["U"],
        "ask a requirement again",
        "Asks a requirement again that was answered yes, with a reason, as long as nothing was touched.",
    ),
    operation(
        Operation::ChangeSerial,
        &["z"],
        "serial changed",
        "Records a new serial number of this environment; its license files are void.",
    ),
    operation(
        Operation::ChangeWindow,
        &["W"],
        "another window",
        "Records another maintenance window, with a reason; what was decided about the one before is asked again.",
    ),
    operation(Operation::Hold, &["h"], "hold", "Records that you wait, with a reason."),
    operation(Operation::Note, &["w"], "note", "Writes something down for the record."),
    operation(Operation::Abandon, &["A"], "give up", "Ends the migration, where nothing is left to roll back."),
];

/// The row of an action.
pub fn row(action: Action) -> Option<&'static ActionRow> {
    TABLE.iter().find(|row| row.action == action)
}

impl Operation {
    /// The name of the row.
    pub fn name(self) -> &'static str {
        row(Action::Operation(self)).map_or("", |row| row.name)
    }

    /// The first key of the row.
    pub fn key(self) -> &'static str {
        row(Action::Operation(self)).and_then(|row| row.keys.first().copied()).unwrap_or("")
    }
}
