//! Texts of a person in the encodings that editors and shells of Windows write.

use std::fs;

use acmove::reading::text_of;

use crate::harness::site::{Site, code, description, errors, said};

fn wide(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

#[test]
fn a_text_is_read_in_every_encoding_that_editors_of_windows_write() {
    let text = "name = \"São Paulo – Müller\"\n";
    let marked = format!("\u{feff}{text}");
    let in_1252 = b"name = \"S\xe3o Paulo \x96 M\xfcller\"\n";
    for bytes in [
        text.as_bytes(),
        marked.as_bytes(),
        &wide(&marked, u16::to_le_bytes),
        &wide(&marked, u16::to_be_bytes),
        &wide(text, u16::to_le_bytes),
        &wide(text, u16::to_be_bytes),
        in_1252,
    ] {
        assert_eq!(text_of(bytes).as_deref(), Some(text), "{bytes:x?}");
    }
}

#[test]
fn what_is_no_text_or_a_damaged_one_is_none() {
    let mut cut = wide("\u{feff}name", u16::to_le_bytes);
    cut.pop();
    for bytes in [
        // A half unit, half a pair, a letter of UTF-8 beside a byte that is none, what Windows-1252 does not have, and a file.
        cut.as_slice(),
        b"\xff\xfe\x00\xd8a\x00",
        b"S\xc3\xa3o \xfc",
        b"a\x81",
        b"\x7fELF\x02\x01\x80",
    ] {
        assert_eq!(text_of(bytes), None, "{bytes:x?}");
    }
}

#[test]
fn a_description_from_powershell_or_an_old_editor_makes_a_migration_whose_files_are_utf_8() {
    let wanted = description().replace("name = \"ACME\"", "name = \"Produção\"");
    let in_1252 = wanted.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    for bytes in [wide(&format!("\u{feff}{wanted}"), u16::to_le_bytes), in_1252] {
        let site = Site::new();
        fs::create_dir(site.path("m")).unwrap();
        fs::write(site.path("m/infrastructure.toml"), &bytes).unwrap();
        let output = site.run(&["new", "m", "--infrastructure", "m/infrastructure.toml"]);
        assert_eq!(code(&output), 0, "{}", said(&output));
        assert_eq!(fs::read_to_string(site.path("m/infrastructure.toml")).unwrap(), wanted);
        assert!(said(&site.run(&["status", "m", "--json"])).contains("Produção"));
    }
    let site = Site::new();
    fs::write(site.path("infrastructure.toml"), b"name = \"S\xc3\xa3o \xfc\"").unwrap();
    let output = site.run(&["new", "m", "--infrastructure", "infrastructure.toml"]);
    assert_eq!(code(&output), 2);
    assert!(errors(&output).contains("Save it as UTF-8"), "{}", errors(&output));
}

#[test]
fn an_edition_in_another_encoding_in_its_own_folder_is_written_anew_for_its_digest_counts() {
    let site = Site::new();
    let text = acmove::catalog::edition("activation-code-2021").unwrap().text;
    fs::create_dir(site.path("m")).unwrap();
    fs::write(site.path("m/procedure.toml"), wide(&format!("\u{feff}{text}"), u16::to_le_bytes)).unwrap();
    let made =
        ["new", "m", "--infrastructure", "infrastructure.toml", "--procedure", "m/procedure.toml"].map(str::to_owned);
    let output = site.run(&made.each_ref().map(String::as_str));
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert_eq!(fs::read_to_string(site.path("m/procedure.toml")).unwrap(), text);
    assert_eq!(code(&site.run(&["verify", "m"])), 0);
}
