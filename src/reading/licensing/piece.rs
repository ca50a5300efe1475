//! Cells cut into the names of values and what stands between them.

use super::{chrome, grid::Grid};

/// The name of a value, as the page prints it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    Organization,
    Edition,
    LicenseType,
    ActivationCode,
    Serial,
    EndDate,
}

/// A part of a line.
#[derive(Debug)]
pub(super) struct Piece<'a> {
    /// Which line it is on.
    pub(super) line: usize,
    /// Its kind, and its text.
    pub(super) part: PagePart<'a>,
}

/// The kind of a part of a line, and its text.
#[derive(Debug, Clone, Copy)]
pub(super) enum PagePart<'a> {
    /// The name of a value.
    Label(Label),
    /// A text that may be a value.
    Text(&'a str),
    /// A tab, link or heading.
    Chrome(&'a str),
}

impl Label {
    const ALL: [Self; 6] =
        [Self::Organization, Self::Edition, Self::LicenseType, Self::ActivationCode, Self::Serial, Self::EndDate];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Organization => "Organization Name",
            Self::Edition => "Edition Name",
            Self::LicenseType => "License Type",
            Self::ActivationCode => "Activation Code",
            Self::Serial => "Serial Number",
            Self::EndDate => "End Date",
        }
    }

    /// Whether no other page has it.
    pub(super) const fn is_own(self) -> bool {
        match self {
            Self::Organization | Self::Edition | Self::LicenseType => true,
            Self::ActivationCode | Self::Serial | Self::EndDate => false,
        }
    }

    /// Real pages leave these without a value at times.
    pub(super) const fn may_be_empty(self) -> bool {
        match self {
            Self::Edition | Self::EndDate => true,
            Self::Organization | Self::LicenseType | Self::ActivationCode | Self::Serial => false,
        }
    }

    /// The label that a cell begins with, and the rest of the cell. Other pages have labels in other cases and within sentences.
    fn leading(cell: &str) -> Option<(Self, &str)> {
        Self::ALL.into_iter().find_map(|label| {
            let rest = cell.strip_prefix(label.name()).or_else(|| cell.strip_prefix(&label.name().to_uppercase()))?;
            Some((label, ended(rest)?))
        })
    }

    /// Where labels begin within the rest of a cell, in their order, and where they end.
    fn within(rest: &str) -> Vec<(usize, Self, usize)> {
        let places = Self::ALL.into_iter().flat_map(|label| {
            rest.match_indices(label.name()).filter_map(move |(at, name)| {
                let (before, from) = rest.split_at(at);
                let ended = ended(from.strip_prefix(name)?)?;
                let begins = before.is_empty() || before.ends_with([' ', ':']);
                begins.then_some((at, label, rest.len() - ended.len()))
            })
        });
        let mut places: Vec<_> = places.collect();
        places.sort_unstable_by_key(|(at, ..)| *at);
        places
    }
}

/// The rest after a name that ends here, with or without a colon; `None` where it does not end here.
fn ended(rest: &str) -> Option<&str> {
    let ends = rest.is_empty() || rest.starts_with([' ', ':']);
    ends.then(|| rest.trim_start_matches([' ', ':']))
}

/// All cells of a text, cut.
pub(super) fn pieces(grid: &Grid) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    for (line, cells) in grid.lines().enumerate() {
        for cell in cells.filter(|cell| !cell.is_empty()) {
            pieces.extend(parts(cell).into_iter().map(|part| Piece { line, part }));
        }
    }
    pieces
}

fn parts(cell: &str) -> Vec<PagePart<'_>> {
    if chrome::is_chrome(cell) {
        return vec![PagePart::Chrome(cell)];
    }
    let Some((label, rest)) = Label::leading(cell) else { return vec![PagePart::Text(cell)] };
    let mut parts = vec![PagePart::Label(label)];
    let mut from = 0;
    for (at, label, end) in Label::within(rest) {
        parts.extend(rest.get(from..at).and_then(text));
        parts.push(PagePart::Label(label));
        from = end;
    }
    parts.extend(rest.get(from..).and_then(text));
    parts
}

fn text(text: &str) -> Option<PagePart<'_>> {
    let text = text.trim_end();
    (!text.is_empty()).then_some(PagePart::Text(text))
}
