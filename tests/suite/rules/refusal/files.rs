//! Refused license files, and uploads without a backup.

use acmove::domain::{
    command::{Command, OfferedFile, StepCommand, VaultCheck},
    file_kind::FileKind,
    infrastructure::Side,
    outlook::Standing,
    page::{Banner, EndDate, LicensingPage},
    plan::StepId,
};

use acmove::reading::file_kind;

use super::{environment, reason, refused_answer};
use crate::harness::story::{Story, finish, keep, show};

fn offered(change: impl Fn(&mut OfferedFile)) -> String {
    let mut story = Story::paused();
    story.succeed("production/obtain-source").succeed("quality/obtain-source");
    story.succeed("development/obtain-source").succeed("development/upload-source").succeed("development/check-source");
    let mut file = story.file(0, Side::Source);
    change(&mut file);
    refused_answer(&mut story, "lifetime/obtain-source", keep(file))
}

#[test]
fn what_is_no_license_file_is_not_kept() {
    assert_eq!(
        offered(|file| {
            file.bytes = 0;
            file.name = "a.lic".to_owned();
        }),
        "a.lic is empty. Download the license file again."
    );
    assert_eq!(
        offered(|file| {
            file.bytes = 1024 * 1024 + 1;
            file.name = "a.lic".to_owned();
        }),
        "a.lic is larger than 1 MiB, so it is not a license file. License files are a few kilobytes and end in .lic."
    );
    assert_eq!(
        offered(|file| {
            file.kind = FileKind::WebPage;
            file.name = "a.lic".to_owned();
        }),
        "a.lic is a web page, not a license file; the portal probably asked for a login. Log in and download the \
         file again."
    );
    for name in ["OutSystems.Audit.txt", "outsystems.audit (1).TXT"] {
        let words = offered(|file| file.name = name.to_owned());
        assert!(
            words.ends_with(
                "is not a license file. Use Backup License, or download the file from the Licensing Portal."
            ),
            "{words}"
        );
    }
}

/// Whatever else a file is, its refusal says what, and what to do.
#[test]
fn a_file_of_another_kind_is_refused_with_its_kind_and_a_remedy() {
    for (bytes, words) in [
        (
            &b"%PDF-1.7 and more of a document"[..],
            "a.lic is a PDF document, not a license file. Select the file that ends in .lic.",
        ),
        (
            b"PK\x03\x04\x14\0\0\0\x08\0production.lic",
            "a.lic is an archive, not a license file. Unpack it and select the .lic file that is in it.",
        ),
        (
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
            "a.lic is a picture, not a license file. Select the file that ends in .lic.",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 a message",
            "a.lic is an Office document or a saved message, not a license file. If the license file is attached to it, save the attachment and select that file.",
        ),
        (b"MZ\x90\0\x03\0\0\0\x04\0\0\0", "a.lic is a program, not a license file. Select the file that ends in .lic."),
        (
            b" \r\n\t  \r\n                    ",
            "a.lic has only blanks in it, so it is not a license file. Download the license file again.",
        ),
        (
            b"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
            "a.lic has only blanks in it, so it is not a license file. Download the license file again.",
        ),
        (
            b"abc",
            "a.lic is shorter than a serial number, so it is not a license file. Download the license file again.",
        ),
    ] {
        let told = offered(|file| {
            file.kind = file_kind(bytes);
            file.bytes = bytes.len() as u64;
            "a.lic".clone_into(&mut file.name);
        });
        assert_eq!(told, words);
    }
}

/// The format is not public: whatever may be a license file is kept.
#[test]
fn what_may_be_a_license_file_has_no_kind() {
    for bytes in [
        &b"MZ2rT0aWQ9vYb8LkPq3xNnU5sHfE7cJd"[..],
        b"PKCS7 signed, whatever that is: 8RV-XYZ",
        b"<License version=\"11\"><Serial>X</Serial></License>",
        b"\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17",
    ] {
        assert_eq!(file_kind(bytes), FileKind::Unknown, "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn exactly_one_mebibyte_is_still_accepted() {
    let mut story = Story::paused();
    let file = OfferedFile { bytes: 1024 * 1024, ..story.file(3, Side::Source) };
    story.done("production/obtain-source", keep(file));
}

#[test]
fn a_file_named_after_nearly_the_serial_number_is_told_what_differs() {
    let mut story = Story::paused();
    story.before("production/obtain-source");
    let mut file = story.file(3, Side::Source);
    file.name = "XBI-NMO-IL5-0YI-9SO-LCU-4SQ-QUT.lic".to_owned();
    let words = refused_answer(&mut story, "production/obtain-source", keep(file));
    let differs = "It differs in 1 character: group 4, character 1 is 0 (digit), not O (letter). Download";
    assert!(words.contains(differs), "{words}");
}

#[test]
fn a_file_named_after_another_serial_number_is_not_kept() {
    let words = offered(|file| file.name = "XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT.lic".to_owned());
    assert_eq!(
        words,
        "XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT.lic is named after the serial number of Production. Select the file of \
         LifeTime."
    );
    let words = offered(|file| file.name = "aaa-aaa-aaa-aaa-aaa-aaa-aaa-aaa (2).lic".to_owned());
    assert_eq!(
        words,
        "aaa-aaa-aaa-aaa-aaa-aaa-aaa-aaa (2).lic is named after a serial number that is not the one of LifeTime, \
         KSM-OIR-8NU-JAQ-2HH-X45-5VZ-GTS. Download the license for that serial number, or record that the serial number changed."
    );
}

#[test]
fn a_file_called_like_another_environment_is_not_kept() {
    let mut story = Story::paused();
    for name in
        ["Quality.lic", "quality-aaa.lic", "Quality (1).lic", "LIFETIME license of tonight, downloaded again.lic"]
    {
        let file = OfferedFile { name: name.to_owned(), ..story.file(3, Side::Source) };
        let words = refused_answer(&mut story, "production/obtain-source", keep(file));
        assert!(
            words.ends_with("Select the file of Production; if this is the right file, rename it first."),
            "{words}"
        );
    }
    for name in
        ["Production.lic", "production-quality.lic", "qualitylicense.lic", "license.lic", "\u{54c1}\u{8cea}.lic"]
    {
        let mut story = Story::paused();
        let file = OfferedFile { name: name.to_owned(), ..story.file(3, Side::Source) };
        story.done("production/obtain-source", keep(file));
    }
}

#[test]
fn the_longest_name_of_an_environment_counts() {
    let description = crate::harness::story::FOUR.replace("name = \"Quality\"", "name = \"Production 2\"");
    let mut story = Story::of(crate::harness::story::EDITIONS[0], &description);
    story.until(|story| story.steps(Standing::is_answerable).contains(&"production/obtain-source"));
    let file = OfferedFile { name: "production-2.lic".to_owned(), ..story.file(3, Side::Source) };
    let words = refused_answer(&mut story, "production/obtain-source", keep(file));
    assert!(words.starts_with("production-2.lic has a name like Production 2."), "{words}");
    let file = OfferedFile { name: "production-2.lic".to_owned(), ..story.file(2, Side::Source) };
    story.done("production-2/obtain-source", keep(file));
}

#[test]
fn the_same_file_does_not_serve_two_environments() {
    let production = Story::paused().file(3, Side::Source).sha256;
    let words = offered(|file| {
        file.sha256 = production;
        file.name = "a.lic".to_owned();
    });
    assert_eq!(
        words,
        "a.lic is the same file as the license of Production, but each environment has its own file. Select the \
         file of LifeTime; if Production has the wrong one, redo that step there."
    );
}

#[test]
fn the_same_file_is_not_source_and_target() {
    let mut story = Story::paused();
    story.before("lifetime/obtain-target");
    let file = story.kept(0, Side::Source);
    let words = refused_answer(&mut story, "lifetime/obtain-target", keep(file));
    assert_eq!(words, "a.lic is the same file as the AAA license of this environment. Download the license for BBB.");
}

#[test]
fn a_license_that_was_not_prepared_is_not_kept_again() {
    let mut story = Story::paused();
    story.before("lifetime/check-target");
    let file = story.kept(0, Side::Target);
    let page = story.page(0, Side::Target, "Blocked");
    story.done("lifetime/check-target", show(page)).grant(&Command::SupportAnswered { note: reason() });
    let words = refused_answer(&mut story, "lifetime/obtain-target", keep(file));
    assert_eq!(words, "a.lic is the earlier file, which was rejected. Download the corrected license.");
}

#[test]
fn a_vault_that_does_not_verify_holds_the_upload() {
    let mut story = Story::paused();
    story.before("lifetime/upload-target");
    let words =
        refused_answer(&mut story, "lifetime/upload-target", StepCommand::Begin { vault: VaultCheck::default() });
    assert_eq!(
        words,
        "The AAA license of LifeTime in the vault cannot be used: the file is missing. Obtain it again before you \
         upload anything."
    );
}

#[test]
fn nothing_is_uploaded_without_a_backup() {
    let mut story = Story::paused();
    story.before("lifetime/upload-target");
    let damage =
        Command::ReportDamage { environment: environment("lifetime"), side: Side::Source, what: "gone".to_owned() };
    story.grant(&damage);
    let begin = StepCommand::Begin { vault: story.vault(0) };
    let words = refused_answer(&mut story, "lifetime/upload-target", begin);
    assert!(words.contains("the phase \"Refresh AAA\" first."), "{words}");
    let words = refused_answer(&mut story, "lifetime/upload-source", finish());
    assert!(words.contains("is already done."), "{words}");
    assert_eq!(story.standing("lifetime/obtain-source"), Standing::Reopened);
}

#[test]
fn a_file_whose_page_says_that_it_is_of_no_use_is_not_another_license() {
    for page in [
        LicensingPage { banner: Banner::WrongServer, ..LicensingPage::default() },
        LicensingPage { end_date: Some(EndDate::On("2020-12-31".parse().unwrap())), ..LicensingPage::default() },
    ] {
        let mut story = Story::paused();
        let file = story.file(3, Side::Source);
        story.done("production/obtain-source", keep(file.clone()));
        story.before("production/check-source");
        let (banner, end_date) = (page.banner, page.end_date);
        let page = LicensingPage { banner, end_date, ..story.page(3, Side::Source, "Ignore") };
        story.done("production/check-source", show(page));
        story.grant(&Command::DoAgain { step: StepId::from("production/obtain-source"), reason: reason() });
        let words = refused_answer(&mut story, "production/obtain-source", keep(file));
        assert!(words.contains("is the earlier file, which"), "{words}");
        let other = OfferedFile { sha256: acmove::domain::digest::Digest::of(b"other"), ..story.file(3, Side::Source) };
        story.done("production/obtain-source", keep(other));
    }
}
