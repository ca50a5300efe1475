//! Answering a question: editing, completion of paths, going from one question to the next.

use crossterm::event::{KeyCode, KeyEvent};
use tui_input::Input;

use super::{
    super::{
        editing::{edit, insert, is_line},
        key_name::{is_enter, is_interrupt},
        message::Effect,
        route::Route,
    },
    Model,
};
use crate::{
    engine::{message::EngineMsg, operation::Operation},
    view::{
        asked::takes_file,
        question::{Answering, Pasted, Question, pasted},
    },
};

impl Model {
    #[expect(clippy::wildcard_enum_match_arm, reason = "most keys of a keyboard do nothing here")]
    pub(super) fn type_key(&mut self, key: KeyEvent) -> Vec<Effect> {
        match key.code {
            KeyCode::Enter if is_enter(key) => self.answered(),
            KeyCode::Esc => {
                self.leave_unanswered();
                Vec::new()
            }
            _ if is_interrupt(key) => self.leave(),
            KeyCode::Tab => self.complete(),
            _ => {
                if let Some(entry) = &mut self.ui.entry
                    && edit(&mut entry.input, key)
                {
                    entry.matches.clear();
                }
                Vec::new()
            }
        }
    }

    /// A pasted text is typed into the question, on one line, or taken whole where a whole text is asked for. A page is taken
    /// where the question is about what a page shows; elsewhere it is refused, and the question stays as it is.
    pub(super) fn type_text(&mut self, text: &str) -> Vec<Effect> {
        let Some(entry) = &mut self.ui.entry else { return Vec::new() };
        match entry.question().map_or(Pasted::Answer, |question| pasted(entry.operation, question, text)) {
            Pasted::Answer => {}
            Pasted::Page => {
                let subject = entry.subject;
                // Where it cannot be read, the question is there again with what was typed into it.
                self.ui.answered = self.ui.entry.take();
                return self.tell(EngineMsg::Paste(subject, text.to_owned()));
            }
            Pasted::Refused(why) => {
                self.ui.say(true, why);
                return Vec::new();
            }
        }
        entry.matches.clear();
        if matches!(entry.question(), Some(Question::Text(_))) {
            entry.paste(text);
        } else {
            insert(&mut entry.input, text);
        }
        Vec::new()
    }

    pub(super) fn type_burst(&mut self, text: &str) -> Vec<Effect> {
        let effects = self.type_text(text);
        if is_line(text) { self.answered() } else { effects }
    }

    /// What was typed is kept for when the same is asked again.
    pub(super) fn leave_unanswered(&mut self) {
        self.ui.keep_question();
        self.ui.notice = None;
    }

    /// The way in which the card asks for a file.
    pub(super) fn asks_for_file(&self) -> Option<Operation> {
        let choices = self.ui.choices(self.shown());
        let asks = choices.iter().map(|choice| choice.operation).find(|operation| takes_file(*operation));
        asks.filter(|_| self.ui.route == Route::Dashboard)
    }

    /// A file was dropped on a card that asks for one: it is the answer. Where the card asks where a file is from, the
    /// first way is asked with it.
    pub(super) fn dropped(&mut self, path: &str) -> Vec<Effect> {
        let Some(operation) = self.asks_for_file() else { return Vec::new() };
        let is_only = self.ui.choices(self.shown()).iter().filter(|other| takes_file(other.operation)).count() == 1;
        let subject = self.ui.subject(self.session());
        let mut effects = self.start(operation, subject);
        if let Some(entry) = &mut self.ui.entry {
            entry.input = Input::default();
            effects.extend(self.type_text(path));
            if is_only {
                effects.extend(self.answered());
            }
        }
        effects
    }

    fn complete(&self) -> Vec<Effect> {
        match &self.ui.entry {
            Some(entry) if matches!(entry.question(), Some(Question::Path(_))) => {
                vec![Effect::Complete(entry.input.value().to_owned())]
            }
            Some(_) | None => Vec::new(),
        }
    }

    /// Types the common beginning of all matches for the person; the matches are shown where there are several.
    pub(super) fn completed(&mut self, matches: Vec<String>) {
        let Some(entry) = &mut self.ui.entry else { return };
        let common = common_beginning(&matches);
        if common.len() > entry.input.value().len() {
            entry.input = Input::new(common);
        }
        entry.matches = if matches.len() > 1 { matches } else { Vec::new() };
    }

    pub(super) fn answered(&mut self) -> Vec<Effect> {
        let moment = self.ui.moment(&self.engine.session);
        let Some(entry) = &mut self.ui.entry else { return Vec::new() };
        let Some(question) = entry.question() else { return Vec::new() };
        let typed = entry.typed();
        let before = entry.answers.clone();
        let answering = Answering { moment: &moment, before: &before };
        if let Some(fault) = question.fault(&typed, answering) {
            self.ui.say(true, fault);
            return Vec::new();
        }
        if entry.doubted.as_ref() != Some(&typed)
            && let Some(doubt) = question.doubt(&typed, answering)
        {
            entry.doubted = Some(typed);
            self.ui.say(true, doubt);
            return Vec::new();
        }
        self.ui.notice = None;
        entry.take(question.spelled(typed, answering));
        if entry.question().is_some() {
            return Vec::new();
        }
        let Some(entry) = self.ui.entry.take() else { return Vec::new() };
        let wanted = entry.wanted();
        self.ui.answered = Some(entry);
        self.tell(EngineMsg::Do(wanted))
    }
}

fn common_beginning(matches: &[String]) -> String {
    let Some(first) = matches.first() else { return String::new() };
    let mut common = first.as_str();
    for other in &matches[1..] {
        let same = common.char_indices().zip(other.chars()).take_while(|((_, one), other)| one == other);
        let end = same.last().map_or(0, |((start, c), _)| start + c.len_utf8());
        common = &common[..end];
    }
    common.to_owned()
}
