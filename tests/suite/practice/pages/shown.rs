//! Pages for people: what they show, and what can be done on them.

use std::{
    io::{Read as _, Write as _},
    net::{Shutdown, TcpStream},
};

use acmove::{
    domain::{
        page::{Banner, EndDate, PRACTICE_MARK, Reading},
        publish::PublishText,
    },
    practice::{
        PracticeClock as _,
        scenario::{Spell, Trigger},
    },
    reading,
};

use super::Site;
use crate::practice::scenario::known;

#[test]
fn every_page_is_there_is_filled_in_and_says_that_it_is_practice() {
    for id in ["everything-well", "ten-environments", "module-absent", "deployment-at-pause"] {
        let scenario = known(id);
        let (source, ids): (String, Vec<String>) =
            (scenario.source.to_string(), scenario.sites.iter().map(|site| site.id.to_string()).collect());
        let site = Site::of(scenario);
        let mut paths = vec!["/".to_owned(), "/portal".to_owned(), "/support".to_owned(), "/lifetime".to_owned()];
        paths.push(format!("/portal?code={source}"));
        for id in ids {
            for page in ["Licensing", "Licensing/Upload", "Modules", "Modules?Name=zzz", "Modules/Users"] {
                paths.push(format!("/{id}/ServiceCenter/{page}"));
            }
            paths.push(format!("/{id}/ActivationCodeCheck"));
        }
        for path in paths {
            let page = site.get(&path);
            let text = String::from_utf8(page.body).unwrap();
            assert_eq!(page.status, 200, "{path}: {text}");
            assert!(text.contains(PRACTICE_MARK) && text.contains("</html>"), "{path}");
            assert!(!text.contains("<script"), "no page needs a script");
            assert!(!text.contains("undefined") && !text.contains("{{"), "{path}");
        }
    }
}

#[test]
fn every_page_of_an_environment_names_it_in_its_heading_and_in_its_bar() {
    let site = Site::of(known("ten-environments"));
    let begun = site.send("/test/ServiceCenter/Modules/ECT_Provider/Publish", &[("version", "7")]);
    let publish = format!("/test/{}", begun.address.split("/test/").nth(1).unwrap());
    let of = |path: &str| (path.to_owned(), "Test");
    let mut pages = vec![of("/test/ActivationCodeCheck"), of(&publish)];
    for page in ["Licensing", "Licensing/Upload", "Modules", "Modules/ECT_Provider"] {
        pages.push((format!("/production-east/ServiceCenter/{page}"), "Production East"));
    }
    for (path, name) in pages {
        let text = site.text(&path);
        let within = |begin: &str, end: &str| text.split(begin).nth(1).unwrap().split(end).next().unwrap().to_owned();
        assert!(within("<h1>", "</h1>").contains(name), "{path}");
        assert!(within("<div class=\"practice\">", "</div>").contains(name), "{path}");
    }
}

#[test]
fn what_is_not_there_is_said_and_leads_back() {
    let site = Site::well();
    for path in [
        "/nothing",
        "/nowhere/ServiceCenter/Licensing",
        "/quality/ServiceCenter/Modules/Nothing",
        "/quality/ServiceCenter/Publishes/7",
        "/nowhere/ActivationCodeCheck",
    ] {
        let page = site.get(path);
        assert_eq!(page.status, 404, "{path}");
        assert!(String::from_utf8(page.body).unwrap().contains(">Back</a>"), "{path}");
    }
    assert_eq!(site.send("/practice/nowhere/services", &[]).status, 404);
    assert_eq!(site.send("/lifetime/plans/nothing/start", &[]).status, 404);
}

#[test]
fn what_a_scenario_names_cannot_become_part_of_a_page() {
    let mut scenario = known("everything-well");
    scenario.sites[1].name = "<i>&\"Dev'".to_owned();
    scenario.name = "</html><script>x</script>".to_owned();
    let site = Site::of(scenario);
    for path in ["/", "/lifetime", "/development/ServiceCenter/Licensing?Name=%3Cscript%3E", "/portal?code=%22%3E%3Cb"]
    {
        let text = site.text(path);
        assert!(!text.contains("<i>") && !text.contains("<script"), "{path}: {text}");
    }
}

#[test]
fn the_licensing_page_reads_as_the_real_one_in_every_field() {
    let site = Site::well();
    let addresses = site.practice.addresses();
    let here = addresses.environments.iter().find(|known| known.id == "production").unwrap();
    let Reading::LicensingPage(page) = reading::read(&site.get("/production/ServiceCenter/Licensing").body) else {
        panic!("a Licensing page");
    };
    assert_eq!(page.activation_code.unwrap().to_string(), addresses.source);
    assert_eq!(page.serial.unwrap().to_string(), here.serial);
    assert_eq!(page.organization.as_deref(), Some("Practice Holding"));
    assert_eq!(page.edition.as_deref(), Some("OutSystems Universal"));
    assert_eq!(page.license_type.as_deref(), Some("Production"));
    assert_eq!(page.end_date, Some(EndDate::Never));
    assert_eq!(page.environment.as_deref(), Some("Production"));
    assert_eq!(page.platform_version.as_deref(), Some("11.10.0 (Build 22422)"));
    assert_eq!(page.banner, Banner::Valid);
    assert!(page.is_practice && page.problems.is_empty(), "{:?}", page.problems);
    assert_eq!(page.intellectual_property.unwrap().to_string(), "Unprotected");
}

#[test]
fn the_page_with_the_result_of_a_publish_and_the_page_of_a_module_read_as_the_real_ones() {
    let site = Site::well();
    let shown = |path: &str| reading::shown(&site.get(path).body);
    let sent = site.send("/quality/ServiceCenter/Modules/ECT_Provider/Publish", &[("version", "7")]);
    let path = sent.address.split("/quality/").nth(1).map(|rest| format!("/quality/{rest}")).unwrap();
    assert_eq!(reading::read_publish_text(&shown(&path)), PublishText::Unclear, "it is under way");
    site.send("/practice/wait", &[("seconds", "60")]);
    let PublishText::Published(success) = reading::read_publish_text(&shown(&path)) else { panic!("{}", shown(&path)) };
    assert!(success.is_whole() && success.is_practice, "{success:?}");
    assert_eq!(success.modules, ["ECT_Provider"; 2]);
    let module = shown("/quality/ServiceCenter/Modules/ECT_Provider");
    let PublishText::ModulePage(page) = reading::read_publish_text(&module) else { panic!("{module}") };
    assert_eq!((page.module.as_deref(), page.others.as_slice()), (Some("ECT_Provider"), &[][..]));
    assert!(page.last_published.is_some() && page.clock.is_some() && page.is_practice, "{page:?}");
}

#[test]
fn the_filter_lets_through_what_has_the_name_and_can_be_reset() {
    let site = Site::well();
    let filtered = site.text("/quality/ServiceCenter/Licensing?Name=intellectual");
    assert!(filtered.contains("Intellectual Property") && !filtered.contains("Secured eSpaces"));
    let reset = site.text("/quality/ServiceCenter/Licensing?Name=intellectual&reset=yes");
    assert!(reset.contains("Secured eSpaces"));
    assert!(site.text("/quality/ServiceCenter/Licensing?Name=zzz").contains("No feature has this name."));
    assert!(!site.text("/quality/ServiceCenter/Modules?Name=ect").contains(">Users<"));
}

#[test]
fn an_uploaded_license_is_on_the_page_and_a_wrong_file_is_said() {
    let site = Site::well();
    let upload = site.at("/quality/ServiceCenter/Licensing/Upload");
    let send = |name: &str, bytes: &[u8]| {
        String::from_utf8(site.web.upload(&upload, "license", name, bytes).unwrap().body).unwrap()
    };
    assert!(send("x.lic", b"something").contains("is not a license of the practice infrastructure"));
    assert!(send("x.lic", b"").contains("Select a license file first"));
    let other = send("x.lic", &site.license("production"));
    assert!(other.contains("issued for a different server"), "{other}");
    let code = site.practice.addresses().target.clone();
    let serial = site.practice.addresses().environments[2].serial.clone();
    site.send("/portal/register", &[("code", &code), ("row", "0"), ("serial", &serial)]);
    let file = site.get(&format!("/portal/download?code={code}&serial={serial}"));
    assert_eq!(file.name, Some(format!("{serial}.lic")));
    let page = send("x.lic", &file.body);
    assert!(page.contains(&code) && page.contains("Your license is valid for this server"), "{page}");
    assert_eq!(site.license("quality"), file.body, "Backup License gives what is installed");
    assert_eq!(site.get("/quality/ServiceCenter/Licensing/Audit").name.as_deref(), Some("OutSystems.Audit.txt"));
}

#[test]
fn redeploying_the_published_version_tests_nothing() {
    let site = Site::well();
    let before = site.text("/quality/ServiceCenter/Modules/ECT_Provider");
    let after = site.send("/quality/ServiceCenter/Modules/ECT_Provider/Redeploy", &[]);
    let after = String::from_utf8(after.body).unwrap();
    assert!(after.contains("does not check the license"));
    let shown = |text: &str| text.split("Last Published").nth(1).unwrap()[..80].to_owned();
    assert_eq!(shown(&before), shown(&after));
}

#[test]
fn a_publish_is_under_way_and_then_over() {
    let site = Site::well();
    let begun = site.send("/quality/ServiceCenter/Modules/ECT_Provider/Publish", &[("version", "7")]);
    assert!(begun.address.contains("/Publishes/0"), "{}", begun.address);
    assert!(String::from_utf8(begun.body).unwrap().contains("being compiled"));
    site.clock.pass(10);
    let over = site.text("/quality/ServiceCenter/Publishes/0");
    assert!(over.contains("ECT_Provider published successfully."), "{over}");
    assert_eq!(site.send("/quality/ServiceCenter/Modules/ECT_Provider/Publish", &[("version", "99")]).status, 404);
}

#[test]
fn the_portal_says_what_is_wrong_with_a_code_or_a_serial_number() {
    let site = Site::well();
    assert!(site.text("/portal?code=abc").contains("This is not an Activation Code"));
    assert!(site.text("/portal?code=AAA.AAA.AAA.AAA.AAA.AAA.AAA.AAA").contains("No infrastructure has this"));
    let code = site.practice.addresses().target.clone();
    let page = site.send("/portal/register", &[("code", &code), ("row", "0"), ("serial", "abc")]);
    assert!(String::from_utf8(page.body).unwrap().contains("This is not a Serial Number"));
    let serial = &site.practice.addresses().environments[0].serial;
    assert_eq!(site.get(&format!("/portal/download?code={code}&serial={serial}")).status, 404);
}

#[test]
fn a_portal_that_is_down_says_so() {
    let mut scenario = known("portal-down");
    scenario.portal_down = Some(Spell { begins: Trigger::At(0), lasts: 100 });
    let site = Site::of(scenario);
    assert_eq!(site.get("/portal").status, 503);
    site.clock.pass(200);
    assert_eq!(site.get("/portal").status, 200);
}

#[test]
fn an_upload_that_times_out_was_done_all_the_same() {
    let site = Site::of(known("upload-times-out"));
    let addresses = site.practice.addresses().clone();
    let serial = addresses.environments.iter().find(|known| known.id == "production").unwrap().serial.clone();
    site.send("/portal/register", &[("code", &addresses.target), ("row", "0"), ("serial", &serial)]);
    let file = site.get(&format!("/portal/download?code={}&serial={serial}", addresses.target));
    let upload = site.at("/production/ServiceCenter/Licensing/Upload");
    assert_eq!(site.web.upload(&upload, "license", "x.lic", &file.body).unwrap().status, 504);
    assert!(site.text("/production/ServiceCenter/Licensing").contains(&addresses.target));
}

#[test]
fn a_slow_environment_takes_its_time() {
    let scenario = known("slow-environment");
    let slow = scenario.sites.iter().find(|site| site.delay > 0).unwrap().clone();
    let site = Site::of(scenario);
    let before = site.clock.now();
    site.get(&format!("/{}/ServiceCenter/Licensing", slow.id));
    assert_eq!(site.clock.now(), before + 1 + slow.delay);
}

#[test]
fn somebody_starts_a_deployment_on_the_page_of_lifetime() {
    let site = Site::well();
    let page = site.send("/lifetime/plans", &[("from", "quality"), ("to", "production")]);
    let text = String::from_utf8(page.body).unwrap();
    assert!(text.contains("running"), "{text}");
    let key = site.json("/deployments")[0]["Key"].as_str().unwrap().to_owned();
    site.send(&format!("/lifetime/plans/{key}/abort"), &[]);
    assert_eq!(site.send(&format!("/lifetime/plans/{key}/abort"), &[]).status, 409);
    assert_eq!(site.send("/lifetime/plans", &[("from", "quality"), ("to", "nowhere")]).status, 404);
}

#[test]
fn a_copy_of_only_a_part_of_a_practice_page_is_still_known_as_practice() {
    let site = Site::well();
    let page = site.text("/quality/ServiceCenter/Licensing");
    let from_heading = &page[page.find("<h1>").unwrap()..];
    let fields = &page[page.find("Your license is valid").unwrap()..page.find("<aside>").unwrap()];
    let features = &page[page.find("OutSystems Features").unwrap()..];
    for part in [from_heading, fields, features] {
        let part =
            format!("<html><body><table><tr><td>Activation Code</td><td>x</td></tr></table>{part}</body></html>");
        let Reading::LicensingPage(read) = reading::read(part.as_bytes()) else { panic!("a page") };
        assert!(read.is_practice, "{part}");
    }
}

#[test]
fn maintenance_mode_is_switched_on_lifetimes_page() {
    let site = Site::well();
    let on = site.send("/lifetime/maintenance/production", &[("reason", "license change")]);
    assert!(String::from_utf8(on.body).unwrap().contains("On: license change"));
    let aborted = site.send("/lifetime/plans", &[("from", "quality"), ("to", "production")]);
    assert_eq!(aborted.status, 409);
    assert!(String::from_utf8(aborted.body).unwrap().contains("maintenance mode"));
    let off = site.send("/lifetime/maintenance/production", &[]);
    assert!(!String::from_utf8(off.body).unwrap().contains("On: license"));
}

#[test]
fn modules_of_another_code_are_counted_and_listed() {
    let mut scenario = known("everything-well-current");
    scenario.sites[2].foreign_modules = 1;
    let site = Site::of(scenario);
    let page = site.text("/quality/ActivationCodeCheck");
    assert!(page.contains("1 Module (of a total of 21) with a different activation code from the license."), "{page}");
    assert!(site.text("/production/ActivationCodeCheck").contains("All Modules with the same activation code"));
}

#[test]
fn a_server_that_is_down_reads_the_whole_form_before_it_says_so() {
    let site = Site::of(known("not-tonight-2021"));
    let host = site.practice.address();
    let ask = |sent: &str, is_all: bool| {
        let mut line = TcpStream::connect(host).unwrap();
        write!(
            line,
            "POST /development/ServiceCenter/Licensing/Upload HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\
             Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 5\r\n\r\n{sent}"
        )
        .unwrap();
        if !is_all {
            line.shutdown(Shutdown::Write).unwrap();
        }
        let mut answer = String::new();
        line.read_to_string(&mut answer).unwrap();
        answer
    };
    assert!(ask("--x--", true).starts_with("HTTP/1.1 503"));
    assert!(!ask("--", false).starts_with("HTTP/1.1 503"), "half of it is not answered as if it were all");
}
