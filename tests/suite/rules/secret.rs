//! Secrets are found in every usual spelling, and nothing else is hidden with them.

use std::borrow::Cow;

use acmove::domain::secret::{Secret, Secrets};
use base64::{Engine as _, engine::general_purpose as base64_of};

use crate::harness::encoded::hex;

/// A password with what is escaped in every language.
const PASSWORD: &str = "p4ss&w0rd!\"x";

/// A token as long as LifeTime's.
fn token() -> String {
    (0..120).map(|n| format!("{:x}", n * 7919 % 4096)).collect::<Vec<_>>().concat()
}

fn hide(secret: &str, text: &str) -> String {
    Secrets::from(vec![Secret::of(secret)]).hide(text).into_owned()
}

#[test]
fn a_secret_is_hidden_in_every_usual_spelling() {
    let dump = hex(PASSWORD, "");
    let spread = dump.as_bytes().chunks(2).map(|two| str::from_utf8(two).unwrap()).collect::<Vec<_>>().join("-");
    let words = [
        PASSWORD.to_owned(),
        PASSWORD.to_uppercase(),
        "p4ss%26w0rd%21%22x".to_owned(),
        "%70%34%73%73%26%77%30%72%64%21%22%78".to_owned(),
        "p4ss%2526w0rd%2521%2522x".to_owned(),
        "p4ss&w0rd!\\\"x".to_owned(),
        "p4ss\\u0026w0rd!\\u0022x".to_owned(),
        "\\u0070\\u0034ss\\u0026w0rd!\\\"x".to_owned(),
        "p4ss&amp;w0rd!&quot;x".to_owned(),
        "p4ss&#38;w0rd!&#x22;x".to_owned(),
        "p4ss\\&w0rd\\!\\\"x".to_owned(),
        "\\x70\\x34ss&w0rd!\\x22x".to_owned(),
        "p4ss\u{200b}&w0\u{ad}rd!\"x".to_owned(),
        dump.to_uppercase(),
        spread.clone(),
        spread.replace('-', " "),
        spread.replace('-', ":"),
        dump,
    ];
    for word in words {
        assert_eq!(hide(PASSWORD, &format!("login {word} now")), "login [hidden] now", "{word}");
    }
}

#[test]
fn base64_is_hidden_at_every_alignment_and_of_either_alphabet() {
    for secret in [PASSWORD, &token(), "\u{fb}\u{ff}ÿþ>>??"] {
        for before in ["", "u", "us", "use", "user:"] {
            for (name, engine) in [("standard", base64_of::STANDARD), ("of addresses", base64_of::URL_SAFE)] {
                let told = engine.encode(format!("{before}{secret}:and more"));
                let hidden = hide(secret, &told);
                let left = hidden.replace("[hidden]", "");
                // Nothing is left but what stands before and after it, and a character on either side that it shares.
                let most = (before.len() + ":and more".len()) * 4 / 3 + 5;
                assert!(hidden.contains("[hidden]") && left.len() <= most, "{name} {before:?}: {hidden}");
            }
        }
    }
}

#[test]
fn the_base64_of_a_login_is_hidden_as_a_whole() {
    let secrets = Secrets::of([], [(Secret::of("svc-dep"), Secret::of("Pr0d"))]);
    let told = base64_of::STANDARD.encode("svc-dep:Pr0d");
    assert_eq!(secrets.hide(&format!("> Authorization: Basic {told}")), "> Authorization: Basic [hidden]");
    let whole = base64_of::STANDARD.encode("Pr0d");
    assert_eq!(secrets.hide(&format!("password: {whole}")), "password: [hidden]==");
    let proxy = Secrets::of([], [(Secret::of("me"), Secret::of("p%40ss%3a1"))]);
    let sent = base64_of::STANDARD.encode("me:p@ss:1");
    assert_eq!(proxy.hide(&format!("{sent} p@ss:1 p%40ss%3A1")), "[hidden] [hidden] [hidden]");
    assert_eq!(secrets.hide("svc-dep uses Pr0d"), "svc-dep uses [hidden]", "the user is no secret");
}

#[test]
fn a_secret_encoded_by_windows_in_utf_16_is_hidden() {
    let wide: Vec<u8> = format!("login {PASSWORD}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let told = base64_of::STANDARD.encode(wide);
    assert!(hide(PASSWORD, &told).contains("[hidden]"));
    let text: String = PASSWORD.chars().flat_map(|c| [c, '\0']).collect();
    assert_eq!(hide(PASSWORD, &format!("a {text}b")), "a [hidden]\0b");
}

#[test]
fn of_a_long_secret_no_line_of_a_dump_is_left() {
    let token = token();
    for (code, width) in [(token.clone(), 80), (base64_of::STANDARD.encode(&token), 76), (hex(&token, ""), 32)] {
        let lines: Vec<&str> = code.as_bytes().chunks(width).map(|line| str::from_utf8(line).unwrap()).collect();
        for line in lines.iter().filter(|line| line.len() == width) {
            let left = hide(&token, line).replace("[hidden]", "");
            assert!(left.len() < 3, "{left}");
        }
    }
}

#[test]
fn a_secret_that_overlaps_another_leaves_nothing_of_either() {
    let secrets = Secrets::from(vec![Secret::of("abcdef"), Secret::of("defghi"), Secret::of("abcdefgh-long")]);
    assert_eq!(secrets.hide("x abcdefghi y abcdefabcdef z"), "x [hidden] y [hidden][hidden] z");
}

#[test]
fn a_secret_of_less_than_four_characters_is_not_looked_for_and_none_hides_nothing() {
    for secret in ["", "a", "ab", "abc", "  a  ", "\u{fc}\u{df}e"] {
        let text = "abc a ab \u{fc}\u{df}e YWJj 616263";
        assert_eq!(hide(secret, text), text, "{secret:?}");
    }
    assert_eq!(hide("abcd", "abcd abc"), "[hidden] abc");
    assert!(matches!(Secrets::default().hide("anything"), Cow::Borrowed(_)));
}

#[test]
fn what_is_no_secret_stays_to_the_letter() {
    let text = "Production \u{672c}\u{756a} 100 %41 \\u0041 &amp; a=b&c \u{200b}\u{1b}[31m pass w0rd p4s";
    assert!(matches!(Secrets::from(vec![Secret::of(PASSWORD)]).hide(text), Cow::Borrowed(_)));
    assert_eq!(hide("w0rd&x", "%41 w0rd%26x %41"), "%41 [hidden] %41", "what surrounds it is not decoded");
    assert_eq!(
        hide("\u{672c}\u{756a}\u{672c}\u{756a}", "a\u{672c}\u{756a}\u{672c}\u{756a}\u{672c}"),
        "a[hidden]\u{672c}"
    );
}

#[test]
fn hiding_again_changes_nothing() {
    for secret in ["hidden", "[hidden]", "dden]", PASSWORD] {
        let once = hide(secret, &format!("a {secret} b"));
        assert_eq!(hide(secret, &once), once, "{secret}");
    }
}

#[test]
fn a_secret_that_looks_escaped_itself_is_hidden_escaped_and_not() {
    for secret in ["p%41ss\\w0rd", "a&amp;b&lt;", "x\\u0041y\\\"z", "%%2541%25"] {
        let json = serde_json::to_string(secret).unwrap();
        let address = hex(secret, "%");
        for text in [secret, json.trim_matches('"'), &address] {
            assert_eq!(hide(secret, &format!("<{text}>")), "<[hidden]>", "{secret} as {text}");
        }
    }
}

#[test]
fn a_large_text_is_searched_across_its_pieces() {
    let token = token();
    for before in (65_536 - 400..65_536 + 40).step_by(37) {
        let text = "x".repeat(before) + &token + "\\u0041" + &"y".repeat(70_000);
        let hidden = hide(&token, &text);
        assert_eq!(hidden.len(), text.len() - token.len() + "[hidden]".len(), "{before}");
    }
}

#[test]
fn neither_a_secret_nor_what_knows_it_can_be_printed() {
    let secret = Secret::of(PASSWORD);
    assert_eq!(format!("{secret:?} {:?}", Secrets::from(vec![secret.clone()])), "[hidden] [hidden]");
}
