//! Changes to a set-up on the screen: texts, choices, the rows of the table, and the effects of buttons.

use tui_input::{Input, InputRequest};

use super::{
    super::{Button, Column, Field, TabStop},
    Filled, Form,
};
use crate::domain::{
    text::{one_line, row, shown},
    variable::variable,
};

/// The longest text of a field, in characters; nobody types more.
const LONGEST: usize = 300;

impl Form {
    /// Types a character. In an identity blanks are left out, letters are made upper case, and what joins groups is put in.
    pub(crate) fn type_in(&mut self, field: Field, c: char) {
        // A character that cannot be seen in a field is not typed into it.
        if !row(c.encode_utf8(&mut [0; 4])).starts_with(c) {
            return;
        }
        if self.input.value().chars().count() >= LONGEST {
            self.say(true, format!("A field holds {LONGEST} characters at most. The rest was left out."));
            return;
        }
        match field.identity() {
            Some(_) if c.is_whitespace() => return,
            Some(kind) => {
                let is_at_end = self.input.cursor() == self.input.value().chars().count();
                if is_at_end && c.is_ascii_alphanumeric() && kind.wants_separator(self.input.value()) {
                    self.input.handle(InputRequest::InsertChar(kind.joint()));
                }
                self.input.handle(InputRequest::InsertChar(c.to_ascii_uppercase()));
            }
            None => {
                self.input.handle(InputRequest::InsertChar(c));
            }
        }
        self.typed_in(field);
    }

    /// Takes in a text that was pasted. An identity is found in what was copied around it, and replaces what was there.
    pub(crate) fn paste(&mut self, text: &str) {
        let Some(field) = self.field() else {
            self.say(true, "Go to the field where this belongs, then paste it again.");
            return;
        };
        self.notice = None;
        if field == Field::Token && variable(&one_line(text)).is_err() {
            self.say(
                true,
                "This is not the NAME of an environment variable, so nothing was pasted. Never paste the token itself.",
            );
            return;
        }
        // A whole sheet may be pasted: what is looked for in it may stand at its end.
        let whole = shown(text);
        let Some(kind) = field.identity().filter(|kind| kind.find(&whole).is_some()) else {
            one_line(text).chars().take(LONGEST + 1).for_each(|c| self.type_in(field, c));
            return;
        };
        self.input = Input::new(kind.find(&whole).unwrap_or_default());
        self.typed_in(field);
        self.fill(field, &kind.find_all(&whole).skip(1).collect::<Vec<_>>());
    }

    /// Several identities that were copied together, a column of a sheet say, go into the empty fields that follow.
    fn fill(&mut self, after: Field, more: &[String]) {
        let fields = self.setup.fields(self.page).into_iter().skip_while(|field| *field != after).skip(1);
        let empty = |field: &Field| self.setup.value(*field).is_empty();
        let alike: Vec<Field> = fields.filter(|field| field.identity() == after.identity()).take_while(empty).collect();
        let count = alike.len().min(more.len());
        for (field, text) in alike.into_iter().zip(more) {
            self.setup.put(field, text);
        }
        match more.len() - count {
            0 if count > 0 && matches!(after, Field::Cell(..)) => {
                self.say(false, format!("{} serial numbers pasted, one per row.", count + 1));
            }
            0 if count > 0 => self.say(false, format!("{} codes pasted, one per field.", count + 1)),
            0 => {}
            rest => self.say(true, format!("{rest} of the pasted values did not fit: there is no empty field left.")),
        }
    }

    /// Takes in what was typed fast, or pasted where the terminal does not say so: every line is an answer, as long as
    /// there are fields for them. Enter within it presses nothing.
    pub(crate) fn burst(&mut self, text: &str) {
        // Several of them together go into fields of their kind, as when they are pasted.
        let identity = self.field().and_then(Field::identity);
        if identity.is_some_and(|kind| kind.find_all(&shown(text)).count() > 1) {
            return self.paste(text);
        }
        let mut lines = text.split('\n').peekable();
        while let Some(line) = lines.next() {
            if !line.is_empty() || self.field().is_none() {
                self.paste(line);
            }
            match (lines.peek(), self.field()) {
                (None, _) => {}
                (Some(_), Some(_)) => self.step(1),
                (Some(_), None) => return,
            }
            if lines.peek().is_some_and(|rest| rest.is_empty()) {
                return;
            }
        }
    }

    /// Takes the text in the field as the answer, also before it is complete.
    pub(crate) fn typed_in(&mut self, field: Field) {
        self.setup.put(field, self.input.value());
    }

    /// Chooses an option of a field.
    pub(crate) fn choose(&mut self, field: Field, option: usize) {
        self.setup.choose(field, option);
        self.due = true;
        if field == Field::Edition {
            // It has requirements of its own.
            self.asked = 0;
        }
    }

    /// Chooses the option before or after the chosen one; the answer says whether there was one.
    pub(crate) fn turn(&mut self, field: Field, by: isize) -> bool {
        let count = self.setup.options(field).len();
        let next = match self.setup.chosen(field) {
            Some(chosen) => chosen.checked_add_signed(by).filter(|option| *option < count),
            None if by > 0 => Some(0),
            None => count.checked_sub(1),
        };
        next.map(|option| self.choose(field, option)).is_some()
    }

    /// Presses a button.
    pub(crate) fn press(&mut self, button: Button) -> Option<Filled> {
        self.complete();
        self.notice = None;
        match button {
            Button::Next => self.onward().into_iter().for_each(|page| self.open(page)),
            Button::Back => self.page.before().into_iter().for_each(|page| self.open(page)),
            Button::Start => return self.start(),
            Button::Leave => return Some(Filled::Left),
            Button::Add => {
                let below = (self.setup.count() > 0).then_some(self.cell.0);
                let row = self.setup.add(below);
                self.row_changed(row, Column::Name);
            }
            Button::Remove => self.remove(),
            Button::TakeBack => match self.setup.take_back() {
                Some(row) => {
                    self.row_changed(row, Column::Name);
                    self.say(false, format!("{} is back.", self.setup.called(row)));
                }
                None => self.say(true, "There is nothing to restore: no environment was removed."),
            },
            Button::Up => self.shift(-1),
            Button::Down => self.shift(1),
        }
        None
    }

    /// Starts the migration, if nothing is missing.
    fn start(&mut self) -> Option<Filled> {
        let count = self.setup.faults().len();
        if count == 0 {
            return Some(Filled::Complete);
        }
        self.stand(TabStop::Fault(0));
        let things = if count == 1 { "One thing is".to_owned() } else { format!("{count} things are") };
        self.say(true, format!("{things} missing. Press Enter to go there."));
        None
    }

    fn remove(&mut self) {
        let Some(name) = self.setup.remove(self.cell.0) else {
            self.say(true, "There is no environment to remove.");
            return;
        };
        let row = self.cell.0.min(self.setup.count().saturating_sub(1));
        let name = if name.trim().is_empty() { "The environment without a name" } else { &name };
        let said = format!("{name} was removed. Restore removed (Ctrl-z) brings it back.");
        self.row_changed(row, self.cell.1);
        self.say(false, said);
    }

    fn shift(&mut self, by: isize) {
        let (row, column) = self.cell;
        let row = self.setup.shift(row, by);
        let on_button = matches!(self.at, TabStop::Button(_));
        let at = self.at;
        self.row_changed(row, column);
        if on_button {
            // Whoever moves by pressing presses more than once.
            self.stand(at);
            self.cell = (row, column);
        }
    }

    /// Rows stand elsewhere now: what was left is forgotten of them, and one stands in this cell.
    fn row_changed(&mut self, row: usize, column: Column) {
        self.left.retain(|field| !matches!(field, Field::Cell(..)));
        let at = match self.setup.count() {
            0 => TabStop::Button(Button::Add),
            _ => TabStop::Field(Field::Cell(row, column)),
        };
        self.cell = (row, column);
        self.stand(at);
        self.due = true;
    }
}
