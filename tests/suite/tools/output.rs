//! What is seen of the output of a command: no secret, nothing that a terminal obeys, nothing without end.

use acmove::{
    domain::page::MessageClass,
    driver::{
        output::{Output, Stream},
        secret::Secret,
    },
    reading::{failed_publish, is_telling, serials},
};

use super::SERIAL;
use crate::harness::story::serial;

fn output(secret: &str) -> Output {
    Output::without(vec![Secret::of(secret)], |_| false)
}

#[test]
fn a_secret_is_hidden_wherever_it_is_cut_coloured_or_widened() {
    let mut output = output("p4ssw0rd");
    for chunk in
        ["login p4s", "sw0rd now\np4ss\u{1b}[31mw0", "rd\r", "p\x004\0s\0s\0w\x000\0r\0d\0\n", "p4ss\u{200b}w0rd"]
    {
        output.take(Stream::Out, chunk.as_bytes());
    }
    output.take(Stream::Err, b"denied: p4ssw0rdp4ssw0rd");
    output.end();
    assert_eq!(output.last(10), ["login [hidden] now", "[hidden]", "[hidden]", "[hidden]", "denied: [hidden][hidden]"]);
    assert!(!output.text().contains("p4ssw0rd"));
    let endless = "x".repeat(200_000) + "p4ssw0rd" + &"y".repeat(200_000);
    for chunk in endless.as_bytes().chunks(1000) {
        output.take(Stream::Out, chunk);
    }
    output.end();
    assert!(!output.text().contains("p4ss") && !output.text().contains("w0rd"));
}

#[test]
fn nothing_that_a_terminal_obeys_comes_through_and_nothing_grows_without_end() {
    let mut output = output("");
    for number in 0..50_000 {
        let line =
            format!("\u{1b}[2J\u{1b}]0;owned\u{7}\u{9b}31mline {number}\u{1b}[0m \u{202e}x\u{1b}Pq#0\u{1b}\\y\n");
        output.take(Stream::Out, line.as_bytes());
    }
    assert_eq!(output.fresh().len(), 100);
    assert_eq!(output.last(1), ["line 49999 xy"]);
    assert!(output.text().starts_with("[49600 earlier lines were not kept]\n"));
    assert_eq!(output.text().lines().count(), 401);
}

#[test]
fn a_secret_in_an_address_in_base64_json_or_xml_is_hidden_too() {
    let mut output = output("p4ss&w0rd!\"x");
    output.take(
        Stream::Out,
        b"a p4ss%26w0rd%21%22x\nb p4ss%26w0rd%21%22x\nc cDRzcyZ3MHJkISJ4\nd p4ss&w0rd!\\\"x\ne p4ss&amp;w0rd!&quot;x\nf p4ss&amp;w0rd!\"x\n",
    );
    assert_eq!(output.last(9), ["a [hidden]", "b [hidden]", "c [hidden]", "d [hidden]", "e [hidden]", "f [hidden]"]);
}

#[test]
fn what_tells_something_counts_also_before_what_is_kept() {
    let mut output = Output::without(Vec::new(), is_telling);
    output.take(Stream::Out, format!("Invalid Intellectual Property: protected.\n{SERIAL}\n").as_bytes());
    for number in 0..450 {
        output.take(Stream::Out, format!("line {number}\n").as_bytes());
    }
    output.end();
    assert!(!output.text().contains("Intellectual"));
    assert_eq!(failed_publish(&output.noted()).unwrap().0, MessageClass::IntellectualProperty);
    assert_eq!(serials(&output.noted()), [serial(SERIAL)]);
}

#[test]
fn of_a_line_without_end_nothing_of_a_secret_comes_through_wherever_it_is_cut() {
    let secret = "p4ssw0rd-very-long";
    for before in 65_500..65_560 {
        let mut output = output(secret);
        // Escape sequences go, so that what is left of the line is short.
        let line = "\u{1b}[0m".repeat(before / 4) + secret + &"y".repeat(100_000) + secret;
        output.take(Stream::Out, line.as_bytes());
        output.take(Stream::Out, b"\nnext\n");
        output.end();
        let text = output.text();
        assert!(!text.contains("p4ssw") && !text.contains("very-long"), "{before}: {text}");
        assert!(text.ends_with("next\n"), "{text}");
    }
}

#[test]
fn what_is_printed_is_read_for_serial_numbers_and_for_failed_publishes() {
    assert_eq!(serials(&format!("Serial: {SERIAL}.\nother text A-B-C")), [serial(SERIAL)]);
    assert_eq!(failed_publish("Publishing...\nDone."), None);
    let (class, line) = failed_publish("1\nOutdated Consumer: App\nInvalid Intellectual Property: protected.").unwrap();
    assert_eq!(
        (class, line.as_str()),
        (MessageClass::IntellectualProperty, "Invalid Intellectual Property: protected.")
    );
    assert_eq!(failed_publish("Incompatible Dependency in X").unwrap().0, MessageClass::Other);
}
