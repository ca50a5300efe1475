//! The source of saved pages, cut as browsers cut it: comments, references, attributes, elements that hold no markup.

use acmove::{
    domain::page::{LicensingPage, Reading},
    reading::read_text,
};

const CODE: &str = "8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT";
const SERIAL: &str = "XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT";

/// What a page says in whose body this stands before the Activation Code.
fn page(body: &str) -> LicensingPage {
    let source = format!("<!DOCTYPE html><html><body>{body}<p>Activation Code {CODE}</p></body></html>");
    match read_text(&source) {
        Reading::LicensingPage(page) => *page,
        reading @ (Reading::CodeCheck(_) | Reading::Message { .. } | Reading::Unknown) => {
            panic!("{reading:?} in {source}")
        }
    }
}

fn organization(name: &str) -> Option<String> {
    page(&format!("<table><tr><td>Organization Name</td><td>{name}</td></tr></table>")).organization
}

#[test]
fn a_comment_ends_where_it_ends_in_a_browser() {
    for comment in ["<!-->", "<!--->", "<!---->", "<!-- a > b -->", "<!--a--!>", "<!-- a -- b -->", "<!-- <!-- -->"] {
        let page = page(&format!("{comment}<p>Serial Number {SERIAL}</p>"));
        assert!(page.serial.is_some(), "{comment} hides what follows it");
    }
    for declaration in ["<!ELEMENT a>", "<?xml version=\"1.0\"?>", "</ >", "<![CDATA[x]]>", "<!>", "</>"] {
        let page = page(&format!("{declaration}<p>Serial Number {SERIAL}</p>"));
        assert!(page.serial.is_some(), "{declaration} hides what follows it");
    }
}

#[test]
fn references_are_read_by_name_and_by_number() {
    for (source, name) in [
        ("Caf&eacute; &amp; S&ouml;hne", "Café & Söhne"),
        ("A&nbsp;B", "A B"),
        ("A&#160;B", "A B"),
        ("A&ensp;B", "A B"),
        ("&#65;&#x42;&#X43;", "ABC"),
        ("&lt;ACME&gt; &quot;X&quot; &apos;Y&apos;", "<ACME> \"X\" 'Y'"),
        ("A &amp B", "A & B"),
        ("A&hellip;", "A…"),
        ("A & B &unheardof; C", "A & B &unheardof; C"),
        ("&#x80;1", "€1"),
        ("&amp;eacute;", "&eacute;"),
    ] {
        assert_eq!(organization(source).as_deref(), Some(name), "{source}");
    }
}

#[test]
fn an_attribute_is_read_however_it_is_written() {
    for field in [
        "<input value=ACME>",
        "<input value=ACME />",
        "<input value = 'ACME' />",
        "<INPUT TYPE=TEXT VALUE=\"ACME\">",
        "<input\nvalue\n=\n\"ACME\"\n>",
        "<input value='ACME' value='Other'>",
        "<input name=\"a>b\" value=ACME>",
        "<input value=&#65;C&#x4D;E>",
    ] {
        assert_eq!(organization(field).as_deref(), Some("ACME"), "{field}");
    }
    for hidden in ["<p hidden>", "<p HIDDEN=''>", "<p style=display:none>", "<p style='visibility :&#32;hidden'>"] {
        assert!(page(&format!("{hidden}Serial Number {SERIAL}</p>")).serial.is_none(), "{hidden}");
    }
}

#[test]
fn names_of_elements_may_be_in_upper_case() {
    let page = page(&format!(
        "<TABLE><TR><TD>Serial Number</TD><TD>{SERIAL}</TD></TR></TABLE><SCRIPT>'<p>Organization Name ACME'</SCRIPT>"
    ));
    assert!(page.serial.is_some() && page.organization.is_none());
}

#[test]
fn only_a_field_of_text_shows_what_an_element_without_markup_holds() {
    for name in ["script", "style", "title", "noscript", "iframe", "noembed", "noframes", "xmp"] {
        let held = format!("<p>Organization Name ACME</p></p>{SERIAL}<!--");
        let page = page(&format!("<{name}>{held}</{name}><p>Serial Number {SERIAL}</p>"));
        assert_eq!((page.organization, page.serial.is_some()), (None, true), "{name}");
    }
    assert_eq!(organization("<textarea>ACME &lt;b&gt; <i>&eacute;</textarea>").as_deref(), Some("ACME <b> <i>é"));
    let script = "<script><!-- if (a < b) document.write('<script>x</script>') --></script>";
    assert!(page(&format!("{script}<p>Serial Number {SERIAL}</p>")).serial.is_some());
}

#[test]
fn a_cell_with_a_blank_that_does_not_break_is_a_cell() {
    for blank in ["&nbsp;", "&#160;", "\u{a0}"] {
        let row =
            format!("<tr><td>Serial Number</td><td>{blank}</td></tr><tr><td>License Type</td><td>Production</td>");
        let page = page(&format!("<table>{row}</tr></table>"));
        assert_eq!((page.serial, page.license_type.as_deref()), (None, Some("Production")), "{blank:?}");
    }
}

#[test]
fn a_page_that_is_cut_within_a_tag_says_nothing_of_it() {
    let whole = format!("<html><p>Activation Code {CODE}</p><input value='Serial Number {SERIAL}' alt='x'></html>");
    let start = whole.find("<input").unwrap();
    for end in start..whole.find("></html>").unwrap() {
        let Reading::LicensingPage(page) = read_text(&whole[..end]) else { panic!("cut at {end}") };
        assert_eq!((page.serial, page.activation_code.is_some()), (None, true), "cut at {end}");
    }
}

#[test]
fn the_largest_page_that_is_read_is_read_in_time_whatever_it_repeats() {
    // A reading that looks back at each of them would not end today.
    let repeated = |part: &str, size: usize| "<html>".to_owned() + &part.repeat(size / part.len());
    let _ = read_text(&repeated("<", 4 * 1024 * 1024 - 6));
    for part in ["</", "<!", "&", "&#", "<!--", "<a ", "<a b=\"", "<td>", "<script><!--", "&am", "<p hidden>"] {
        let _ = read_text(&repeated(part, 256 * 1024));
    }
    let attributes = (0..30_000).fold(String::new(), |text, number| text + "a" + &number.to_string() + " ");
    let _ = read_text(&format!("<html><p {attributes}"));
}

#[test]
fn what_a_browser_does_not_show_is_not_read() {
    for hidden in [
        "<p style='display:none'>",
        "<p style='visibility: collapse'>",
        "<p style='opacity:0.0'>",
        "<p style='font-size: 0px !important'>",
        "<style>.ghost, #g { color: red; display: none }</style><p class='a ghost'>",
        "<style>.ghost, #g { display:none }</style><p id=g>",
        "<del>",
    ] {
        assert_eq!(page(&format!("{hidden}Serial Number {SERIAL}</p></del>")).serial, None, "{hidden}");
    }
    for shown in ["<p style='opacity:0.5'>", "<style>@media print{.x{display:none}}</style><p class=x>", "<ins>"] {
        assert!(page(&format!("{shown}Serial Number {SERIAL}</p>")).serial.is_some(), "{shown}");
    }
}
