//! What is kept before it is answered, and to whom nothing is served.

use std::{net::TcpListener, sync::Arc};

use acmove::practice::{Practice, PracticeClock as _, SavedWorld, Stepped, World};

use super::Site;
use crate::practice::scenario::known;

#[test]
fn what_changes_is_kept_before_it_is_answered() {
    let site = Site::well();
    site.get("/quality/ServiceCenter/Licensing");
    assert!(site.kept.lock().unwrap().is_empty(), "looking changes nothing");
    site.send("/lifetime/plans", &[("from", "quality"), ("to", "production")]);
    let kept = site.kept.lock().unwrap().last().unwrap().clone();
    assert_eq!(kept.port, site.practice.address().port());
    assert!(kept.second > 0);
}

#[test]
fn a_practice_infrastructure_gives_its_address_back() {
    let site = Site::well();
    let address = site.practice.address();
    site.get("/");
    drop(site);
    assert!(TcpListener::bind(address).is_ok(), "the address is free again");
}

#[test]
fn it_is_never_served_to_other_machines() {
    let Ok(listener) = TcpListener::bind("0.0.0.0:0") else { return };
    let world = World::new(known("everything-well"), "2026-11-14T22:00:00Z".parse().unwrap());
    let served = Practice::serve(listener, world, Arc::new(Stepped::default()), Box::new(|_| {}));
    assert!(served.is_err());
}

#[test]
fn a_page_of_somewhere_else_in_the_same_browser_can_neither_read_nor_change_anything() {
    let site = Site::well();
    let ask = |host: &str| site.agent.get(site.at("/")).header("Host", host).call().unwrap().status().as_u16();
    let port = site.practice.address().port();
    assert_eq!(ask(&format!("localhost:{port}")), 200);
    assert_eq!(ask("evil.example"), 403, "another name for this machine");
    assert_eq!(ask("127.0.0.1:1"), 403);
    let restart = |origin: &str| {
        let asked = site.agent.post(site.at("/practice/quality/services")).header("Origin", origin);
        asked.send_empty().unwrap().status().as_u16()
    };
    assert_eq!(restart("http://evil.example"), 403, "a form of another page");
    assert_eq!(restart("null"), 403);
    assert_eq!(restart(&format!("http://127.0.0.1:{port}")), 303);
    let framed = site.agent.get(site.at("/")).call().unwrap();
    assert_eq!(framed.headers().get("x-frame-options").unwrap(), "DENY");
}

#[test]
fn what_was_uploaded_is_kept_before_its_page_comes() {
    let site = Site::of(known("upload-times-out"));
    let addresses = site.practice.addresses().clone();
    let serial = addresses.environments.iter().find(|known| known.id == "production").unwrap().serial.clone();
    site.send("/portal/register", &[("code", &addresses.target), ("row", "0"), ("serial", &serial)]);
    let file = site.get(&format!("/portal/download?code={}&serial={serial}", addresses.target));
    let before = site.clock.now();
    let upload = site.at("/production/ServiceCenter/Licensing/Upload");
    site.web.upload(&upload, "license", "x.lic", &file.body).unwrap();
    let kept = site.kept.lock().unwrap();
    let installed =
        |kept: &SavedWorld| serde_json::to_string(&kept.state).unwrap().matches(&addresses.target).count() > 0;
    let first = kept.iter().find(|kept| installed(kept)).unwrap();
    assert!(first.second < before + 10, "before the thirty seconds of the time-out have passed");
}

#[test]
fn the_second_is_kept_when_it_ends() {
    let site = Site::well();
    site.get("/");
    site.clock.pass(1000);
    let kept = Arc::clone(&site.kept);
    drop(site);
    assert!(kept.lock().unwrap().last().unwrap().second >= 1000);
}
