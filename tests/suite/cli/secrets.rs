//! Secrets from outside, from end to end: whoever sends, prints or types one finds it in no file and in no output.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use base64::{Engine as _, engine::general_purpose as base64_of};

use crate::harness::{
    encoded::hex,
    scene::page,
    server::{Reply, Routes, Server, says},
    site::{IP_ERROR, NAMES, SOURCE, Site, TARGET, answers, code, description, feed, said, way_back},
};

/// The token of LifeTime, and the password of commands.
const TOKEN: &str = "Canary/7+t0ken-of_LifeTime==&more";
const PASSWORD: &str = "C4nary%pa55\"word";

const VARIABLES: [(&str, &str); 3] =
    [("ACMOVE_LIFETIME_TOKEN", TOKEN), ("CANARY_USER", "svc-deploy"), ("CANARY_PASSWORD", PASSWORD)];

/// How a secret may be written, in lower case.
fn spellings(secret: &str) -> Vec<String> {
    let coded = |before: usize| {
        let all = base64_of::STANDARD_NO_PAD.encode("x".repeat(before) + secret);
        all[(before * 8).div_ceil(6)..(before + secret.len()) * 8 / 6].to_owned()
    };
    let mut all = vec![secret.to_owned(), hex(secret, "")];
    all.extend([0, 1, 2].map(coded));
    all.extend([0, 1, 2].map(|before| coded(before).replace('+', "-").replace('/', "_")));
    all.push(hex(secret, "%"));
    all.push(serde_json::to_string(secret).unwrap().trim_matches('"').to_owned());
    all.into_iter().map(|text| text.to_lowercase()).collect()
}

fn holds(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes).to_lowercase();
    [TOKEN, PASSWORD].iter().flat_map(|secret| spellings(secret)).find(|spelling| text.contains(spelling))
}

fn run(site: &Site, arguments: &[&str], typed: &str) -> Output {
    let mut command = site.command(arguments);
    given(&mut command);
    feed(command, typed)
}

fn given(command: &mut Command) {
    command.envs(VARIABLES).env("LC_ALL", "C.UTF-8");
}

/// All files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// Looks for the secrets in what was printed, and in every file of the migration.
fn is_kept_clean(site: &Site, outputs: &[Output]) {
    for output in outputs {
        assert_eq!(holds(&output.stdout).or(holds(&output.stderr)), None, "{}", said(output));
    }
    for file in files(&site.path("m")) {
        assert_eq!(holds(&fs::read(&file).unwrap()), None, "{}", file.display());
    }
}

/// The same, and in everything that is made of the migration.
fn is_clean(site: &Site, outputs: &[Output]) {
    is_kept_clean(site, outputs);
    let made = [
        &["report", "m", "--format", "md"][..],
        &["report", "m", "--format", "html"],
        &["report", "m", "--format", "json"],
        &["ticket", "m"],
        &["review", "m"],
        &["status", "m", "--json"],
        &["cast", "m", "-o", "out/c.cast"],
        &["bundle", "m", "-o", "out/b.zip"],
    ];
    fs::create_dir_all(site.path("out")).unwrap();
    for arguments in made {
        let output = run(site, arguments, "");
        assert_eq!(holds(&output.stdout).or(holds(&output.stderr)), None, "{arguments:?}: {}", said(&output));
    }
    assert!(site.path("out/c.cast").exists() && site.path("out/b.zip").exists());
    for (name, bytes) in crate::files::bundle::files(&site.path("out/b.zip")) {
        assert_eq!(holds(&bytes), None, "{name} of the bundle");
    }
    for file in files(&site.path("out")) {
        assert_eq!(holds(&fs::read(&file).unwrap()), None, "{}", file.display());
    }
    assert_eq!(code(&run(site, &["verify", "m"], "")), 0, "evidence is what its digest says");
}

/// A migration whose LifeTime answers like this, at its pause.
fn watched(routes: Routes) -> (Site, Server, Output) {
    let server = Server::plain(routes);
    let site = Site::new();
    let lifetime = format!("[lifetime]\nurl = \"{}\"\ntoken_env = \"ACMOVE_LIFETIME_TOKEN\"\n", server.base);
    site.write("infrastructure.toml", &description().replacen("[[environment]]", &(lifetime + "[[environment]]"), 1));
    assert_eq!(code(&run(&site, &["new", "m", "--infrastructure", "infrastructure.toml"], "")), 0);
    site.write("answers.toml", &answers(&[]));
    let output = run(&site, &["run", "m", "--answers", "answers.toml", "--unattended", "--log", "out.log"], "");
    assert_eq!(holds(&fs::read(site.path("out.log")).unwrap_or_default()), None);
    assert_eq!(code(&output), 4, "{}", said(&output));
    (site, server, output)
}

const LIST: &str = "/lifetimeapi/rest/v2/environments/";
const PLANS: &str = "/lifetimeapi/rest/v2/deployments/?";

#[test]
fn whatever_lifetime_sends_back_of_its_token_is_written_down_nowhere() {
    let json = serde_json::to_string(TOKEN).unwrap();
    let environments: Vec<String> = NAMES[1..]
        .iter()
        .map(|(id, ..)| format!(r#"{{"Key":"{id}","Name":"{id}","EnvironmentType":"Production"}}"#))
        .collect();
    let other = format!(r#"{{"Key":"more","Name":{json}}}"#);
    let list = format!("[{},{other}]", environments.join(","));
    let plan = format!(
        r#"[{{"Key":"1111","TargetEnvironmentKey":"production","StartedOn":"2018-11-28T21:00:00Z","StartedBy":{json}}},
            {{"Key":"2222","TargetEnvironmentKey":"more","StartedOn":"2018-11-28T21:00:00Z","StartedBy":"x"}}]"#
    );
    let hexadecimal = hex(TOKEN, "").to_uppercase();
    let address = hex(TOKEN, "%").to_uppercase();
    let base64 = base64_of::STANDARD.encode(format!("Bearer {TOKEN}"));
    let errors = format!(r#"{{"Errors":[{json},"{hexadecimal} {address} {base64}"],"StatusCode":403}}"#);
    let leads = |to: String| vec![(LIST, vec![Reply::Leads(to)])];
    for routes in [
        leads(format!("https://sso.example/login?ticket={address}")),
        leads(format!("https://user:{address}@sso.example/{TOKEN}#{TOKEN}")),
        vec![(LIST, vec![says(200, &json)])],
        vec![(LIST, vec![says(200, &format!(r#"[{{"Key":{json}}}]"#))])],
        vec![(LIST, vec![says(200, &format!(r#"[{{"Key":"k","Name":"n","Order":{json}}}]"#))])],
        vec![(LIST, vec![says(403, &errors)])],
        vec![(LIST, vec![says(500, &errors)])],
        vec![(LIST, vec![says(200, &list)]), (PLANS, vec![says(200, &json)])],
        vec![
            (LIST, vec![says(200, &list)]),
            (PLANS, vec![says(200, &plan)]),
            (
                "/lifetimeapi/rest/v2/deployments/1111/status/",
                vec![says(200, &format!(r#"{{"DeploymentStatus":{json}}}"#))],
            ),
            ("/lifetimeapi/rest/v2/deployments/2222/status/", vec![says(200, r#"{"DeploymentStatus":"running"}"#)]),
        ],
    ] {
        // What is made of a migration, is made of its files.
        let is_last = routes.len() > 2;
        let (site, _server, output) = watched(routes);
        if is_last { is_clean(&site, &[output]) } else { is_kept_clean(&site, &[output]) }
    }
}

#[test]
fn of_a_redirect_only_the_place_is_written_down() {
    let ticket = "ST-4711-".to_owned() + &"abcdefgh".repeat(500);
    for location in [
        format!("https://sso.example/adfs/ls?ticket={ticket}"),
        format!("https://sso.example/adfs/ls;jsessionid={ticket}"),
        format!("https://sso.example/adfs/ls/{ticket}"),
        format!("https://{ticket}@sso.example/adfs/ls#{ticket}"),
        format!("//user:{ticket}@sso.example/adfs/ls%3Fticket={ticket}"),
    ] {
        let (site, ..) = watched(vec![(LIST, vec![Reply::Leads(location)])]);
        let journal = site.journal();
        assert!(journal.contains("LifeTime redirects to ") && journal.contains("sso.example/adfs/ls"), "{journal}");
        assert!(!journal.contains("abcdefgh"), "{journal}");
    }
}

#[cfg(unix)]
#[test]
fn whatever_a_command_prints_of_a_secret_is_written_down_nowhere() {
    let site = Site::new();
    let script = "env | grep -i -e canary -e token; echo \"$0 $1\"; printf '> Authorization: Basic '; printf '%s:%s' \"$0\" \"$1\" | base64; \
                  printf %s \"$1\" | base64; printf x%s \"$1\" | base64; printf xx%s \"$1\" | base64; \
                  printf %s \"$1\" | od -An -tx1; printf %s \"$1\" | tr a-z A-Z";
    let command = format!(
        "[environment.commands]\nupload_license = [\"sh\", \"-c\", {script:?}, \"{{user}}\", \"{{password}}\", \"{{license}}\"]\n\
         user_env = \"CANARY_USER\"\npassword_env = \"CANARY_PASSWORD\"\n"
    );
    site.write("infrastructure.toml", &(description() + &command));
    assert_eq!(code(&run(&site, &["new", "m", "--infrastructure", "infrastructure.toml"], "")), 0);
    site.write("answers.toml", &answers(&[("production/upload-source", "command = true")]));
    let output = run(&site, &["run", "m", "--answers", "answers.toml", "--unattended"], "");
    assert_eq!(code(&output), 0, "{}", said(&output));
    let journal = site.journal();
    assert!(journal.contains("command-ended") && journal.contains("[hidden]"), "{journal}");
    is_clean(&site, &[output]);
    let printed = files(&site.path("m/evidence"))
        .iter()
        .map(|file| fs::read_to_string(file).unwrap())
        .find(|text| text.contains("Authorization"));
    let printed = printed.unwrap();
    assert!(
        printed.contains("> Authorization: Basic [hidden]") && !printed.contains("ACMOVE_LIFETIME_TOKEN"),
        "{printed}"
    );
}

#[test]
fn a_secret_that_somebody_types_or_pastes_is_written_down_nowhere() {
    let site = Site::started();
    let hexadecimal = hex(TOKEN, "");
    // A note on every card on the way, and a page that holds it.
    let note = format!("7\nthe token is {TOKEN}, or {hexadecimal}\n");
    let menu = said(&site.typing(&["run", "m"], ""));
    let number =
        menu.lines().find(|line| line.contains("Write a note")).unwrap().trim().split('.').next().unwrap().to_owned();
    let output = run(&site, &["run", "m"], &note.replacen('7', &number, 1));
    assert!(site.journal().contains("the token is [hidden], or [hidden]"), "{}", said(&output));
    for (side, code, value) in [("source", SOURCE, "Ignore"), ("target", TARGET, "Protected")] {
        let organization = |name: &str, serial| page(serial, code, value).replace("ACME", name);
        site.write(&format!("in/production-{side}.txt"), &organization(&format!("ACME {TOKEN}"), NAMES[4].2));
        let wide = "\u{feff}".to_owned() + &organization(TOKEN, NAMES[2].2);
        let wide: Vec<u8> = wide.encode_utf16().flat_map(u16::to_le_bytes).collect();
        fs::write(site.path(&format!("in/quality-{side}.txt")), wide).unwrap();
    }
    let json = serde_json::to_string(&format!("Invalid Intellectual Property: {TOKEN}")).unwrap();
    site.write(
        "answers.toml",
        &(answers(&[
            ("production/upload-source", &format!("done = true\nnote = {}", serde_json::to_string(TOKEN).unwrap())),
            ("staging/republish", &format!("message = {json}")),
        ]) + "[on.stopped]\ndo = \"hold\"\n"),
    );
    let went = run(&site, &["run", "m", "--answers", "answers.toml", "--unattended"], "");
    assert_eq!(code(&went), 5, "{}", said(&went));
    let journal = site.journal();
    assert!(
        journal.contains("\"organization\":\"ACME [hidden]\"") && journal.contains("\"organization\":\"[hidden]\""),
        "{journal}"
    );
    assert!(journal.contains("Invalid Intellectual Property: [hidden]"), "{journal}");
    let nowhere = run(&site, &["run", "m"], &format!("1\n{TOKEN}\n"));
    is_clean(&site, &[output, went, nowhere]);
}

#[test]
fn a_page_with_a_secret_is_known_again_as_the_one_from_before() {
    let site = Site::started();
    for (side, code, value) in [("source", SOURCE, "Ignore"), ("target", TARGET, "Protected")] {
        site.write(&format!("in/production-{side}.txt"), &page(NAMES[4].2, code, value).replace("ACME", TOKEN));
    }
    let back = way_back().replace("in/production-restored.txt", "in/production-source.txt");
    let stops = answers(&[("production/republish", IP_ERROR)]) + &back + "[on.stopped]\ndo = \"rollback\"\n";
    site.write("answers.toml", &stops);
    let went = run(&site, &["run", "m", "--answers", "answers.toml", "--unattended"], "");
    let status = site.status();
    let all = status["steps"].as_array().unwrap();
    let confirmed = all.iter().find(|step| step["id"] == "production/confirm-source").unwrap();
    assert_ne!(confirmed["state"], "done", "{}", said(&went));
    assert!(said(&went).contains("the same as before the upload"), "{}", said(&went));
    is_clean(&site, &[went]);
}

#[test]
fn an_address_that_is_none_is_not_repeated_with_its_password() {
    let site = Site::new();
    for address in [
        "HTTPS://user:c4nary@host",
        "https:user:c4nary@host",
        "user:c4nary@host",
        "https:/user:c4nary@host",
        "//user:c4nary@host",
        "https:\\\\user:c4nary@host",
        "ftp://user:c4nary@host",
        "https://user:c4nary",
        "https://user:c4nary\u{ff20}host",
        "https://user%3Ac4nary%40host",
        "Http://c4nary@host",
        "https://host?c4nary",
        "https://host/#c4nary",
        "https//user:c4nary@host",
        " https://user:c4nary@host",
        "c4nary",
        "https://ho st/c4nary",
        "htps://user:c4nary@host",
    ] {
        let quoted = toml::Value::String(address.to_owned());
        let lifetime = format!("[lifetime]\nurl = {quoted}\ntoken_env = \"T\"\n");
        let center = format!("portal = {quoted}\nsupport = {quoted}\n{}service_center = {quoted}\n", description());
        for text in [description() + &lifetime, center] {
            site.write("infrastructure.toml", &text);
            let output = run(&site, &["new", "n", "--infrastructure", "infrastructure.toml"], "");
            assert_eq!(code(&output), 2, "{address}: {}", said(&output));
            assert!(!said(&output).contains("c4nary"), "{address}: {}", said(&output));
        }
        let output = run(&site, &["new", "n", "--from-lifetime", address], "");
        assert_eq!(code(&output), 2, "{address}: {}", said(&output));
        assert!(!said(&output).contains("c4nary"), "{address}: {}", said(&output));
    }
    for (address, taken) in [
        ("HTTPS://host.example/ServiceCenter", "https://host.example/ServiceCenter"),
        ("Http://[::1]:8080/x@y", "http://[::1]:8080/x@y"),
    ] {
        assert_eq!(acmove::domain::infrastructure::address(address).unwrap(), taken);
    }
}
