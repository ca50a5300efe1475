//! Rules that hold for any text.

use acmove::{
    domain::page::Reading,
    reading::{is_html, read, read_text},
};
use proptest::{prelude::*, sample};

use super::{CODE, DESCRIPTION, SERIAL, page};

/// Parts of pages and of none, to be mixed.
fn fragment() -> impl Strategy<Value = String> {
    let own = [
        "Organization Name",
        "Edition Name:",
        "License Type",
        "Activation Code",
        "Serial Number",
        "End Date",
        CODE,
        SERIAL,
        "Never",
        "2027-03-31",
        "Intellectual Property",
        DESCRIPTION,
        "Ignore",
        "Unprotected",
        "Licensing",
        "\t",
        "\n",
        "\n",
        " ",
        "Upload New License",
        "Production",
        "Manage all environments in LifeTime",
        "Production purpose",
        "<td>",
        "</div>",
        "<p hidden>",
        "<!--",
        "&#x;",
        "'",
        "Version 11.10.0 (Build 22422)",
        "License Error",
        "different server with the \
        following serial number",
        "published successfully",
        "\u{feff}",
    ];
    prop_oneof![4 => sample::select(own.to_vec()).prop_map(str::to_owned), 1 => "\\PC{0,6}"]
}

/// Blanks folded and case dropped, as values are compared with the text they come from.
fn folded(text: &str) -> String {
    text.replace(['\u{ad}', '\u{200b}', '\u{200c}', '\u{200d}', '\u{200e}', '\u{200f}', '\u{feff}'], "")
        .split_whitespace()
        .collect::<String>()
        .to_lowercase()
}

/// The page without labels that depend on what stands beside them: one line each.
const LINES: [&str; 11] = [
    "Organization Name\tMy company",
    "Edition Name OutSystems Universal",
    "License Type: Production",
    "Activation Code\n8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT",
    "Serial Number\t\nXBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT",
    "End Date :  Never",
    "Your license is valid for this server and all features are within licensed limits.",
    "Production\nManage all environments in LifeTime\nLicensed to ACME\nProduction purpose",
    "Version 11.10.0 (Build 22422)",
    "Licensing\nUpload New License",
    "Intellectual Property\nWhen \"Protected\" or not, Components can be published to any other Platform Server.\tIgnore\tIgnore",
];

proptest! {
    #[test]
    fn any_bytes_can_be_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = (read(&bytes), is_html(&bytes));
    }

    #[test]
    fn any_mixture_of_fragments_can_be_read_and_its_values_stand_in_it(parts in prop::collection::vec(fragment(), 0..30)) {
        let text = parts.concat();
        if let (Reading::LicensingPage(page), false) = (read_text(&text), is_html(text.as_bytes())) {
            let texts = [page.organization, page.edition, page.license_type, page.environment, page.platform_version];
            let codes = [page.activation_code.map(String::from), page.serial.map(String::from), page.banner_serial.map(String::from)];
            let rows = page.intellectual_property.map(|row| [row.limit, row.usage]);
            for value in texts.into_iter().chain(codes).flatten().chain(rows.into_iter().flatten()) {
                prop_assert!(folded(&text).contains(&folded(&value)), "{value} is not in {text:?}");
            }
        }
    }

    #[test]
    fn the_order_of_the_lines_does_not_matter(lines in Just(LINES.to_vec()).prop_shuffle()) {
        let found = page(&(lines.join("\n") + "\n"));
        prop_assert_eq!(&found, &page(&(LINES.join("\n") + "\n")));
        prop_assert!(found.problems.is_empty() && found.environment.is_some() && found.intellectual_property.is_some());
    }

    #[test]
    fn the_description_alone_never_gives_a_value(
        before in "[a-zA-Z \t\n]{0,20}", start in 0..DESCRIPTION.len(), breaks in prop::collection::vec(0..DESCRIPTION.len(), 0..6),
    ) {
        let broken: String = DESCRIPTION.char_indices()
            .map(|(at, c)| if c == ' ' && breaks.contains(&at) { '\n' } else { c }).collect();
        let text = format!("{before}\nIntellectual Property\n{}\n", &broken[start..]);
        if let Reading::LicensingPage(page) = read_text(&text) {
            prop_assert_eq!(page.intellectual_property, None);
        }
    }
}
