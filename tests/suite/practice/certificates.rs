//! Certificates of LifeTime's server: those that are trusted, and what is said of each that is not.

use acmove::driver::{
    http::{Distrust, Silence},
    lifetime::{ApiFault, LifeTimeApi},
    secret::Secret,
};

use super::lifetime::{ENVIRONMENTS, LIST, api, limits};
use crate::harness::server::{Certified, Server, says};

const UNKNOWN: &str = "this machine does not trust the authority that signed its certificate. If it is an authority of your \
                       company, name its PEM file as ca_file in [lifetime].";
const SELF_SIGNED: &str = "its certificate is self-signed, which acmove does not trust, even as ca_file. Have an authority of your \
                           company issue a certificate for this server";
const EXPIRED: &str = "has expired (2018-11-28T00:00:00Z). Renew it on the server";
const NOT_YET: &str = "is not valid yet (2999-01-01T00:00:00Z). Check the clock of this machine";
const OTHER_NAME: &str = "is for another name (other.acme.example). Use a name from the certificate in the url";

/// What is said of a certificate, without and with the PEM text that is named as its authority.
const TOLD: [(Certified, &str, &str); 7] = [
    (Certified::Well, UNKNOWN, ""),
    (Certified::OtherAuthority, UNKNOWN, "is not signed by the authority in ca_file or by another trusted one"),
    (Certified::OtherName, UNKNOWN, OTHER_NAME),
    (Certified::Expired, EXPIRED, EXPIRED),
    (Certified::NotYet, NOT_YET, NOT_YET),
    (Certified::SelfSigned, UNKNOWN, ""),
    (Certified::SelfSignedAuthority, SELF_SIGNED, SELF_SIGNED),
];

#[test]
fn what_is_wrong_with_a_certificate_is_told_apart_each_with_its_own_remedy() {
    for (certified, without, with) in TOLD {
        let (server, text) = Server::certified(vec![(LIST, vec![says(200, ENVIRONMENTS)])], certified);
        let asked = |authority: Option<&[u8]>| {
            let api = LifeTimeApi::at(&server.base, Secret::of("t"), authority, limits()).unwrap();
            api.environments().map_or_else(|fault| fault.to_string(), |_| String::new())
        };
        for (told, wanted) in [(asked(None), without), (asked(Some(text.as_bytes())), with)] {
            assert!(told.contains(wanted) && told.is_empty() == wanted.is_empty(), "{certified:?}: {told}");
        }
        assert!(server.asked().len() <= 1, "no token goes to whoever is not trusted");
    }
}

#[test]
fn the_authority_of_another_server_is_not_the_one_that_has_signed_it() {
    let (server, _) = Server::encrypted(vec![(LIST, vec![says(200, ENVIRONMENTS)])]);
    let (_, other) = Server::certified(Vec::new(), Certified::SelfSigned);
    let api = LifeTimeApi::at(&server.base, Secret::of("t"), Some(other.as_bytes()), limits()).unwrap();
    let fault = api.environments().unwrap_err();
    assert!(matches!(&fault, ApiFault::Silent { why: Silence::Untrusted(Distrust::OtherIssuer), .. }), "{fault:?}");
}

#[test]
fn an_authority_that_is_not_known_is_refused_and_one_that_is_named_is_trusted() {
    let (server, authority) = Server::encrypted(vec![(LIST, vec![says(200, ENVIRONMENTS)])]);
    let fault = api(&server).environments().unwrap_err();
    assert!(matches!(&fault, ApiFault::Silent { why: Silence::Untrusted(_), .. }), "{fault:?}");
    assert!(fault.to_string().contains("ca_file"), "{fault}");
    let trusted = LifeTimeApi::at(&server.base, Secret::of("t"), Some(authority.as_bytes()), limits()).unwrap();
    assert_eq!(trusted.environments().unwrap().len(), 2);
    let none = LifeTimeApi::at(&server.base, Secret::of("t"), Some(b"not a certificate"), limits());
    assert!(none.unwrap_err().contains("BEGIN CERTIFICATE"));
}
