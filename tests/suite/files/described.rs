//! Infrastructures that are described as they are not: what makes a fault, and what is only pointed out.

use acmove::catalog;
use jiff::tz::TimeZone;

use super::toml_files::{changed, wrong};
use crate::harness::story::{EDITIONS, FOUR, begin, edition, infrastructure};

#[test]
fn names_of_any_script_need_no_id_and_may_have_one() {
    let named = |from: &str, to: &str| {
        let all = infrastructure(&changed(from, to)).environments;
        all.iter().map(|one| one.id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(named("name = \"Quality\"", "name = \"Pré-Produção\"")[2], "pre-producao");
    assert_eq!(named("name = \"Quality\"", "name = \"★\"")[2], "environment-3");
    assert_eq!(named("name = \"Quality\"", "name = \"\u{202e}本番\u{200b}\"")[2], "ben-fan");
    assert_eq!(named("name = \"Quality\"", "id = \"qa\"\nname = \"本番\"")[2], "qa");
    assert_eq!(named("name = \"Quality\"", "name = \"Production!\"")[2..], ["production", "production-2"]);
}

/// The description in which two environments have these addresses.
fn reached(first: (&str, &str), second: (&str, &str), more: &str) -> Result<(), String> {
    let mut text = format!("{FOUR}{more}");
    for (name, address) in [first, second] {
        let name = format!("name = \"{name}\"");
        text = text.replacen(&name, &format!("{name}\nservice_center = \"{address}\""), 1);
    }
    catalog::infrastructure("i.toml", &text).map(drop).map_err(|faults| faults.to_string())
}

#[test]
fn one_service_center_for_two_environments_is_a_fault_that_names_both() {
    let one = "https://qa.acme.example/ServiceCenter";
    for other in [
        one,
        "https://QA.acme.example/ServiceCenter",
        "https://qa.acme.example:443/ServiceCenter/",
        "https://qa.acme.example./servicecenter",
        "http://qa.acme.example/ServiceCenter",
        "http://qa.acme.example:80/ServiceCenter",
        "https://qa.acme.example",
        "https://qa.acme.example/",
        "https://qa.acme.example/ServiceCenter/Licensing_Show.aspx",
        "https://qa.acme.example/ServiceCenter/Environment_Configuration.jsf",
        "https://qa.acme.example//ServiceCenter",
    ] {
        for (one, other) in [(one, other), (other, one)] {
            let said = reached(("Quality", one), ("Production", other), "").unwrap_err();
            let wanted = "environment[4].service_center: Quality and Production have the same Service Center address. \
                 Correct one";
            assert!(said.contains(wanted), "{other}: {said}");
        }
    }
    for other in [
        "https://qa2.acme.example/ServiceCenter",
        "https://qa.acme.example:8443/ServiceCenter",
        "https://qa.acme.example/tenant/ServiceCenter",
    ] {
        assert_eq!(reached(("Quality", one), ("Production", other), ""), Ok(()), "{other}");
    }
}

#[test]
fn lifetime_inside_another_environment_is_told_what_to_do() {
    let dev = "https://dev.acme.example/ServiceCenter";
    for (lifetime, more) in [
        (dev, ""),
        ("https://dev.acme.example/lifetime", ""),
        (
            "https://lt.acme.example/ServiceCenter",
            "[lifetime]\nurl = \"https://dev.acme.example\"\ntoken_env = \"T\"\n",
        ),
        (
            "https://lt.acme.example/ServiceCenter",
            "[lifetime]\nurl = \"https://dev.acme.example/lifetimeapi/rest/v2\"\ntoken_env = \"T\"\n",
        ),
    ] {
        let said = reached(("LifeTime", lifetime), ("Development", dev), more).unwrap_err();
        let wanted = "environment[2].service_center: LifeTime and Development have the same Service Center address, \
            so LifeTime would run \
                      inside Development. That is not supported";
        assert!(said.contains(wanted) && said.contains("ask Support"), "{lifetime}: {said}");
    }
}

#[test]
fn an_infrastructure_without_production_has_to_say_so_where_only_production_is_paused() {
    let none = changed("role = \"production\"", "role = \"test\"");
    let described = catalog::infrastructure("i.toml", &none).unwrap();
    let said = described.fits("i.toml", &edition(EDITIONS[0])).unwrap_err().to_string();
    assert!(
        said.contains(
            "i.toml:7: environment: no environment has role = \"production\", but activation-code-2021 pauses"
        ),
        "{said}"
    );
    assert!(said.contains("write without_production = true if there is none"), "{said}");
    assert_eq!(described.fits("i.toml", &edition(EDITIONS[1])), Ok(()), "today's edition pauses everything");
    assert!(described.remarks(begin(), &TimeZone::UTC)[0].contains("without_production = true"));
    let meant = catalog::infrastructure("i.toml", &format!("without_production = true{none}")).unwrap();
    assert_eq!(meant.fits("i.toml", &edition(EDITIONS[0])), Ok(()));
    assert!(meant.infrastructure.without_production && meant.remarks(begin(), &TimeZone::UTC).is_empty());
    let said = wrong(&format!("without_production = true{FOUR}"));
    assert_eq!(
        said,
        "infrastructure.toml:1: without_production: is true, but an environment has role = \"production\""
    );
    let fact = serde_json::to_string(&infrastructure(FOUR)).unwrap();
    assert!(!fact.contains("without_production"), "{fact}");
}

#[test]
fn a_window_that_is_over_long_or_far_away_is_pointed_out_and_one_of_another_year_is_a_fault() {
    let at = |window: &str, now: &str| {
        let text = changed("{ start = \"2026-11-28T22:00:00+01:00\", end = \"2026-11-29T02:00:00+01:00\" }", window);
        let described = catalog::infrastructure("i.toml", &text).unwrap();
        let (now, zone) = (now.parse().unwrap(), TimeZone::fixed(jiff::tz::offset(1)));
        let wrong = described.is_of_now("i.toml", now, &zone).map_err(|faults| faults.to_string());
        wrong.map(|()| described.remarks(now, &zone).join(" "))
    };
    let night = "{ start = \"2026-11-28T22:00:00+01:00\", end = \"2026-11-29T02:00:00+01:00\" }";
    let week = "{ start = \"2026-11-28T22:00:00+01:00\", end = \"2026-12-29T02:00:00+01:00\" }";
    let said = |text: &str| Ok(text.to_owned());
    for (window, now, told) in [
        (night, "2026-11-28T12:00:00Z", said("")),
        (night, "2026-11-29T00:59:59Z", said("")),
        (night, "2025-11-29T00:00:00Z", said("")),
        (
            night,
            "2026-11-29T01:00:00Z",
            said(
                "Check the window: the window ended 0 min ago, at 2026-11-29 02:00 \
            (+01:00).",
            ),
        ),
        (
            night,
            "2026-12-02T01:00:00Z",
            said(
                "Check the window: the window ended 3 days ago, at 2026-11-29 02:00 \
            (+01:00).",
            ),
        ),
        (
            night,
            "2025-11-20T01:00:00Z",
            said("Check the window: the window opens in 373 days, at 2026-11-28 22:00 (+01:00)."),
        ),
        (
            week,
            "2026-11-20T01:00:00Z",
            said(
                "Check the window: the window lasts 30 days, from 2026-11-28 22:00 (+01:00) to 2026-12-29 02:00 \
                (+01:00).",
            ),
        ),
        (
            night,
            "2027-09-28T01:00:00Z",
            Err("i.toml:6: window: the window ended 303 days ago, at 2026-11-29 02:00 (+01:00); correct the window, \
                or omit it"
                .to_owned()),
        ),
    ] {
        assert_eq!(at(window, now), told, "{window} {now}");
    }
}
