//! Errors in answers: an answer that would be refused at the end is refused at once.

use jiff::Timestamp;

use super::{
    cells::Known,
    field::{Button, Column, Field, SetupPage, TabStop},
    labels::roles,
    values::Setup,
    wrong::wrong,
};
use crate::domain::{
    identity::ActivationCode,
    infrastructure::{Role, Window},
    odd_window::OddWindow,
    text::one_line,
    typed_moment::moment,
};

/// Something that is wrong or missing, and where it is mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerFault {
    /// Where.
    pub at: TabStop,
    /// On which page that is.
    pub page: SetupPage,
    /// The error, with its remedy.
    pub what: String,
}

impl Setup {
    /// Everything that is wrong or missing, in the order of the pages.
    pub fn faults(&self) -> Vec<AnswerFault> {
        let known = self.known();
        let fault = |field: Field| {
            let what = self.judged(field, &known).err()?;
            Some(AnswerFault { at: TabStop::Field(field), page: field.page(), what })
        };
        let mut faults: Vec<AnswerFault> =
            self.fields(SetupPage::Infrastructure).into_iter().filter_map(fault).collect();
        faults.extend(self.gaps());
        let rest = [
            SetupPage::Environments,
            SetupPage::Window,
            SetupPage::Optional,
            SetupPage::Edition,
            SetupPage::Requirements,
        ];
        faults.extend(rest.into_iter().flat_map(|page| self.fields(page)).filter_map(fault));
        faults
    }

    /// Whether everything is answered, and the migration may be started.
    pub fn is_complete(&self) -> bool {
        self.faults().is_empty()
    }

    /// The fields of a page, in their order.
    pub fn fields(&self, page: SetupPage) -> Vec<Field> {
        match page {
            SetupPage::Infrastructure => vec![Field::Name, Field::Source, Field::Target, Field::Module],
            SetupPage::Environments => {
                (0..self.count()).flat_map(|row| Column::ALL.map(|column| Field::Cell(row, column))).collect()
            }
            SetupPage::Window => vec![Field::Start, Field::End],
            SetupPage::Optional => self.optional_fields(),
            SetupPage::Edition => vec![Field::Edition],
            SetupPage::Requirements => (0..self.questions().len()).map(Field::Requirement).collect(),
            SetupPage::Review => Vec::new(),
        }
    }

    /// Checks a field.
    ///
    /// # Errors
    /// With what is wrong, and what to do.
    pub fn check(&self, field: Field) -> Result<(), String> {
        self.judged(field, &self.known())
    }

    /// Environments that are missing.
    fn gaps(&self) -> Vec<AnswerFault> {
        let add = TabStop::Button(Button::Add);
        let fault = |at, what: &str| AnswerFault { at, page: SetupPage::Environments, what: what.to_owned() };
        match (self.lifetime(), self.count()) {
            (_, 0) => vec![fault(add, "There are no environments. Add LifeTime and those that it controls.")],
            (None, _) => {
                let at = TabStop::Field(Field::Cell(0, Column::Role));
                vec![fault(at, "One environment must have the role lifetime. Choose which one.")]
            }
            (Some(_), 1) => vec![fault(add, "At least one environment besides LifeTime is needed. Add it.")],
            (Some(_), _) => Vec::new(),
        }
    }

    fn judged(&self, field: Field, known: &Known) -> Result<(), String> {
        let value = one_line(self.value(field));
        match field {
            Field::Name if value.is_empty() => Err("Type a name for the infrastructure.".to_owned()),
            Field::Module if value.is_empty() => Err("Type the module to publish, such as ECT_Provider.".to_owned()),
            Field::Name | Field::Module | Field::Contact | Field::Commands => Ok(()),
            Field::Source | Field::Target if value.is_empty() => {
                Err("Type the code, or paste it: 8 groups of 3, with dots.".to_owned())
            }
            Field::Source => value.parse::<ActivationCode>().map(drop).map_err(wrong),
            Field::Target => {
                let code: ActivationCode = value.parse().map_err(wrong)?;
                if self.value(Field::Source).parse().is_ok_and(|source: ActivationCode| source == code) {
                    return Err("The same as AAA: there is nothing to move. Look for the new code.".to_owned());
                }
                Ok(())
            }
            Field::Cell(row, Column::Name) => self.named(row, &value, known),
            Field::Cell(row, Column::Role) => self.own_role(row),
            Field::Cell(row, Column::Center) => Self::own_center(row, &value, known),
            Field::Cell(row, Column::Serial) => self.own_serial(row, &value, known),
            Field::Cell(row, Column::Id) => self.own_id(row, &value, known),
            Field::Start => self.opens().and_then(|opens| self.is_not_long_ago(opens)),
            Field::End => self.closes().map(drop),
            Field::Downloads => self.own_downloads(&value),
            Field::LifeTime => Self::own_lifetime(&value),
            Field::Token => Self::own_token(&value),
            Field::Portal | Field::Support => Self::own_address(&value),
            Field::Edition => self.edition().map(drop).ok_or_else(|| self.editions_offered()),
            Field::Requirement(place) => match self.holds(place) {
                Some(true) => Ok(()),
                Some(false) => Err(self.questions().into_iter().nth(place).map_or_else(String::new, |one| one.no)),
                None => Err("Answer yes or no.".to_owned()),
            },
        }
    }

    /// The window, where it is one.
    pub(super) fn window(&self) -> Option<Window> {
        let (start, end) = (self.opens().ok()??.0, self.closes().ok()??.0);
        Some(Window { start, end })
    }

    /// When the window opens, with its one spelling.
    fn opens(&self) -> Result<Option<(Timestamp, String)>, String> {
        match (self.value(Field::Start).trim(), self.value(Field::End).trim()) {
            ("", "") => Ok(None),
            ("", _) => Err("Type when the window opens, or leave both times empty.".to_owned()),
            (start, _) => moment(start, &self.zone, None).map(Some).map_err(wrong),
        }
    }

    /// A window of last year is nobody's: its year is wrong.
    fn is_not_long_ago(&self, opens: Option<(Timestamp, String)>) -> Result<(), String> {
        let since = opens.and_then(|(opens, _)| OddWindow::opened_long_ago(opens, self.now));
        since.map_or(Ok(()), |since| Err(format!("That was {since} ago. Correct it, or leave both empty.")))
    }

    /// When the window closes, with its one spelling.
    fn closes(&self) -> Result<Option<(Timestamp, String)>, String> {
        let opens = self.opens().ok().flatten().map(|(at, _)| at);
        match (self.value(Field::Start).trim(), self.value(Field::End).trim()) {
            ("", "") => Ok(None),
            (_, "") => Err("Type when the window closes, or leave both times empty.".to_owned()),
            (_, end) => {
                let closes = moment(end, &self.zone, opens).map_err(wrong)?;
                let is_later = opens.is_none_or(|opens| closes.0 > opens);
                if is_later { Ok(Some(closes)) } else { Err("The window must close after it opens.".to_owned()) }
            }
        }
    }

    fn editions_offered(&self) -> String {
        let ids: Vec<&str> = self.editions.iter().map(|edition| edition.id.as_str()).collect();
        format!("One of: {}.", ids.join(", "))
    }

    /// Puts a text into a field, if it is right there.
    ///
    /// # Errors
    /// With what is wrong; the field is as it was then.
    pub fn take(&mut self, field: Field, typed: &str) -> Result<(), String> {
        let before = self.value(field).to_owned();
        self.put(field, typed);
        self.look(field);
        let checked = self.check(field);
        match checked {
            Ok(()) => self.spell(field),
            Err(_) => self.put(field, &before),
        }
        checked
    }

    /// Puts texts into fields, each under the name by which it was given.
    ///
    /// # Errors
    /// With the name of the first that is wrong, and what is wrong with it.
    pub fn take_all(&mut self, given: &[(Field, &str, &str)]) -> Result<(), String> {
        given.iter().try_for_each(|(field, name, text)| self.take(*field, text).map_err(|why| format!("{name}: {why}")))
    }

    /// A field whose answer is right, in its one spelling: upper case, without blanks, a time with its offset.
    pub(super) fn spell(&mut self, field: Field) {
        self.look(field);
        let value = one_line(self.value(field));
        let spelled = match (field.identity(), field) {
            (Some(kind), _) => kind.find(&value),
            (None, Field::Start) => self.opens().ok().flatten().map(|(_, spelled)| spelled),
            (None, Field::End) => self.closes().ok().flatten().map(|(_, spelled)| spelled),
            (None, _) => self.spelled(field, &value),
        };
        self.put(field, &spelled.unwrap_or(value));
        self.look(field);
    }

    /// The place of a role that was typed as a word; the error lists all roles.
    pub(super) fn role_named(word: &str) -> Result<usize, String> {
        let place = Role::ALL.iter().position(|role| role.word() == word.to_lowercase());
        place.ok_or_else(|| format!("One of: {}.", roles()))
    }
}
