//! The practice world: what its pages show, what its portal gives, what its LifeTime answers.

use acmove::{
    domain::{infrastructure::Side, page::Banner},
    practice::{
        World,
        scenario::{DeploymentEnd, PublishOutcome, Scenario, Trigger},
        world::{CannotDo, Filter, NULL_DATE, Published, Uploaded},
    },
};
use jiff::{Timestamp, civil::date};

use crate::scenario::known;

fn world(scenario: Scenario) -> World {
    World::new(scenario, "2026-11-14T22:00:00Z".parse::<Timestamp>().unwrap())
}

fn well() -> World {
    world(known("everything-well"))
}

const LIFETIME: usize = 0;
const DEVELOPMENT: usize = 1;
const QUALITY: usize = 2;
const PRODUCTION: usize = 3;

/// The license file of an environment, registered where that has to be done first.
fn license(world: &mut World, place: usize, side: Side) -> Vec<u8> {
    let serial = world.serial(place).clone();
    if let Some(row) = world.portal(side).iter().position(|row| row.serial.is_none()) {
        let _ = world.register(side, row, &serial);
    }
    world.download(side, &serial, 1).unwrap().1.into_bytes()
}

fn install(world: &mut World, place: usize, side: Side) {
    let file = license(world, place, side);
    assert_eq!(world.upload(place, &file, 2), Uploaded::Installed);
}

#[test]
fn at_the_beginning_every_environment_has_the_license_from_before() {
    let world = well();
    let page = world.licensing(PRODUCTION, "", 0);
    assert!(page.is_valid);
    assert_eq!(page.code, world.scenario().source.to_string());
    assert_eq!((page.license_type.as_str(), page.end_date.as_str()), ("Production", "Never"));
    assert_eq!(world.licensing(QUALITY, "", 0).license_type, "Development");
}

#[test]
fn an_upload_changes_the_code_and_the_value_of_intellectual_property() {
    let mut world = well();
    for (side, value) in [(Side::Source, "Ignore"), (Side::Target, "Unprotected")] {
        install(&mut world, QUALITY, side);
        let page = world.licensing(QUALITY, "intellectual", 3);
        assert_eq!(page.code, world.scenario().code(side).to_string());
        let [row] = page.features.as_slice() else { panic!("the filter lets one through") };
        assert_eq!((row.limit.as_str(), row.usage.as_str()), (value, value));
        assert!(row.description.contains("\"Protected\"") && row.description.contains("\"Unprotected\""));
    }
}

#[test]
fn a_license_of_another_environment_is_invalid_and_nothing_can_be_published_with_it() {
    let mut world = well();
    let file = license(&mut world, PRODUCTION, Side::Target);
    assert_eq!(world.upload(QUALITY, &file, 5), Uploaded::Installed);
    let page = world.licensing(QUALITY, "", 6);
    let issued_for = format!("the following serial number '{}'", world.serial(PRODUCTION));
    assert!(!page.is_valid && page.banner.contains(&issued_for), "{}", page.banner);
    assert_eq!(page.serial, world.serial(QUALITY).to_string(), "the page shows the serial number of its server");
    let Published::Begun(number) = world.publish(QUALITY, "ECT_Provider", 7, 7) else { panic!("begun") };
    let publish = world.publishing(QUALITY, number, 99).unwrap();
    assert!(!publish.success && publish.message.unwrap().starts_with("Licensing Error"));
}

#[test]
fn a_file_that_somebody_changed_is_no_license() {
    let mut world = well();
    let text = String::from_utf8(license(&mut world, QUALITY, Side::Source)).unwrap();
    for changed in [text.replace("Ignore", "Unprotected"), text.replace('\n', "\r\n"), String::new(), "x".to_owned()] {
        assert_eq!(world.upload(QUALITY, changed.as_bytes(), 1), Uploaded::NotALicense, "{changed}");
    }
    let audit = world.audit(QUALITY);
    assert_eq!(world.upload(QUALITY, audit.as_bytes(), 1), Uploaded::NotALicense);
    let (name, backup) = world.backup(QUALITY);
    assert_eq!(name, format!("{}.lic", world.serial(QUALITY)));
    assert_eq!(world.upload(QUALITY, backup.as_bytes(), 1), Uploaded::Installed, "a backup can be put back");
}

#[test]
fn every_license_file_is_another_one() {
    let mut world = well();
    let mut files = Vec::new();
    for site in 0..4 {
        for side in [Side::Source, Side::Target] {
            files.push(license(&mut world, site, side));
        }
        files.push(world.backup(site).1.into_bytes());
    }
    let mut unique = files.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), files.len());
}

#[test]
fn a_publish_takes_its_time_and_then_shows_when_and_by_whom() {
    let mut world = well();
    let before = world.module(QUALITY, "ECT_Provider").unwrap();
    let published = before.versions.iter().find(|version| version.is_published).unwrap().number;
    assert!(!before.versions[0].is_published, "the latest version is not the published one");
    let Published::Begun(number) = world.publish(QUALITY, "ECT_Provider", published, 10) else { panic!("begun") };
    assert_eq!(world.publishing(QUALITY, number, 11).unwrap().message, None);
    world.tick(14);
    let publish = world.publishing(QUALITY, number, 14).unwrap();
    assert!(publish.success);
    let after = world.module(QUALITY, "ECT_Provider").unwrap();
    assert_ne!(after.last_published, before.last_published);
    assert!(after.last_published.starts_with("2026-11-14 22:00:14 by "), "{}", after.last_published);
    assert_eq!(world.publish(QUALITY, "ECT_Provider", 99, 15), Published::NoSuchModule);
    assert_eq!(world.publish(QUALITY, "Nothing", published, 15), Published::NoSuchModule);
}

#[test]
fn publishes_end_as_the_scenario_says_under_the_target_only() {
    let mut scenario = known("everything-well");
    scenario.sites[QUALITY].publishes =
        vec![PublishOutcome::Other, PublishOutcome::Published, PublishOutcome::Protected];
    let mut world = world(scenario);
    let publish = |world: &mut World, now| {
        let Published::Begun(number) = world.publish(QUALITY, "ECT_Provider", 7, now) else { panic!("begun") };
        let shown = world.publishing(QUALITY, number, now + 9).unwrap();
        (shown.success, shown.message.unwrap())
    };
    assert!(publish(&mut world, 1).0, "the source asks nothing");
    install(&mut world, QUALITY, Side::Target);
    assert!(!publish(&mut world, 20).0);
    assert!(publish(&mut world, 40).0);
    let (success, said) = publish(&mut world, 60);
    assert!(!success && said.starts_with("Intellectual Property Error: This module is under"), "{said}");
    assert_eq!(publish(&mut world, 80).1, said, "the last one is repeated");
}

#[test]
fn under_the_source_all_are_registered_and_under_the_target_there_is_room_for_all() {
    let mut world = well();
    assert!(world.portal(Side::Source).iter().all(|row| row.serial.is_some()));
    assert!(world.portal(Side::Target).iter().all(|row| row.serial.is_none()));
    assert!(world.portal(Side::Target).iter().any(|row| row.name == "Production Environment #1"));
    let serial = world.serial(PRODUCTION).clone();
    assert_eq!(world.download(Side::Target, &serial, 1), None, "what is not registered has no license");
    world.register(Side::Target, 0, &serial).unwrap();
    assert!(world.register(Side::Target, 1, &serial).unwrap_err().contains("already"));
    let other = world.serial(QUALITY).clone();
    assert!(world.register(Side::Target, 0, &other).unwrap_err().contains("Release it first"));
    world.release(Side::Target, 0);
    world.register(Side::Target, 0, &other).unwrap();
    assert!(world.register(Side::Target, 99, &serial).is_err());
}

#[test]
fn support_corrects_everything_that_one_request_names_by_serial_number() {
    let mut world = world(known("serial-missing"));
    let missing: Vec<usize> = (0..4).filter(|site| !world.scenario().sites[*site].source.listed).collect();
    assert_eq!(missing.len(), 2);
    assert!(world.ask("Please help").unwrap().contains("Keep the pause"));
    let serials: Vec<&str> = missing.iter().map(|site| world.serial(*site).as_str()).collect();
    let request = serials.join(", ");
    let answer = world.ask(&request).unwrap();
    for site in missing {
        assert!(answer.contains(&world.scenario().sites[site].name), "{answer}");
        let serial = world.serial(site).clone();
        assert!(world.download(Side::Source, &serial, 1).is_some());
    }
}

#[test]
fn a_corrected_license_is_another_file_and_reads_as_it_should() {
    let mut world = world(known("not-prepared"));
    let wrong = (0..4).find(|site| world.scenario().sites[*site].target.property != "Unprotected").unwrap();
    let before = license(&mut world, wrong, Side::Target);
    let of_other = license(&mut world, LIFETIME, Side::Target);
    let request = world.serial(wrong).to_string();
    world.ask(&request).unwrap();
    let after = license(&mut world, wrong, Side::Target);
    assert_ne!(before, after);
    assert_ne!(license(&mut world, LIFETIME, Side::Target), of_other, "all target licenses are issued anew");
    assert_eq!(world.upload(wrong, &after, 1), Uploaded::Installed);
    assert_eq!(world.licensing(wrong, "intellectual", 1).features[0].limit, "Unprotected");
}

#[test]
fn support_that_is_asked_again_says_that_it_is_corrected_and_has_to_be_obtained_again() {
    for (scenario, told) in [("not-prepared", "its BBB license"), ("serial-missing", "its registration under AAA")] {
        let mut world = world(known(scenario));
        let sites = &world.scenario().sites;
        let wrong = (0..4).find(|site| sites[*site].target.property != "Unprotected" || !sites[*site].source.listed);
        let request = world.serial(wrong.unwrap()).to_string();
        let first = world.ask(&request).unwrap();
        assert!(first.contains("corrected") && !first.contains("already"), "{first}");
        let again = world.ask(&request).unwrap();
        assert!(again.contains("corrected already") && again.contains(told), "{again}");
        assert!(again.contains("Obtain it again from the portal"), "{again}");
    }
    let mut world = world(known("everything-well"));
    let request = world.serial(QUALITY).to_string();
    assert!((0..2).all(|_| world.ask(&request).unwrap().contains("looking into it")), "nothing is wrong there");
}

#[test]
fn a_silent_support_says_nothing() {
    let mut scenario = known("not-prepared");
    scenario.support_helps = false;
    let mut world = world(scenario);
    let request = world.serial(QUALITY).to_string();
    assert_eq!(world.ask(&request), None);
}

#[test]
fn a_server_that_is_started_again_has_another_serial_number_and_its_license_is_void() {
    let mut world = world(known("serial-changed"));
    let before = world.serial(QUALITY).clone();
    world.tick(100);
    assert_eq!(*world.serial(QUALITY), before, "nothing happens before it is due");
    install(&mut world, QUALITY, Side::Source);
    world.tick(101);
    let after = world.serial(QUALITY).clone();
    assert_ne!(after, before);
    assert!(!world.licensing(QUALITY, "", 102).is_valid);
    world.tick(500);
    assert_eq!(*world.serial(QUALITY), after, "once");
}

#[test]
fn a_wrong_clock_is_right_again_when_the_services_are_restarted() {
    let mut world = world(known("wrong-clock"));
    install(&mut world, QUALITY, Side::Source);
    let page = world.licensing(QUALITY, "", 4);
    assert!(page.banner.contains("time lag"), "{}", page.banner);
    world.restart_services(QUALITY, 5);
    assert!(world.licensing(QUALITY, "", 6).is_valid);
}

#[test]
fn an_expired_license_is_invalid_from_the_day_after_its_last() {
    let mut scenario = known("everything-well");
    scenario.sites[QUALITY].source.ends = Some(date(2026, 11, 14));
    let mut world = world(scenario);
    install(&mut world, QUALITY, Side::Source);
    assert!(world.licensing(QUALITY, "", 3).is_valid, "its last day");
    let next_day = 2 * 3600 + 1;
    let page = world.licensing(QUALITY, "", next_day);
    assert_eq!((page.is_valid, page.end_date.as_str()), (false, "2026-11-14"));
}

#[test]
fn an_upload_can_time_out_once_and_be_done_all_the_same() {
    let mut world = world(known("upload-times-out"));
    let file = license(&mut world, PRODUCTION, Side::Target);
    assert_eq!(world.upload(PRODUCTION, &file, 1), Uploaded::TimedOut);
    assert_eq!(world.licensing(PRODUCTION, "", 2).code, world.scenario().target.to_string());
    assert_eq!(world.upload(PRODUCTION, &file, 3), Uploaded::Installed);
}

#[test]
fn the_portal_is_down_from_a_moment_on_for_a_while() {
    let mut world = world(known("portal-down"));
    assert!(!world.portal_is_down(1000));
    install(&mut world, PRODUCTION, Side::Source);
    let spell = world.scenario().portal_down.unwrap();
    assert!(world.portal_is_down(2) && world.portal_is_down(1 + spell.lasts));
    assert!(!world.portal_is_down(2 + spell.lasts));
}

#[test]
fn lifetime_is_not_among_the_environments_of_its_own_api() {
    let world = well();
    let environments = world.api_environments("127.0.0.1:1");
    let names: Vec<&str> =
        environments.as_array().unwrap().iter().map(|known| known["Name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Development", "Quality", "Production"]);
    let kinds: Vec<&str> =
        environments.as_array().unwrap().iter().map(|known| known["EnvironmentType"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["Development", "Test", "Production"]);
    assert!(world.place_of_key(environments[2]["Key"].as_str().unwrap()) == Some(PRODUCTION));
    assert_eq!(world.place("lifetime"), Some(LIFETIME));
}

#[test]
fn a_plan_is_saved_then_runs_then_ends_and_only_a_running_one_is_aborted() {
    let mut world = well();
    let key = world.create_plan(QUALITY, PRODUCTION, 10);
    let status = |world: &World, now| world.api_status(&key, now).unwrap()["DeploymentStatus"].clone();
    assert_eq!(status(&world, 11), "saved");
    assert_eq!(world.api_deployment(&key).unwrap()["Deployment"]["StartedOn"], NULL_DATE);
    assert_eq!(world.abort_plan(&key, 11), Err(CannotDo::WrongStatus("saved")));
    world.start_plan(&key, 12).unwrap();
    assert_eq!(status(&world, 13), "running");
    assert_eq!(world.start_plan(&key, 13), Err(CannotDo::WrongStatus("running")));
    assert_eq!(world.delete_plan(&key, 13), Err(CannotDo::WrongStatus("running")));
    assert_eq!(status(&world, 72), "finished_successful");
    let other = world.create_plan(QUALITY, PRODUCTION, 80);
    world.start_plan(&other, 80).unwrap();
    world.abort_plan(&other, 81).unwrap();
    assert_eq!(world.api_status(&other, 81).unwrap()["DeploymentStatus"], "aborting");
    assert_eq!(world.api_status(&other, 90).unwrap()["DeploymentStatus"], "aborted");
    assert_eq!(world.start_plan("nothing", 90), Err(CannotDo::NoSuchPlan));
}

#[test]
fn deployments_are_listed_newest_first_and_those_of_last_week_unless_asked() {
    let mut scenario = known("deployment-at-pause");
    scenario.deployments[0].created = 30 * 24 * 3600;
    let mut world = world(scenario);
    let usual = Filter::default();
    let all = Filter { from: Some(date(2000, 1, 1)), ..Filter::default() };
    let before = world.api_deployments(&all, 5).as_array().unwrap().len();
    let lately = world.api_deployments(&usual, 5).as_array().unwrap().len();
    assert_eq!(lately, before - 1, "one was created a month ago");
    let key = world.create_plan(PRODUCTION, DEVELOPMENT, 6);
    let listed = world.api_deployments(&all, 7);
    assert_eq!(listed.as_array().unwrap().len(), before + 1);
    assert_eq!(listed[0]["Key"], key.as_str(), "the newest first");
    assert!(listed[0].get("DeploymentStatus").is_none(), "there is no status in the list");
    let to_development = Filter { target: Some(world.scenario().key("development")), ..all.clone() };
    assert_eq!(world.api_deployments(&to_development, 7).as_array().unwrap().len(), 1);
    let long_ago = Filter { to: Some(date(2001, 1, 1)), ..all };
    assert_eq!(world.api_deployments(&long_ago, 7).as_array().unwrap().len(), 0);
}

#[test]
fn dates_have_no_fraction_two_digits_or_three_as_the_real_ones() {
    let mut world = well();
    let key = world.create_plan(QUALITY, PRODUCTION, 10);
    world.start_plan(&key, 12).unwrap();
    let plan = world.api_deployment(&key).unwrap()["Deployment"].clone();
    assert_eq!(plan["CreatedOn"], "2026-11-14T22:00:10Z");
    assert_eq!(plan["SavedOn"], "2026-11-14T22:00:10.853Z");
    assert_eq!(plan["StartedOn"], "2026-11-14T22:00:12.08Z");
    assert_eq!(plan["AbortedOn"], NULL_DATE);
    for date in ["CreatedOn", "SavedOn", "StartedOn"] {
        assert!(plan[date].as_str().unwrap().parse::<Timestamp>().is_ok());
    }
}

#[test]
fn what_is_kept_of_a_world_goes_on_where_it_was() {
    let mut before = well();
    install(&mut before, PRODUCTION, Side::Target);
    before.create_plan(QUALITY, PRODUCTION, 10);
    before.publish(QUALITY, "ECT_Provider", 7, 11);
    let kept = serde_json::to_string(before.state()).unwrap();
    let state = serde_json::from_str(&kept).unwrap();
    let after = World::resume(known("everything-well"), before.kept(1, 20).begins, state).unwrap();
    for site in 0..4 {
        assert_eq!(after.licensing(site, "", 20), before.licensing(site, "", 20));
        assert_eq!(after.module(site, "ECT_Provider"), before.module(site, "ECT_Provider"));
    }
    assert_eq!(after.portal(Side::Target), before.portal(Side::Target));
    let other = World::resume(known("ten-environments"), Timestamp::UNIX_EPOCH, before.state().clone());
    assert!(other.is_none(), "another scenario does not fit");
}

#[test]
fn banners_read_as_those_of_the_real_page() {
    let read = |world: &World, now| {
        let page = world.licensing(QUALITY, "", now);
        let text = format!(
            "Licensing\nUpload New License\n{}\nActivation Code\t{}\nSerial Number\t{}\n",
            page.banner, page.code, page.serial
        );
        match acmove::reading::read_text(&text) {
            acmove::domain::page::Reading::LicensingPage(page) => page.banner,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(read(&well(), 1), Banner::Valid);
    let mut other = well();
    let file = license(&mut other, PRODUCTION, Side::Source);
    other.upload(QUALITY, &file, 1);
    assert_eq!(read(&other, 2), Banner::WrongServer);
    let mut clock = world(known("wrong-clock"));
    install(&mut clock, QUALITY, Side::Source);
    assert_eq!(read(&clock, 3), Banner::Clock);
}

#[test]
fn a_version_from_before_the_move_does_not_publish_under_the_target() {
    let mut world = well();
    let publish = |world: &mut World, version, now| {
        let Published::Begun(number) = world.publish(QUALITY, "ECT_Provider", version, now) else { panic!("begun") };
        world.tick(now + 9);
        world.publishing(QUALITY, number, now + 9).unwrap()
    };
    assert!(publish(&mut world, 5, 1).success, "under the source everything goes");
    assert!(publish(&mut world, 7, 20).success);
    install(&mut world, QUALITY, Side::Target);
    let older = publish(&mut world, 5, 40);
    assert!(!older.success && older.was_other);
    assert!(older.message.unwrap().starts_with("Invalid Intellectual Property: You are trying"));
    let newer = publish(&mut world, 8, 60);
    assert!(newer.success && newer.was_other, "it was not the published one");
    assert!(!publish(&mut world, 8, 80).was_other);
    assert_ne!(
        world.module(QUALITY, "ECT_Provider").unwrap().last_published,
        world.module(QUALITY, "Users").unwrap().last_published,
        "each module has its own"
    );
}

#[test]
fn maintenance_mode_aborts_what_runs_and_what_is_started() {
    let mut world = well();
    let running = world.create_plan(QUALITY, PRODUCTION, 1);
    world.start_plan(&running, 1).unwrap();
    let elsewhere = world.create_plan(DEVELOPMENT, QUALITY, 1);
    world.start_plan(&elsewhere, 1).unwrap();
    world.maintain(PRODUCTION, Some("license change".to_owned()), 2);
    let status = |world: &World, key: &str| world.api_status(key, 9).unwrap();
    assert_eq!(status(&world, &running)["DeploymentStatus"], "aborted");
    assert_eq!(status(&world, &elsewhere)["DeploymentStatus"], "running");
    let later = world.create_plan(QUALITY, PRODUCTION, 3);
    assert_eq!(world.start_plan(&later, 3), Err(CannotDo::Maintenance));
    let log = status(&world, &later)["DeploymentLog"].to_string();
    assert!(log.contains("Cannot continue the operation because the environment is in maintenance mode"), "{log}");
    world.maintain(PRODUCTION, None, 10);
    let free = world.create_plan(QUALITY, PRODUCTION, 11);
    assert_eq!(world.start_plan(&free, 11), Ok(()));
}

#[test]
fn a_deployment_ends_as_the_scenario_says_or_waits_for_somebody() {
    for (ends, status) in [
        (DeploymentEnd::Successful, "finished_successful"),
        (DeploymentEnd::WithWarnings, "finished_with_warnings"),
        (DeploymentEnd::WithErrors, "finished_with_errors"),
        (DeploymentEnd::NeedsIntervention, "needs_user_intervention"),
    ] {
        let mut scenario = known("deployment-at-pause");
        scenario.deployments[0].ends = ends;
        let mut world = world(scenario);
        world.look_at_deployments(10);
        let key = world.scenario().key("deployment 0");
        let status_at = |world: &World, now| world.api_status(&key, now).unwrap()["DeploymentStatus"].clone();
        assert_eq!(status_at(&world, 11), "running");
        assert_eq!(status_at(&world, 100), status);
        if ends == DeploymentEnd::NeedsIntervention {
            assert_ne!(world.api_status(&key, 100).unwrap()["Info"], "");
            world.continue_plan(&key, 100).unwrap();
            assert_eq!(
                (status_at(&world, 101), status_at(&world, 200)),
                ("running".into(), "finished_successful".into())
            );
        } else {
            assert_eq!(world.continue_plan(&key, 100), Err(CannotDo::WrongStatus(status)));
        }
    }
}

#[test]
fn plans_never_share_a_key_and_a_deleted_one_does_not_start_again() {
    let mut world = world(known("deployment-at-pause"));
    let keys = [world.create_plan(1, 2, 1), world.create_plan(1, 2, 2)];
    world.delete_plan(&keys[0], 3).unwrap();
    let third = world.create_plan(1, 2, 4);
    assert!(!keys.contains(&third));
    let planned = world.scenario().key("deployment 0");
    world.delete_plan(&planned, 5).unwrap();
    world.look_at_deployments(6);
    assert!(world.api_status(&planned, 6).is_none());
}

#[test]
fn support_looks_only_at_what_a_request_names_before_it_lists_everything() {
    let mut world = world(known("serial-missing"));
    let (one, other) = (world.serial(LIFETIME).to_string(), world.serial(DEVELOPMENT).to_string());
    let answer = world.ask(&format!("Please list {one}.\nAll environments:\n{one}\n{other}")).unwrap();
    assert!(answer.contains("LifeTime") && !answer.contains("Development"), "{answer}");
}

#[test]
fn a_server_with_a_new_serial_number_can_be_registered_again_on_both_sides() {
    let mut scenario = known("serial-changed");
    let milestone = acmove::practice::scenario::PersonAct::Upload(Side::Target);
    scenario.sites[QUALITY].restart = scenario.sites[QUALITY].restart.take().map(|(_, serial)| {
        (Trigger::After(acmove::practice::scenario::Milestone { site: QUALITY, act: milestone }), serial)
    });
    let mut world = world(scenario);
    for site in 0..4 {
        install(&mut world, site, Side::Target);
    }
    world.tick(10);
    let serial = world.serial(QUALITY).clone();
    assert!(world.portal(Side::Target).iter().all(|row| row.serial.is_some()), "there is no room");
    world.ask(&serial.to_string()).unwrap();
    assert!(world.download(Side::Source, &serial, 11).is_some());
    let free = world.portal(Side::Target).iter().position(|row| row.serial.is_none()).unwrap();
    world.register(Side::Target, free, &serial).unwrap();
}

#[test]
fn a_clock_that_goes_wrong_later_is_not_mended_by_what_was_done_before() {
    let mut world = world(known("wrong-clock"));
    world.restart_services(QUALITY, 1);
    install(&mut world, QUALITY, Side::Source);
    assert!(!world.licensing(QUALITY, "", 3).is_valid);
    install(&mut world, QUALITY, Side::Source);
    assert!(!world.licensing(QUALITY, "", 3).is_valid, "the same moment");
    world.restart_services(QUALITY, 4);
    assert!(world.licensing(QUALITY, "", 5).is_valid);
}
