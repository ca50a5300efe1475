//! A server on this machine that answers as it was told, for what is said by LifeTime and by what stands in between.

use std::{
    io::{Read, Write},
    net::TcpListener,
    sync::{Arc, Barrier, Mutex},
    thread,
};

use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// The time of its clock, which stands still.
pub(crate) const NOW: &str = "2018-11-28T23:00:00Z";
const DATE: &str = "Date: Wed, 28 Nov 2018 23:00:00 GMT\r\n";

/// What it answers.
#[derive(Debug, Clone)]
pub(crate) enum Reply {
    /// A status and a body.
    Says(u16, String),
    /// A status that leads somewhere.
    Leads(String),
    /// A body of so many bytes.
    Large(usize),
    /// The beginning of a body, and then nothing more.
    Stalls,
    /// The connection is torn down before anything is said.
    Hangs,
    /// The connection is reset.
    Resets,
    /// Nothing is said before so many have asked at once.
    Meets(Arc<Barrier>, Box<Reply>),
    /// The same without the time.
    Undated(Box<Reply>),
}

pub(crate) fn says(status: u16, body: &str) -> Reply {
    Reply::Says(status, body.to_owned())
}

/// A server with its address and everything that it was asked.
pub(crate) struct Server {
    pub(crate) base: String,
    asked: Arc<Mutex<Vec<String>>>,
}

/// What it answers, by the beginning of the path; asked again, the next one. The last one stays.
pub(crate) type Routes = Vec<(&'static str, Vec<Reply>)>;

impl Server {
    /// Serves over plain HTTP.
    pub(crate) fn plain(routes: Routes) -> Self {
        Self::start(routes, None)
    }

    /// The same, and does not say what time it is there.
    pub(crate) fn undated(routes: Routes) -> Self {
        let shown = routes
            .into_iter()
            .map(|(path, replies)| (path, replies.into_iter().map(|reply| Reply::Undated(Box::new(reply))).collect()));
        Self::plain(shown.collect())
    }

    /// Serves over TLS with a certificate of a made-up authority; answers with that authority's PEM text too.
    pub(crate) fn encrypted(routes: Routes) -> (Self, String) {
        Self::certified(routes, Certified::Well)
    }

    /// Serves over TLS with a certificate like this; answers with the PEM text that somebody would name as its authority.
    pub(crate) fn certified(routes: Routes, certified: Certified) -> (Self, String) {
        let (authority, config) = certificate(certified);
        (Self::start(routes, Some(Arc::new(config))), authority)
    }

    fn start(routes: Routes, tls: Option<Arc<ServerConfig>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let scheme = if tls.is_some() { "https" } else { "http" };
        let base = format!("{scheme}://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let state = Arc::new(Mutex::new(routes));
        let told = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (state, told, tls) = (Arc::clone(&state), Arc::clone(&told), tls.clone());
                thread::spawn(move || match tls {
                    None => converse(stream, &state, &told),
                    Some(config) => {
                        let connection = ServerConnection::new(config).unwrap();
                        converse(StreamOwned::new(connection, stream), &state, &told);
                    }
                });
            }
        });
        Self { base, asked }
    }

    /// The first lines of all requests.
    pub(crate) fn asked(&self) -> Vec<String> {
        let asked = self.asked.lock().unwrap();
        asked.iter().map(|request| request.lines().next().unwrap_or_default().to_owned()).collect()
    }

    /// All requests in full.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

fn converse(mut stream: impl Read + Write, routes: &Mutex<Routes>, told: &Mutex<Vec<String>>) {
    let mut byte = [0];
    let mut read_until = |stream: &mut dyn Read, end: &[u8]| {
        let mut text = Vec::new();
        while !text.ends_with(end) && stream.read(&mut byte).is_ok_and(|read| read == 1) {
            text.push(byte[0]);
        }
        String::from_utf8_lossy(&text).into_owned()
    };
    let first = read_until(&mut stream, b"\r\n");
    let Some(path) = first.split(' ').nth(1).map(str::to_owned) else { return };
    let reply = {
        let mut routes = routes.lock().unwrap();
        let route = routes.iter_mut().find(|(beginning, _)| path.starts_with(beginning));
        match route {
            Some((_, replies)) if replies.len() > 1 => replies.remove(0),
            Some((_, replies)) => replies[0].clone(),
            None => says(404, ""),
        }
    };
    let (reply, date) = match reply {
        Reply::Meets(barrier, reply) => {
            barrier.wait();
            (*reply, DATE)
        }
        Reply::Undated(reply) => (*reply, ""),
        reply => (reply, DATE),
    };
    if matches!(reply, Reply::Resets) {
        told.lock().unwrap().push(first);
        // What was sent and not read makes a reset of the end.
        return;
    }
    let rest = read_until(&mut stream, b"\r\n\r\n");
    told.lock().unwrap().push(first + &rest);
    let head = |status: u16, length: usize, more: &str| {
        format!(
            "HTTP/1.1 {status} So\r\n{date}Content-Type: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n{more}\r\n"
        )
    };
    let _ = match reply {
        Reply::Says(status, body) => stream.write_all((head(status, body.len(), "") + &body).as_bytes()),
        Reply::Leads(to) => stream.write_all(head(302, 0, &format!("Location: {to}\r\n")).as_bytes()),
        Reply::Large(bytes) => {
            stream.write_all(head(200, bytes, "").as_bytes()).and_then(|()| stream.write_all(&vec![b' '; bytes]))
        }
        Reply::Stalls => {
            let _ = stream.write_all((head(200, 1000, "") + "[{").as_bytes());
            let _ = stream.flush();
            // Until the other side gives up.
            let _ = stream.read(&mut [0]);
            Ok(())
        }
        Reply::Hangs | Reply::Resets | Reply::Meets(..) | Reply::Undated(_) => Ok(()),
    };
    let _ = stream.flush();
}

/// What is right or wrong with a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Certified {
    Well,
    /// It is for another name than the server's.
    OtherName,
    Expired,
    NotYet,
    /// It is signed by itself, as a server's or as an authority's.
    SelfSigned,
    SelfSignedAuthority,
    /// An authority with the same name as the one that is named has signed it.
    OtherAuthority,
}

/// A made-up authority, and a server with its certificate for this machine.
fn certificate(certified: Certified) -> (String, ServerConfig) {
    let (key, own) = (rcgen::KeyPair::generate().unwrap(), rcgen::KeyPair::generate().unwrap());
    let mut authority = rcgen::CertificateParams::new(Vec::new()).unwrap();
    authority.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    authority.distinguished_name.push(rcgen::DnType::CommonName, "Made-up Authority");
    let mut text = authority.self_signed(&key).unwrap().pem();
    let name = if certified == Certified::OtherName { "other.acme.example" } else { "127.0.0.1" };
    let mut server = rcgen::CertificateParams::new(vec![name.to_owned()]).unwrap();
    match certified {
        Certified::Well | Certified::OtherName | Certified::SelfSigned => {}
        Certified::Expired => server.not_after = rcgen::date_time_ymd(2018, 11, 28),
        Certified::NotYet => server.not_before = rcgen::date_time_ymd(2999, 1, 1),
        Certified::SelfSignedAuthority => server.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained),
        Certified::OtherAuthority => {
            text = authority.self_signed(&rcgen::KeyPair::generate().unwrap()).unwrap().pem();
        }
    }
    let server = if matches!(certified, Certified::SelfSigned | Certified::SelfSignedAuthority) {
        let certificate = server.self_signed(&own).unwrap();
        text = certificate.pem();
        certificate
    } else {
        server.signed_by(&own, &rcgen::Issuer::new(authority, &key)).unwrap()
    };
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![server.der().clone()], own.serialize_der().try_into().unwrap())
        .unwrap();
    (text, config)
}
