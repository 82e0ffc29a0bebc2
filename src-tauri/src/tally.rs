//! One thing, done to each of what was chosen.

use globus_app::Error;
use uuid::Uuid;

use crate::{
    problem::{refused::Refused, view::Problem},
    read::id,
    text::Text,
};

/// As many at once as a list loads at once.
const AT_ONCE: usize = 100;

/// What it is called, once it was done.
pub struct Words {
    /// "Canceled. It may take a moment until it stops."
    pub one: &'static str,
    /// "runs canceled", with their number before it.
    pub many: &'static str,
}

impl Words {
    /// Of canceling: "runs canceled".
    pub fn canceled(many: &'static str) -> Self {
        Self {
            one: "Canceled. It may take a moment until it stops.",
            many,
        }
    }
}

/// The ids of what was chosen.
pub fn ids(texts: &[String]) -> Result<Vec<Uuid>, Refused> {
    if texts.len() > AT_ONCE {
        return Err(Problem::invalid_input(
            "That is too much at once.",
            &format!("Nothing was done. Choose {AT_ONCE} at most."),
        )
        .into());
    }
    Ok(texts
        .iter()
        .map(|text| id(text))
        .collect::<Result<_, _>>()?)
}

/// How it went with those that were tried so far.
pub struct Tally {
    service: &'static str,
    done: usize,
    problems: Vec<Problem>,
}

impl Tally {
    /// Nothing was tried yet; `service` is its name for people.
    pub fn of(service: &'static str) -> Self {
        Self {
            service,
            done: 0,
            problems: Vec::new(),
        }
    }

    /// What came of the next. What wants a sign-in first is the error, so that one sheet asks for
    /// all; what cannot be done stands in no other's way.
    pub fn add<T>(&mut self, outcome: Result<T, Error>) -> Result<(), Refused> {
        let Err(error) = outcome.map(drop) else {
            self.done += 1;
            return Ok(());
        };
        match Refused::of_action(self.service, &error) {
            Refused::Problem(problem) => self.problems.push(problem),
            needs_more @ Refused::NeedsMore(_) => return Err(needs_more),
        }
        Ok(())
    }

    /// All were tried: what to say of it.
    pub fn end(self, words: &Words) -> Result<Text, Refused> {
        let (done, count) = (self.done, self.done + self.problems.len());
        let (one, many) = (words.one, words.many);
        let failed = self.problems.len();
        let message = match self.problems.into_iter().next() {
            None if count < 2 => one.to_owned(),
            None => format!("{done} {many}."),
            Some(first) if done > 0 => {
                format!(
                    "{done} of {count} {many}. {failed} could not be: {}",
                    first.what
                )
            }
            Some(first) => return Err(first.into()),
        };
        Ok(message.into())
    }
}
