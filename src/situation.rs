//! A migration as text, for a chat or a ticket: everything that another acmove needs to show it, complete or refused. Pure and
//! total: whatever text comes in, there is an answer, in a time that grows with the text.
//!
//! | file | what lives there |
//! |---|---|
//! | `content` | what is sent: the journal and what is known besides; to bytes and back |
//! | `lines` | the journal's lines without what can be computed |
//! | `squeeze` | bytes made small for somebody who has a text already |
//! | `word` | one line of the text: a word of 64 characters that proves itself |
//! | `beginning` | the word that each part begins with: which part of what it is |
//! | `parts` | the bytes as parts of text, for people to copy |
//! | `stream` | a text without the characters that no word has |
//! | `found` | the words of a text that was quoted, wrapped or cut |
//! | `joined` | words that somebody else's lines stand in the middle of |
//! | `mail` | the text of a saved mail that is in Base64 |
//! | `gathered` | the parts of one migration out of the words of a text; what is missing of it |
//! | `fault` | why a text is refused, in words |

mod beginning;
mod content;
mod fault;
mod found;
mod gathered;
mod joined;
mod lines;
mod mail;
mod parts;
mod squeeze;
mod stream;
mod word;

pub use self::{
    content::{About, Evidence, Follows, Seen, Situation, VaultSeen},
    fault::{Missing, Refused},
    gathered::{is_one, read},
    parts::{LEAST, USUAL, counted, parts},
    squeeze::{DICTIONARY, squeezed, unsqueezed},
};
