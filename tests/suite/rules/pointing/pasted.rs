//! What of a text that was pasted or typed points, in every dress that chats and mails give it; and what is something else.

use std::{fs, path::Path};

use acmove::domain::{
    point::{self, NotFound, targets},
    pointing::{Pointing, Target},
};
use proptest::prelude::*;

use super::{id, property, step};
use crate::harness::story::{IP_ERROR, Story};

/// What a pasted text points at, on four environments.
fn pasted(text: &str) -> Option<Result<Vec<Pointing>, NotFound>> {
    point::pasted(&Story::paused().run, text)
}

/// The one pointing of a text.
fn one(text: &str) -> Pointing {
    let all = pasted(text).unwrap_or_else(|| panic!("{text:?} points at nothing")).unwrap();
    assert_eq!(all.len(), 1, "{text:?}: {all:?}");
    all.into_iter().next().unwrap()
}

#[test]
fn the_line_that_acmove_writes_is_understood_in_every_dress() {
    let pointing = property(Some("Ana (OutSystems)"), Some("read me this value"));
    let line = pointing.to_string();
    assert_eq!(line, "acmove point quality/intellectual-property from Ana (OutSystems): read me this value");
    for dressed in [
        line.clone(),
        format!("> {line}"),
        format!(">> > {line}   "),
        format!("- {line}"),
        format!("* {line}\r\n"),
        format!("\u{2022} {line}"),
        format!("`{line}`"),
        format!("**{line}**"),
        format!("[16:31] Ana Costa: {line}"),
        format!("[16:31, 01/12/2026] Ana: `{line}`"),
        format!("Ana Costa  16:31\n{line}\n\nThanks!"),
        format!("Hi,\n\nplease paste this:\n\n    {line}\n\nBest, Ana"),
        format!("\u{200b}\u{202e}{line}\u{feff}"),
        format!("{line}\n> {line}"),
    ] {
        assert_eq!(one(&dressed), pointing, "{dressed:?}");
    }
}

#[test]
fn a_line_that_a_mail_program_has_broken_is_whole_again() {
    let text = "the value in the Usage column, not the one in the Limit column, please; it reads differently";
    let pointing = property(Some("Ana (OutSystems)"), Some(text));
    for (width, lead) in [(72, ""), (72, "> "), (76, "> > "), (78, "")] {
        let mut lines = vec![String::new()];
        for word in pointing.to_string().split(' ') {
            let last = lines.last_mut().unwrap();
            if last.is_empty() {
                last.push_str(word);
            } else if last.len() + 1 + word.len() <= width {
                last.extend([" ", word]);
            } else {
                lines.push(word.to_owned());
            }
        }
        assert!(lines.len() > 1);
        let mail: Vec<String> = lines.iter().map(|line| format!("{lead}{line}")).collect();
        assert_eq!(one(&format!("{}\n\nBest,\nAna", mail.join("\n"))), pointing, "{width} {lead:?}");
    }
    // A line that ends by itself takes nothing in that comes after it.
    assert_eq!(one("acmove point quality/ip: look\nThank you very much").text.as_deref(), Some("look"));
}

#[test]
fn what_a_person_writes_into_a_chat_points_too() {
    let said = |text: &str| property(None, Some(text));
    assert_eq!(one("quality/intellectual-property: read me this value"), said("read me this value"));
    assert_eq!(one("> quality/ip: read me this value  "), said("read me this value"));
    assert_eq!(one("Quality/IPP:what is it?"), said("what is it?"));
    assert_eq!(one("[16:31] Ana Costa: quality/ip: look"), property(Some("Ana Costa"), Some("look")));
    assert_eq!(one("quality/ip from Ana: look"), property(Some("Ana"), Some("look")));
    assert_eq!(one("quality/ip"), property(None, None));
    assert_eq!(one("faq 3: this one").target, Target::Faq(3));
    assert_eq!(one("step:quality/check-target: again please").target, step("quality/check-target"));
    assert_eq!(one("env:quality: look").target, Target::Environment(id("quality")));
    assert_eq!(one("acmove point quality ip read me this value"), said("read me this value"));
    assert_eq!(one("quality/ip: see https://x.example/y").text.as_deref(), Some("see https:// x.example/y"));
    assert_eq!(one("acmove point rollback").target, Target::Rollback);
}

#[test]
fn several_pointings_in_one_paste_come_in_their_order() {
    let text =
        "Ana 16:31\nquality/ip: read me this\nproduction/code: and this\n\nacmove point rollback from Ana: then this";
    let all = pasted(text).unwrap().unwrap();
    let places: Vec<String> = all.iter().map(|one| one.target.to_string()).collect();
    assert_eq!(places, ["quality/intellectual-property", "production/activation-code", "rollback"]);
}

#[test]
fn a_line_for_acmove_that_names_no_place_says_so() {
    let why = pasted("acmove point qualty from Ana: look").unwrap().unwrap_err();
    assert!(why.to_string().ends_with("Did you mean quality?"), "{why}");
    assert!(pasted("qualty/ip: look").is_none(), "what a person wrote may be anything");
}

#[test]
fn what_is_typed_needs_no_colon() {
    let run = Story::paused().run;
    let typed = |line: &str| point::typed(&run, line);
    assert_eq!(typed("point quality ip read me this value"), Some(Ok(property(None, Some("read me this value")))));
    assert_eq!(typed(" Point quality ip from Ana: look "), Some(Ok(property(Some("Ana"), Some("look")))));
    assert_eq!(typed("> `point quality ip look`"), Some(Ok(property(None, Some("look")))));
    assert_eq!(typed("point quality/ip"), Some(Ok(property(None, None))));
    assert_eq!(typed("point faq 3").unwrap().unwrap().target, Target::Faq(3));
    let quality = typed("point quality read me this").unwrap().unwrap();
    assert_eq!((quality.target, quality.text.as_deref()), (Target::Environment(id("quality")), Some("read me this")));
    assert!(typed("point qualty ip").unwrap().is_err());
    for other in ["20", "point", "pointer quality", "quality ip", "", "c:\\point quality"] {
        assert_eq!(typed(other), None, "{other:?}");
    }
}

/// The pages and messages of the samples, and what else is pasted in a night.
fn everything_else() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let texts = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let texts = texts.filter(|path| path.extension().is_some_and(|ending| ending != "json"));
    let mut all: Vec<String> = texts.filter_map(|path| fs::read_to_string(path).ok()).collect();
    assert!(all.len() > 20, "the samples were not found");
    let others = [
        IP_ERROR,
        "XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT",
        "8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT",
        "/home/anna/quality/serial.lic",
        "quality/license.lic",
        "~/quality/backup",
        "./quality/backup",
        "C:\\quality\\backup",
        "https://quality.example/ServiceCenter/license",
        "Quality: Invalid license",
        "Production: read me this",
        "Intellectual Property: Unprotected",
        "Serial Number: XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT",
        "rollback: not needed yet",
        "ECT_Provider/Uploading: failed",
        "quality/ip\tUnprotected\tUnprotected",
        "<a href=\"x\">quality/ip: look</a>",
        "the point quality/ip is fine",
        "see quality/ip and production/ip: both are fine",
        "https://quality/ip: look",
        "see https://x.example/y: quality/ip: look",
        "",
    ];
    all.extend(others.map(str::to_owned));
    all
}

#[test]
fn no_page_message_code_path_or_address_is_taken_for_a_pointing() {
    for text in everything_else() {
        assert_eq!(pasted(&text), None, "{text:?}");
        assert!(!point::is_for_acmove(&text), "{text:?}");
    }
    // Nor is a long text that has such a line somewhere.
    let long = format!("{}quality/ip: look", "a line of something\n".repeat(12));
    assert_eq!(pasted(&long), None);
    assert_eq!(pasted(&format!("quality/ip: look\n{}", "x".repeat(5_000))), None);
}

proptest! {
    #[test]
    fn whatever_is_said_comes_out_as_it_was_written(
        place in 0_usize..60,
        from in proptest::option::of("\\PC{1,40}"),
        text in proptest::option::of("\\PC{1,200}"),
    ) {
        let run = Story::paused().run;
        let all = targets(&run);
        let target = all[place % all.len()].0.clone();
        let pointing = Pointing::new(target, from.as_deref(), text.as_deref());
        // A line begins anew for whoever reads it: what looks like another name or another line is taken for one.
        prop_assume!(!pointing.to_string().trim_start_matches("acmove point").contains(" from ") || pointing.from.as_ref().is_some_and(|from| !from.contains("from")));
        prop_assume!(!pointing.to_string()["acmove point ".len()..].to_ascii_lowercase().contains("acmove point"));
        prop_assume!(pointing.from.is_none() || !pointing.from.as_ref().unwrap().to_lowercase().contains(" from "));
        let said = point::pasted(&run, &pointing.to_string());
        prop_assert_eq!(said, Some(Ok(vec![pointing])));
    }

    #[test]
    fn no_text_makes_it_stumble(text in "[\\PC\\n>:/ ]{0,200}") {
        let run = Story::paused().run;
        let _ = point::pasted(&run, &text);
        let _ = point::typed(&run, &format!("point {text}"));
        let _ = point::is_for_acmove(&text);
        if let Some(Ok(all)) = point::pasted(&run, &format!("acmove point quality/ip: {text}")) {
            for one in all {
                let told = one.words(&run);
                prop_assert!(!told.chars().any(char::is_control), "{told:?}");
            }
        }
    }
}
