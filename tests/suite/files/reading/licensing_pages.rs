//! Licensing pages: which value belongs to which name, and whose it is.

use std::{fs, path::PathBuf};

use acmove::{
    domain::page::{Banner, Reading},
    reading::{read, read_text},
};
use serde_json::Value;

use super::{CODE, SERIAL, page, row};

const OTHER_SERIAL: &str = "KSM-OIR-8NU-JAQ-2BH-X45-5VZ-GTS";

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
                // The end of the good sentence is missing, so what is there is another one.
                let less = key == "notice" || key == "banner" && (value == "none" || value == "invalid");
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
fn a_page_whose_tabs_became_blanks_on_their_way_reads_the_same() {
    for (name, bytes, expected) in samples() {
        let Ok(text) = String::from_utf8(bytes) else { continue };
        if !text.contains('\t') || text.trim_start().starts_with('<') {
            continue;
        }
        for blanks in ["  ", "      "] {
            let found = serde_json::to_value(read(text.replace('\t', blanks).as_bytes())).unwrap();
            assert_eq!(found, expected, "{name} with {} blanks", blanks.len());
        }
    }
    // Where nothing else tells where a cell ends; one blank does not.
    for (values, read) in [("   Ignore   Ignore", Some(both("Ignore"))), (" Ignore Ignore", None)] {
        let page = page(&format!("Activation Code  {CODE}\nSerial Number  {SERIAL}\nIntellectual Property{values}\n"));
        assert_eq!(page.intellectual_property.map(|row| (row.limit, row.usage)), read, "{values:?}");
        assert!(page.activation_code.is_some() && page.serial.is_some());
    }
    assert_eq!(row("   Unlimited   -"), row("\tUnlimited\t-"));
}

#[test]
fn a_terminal_that_prints_tabs_as_blanks_makes_no_page_say_something_else() {
    for (name, bytes, whole) in samples() {
        let Ok(text) = String::from_utf8(bytes) else { continue };
        let found = serde_json::to_value(read(as_printed(&text).as_bytes())).unwrap();
        let Some(found) = found.as_object().filter(|found| found["kind"] == "licensing-page") else { continue };
        for (key, value) in found.iter().filter(|(key, value)| *key != "problems" && !value.is_null()) {
            assert_eq!(*value, whole[key], "{name}: {key}");
        }
    }
}

/// A text as a terminal prints it: blanks to the next stop instead of a tab.
fn as_printed(text: &str) -> String {
    let line = |line: &str| {
        line.chars().fold(String::new(), |printed, c| match c {
            '\t' => printed.clone() + &" ".repeat(8 - printed.chars().count() % 8),
            c => printed + &c.to_string(),
        })
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_value_that_is_nearly_an_identity_is_not_read_and_its_odd_character_is_named() {
    for (odd, said) in [
        (
            SERIAL.replace('-', "\u{2011}"),
            "the 4th character is U+2011 (non-breaking hyphen), where - belongs; 6 more are odd",
        ),
        (SERIAL.replacen('B', "\u{412}", 1), "the 2nd character is U+0412 (Cyrillic letter), which only looks like B"),
    ] {
        let page = page(&format!("Activation Code\t{CODE}\nSerial Number\t{odd}\n"));
        assert_eq!((page.serial, page.activation_code.map(String::from).as_deref()), (None, Some(CODE)));
        assert_eq!(page.problems, [format!("Serial Number cannot be read: {said}.")]);
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
