//! Asking pages: below one address, and nowhere else.

use std::{
    io::{Read as _, Write as _},
    net::TcpListener,
    thread,
};

use acmove::driver::web::{Web, WebError};

/// Answers one request with these words, and tells what was asked.
fn once(answer: String) -> (String, thread::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let asked = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut asked = Vec::new();
        let mut buffer = [0; 4096];
        while !asked.ends_with(b"\r\n\r\n") {
            let read = stream.read(&mut buffer).unwrap();
            asked.extend_from_slice(&buffer[..read]);
        }
        stream.write_all(answer.as_bytes()).unwrap();
        String::from_utf8_lossy(&asked).into_owned()
    });
    (base, asked)
}

fn is_elsewhere<T>(answer: &Result<T, WebError>) -> bool {
    matches!(answer, Err(WebError::Elsewhere { .. }))
}

#[test]
fn an_address_that_only_looks_like_one_below_is_not_asked() {
    let web = Web::below("http://127.0.0.1:4711/");
    for address in [
        "http://127.0.0.1:47110/portal",
        "http://127.0.0.1:4711@192.0.2.1/portal",
        "http://127.0.0.1:4711.example/portal",
        "http://127.0.0.1:x@192.0.2.1/portal",
        "http://127.0.0.1/portal",
        "https://127.0.0.1:4711/portal",
        "http://192.0.2.1:4711/portal",
        "/portal",
        "",
    ] {
        assert!(is_elsewhere(&web.get(address, Some("token"))), "{address}");
        assert!(is_elsewhere(&web.send(address, &[])), "{address}");
        assert!(is_elsewhere(&web.upload(address, "license", "a.lic", b"x")), "{address}");
    }
}

#[test]
fn a_page_that_leads_elsewhere_is_not_followed_there() {
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    other.set_nonblocking(true).unwrap();
    let away = format!("http://{}/stolen", other.local_addr().unwrap());
    let (base, asked) = once(format!("HTTP/1.1 302 Found\r\nLocation: {away}\r\nContent-Length: 0\r\n\r\n"));
    assert!(is_elsewhere(&Web::below(&base).get(&format!("{base}/here"), Some("token"))));
    assert!(asked.join().unwrap().starts_with("GET /here "));
    assert!(other.accept().is_err(), "nobody came");
}

#[test]
fn an_answer_has_its_status_its_name_and_its_content() {
    let head =
        "HTTP/1.1 404 Not Found\r\nContent-Disposition: attachment; filename=\"a.lic\"\r\nContent-Length: 2\r\n\r\nhm";
    let (base, asked) = once(head.to_owned());
    let answer = Web::below(&base).get(&format!("{base}/a?b=c"), None).unwrap();
    assert_eq!((answer.status, answer.name.as_deref(), answer.body.as_slice()), (404, Some("a.lic"), b"hm".as_slice()));
    assert!(!asked.join().unwrap().to_lowercase().contains("authorization"));
}

#[test]
fn nobody_there_is_said_with_the_address() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let silent = Web::below(&base).get(&format!("{base}/x"), None).unwrap_err();
    assert!(silent.to_string().starts_with(&format!("{base}/x does not answer: ")), "{silent}");
}

#[test]
fn whoever_is_called_back_begins_nothing_more() {
    use std::sync::{Arc, atomic::AtomicBool};
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let person = acmove::practice::Person::at(&base, Arc::new(AtomicBool::new(true)));
    assert_eq!(person.read(&format!("{base}/production/ServiceCenter")), Err("This was stopped.".to_owned()));
    assert!(person.deployments(&base, true).is_err() && person.ask(&base, "hm").is_err());
    assert!(listener.accept().is_err(), "nobody came");
}
