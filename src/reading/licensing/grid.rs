//! A text as lines of cells.

/// The lines of a text that hold something, each cut into cells at its tabs.
#[derive(Debug)]
pub(super) struct Grid {
    /// Lines parted by line breaks, cells by tabs, words by one blank.
    flat: String,
    /// The same in lower case, in one line; as long as `flat`, byte for byte.
    prose: String,
    /// Whether the text stops without a line break, so that its last value may be cut.
    open: bool,
}

impl Grid {
    /// Blank lines are dropped, blank cells between others are kept.
    pub(super) fn of(text: &str) -> Self {
        let lines = text.split(is_line_break).map(fold).filter(|line| !line.trim().is_empty());
        let flat = lines.collect::<Vec<_>>().join("\n");
        let prose = flat.to_ascii_lowercase().replace(['\n', '\t'], " ");
        Self { flat, prose, open: !text.ends_with(is_line_break) }
    }

    /// Everything, as one text.
    pub(super) fn flat(&self) -> &str {
        &self.flat
    }

    /// Everything in lower case and in one line, for sentences that a line break may interrupt.
    pub(super) fn prose(&self) -> &str {
        &self.prose
    }

    /// The rest of the text after each occurrence of a sentence, which is given in lower case.
    pub(super) fn after<'a>(&'a self, sentence: &str) -> impl Iterator<Item = &'a str> {
        self.prose.match_indices(sentence).filter_map(|(at, found)| self.flat.get(at + found.len()..))
    }

    /// The cells in which a sentence stands for the first time, which is given in lower case.
    pub(super) fn around(&self, sentence: &str) -> Option<&str> {
        let at = self.prose.find(sentence)?;
        let edge = |c: char| matches!(c, '\n' | '\t');
        let start = self.flat.get(..at)?.rfind(edge).map_or(0, |edge| edge + 1);
        let end = at + sentence.len();
        let end = self.flat.get(end..)?.find(edge).map_or(self.flat.len(), |edge| end + edge);
        self.flat.get(start..end)
    }

    /// Line by line, the cells, blank ones too.
    pub(super) fn lines(&self) -> impl Iterator<Item = std::str::Split<'_, char>> {
        self.flat.split('\n').map(|line| line.split('\t'))
    }

    /// All cells.
    pub(super) fn cells(&self) -> impl Iterator<Item = &str> {
        self.lines().flatten()
    }

    /// Whether the text may stop within this value, which is its last.
    pub(super) fn cuts(&self, value: &str) -> bool {
        self.open && self.flat.ends_with(value)
    }
}

const fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// One blank between words, a tab between cells, no characters that cannot be seen.
fn fold(line: &str) -> String {
    let cells = line.split('\t').map(|cell| {
        let seen = cell.replace(is_invisible, "");
        seen.split_whitespace().collect::<Vec<_>>().join(" ")
    });
    cells.collect::<Vec<_>>().join("\t")
}

const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\0')
}
