//! Somebody who is not at the terminal points, and what they wrote is pasted.

use super::{
    super::{faces::Act, sitting::Case, way::until},
    at,
};

pub(super) fn pointed() -> Vec<Case> {
    let paste = |text: &str| Act::Paste(text.to_owned());
    let said = "acmove point production/intellectual-property from Ana (OutSystems): read me this value";
    vec![
        at(
            "somebody points, and what they wrote in the chat is pasted",
            &until("production/check-source"),
            &[
                paste(&format!("Ana Costa, 22:31\n> {said}\n\nthanks")),
                paste("production/code: and this\nlifetime/backup: then this\nrollback"),
                paste("acmove point faq 3 from Ana"),
            ],
        ),
        at(
            "somebody points at what there is not, or says too much",
            &until("production/check-source"),
            &[
                paste("acmove point productoin/code: look"),
                paste(&format!("acmove point lifetime/backup: {}", "very ".repeat(60))),
                paste("acmove point step:lifetime/soup: look"),
            ],
        ),
    ]
}
