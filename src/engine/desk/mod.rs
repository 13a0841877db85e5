//! The desk where long questions are worked on, a slice at a time: what the page asks its second module.
//!
//! A question is a scenario in the form of a link; an answer comes as one or more replies. Whoever asks brings the patience, so that
//! nothing here knows of time. May use: everything in `engine`.

/// Holds one question and what has been worked out about it.
#[derive(Debug, Default)]
pub struct Desk {
    question: Option<String>,
}

/// Something to say about the question.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// The first is the kind of reply, which says what the others are. Without numbers there is nothing to say yet: patience ran out.
    pub numbers: Vec<f64>,
    /// What is said in words.
    pub text: String,
    /// Nothing will follow.
    pub last: bool,
}

impl Desk {
    /// Takes a question (the fragment of a link); whatever was under way for an earlier one is dropped.
    pub fn ask(&mut self, question: &str) {
        self.question = Some(question.to_owned());
    }

    /// Works on it until `patience` says false or there is something to say. None when nothing is left to do.
    pub fn work(&mut self, patience: &mut dyn FnMut() -> bool) -> Option<Reply> {
        let text = self.question.take()?;
        if !patience() {
            self.question = Some(text);
            return Some(Reply { numbers: Vec::new(), text: String::new(), last: false });
        }
        // Stands in for the work until the cascade sits here: the bytes of the question, after their kind.
        let numbers = std::iter::once(0.0).chain(text.bytes().map(f64::from)).collect();
        Some(Reply { numbers, text, last: true })
    }

    /// Drops the question.
    pub fn cancel(&mut self) {
        self.question = None;
    }
}

#[cfg(test)]
mod tests;
