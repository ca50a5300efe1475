//! Facts about a Licensing page, in words.

use super::super::{
    check::{self, CheckRow, Verdict},
    event::{Event, PageTells},
    notice::NoticeMeaning,
    page::{EndDate, LicensingPage},
    run::Run,
    text::with_note,
};

/// What a fact says of a page; nothing for a fact about something else.
pub(super) fn about_page(run: &Run, event: &Event) -> String {
    let shows = |page| page_words(run, page);
    if let Event::PagePassed { page, .. } = event {
        return format!("verified. {}", shows(page));
    }
    if let Event::PageFailed { page, consequence, not_accepted, rows, asks, tells, .. } = event {
        let why = match (*asks, *not_accepted) {
            (true, _) => asked(rows.as_deref().unwrap_or_default()),
            (false, true) => "the value is not accepted.".to_owned(),
            (false, false) => "the values differ.".to_owned(),
        };
        return [why, shows(page), tells_words(*tells), consequence.words().to_owned()]
            .into_iter()
            .filter(|words| !words.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
    }
    if let Event::PageAccepted { rows, verified, reason, .. } = event {
        let valid = if *verified { "" } else { " You reported that the license is valid; the page does not say so." };
        return format!("accepted: {}.{valid} Reason: {reason}", rows_words(rows));
    }
    if let Event::ValueClaimed { value, code, note, .. } = event {
        let code = code.map_or_else(String::new, |code| format!("Activation Code {}, ", code.label()));
        return with_note(format!("you reported: {code}Intellectual Property {value} (not verified yet)."), note);
    }
    if let Event::PageSeen { page, tells, .. } = event {
        return format!("acmove read its Licensing page. {} {}", shows(page), tells_words(*tells))
            .trim_end()
            .to_owned();
    }
    String::new()
}

/// The rows that somebody has to decide about.
fn asked(rows: &[CheckRow]) -> String {
    let asked: Vec<CheckRow> = rows.iter().filter(|row| row.verdict == Verdict::Asks).cloned().collect();
    format!("please decide: {}.", rows_words(&asked))
}

fn rows_words(rows: &[CheckRow]) -> String {
    let words = |row: &CheckRow| {
        let found = row.found.as_deref().unwrap_or("not on the page");
        format!("{}: {found} (expected: {})", row.field, row.expected)
    };
    rows.iter().map(words).collect::<Vec<_>>().join("; ")
}

/// What a page says of the upload before it; mostly nothing.
fn tells_words(tells: PageTells) -> String {
    match tells.disproves {
        Some(file) => {
            format!("The uploaded file ({}) belongs to another Activation Code.", file.short())
        }
        None if tells.may_be_old => {
            "It may be from before the upload, so the installed license stays unknown.".to_owned()
        }
        None => String::new(),
    }
}

/// What a page shows: the code, the value, and what is wrong with the license.
pub(in crate::domain) fn page_words(run: &Run, page: &LicensingPage) -> String {
    let code = page.activation_code.as_ref().map_or_else(
        || "no Activation Code".to_owned(),
        |code| run.side_of(code).map_or_else(|| code.to_string(), |side| format!("{} ({code})", side.label())),
    );
    let value = page.intellectual_property.as_ref().map_or_else(|| "not shown".to_owned(), ToString::to_string);
    let notice = page.notice.as_ref().map(|notice| notice.meaning).filter(|meaning| *meaning != NoticeMeaning::Unknown);
    let unknown = page.notice.as_ref().filter(|notice| notice.meaning == NoticeMeaning::Unknown);
    let unknown = unknown.map_or_else(String::new, |notice| format!(" It says: \"{}\"", notice.text));
    let fault = notice.map(NoticeMeaning::words).or_else(|| check::fault(page.banner));
    let license = match (fault, &page.end_date) {
        (Some(fault), Some(EndDate::On(day))) => format!(" Its license is {fault}, and ends {day}."),
        (Some(fault), _) => format!(" Its license is {fault}."),
        (None, Some(EndDate::On(day))) => format!(" Its license ends {day}."),
        (None, Some(EndDate::Never | EndDate::Unreadable(_)) | None) => String::new(),
    };
    format!("The page shows {code}, Intellectual Property {value}.{license}{unknown}")
}
