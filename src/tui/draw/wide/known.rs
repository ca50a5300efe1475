//! The exact values that are compared all night, where there is room for them: serial numbers, addresses, codes, the folder. A press copies or
//! opens one.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use super::super::canvas::Canvas;
use crate::{
    domain::{index::EnvIx, infrastructure::Side},
    engine::session::Session,
    tui::hit_area::HitArea,
    view::text::{Tone, columns, padded},
};

/// The most columns of a name.
const NAME: usize = 12;

/// A row: a name, a value, and what a press does.
type Row = (String, String, Option<HitArea>);

/// Draws them where there is room for all; the answer is whether it did.
pub(super) fn draw(session: &Session, canvas: &mut Canvas<'_>, area: Rect) -> bool {
    let room = usize::from(area.height).saturating_sub(1);
    let count = session.run.environments().len();
    // Most environments do not fit, and need not be looked through.
    if count > room {
        return false;
    }
    let serials: Vec<Row> = session.run.every_environment().map(|environment| serial(session, environment)).collect();
    let with_addresses = || {
        let both =
            session.run.every_environment().flat_map(|place| [Some(serial(session, place)), address(session, place)]);
        codes(session).into_iter().chain(both.flatten()).chain(record(session)).collect::<Vec<Row>>()
    };
    let all = with_addresses();
    let (heading, rows) = if all.len() <= room { ("Exact values", all) } else { ("Serial numbers", serials) };
    let theme = canvas.theme;
    canvas.rule(heading, "", theme.tone(Tone::Heading), Rect { height: 1, ..area });
    let inside = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    for (y, (name, value, hit_area)) in (area.y + 1..).zip(rows) {
        let name = padded(&canvas.cut(&name, NAME), NAME + 1);
        let value = canvas.cut(&value, usize::from(inside.width).saturating_sub(NAME + 1));
        let width = u16::try_from(columns(&value)).unwrap_or(u16::MAX);
        let line = Rect { y, height: 1, ..inside };
        let quiet = theme.tone(Tone::Quiet);
        canvas.put(Line::from(vec![Span::styled(name, quiet), Span::styled(value, quiet)]), line);
        if let Some(hit_area) = hit_area {
            let x = inside.x + u16::try_from(NAME + 1).unwrap_or(0);
            canvas.hit_area(Rect { x, width, ..line }.intersection(line), hit_area);
        }
    }
    true
}

fn codes(session: &Session) -> [Row; 2] {
    [Side::Source, Side::Target].map(|side| {
        let code = session.run.infrastructure.code(side).as_str().to_owned();
        (side.label().to_owned(), code.clone(), Some(HitArea::Copy(code)))
    })
}

/// The edition that is followed, the window, and where the record lies.
fn record(session: &Session) -> impl Iterator<Item = Row> {
    let run = &session.run;
    let window = run.window.map(|window| format!("{} to {}", run.told(window.start), run.told(window.end)));
    let rows = [
        Some(("Procedure", run.procedure.edition.clone())),
        window.map(|window| ("Window", window)),
        Some(("Folder", session.place.clone())),
    ];
    rows.into_iter().flatten().map(|(name, value)| (name.to_owned(), value.clone(), Some(HitArea::Copy(value))))
}

fn serial(session: &Session, environment: EnvIx) -> Row {
    let name = session.run.described(environment).name.clone();
    match &session.run.environment(environment).serial {
        Some(serial) => (name, serial.to_string(), Some(HitArea::Copy(serial.to_string()))),
        None => (name, "serial number not known yet".to_owned(), None),
    }
}

fn address(session: &Session, environment: EnvIx) -> Option<Row> {
    let address = session.run.described(environment).service_center.clone()?;
    Some((String::new(), address.clone(), Some(HitArea::Open(address))))
}
