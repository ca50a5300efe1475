//! Names for the shells whose scripts know none: what can stand after an option, and in place of an argument.

use std::{collections::BTreeMap, fmt::Write as _};

use clap::{Arg, Command};

/// The script for PowerShell, with names. Where an option could stand, and none is begun, a path can stand too: nothing is
/// offered then, and PowerShell offers paths.
pub(super) fn for_powershell(command: &Command, script: &str) -> String {
    let mut after = String::new();
    for (option, names) in after_options(command) {
        let _ = writeln!(after, "        '{option}' {{ '{}' }}", names.join("', '"));
    }
    let wanted = "    $completions = @(switch ($command)";
    let first = format!(
        "    $words = @($commandElements | ForEach-Object {{ $_.Extent.Text }})\n    \
         $before = if ($wordToComplete) {{ $words[-2] }} else {{ $words[-1] }}\n    \
         $names = @(switch ($before) {{\n{after}    }})\n    \
         if ($names) {{\n        return $names | Where-Object {{ $_ -like \"$wordToComplete*\" }}\n    }}\n\n"
    );
    let script = script.replacen(wanted, &format!("{first}{wanted}"), 1);
    let script = at_places(command, "acmove", &script, &|path| format!("\n        '{path}' {{"), &|name| {
        format!(
            "\n            [CompletionResult]::new('{name}', '{name}', [CompletionResultType]::ParameterValue, '{name}')"
        )
    });
    let all = "$completions.Where{ $_.CompletionText -like \"$wordToComplete*\" }";
    let begun = "$completions.Where{ $_.CompletionText -like \"$wordToComplete*\" -and ($wordToComplete -like '-*' -or $_.ResultType -ne 'ParameterName') }";
    script.replacen(all, begun, 1)
}

/// The script for Elvish, with names; with paths where it knows no command.
pub(super) fn for_elvish(command: &Command, script: &str) -> String {
    let mut after = String::new();
    for (option, names) in after_options(command) {
        let _ = writeln!(after, "        &{option}= [{}]", names.join(" "));
    }
    let choice = format!(
        "    var names = [\n{after}    ]\n    \
         if (has-key $names $words[-2]) {{\n        all $names[$words[-2]]\n    \
         }} elif (has-key $completions $command) {{\n        $completions[$command]\n    \
         }} else {{\n        edit:complete-filename $words[-1]\n    }}\n}}"
    );
    let script = script.replacen("    $completions[$command]\n}", &choice, 1);
    let begins = |path: &str| format!("\n        &'{path}'= {{");
    at_places(command, "acmove", &script, &begins, &|name| format!("\n            put {name}"))
}

/// The names that can stand after each option, whichever command it is of.
fn after_options(command: &Command) -> BTreeMap<String, Vec<String>> {
    let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for option in command.get_opts() {
        if let Some(long) = option.get_long() {
            add(all.entry(format!("--{long}")).or_default(), names(option));
        }
    }
    for below in command.get_subcommands() {
        for (option, names) in after_options(below) {
            add(all.entry(option).or_default(), names);
        }
    }
    all.retain(|_, names| !names.is_empty());
    all
}

fn add(all: &mut Vec<String>, names: Vec<String>) {
    all.extend(names.into_iter().filter(|name| !all.contains(name)).collect::<Vec<_>>());
}

fn names(argument: &Arg) -> Vec<String> {
    argument.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect()
}

/// Writes the names for the arguments of each command where its part of the script begins.
fn at_places(
    command: &Command,
    path: &str,
    script: &str,
    begins: &dyn Fn(&str) -> String,
    line: &dyn Fn(&str) -> String,
) -> String {
    let lines: String = command.get_positionals().flat_map(names).map(|name| line(&name)).collect();
    let begin = begins(path);
    let script = script.replacen(&begin, &format!("{begin}{lines}"), 1);
    command
        .get_subcommands()
        .fold(script, |script, below| at_places(below, &format!("{path};{}", below.get_name()), &script, begins, line))
}
