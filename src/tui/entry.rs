//! A question that is being answered: what is asked, and what was typed into it.

use tui_input::Input;

use crate::{
    domain::text::one_line,
    engine::{
        codes::near_code,
        operation::{Argument, Operation, Request},
        session::Session,
        subject::Subject,
    },
    view::asked::questions,
    view::question::{Question, about, bound, window_times},
};

/// A question that is being answered.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The operation that the answers are for.
    pub operation: Operation,
    /// The card it was chosen on.
    pub subject: Subject,
    /// The answers so far.
    pub answers: Vec<String>,
    /// The text being typed.
    pub input: Input,
    /// Files that begin like what was typed.
    pub matches: Vec<String>,
    /// The environment or the step that is changed, in words.
    about: String,
    /// An answer that may be a slip: given once more, it counts.
    pub doubted: Option<String>,
    /// The earlier answers, where it is asked again.
    earlier: Vec<String>,
    /// Further arguments, which are not typed.
    bound: Vec<String>,
    /// A text of several lines that was pasted, and how it is shown on the one line that there is.
    pasted: Option<(String, String)>,
}

impl Entry {
    /// A question before its first answer.
    pub fn new(session: &Session, operation: Operation, subject: Subject) -> Self {
        let mut entry = Self {
            operation,
            subject,
            answers: Vec::new(),
            input: Input::default(),
            matches: Vec::new(),
            about: about(session, subject, operation),
            doubted: None,
            earlier: known(session, operation, subject),
            bound: bound(session, operation),
            pasted: None,
        };
        entry.fill_in();
        entry
    }

    /// The same question from its beginning, with what was typed; one that was still being answered as it was.
    #[must_use]
    pub fn again(self) -> Self {
        if self.question().is_some() {
            return self;
        }
        let mut entry = Self { earlier: self.answers, answers: Vec::new(), ..self };
        entry.fill_in();
        entry
    }

    /// The answers, and what they are about besides.
    pub fn given(&self) -> Vec<Argument> {
        let answers =
            self.answers.iter().cloned().zip(questions(self.operation)).map(|(typed, asked)| asked.argument(typed));
        answers.chain(self.bound.iter().cloned().map(Argument::Text)).collect()
    }

    /// The request, when everything is answered.
    pub fn wanted(&self) -> Request {
        Request { operation: self.operation, subject: self.subject, arguments: self.given() }
    }

    /// The current question, in words; empty when everything is answered.
    pub fn prompt(&self) -> String {
        self.question().map_or_else(String::new, |question| question.prompt(&self.about))
    }

    /// The current question without what it is about, for a box that says that.
    pub fn asked(&self) -> String {
        self.question().map_or_else(String::new, |question| question.prompt(""))
    }

    /// Which of how many questions this is; `None` where it is the only one.
    pub fn place(&self) -> Option<(usize, usize)> {
        let all = questions(self.operation).len();
        (all > 1).then_some((self.answers.len() + 1, all))
    }

    /// Takes an answer and goes on to the next question.
    pub fn take(&mut self, answer: String) {
        self.answers.push(answer);
        self.matches.clear();
        self.fill_in();
    }

    fn fill_in(&mut self) {
        self.pasted = None;
        self.input = Input::default();
        match self.earlier.get(self.answers.len()).cloned() {
            Some(text) if text.contains('\n') => self.paste(&text),
            Some(text) => self.input = Input::new(text),
            None => {}
        }
    }

    /// Takes a pasted text whole, after what is there already.
    pub fn paste(&mut self, text: &str) {
        let before = self.typed();
        let whole = if before.is_empty() { text.to_owned() } else { before + "\n" + text };
        let shown = one_line(&whole);
        self.input = Input::new(shown.clone());
        self.pasted = Some((whole, shown));
    }

    /// The answer that is being typed: a pasted text as it is, unless something was changed in it.
    pub fn typed(&self) -> String {
        let value = self.input.value().trim();
        match &self.pasted {
            Some((whole, shown)) if shown == value => whole.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned(),
            Some(_) | None => value.to_owned(),
        }
    }

    /// Whether nothing was typed into it yet.
    pub fn is_untouched(&self) -> bool {
        self.answers.is_empty() && self.typed().is_empty()
    }

    /// The current question; `None` when everything is answered.
    pub fn question(&self) -> Option<Question> {
        questions(self.operation).get(self.answers.len()).copied()
    }
}

/// The answers that need not be typed: a serial number that the server itself has printed, and the times of the window as it is;
/// a code that a page shows.
fn known(session: &Session, operation: Operation, subject: Subject) -> Vec<String> {
    let run = &session.run;
    let environment = subject.step().and_then(|step| run.planned(step).environment);
    let drift = environment.and_then(|environment| run.environment(environment).drift.as_ref());
    if operation == Operation::ChangeWindow {
        return window_times(run);
    }
    let near = subject.step().and_then(|step| near_code(session, step));
    if let Some(near) = near.filter(|_| operation == Operation::CorrectCode) {
        return vec![near.side.label().to_owned(), near.shown.to_string()];
    }
    drift.filter(|_| operation == Operation::ChangeSerial).map(ToString::to_string).into_iter().collect()
}
