//! The output of programs that write no UTF-8, as on Windows.

use acmove::driver::{
    output::{CodePages, Output, Stream},
    secret::Secret,
};

/// The code pages of a console, and of windows.
const GERMAN: &[u16] = &[850, 1252];

/// What is left of what was printed in pieces of this size.
fn lines(printed: &[u8], size: usize, code_pages: &[u16], secret: &str) -> Vec<String> {
    let code_pages = Some(CodePages::of(code_pages.to_vec())).filter(|_| !code_pages.is_empty());
    let mut output = Output::without(vec![Secret::of(secret)], |_| false).in_code_pages(code_pages);
    for piece in printed.chunks(size) {
        output.take(Stream::Out, piece);
    }
    output.end();
    output.last(100)
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// What it is, as bytes, on a machine with these code pages, and the lines that are left of it.
type Row = (&'static str, Vec<u8>, &'static [u16], &'static [&'static str]);

#[test]
fn a_line_is_read_in_whatever_it_was_written() {
    let utf16 = |text: &str| utf16(text);
    let table: [Row; 17] = [
        ("UTF-8", "Verf\u{fc}gbar ✓ 漢字\nzur\u{fc}ck".into(), GERMAN, &["Verfügbar ✓ 漢字", "zurück"]),
        ("the console of Germany", b"Verf\x81gbar, zur\x81ck \x84\xe1\r\n".to_vec(), GERMAN, &["Verfügbar, zurück äß"]),
        ("the console of the USA", b"na\x8bve \xe3\n".to_vec(), &[437, 1252], &["naïve π"]),
        ("the console of Brazil", b"Publica\x87\xc6o conclu\xa1da\n".to_vec(), &[850, 1252], &["Publicação concluída"]),
        (
            "the console of Portugal",
            b"Publica\x87\x84o conclu\xa1da\n".to_vec(),
            &[860, 1252],
            &["Publicação concluída"],
        ),
        ("the console of Poland", b"B\x88\xa5d: \xbe\xa5dano\n".to_vec(), &[852, 1250], &["Błąd: żądano"]),
        ("the console of Russia", b"\x8e\xe8\xa8\xa1\xaa\xa0\n".to_vec(), &[866, 1251], &["Ошибка"]),
        ("the console of Japan", b"\x8a\xae\x97\xb9 OK\n".to_vec(), &[932, 932], &["完了 OK"]),
        ("the console of China", b"\xcd\xea\xb3\xc9\n".to_vec(), &[936, 936], &["完成"]),
        ("a console of UTF-8", b"a\xffb\n".to_vec(), &[65001, 65001], &["a\u{fffd}b"]),
        ("a code page that nobody knows", b"a\xffb\n".to_vec(), &[1], &["a\u{fffd}b"]),
        ("none", b"a\x81b\n".to_vec(), &[], &["a\u{fffd}b"]),
        ("both in one stream", "zur\u{fc}ck\nzur".bytes().chain(*b"\x81ck\n").collect(), GERMAN, &["zurück", "zurück"]),
        ("colours around it", b"\x1b[31mzur\x81ck\x1b[0m\n".to_vec(), GERMAN, &["zurück"]),
        ("UTF-16", utf16("Zurück – “ok”\r\n\r\nzweite Zeile\r\n"), GERMAN, &["Zurück – “ok”", "zweite Zeile"]),
        ("UTF-16 with its mark", utf16("\u{feff}Ошибка\r\nи ещё\r\n"), &[866], &["Ошибка", "и ещё"]),
        ("tabs", b"a\tb\tc\t\n1\t2\t\n".to_vec(), GERMAN, &["a b c", "1 2"]),
    ];
    for (name, printed, code_pages, left) in table {
        for size in [1, 2, 3, 5, 1000] {
            let found: Vec<String> = lines(&printed, size, code_pages, "");
            let found: Vec<String> =
                found.iter().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
            assert_eq!(found, left, "{name}, in pieces of {size}");
        }
    }
}

#[test]
fn a_secret_is_hidden_in_whatever_it_was_written() {
    let secret = "pä$$wört-ß";
    let console = b"login p\x84$$w\x94rt-\xe1 now\n".to_vec();
    let windows = b"login p\xe4$$w\xf6rt-\xdf now\n".to_vec();
    let mixed = [utf16("password: abc"), secret.into(), utf16(" now ok ok ok ok ok\r\n")].concat();
    for (name, printed) in [
        ("UTF-8", format!("login {secret} now\n").into_bytes()),
        ("the code page of the console", console),
        ("the code page of windows", windows),
        ("UTF-16", utf16(&format!("login {secret} now\r\n"))),
        ("UTF-8 in the middle of UTF-16", mixed),
    ] {
        let left = lines(&printed, 7, GERMAN, secret).join(" ");
        assert!(left.contains("[hidden]") && !left.contains("$$"), "{name}: {left}");
    }
}

#[test]
fn a_character_that_is_cut_where_a_line_is_too_long_makes_no_other_text_of_it() {
    let line = "漢".repeat(30_000) + "\n";
    let left = lines(line.as_bytes(), 4096, GERMAN, "");
    assert!(left.iter().all(|line| line.chars().all(|c| c == '漢')), "{left:?}");
}
