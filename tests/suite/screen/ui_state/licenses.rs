//! Licenses and backups on the screen: nothing is shown as fine that is not.

use acmove::domain::{infrastructure::Side, outlook::State};

use super::{PRODUCTION, SOURCE, TARGET, before, scene};
use crate::harness::{
    scene::{SIZES, Scene, file, page},
    story::{Story, env_ix, show},
};

#[test]
fn every_page_shows_the_licenses_and_what_just_happened() {
    for key in ["i", "p", "R", "t", "N", "?"] {
        let mut scene = scene(&before("lifetime/check-target"));
        scene.press(key).paste(&page("KSM-OIR-8NU-JAQ-2HH-X45-5VZ-GTS", TARGET, "Protected"));
        let text = scene.screen();
        assert!(text.contains("AAA ✓  Development, Quality, Production   BBB ✓  LifeTime"), "{text}");
        assert!(scene.said().contains("verified. The page shows BBB"), "{}", scene.said());
        assert!(text.contains("verified. The"), "{text}");
    }
}

#[test]
fn a_page_with_a_license_that_nobody_installed_raises_an_alarm() {
    let mut scene = scene(&before("lifetime/obtain-source"));
    scene.paste(&page(PRODUCTION, TARGET, "Protected"));
    assert!(scene.screen().contains("Production shows BBB, but no upload"), "{}", scene.screen());
    let mut scene = self::scene(&before("quality/republish"));
    scene.paste(&page(PRODUCTION, SOURCE, "Ignore"));
    assert!(scene.screen().contains("Production shows AAA, although BBB was installed"), "{}", scene.screen());
}

#[test]
fn an_invalid_license_is_never_shown_as_fine() {
    let mut scene = scene(&before("quality/republish"));
    let wrong =
        page(PRODUCTION, TARGET, "Protected").replace("Your license is valid", "Your license is invalid, not valid");
    scene.paste(&wrong);
    let text = scene.screen();
    assert!(text.contains("BBB ✗  Production") && text.contains("▸ Production   BBB ✗"), "{text}");
}

#[test]
fn a_refused_value_is_not_green_again_when_it_is_to_be_obtained_again() {
    let mut story = before("lifetime/check-source");
    let bad = story.page(0, Side::Source, "Protected");
    story.done("lifetime/check-source", show(bad));
    let mut scene = scene(&story);
    scene.press(". Tab Tab Tab");
    while !scene.screen().contains("─ LifeTime:") {
        scene.press("Tab");
    }
    scene.press("u \"Support sent another file\" Enter");
    let text = scene.screen();
    let line = text.lines().find(|line| line.contains(" LifeTime ")).unwrap();
    assert!(line.contains("IPP ✗"), "{text}");
}

#[test]
fn a_rollback_looks_at_the_backups_before_it_trusts_them() {
    let mut scene = scene(&before("lifetime/check-target"));
    scene.press("R r \"it fails\" Enter \"roll back\"").lose_vault_unseen().press("Enter");
    assert_eq!(scene.model.engine.session.outlook.state, State::RollingBack);
    assert_eq!(scene.model.engine.session.run.environment(env_ix(0)).backup, None, "{}", scene.screen());
    assert!(scene.screen().contains("LifeTime WITHOUT A BACKUP"), "{}", scene.screen());
    scene.press("y");
    let text = scene.screen();
    assert!(text.contains("Do not use Service Center: BBB is or may be installed here"), "{text}");
}

#[test]
fn a_file_that_vanishes_from_the_vault_is_shown_and_recorded_only_when_somebody_acts_on_it() {
    let mut scene = scene(&before("lifetime/check-target"));
    let facts = scene.model.engine.session.run.facts;
    scene.lose_vault();
    let run = |scene: &Scene| scene.model.engine.session.run.clone();
    assert_eq!(run(&scene).facts, facts, "{}", scene.said());
    assert!(scene.screen().contains("NOT READY: LifeTime"), "{}", scene.screen());
    assert!(scene.screen().contains("backup ✗"), "{}", scene.screen());
    assert!(
        scene.said().contains("Missing from the vault,") && scene.said().contains("AAA of LifeTime"),
        "{}",
        scene.said()
    );
    scene.press("R Esc i Esc");
    assert_eq!(run(&scene).facts, facts, "looking changes nothing");
    scene.press("R r \"it fails\" Enter \"roll back\" Enter");
    assert!(run(&scene).environments().iter().all(|known| known.backup.is_none()), "{}", scene.screen());
}

#[test]
fn a_drive_that_was_away_and_is_back_has_changed_nothing() {
    let mut scene = scene(&before("lifetime/check-target"));
    let before = scene.model.engine.session.run.clone();
    scene.lose_vault().find_vault();
    assert_eq!(scene.model.engine.session.run, before);
    assert!(scene.screen().contains("ready; restores LifeTime"), "{}", scene.screen());
}

#[test]
fn before_anybody_has_looked_the_backups_are_neither_fine_nor_lost() {
    let mut scene = scene(&before("lifetime/check-target"));
    scene.model.engine.session.vault.clear();
    assert!(scene.screen().contains("acmove is checking the backup that it would restore"), "{}", scene.screen());
}

#[test]
fn every_refusal_is_part_of_the_record() {
    let folder = tempfile::TempDir::new().unwrap();
    let mut scene = scene(&Story::paused());
    let path = file(&folder, "login.lic", "<!DOCTYPE html><title>Log in</title>");
    let facts = scene.model.engine.session.run.facts;
    scene.press(&format!("g \"{path}\" Enter"));
    assert_eq!(scene.model.engine.session.run.facts, facts + 1);
    assert!(scene.screen().contains("login.lic is a web page"), "{}", scene.screen());
    let place = scene.model.engine.session.run.plan.index(&"production/obtain-source".into()).unwrap();
    assert_eq!(scene.model.engine.session.run.step(place).refused, 1);
}

/// What the strip says of a story.
fn licenses(story: &Story) -> String {
    let session = Scene::of(story, SIZES[1]).model.engine.session;
    acmove::view::licenses::Licenses::of(&session).word
}

#[test]
fn all_on_a_code_is_said_only_where_every_page_has_shown_it() {
    assert_eq!(licenses(&Story::paused()), "no Licensing page read yet");
    let mut story = before("lifetime/obtain-source");
    assert_eq!(licenses(&story), "1 of 4 on AAA");
    story.before("lifetime/upload-target");
    assert_eq!(licenses(&story), "all still on AAA");
    story.done("lifetime/upload-target", acmove::domain::command::StepCommand::Begin { vault: story.vault(0) });
    assert_eq!(licenses(&story), "mixed, as planned", "nobody knows, and it may be BBB");
    story.before("production/upload-target");
    assert_eq!(licenses(&story), "mixed, as planned");
    story.done("production/upload-target", acmove::domain::command::StepCommand::Begin { vault: story.vault(3) });
    assert_eq!(licenses(&story), "3 of 4 on BBB, as planned");
    story.done("production/upload-target", crate::harness::story::finish());
    assert_eq!(licenses(&story), "all on BBB, 1 only claimed");
    story.finish_well();
    assert_eq!(licenses(&story), "all on BBB");
    let mut strange = story.page(3, Side::Target, "Protected");
    strange.banner = acmove::domain::page::Banner::Invalid;
    let environment = "production".parse().unwrap();
    let evidence = acmove::domain::digest::Digest::ZERO;
    story.grant(&acmove::domain::command::Command::SeePage { environment, page: Box::new(strange), evidence });
    assert_eq!(licenses(&story), "all on BBB, 1 invalid");
}

#[test]
fn of_many_environments_a_line_names_production_and_the_first_others_and_counts_the_rest() {
    let words = |story: &Story| {
        let session = Scene::of(story, SIZES[1]).model.engine.session;
        acmove::view::licenses::Licenses::of(&session).in_words(&session)
    };
    let told = words(&crate::screen::screens::many());
    assert!(told.contains("Production") && told.contains(" more") && told.chars().count() < 400, "{told}");
    assert!(words(&before("lifetime/check-target")).contains("Development, Quality, Production"));
}
