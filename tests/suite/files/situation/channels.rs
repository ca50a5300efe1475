//! Channels that text goes through, and what they make of it.

use acmove::situation::read;
use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::{cut, each_line, in_parts, refusal, wrapped};

/// What a chat puts between two messages.
const SAID: &str = "\n\nAna Silva (Cobalt Logistics), 16:31\n";

/// What a chat writes before each line of its record.
const IRC: &str = "[16:31:07] <ana_s> ";

/// The same, where somebody else says something meanwhile.
const TALK: &str =
    "\n[16:31, 1/12/2026] Ben Miller: is that all of it? I see only half\n[16:32, 1/12/2026] Ana Silva: ";

fn comes_out_whole(channel: &str, text: &str) {
    let (situation, _) = in_parts();
    match read(text) {
        Ok(found) => assert!(found == situation, "{channel}"),
        Err(refused) => panic!("{channel}: {refused}"),
    }
}

#[test]
fn a_situation_comes_whole_out_of_every_channel_that_loses_nothing() {
    let (_, parts) = in_parts();
    let text = parts.join("\n");
    let reversed = parts.iter().rev().cloned().collect::<Vec<_>>().join("\n");
    let channels = [
        ("as it is", text.clone()),
        ("carriage returns", text.replace('\n', "\r\n")),
        ("in one line", text.replace('\n', " ")),
        ("without line breaks", text.replace('\n', "")),
        ("indented", each_line(&text, "\t  \u{a0}")),
        ("quoted mail", each_line(&each_line(&text, "> "), "> ")),
        ("quoted with bars", each_line(&text, "| ")),
        ("wrapped at 72", wrapped(&text, 72)),
        ("wrapped at 60", wrapped(&text, 60)),
        ("wrapped at 23", wrapped(&text, 23)),
        ("quoted, then wrapped", wrapped(&each_line(&text, "> > "), 60)),
        ("wrapped, then quoted with initials", each_line(&wrapped(&text, 40), "AS> ")),
        ("wrapped, each line with a name and time", each_line(&wrapped(&text, 50), "16:31 Ana: ")),
        ("wrapped by a chat, each line with a name and time", each_line(&wrapped(&text.replace('\n', " "), 50), IRC)),
        ("blank lines between", text.replace('\n', "\n\n\n")),
        ("any order", reversed),
        ("doubled", format!("{text}{text}")),
        ("a part doubled", format!("{}{text}", parts[1])),
        ("words before and after", format!("Hi Ben,\nhere it is:\n{text}\nBest regards\nAna\n")),
        ("a chat that splits at 1000", cut(&text, 1000, SAID)),
        ("a chat that splits at 333", cut(&text, 333, SAID)),
        ("a chat in which others talk", cut(&text, 700, TALK)),
        ("invisible characters", cut(&text, 7, "\u{200b}")),
        ("soft hyphens", cut(&text, 11, "\u{ad}")),
        ("breaks of a page", text.replace('\n', "<br>\n")),
        ("addresses made links", text.replace('\n', " <https://example.com/x?a=b>\n")),
        ("breaks as in a saved mail", cut(&text, 75, "=\n")),
        ("a saved mail in Base64", mail(&text)),
        ("the first letter made a capital", text.lines().map(capital).collect()),
    ];
    for (channel, text) in &channels {
        comes_out_whole(channel, text);
    }
}

/// A saved mail whose text has a letter that is not English.
fn mail(text: &str) -> String {
    let coded = STANDARD.encode(format!("Ol\u{e1},\r\n\r\n{text}").replace('\n', "\r\n"));
    let head =
        "Subject: situation\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n";
    format!("{head}{}\r\n--part--\r\n", cut(&coded, 76, "\r\n"))
}

fn capital(line: &str) -> String {
    let mut characters = line.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(characters).chain(['\n']).collect()
}

#[test]
fn two_cuts_in_one_line_are_mended() {
    let (_, parts) = in_parts();
    let text = parts.join("\n");
    let line = text.lines().nth(9).unwrap();
    let talked = format!("{}{SAID}{}{TALK}{}", &line[..3], &line[3..40], &line[40..]);
    comes_out_whole("two cuts", &text.replace(line, &talked));
}

#[test]
fn a_part_that_is_missing_is_named_by_its_number() {
    let (_, parts) = in_parts();
    for (kept, named) in [
        (&[0, 2][..], "Part 2 of 3 is missing."),
        (&[1, 2], "Part 1 of 3 is missing."),
        (&[2, 0, 2], "Part 2 of 3 is missing."),
        (&[1], "Parts 1 and 3 of 3 are missing."),
    ] {
        let text: Vec<&str> = kept.iter().map(|part: &usize| parts[*part].as_str()).collect();
        assert_eq!(refusal(&text.join("\n")), named);
    }
}
