//! Sequences that begin with Esc: keys that type nothing, the marks of a paste, answers of the terminal. However they are cut
//! into pieces, none of their bytes is text.

/// The longest sequence, in bytes: what goes on and on is none.
const LONGEST: usize = 4096;

/// What a byte was.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// No part of a sequence.
    Byte,
    /// A part of one.
    Part,
    /// The last part of one, that began with `Esc [` where these are its bytes after that; else empty.
    Whole(Vec<u8>),
    /// No part of the sequence that was begun.
    Broken,
}

/// The sequence that is being read.
#[derive(Debug, Default)]
pub(super) struct Sequence {
    state: State,
    bytes: Vec<u8>,
}

#[derive(Debug, Default, Clone, Copy)]
enum State {
    /// None.
    #[default]
    None,
    /// After Esc.
    Begun,
    /// After `Esc [`: parameters, then a letter or `~`.
    Control,
    /// After `Esc O`: one byte.
    Single,
    /// A text, up to a bell or `Esc \`.
    Text,
    /// After an Esc within a text.
    TextEnds,
}

impl Sequence {
    /// Takes in a byte.
    pub(super) fn hear(&mut self, byte: u8) -> Heard {
        let is_broken = matches!(byte, b'\r' | b'\n') || self.bytes.len() > LONGEST;
        match self.state {
            State::None if byte == 0x1b => self.goes_on(State::Begun),
            State::None => Heard::Byte,
            State::Begun | State::Control | State::Single | State::Text | State::TextEnds if is_broken => {
                self.ends();
                Heard::Broken
            }
            State::Begun => match byte {
                b'[' => self.goes_on(State::Control),
                b'O' => self.goes_on(State::Single),
                b']' | b'P' | b'_' | b'^' | b'X' => self.goes_on(State::Text),
                0x1b => Heard::Part,
                _ => self.ends(),
            },
            State::Control => match byte {
                0x20..=0x3f => {
                    self.bytes.push(byte);
                    Heard::Part
                }
                0x40..=0x7e => {
                    let mut whole = std::mem::take(&mut self.bytes);
                    whole.push(byte);
                    self.ends();
                    Heard::Whole(whole)
                }
                0x1b => self.goes_on(State::Begun),
                _ => {
                    self.ends();
                    Heard::Broken
                }
            },
            State::Single => self.ends(),
            State::Text if byte == 0x07 => self.ends(),
            State::Text if byte == 0x1b => self.goes_on(State::TextEnds),
            State::Text => {
                self.bytes.push(byte);
                Heard::Part
            }
            State::TextEnds if byte == b'\\' => self.ends(),
            State::TextEnds => self.goes_on(State::Text),
        }
    }

    fn goes_on(&mut self, state: State) -> Heard {
        self.state = state;
        Heard::Part
    }

    fn ends(&mut self) -> Heard {
        self.state = State::None;
        self.bytes.clear();
        Heard::Whole(Vec::new())
    }
}
