//! What Licensing pages and messages say: sample pages, and rules that hold for any text.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod any_text;
mod licensing_pages;
mod markup;
mod messages;
mod verdicts;

use acmove::{
    domain::page::{LicensingPage, Reading},
    reading::read_text,
};

const CODE: &str = "8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT";
const SERIAL: &str = "XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT";

const DESCRIPTION: &str = "When \"Protected\", assures the Components, such as eSpaces and Extensions, created in your \
    Platform Server can only be published to servers of the same Infrastructure. When \"Unprotected\", Components \
    created in your Platform Server can be published to any other Platform Server.";

fn page(text: &str) -> LicensingPage {
    match read_text(text) {
        Reading::LicensingPage(page) => *page,
        reading @ (Reading::CodeCheck(_) | Reading::Message { .. } | Reading::Unknown) => {
            panic!("{reading:?} in {text}")
        }
    }
}

/// Limit and usage of the row whose description is followed by this.
fn row(after: &str) -> Option<(String, String)> {
    let page = page(&format!("Intellectual Property\n{DESCRIPTION}{after}\n"));
    let row = page.intellectual_property.map(|row| (row.limit, row.usage));
    assert!(row.is_some() || !page.problems.is_empty(), "nothing is said about {after:?}");
    row
}
