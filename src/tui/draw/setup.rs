//! Draws the set-up of a migration: the pages above, the open one, its buttons, what was said last, and the keys.

mod choices;
mod fields;
mod pieces;
mod review;
mod so_far;
mod table;

use ratatui::{buffer::Buffer, layout::Rect, text::Line};

use super::{
    bar,
    canvas::{Canvas, Drawn, stack},
    theme::Theme,
    too_small,
};
use crate::{
    setup::{AnswerFault, Button, Field, Setup, SetupPage, TabStop, form::Form},
    tui::hit_area::HitArea,
    view::{
        flow::flow,
        mark::Mark,
        text::{Block, Tone, columns},
    },
};

/// Columns of text that are read with ease; what is wider stays empty.
const READABLE: u16 = 100;

/// From this width on, what was answered so far stands beside the page.
const BESIDE: u16 = 132;

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
    let notice = u16::try_from(said.len()).unwrap_or(1).clamp(1, most);
    let body = area.height.saturating_sub(5 + 2 * roomy + notice);
    let [head, pages, purpose, _, body, _, buttons, notice, keys] =
        stack(area, [1, 1, 1, roomy, body, roomy, 1, notice, 1]);
    let name = form.setup.answers.name.trim();
    let title = if name.is_empty() { "New migration".to_owned() } else { format!("New migration: {name}") };
    canvas.rule(&title, "nothing is touched", theme.tone(Tone::Heading), head);
    strip(form, &faults, &mut canvas, pages);
    let purpose_words = format!(" {}{}", Setup::purpose(form.page), table::legend(form));
    canvas.put(
        Line::styled(pieces::cut_end(&purpose_words, usize::from(purpose.width), &canvas), theme.tone(Tone::Quiet)),
        purpose,
    );
    let inside = Rect { x: body.x + 1, width: body.width.saturating_sub(2), ..body };
    let beside = !matches!(form.page, SetupPage::Environments | SetupPage::Review);
    let own = if beside && area.width >= BESIDE { Rect { width: area.width / 2, ..inside } } else { inside };
    if own != inside {
        so_far::beside(
            form,
            &mut canvas,
            Rect { x: own.right() + 2, width: inside.right() - own.right() - 2, ..inside },
        );
    }
    let used = match form.page {
        SetupPage::Infrastructure | SetupPage::Window | SetupPage::Optional => {
            fields::draw(form, &mut canvas, readable(own))
        }
        SetupPage::Environments => table::draw(form, &faults, &mut canvas, own),
        SetupPage::Edition => choices::edition(form, &mut canvas, readable(own)),
        SetupPage::Requirements => choices::requirements(form, &mut canvas, readable(own)),
        SetupPage::Review => review::draw(form, &faults, &mut canvas, own),
    };
    // They stand directly below what they are about.
    let y = (used + roomy).min(buttons.y);
    draw_buttons(form, faults.is_empty(), &mut canvas, Rect { y, ..buttons });
    canvas.put_all(&said, 0, Rect { x: notice.x + 1, width: notice.width.saturating_sub(2), ..notice });
    footer(form, &mut canvas, keys);
    canvas.drawn
}

const fn readable(area: Rect) -> Rect {
    Rect { width: if area.width > READABLE { READABLE } else { area.width }, ..area }
}

/// The pages that have their names in a width: where there is little room, those nearest to the open one; it always has.
fn named(open: SetupPage, width: u16) -> Vec<SetupPage> {
    let mut by_distance = SetupPage::ALL;
    by_distance.sort_by_key(|page| page.number().abs_diff(open.number()));
    let mut room = usize::from(width + 1).saturating_sub(SetupPage::ALL.len() * "x 1  ".len());
    let taken = by_distance.into_iter().take_while(|page| {
        let more = page.name().len() - 1;
        let fits = *page == open || more <= room;
        room = room.saturating_sub(more);
        fits
    });
    taken.collect()
}

/// The pages with their marks; where there is little room, those that are far away have only their numbers.
fn strip(form: &Form, faults: &[AnswerFault], canvas: &mut Canvas<'_>, area: Rect) {
    let named = named(form.page, area.width);
    let mut x = area.x + 1;
    for page in SetupPage::ALL {
        let mark = form.mark(page, faults);
        let tone = match mark {
            Mark::Now => Tone::Now,
            Mark::Failed => Tone::Bad,
            Mark::Verified => Tone::Good,
            Mark::Kept
            | Mark::Claimed
            | Mark::Nothing
            | Mark::Held
            | Mark::Unknown
            | Mark::Decided
            | Mark::Started
            | Mark::LeftOut => Tone::Quiet,
        };
        let name = if named.contains(&page) { page.name().to_owned() } else { page.number().to_string() };
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
        (None, TabStop::Field(_) | TabStop::Option(..) | TabStop::Page(_) | TabStop::Summary) => return Vec::new(),
    };
    flow(&[block], usize::from(width.saturating_sub(2)))
}

fn draw_buttons(form: &Form, is_complete: bool, canvas: &mut Canvas<'_>, area: Rect) {
    let mut x = area.x;
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
        let text = format!(" [{}]", button.name());
        let width = u16::try_from(columns(&text)).unwrap_or(0);
        let place = Rect { x, width, ..area };
        canvas.set(x, area.y, &text, canvas.theme.tone(tone));
        if is_here {
            canvas.select(place);
        }
        canvas.hit_area(place, HitArea::Setup(TabStop::Button(button)));
        x += width;
    }
}

/// The words for what Enter does where one is.
fn does(form: &Form) -> &'static str {
    match form.at {
        TabStop::Button(Button::Start) => "start",
        TabStop::Button(Button::Next) => "next page",
        TabStop::Button(Button::Back) => "page before",
        TabStop::Button(Button::Add) => "add",
        TabStop::Button(Button::Remove) => "remove",
        TabStop::Button(Button::Up) => "move up",
        TabStop::Button(Button::Down) => "move down",
        TabStop::Button(Button::TakeBack) => "restore",
        TabStop::Button(Button::Leave) => "leave",
        TabStop::Fault(_) => "go there",
        TabStop::Summary => "read on",
        TabStop::Field(Field::Cell(..)) => "next cell",
        TabStop::Field(_) | TabStop::Option(..) | TabStop::Page(_) => "next",
    }
}

/// Keys that mean something here, as many as there is room for.
fn footer(form: &Form, canvas: &mut Canvas<'_>, area: Rect) {
    let before = if form.page == SetupPage::Infrastructure { "leave" } else { "back" };
    let mut keys = vec![("Enter", does(form)), ("Esc", before)];
    match form.page {
        SetupPage::Environments => keys.extend([
            ("Ctrl-n", "add"),
            ("Ctrl-d", "remove"),
            ("Ctrl-z", "restore"),
            ("Alt-Up/Down", "move"),
            ("PgUp/PgDn", "pages"),
        ]),
        SetupPage::Requirements => keys.extend([("y", "yes"), ("n", "no"), ("PgUp/PgDn", "pages")]),
        SetupPage::Edition => keys.extend([("Up/Down", "select"), ("PgUp/PgDn", "pages")]),
        SetupPage::Infrastructure | SetupPage::Window | SetupPage::Optional => {
            keys.extend([("Tab", "next field"), ("PgUp/PgDn", "pages")]);
        }
        SetupPage::Review => {
            let other = if form.is_file { "table" } else { "file" };
            keys.extend([("f", other), ("Up/Down", "scroll"), ("PgUp/PgDn", "pages")]);
        }
    }
    bar::draw(&keys, &[("Ctrl-c", "leave")], canvas, area);
    let width = u16::try_from("Ctrl-c leave".len() + 2).unwrap_or(0);
    let leave = Rect { x: area.right().saturating_sub(width), width, ..area };
    canvas.hit_area(leave, HitArea::Setup(TabStop::Button(Button::Leave)));
}
