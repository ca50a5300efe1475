//! The help of the whole program: its commands by what they are for.

use std::fmt::Write as _;

use clap::{Command, builder::StyledStr};

/// Headings, and the commands below each. A command that is in none of them is listed last.
const GROUPS: [(&str, &[&str]); 5] = [
    ("Migrate", &["new", "open", "run", "case", "hand-over", "take-over"]),
    ("Practice", &["rehearse", "simulate"]),
    (
        "Look without changing anything",
        &["status", "watch", "overview", "plan", "rollback", "read", "verify", "replay"],
    ),
    ("Write for others", &["report", "ticket", "bundle", "situation", "cast", "review"]),
    ("Prepare and check", &["doctor", "procedure", "completions"]),
];

/// A command whose help lists the commands below it in groups.
pub(in crate::cli) fn by_group(command: Command) -> Command {
    let template = template(&command);
    command.help_template(template)
}

fn template(command: &Command) -> StyledStr {
    let header = *command.get_styles().get_header();
    let heading = |name: &str| format!("{}{name}:{}\n", header.render(), header.render_reset());
    let mut text = "{about}\n\n{usage-heading} {usage}\n".to_owned();
    let grouped = |name: &str| GROUPS.iter().any(|(_, names)| names.contains(&name));
    let others: Vec<&Command> =
        command.get_subcommands().filter(|below| !below.is_hide_set() && !grouped(below.get_name())).collect();
    let groups = GROUPS
        .map(|(name, names)| (name, names.iter().filter_map(|name| command.find_subcommand(name)).collect::<Vec<_>>()));
    for (name, commands) in groups.into_iter().chain([("Others", others)]).filter(|(_, all)| !all.is_empty()) {
        let _ = write!(text, "\n{}", heading(name));
        for below in commands {
            let about = below.get_about().map(ToString::to_string).unwrap_or_default();
            let _ = writeln!(text, "  {:<12} {about}", below.get_name());
        }
    }
    let _ = write!(text, "\n{}{{options}}{{after-help}}", heading("Global options"));
    text.into()
}
