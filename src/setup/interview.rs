//! The set-up as questions, one after the other: for line mode. The same answers and checks as on the screen.

mod labels;

pub use super::ask::Ask;
use super::{Column, EnvironmentAnswers, Field, Setup, SetupPage, answers::USUAL, draft::Draft};
use crate::domain::text::one_line;

/// A set-up by questions.
#[derive(Debug, Clone)]
pub struct Interview {
    /// The answers.
    pub setup: Setup,
    /// The present question; `None` when everything is answered.
    pub ask: Option<Ask>,
    /// Whether environments are named one by one.
    own: bool,
    /// Environments that were taken over without a role, so that it is asked for though they are not named one by one.
    untyped: Vec<usize>,
    /// Whether optional settings are asked for.
    optional: bool,
}

impl Interview {
    /// From the first question on, or from the one at which it was left.
    pub fn new(setup: Setup, asked: Option<Ask>) -> Self {
        let usual = USUAL.iter().map(|(name, _)| *name);
        let own = !usual.eq(setup.answers.environments.iter().map(|site| site.name.as_str()));
        let untyped = without_role(&setup);
        let optional = asked.is_some_and(is_optional);
        let mut interview = Self { setup, ask: Some(Ask::Name), own, untyped, optional };
        interview.ask = asked.filter(|asked| interview.order().contains(asked)).or(interview.ask);
        interview
    }

    /// A draft to go on with later.
    pub fn draft(&self) -> Draft {
        Draft::new(self.setup.answers.clone(), SetupPage::Infrastructure, self.ask)
    }

    /// Everything that is asked, in its order.
    fn order(&self) -> Vec<Ask> {
        let count = self.setup.count();
        let mut order = vec![Ask::Name, Ask::Source, Ask::Target, Ask::Edition, Ask::Module, Ask::Usual];
        let ids = self.setup.ids_to_tell();
        let id = |row: usize| ids.get(row).is_some_and(Option::is_some).then_some(Ask::Id(row));
        if self.own {
            let named = |row| std::iter::once(Ask::Environment(row)).chain(id(row)).chain([Ask::Role(row)]);
            order.extend((0..count).flat_map(named));
            order.push(Ask::Environment(count));
        } else {
            let role = |row: usize| self.untyped.contains(&row).then_some(Ask::Role(row));
            order.extend((0..count).flat_map(|row| id(row).into_iter().chain(role(row))));
        }
        order.extend((0..count).flat_map(|row| [Ask::Center(row), Ask::Serial(row)]));
        order.push(Ask::Start);
        if !self.setup.answers.window_start.is_empty() {
            order.push(Ask::End);
        }
        order.push(Ask::Optional);
        if self.optional {
            order.extend(self.setup.optional_fields().into_iter().filter_map(|field| self.asked_for(field)));
        }
        // What looks like a mistake comes first: a requirement may be answered later, on its card.
        let mut questions: Vec<usize> = (0..self.setup.questions().len()).collect();
        questions.sort_by_key(|place| !self.setup.is_about_mistake(*place));
        order.extend(questions.into_iter().map(Ask::Requirement));
        order
    }

    /// The question about an optional setting; none about a token where LifeTime is not asked.
    fn asked_for(&self, setting: Field) -> Option<Ask> {
        let is_asked = setting != Field::Token || self.setup.answers.connection().is_some();
        OPTIONAL.into_iter().find(|ask| is_asked && field(*ask) == Some(setting))
    }

    /// Goes back to the question before; the answer says whether there was one.
    pub fn back(&mut self) -> bool {
        let order = self.order();
        let here = self.ask.map_or(Some(order.len()), |ask| order.iter().position(|other| *other == ask));
        let before = here.and_then(|place| place.checked_sub(1));
        self.ask = before.map(|place| order[place]).or(self.ask);
        before.is_some()
    }

    /// Goes on to what follows an answer: an answer may take away its own question, and add others.
    fn next(&mut self, answered: Ask, before: &[Ask]) {
        let order = self.order();
        let after = |all: &[Ask]| all.iter().position(|ask| *ask == answered).map(|place| all[place + 1..].to_vec());
        let rest = after(&order).or_else(|| after(before)).unwrap_or_default();
        self.ask = rest.into_iter().find(|ask| order.contains(ask));
    }

    /// Takes an answer to what is asked.
    ///
    /// # Errors
    /// With what is wrong with it; it is asked again then, and nothing changed.
    pub fn answer(&mut self, typed: &str) -> Result<(), String> {
        let (Some(ask), mut typed) = (self.ask, one_line(typed)) else { return Ok(()) };
        if typed == "-" && may_be_left_out(ask) {
            typed.clear();
        }
        if let Ask::Environment(row) = ask
            && row < self.setup.count()
            && typed.eq_ignore_ascii_case("remove")
        {
            self.setup.remove(row);
            return Ok(());
        }
        let before = self.order();
        if let Ask::Requirement(place) = ask
            && self.setup.is_about_mistake(place)
            && !yes(&typed)?
        {
            self.ask = Some(self.setup.mended_at(place));
            return Ok(());
        }
        self.take(ask, &typed)?;
        self.next(ask, &before);
        Ok(())
    }

    /// Takes an answer in, each in its own way.
    fn take(&mut self, ask: Ask, typed: &str) -> Result<(), String> {
        match ask {
            Ask::Usual => self.all_there(typed)?,
            Ask::Optional => self.optional = yes(typed)?,
            Ask::Commands => {
                let offered = self.setup.options(Field::Commands);
                let option = offered.iter().position(|one| *one == typed.to_lowercase());
                self.setup.choose(Field::Commands, option.ok_or_else(|| format!("One of: {}.", offered.join(", ")))?);
            }
            Ask::Environment(row) if typed.is_empty() => self.all_named(row)?,
            Ask::Environment(row) if row == self.setup.count() => self.added(row, typed)?,
            Ask::Role(row) => self.role_chosen(row, Setup::role_named(typed)?)?,
            Ask::Requirement(place) => {
                self.setup.choose(Field::Requirement(place), usize::from(!yes(typed)?));
            }
            // What the name makes is made again when the name is corrected.
            Ask::Id(row) if self.setup.ids().get(row).is_some_and(|id| id.as_str() == typed) => {}
            Ask::Edition => {
                let offered = self.setup.options(Field::Edition);
                let option = offered.iter().position(|edition| edition == typed);
                let option = option.ok_or_else(|| format!("One of: {}.", offered.join(", ")))?;
                self.setup.choose(Field::Edition, option);
            }
            Ask::Start if typed.is_empty() => {
                self.setup.put(Field::Start, "");
                self.setup.put(Field::End, "");
            }
            Ask::Name
            | Ask::Source
            | Ask::Target
            | Ask::Module
            | Ask::Environment(_)
            | Ask::Id(_)
            | Ask::Center(_)
            | Ask::Serial(_)
            | Ask::Start
            | Ask::End
            | Ask::Downloads
            | Ask::LifeTime
            | Ask::Token
            | Ask::Portal
            | Ask::Support
            | Ask::Contact => self.put(field(ask), typed)?,
        }
        Ok(())
    }

    /// Puts an answer into its field, if it is right there.
    fn put(&mut self, field: Option<Field>, typed: &str) -> Result<(), String> {
        field.map_or(Ok(()), |field| self.setup.take(field, typed))
    }

    fn role_chosen(&mut self, row: usize, option: usize) -> Result<(), String> {
        let before = self.setup.answers.environments[row].role;
        let field = Field::Cell(row, Column::Role);
        self.setup.choose(field, option);
        let checked = self.setup.check(field);
        if checked.is_err() {
            self.setup.answers.environments[row].role = before;
        }
        checked
    }

    fn added(&mut self, row: usize, name: &str) -> Result<(), String> {
        self.setup.add(None);
        let named = self.put(Some(Field::Cell(row, Column::Name)), name);
        if named.is_err() {
            self.setup.answers.environments.truncate(row);
        }
        named
    }

    /// Whether the environments are all: with a no, they are named one by one.
    fn all_there(&mut self, typed: &str) -> Result<(), String> {
        if yes(typed)? {
            self.own &= self.setup.count() == 0;
            self.untyped = without_role(&self.setup);
            return if self.own { Ok(()) } else { self.all_named(self.setup.count()) };
        }
        // The usual ones, of which nothing was told yet, are no loss.
        let usual = USUAL.map(|(name, role)| EnvironmentAnswers::new(name, role));
        if self.setup.answers.environments == usual {
            self.setup.answers.environments.clear();
        }
        self.own = true;
        Ok(())
    }

    fn all_named(&self, named: usize) -> Result<(), String> {
        match (self.setup.lifetime(), named) {
            (None, _) => {
                Err("One of them must have the role lifetime. Add another environment, or type back.".to_owned())
            }
            (Some(_), 0 | 1) => Err("At least one environment besides LifeTime is needed.".to_owned()),
            (Some(_), _) => Ok(()),
        }
    }

    /// The text that stands there before anything is typed.
    pub fn beginning(&self) -> String {
        match self.ask {
            Some(Ask::Usual) => "yes".to_owned(),
            Some(Ask::Optional) => if self.optional { "yes" } else { "no" }.to_owned(),
            Some(Ask::Id(row)) => self.setup.ids().get(row).map_or_else(String::new, ToString::to_string),
            Some(ask) => field(ask).map_or_else(String::new, |field| self.setup.value(field).to_owned()),
            None => String::new(),
        }
    }
}

/// The questions about optional settings.
const OPTIONAL: [Ask; 7] =
    [Ask::Downloads, Ask::LifeTime, Ask::Token, Ask::Portal, Ask::Support, Ask::Contact, Ask::Commands];

fn is_optional(ask: Ask) -> bool {
    OPTIONAL.contains(&ask)
}

/// Environments of which nobody knows the role.
fn without_role(setup: &Setup) -> Vec<usize> {
    let sites = setup.answers.environments.iter().enumerate();
    sites.filter(|(_, site)| site.role.is_none()).map(|(row, _)| row).collect()
}

/// Whether a question may be answered with nothing.
const fn may_be_left_out(ask: Ask) -> bool {
    match ask {
        Ask::Center(_)
        | Ask::Serial(_)
        | Ask::Start
        | Ask::Downloads
        | Ask::LifeTime
        | Ask::Portal
        | Ask::Support
        | Ask::Contact => true,
        Ask::Name
        | Ask::Source
        | Ask::Target
        | Ask::Edition
        | Ask::Module
        | Ask::Usual
        | Ask::Environment(_)
        | Ask::Id(_)
        | Ask::Role(_)
        | Ask::End
        | Ask::Optional
        | Ask::Token
        | Ask::Commands
        | Ask::Requirement(_) => false,
    }
}

/// The field that a question fills in.
const fn field(ask: Ask) -> Option<Field> {
    match ask {
        Ask::Name => Some(Field::Name),
        Ask::Source => Some(Field::Source),
        Ask::Target => Some(Field::Target),
        Ask::Edition => Some(Field::Edition),
        Ask::Module => Some(Field::Module),
        Ask::Usual | Ask::Optional => None,
        Ask::Environment(row) => Some(Field::Cell(row, Column::Name)),
        Ask::Id(row) => Some(Field::Cell(row, Column::Id)),
        Ask::Role(row) => Some(Field::Cell(row, Column::Role)),
        Ask::Center(row) => Some(Field::Cell(row, Column::Center)),
        Ask::Serial(row) => Some(Field::Cell(row, Column::Serial)),
        Ask::Start => Some(Field::Start),
        Ask::End => Some(Field::End),
        Ask::Downloads => Some(Field::Downloads),
        Ask::LifeTime => Some(Field::LifeTime),
        Ask::Token => Some(Field::Token),
        Ask::Portal => Some(Field::Portal),
        Ask::Support => Some(Field::Support),
        Ask::Contact => Some(Field::Contact),
        Ask::Commands => Some(Field::Commands),
        Ask::Requirement(place) => Some(Field::Requirement(place)),
    }
}

fn yes(typed: &str) -> Result<bool, String> {
    match typed.to_lowercase().as_str() {
        "yes" | "y" => Ok(true),
        "no" | "n" => Ok(false),
        _ => Err("Answer yes or no.".to_owned()),
    }
}
