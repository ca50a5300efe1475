//! The lesson of a rehearsal.

/// The lesson of a rehearsal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lesson {
    /// The course of events, without a full stop.
    pub title: String,
    /// The lesson, as a sentence.
    pub teaches: String,
    /// Where all practice pages are.
    pub pages: String,
}

impl Lesson {
    /// The course of events, and the lesson.
    pub fn words(&self) -> String {
        format!("{}. {}", self.title, self.teaches)
    }
}
