//! Rehearsals from outside: every scenario played to its end, and what keeps practice and reality apart.

use std::{
    collections::BTreeSet,
    fs,
    io::{BufRead as _, BufReader},
    process::Stdio,
    sync::Mutex,
    thread,
};

use acmove::practice::scenario::{scenario, scenarios};
use serde_json::Value;

use crate::{
    code::wording,
    files::record::is_as_looked_at,
    harness::{
        site::{Site, code, errors, said},
        spoken,
    },
    whole::parity::journal::facts,
};

/// Plays a scenario in a folder of its own; what does not end as it says is told.
fn play(id: &str, text: &str) -> Result<(), String> {
    let site = Site::new();
    let output = site.run(&["rehearse", "--scenario", id, "--auto", "--dir", "m"]);
    let end = scenario(id, text).unwrap().end;
    let state = site.status()["state"].clone();
    let told = || format!("{id}: {state}, exit {}\n{}", code(&output), said(&output));
    if state != end.state.as_str() || code(&output) != i32::from(end.exit) {
        return Err(told());
    }
    let journal = site.journal();
    let mut facts = journal.lines();
    match end.shows.iter().find(|shown| !facts.any(|fact| shown.split(" + ").all(|part| fact.contains(part)))) {
        Some(missing) => Err(format!("{missing:?} is not in the journal, or not in this order: {}", told())),
        None => {
            is_as_looked_at(id, &site.path("m"));
            let mut faults = spoken::faults(&site.path("m"), &mut spoken::Numbers::new());
            faults.extend(wording::faults(id, &said(&output)));
            if faults.is_empty() { Ok(()) } else { Err(faults.join("\n")) }
        }
    }
}

#[test]
fn the_first_look_at_lifetime_says_that_it_lists_an_environment_without_a_type() {
    let site = Site::new();
    let mut command = site.command(&["rehearse", "--scenario", "environment-without-type", "--auto", "--dir", "m"]);
    let output = command.env("ACMOVE_PRACTICE_TOKEN", acmove::practice::TOKEN).output().unwrap();
    let told = said(&output);
    assert_eq!(code(&output), 0, "{told}");
    assert!(told.contains("Types in LifeTime that differ from the roles here: Quality (no type)."), "{told}");
    assert!(told.contains("Attention: LifeTime lists Quality without a type, but its role here is Test."), "{told}");
    assert!(site.journal().contains("\"other_types\":[{\"environment\":\"quality\"}]"));
}

#[test]
fn every_scenario_ends_as_it_says_when_its_answers_are_played() {
    let left = Mutex::new(scenarios().to_vec());
    let faults = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                loop {
                    let Some(next) = left.lock().unwrap().pop() else { break };
                    faults.lock().unwrap().extend(play(next.id, next.text).err());
                }
            });
        }
    });
    let faults = faults.into_inner().unwrap();
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

#[test]
fn the_same_rehearsal_gives_the_same_journal_but_for_times() {
    for id in ["deployment-at-pause", "not-prepared"] {
        let journals = [(), ()].map(|()| {
            let site = Site::new();
            site.run(&["rehearse", "--scenario", id, "--auto", "--dir", "m"]);
            facts(&site.path("m"))
        });
        assert!(journals[0].len() > 40);
        assert_eq!(journals[0], journals[1]);
    }
}

#[test]
fn a_rehearsal_that_was_left_goes_on_where_it_was_at_the_same_addresses() {
    let site = Site::new();
    let answers = "[requirements]\none-lifetime = \"yes\"\nall-environments = \"yes\"\nlifetime-included = \"yes\"\n\
                   [steps.\"before/read-procedure\"]\ndone = true\n[steps.\"pause/pause-production\"]\nlive = true\n\
                   [steps.\"production/obtain-source\"]\nlive = true\n[steps.\"production/upload-source\"]\nlive = true\n";
    site.write("some.toml", answers);
    let first = site.run(&["rehearse", "--dir", "m", "--answers", "some.toml", "--unattended"]);
    assert_eq!(code(&first), 3, "{}", said(&first));
    let pages = |output| errors(output).split("http://").nth(1).unwrap().trim().to_owned();
    let second = site.run(&["run", "m", "--answers", "m/practice/answers.toml", "--unattended"]);
    assert_eq!(code(&second), 0, "{}", said(&second));
    assert_eq!(pages(&first), pages(&second));
    assert!(!said(&second).contains("Production: Upload the AAA license: begun"), "{}", said(&second));
    assert_eq!(site.status()["state"], "done");
}

#[test]
fn what_was_kept_of_the_pages_and_is_damaged_is_said() {
    let site = Site::new();
    site.run(&["rehearse", "--dir", "m", "--unattended"]);
    site.write("m/practice/world.json", "{}");
    let output = site.run(&["run", "m", "--unattended"]);
    assert_eq!(code(&output), 1);
    assert!(errors(&output).contains("world.json cannot be read"), "{}", errors(&output));
    assert_eq!(code(&site.run(&["status", "m"])), 0, "it can still be looked at");
}

#[test]
fn two_rehearsals_do_not_share_their_pages() {
    let site = Site::new();
    site.write("none.toml", "");
    let mut first = site.command(&["rehearse", "--dir", "one", "--answers", "none.toml"]);
    let mut child = first.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stderr.take().unwrap()).read_line(&mut line).unwrap();
    let second = site.run(&["rehearse", "--dir", "two", "--auto"]);
    assert_eq!(code(&second), 0, "{}", said(&second));
    assert!(!errors(&second).contains(line.split("http://").nth(1).unwrap().trim()));
    // While another program has its address, a rehearsal cannot be opened, and says why.
    site.run(&["rehearse", "--dir", "three", "--unattended"]);
    let port = line.trim().trim_end_matches('/').rsplit(':').next().unwrap().parse::<u64>().unwrap();
    let world = fs::read_to_string(site.path("three/practice/world.json")).unwrap();
    let mut world: Value = serde_json::from_str(&world).unwrap();
    world["world"]["port"] = port.into();
    site.write("three/practice/world.json", &world.to_string());
    let third = site.run(&["run", "three", "--unattended"]);
    assert!(code(&third) == 1 && errors(&third).contains("Close the program that is there"), "{}", errors(&third));
    drop(child.stdin.take());
    child.wait().unwrap();
}

#[test]
fn a_rehearsal_never_touches_a_real_migration() {
    let site = Site::started();
    let before = site.journal();
    let output = site.run(&["rehearse", "--dir", "m", "--auto"]);
    assert_eq!(code(&output), 2, "{}", said(&output));
    assert_eq!(site.journal(), before);
    assert!(!site.path("m/practice").exists(), "nothing was put into it");
    assert_eq!(site.status()["rehearsal"], false);
}

#[test]
fn a_real_migration_takes_nothing_from_a_practice_infrastructure() {
    let site = Site::started();
    site.write("live.toml", "otherwise = \"live\"\n");
    let output = site.run(&["run", "m", "--answers", "live.toml", "--unattended"]);
    assert_eq!(code(&output), 2);
    assert!(errors(&output).contains("for a rehearsal, but this is a real migration"), "{}", errors(&output));
    site.run(&["rehearse", "--dir", "r", "--auto"]);
    let license = fs::read_dir(site.path("r/licenses")).unwrap().next().unwrap().unwrap().path();
    fs::copy(license, site.path("in/practice.lic")).unwrap();
    let answers = "[requirements]\none-lifetime = \"yes\"\nall-environments = \"yes\"\nlifetime-included = \"yes\"\n\
                   [steps.\"before/read-procedure\"]\ndone = true\n[steps.\"pause/pause-production\"]\ndone = true\n\
                   [steps.\"production/obtain-source\"]\nfile = \"in/practice.lic\"\n";
    let output = site.go(answers);
    assert_eq!(code(&output), 4, "{}", said(&output));
    assert!(said(&output).contains("practice infrastructure, but this migration is real."), "{}", said(&output));
    assert!(site.licenses().is_empty());
}

#[test]
fn somebody_in_line_mode_can_have_a_step_done_too() {
    let site = Site::new();
    let first = site.typing(&["rehearse", "--dir", "m", "--answers", "m.toml"], "");
    assert_eq!(code(&first), 2, "the answers are not there");
    let output = site.typing(&["rehearse", "--dir", "m", "--lines"], "9\n9\n9\n9\n9\n9\n0\n");
    let said = said(&output);
    assert!(said.contains("9. Do it for me (answers yes)"), "{said}");
    assert!(said.contains("Pause all deployments to Production: you reported that it is done."), "{said}");
    assert!(said.contains("is in the vault, read back and verified"), "{said}");
}

#[test]
fn the_practice_infrastructure_alone_tells_its_addresses_first_and_ends_when_asked() {
    let site = Site::new();
    let mut command = site.command(&["simulate", "everything-well", "--listen", "127.0.0.1:0", "--speed", "60"]);
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let addresses: Value = serde_json::from_str(&line).unwrap();
    assert_eq!(addresses["practice"], true);
    let ids: BTreeSet<&str> =
        addresses["environments"].as_array().unwrap().iter().map(|known| known["id"].as_str().unwrap()).collect();
    assert_eq!(ids, BTreeSet::from(["development", "lifetime", "production", "quality"]));
    let page = format!("{}/Licensing", addresses["environments"][0]["service_center"].as_str().unwrap());
    assert_eq!(
        acmove::driver::web::Web::below(addresses["lifetime"].as_str().unwrap()).get(&page, None).unwrap().status,
        200
    );
    let id = child.id().to_string();
    if cfg!(unix) {
        assert!(std::process::Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    } else {
        child.kill().unwrap();
    }
    let ended = child.wait().unwrap().code();
    assert!(ended == Some(0) || cfg!(windows), "{ended:?}");
}

#[test]
fn what_cannot_be_simulated_is_said_with_what_can_be() {
    let site = Site::new();
    let unknown = site.run(&["simulate", "everything-wel"]);
    assert_eq!(code(&unknown), 2);
    assert!(errors(&unknown).contains("Did you mean everything-well?"), "{}", errors(&unknown));
    let open = site.run(&["simulate", "everything-well", "--listen", "0.0.0.0:0"]);
    assert_eq!(code(&open), 2);
    assert!(errors(&open).contains("for this machine only:"), "{}", errors(&open));
    site.write("mine.toml", "title = \"x\"\nwrong = 1\n");
    let faulty = site.run(&["rehearse", "--scenario", "mine.toml", "--auto"]);
    assert_eq!(code(&faulty), 2);
    for part in ["wrong", "teaches", "seed", "end"] {
        assert!(errors(&faulty).contains(part), "{part}: {}", errors(&faulty));
    }
}

#[test]
fn a_scenario_of_ones_own_has_its_answers_beside_it() {
    let site = Site::new();
    let known = scenarios().iter().find(|known| known.id == "not-ignore").unwrap();
    site.write("mine.toml", known.text);
    let without = site.run(&["rehearse", "--scenario", "mine.toml", "--auto", "--dir", "m"]);
    assert_eq!(code(&without), 2, "{}", said(&without));
    assert!(errors(&without).contains("mine.answers.toml") && !site.path("m").exists(), "{}", errors(&without));
    site.write("mine.answers.toml", known.answers);
    let with = site.run(&["rehearse", "--scenario", "mine.toml", "--auto", "--dir", "m"]);
    assert_eq!(code(&with), 0, "{}", said(&with));
    let list = said(&site.run(&["rehearse", "--list"]));
    assert!(scenarios().iter().all(|known| list.contains(known.id)), "{list}");
}

#[test]
fn in_a_rehearsal_that_stops_for_today_support_is_asked_in_the_next_night() {
    let site = Site::new();
    let known = scenarios().iter().find(|known| known.id == "serial-missing").unwrap();
    site.write("mine.toml", known.text);
    site.write("mine.answers.toml", "otherwise = \"live\"\n[on.support]\ndo = \"stop-for-today\"\n");
    let output = site.run(&["rehearse", "--scenario", "mine.toml", "--auto", "--dir", "m"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    let journal = site.journal();
    let places = ["\"night-ended\"", "\"night-begun\"", "\"support-answered\""].map(|kind| journal.find(kind));
    assert!(places.is_sorted() && places[0].is_some(), "{places:?}");
}

#[test]
fn a_proxy_of_the_company_is_not_asked_for_pages_of_this_machine() {
    let site = Site::new();
    let mut command = site.command(&["rehearse", "--dir", "m", "--auto"]);
    for name in ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"] {
        command.env(name, "http://127.0.0.1:9");
    }
    let output = command.output().unwrap();
    assert_eq!(code(&output), 0, "{}", said(&output));
}

#[test]
fn a_practice_license_is_known_however_somebody_saved_it() {
    let license = "acmove practice license: it unlocks nothing\ncode x\n";
    let utf16: Vec<u8> = "\u{feff}acmove practice audit".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [license.as_bytes(), format!("\u{feff}{license}").as_bytes(), b"\r\n acmove practice audit", &utf16] {
        assert!(acmove::practice::is_license(bytes));
    }
    assert!(!acmove::practice::is_license(b"license of production"));
}

#[test]
fn nothing_of_a_person_is_written_over() {
    let site = Site::new();
    fs::create_dir_all(site.path("m/practice")).unwrap();
    site.write("m/practice/scenario.toml", "mine");
    let output = site.run(&["rehearse", "--dir", "m", "--auto"]);
    assert_eq!(code(&output), 2, "{}", said(&output));
    assert_eq!(fs::read_to_string(site.path("m/practice/scenario.toml")).unwrap(), "mine");
    assert!(!site.path("m/journal.jsonl").exists());
}

#[test]
fn a_silent_support_holds_and_a_person_is_needed() {
    let site = Site::new();
    let known = scenarios().iter().find(|known| known.id == "not-prepared").unwrap();
    site.write("mine.toml", &format!("support_is_silent = true\n{}", known.text));
    site.write("mine.answers.toml", known.answers);
    let output = site.run(&["rehearse", "--scenario", "mine.toml", "--auto", "--dir", "m"]);
    assert_eq!(code(&output), 3, "{}", said(&output));
    assert_eq!(site.status()["state"], "held");
    assert_eq!(site.journal().matches("Support has not answered yet").count(), 1, "nobody asks again and again");
}

#[test]
fn files_that_the_answers_of_a_scenario_name_lie_beside_it() {
    let site = Site::new();
    let known = scenarios().iter().find(|known| known.id == "everything-well").unwrap();
    fs::create_dir(site.path("own")).unwrap();
    site.write("own/mine.toml", known.text);
    site.write(
        "own/mine.answers.toml",
        "otherwise = \"live\"\n[steps.\"production/obtain-source\"]\nfile = \"p.lic\"\n",
    );
    site.write("own/p.lic", "something that is no license");
    let output = site.run(&["rehearse", "--scenario", "own/mine.toml", "--auto", "--dir", "m"]);
    assert!(said(&output).contains("p.lic (28 bytes"), "{}", said(&output));
    site.write("own/mine.answers.toml", "wrong = 1\n");
    let output = site.run(&["rehearse", "--scenario", "own/mine.toml", "--auto", "--dir", "n"]);
    assert_eq!(code(&output), 2);
    assert!(errors(&output).contains("mine.answers.toml:1") && !site.path("n").exists(), "{}", errors(&output));
}

#[test]
fn what_acmove_did_by_itself_is_recorded_in_its_own_name() {
    let site = Site::new();
    site.run(&["rehearse", "--scenario", "expired", "--auto", "--dir", "m"]);
    let by = |fact: &Value| fact["by"].as_str().unwrap() == "acmove";
    let facts = facts(&site.path("m"));
    for (what, by_itself) in
        [("page-passed", true), ("license-kept", true), ("note-written", true), ("steps-reopened", false)]
    {
        let told: Vec<&Value> = facts.iter().filter(|fact| fact["event"]["type"] == what).collect();
        assert!(!told.is_empty() && told.iter().all(|fact| by(fact) == by_itself), "{what}: {told:?}");
    }
}

#[test]
fn the_description_of_a_practice_infrastructure_starts_no_real_migration() {
    let site = Site::new();
    site.run(&["rehearse", "--dir", "r", "--unattended"]);
    let output = site.run(&["new", "m", "--infrastructure", "r/infrastructure.toml"]);
    assert_eq!(code(&output), 2, "{}", said(&output));
    assert!(errors(&output).contains("use `acmove rehearse`") && !site.path("m").exists(), "{}", errors(&output));
}

#[test]
fn nothing_is_begun_where_lifetime_does_not_answer() {
    let site = Site::new();
    let known = scenarios().iter().find(|known| known.id == "everything-well").unwrap();
    let down = "lifetime = { down = { after = \"production/obtain-source\", lasts = 100000 } }\n";
    site.write("mine.toml", &format!("{down}{}", known.text));
    site.write("mine.answers.toml", known.answers);
    let output = site.run(&["rehearse", "--scenario", "mine.toml", "--auto", "--dir", "m"]);
    assert_eq!(code(&output), 3, "{}", said(&output));
    let journal = site.journal();
    assert!(!journal.contains("step-begun") && journal.matches("An internal error").count() <= 6, "{journal}");
}

#[test]
fn modules_of_another_code_are_not_passed_over() {
    let site = Site::new();
    let known = scenarios().iter().find(|known| known.id == "everything-well-current").unwrap();
    let foreign = known.text.replacen("role = \"test\"\n", "role = \"test\"\nforeign_modules = 2\n", 1);
    site.write("mine.toml", &foreign);
    site.write("mine.answers.toml", known.answers);
    let output = site.run(&["rehearse", "--scenario", "mine.toml", "--auto", "--dir", "m"]);
    assert_eq!(code(&output), 3, "{}", said(&output));
    let journal = site.journal();
    assert!(journal.contains("\"found\":\"other-code\"") && journal.contains("Foreign2"), "{journal}");
    assert!(!site.journal().contains("license-kept\",\"step\":\"quality/obtain-target"), "it goes no further");
}
