//! New license files in the folder of downloads: offered for the step that asks for one, never taken by themselves.

use std::{
    fs,
    path::{Path, PathBuf},
};

use acmove::{
    domain::digest::Digest,
    engine::{
        download::{Download, DownloadFilter},
        downloads::{download_filter, offer},
        ports::Inspect as _,
        subject::Subject,
    },
    runtime::inspector::Inspector,
    tui::message::Msg,
};
use jiff::{SignedDuration, Timestamp};

use crate::harness::{
    scene::Scene,
    story::{EDITIONS, FOUR, Story, env_ix},
};

const PRODUCTION: &str = "XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT.lic";
const QUALITY: &str = "QA7-1LT-Y6H-ZN0-3DF-V8P-2MX-W4J.lic";

fn story() -> Story {
    let description = FOUR.replacen("[[environment]]", "downloads = \"~/Downloads\"\n[[environment]]", 1);
    let mut story = Story::of(EDITIONS[0], &description);
    story.through("pause/pause-production");
    story
}

fn download(name: &str, saved: Timestamp) -> Download {
    Download {
        path: PathBuf::from(name),
        name: name.to_owned(),
        bytes: 1834,
        saved,
        sha256: Digest::of(name.as_bytes()),
    }
}

fn scene(names: &[&str]) -> Scene {
    let story = story();
    let mut scene = Scene::of(&story, (100, 30));
    let all = (0..).zip(names).map(|(age, name)| download(name, story.now - SignedDuration::from_mins(age)));
    scene.send(Msg::Downloads(Ok(all.collect())));
    scene
}

fn offered(scene: &Scene) -> Option<&str> {
    let session = &scene.model.engine.session;
    offer(session, scene.model.ui.subject(session)).map(|download| download.name.as_str())
}

#[test]
fn the_file_of_the_environments_serial_number_comes_first_and_that_of_another_never() {
    assert_eq!(offered(&scene(&["license.lic", PRODUCTION, QUALITY])), Some(PRODUCTION));
    assert_eq!(offered(&scene(&["license (1).lic", "license.lic", QUALITY])), Some("license (1).lic"), "the newest");
    assert_eq!(offered(&scene(&[QUALITY])), None);
    assert_eq!(offered(&scene(&["ZZZ-NMO-IL5-OYI-9SO-LCU-4SQ-QUT.lic"])), None, "nobody has that serial number");
    assert_eq!(offered(&scene(&[])), None);
}

#[test]
fn it_is_shown_with_its_size_its_age_and_whose_serial_number_it_is_named_after_and_waits_for_a_key() {
    let mut scene = scene(&["x.lic", "y.lic", PRODUCTION]);
    let screen: String = scene.screen().split_whitespace().collect::<Vec<_>>().join(" ");
    let told = format!(
        "New in the downloads: {PRODUCTION} (1.8 kB, saved 2 min ago); its name has the serial number of Production. D uses it."
    );
    assert!(screen.contains(&told), "{screen}");
    assert!(scene.model.engine.session.run.environment(env_ix(3)).backup.is_none());
    // It is looked at like a file that was named: it is not there.
    scene.press("D");
    assert!(scene.screen().contains("There is no file"), "{}", scene.screen());
}

#[test]
fn what_comes_while_somebody_chooses_or_types_changes_nothing_of_that() {
    let mut scene = scene(&[]);
    scene.press("Down");
    let before = scene.model.ui.selected;
    let now = scene.now;
    scene.send(Msg::Downloads(Ok(vec![download(PRODUCTION, now)])));
    assert_eq!(scene.model.ui.selected, before.map(|place| place + 1), "the same choice, one further down");
    scene.press("g \"half a pa");
    scene.send(Msg::Downloads(Ok(Vec::new())));
    assert!(scene.screen().contains("half a pa"));
    scene.send(Msg::Downloads(Err("The folder cannot be read.".to_owned())));
    assert!(scene.screen().contains("The folder cannot be read.") && scene.screen().contains("half a pa"));
}

#[test]
fn the_folder_is_looked_at_only_while_a_card_asks_for_a_file() {
    let story = story();
    let scene = Scene::of(&story, (100, 30));
    let session = &scene.model.engine.session;
    let here = scene.model.ui.subject(session);
    assert_eq!(download_filter(session, here).map(|download_filter| download_filter.since), Some(session.run.started));
    assert_eq!(
        download_filter(
            session,
            Subject::Step(scene.model.engine.session.run.plan.index(&"production/upload-source".into()).unwrap())
        ),
        None
    );
    let unconfigured = Scene::of(&Story::paused(), (100, 30));
    assert_eq!(
        download_filter(
            &unconfigured.model.engine.session,
            unconfigured.model.ui.subject(&unconfigured.model.engine.session)
        ),
        None
    );
}

#[test]
fn only_license_files_since_the_beginning_are_found_and_a_folder_that_is_gone_is_said() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("a.lic", "1"), ("b.LIC", "2"), ("c.txt", "3"), ("d.lic.part", "4"), ("empty.lic", "")] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    fs::create_dir(folder.path().join("e.lic")).unwrap();
    let inspector = Inspector::of(Path::new("nowhere"));
    let since = |since| DownloadFilter { folder: folder.path().display().to_string(), since };
    let mut names: Vec<String> = inspector
        .downloads(&since(Timestamp::UNIX_EPOCH), &[])
        .unwrap()
        .into_iter()
        .map(|download| download.name)
        .collect();
    names.sort();
    assert_eq!(names, ["a.lic", "b.LIC"]);
    assert_eq!(inspector.downloads(&since(Timestamp::MAX), &[]).unwrap(), []);
    let gone =
        DownloadFilter { folder: folder.path().join("gone").display().to_string(), since: Timestamp::UNIX_EPOCH };
    assert!(inspector.downloads(&gone, &[]).unwrap_err().contains("cannot be read"));
}

#[test]
fn what_is_in_the_vault_is_not_offered_again() {
    let mut story = story();
    story.through("production/obtain-source");
    let kept = story.run.environment(env_ix(3)).backup.as_ref().unwrap().sha256;
    let mut scene = Scene::of(&story, (100, 30));
    scene.press("Tab");
    let now = scene.now;
    scene.send(Msg::Downloads(Ok(vec![Download { sha256: kept, ..download("license.lic", now) }])));
    assert_eq!(offered(&scene), None);
}
