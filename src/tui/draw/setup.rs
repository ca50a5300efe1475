//! Draws the set-up of a migration: the pages above, the open one, its buttons, what was said last, and the keys.

mod choices;
mod fields;
mod pieces;
mod review;
mod table;

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::{Line, Span},
};

use super::{
    canvas::{Canvas, Drawn, stack},
    theme::Theme,
    too_small,
};
use crate::{
    setup::{AnswerFault, Button, Setup, SetupPage, TabStop, form::Form},
    tui::hit_area::HitArea,
    view::{
        flow::flow,
        mark::Mark,
        text::{Block, Tone, columns},
    },
};

/// Columns of text that are read with ease; what is wider stays empty.
const READABLE: u16 = 100;

/// Draws a set-up.
pub fn form(form: &Form, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Drawn {
    let mut canvas = Canvas::new(theme, buffer);
    if too_small(&mut canvas, area) {
        return canvas.drawn;
    }
    let faults = form.setup.faults();
    let roomy = u16::from(area.height >= 20);
    let said = said(form, &faults, area.width);
    let most = 2 + roomy + area.height.saturating_sub(21).min(3);
    let notice = u16::try_from(said.len()).unwrap_or(1).clamp(1 + roomy, most);
    let body = area.height.saturating_sub(6 + 2 * roomy + notice - 1);
    let [head, pages, purpose, _, body, _, buttons, notice, keys] =
        stack(area, [1, 1, 1, roomy, body, roomy, 1, notice, 1]);
    let name = form.setup.answers.name.trim();
    let title = if name.is_empty() { "New migration".to_owned() } else { format!("New migration: {name}") };
    canvas.rule(&title, "nothing is touched", theme.tone(Tone::Heading), head);
    strip(form, &faults, &mut canvas, pages);
    canvas.put(Line::styled(format!(" {}", Setup::purpose(form.page)), theme.tone(Tone::Quiet)), purpose);
    let inside = Rect { x: body.x + 1, width: body.width.saturating_sub(2), ..body };
    match form.page {
        SetupPage::Infrastructure | SetupPage::Window => fields::draw(form, &mut canvas, readable(inside)),
        SetupPage::Environments => table::draw(form, &faults, &mut canvas, inside),
        SetupPage::Edition => choices::edition(form, &mut canvas, readable(inside)),
        SetupPage::Requirements => choices::requirements(form, &mut canvas, readable(inside)),
        SetupPage::Review => review::draw(form, &faults, &mut canvas, inside),
    }
    draw_buttons(form, faults.is_empty(), &mut canvas, buttons);
    canvas.put_all(&said, 0, Rect { x: notice.x + 1, width: notice.width.saturating_sub(2), ..notice });
    footer(form, &mut canvas, keys);
    canvas.drawn
}

const fn readable(area: Rect) -> Rect {
    Rect { width: if area.width > READABLE { READABLE } else { area.width }, ..area }
}

/// The pages with their marks; where there is little room, only the open one has its name.
fn strip(form: &Form, faults: &[AnswerFault], canvas: &mut Canvas<'_>, area: Rect) {
    let whole: usize = SetupPage::ALL.iter().map(|page| page.name().len() + 4).sum();
    let named = whole <= usize::from(area.width) + 1;
    let mut x = area.x + 1;
    for page in SetupPage::ALL {
        let mark = form.mark(page, faults);
        let tone = match mark {
            Mark::Now => Tone::Now,
            Mark::Failed => Tone::Bad,
            Mark::Verified => Tone::Good,
            Mark::Kept | Mark::Claimed | Mark::Nothing | Mark::Held | Mark::Unknown | Mark::Decided | Mark::Started => {
                Tone::Quiet
            }
        };
        let name = if named || page == form.page { page.name().to_owned() } else { page.number().to_string() };
        let text = format!("{} {name}", canvas.theme.signs.mark(mark));
        let width = u16::try_from(columns(&text)).unwrap_or(0);
        canvas.set(x, area.y, &text, canvas.theme.tone(tone));
        canvas.hit_area(Rect { x, width, ..area }, HitArea::Setup(TabStop::Page(page)));
        x += width + 2;
    }
}

/// The last message; on a fault, all of that fault.
fn said(form: &Form, faults: &[AnswerFault], width: u16) -> Vec<crate::view::text::Line> {
    let notice = form.notice.as_ref();
    let block = match (notice, form.at) {
        (Some(notice), _) if notice.is_bad => Block::led(Tone::Caution, "! ", notice.text.as_str()),
        (Some(notice), _) => Block::para(Tone::Plain, notice.text.as_str()),
        (None, TabStop::Fault(place)) => {
            let what = faults.get(place).map_or("", |fault| fault.what.as_str());
            Block::led(Tone::Caution, "! ", what)
        }
        (None, at @ TabStop::Button(_)) => match faults.iter().find(|fault| fault.at == at) {
            Some(fault) => Block::led(Tone::Caution, "! ", fault.what.as_str()),
            None => return Vec::new(),
        },
        (None, TabStop::Field(_) | TabStop::Option(..) | TabStop::Page(_)) => return Vec::new(),
    };
    flow(&[block], usize::from(width.saturating_sub(2)))
}

fn draw_buttons(form: &Form, is_complete: bool, canvas: &mut Canvas<'_>, area: Rect) {
    let mut x = area.x + 1;
    for button in form.buttons() {
        if button == Button::Add {
            x += 1;
        }
        let is_here = form.at == TabStop::Button(button);
        let does_nothing = button == Button::Start && !is_complete
            || button == Button::TakeBack && form.setup.answers.removed.is_empty();
        let tone = match (is_here, does_nothing) {
            (true, _) => Tone::Now,
            (false, true) => Tone::Quiet,
            (false, false) => Tone::Plain,
        };
        let mark = if is_here { canvas.theme.signs.mark(Mark::Now) } else { " " };
        let text = format!("{mark}[{}]", button.name());
        let width = u16::try_from(columns(&text)).unwrap_or(0);
        canvas.set(x, area.y, &text, canvas.theme.tone(tone));
        canvas.hit_area(Rect { x, width, ..area }, HitArea::Setup(TabStop::Button(button)));
        x += width;
    }
}

/// Keys that mean something here, as many as there is room for.
fn footer(form: &Form, canvas: &mut Canvas<'_>, area: Rect) {
    let before = if form.page == SetupPage::Infrastructure { "leave" } else { "back" };
    let mut keys = vec![("Enter", "next"), ("Esc", before)];
    match form.page {
        SetupPage::Environments => keys.extend([
            ("Ctrl-n", "add"),
            ("Ctrl-d", "remove"),
            ("Ctrl-z", "take back"),
            ("Alt-Up/Down", "move"),
            ("PgUp/PgDn", "pages"),
        ]),
        SetupPage::Requirements => keys.extend([("y", "yes"), ("n", "no"), ("PgUp/PgDn", "pages")]),
        SetupPage::Edition => keys.extend([("Up/Down", "choose"), ("PgUp/PgDn", "pages")]),
        SetupPage::Infrastructure | SetupPage::Window => keys.extend([("PgUp/PgDn", "pages"), ("Tab", "field")]),
        SetupPage::Review => keys.extend([("PgUp/PgDn", "pages"), ("Up/Down", "scroll")]),
    }
    let leave = " Ctrl-c leave";
    let room = usize::from(area.width).saturating_sub(leave.len());
    let mut spans = Vec::new();
    let mut used = 0;
    for (key, name) in keys {
        used += key.len() + name.len() + 3;
        if used <= room {
            spans.push(Span::styled(format!(" {key}"), canvas.theme.key()));
            spans.push(Span::styled(format!(" {name} "), canvas.theme.tone(Tone::Quiet)));
        }
    }
    let x = area.x + u16::try_from(Line::from(spans.clone()).width()).unwrap_or(0);
    spans.push(Span::styled(" Ctrl-c", canvas.theme.key()));
    spans.push(Span::styled(" leave", canvas.theme.tone(Tone::Quiet)));
    canvas.put(Line::from(spans), area);
    let width = u16::try_from(leave.len()).unwrap_or(0);
    canvas.hit_area(Rect { x, width, ..area }, HitArea::Setup(TabStop::Button(Button::Leave)));
}
