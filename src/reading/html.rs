//! The source of a page, laid out as text: blocks on lines of their own, table cells apart by tabs.
//!
//! A library cuts the source into tags and text as browsers do. No tree is built, so time and memory grow with the input
//! alone, however it is nested.

mod hiding;

use std::borrow::Cow;

use html5gum::{StartTag, State, Token, Tokenizer};

use self::hiding::Hidden;

/// How far into a text signs of a page are looked for, in characters.
const HEAD: usize = 4096;

/// Elements of which nothing is shown as text; lists to choose from do not tell what was chosen, and what is struck out does
/// not count.
const UNSEEN: [&str; 7] = ["template", "svg", "select", "datalist", "del", "s", "strike"];
const VOID: [&str; 10] = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta"];
const ROWS: [&str; 6] = ["table", "caption", "thead", "tbody", "tfoot", "tr"];
const BLOCKS: [&str; 32] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "ul",
];
/// Elements within a word; any other element is a blank at least.
const WITHIN: [&str; 10] = ["b", "i", "u", "em", "strong", "font", "mark", "small", "big", "wbr"];
/// Elements that hold text and no tags, and are not shown; a field of text is shown.
const HELD: [&str; 8] = ["script", "style", "title", "noscript", "iframe", "noembed", "noframes", "xmp"];
/// Fields whose value is not what they show.
const VALUELESS: [&str; 6] = ["hidden", "password", "checkbox", "radio", "file", "image"];

/// Whether a text is the source of a page.
pub(super) fn is_page(text: &str) -> bool {
    let text = text.trim_start();
    let tag =
        text.strip_prefix('<').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!'));
    tag || head(text).contains("<html") || head(text).contains("<!doctype html")
}

/// Whether a text is surely a page: it says so, or its first element is one of pages.
pub(super) fn is_web_page(text: &str) -> bool {
    let head = head(text);
    let first = head.split('<').skip(1).find(|tag| !tag.starts_with(['?', '!']));
    let name: String = first.unwrap_or_default().chars().take_while(char::is_ascii_alphanumeric).collect();
    let known = [&BLOCKS[..], &ROWS, &VOID, &UNSEEN, &["head", "title", "script", "style"]];
    let is_first = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).starts_with('<');
    head.contains("<html") || head.contains("<!doctype html") || (is_first && known.concat().contains(&name.as_str()))
}

/// Whether a text is a web archive, one file with all parts of a page, which is not understood.
pub(super) fn is_archive(text: &str) -> bool {
    head(text).contains("multipart/related")
}

fn head(text: &str) -> String {
    text.chars().take(HEAD).collect::<String>().to_ascii_lowercase()
}

/// The visible text of a page, as lines of cells.
pub(super) fn text(source: &str) -> String {
    let mut layout = Layout::default();
    let mut tokens = Tokenizer::new(source);
    while let Some(Ok(token)) = tokens.next() {
        match token {
            Token::String(text) => layout.write(&String::from_utf8_lossy(&text)),
            Token::StartTag(tag) => {
                let tag = Tag(tag);
                if let Some(state) = tag.holds() {
                    tokens.set_state(state);
                }
                layout.open(&tag);
            }
            Token::EndTag(tag) => layout.close(&String::from_utf8_lossy(&tag.name)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    layout.end()
}

/// A start tag; its names are in lower case.
#[derive(Debug)]
struct Tag(StartTag<()>);

impl Tag {
    fn name(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.0.name)
    }

    /// The value of an attribute, empty where it has none.
    fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        self.0.attributes.get(name.as_bytes()).map(|value| String::from_utf8_lossy(value))
    }

    /// How to read what the element holds, where that is no markup.
    fn holds(&self) -> Option<State> {
        match self.name().as_ref() {
            "textarea" | "title" => Some(State::RcData),
            "script" => Some(State::ScriptData),
            "plaintext" => Some(State::PlainText),
            name => HELD.contains(&name).then_some(State::RawText),
        }
    }
}

/// The separator between the text before and the text after.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
enum Gap {
    #[default]
    Nothing,
    Cell,
    Block,
    Row,
}

#[derive(Debug, Default)]
struct Layout {
    text: String,
    gap: Gap,
    /// The element that hides what it holds, and how many of its name are open.
    hidden: Option<(String, usize)>,
    /// Whether the element that is open holds text that is not shown.
    held: bool,
    /// Whether what is held is a style sheet.
    styles: bool,
    hidden_by_style: Hidden,
}

impl Layout {
    fn write(&mut self, text: &str) {
        if self.styles {
            self.hidden_by_style.learn(text);
        }
        if self.hidden.is_some() || self.held {
            return;
        }
        // A blank that does not break is something to be seen.
        if text.trim_ascii().is_empty() {
            return self.blank();
        }
        match std::mem::take(&mut self.gap) {
            Gap::Nothing => {}
            Gap::Cell => self.text.push('\t'),
            Gap::Block | Gap::Row => self.text.push('\n'),
        }
        self.text.push_str(&text.replace(['\n', '\r', '\t', '\u{a0}'], " "));
    }

    fn blank(&mut self) {
        if self.gap == Gap::Nothing {
            self.text.push(' ');
        }
    }

    fn open(&mut self, tag: &Tag) {
        let name = tag.name();
        let void = VOID.contains(&name.as_ref());
        self.held = HELD.contains(&name.as_ref());
        self.styles = name == "style";
        let is_hidden = is_hidden(tag, &self.hidden_by_style);
        match &mut self.hidden {
            Some((hidden, open)) => *open += usize::from(*hidden == name && !void),
            None if is_hidden => self.hidden = (!void).then(|| (name.into_owned(), 1)),
            None if name == "td" || name == "th" => self.cell(),
            None => {
                self.part(&name);
                self.field(tag);
            }
        }
    }

    fn close(&mut self, name: &str) {
        (self.held, self.styles) = (false, false);
        match &mut self.hidden {
            Some((hidden, open)) if hidden == name => *open -= 1,
            Some(_) => {}
            None => self.part(name),
        }
        self.hidden.take_if(|(_, open)| *open == 0);
    }

    /// Cells stand side by side, whatever blocks they hold; only rows and tables end a line of cells.
    fn cell(&mut self) {
        match self.gap {
            Gap::Nothing | Gap::Block => self.gap = Gap::Cell,
            Gap::Cell => self.text.push('\t'),
            Gap::Row => {}
        }
    }

    fn part(&mut self, name: &str) {
        if ROWS.contains(&name) {
            self.gap = Gap::Row;
        } else if BLOCKS.contains(&name) && self.gap == Gap::Nothing {
            self.gap = Gap::Block;
        } else if !WITHIN.contains(&name) {
            self.blank();
        }
    }

    fn field(&mut self, tag: &Tag) {
        let kind = tag.attribute("type").unwrap_or_default().to_ascii_lowercase();
        if tag.name() == "input" && !VALUELESS.contains(&kind.as_str()) {
            self.write(&tag.attribute("value").unwrap_or_default());
            self.blank();
        }
    }

    fn end(mut self) -> String {
        if self.gap != Gap::Nothing {
            self.text.push('\n');
        }
        self.text
    }
}

fn is_hidden(tag: &Tag, by_style: &Hidden) -> bool {
    let value = |name| tag.attribute(name).unwrap_or_default();
    UNSEEN.contains(&tag.name().as_ref())
        || tag.attribute("hidden").is_some()
        || by_style.is_hidden(&value("style"), &value("class"), &value("id"))
}
