//! Completions offer names, folders and files, and no hidden command; tried in the shells that are here.

use std::{fs, process::Command};

use crate::harness::site::{Site, answers, code, said};

const SHELLS: [&str; 5] = ["bash", "elvish", "fish", "powershell", "zsh"];

/// A folder with a migration, files beside it, and the scripts.
fn site() -> Site {
    let site = Site::started();
    site.write("answers.toml", &answers(&[]));
    fs::create_dir(site.path("my folder")).unwrap();
    site.write("night.zip", "");
    for shell in SHELLS {
        let script = site.run(&["completions", shell]);
        assert_eq!(code(&script), 0, "{}", said(&script));
        site.write(&format!("script.{shell}"), &String::from_utf8(script.stdout).unwrap());
    }
    site
}

#[test]
fn no_script_offers_a_hidden_command_and_all_offer_the_names() {
    let site = site();
    for shell in SHELLS {
        let script = fs::read_to_string(site.path(&format!("script.{shell}"))).unwrap();
        assert!(!script.contains("practice-tool") && script.contains("rehearse"), "{shell}");
        assert!(!script.contains("acmove;manual") && !script.contains("Folder for them"), "{shell}");
        for name in ["everything-well", "ip-error-middle", "activation-code-current", "high-contrast"] {
            assert!(script.contains(name), "{shell}: {name}");
        }
    }
}

/// What bash offers for the last of these words; `None` where there is no bash.
fn offered(site: &Site, words: &[&str]) -> Option<Vec<String>> {
    let quoted: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
    let (last, before) = (words[words.len() - 1], words[words.len() - 2]);
    let typed = format!(
        "source script.bash; COMP_WORDS=({}); COMP_CWORD={}; _acmove acmove '{last}' '{before}'; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
        quoted.join(" "),
        words.len() - 1
    );
    let output = Command::new("bash").args(["-c", &typed]).current_dir(site.path("")).output().ok()?;
    let text = String::from_utf8(output.stdout).unwrap();
    let mut all: Vec<String> = text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect();
    all.sort();
    Some(all)
}

#[test]
fn bash_offers_folders_names_and_files_where_each_is_meant() {
    let site = site();
    for (words, wanted, unwanted) in [
        (&["acmove", "open", ""][..], &["m", "my folder"][..], &["--help", "night.zip"][..]),
        (&["acmove", "--ascii", "open", "m"], &["m", "my folder"], &["night.zip"]),
        (&["acmove", "open", "--"], &["--theme", "--log"], &["m"]),
        (&["acmove", "run", "m", "--answers", ""], &["answers.toml"], &[]),
        (&["acmove", "status", "my"], &["my folder"], &[]),
        (&["acmove", "report", "n"], &["night.zip"], &[]),
        (&["acmove", "procedure", "check", "a"], &["answers.toml"], &[]),
        (&["acmove", "procedure", "show", ""], &["activation-code-2021", "activation-code-current"], &[]),
        (&["acmove", "rehearse", "--scenario", "ip-"], &["ip-error-middle"], &["m"]),
        (&["acmove", "simulate", "everything"], &["everything-well"], &[]),
        (&["acmove", "new", "m", "--procedure", "act"], &["activation-code-2021"], &[]),
        (&["acmove", "open", "m", "--theme", ""], &["dark", "plain"], &["m"]),
        (&["acmove", "re"], &["read", "rehearse", "replay", "report", "review"], &[]),
        (&["acmove", "pra"], &[], &["practice-tool"]),
        (&["acmove", "completions", ""], &["bash", "zsh"], &[]),
    ] {
        let Some(all) = offered(&site, words) else { return };
        let has = |name: &&&str| all.iter().any(|offered| offered == *name);
        assert!(wanted.iter().all(|name| has(&name)), "{words:?}: {all:?}");
        assert!(!unwanted.iter().any(|name| has(&name)), "{words:?}: {all:?}");
    }
}

/// What Elvish needs to run the script without a terminal, and to print what is offered for some words.
const ELVISH: &str = "var edit: = (ns [&completion:= (ns [&arg-completer= [&]]) &complete-filename~= {|word| put A-PATH} \
    &complex-candidate~= {|text &display=''| put $text}])\n";

#[test]
fn elvish_offers_names_where_each_is_meant_and_paths_elsewhere() {
    let site = site();
    let script = fs::read_to_string(site.path("script.elvish")).unwrap();
    for (words, wanted, unwanted) in [
        ("acmove ''", "rehearse", "everything-well"),
        ("acmove rehearse --scenario ''", "ip-error-middle", "--auto"),
        ("acmove open x --theme ''", "high-contrast", "--log"),
        ("acmove rehearse ''", "ip-error-middle", "A-PATH"),
        ("acmove simulate ''", "everything-well", "dark"),
        ("acmove procedure show ''", "activation-code-current", "check"),
        ("acmove open x ''", "A-PATH", "--log"),
    ] {
        let ask =
            format!("{ELVISH}{script}\n$edit:completion:arg-completer[acmove] {words} | each {{|word| echo $word}}\n");
        site.write("ask.elv", &ask);
        let Ok(output) = Command::new("elvish").arg("ask.elv").current_dir(site.path("")).output() else { return };
        let all = String::from_utf8(output.stdout.clone()).unwrap();
        let has = |name| all.lines().any(|offered| offered == name);
        assert!(output.status.success() && has(wanted) && !has(unwanted), "{words}: {all}{}", said(&output));
    }
}

#[test]
fn powershell_is_told_what_stands_after_an_option_and_in_place_of_an_argument() {
    let site = site();
    let script = fs::read_to_string(site.path("script.powershell")).unwrap();
    for wanted in [
        "'--theme' { 'auto', 'dark',",
        "'--format' { 'text', 'md', 'html', 'json' }",
        "'acmove;simulate' {\n            [CompletionResult]::new('everything-well', 'everything-well', [CompletionResultType]::ParameterValue",
        "'acmove;procedure;show' {\n            [CompletionResult]::new('activation-code-2021'",
        "-and ($wordToComplete -like '-*' -or $_.ResultType -ne 'ParameterName')",
    ] {
        assert!(script.contains(wanted), "{wanted}");
    }
}

#[test]
fn a_package_gets_a_page_for_each_command_and_a_script_for_each_shell() {
    let site = Site::new();
    let output = site.run(&["manual", "package"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    for (file, wanted) in [
        ("man/acmove.1", "Exit codes:"),
        ("man/acmove-rehearse.1", "\\-\\-scenario"),
        ("man/acmove-procedure-show.1", "Print a bundled edition"),
        ("completions/acmove.bash", "_acmove"),
        ("completions/_acmove", "#compdef acmove"),
        ("completions/acmove.fish", "complete -c acmove"),
        ("completions/_acmove.ps1", "Register-ArgumentCompleter"),
        ("completions/acmove.elv", "arg-completer[acmove]"),
    ] {
        let text = fs::read_to_string(site.path("package").join(file)).unwrap();
        assert!(text.contains(wanted) && !text.contains("practice-tool"), "{file}: {text}");
    }
    // What was there is written anew.
    assert_eq!(code(&site.run(&["manual", "package"])), 0);
}

#[test]
fn the_shells_that_are_here_can_read_their_scripts() {
    let site = site();
    for shell in ["bash", "fish", "zsh"] {
        let read = Command::new(shell).args(["-n", &format!("script.{shell}")]).current_dir(site.path("")).output();
        if let Ok(output) = read {
            assert!(output.status.success(), "{shell}: {}", said(&output));
        }
    }
}
