//! Saved pages: the lines that are seen in a browser.

use acmove::{
    domain::file_kind::FileKind,
    domain::page::Reading,
    reading::{file_kind, is_html, read, read_text},
};

use super::{CODE, SERIAL, page};

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
        assert_eq!(file_kind(page), FileKind::WebPage, "{}", String::from_utf8_lossy(page));
    }
    for license in [
        &b"<License version=\"11\"><Serial>X</Serial></License>"[..],
        b"<?xml version=\"1.0\"?><license/>",
        b"\x00\x01 0000 0000 0000 0000 <html",
        b"AAEC AAEC AAEC AAEC AAEC <p>",
    ] {
        assert_eq!(file_kind(license), FileKind::Unknown, "{}", String::from_utf8_lossy(license));
    }
    assert!(is_html(b"\xef\xbb\xbf \n<!DOCTYPE html><p>"));
    assert!(is_html(b"<table>"));
    assert!(!is_html(b"1 < 2"));
    assert!(!is_html(b"Activation Code"));
}
