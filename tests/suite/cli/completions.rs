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
        // These shells are told of values.
        if ["bash", "fish", "zsh"].contains(&shell) {
            for name in ["everything-well", "ip-error-middle", "activation-code-current", "high-contrast"] {
                assert!(script.contains(name), "{shell}: {name}");
            }
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
