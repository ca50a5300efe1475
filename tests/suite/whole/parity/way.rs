//! The way of a small migration, as somebody goes it at either face: what is done at each step, and what happens outside.

use std::{fs, path::Path};

use acmove::{
    domain::{
        deployment::DeploymentStatus,
        page::MessageClass,
        tool::{Process, ToolEnd},
        watch::Observation,
    },
    engine::{
        ports::ReadyCommand,
        tool_run::{ToolResult, ToolSpec},
    },
};

use super::faces::{Act, Outside};
use crate::harness::{
    scene::page,
    watching::{deployment, seen, with_lifetime},
};

/// LifeTime and one environment, without a window: no time makes a difference.
pub(super) const TWO: &str = r#"
name = "ACME"
source = "8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT"
target = "K2D.0QX.7LM.ZP4.A8S.1RT.WQ9.B3N"
module = "ECT_Provider"
[[environment]]
name = "LifeTime"
role = "lifetime"
serial = "KSM-OIR-8NU-JAQ-2HH-X45-5VZ-GTS"
[[environment]]
name = "Production"
role = "production"
serial = "XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT"
"#;

/// The code that the migration comes from.
pub(super) const SOURCE: &str = "8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT";

/// The code that the migration goes to.
pub(super) const TARGET: &str = "K2D.0QX.7LM.ZP4.A8S.1RT.WQ9.B3N";

/// The commands of Production: they only pretend.
const COMMANDS: &str = r#"
[environment.commands]
upload_license = ["succeeds", "{license}"]
publish = ["fails-without-words", "{package}"]
package = "in/ECT_Provider.osp"
"#;

/// The serial numbers of Production and LifeTime, and one that no server had before.
pub(super) const SERIAL: &str = "XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT";
pub(super) const LIFETIME: &str = "KSM-OIR-8NU-JAQ-2HH-X45-5VZ-GTS";
pub(super) const OTHER_SERIAL: &str = "ZZI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT";

/// The folder of files that are given, as it is written in what is typed.
pub(super) const GIVEN: &str = "GIVEN/";

/// The block of modules on a page of `ActivationCodeCheck` that names two.
pub(super) const MODULES: &str = "2 Modules (of a total of 21) with a different activation code from the license.";

/// A page of `ActivationCodeCheck`.
pub(super) fn modules_page(code: &str, modules: &str) -> String {
    let extensions = "All 23 Extensions with the same activation code as the license.";
    format!("ACTIVATIONCODECHECK\nEnvironment Activation code:\n{code}\nModules\n{modules}\nExtensions\n{extensions}\n")
}

/// The same with the deployments of its LifeTime watched.
pub(super) fn watched() -> String {
    with_lifetime(TWO)
}

pub(super) fn with_commands(description: &str) -> String {
    description.to_owned() + COMMANDS
}

/// The same, with one that reads the serial number before an upload.
pub(super) fn with_reading(reader: &str) -> String {
    with_commands(TWO) + &format!("get_serial = [\"{reader}\"]\n")
}

pub(super) fn choose(keys: &'static str, label: &'static str, typed: &[&str]) -> Act {
    Act::Choose { keys, label, typed: typed.iter().map(|text| (*text).to_owned()).collect() }
}

/// What is done at each step up to one, where everything goes well.
pub(super) fn until(step: &str) -> Vec<Act> {
    let ways = way();
    assert!(ways.iter().any(|(known, _)| known == step), "there is no step {step}");
    ways.into_iter().take_while(|(known, _)| known != step).flat_map(|(_, acts)| acts).collect()
}

/// The same, and the step is begun.
pub(super) fn begun(step: &str) -> Vec<Act> {
    let (_, acts) = way().into_iter().find(|(known, _)| known == step).unwrap();
    let begin = acts.into_iter().next();
    until(step).into_iter().chain(begin).collect()
}

fn way() -> Vec<(String, Vec<Act>)> {
    let once = |step: &str, acts: Vec<Act>| (step.to_owned(), acts);
    let mut way = vec![
        once("requirements", vec![choose("y", "Yes", &[]); 3]),
        once("before/read-procedure", vec![choose("y", "I have read it all", &[])]),
        once("pause/pause-production", vec![choose("y", "Deployments are paused", &[])]),
    ];
    for (environment, side, value) in [
        ("production", "source", "AAA Ignore"),
        ("lifetime", "source", "AAA Ignore"),
        ("lifetime", "target", "BBB Protected"),
        ("production", "target", "BBB Protected"),
    ] {
        let file = format!("{GIVEN}{environment}-{side}.lic");
        let of = |step: &str, acts: Vec<Act>| (format!("{environment}/{step}-{side}"), acts);
        way.push(of("obtain", vec![choose("g", "Select the downloaded file", &[&file])]));
        way.push(of("upload", vec![choose("b", "Start the upload", &[]), choose("y", "I uploaded it", &[])]));
        way.push(of("check", vec![choose("c", "Report what it shows", &[value, ""])]));
    }
    for environment in ["lifetime", "production"] {
        let publish = vec![choose("b", "Start the test publish", &[]), choose("y", "It was published", &[])];
        way.push((format!("{environment}/republish"), publish));
    }
    way.push(once("resume/resume-production", vec![choose("y", "Deployments are resumed", &[])]));
    way.push(once("end", Vec::new()));
    way
}

/// Writes the files that are given on the way.
pub(super) fn write_given(folder: &Path) {
    for environment in ["production", "lifetime"] {
        for side in ["source", "target"] {
            let name = format!("{environment}-{side}.lic");
            fs::write(folder.join(&name), format!("the license file {name}")).unwrap();
        }
    }
    fs::write(folder.join("production.txt"), page(SERIAL, SOURCE, "Ignore")).unwrap();
    let unclear = page(SERIAL, SOURCE, "Ignore").replace("and all features are within", "and most features are near");
    fs::write(folder.join("production-unclear.txt"), unclear).unwrap();
    fs::write(folder.join("modules.txt"), modules_page(SOURCE, MODULES)).unwrap();
    fs::write(folder.join("rubbish.txt"), RUBBISH).unwrap();
    fs::write(folder.join("login.html"), "<!DOCTYPE html><html><body>Log in</body></html>").unwrap();
}

/// A text that is no page.
pub(super) const RUBBISH: &str = "Tuesday\nsoup, then fish\nWednesday\nbread\n";

/// A command that only pretends to do something: what comes of it is told by its program.
#[derive(Debug)]
struct Pretended(String);

/// Has one stand ready.
pub(super) fn pretended(spec: &ToolSpec) -> Box<dyn ReadyCommand> {
    Box::new(Pretended(spec.template.0[0].clone()))
}

impl ReadyCommand for Pretended {
    fn process(&self) -> Option<Process> {
        None
    }

    fn run(self: Box<Self>, _: &mut dyn FnMut(Vec<String>)) -> ToolResult {
        result_of(&self.0)
    }
}

fn result_of(program: &str) -> ToolResult {
    let ended = |end| {
        let text = "this was pretended".to_owned();
        ToolResult {
            end,
            seconds: 1,
            last: vec![text.clone()],
            text,
            serials: Vec::new(),
            failure: None,
            objection: None,
        }
    };
    let well = ended(ToolEnd::Exited { code: 0 });
    let reads = |serial: &str| ToolResult { serials: vec![serial.parse().unwrap()], ..well.clone() };
    match program {
        "succeeds" | "reads-nothing" => well,
        "reads-the-same" => reads(SERIAL),
        "reads-another" => reads(OTHER_SERIAL),
        "fails-without-words" => ToolResult { failure: Some((MessageClass::Other, " ".to_owned())), ..well },
        _ => ended(ToolEnd::Exited { code: 1 }),
    }
}

// What happens outside

pub(super) const QUIET: Act = Act::Happens(|outside| show(outside, seen(&[])));
pub(super) const RUNNING: Act =
    Act::Happens(|outside| show(outside, seen(&[deployment("a", "Production", DeploymentStatus::Running)])));
pub(super) const OVER: Act =
    Act::Happens(|outside| show(outside, seen(&[deployment("a", "Production", DeploymentStatus::Successful)])));
pub(super) const BLIND: Act =
    Act::Happens(|outside| show(outside, Observation::Blind("LifeTime does not answer.".to_owned())));
pub(super) const NO_ABORT: Act =
    Act::Happens(|outside| outside.lifetime.lock().unwrap().no_abort = Some("LifeTime answers 403."));
/// acmove was killed, before it said that nobody watches any more.
pub(super) const KILLED: Act = Act::Happens(|outside| super::journal::forget_last(&outside.folder));
/// Of the files in the vault one is gone, and another one is not what was kept.
pub(super) const TWO_DAMAGED: Act = Act::Happens(|outside| {
    let files = vault(outside);
    take_away(&files[0]);
    take_away(&files[1]);
    fs::write(&files[1], "another file").unwrap();
});
pub(super) const ALL_GONE: Act = Act::Happens(|outside| vault(outside).iter().for_each(|file| take_away(file)));

pub(super) const ALL_BACK: Act = Act::Happens(|outside| {
    for file in vault(outside).iter().filter(|file| file.extension().is_some_and(|ending| ending == "away")) {
        fs::rename(file, file.with_extension("lic")).unwrap();
    }
});

fn show(outside: &Outside, what: Observation) {
    outside.lifetime.lock().unwrap().shows = what;
}

/// The files in the vault, by their names.
fn vault(outside: &Outside) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(outside.folder.join("licenses")).unwrap();
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn take_away(file: &Path) {
    fs::rename(file, file.with_extension("away")).unwrap();
}
