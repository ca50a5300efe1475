//! What Licensing pages and messages say: sample pages, and rules that hold for any text.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::{fs, path::PathBuf};

use acmove::{
    domain::page::{Banner, LicensingPage, MessageClass, Reading},
    reading::{classify, is_html, is_web_page, read, read_text},
};
use proptest::{prelude::*, sample};
use serde_json::Value;

const CODE: &str = "8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT";
const SERIAL: &str = "XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT";
const OTHER_SERIAL: &str = "KSM-OIR-8NU-JAQ-2BH-X45-5VZ-GTS";
const DESCRIPTION: &str = "When \"Protected\", assures the Components, such as eSpaces and Extensions, created in your \
    Platform Server can only be published to servers of the same Infrastructure. When \"Unprotected\", Components \
    created in your Platform Server can be published to any other Platform Server.";

/// The sample pages: name, bytes, what they say.
fn samples() -> Vec<(String, Vec<u8>, Value)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|kind| kind != "json"));
    paths.sort();
    let sample = |path: PathBuf| {
        let expected = fs::read_to_string(path.with_extension("json")).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (name, fs::read(&path).unwrap(), serde_json::from_str(&expected).unwrap())
    };
    paths.into_iter().map(sample).collect()
}

fn page(text: &str) -> LicensingPage {
    match read_text(text) {
        Reading::LicensingPage(page) => *page,
        reading @ (Reading::Message { .. } | Reading::Unknown) => panic!("{reading:?} in {text}"),
    }
}

/// Limit and usage of the row whose description is followed by this.
fn row(after: &str) -> Option<(String, String)> {
    let page = page(&format!("Intellectual Property\n{DESCRIPTION}{after}\n"));
    let row = page.intellectual_property.map(|row| (row.limit, row.usage));
    assert!(row.is_some() || !page.problems.is_empty(), "nothing is said about {after:?}");
    row
}

fn both(value: &str) -> (String, String) {
    (value.to_owned(), value.to_owned())
}

#[test]
fn every_sample_page_says_what_stands_beside_it() {
    for (name, bytes, expected) in samples() {
        let found = serde_json::to_value(read(&bytes)).unwrap();
        assert_eq!(found, expected, "{name} says\n{found:#}");
    }
}

#[test]
fn a_page_as_json_has_every_key_even_without_a_value() {
    let found = serde_json::to_value(page(&format!("Activation Code {CODE}\n"))).unwrap();
    let mut keys: Vec<&str> = found.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    let expected = "activation_code banner banner_serial edition end_date environment intellectual_property \
        license_type organization platform_version problems serial";
    assert_eq!(keys.join(" "), expected);
    assert!(found["serial"].is_null() && found["intellectual_property"].is_null());
}

#[test]
fn no_beginning_of_a_page_says_what_the_whole_page_does_not() {
    for (name, bytes, whole) in samples() {
        if name == "two-pages.txt" {
            continue; // its beginning is one page, and says more than two that contradict each other
        }
        // Every third: what matters is where within a word, a tag or a value a page ends, and there are many of each.
        for end in (0..bytes.len()).step_by(3) {
            let found = serde_json::to_value(read(&bytes[..end])).unwrap();
            let Some(found) = found.as_object().filter(|found| found["kind"] == "licensing-page") else { continue };
            for (key, value) in found.iter().filter(|(key, value)| *key != "problems" && !value.is_null()) {
                let cut = key == "end_date" && !found["problems"].as_array().unwrap().is_empty();
                let less = key == "banner" && (value == "none" || value == "invalid");
                let as_in_whole = *value == whole[key] || cut || less;
                assert!(as_in_whole, "{name} up to {end}: {key} is {value}");
            }
        }
    }
}

#[test]
fn saved_pages_read_the_same_with_other_line_ends_and_marks() {
    for (name, bytes, expected) in samples() {
        let Ok(text) = String::from_utf8(bytes) else { continue };
        let dos = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        assert_eq!(serde_json::to_value(read(dos.as_bytes())).unwrap(), expected, "{name} with CR LF");
        let units = dos.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
        assert_eq!(serde_json::to_value(read(&units)).unwrap(), expected, "{name} in UTF-16");
    }
}

#[test]
fn values_of_the_row_are_found_wherever_a_copy_puts_them() {
    for after in ["\tIgnore\tIgnore", " Ignore Ignore", "\nIgnore\tIgnore", "\n\nIgnore\n\nIgnore", "\nIgnore Ignore"] {
        assert_eq!(row(after), Some(both("Ignore")), "{after:?}");
    }
    assert_eq!(row("\tUNPROTECTED\tunprotected"), Some(both("Unprotected")));
    assert_eq!(row("\tIgnore\tIgnore\n\tLifeTime\nAll of it.\t1\t1"), Some(both("Ignore")));
    assert_eq!(row("\nProtected\nProtected\nLifeTime\nAll of it.\n1\n1"), Some(both("Protected")));
    assert_eq!(row("\nIgnore\nProtected"), Some(("Ignore".to_owned(), "Protected".to_owned())));
    assert_eq!(row("\tUnlimited\t-"), Some(("Unlimited".to_owned(), "-".to_owned())));
    assert_eq!(row("\nBlocked\nBlocked\nLifeTime"), Some(both("Blocked")));
}

#[test]
fn what_may_belong_to_the_next_row_is_no_value_of_this_one() {
    for after in [
        "",
        "\tIgnore",
        "\tIgnore\t",
        "\t\tIgnore",
        "\nIgnore",
        "\nIgnore\nLifeTime\nAll of it.\n1\n1",
        "\nLifeTime\nAll of it.\t1\t1",
        "\nLifeTime\t1\t1",
        "\nLifeTime\t1",
        "\n1\n1",
        "\nIgnore\nIgnore\nIgnore",
        "\nProduction\nManage all environments in LifeTime",
        "\nFilter\tReset",
        "\tIgnore\n1",
        "Ignore\tIgnore",
    ] {
        assert_eq!(row(after), None, "{after:?}");
    }
}

#[test]
fn a_row_without_its_description_counts_only_as_one_line_of_cells() {
    assert_eq!(page("Intellectual Property\tIgnore\tIgnore\n").intellectual_property.unwrap().agreed(), Some("Ignore"));
    let apart = page(&format!("Activation Code {CODE}\nIntellectual Property\nIgnore\nIgnore\n"));
    assert!(apart.intellectual_property.is_none() && !apart.problems.is_empty());
}

#[test]
fn the_serial_number_of_another_server_is_never_this_servers() {
    let banner = "Your license is invalid as it was issued for a different server with the following";
    for serial in [
        format!("serial number '{OTHER_SERIAL}'."),
        format!("\nserial number '{OTHER_SERIAL}'."),
        format!("serial number\n{OTHER_SERIAL}"),
        format!("serial number ‘{OTHER_SERIAL}’."),
    ] {
        let page = page(&format!("{banner} {serial}\n"));
        assert_eq!((page.banner, page.serial), (Banner::WrongServer, None));
        assert_eq!(page.banner_serial.unwrap().as_str(), OTHER_SERIAL);
    }
    let page = page(&format!(
        "The license found is not valid for this server because it was issued to a server with serial number {OTHER_SERIAL}\n"
    ));
    assert_eq!((page.banner, page.serial.is_none(), page.banner_serial.is_some()), (Banner::WrongServer, true, true));
}

#[test]
fn an_empty_value_takes_no_name_link_or_heading_for_its_value() {
    for next in ["License Type", "Upload New License", "Licensing", "OutSystems Features", "License Error", "Filter"] {
        let page = page(&format!("Activation Code {CODE}\nEdition Name\n\n{next}\n"));
        assert_eq!(page.edition, None, "{next}");
    }
}

#[test]
fn a_value_at_the_cut_end_of_a_text_is_left_out_and_said_so() {
    let whole = page(&format!("Activation Code {CODE}\nOrganization Name ACME\n"));
    assert_eq!((whole.organization.as_deref(), whole.problems.len()), (Some("ACME"), 0));
    let cut = page(&format!("Activation Code {CODE}\nOrganization Name ACM"));
    assert_eq!((cut.organization, cut.problems.len()), (None, 1));
}

#[test]
fn names_above_their_values_in_columns_are_not_matched_by_guessing() {
    let page = page(&format!(
        "Licensing\nUpload New License\nActivation Code\tSerial Number\n{CODE}\t{SERIAL}\nEdition Name\tLicense Type\nA\tB\n"
    ));
    assert_eq!((page.activation_code, page.serial, page.edition, page.license_type), (None, None, None, None));
    assert_eq!(page.problems.len(), 1);
}

#[test]
fn the_environment_is_told_only_by_its_panel() {
    let panel = "Manage all environments in LifeTime\nLicensed to ACME\nTest it\nProduction purpose\n";
    let named = |before: &str| page(&format!("Activation Code {CODE}\n{before}{panel}")).environment;
    assert_eq!(named("OutSystems Features\nPre Production\n").as_deref(), Some("Pre Production"));
    assert_eq!(named("End Date\nNever\n"), None);
    assert_eq!(named("Active Users\t3\n"), None);
    assert_eq!(named("Ignore\n"), None);
    assert_eq!(
        page(&format!("Activation Code {CODE}\nProduction\nManage all environments in LifeTime\n")).environment,
        None
    );
}

#[test]
fn codes_outside_the_licensing_page_make_no_licensing_page() {
    for text in [
        CODE.to_owned(),
        format!("The Activation Code {CODE} is ours.\n"),
        format!("Environment Activation Code: {CODE}\n"),
        format!("Email\tme@acme.example\nDestination Activation Code\t{CODE}\nSEND\n"),
        format!("Activation Code {CODE}\nPlatform location Self Managed\nSerial Number Not Registered\n"),
        String::new(),
    ] {
        assert_eq!(read_text(&text), Reading::Unknown, "{text}");
    }
}

#[test]
fn hidden_parts_of_a_saved_page_say_nothing() {
    for hidden in [
        format!("<div hidden><div>Serial Number</div>{SERIAL}</div>"),
        format!("<p style='color:red; DISPLAY : none'>Serial Number {SERIAL}</p>"),
        format!("<script>'</div>Serial Number {SERIAL}'</script>"),
        format!("<!-- <p>Serial Number {SERIAL}</p> -->"),
        format!("<input type=hidden value='Serial Number {SERIAL}'>"),
        format!("<select><option>Serial Number {SERIAL}</option></select>"),
        format!("<template><p>Serial Number {SERIAL}</template>"),
    ] {
        let page = page(&format!("<html><body>{hidden}<p>Activation Code {CODE}</p></body></html>"));
        assert_eq!((page.serial, page.activation_code.is_some()), (None, true), "{hidden}");
    }
}

#[test]
fn markup_of_many_kinds_gives_the_same_lines() {
    for source in [
        "<dl><dt>Activation Code<dd>{code}<dt>Organization Name<dd>ACME &amp; Co</dl>",
        "<div>Activation Code<br>{code}</div><div>Organization Name<br/>ACME &#38; Co</div>",
        "<TABLE><TR><TD>Activation Code:<TD>{code}<TR><TD>Organization Name:<TD>ACME &#x26; Co</TABLE>",
        "<p><span>Activation Code</span><span>{code}</span></p><p><label>Organization Name</label><input value='ACME & Co'></p>",
        "<table><tr><th>Activation Code</th><td> <div>\n{code}</div></td></tr><tr><th>Organization Name</th><td><p>ACME\n&amp; Co",
    ] {
        let page = page(&format!("<html>{}\n</html>", source.replace("{code}", CODE)));
        assert_eq!(page.activation_code.unwrap().as_str(), CODE, "{source}");
        assert_eq!(page.organization.as_deref(), Some("ACME & Co"), "{source}");
    }
}

#[test]
fn pages_without_end_and_files_too_large_are_read_or_refused_in_time() {
    for part in ["<div>", "<b a=1><p>", "<table><td>", "<", "&", "<!--", "<a b='", "</", "\t\n", "Serial Number "] {
        let _ = read_text(&format!("<html>{}", part.repeat(100_000)));
        let _ = read_text(&part.repeat(100_000));
    }
    let deep = format!("<html>{}Activation Code {CODE}{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
    assert!(page(&deep).activation_code.is_some());
    let large = format!("Activation Code {CODE}\n").repeat(100_000);
    assert_eq!(read(large.as_bytes()), Reading::Unknown);
}

#[test]
fn a_web_archive_is_not_understood() {
    let archive =
        format!("From: <Saved by Blink>\nContent-Type: multipart/related;\n\n<html><p>Activation Code {CODE}</p>");
    assert_eq!(read_text(&archive), Reading::Unknown);
}

#[test]
fn html_is_told_from_text() {
    for page in [
        &b"<!DOCTYPE html><p>"[..],
        b"\n<html lang=en>",
        b"<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\">",
        b"<!-- saved from url=(0014)about:internet --><head><title>Log in",
        b"<div class=login>",
        b"\xef\xbb\xbf<script>location='/login'</script>",
    ] {
        assert!(is_web_page(page), "{}", String::from_utf8_lossy(page));
    }
    for license in [
        &b"<License version=\"11\"><Serial>X</Serial></License>"[..],
        b"<?xml version=\"1.0\"?><license/>",
        b"\x00\x01<html"[..2].as_ref(),
        b"AAEC<p>",
    ] {
        assert!(!is_web_page(license), "{}", String::from_utf8_lossy(license));
    }
    assert!(is_html(b"\xef\xbb\xbf \n<!DOCTYPE html><p>"));
    assert!(is_html(b"<table>"));
    assert!(!is_html(b"1 < 2"));
    assert!(!is_html(b"Activation Code"));
}

#[test]
fn messages_are_told_by_what_they_name() {
    use MessageClass::{ForeignModule, IntellectualProperty, License, MaintenanceMode, Other, Published};
    for (text, class) in [
        (
            "Invalid Intellectual Property: You are trying to upload or publish a solution that was created in a Platform Server and its intellectual Property is protected.",
            IntellectualProperty,
        ),
        (
            "Intellectual Property Error: This module is under Intellectual Property Protection, so you cannot publish it to your environment. Go to http://www.outsystems.com/ipp and request rights to use this module.",
            IntellectualProperty,
        ),
        ("INTELLECTUAL\n  PROPERTY\tERROR", IntellectualProperty),
        ("Publish failed (IPP).", IntellectualProperty),
        ("The IP rights of your applications could not be granted", IntellectualProperty),
        ("IP protected modules present in the factory. Are you executing a license change?", IntellectualProperty),
        (
            "ECT_Provider was published successfully.\nIntellectual Property Error: this module is protected",
            IntellectualProperty,
        ),
        ("Foreign Module Error", ForeignModule),
        (
            "Your OutSystems subscription only allows uploading modules developed in your environment, or downloaded from the OutSystems Forge.",
            ForeignModule,
        ),
        ("Cannot continue the operation because the environment is in maintenance mode", MaintenanceMode),
        ("LifeTime component not licensed.", License),
        ("Licensing Error: An error occurred while validating feature 'LifeTime'", License),
        ("There was an internal error installing the license", License),
        ("The license was not installed", License),
        ("License Error\nInvalid License.", License),
        ("Your license has expired! Please request a new license", License),
        ("ECT_Provider was published successfully.", Published),
        ("Module “ECT_Provider” successfully published", Published),
        ("1-Click Publish Done", Published),
        ("Published successfully in 1.0 s: 0 errors, 0 warnings", Published),
        ("Deploy was aborted due to problems tagging applications.", Other),
        ("WARNING : The '/UploadLicense LICENSE_FILE' command-line option has been deprecated.", Other),
        ("Compilation failed", Other),
        ("The module couldn’t be compiled", Other),
    ] {
        assert_eq!(classify(text), Some(class), "{text}");
        let page = matches!(read_text(text), Reading::LicensingPage(_));
        assert!(page || read_text(text) == Reading::Message { class }, "{text}");
    }
}

#[test]
fn a_success_with_anything_against_it_is_none() {
    for text in [
        "ECT_Provider was not published successfully",
        "ECT_Provider wasn’t published successfully",
        "ECT_Provider published successfully with errors",
        "Published with errors",
        "Unsuccessfully published",
        "1 of 3 modules were published successfully",
        "Published successfully, 10 errors",
        "Published successfully in version 1.0 errors",
        "Was it published successfully?",
        "The module will be published successfully if you retry",
        "Published successfully. Intellectual Property",
        "No modules were published successfully",
        "Publish done. Outdated consumers: 2",
        "Published successfully except ECT_Provider",
        "Publish completed but the deploy timed out",
    ] {
        assert_ne!(classify(text), Some(MessageClass::Published), "{text}");
    }
}

#[test]
fn other_texts_are_no_messages() {
    for text in ["", "Production", "Factory Monitoring Error Log", "Name\tSerial Number\tLimits", DESCRIPTION] {
        assert_eq!(classify(text), None, "{text}");
    }
}

/// Parts of pages and of none, to be mixed.
fn fragment() -> impl Strategy<Value = String> {
    let own = [
        "Organization Name",
        "Edition Name:",
        "License Type",
        "Activation Code",
        "Serial Number",
        "End Date",
        CODE,
        SERIAL,
        "Never",
        "2027-03-31",
        "Intellectual Property",
        DESCRIPTION,
        "Ignore",
        "Unprotected",
        "Licensing",
        "\t",
        "\n",
        "\n",
        " ",
        "Upload New License",
        "Production",
        "Manage all environments in LifeTime",
        "Production purpose",
        "<td>",
        "</div>",
        "<p hidden>",
        "<!--",
        "&#x;",
        "'",
        "Version 11.10.0 (Build 22422)",
        "License Error",
        "different server with the \
        following serial number",
        "published successfully",
        "\u{feff}",
    ];
    prop_oneof![4 => sample::select(own.to_vec()).prop_map(str::to_owned), 1 => "\\PC{0,6}"]
}

/// Blanks folded and case dropped, as values are compared with the text they come from.
fn folded(text: &str) -> String {
    text.replace(['\u{ad}', '\u{200b}', '\u{200c}', '\u{200d}', '\u{200e}', '\u{200f}', '\u{feff}'], "")
        .split_whitespace()
        .collect::<String>()
        .to_lowercase()
}

/// The page without labels that depend on what stands beside them: one line each.
const LINES: [&str; 11] = [
    "Organization Name\tMy company",
    "Edition Name OutSystems Universal",
    "License Type: Production",
    "Activation Code\n8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT",
    "Serial Number\t\nXBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT",
    "End Date :  Never",
    "Your license is valid for this server and all features are within licensed limits.",
    "Production\nManage all environments in LifeTime\nLicensed to ACME\nProduction purpose",
    "Version 11.10.0 (Build 22422)",
    "Licensing\nUpload New License",
    "Intellectual Property\nWhen \"Protected\" or not, Components can be published to any other Platform Server.\tIgnore\tIgnore",
];

proptest! {
    #[test]
    fn any_bytes_can_be_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = (read(&bytes), is_html(&bytes));
    }

    #[test]
    fn any_mixture_of_fragments_can_be_read_and_its_values_stand_in_it(parts in prop::collection::vec(fragment(), 0..30)) {
        let text = parts.concat();
        if let (Reading::LicensingPage(page), false) = (read_text(&text), is_html(text.as_bytes())) {
            let texts = [page.organization, page.edition, page.license_type, page.environment, page.platform_version];
            let codes = [page.activation_code.map(String::from), page.serial.map(String::from), page.banner_serial.map(String::from)];
            let rows = page.intellectual_property.map(|row| [row.limit, row.usage]);
            for value in texts.into_iter().chain(codes).flatten().chain(rows.into_iter().flatten()) {
                prop_assert!(folded(&text).contains(&folded(&value)), "{value} is not in {text:?}");
            }
        }
    }

    #[test]
    fn the_order_of_the_lines_does_not_matter(lines in Just(LINES.to_vec()).prop_shuffle()) {
        let found = page(&(lines.join("\n") + "\n"));
        prop_assert_eq!(&found, &page(&(LINES.join("\n") + "\n")));
        prop_assert!(found.problems.is_empty() && found.environment.is_some() && found.intellectual_property.is_some());
    }

    #[test]
    fn the_description_alone_never_gives_a_value(
        before in "[a-zA-Z \t\n]{0,20}", start in 0..DESCRIPTION.len(), breaks in prop::collection::vec(0..DESCRIPTION.len(), 0..6),
    ) {
        let broken: String = DESCRIPTION.char_indices()
            .map(|(at, c)| if c == ' ' && breaks.contains(&at) { '\n' } else { c }).collect();
        let text = format!("{before}\nIntellectual Property\n{}\n", &broken[start..]);
        if let Reading::LicensingPage(page) = read_text(&text) {
            prop_assert_eq!(page.intellectual_property, None);
        }
    }
}

#[test]
fn a_sentence_against_the_license_that_nobody_knows_is_never_taken_as_fine() {
    let banner =
        |sentence: &str| page(&format!("Licensing\nUpload New License\n{sentence}\nActivation Code\t{CODE}\n")).banner;
    for sentence in [
        "Your license is not valid.",
        "License expired.",
        "This license is invalid because the server clock is wrong.",
        "Your license has exceeded the limits of your contract.",
        "Your license has expired! Please request a new license",
    ] {
        assert_eq!(banner(sentence), Banner::Invalid, "{sentence}");
    }
    assert_eq!(banner("Request a New License"), Banner::None);
    let valid = "Your license is valid for this server and all features are within licensed limits.";
    assert_eq!(banner(valid), Banner::Valid);
}
