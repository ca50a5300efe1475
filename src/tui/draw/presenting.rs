//! Draws the essentials so large that they can be read in a video picture of the screen: the state, the code of each environment as
//! a shape with large letters, what failed, what is next and who acts, and by when a rollback has to start.

use ratatui::{
    layout::Rect,
    style::{Modifier, Style},
    text::Line as Row,
};

use super::{
    canvas::{Canvas, stack},
    footer::footer,
    frame::title,
};
use crate::{
    domain::index::EnvIx,
    engine::session::Session,
    tui::state::UiState,
    view::{
        card::card,
        flow::flow,
        harm::{back_by, holds},
        letters::{Ink, Scale, cells},
        mark::{Mark, Signs},
        panel::{Panel, license},
        shape::{Shape, Trouble},
        state_row::state_row,
        text::{Block, Line, Tone, columns},
        who::who,
    },
};

/// The smallest tile: three large letters, a column around them, a border around that, and the column before the next one.
const SMALLEST: (u16, u16) = (22, 5);

/// Rows of the state with the blank one below it: at most, and on the two smallest scales.
const STATE: [u16; 3] = [12, 6, 4];

pub(super) fn draw(session: &Session, ui: &UiState, notice: &[Line], canvas: &mut Canvas<'_>, area: Rect) {
    let width = usize::from(area.width.saturating_sub(4));
    let told = essentials(session, ui, width);
    let told: Vec<Line> = told.into_iter().take(usize::from(area.height / 3)).collect();
    let (lines, notes) = (rows_of(told.len()), rows_of(notice.len()).min(2));
    let rest = area.height.saturating_sub(2 + lines + notes);
    let state = state_rows(session, ui, canvas.theme.signs, Rect { height: rest, ..area });
    let [head, word, tiles, text, said, keys] = stack(area, [1, state, rest.saturating_sub(state), lines, notes, 1]);
    title(session, ui, canvas, head);
    state_word(session, ui, canvas, word);
    environments(session, canvas, tiles);
    canvas.put_all(&told, 0, Rect { x: text.x + 2, width: text.width.saturating_sub(4), ..text });
    canvas.put_all(notice, 0, Rect { width: said.width.saturating_sub(1), ..said });
    footer(session, ui, canvas, keys);
}

/// Rows of the state: as many as its word needs, where the environments still have their room.
fn state_rows(session: &Session, ui: &UiState, signs: Signs, area: Rect) -> u16 {
    let count = session.run.environments().len();
    let count = if count > MANY { Shape::ALL.len() } else { count };
    // The codes come first: the state takes no row that would make their letters smaller.
    let tiles = |rows: u16| sized(count, signs, Rect { height: area.height.saturating_sub(rows), ..area });
    let (word, width) = (word(session, ui), usize::from(area.width.saturating_sub(4)));
    let fits = |rows: u16| {
        let height = usize::from(rows.saturating_sub(1));
        Scale::fitting(word, width, height, signs != Signs::Ascii).is_some()
    };
    let [most, large, small] = STATE;
    let wanted = (area.height / 4).clamp(large, most);
    let all = [wanted, large, small].into_iter().filter(|rows| fits(*rows));
    all.filter_map(|rows| Some((tiles(rows)?, rows))).max().map_or(0, |(_, rows)| rows)
}

/// The word of the state.
fn word(session: &Session, ui: &UiState) -> &'static str {
    state_row(session, ui.now).word.split(',').next().unwrap_or_default()
}

fn rows_of<N: TryInto<u16>>(count: N) -> u16 {
    count.try_into().unwrap_or(u16::MAX)
}

/// What failed, what is next and who acts, and by when a rollback has to start; where not every environment is drawn, those with
/// trouble by name.
fn essentials(session: &Session, ui: &UiState, width: usize) -> Vec<Line> {
    let moment = ui.moment(session);
    let mut blocks = Vec::new();
    let failed = format!("{} ", Mark::Failed.sign());
    blocks.extend(session.warning().map(|warning| Block::para(Tone::Bad, warning)));
    blocks.extend(holds(session, ui.now).map(|waits| Block::led(Tone::Bad, failed, waits)));
    let subject = ui.subject(session);
    let heading = card(session, subject, &moment).heading;
    let acts = who(session, subject, ui.busy, ui.now);
    let tone = acts.as_ref().map_or(Tone::Heading, |who| who.tone);
    let lead = acts.map_or_else(|| "Next: ".to_owned(), |who| format!("{}: ", who.words));
    blocks.push(Block::led(tone, lead, heading));
    let (_, by) = back_by(session, &moment);
    let tone = if by.starts_with("LATE") { Tone::Bad } else { Tone::Plain };
    blocks.push(Block::led(tone, "Clock: ", by));
    let troubled = session.run.every_environment().filter(|place| trouble(session, *place) == Some(Trouble::Failed));
    let names = session.run.names(troubled);
    if session.run.environments().len() > MANY && !names.is_empty() {
        blocks.insert(0, Block::led(Tone::Bad, "In trouble: ", names));
    }
    flow(&blocks, width)
}

fn trouble(session: &Session, environment: EnvIx) -> Option<Trouble> {
    Trouble::of(session, environment, &Panel::of(session, environment))
}

/// More environments than this are counted.
const MANY: usize = 12;

/// The word of the state, as large as there is room for.
fn state_word(session: &Session, ui: &UiState, canvas: &mut Canvas<'_>, area: Rect) {
    let tone = state_row(session, ui.now).tone;
    let area =
        Rect { x: area.x + 2, width: area.width.saturating_sub(4), height: area.height.saturating_sub(1), ..area };
    let style = canvas.theme.line(canvas.theme.tone(tone)).add_modifier(Modifier::BOLD);
    let _ = letters(word(session, ui), style, Pen::Full, canvas, area);
}

/// The environments as tiles; of more than there is room for, how many are on which code.
fn environments(session: &Session, canvas: &mut Canvas<'_>, area: Rect) {
    let all: Vec<EnvIx> = session.run.every_environment().collect();
    let signs = canvas.theme.signs;
    if let Some(places) = grid(all.len(), signs, area).filter(|_| all.len() <= MANY) {
        for (environment, place) in all.iter().zip(places) {
            let tile = Tile {
                shape: Shape::of(session, *environment),
                trouble: trouble(session, *environment),
                tone: license(session, *environment).tone,
                name: session.run.described(*environment).name.clone(),
            };
            tile.draw(canvas, place);
        }
        return;
    }
    let counted: Vec<(Shape, usize)> = Shape::ALL
        .into_iter()
        .map(|shape| (shape, all.iter().filter(|place| Shape::of(session, **place) == shape).count()))
        .filter(|(_, count)| *count > 0)
        .collect();
    let is_troubled = |shape: Shape| {
        all.iter().any(|place| Shape::of(session, *place) == shape && trouble(session, *place) == Some(Trouble::Failed))
    };
    let places = grid(counted.len(), signs, area).unwrap_or_default();
    for ((shape, count), place) in counted.into_iter().zip(places) {
        let trouble = is_troubled(shape).then_some(Trouble::Failed);
        let name = format!("{count} of {} environments", all.len());
        Tile { shape, trouble, tone: Tone::Heading, name }.draw(canvas, place);
    }
}

/// The places of so many tiles, with letters as large as possible; `None` where there is no room for all.
fn grid(count: usize, signs: Signs, area: Rect) -> Option<Vec<Rect>> {
    let (_, beside) = sized(count, signs, area)?;
    let count = u16::try_from(count).ok()?;
    let height = area.height / count.div_ceil(beside);
    let width = area.width / beside;
    let place = |at: u16| Rect { x: area.x + at % beside * width, y: area.y + at / beside * height, width, height };
    // A column between two of them.
    Some((0..count).map(|at| Rect { width: width.saturating_sub(1), ..place(at) }).collect())
}

/// The largest scale for so many tiles, and how many of them stand side by side then; `None` where there is no room for all.
fn sized(count: usize, signs: Signs, area: Rect) -> Option<(Option<Scale>, u16)> {
    let count = u16::try_from(count).ok().filter(|count| *count > 0)?;
    let one = |beside: u16| {
        let (width, height) = (area.width / beside, area.height / count.div_ceil(beside));
        let is_room = width >= SMALLEST.0 && height >= SMALLEST.1;
        // No row is left half empty where another division has as large letters.
        let empty = count.div_ceil(beside) * beside - count;
        is_room.then(|| (scale(signs, width, height), std::cmp::Reverse(empty), beside))
    };
    (1..=count).filter_map(one).max().map(|(scale, _, beside)| (scale, beside))
}

/// The scale of three letters in a tile.
fn scale(signs: Signs, width: u16, height: u16) -> Option<Scale> {
    let (width, height) = (usize::from(width.saturating_sub(5)), usize::from(height.saturating_sub(2)));
    Scale::fitting(Shape::Target.letters(), width, height, signs != Signs::Ascii)
}

/// An environment, or several with the same code.
struct Tile {
    shape: Shape,
    trouble: Option<Trouble>,
    tone: Tone,
    name: String,
}

impl Tile {
    /// Fills the tile by its code, with the letters in it; a trouble is all around it.
    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let (theme, signs) = (canvas.theme, canvas.theme.signs);
        let inner = Rect {
            x: area.x + 1,
            y: area.y + 1,
            width: area.width.saturating_sub(2),
            height: area.height.saturating_sub(2),
        };
        border(canvas, area, self.trouble);
        let style = theme.line(theme.tone(self.tone));
        for position in inner.intersection(canvas.buffer.area).positions() {
            canvas.sign((position.x, position.y), self.shape.sign(signs), style);
        }
        let pen = match self.shape {
            Shape::Source => Pen::Faint,
            Shape::Target => Pen::LeftOut,
            Shape::Unknown | Shape::Other => Pen::Full,
        };
        if !letters(self.shape.letters(), style, pen, canvas, inner) {
            let word = format!(" {} ", self.shape.letters());
            let x = inner.x + inner.width.saturating_sub(rows_of(columns(&word))) / 2;
            canvas.set(x, inner.y + inner.height / 2, &word, style.add_modifier(Modifier::BOLD));
        }
        let name = canvas.cut(&self.name, usize::from(area.width.saturating_sub(4)));
        canvas.put(
            Row::styled(format!(" {name} "), theme.tone(Tone::Heading)),
            Rect { x: area.x + 1, width: area.width.saturating_sub(2), height: 1, ..area },
        );
    }
}

/// A border: a thin line, or one of the signs of a trouble; what goes back has them only at the side that it goes to.
fn border(canvas: &mut Canvas<'_>, area: Rect, trouble: Option<Trouble>) {
    let theme = canvas.theme;
    let set = super::panels::border_set(theme, false);
    let (sign, tone) = trouble.map_or(("", Tone::Quiet), |trouble| trouble.look(theme.signs));
    let look = theme.line(theme.tone(tone)).add_modifier(Modifier::BOLD);
    let (right, bottom) = (area.right().saturating_sub(1), area.bottom().saturating_sub(1));
    for position in area.intersection(canvas.buffer.area).positions() {
        let (x, y) = (position.x, position.y);
        let line = match (x == area.x, x == right, y == area.y, y == bottom) {
            (true, _, true, _) => set.top_left,
            (_, true, true, _) => set.top_right,
            (true, _, _, true) => set.bottom_left,
            (_, true, _, true) => set.bottom_right,
            (true, ..) => set.vertical_left,
            (_, true, ..) => set.vertical_right,
            (_, _, true, _) => set.horizontal_top,
            (_, _, _, true) => set.horizontal_bottom,
            (false, false, false, false) => continue,
        };
        match trouble {
            Some(trouble) if trouble != Trouble::RollingBack || x == area.x => canvas.sign((x, y), sign, look),
            Some(_) | None => canvas.sign((x, y), line, theme.border()),
        }
    }
}

/// How letters are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pen {
    /// Filled.
    Full,
    /// Hatched, where they are large: as a whole they are lighter than what is filled.
    Faint,
    /// Left out of what is filled.
    LeftOut,
}

/// Draws large letters in the middle of an area; the answer is whether there was room.
fn letters(text: &str, style: Style, pen: Pen, canvas: &mut Canvas<'_>, area: Rect) -> bool {
    let signs = canvas.theme.signs;
    let has_half = signs != Signs::Ascii;
    // The scale is that of three letters: a question mark is no larger than a code.
    let measured = if columns(text) < 3 { Shape::Target.letters() } else { text };
    let Some(scale) = Scale::fitting(measured, usize::from(area.width), usize::from(area.height), has_half) else {
        return false;
    };
    let ((full, hatched), (upper, lower)) = (signs.fills(), signs.halves());
    let inked = if pen == Pen::Faint && scale != Scale::Half { hatched } else { full };
    let x = area.x + area.width.saturating_sub(rows_of(scale.width(text))) / 2;
    let y = area.y + area.height.saturating_sub(rows_of(scale.height())) / 2;
    for (row, line) in (y..).zip(cells(text, scale)) {
        for (column, ink) in (x..).zip(line) {
            let sign = match (ink, pen == Pen::LeftOut) {
                (Ink::None, false) | (Ink::Full, true) => " ",
                (Ink::None, true) => full,
                (Ink::Full, false) => inked,
                (Ink::Upper, false) | (Ink::Lower, true) => upper,
                (Ink::Lower, false) | (Ink::Upper, true) => lower,
            };
            canvas.sign((column, row), sign, style);
        }
    }
    true
}
