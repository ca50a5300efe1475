//! Completions for a shell: names where there are names, folders where a folder is meant, and no hidden command.

mod names;

use std::fmt::Write as _;

use clap::{
    Arg, Command, ValueHint,
    builder::{PossibleValue, PossibleValuesParser},
};
use clap_complete::Shell;

use crate::{catalog, practice::scenario::scenarios, tui::draw::theme};

/// The script for a shell.
pub(super) fn script(command: &Command, shell: Shell) -> String {
    let mut command = offered(command);
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut command, "acmove", &mut text);
    let text = String::from_utf8_lossy(&text).into_owned();
    if shell == Shell::Bash {
        with_paths(&command, "acmove", &text)
    } else if shell == Shell::Fish {
        text + &for_fish(&command, "")
    } else if shell == Shell::PowerShell {
        names::for_powershell(&command, &text)
    } else if shell == Shell::Elvish {
        names::for_elvish(&command, &text)
    } else {
        text
    }
}

/// A command without its hidden commands, with what can be typed for each argument.
fn offered(command: &Command) -> Command {
    let below = command.get_subcommands().filter(|below| !below.is_hide_set()).map(offered);
    let mut offered = Command::new(command.get_name().to_owned())
        .args(command.get_arguments().map(hinted))
        .subcommands(below)
        .disable_help_subcommand(command.get_name() != "acmove");
    if let Some(about) = command.get_about() {
        offered = offered.about(about.clone());
    }
    if let Some(version) = command.get_version() {
        offered = offered.version(version.to_owned());
    }
    offered
}

/// An argument with the names that there are for it, or with the kind of path that it takes.
fn hinted(argument: &Arg) -> Arg {
    let names: Vec<&str> = match argument.get_id().as_str() {
        "theme" => theme::names(),
        "scenario" | "named" => scenarios().iter().map(|known| known.id).collect(),
        "procedure" | "id" => catalog::editions().iter().map(|known| known.id).collect(),
        _ => Vec::new(),
    };
    let argument = argument.clone();
    if !names.is_empty() {
        return argument.value_parser(PossibleValuesParser::new(names.into_iter().map(PossibleValue::new)));
    }
    let placeholder = argument.get_value_names().and_then(<[_]>::first).map_or("FILE", |name| name.as_str());
    let hint = match placeholder {
        "DIR" => ValueHint::DirPath,
        "FILE" => ValueHint::FilePath,
        name if name.contains("FILE") => ValueHint::AnyPath,
        "URL" => ValueHint::Url,
        _ => ValueHint::Other,
    };
    let takes = argument.get_action().takes_values() && argument.get_possible_values().is_empty();
    if takes { argument.value_hint(hint) } else { argument }
}

/// The script for bash offers options where a path stands without one: there it offers paths.
fn with_paths(command: &Command, name: &str, script: &str) -> String {
    let own = command.get_positionals().next().map(Arg::get_value_hint);
    let kind = match own {
        Some(ValueHint::DirPath) => Some("-d"),
        Some(ValueHint::FilePath | ValueHint::AnyPath) => Some("-f"),
        Some(_) | None => None,
    };
    let script = kind.map_or_else(|| script.to_owned(), |kind| with_path(script, name, kind));
    command.get_subcommands().fold(script, |script, below| {
        with_paths(below, &format!("{name}__subcmd__{}", below.get_name().replace('-', "__")), &script)
    })
}

/// The same for the part of one command.
fn with_path(script: &str, name: &str, kind: &str) -> String {
    const WORDS: &str = "COMPREPLY=( $(compgen -W \"${opts}\" -- \"${cur}\") )";
    let begins = format!("\n        {name})\n            opts=");
    let Some((before, own)) = script.split_once(&begins) else { return script.to_owned() };
    let (own, after) = own.split_once("\n            ;;").unwrap_or((own, ""));
    // At the place of a path, only a hyphen asks for options.
    let is_options = own.lines().find(|line| line.contains("|| ${COMP_CWORD} -eq")).unwrap_or_default();
    let own = own.replacen(is_options, "            if [[ ${cur} == -* ]] ; then", 1);
    let paths = format!(
        "local IFS=$'\\n'\n            COMPREPLY=( $(compgen {kind} -- \"${{cur}}\") )\n            compopt -o filenames 2>/dev/null"
    );
    let own = own.rsplit_once(WORDS).map_or_else(|| own.clone(), |(own, end)| format!("{own}{paths}{end}"));
    format!("{before}{begins}{own}\n            ;;{after}")
}

/// What fish is not told by the generator: what stands without an option.
fn for_fish(command: &Command, within: &str) -> String {
    let mut lines = String::new();
    for below in command.get_subcommands() {
        let name = below.get_name();
        let here = if within.is_empty() {
            format!("__fish_acmove_using_subcommand {name}")
        } else {
            format!("{within}; and __fish_seen_subcommand_from {name}")
        };
        let offered = below.get_positionals().next().map(|argument| {
            let names: Vec<String> =
                argument.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
            let is_folder = argument.get_value_hint() == ValueHint::DirPath;
            if is_folder { "(__fish_complete_directories)".to_owned() } else { names.join(" ") }
        });
        if let Some(offered) = offered.filter(|offered| !offered.is_empty()) {
            let _ = writeln!(lines, "complete -c acmove -n \"{here}\" -f -a \"{offered}\"");
        }
        lines += &for_fish(below, &here);
    }
    lines
}
