//! Secrets: passwords and tokens. They are never printed, and taken out of every text that comes from outside, in whatever
//! usual way they are spelled there. Nothing is read here: the environment is `runtime::secrets`' business.

mod spelling;
mod view;

use std::{borrow::Cow, collections::HashMap, fmt, iter::once, ops::Range, sync::Arc};

use self::{
    spelling::{GRAM, MARKS, Spelling, gram, mark, spellings},
    view::View,
};

/// The text that replaces a secret.
const HIDDEN: &str = "[hidden]";

/// A text is searched in pieces of so many bytes: escapes are undone in a copy of the piece.
const PIECE: usize = 64 * 1024;

/// Up to this length, in bytes, a text may be a dump: what is spread over it is put together.
const DUMP: usize = 256 * 1024;

/// So many characters at the end of a line are no secret's beginning: most words end like one.
const MOST_SHOWN: usize = 4;

/// A password or a token.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// A secret, every character of it.
    pub fn of(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The same without blanks at its ends: a token has none, and whoever sets it slips.
    #[must_use]
    pub fn trimmed(&self) -> Self {
        Self::of(self.0.trim())
    }

    /// The secret itself, for the one who asks for it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HIDDEN)
    }
}

/// All secrets that are known, each in every usual spelling: as it is, in other case, escaped for an address, JSON, XML or a
/// shell, in hexadecimal and in Base64, alone or inside something longer, and `user:password` for a login.
///
/// A secret of fewer than four characters is not looked for: it would be found in every other word. Of a long one, a run of
/// sixteen characters is enough, as where a line was broken.
#[derive(Clone, Default)]
pub struct Secrets(Arc<Known>);

#[derive(Default)]
struct Known {
    spellings: Vec<Spelling>,
    /// Where spellings can be recognised: the number of a spelling and a place in it, by the bytes that stand there.
    places: HashMap<[u8; GRAM], Vec<(usize, usize)>>,
    /// Which bytes may be among those, by their mark: most are not, and that is told at once.
    marks: Vec<bool>,
    /// The longest spelling, in bytes.
    longest: usize,
}

impl Secrets {
    /// These secrets; of a login, the password is one.
    pub fn of(secrets: impl IntoIterator<Item = Secret>, logins: impl IntoIterator<Item = (Secret, Secret)>) -> Self {
        let alone = secrets.into_iter().flat_map(|secret| spellings(secret.reveal()));
        let logins = logins.into_iter().flat_map(|(user, password)| {
            spelling::login(user.reveal(), password.reveal()).into_iter().chain(spellings(password.reveal()))
        });
        Self::spelled(alone.chain(logins).collect())
    }

    /// These and others.
    #[must_use]
    pub fn and(&self, others: &Self) -> Self {
        Self::spelled([&self.0.spellings[..], &others.0.spellings].concat())
    }

    fn spelled(mut spellings: Vec<Spelling>) -> Self {
        spellings.sort_unstable();
        spellings.dedup();
        let mut places: HashMap<_, Vec<_>> = HashMap::new();
        for (number, spelling) in spellings.iter().enumerate() {
            for place in spelling.places() {
                places.entry(gram(&spelling.bytes[place..])).or_default().push((number, place));
            }
        }
        let mut marks = vec![false; MARKS];
        for gram in places.keys() {
            marks[mark(*gram)] = true;
        }
        let longest = spellings.iter().map(|spelling| spelling.bytes.len()).max().unwrap_or_default();
        Self(Arc::new(Known { spellings, places, marks, longest }))
    }

    /// A text without any of the secrets.
    pub fn hide<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let spans = self.spans(text);
        if spans.is_empty() {
            return Cow::Borrowed(text);
        }
        let mut out = String::with_capacity(text.len());
        let mut rest = 0;
        for span in spans {
            out += &text[rest..span.start];
            out += HIDDEN;
            rest = span.end;
        }
        Cow::Owned(out + &text[rest..])
    }

    /// The same for a text that may be cut off in the middle of a secret: the beginning of one at its end goes too.
    pub fn hide_cut(&self, text: &str) -> String {
        let text = self.hide(text);
        let lower = text.to_ascii_lowercase();
        let plain = self.0.spellings.iter().filter(|spelling| !spelling.is_coded).map(|spelling| &spelling.bytes);
        let begun = |secret: &Vec<u8>| {
            let ends = (MOST_SHOWN + 1..secret.len()).rev();
            ends.into_iter().find(|end| lower.as_bytes().ends_with(&secret[..*end])).unwrap_or(0)
        };
        let cut = text.len() - plain.map(begun).max().unwrap_or(0);
        text[..around(&text, cut..text.len()).start].to_owned()
    }

    /// Where secrets stand in a text, in order and apart from each other.
    fn spans(&self, text: &str) -> Vec<Range<usize>> {
        if self.0.spellings.is_empty() {
            return Vec::new();
        }
        // An escape is at most six bytes long for one, in each layer; more than two layers are rare for every letter.
        let overlap = self.0.longest.saturating_mul(12);
        let mut found = Vec::new();
        let mut start = 0;
        loop {
            let piece = around(text, start..text.len().min(start + PIECE + overlap));
            self.search(&text[piece.clone()], text.len() <= DUMP, piece.start, &mut found);
            start += PIECE;
            if start >= text.len() {
                break;
            }
        }
        let hidden: Vec<Range<usize>> = text.match_indices(HIDDEN).map(|(at, _)| at..at + HIDDEN.len()).collect();
        found.retain(|span| !hidden.iter().any(|hidden| hidden.start <= span.start && span.end <= hidden.end));
        apart(found.into_iter().map(|span| around(text, span)).collect())
    }

    /// Finds secrets in a piece of a text, as it is and with its escapes undone.
    fn search(&self, piece: &str, may_be_dump: bool, start: usize, found: &mut Vec<Range<usize>>) {
        let read = View::of(piece);
        if may_be_dump {
            for squeezed in [read.without_blanks(), read.without_signs()].into_iter().flatten() {
                self.search_view(&squeezed, true, start, found);
            }
        }
        for view in once(read.clone()).chain(read.layers()) {
            self.search_view(&view, false, start, found);
        }
    }

    fn search_view(&self, view: &View, only_spread: bool, start: usize, found: &mut Vec<Range<usize>>) {
        let bytes = view.lower();
        let Some(last) = bytes.len().checked_sub(GRAM) else { return };
        for at in (0..=last).filter(|at| self.0.marks[mark(gram(&bytes[*at..]))]) {
            let Some(places) = self.0.places.get(&gram(&bytes[at..])) else { continue };
            let of = |(number, place): &(usize, usize)| {
                let spelling = &self.0.spellings[*number];
                let length =
                    if only_spread && !spelling.may_be_spread() { 0 } else { spelling.run(*place, &bytes[at..]) };
                (length > 0).then(|| view.span(at..at + length))
            };
            found.extend(places.iter().filter_map(of).map(|span| span.start + start..span.end + start));
        }
    }
}

impl PartialEq for Secrets {
    fn eq(&self, other: &Self) -> bool {
        self.0.spellings == other.0.spellings
    }
}

impl Eq for Secrets {}

impl From<Vec<Secret>> for Secrets {
    fn from(secrets: Vec<Secret>) -> Self {
        Self::of(secrets, [])
    }
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HIDDEN)
    }
}

/// A span of whole characters.
fn around(text: &str, span: Range<usize>) -> Range<usize> {
    let start = (0..=span.start).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let end = (span.end..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    start..end
}

/// The same spans, those that overlap as one.
fn apart(mut spans: Vec<Range<usize>>) -> Vec<Range<usize>> {
    spans.sort_unstable_by_key(|span| (span.start, span.end));
    let mut all: Vec<Range<usize>> = Vec::new();
    for span in spans {
        match all.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            Some(_) | None => all.push(span),
        }
    }
    all
}
