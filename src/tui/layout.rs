//! How the screen is divided, as arithmetic.

use crate::view::environment_table::{FEW, SOME};

/// Below this the screen only says that it is too small.
pub const SMALLEST: (u16, u16) = (60, 16);

/// How the environments are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Panels {
    /// As the article draws it: a box for LifeTime, below it one for each environment that it controls, in the order of
    /// deployments; these with everything that is known, or with what matters.
    Drawn {
        /// Whether the boxes of the environments are large.
        large: bool,
    },
    /// A large box each, side by side, with everything that is known.
    Large,
    /// A box each, side by side, with what matters.
    Boxes,
    /// Two lines each, so many side by side.
    Tiles(u16),
    /// A line each.
    Lines,
    /// A line each under a head line, filtered and grouped.
    Table,
}

/// How the dashboard is divided, from top to bottom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Division {
    /// Title, codes, phases.
    pub header: u16,
    /// How the environments are shown.
    pub panels: Panels,
    /// Rows of the environments.
    pub environments: u16,
    /// Most rows of the card's text, without its heading.
    pub body: u16,
    /// Rows of the card's choices, or of a question.
    pub choices: u16,
    /// Rows of what happened last.
    pub notice: u16,
}

/// Rows that are always there: the card's heading, the way back, the footer.
const FIXED: u16 = 3;

/// Rows of title, codes, licenses and phases; where there is little room, the codes give way, then the phases.
pub const fn header_rows(height: u16) -> u16 {
    match height {
        0..20 => 2,
        20..30 => 3,
        _ => 4,
    }
}

/// From this width and height on, the dashboard has a second column beside its card.
const SECOND: (u16, u16) = (120, 24);

/// The least and the most columns of the second column, and the columns that the card keeps where there are more.
const NARROW: u16 = 46;
const BROAD: u16 = 90;
const CARD: u16 = 116;

/// Columns of the card of a dashboard: all, or what the second column leaves.
pub const fn card_columns((width, height): (u16, u16)) -> u16 {
    if width < SECOND.0 || height < SECOND.1 {
        return width;
    }
    let least = NARROW + (width - SECOND.0) / 20;
    let free = width.saturating_sub(CARD);
    let second = if free < least { least } else { free };
    width - if second > BROAD { BROAD } else { second }
}

/// The sizes of all that a dashboard would show.
#[derive(Debug, Clone, Copy)]
pub struct LayoutRequest {
    /// How many environments there are.
    pub environments: usize,
    /// How many of them stand side by side below a LifeTime; none where they cannot be drawn so.
    pub below_lifetime: usize,
    /// Rows of their table: filtered, with the heads of groups.
    pub rows: usize,
    /// Choices of the card, or rows of a question.
    pub choices: usize,
    /// Whether it is a question: on a low screen its words come before everything else.
    pub asks: bool,
    /// Rows of what happened last.
    pub notice: usize,
    /// Rows of the card's text.
    pub body: usize,
}

/// Divides a dashboard.
pub fn divide(size: (u16, u16), wanted: &LayoutRequest) -> Division {
    let header = header_rows(size.1);
    let notice = count(wanted.notice).max(1);
    let kept = if wanted.asks && size.1 < LOW { 0 } else { LEAST_TEXT + 1 };
    let around = header + notice + FIXED + kept;
    let most = if wanted.asks { u16::MAX } else { MOST_CHOICES };
    let choices = count(wanted.choices).clamp(1, most).min(size.1.saturating_sub(around).max(1));
    let left = size.1.saturating_sub(header + choices + notice + FIXED);
    let (panels, environments) = panels(size, wanted, left);
    Division { header, panels, environments, body: left.saturating_sub(environments), choices, notice }
}

/// The most choices that are shown at once.
const MOST_CHOICES: u16 = 9;

/// A screen with fewer rows is low.
pub const LOW: u16 = 20;

/// Rows of text that a card keeps on the lowest screen.
const LEAST_TEXT: u16 = 2;

/// Rows of text that a card keeps where all of a dozen environments can be in sight: as tiles, and as boxes.
const SOME_TEXT: u16 = 9;
const MUCH_TEXT: u16 = 18;

/// From this size on, the infrastructure is drawn as in the article.
const DRAWN: (u16, u16) = (130, 40);

/// Rows of the lines between LifeTime and its environments.
pub const LINES: u16 = 2;

/// The narrowest box in a drawing.
const DRAWN_BOX: u16 = 26;
/// Columns of an arrow between two boxes of a drawing.
pub const ARROW: u16 = 7;

/// Rows of a large box.
const LARGE: u16 = 8;
/// Rows of a small box.
pub const SMALL: u16 = 5;

/// The narrowest box that says something.
const BOX: u16 = 25;

/// The narrowest tile that says something.
const TILE: u16 = 44;

fn count(of: usize) -> u16 {
    u16::try_from(of).unwrap_or(u16::MAX)
}

/// How the environments are shown, and in how many rows: what the card needs comes before what is nice to have.
fn panels(size: (u16, u16), wanted: &LayoutRequest, left: u16) -> (Panels, u16) {
    let LayoutRequest { environments, rows, .. } = *wanted;
    let body = count(wanted.body);
    let (width, height) = size;
    let beside = count(wanted.below_lifetime);
    let room = width.saturating_sub(2 + ARROW * beside.saturating_sub(1));
    if beside > 0 && width >= DRAWN.0 && height >= DRAWN.1 && room / beside >= DRAWN_BOX {
        for (rows, large) in [(LARGE, true), (SMALL, false)] {
            let all = SMALL + LINES + rows;
            if left >= all.saturating_add(body) {
                return (Panels::Drawn { large }, all);
            }
        }
    }
    let side_by_side = environments <= FEW && width >= 100;
    if side_by_side && left >= LARGE.saturating_add(body) && height >= 36 {
        return (Panels::Large, LARGE);
    }
    if side_by_side && height >= 28 && left >= SMALL {
        return (Panels::Boxes, SMALL);
    }
    // Boxes in several rows, where there is much room.
    let beside = (width / BOX).max(1);
    let boxes = count(environments).div_ceil(beside) * SMALL;
    if environments > FEW
        && environments <= SOME
        && rows == environments
        && left >= boxes.saturating_add(body.min(MUCH_TEXT))
    {
        return (Panels::Boxes, boxes);
    }
    // A card without a line of text says nothing.
    let all = left.saturating_sub(LEAST_TEXT);
    // The strip has all of them: on a low screen the card needs the room.
    let most = if height < LOW { 1 } else { (height / 4).max(3) }.min(all);
    let beside = (width / TILE).max(1);
    let lines = count(environments.min(SOME)).div_ceil(beside);
    // Two lines each, or one where there is less room.
    let tiles = if left >= (lines * 2).saturating_add(body) { lines * 2 } else { lines };
    let as_tiles =
        environments <= SOME && rows == environments && beside > 1 && left >= tiles.saturating_add(body.min(SOME_TEXT));
    if environments > FEW && !as_tiles {
        // Seeing many environments is worth more than blank rows below a short card.
        let room = left.saturating_sub(body).max(most);
        // The table has two head rows.
        return (Panels::Table, count(rows).saturating_add(2).min(room).max(2.min(all)));
    }
    if environments > FEW {
        return (Panels::Tiles(beside), tiles);
    }
    (Panels::Lines, count(environments).min(most))
}

/// The part of a list of `count` that is shown in `rows` rows with `subject` inside: where it begins.
pub fn window(count: usize, rows: usize, subject: usize) -> usize {
    if count <= rows { 0 } else { subject.saturating_sub(rows / 2).min(count - rows) }
}
