//! Nights in which something goes wrong, or is done otherwise than the card says.

mod commanded;
mod left_out;
mod mistyped;
mod modules;
mod nights;
mod pointed;

use super::{
    Night,
    faces::Act,
    said::said,
    sitting::{Case, Sitting, play},
    way::{
        ALL_BACK, ALL_GONE, BLIND, GIVEN, KILLED, NO_ABORT, OTHER_SERIAL, OVER, QUIET, RUBBISH, RUNNING, SOURCE, TWO,
        TWO_DAMAGED, begun, choose, until, watched, with_commands,
    },
};
use crate::harness::story::IP_ERROR;

pub(super) fn nights() -> Vec<Night> {
    let cases = [
        damaged(),
        rubbish(),
        messages(),
        aborts(),
        blind(),
        decided(),
        looked_at_once_more(),
        commanded::commanded(),
        windows(),
        left_out::left_out(),
        modules::modules(),
        nights::nights(),
        said(),
        pointed::pointed(),
    ];
    let cases = cases.into_iter().flatten().chain(mistyped::codes());
    cases.map(|case| -> Night { (case.name.to_owned(), Box::new(move || play(&case))) }).collect()
}

fn case(name: &'static str, description: &str, sittings: Vec<Sitting>) -> Case {
    Case { name, description: description.to_owned(), is_rehearsal: false, sittings }
}

/// One sitting: the way up to a step, then something else.
pub(super) fn at(name: &'static str, way: &[Act], acts: &[Act]) -> Case {
    case(name, TWO, vec![[way, acts].concat()])
}

/// The same, while LifeTime is watched and shows no deployment at first.
fn watching(name: &'static str, way: &[Act], acts: &[Act]) -> Case {
    case(name, &watched(), vec![[&[QUIET], way, acts].concat()])
}

fn damaged() -> Vec<Case> {
    let begin = choose("b", "Start the upload", &[]);
    let target = choose("g", "Select the downloaded file", &[&format!("{GIVEN}lifetime-target.lic")]);
    vec![
        case(
            "two files of the vault are damaged, and somebody looks",
            TWO,
            vec![until("lifetime/obtain-target"), vec![TWO_DAMAGED]],
        ),
        case(
            "two files of the vault are damaged, and somebody gives another",
            TWO,
            vec![until("lifetime/obtain-target"), vec![TWO_DAMAGED, target.clone()]],
        ),
        case(
            "two files of the vault are damaged, and somebody writes a note",
            TWO,
            vec![until("lifetime/obtain-target"), vec![TWO_DAMAGED, choose("w", "Write a note", &["look"])]],
        ),
        case(
            "the vault is away while somebody looks, and back when they act",
            TWO,
            vec![until("lifetime/obtain-target"), vec![ALL_GONE], vec![ALL_BACK, target]],
        ),
        at(
            "a file of the vault is gone when an upload is begun",
            &until("production/upload-source"),
            &[ALL_GONE, begin.clone()],
        ),
        at(
            "two files of the vault are gone when an upload is begun",
            &until("lifetime/upload-target"),
            &[ALL_GONE, begin],
        ),
        at(
            "the files of the vault are gone when a rollback begins",
            &until("lifetime/check-target"),
            &[ALL_GONE, choose("R r", "Roll back", &["it went wrong", "roll back"])],
        ),
    ]
}

fn rubbish() -> Vec<Case> {
    let give = |name: &str| choose("g", "Select a saved page", &[&format!("{GIVEN}{name}")]);
    let file = |name: &str| choose("g", "Select the downloaded file", &[&format!("{GIVEN}{name}")]);
    vec![
        at("rubbish is pasted at a check", &until("production/check-source"), &[Act::Paste(RUBBISH.to_owned())]),
        at("rubbish is given as a page", &until("production/check-source"), &[give("rubbish.txt")]),
        at("a page that is not there is given", &until("production/check-source"), &[give("nothing.txt")]),
        at("a web page is given as a license", &until("production/obtain-source"), &[file("login.html")]),
        at(
            "a message that nobody knows is a failed publish",
            &begun("production/republish"),
            &[choose("e", "It failed: paste the message", &["it did not work"])],
        ),
        at(
            "the serial number of no environment changes",
            &until("before/read-procedure"),
            &[choose("z", "The serial number changed", &[OTHER_SERIAL, "the VM was moved", "void"])],
        ),
        at(
            "no attempts yet that could be done again",
            &Vec::new(),
            &[choose("u", "Redo the last step", &["to be sure"])],
        ),
        Case {
            is_rehearsal: true,
            ..at(
                "a card of a rehearsal without practice pages",
                &until("production/upload-source"),
                &[choose("d", "Do it for me", &[])],
            )
        },
    ]
}

/// What is given as the message of a test publish.
fn messages() -> Vec<Case> {
    let came_up = |text: &str| choose("e", "It failed: paste the message", &[text]);
    let unclear = || came_up("Erro: published successfully\n\nlinha 3");
    let begun = begun("lifetime/republish");
    vec![
        at(
            "a message of several lines whose third line stops the line",
            &begun,
            &[came_up(
                "1\tSaving\tSaving ECT_Provider to disk.\n2\tUploading\tStoring a new version into srv-dev\n\tForeign Module Error\tYour OutSystems subscription only allows uploading modules developed in your environment.",
            )],
        ),
        at(
            "the page with the result of a publish, with blank lines",
            &begun,
            &[came_up("Publish of ECT_Provider\n\nECT_Provider published successfully.\n\nBack to the module")],
        ),
        at(
            "the result of another module",
            &begun,
            &[came_up("Publish of Other_App\nOther_App published successfully.")],
        ),
        at("a message that nobody can tell", &begun, &[unclear()]),
        at(
            "a message that a person reads as a success",
            &begun,
            &[unclear(), choose("y", "It says that the module was published", &[])],
        ),
        at(
            "a message that a person reads as an error of Intellectual Property",
            &begun,
            &[unclear(), choose("s", "It is an Intellectual Property error", &[])],
        ),
        at(
            "a message that a person reads as another error, after another one",
            &begun,
            &[
                unclear(),
                choose("e", "Paste another text", &["soup\nthen fish"]),
                choose("f", "It is another error", &[]),
            ],
        ),
        at(
            "a message that nobody can tell, and it was not done",
            &begun,
            &[unclear(), choose("n", "I did not publish it", &[])],
        ),
    ]
}

fn aborts() -> Vec<Case> {
    let abort = |name: &str| choose("a", "Abort the deployment", &[name]);
    let pause = || until("pause/pause-production");
    vec![
        watching(
            "an abort that LifeTime refuses",
            &pause(),
            &[RUNNING, choose("y", "Deployments are paused", &[]), NO_ABORT, abort("Production")],
        ),
        watching(
            "an abort that LifeTime takes",
            &pause(),
            &[RUNNING, choose("y", "Deployments are paused", &[]), abort("Production"), OVER],
        ),
        watching(
            "an abort of another name",
            &pause(),
            &[RUNNING, choose("y", "Deployments are paused", &[]), abort("Quality")],
        ),
    ]
}

fn blind() -> Vec<Case> {
    let paused = || choose("y", "Deployments are paused", &[]);
    let looked = choose("g", "I checked LifeTime myself", &["nothing runs there"]);
    let file = choose("g", "Select the downloaded file", &[&format!("{GIVEN}production-source.lic")]);
    let pause = || until("pause/pause-production");
    vec![
        case(
            "LifeTime does not answer at the pause",
            &watched(),
            vec![[&[BLIND], &*pause(), &[paused(), looked.clone(), paused(), file.clone()]].concat()],
        ),
        case("nobody has a token for LifeTime", &watched(), vec![[&*pause(), &[paused(), file.clone()]].concat()]),
        watching(
            "LifeTime stops answering in the freeze, and answers again",
            &until("production/obtain-source"),
            &[BLIND, file.clone(), QUIET, choose("b", "Start the upload", &[]), choose("y", "I uploaded it", &[])],
        ),
        case(
            "acmove is left in the freeze and opened again",
            &watched(),
            vec![[&[QUIET], &*until("production/obtain-source")].concat(), vec![file.clone()]],
        ),
        case(
            "acmove is killed in the freeze and opened again",
            &watched(),
            vec![[&[QUIET], &*until("production/obtain-source")].concat(), vec![KILLED, file]],
        ),
    ]
}

fn decided() -> Vec<Case> {
    let go_on = || choose("g", "Continue", &["agreed with the team"]);
    let back = choose("R r", "Roll back", &["it went wrong", "roll back"]);
    vec![
        at("nothing goes wrong", &until("end"), &[]),
        at(
            "a rollback to its end",
            &until("lifetime/check-target"),
            &[
                back.clone(),
                choose("y", "Deployments are paused", &[]),
                choose("b", "Start the upload", &[]),
                choose("y", "I uploaded it", &[]),
                choose("c", "Report what it shows", &[SOURCE, ""]),
                choose("b", "Start the test publish", &[]),
                choose("y", "It was published", &[]),
                choose("y", "It is done", &[]),
            ],
        ),
        watching("a rollback while a deployment runs", &until("production/check-target"), &[RUNNING, back]),
        at(
            "an error stops the line, and somebody goes on all the same",
            &begun("lifetime/republish"),
            &[
                choose("e", "It failed: paste the message", &[IP_ERROR]),
                choose("h", "Hold", &["the team is called"]),
                choose("l", "Continue anyway", &["it is a test module", "continue anyway"]),
            ],
        ),
        at("a requirement does not hold", &Vec::new(), &[choose("n", "No", &["end"])]),
        at(
            "waiting, a note, another module, giving up",
            &until("production/upload-source"),
            &[
                choose("h", "Hold", &["lunch"]),
                choose("w", "Write a note", &["the portal is slow"]),
                choose("A", "Give up", &["not today", "give up"]),
            ],
        ),
        watching(
            "a deployment in the freeze is decided about",
            &until("production/obtain-source"),
            &[
                RUNNING,
                choose("w", "Write a note", &["somebody deploys"]),
                go_on(),
                OVER,
                choose("w", "Write a note", &["it is over"]),
                go_on(),
            ],
        ),
    ]
}

/// A window that is over before anything begins: whatever the time is, it cannot hold a rollback.
fn windows() -> Vec<Case> {
    let window = "window = { start = \"2026-03-07T22:00:00+01:00\", end = \"2026-03-08T02:00:00+01:00\" }\n";
    let over = || TWO.replacen("[[environment]]", &format!("{window}[[environment]]"), 1);
    let begin = choose("b", "Start the upload", &[]);
    let go_on = choose("g", "Continue", &["agreed with the team"]);
    let in_it = |name, acts: &[Act]| Case { description: over(), ..at(name, &until("lifetime/upload-target"), acts) };
    vec![
        in_it(
            "the first upload of BBB, in a window that is over, is decided about",
            &[choose("h", "Hold", &["the team is called"]), go_on, begin],
        ),
        in_it(
            "change window before BBB, in one that is over",
            &[choose(
                "W",
                "Change the window",
                // It is far away, and asked about.
                &[
                    "2096-02-29T22:00:00+01:00",
                    "2096-03-01T02:00:00+01:00",
                    "2096-03-01T02:00:00+01:00",
                    "it was moved",
                ],
            )],
        ),
        at(
            "a window where there was none",
            &until("before/read-procedure"),
            &[
                choose("W", "Change the window", &["2096-02-29 22:00", "02:00", "02:00", "now there is one"]),
                choose("W", "Change the window", &["2096-02-29 22:00", "2096-02-29 21:00"]),
            ],
        ),
        in_it("it ends before BBB in a window that is over", &[choose("A", "Give up", &["another night", "give up"])]),
    ]
}

/// A deployment is started while a card is shown that does not know it yet.
fn looked_at_once_more() -> Vec<Case> {
    let file = choose("g", "Select the downloaded file", &[&format!("{GIVEN}production-source.lic")]);
    vec![
        watching(
            "LifeTime before the pause is closed",
            &until("pause/pause-production"),
            &[RUNNING, choose("y", "Deployments are paused", &[])],
        ),
        watching(
            "LifeTime before an upload is begun",
            &until("production/upload-source"),
            &[RUNNING, choose("b", "Start the upload", &[])],
        ),
        watching(
            "LifeTime before an upload is said to be done",
            &begun("production/upload-source"),
            &[RUNNING, choose("y", "I uploaded it", &[])],
        ),
        watching(
            "LifeTime before a step is taken back",
            &begun("production/upload-source"),
            &[RUNNING, choose("n", "I did not upload it", &[])],
        ),
        watching("LifeTime before a file is given", &until("production/obtain-source"), &[RUNNING, file]),
        watching(
            "LifeTime before a value is claimed",
            &until("production/check-source"),
            &[RUNNING, choose("c", "Report what it shows", &["AAA Ignore", ""])],
        ),
        watching(
            "LifeTime before a publish is said to be done",
            &begun("production/republish"),
            &[RUNNING, choose("y", "It was published", &[])],
        ),
        watching(
            "LifeTime before the resume",
            &until("resume/resume-production"),
            &[RUNNING, choose("y", "Deployments are resumed", &[])],
        ),
        watching(
            "LifeTime before an upload is begun, when it did not answer before",
            &until("production/upload-source"),
            &[BLIND, choose("w", "Write a note", &["it is silent"]), RUNNING, choose("b", "Start the upload", &[])],
        ),
        Case {
            description: with_commands(&watched()),
            ..watching(
                "LifeTime before a command is run",
                &until("production/upload-source"),
                &[RUNNING, choose("x", "Let ConfigurationTool upload it", &[])],
            )
        },
    ]
}
