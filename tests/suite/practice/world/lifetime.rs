//! LifeTime: its environments, plans, deployments and maintenance mode.

use acmove::practice::{
    World,
    scenario::DeploymentEnd,
    world::{CannotDo, Filter, NULL_DATE},
};
use jiff::{Timestamp, civil::date};

use super::{DEVELOPMENT, LIFETIME, PRODUCTION, QUALITY, well, world};
use crate::practice::scenario::known;

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
