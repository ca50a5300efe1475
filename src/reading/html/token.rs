//! The source of a page, cut into tags and the text between them, as browsers cut it.

/// A part of a page's source.
#[derive(Debug)]
pub(super) enum Token<'a> {
    /// Text with character references still in it.
    Text(&'a str),
    /// A start tag.
    Open(Tag<'a>),
    /// The name of an end tag.
    Close(String),
}

/// A start tag.
#[derive(Debug)]
pub(super) struct Tag<'a> {
    /// In lower case.
    pub(super) name: String,
    attributes: Vec<(&'a str, &'a str)>,
}

/// Elements that hold text and no tags.
const RAW: [&str; 8] = ["script", "style", "title", "textarea", "noscript", "iframe", "noframes", "xmp"];

/// Goes through the source of a page; a tag that does not end is dropped with what follows it.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    rest: &'a str,
    raw: Option<String>,
}

impl Tag<'_> {
    /// The value of an attribute, empty where it has none.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }
}

impl<'a> Tokens<'a> {
    /// From the start of a source.
    pub(super) fn of(source: &'a str) -> Self {
        Self { rest: source, raw: None }
    }

    /// What an element without tags in it holds; only a field's text is seen.
    fn raw(&mut self, name: &str) -> &'a str {
        let ends = |(at, _): &(usize, &str)| {
            self.rest.get(at + 2..at + 2 + name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name))
        };
        let end = self.rest.match_indices("</").find(ends).map_or(self.rest.len(), |(at, _)| at);
        let (held, rest) = self.rest.split_at(end);
        self.rest = rest;
        if name == "textarea" { held } else { "" }
    }

    /// What begins with `<`: a tag, something to pass over (`None`), or just that character.
    fn markup(&mut self, after: &'a str) -> Option<Token<'a>> {
        if let Some(comment) = after.strip_prefix("!--") {
            self.rest = past(comment, "-->");
            return None;
        }
        if after.starts_with(['!', '?']) {
            self.rest = past(after, ">");
            return None;
        }
        let (closing, named) = after.strip_prefix('/').map_or((false, after), |named| (true, named));
        if !named.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (less, rest) = self.rest.split_at(1);
            self.rest = rest;
            return Some(Token::Text(less));
        }
        let Some((tag, rest)) = tag(named) else {
            self.rest = "";
            return None;
        };
        self.rest = rest;
        if closing {
            return Some(Token::Close(tag.name));
        }
        self.raw = RAW.contains(&tag.name.as_str()).then(|| tag.name.clone());
        Some(Token::Open(tag))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if let Some(name) = self.raw.take() {
            return Some(Token::Text(self.raw(&name)));
        }
        while !self.rest.is_empty() {
            if let Some(after) = self.rest.strip_prefix('<') {
                let token = self.markup(after);
                if token.is_some() {
                    return token;
                }
            } else {
                let (text, rest) = self.rest.split_at(self.rest.find('<').unwrap_or(self.rest.len()));
                self.rest = rest;
                return Some(Token::Text(text));
            }
        }
        None
    }
}

fn past<'a>(text: &'a str, end: &str) -> &'a str {
    text.split_once(end).map_or("", |(_, rest)| rest)
}

/// Up to the first character that ends a word, which has one character at least.
fn word<'a>(text: &'a str, ends: &[char]) -> (&'a str, &'a str) {
    let end = |(at, c): &(usize, char)| *at > 0 && (c.is_ascii_whitespace() || ends.contains(c));
    text.split_at(text.char_indices().find(end).map_or(text.len(), |(at, _)| at))
}

fn tag(text: &str) -> Option<(Tag<'_>, &str)> {
    let (name, mut rest) = word(text, &['/', '>']);
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if let Some(after) = rest.strip_prefix('>') {
            return Some((Tag { name: name.to_ascii_lowercase(), attributes }, after));
        }
        if rest.is_empty() {
            return None;
        }
        let (attribute, after) = word(rest, &['=', '>', '/']);
        let (value, after) = match after.trim_start().strip_prefix('=') {
            Some(given) => value(given.trim_start())?,
            None => ("", after),
        };
        attributes.push((attribute, value));
        rest = after;
    }
}

fn value(text: &str) -> Option<(&str, &str)> {
    match text.chars().next()? {
        quote @ ('"' | '\'') => text.get(1..)?.split_once(quote),
        '>' => Some(("", text)),
        _ => Some(word(text, &['>'])),
    }
}
