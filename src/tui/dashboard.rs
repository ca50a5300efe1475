//! The dashboard and the pages, laid out for a terminal: read by those who draw them and by those who scroll them.

use std::sync::Arc;

use super::{
    layout::{Division, LOW, LayoutRequest, card_columns, divide, header_rows},
    notice::Notice,
    outline::{OutlineRow, outline_of},
    page_text::page_lines,
    pick::Pick,
    route::Route,
    state::UiState,
};
use crate::{
    domain::check::{CheckRow, Verdict},
    engine::{Busy, session::Session},
    view::{
        card::{Card, IMPLIED, at_work, card},
        drawing::drawn,
        environment_table::{TableRow, is_table, rows},
        flow::{fit, flow},
        pages::Page,
        stakes::{Stakes, stakes},
        text::{Block, Line, Part, Tone, columns},
        who::{Who, who},
    },
};

/// The widest text, in columns: longer lines are hard to read.
const WIDEST: u16 = 112;

/// Columns around a heading.
const HEADING: usize = 6;

/// A dashboard, laid out.
#[derive(Debug)]
pub struct Dashboard {
    /// Who acts, before the heading.
    pub who: Option<Who>,
    /// The card that is shown.
    pub card: Card,
    /// The choices that can be selected.
    pub picks: Vec<Pick>,
    /// The line of the text that is the choice to paste, where it stands there and not among the others.
    pub inline: Option<usize>,
    /// The lines of its text.
    pub lines: Vec<Line>,
    /// The last event, and what is being waited for.
    pub notice: Vec<Line>,
    /// How the screen is divided.
    pub division: Division,
    /// The rows of the table, where there are so many environments.
    pub table: Vec<TableRow>,
    /// Whether the choices are somebody else's: it is watched from afar.
    pub is_watched: bool,
}

impl Dashboard {
    /// The dashboard, laid out.
    pub fn of(session: &Session, ui: &UiState) -> Self {
        let (who, mut card) = shown(session, ui);
        let width = usize::from(card_columns(ui.size).min(WIDEST).saturating_sub(2));
        let heading = who.as_ref().map_or_else(|| card.heading.clone(), |who| who.before(&card.heading));
        // A name that is cut in the heading is whole below it.
        if ui.size.1 >= LOW && columns(&heading) + HEADING > usize::from(card_columns(ui.size)) {
            card.body.insert(0, Block::para(Tone::Heading, &card.heading));
            card.paste_after = card.paste_after.map(|after| after + 1);
        }
        let picks = ui.picks(session);
        let table = if is_table(session) { rows(session, &ui.filter, ui.grouping) } else { Vec::new() };
        let below = question_rows(session, ui).map_or(picks.len(), usize::from);
        let body = flow(&card.body, width);
        let mut notice = ui.notice_lines(session);
        let mut wanted = LayoutRequest {
            environments: session.run.environments().len(),
            below_lifetime: drawn(session).map_or(0, |drawn| drawn.below.len()),
            rows: table.len(),
            choices: if ui.size.1 < LOW && ui.entry.is_none() { below.min(FEW) } else { below },
            asks: ui.entry.is_some(),
            notice: notice.len(),
            body: body.len() + 1,
        };
        let mut division = divide(ui.size, &wanted);
        let needed = body.iter().filter(|line| !line.is_empty()).count();
        let is_news = ui.notice.as_ref().is_none_or(Notice::is_news);
        if notice.len() > 1 && needed > usize::from(division.body) && ui.entry.is_none() && is_news {
            // The notice pushes no advice off the screen.
            notice = ui.notice_in(session, 1);
            wanted.notice = notice.len();
            division = divide(ui.size, &wanted);
        }
        let all = if card.again.is_empty() {
            body
        } else {
            flow(&[card.body.as_slice(), card.again.as_slice()].concat(), width)
        };
        let mut dashboard = Self {
            who,
            card,
            picks,
            inline: None,
            lines: all,
            notice,
            division,
            table,
            is_watched: session.afar.is_some(),
        };
        dashboard.lay_out(ui, width);
        dashboard
    }

    /// Puts the choice to paste where the steps end; where not all can be seen, what matters comes first.
    fn lay_out(&mut self, ui: &UiState, width: usize) {
        let room = usize::from(self.division.body);
        let pastes = ui.entry.is_none() && self.picks.first().is_some_and(Pick::is_paste);
        if self.lines.len() + usize::from(pastes) <= room {
            if let Some(after) = self.card.paste_after.filter(|_| pastes) {
                let blocks = [self.card.body.as_slice(), self.card.again.as_slice()].concat();
                let at = flow(&blocks[..after.min(blocks.len())], width).len();
                self.lines.insert(at, paste_line(&self.picks[0], self.card.actions + 1, width));
                self.inline = Some(at);
                self.division.choices = self.division.choices.saturating_sub(1).max(1);
            }
            return;
        }
        let fits = |body: &[Block]| flow(body, width).iter().filter(|line| !line.is_empty()).count() <= room;
        let mut body = std::mem::take(&mut self.card.body);
        if !fits(&body) {
            body = tight(body);
        }
        if !fits(&body) {
            // Rows that do not match, and the values to compare, come first; on a low screen then the first action.
            let is_low = ui.size.1 < LOW;
            let is_first =
                |block: &Block| matches!(block, Block::Para { tone: Tone::Plain, lead, .. } if lead == FIRST);
            let is_done_here = is_low && body.iter().any(is_first);
            body.sort_by_key(|block| match block {
                Block::Comparison(_) if is_low => 0,
                Block::Value(_) => 1,
                Block::Para { tone: Tone::Bad, .. } if is_done_here => 2,
                block if is_done_here && is_first(block) => 3,
                Block::Comparison(_) | Block::Para { .. } | Block::Raw(_) | Block::Gap => 4,
            });
        }
        self.lines = fit(&body, width, room);
        self.card.body = body;
    }

    /// Rows of the card's text that are shown.
    pub fn text_rows(&self) -> u16 {
        u16::try_from(self.lines.len()).unwrap_or(u16::MAX).min(self.division.body)
    }

    /// The choices that stand below the text, with their places among all.
    pub fn below(&self) -> impl Iterator<Item = (usize, &Pick)> {
        self.picks.iter().enumerate().skip(usize::from(self.inline.is_some()))
    }
}

/// The most choices that are seen at once on a low screen: the card comes first there.
const FEW: usize = 4;

/// Who acts, and the card: what was just proved, or what is to be done.
fn shown(session: &Session, ui: &UiState) -> (Option<Who>, Card) {
    if let Some(proved) = ui.proof(session) {
        let card = Card {
            heading: proved.heading.clone(),
            source: proved.source.clone(),
            body: proved.body.clone(),
            again: Vec::new(),
            choices: Vec::new(),
            paste_after: None,
            actions: 0,
        };
        return (Some(proved.who.clone()), card);
    }
    let subject = ui.subject(session);
    let mut card = card(session, subject, &ui.moment(session));
    if matches!(ui.busy, Some(Busy::Looking { .. })) {
        "Esc stops waiting".clone_into(&mut card.source);
    }
    if ui.is_at_work(subject) {
        let body = at_work(session, subject);
        card = Card { body, again: Vec::new(), choices: Vec::new(), paste_after: None, actions: 0, ..card };
    }
    (who(session, subject, ui.busy, ui.now), card)
}

/// The choice to paste, as the last of the numbered steps.
fn paste_line(pick: &Pick, number: usize, width: usize) -> Line {
    let lead = format!("{number} ");
    let room = width.saturating_sub(columns(&lead) + columns(&pick.label) + 3);
    let how = pick.told_in(room).map_or_else(String::new, |told| format!("   {told}"));
    vec![Part::text(Tone::Plain, lead), Part::text(Tone::Heading, pick.label.clone()), Part::text(Tone::Quiet, how)]
}

/// A card's text where there is little room: of a comparison, the rows that matter; and not why a step was added.
fn tight(body: Vec<Block>) -> Vec<Block> {
    let matches = |row: &CheckRow| matches!(row.verdict, Verdict::Matches | Verdict::Silent);
    let block = |block: Block| match block {
        Block::Comparison(mut rows) => {
            if !rows.iter().all(matches) {
                rows.retain(|row| !matches(row));
            }
            Some(Block::Comparison(rows))
        }
        Block::Para { lead, .. } if lead == IMPLIED => None,
        Block::Para { .. } | Block::Value(_) | Block::Raw(_) | Block::Gap => Some(block),
    };
    body.into_iter().filter_map(block).collect()
}

/// The lead of the first numbered action of a card.
const FIRST: &str = "1 ";

/// Rows of what is typed, and of a hint below it.
const FIELD: u16 = 1;
const HINT: u16 = 1;

/// Rows of the border of a box.
const BORDER: u16 = 2;

/// The stakes of the question that is being answered, as lines for its box.
pub fn at_stake(session: &Session, ui: &UiState) -> Option<(Stakes, Vec<Line>)> {
    let stakes = stakes(session, ui.entry.as_ref()?.operation, &ui.moment(session))?;
    let columns = if ui.route == Route::Dashboard { card_columns(ui.size) } else { ui.size.0 };
    let lines = flow(&stakes.body, usize::from(columns.min(WIDEST).saturating_sub(6)));
    Some((stakes, lines))
}

/// Rows of the question that is being answered; `None` where none is.
fn question_rows(session: &Session, ui: &UiState) -> Option<u16> {
    ui.entry.as_ref()?;
    // What is at stake, and what is asked then, take the place of the hint.
    let stakes = at_stake(session, ui).map(|(_, lines)| u16::try_from(lines.len()).unwrap_or(0) + 1);
    Some(BORDER + FIELD + stakes.unwrap_or(HINT))
}

/// The lines of a page. Pages that only facts, the vault or the filter change are laid out when those change, and not at
/// every key.
fn lines(session: &Session, ui: &UiState, page: Page, width: usize) -> Arc<Vec<Line>> {
    let make = || page_lines(session, ui, page, width);
    match page {
        Page::Environments | Page::Procedure | Page::Rollback | Page::Ticket | Page::Notes => {
            // The environment that is looked at comes first among them.
            let key = format!("{} {:?}", ui.filter, ui.environment(session));
            ui.memos.page(ui.shown(session), page, (width, &key), make)
        }
        // Their text depends on the place before, or on data that is read by and by.
        Page::Timeline | Page::Fact | Page::Help | Page::Presenting => Arc::new(make()),
    }
}

/// A page of text, laid out.
#[derive(Debug)]
pub struct PageView {
    /// Rows of title, codes and phases.
    pub header: u16,
    /// The lines of its text.
    pub lines: Arc<Vec<Line>>,
    /// Rows of a question.
    pub question: u16,
    /// The last event, and what is being waited for; empty where there is nothing to say.
    pub notice: Vec<Line>,
    /// Rows of its text or list that are in sight.
    pub rows: u16,
    /// Rows below a list, for what is selected in it.
    pub detail: u16,
    /// The sections of the procedure, where it is the page.
    pub outline: Arc<Vec<OutlineRow>>,
    /// Columns of the outline, and of the line beside it; none where there is no room for it.
    pub outline_columns: u16,
}

/// From this width on, a page has columns beside its text or list.
pub const WIDE: u16 = 120;

/// The outline of the procedure, where it is the page.
fn outline(session: &Session, ui: &UiState, page: Page, width: usize) -> Arc<Vec<OutlineRow>> {
    if page != Page::Procedure {
        return Arc::default();
    }
    ui.memos.outline(ui.shown(session), width, || outline_of(session, width))
}

/// Rows of a selected fact in full, with the rule above it; fewer on a low screen.
const DETAIL: u16 = 5;
const LOW_DETAIL: u16 = 3;

/// The most columns of an outline.
const MOST_OUTLINE: u16 = 46;

/// Rows of a page that are always there: the heading, the footer.
const PAGE_FRAME: u16 = 2;

impl PageView {
    /// A page, laid out.
    pub fn of(session: &Session, ui: &UiState, page: Page) -> Self {
        let (width, height) = ui.size;
        let is_wide = width >= WIDE;
        let outline_columns = if page == Page::Procedure && is_wide { (width / 4).min(MOST_OUTLINE) } else { 0 };
        let columns = usize::from((width - outline_columns).saturating_sub(2));
        let lines = lines(session, ui, page, columns);
        let outline = outline(session, ui, page, columns);
        let notice = ui.notice_lines(session).into_iter().filter(|line| !line.is_empty()).collect();
        let question = question_rows(session, ui).unwrap_or(0);
        let (header, rows, detail) = (header_rows(height), 0, 0);
        let mut view = Self { header, lines, question, notice, rows, detail, outline, outline_columns };
        view.detail = match page {
            // It stands beside the list.
            Page::Timeline if is_wide => 0,
            Page::Timeline if height >= 20 => DETAIL,
            Page::Timeline => LOW_DETAIL,
            Page::Environments
            | Page::Procedure
            | Page::Rollback
            | Page::Ticket
            | Page::Notes
            | Page::Fact
            | Page::Help
            | Page::Presenting => 0,
        };
        let around = view.header + view.question + view.detail + view.notice_rows() + PAGE_FRAME;
        view.rows = height.saturating_sub(around);
        view
    }

    /// The place in the outline of the section at the top of the text that is in sight.
    pub fn at_top(&self, scroll: usize) -> usize {
        let scroll = scroll.min(self.lines.len().saturating_sub(usize::from(self.rows)));
        self.outline.partition_point(|row| row.line <= scroll).saturating_sub(1)
    }

    /// The first line in sight where the page is opened: that of the section that is next, as far as there is text below it.
    pub fn here(&self) -> usize {
        let line = self.outline.iter().find(|row| row.is_here).map_or(0, |row| row.line);
        line.min(self.lines.len().saturating_sub(usize::from(self.rows)))
    }

    /// Rows of the notice.
    pub fn notice_rows(&self) -> u16 {
        u16::try_from(self.notice.len()).unwrap_or(0)
    }
}
