//! Carries out one action on each of several selected items, and sums up the outcome.

use globus_app::Error;
use uuid::Uuid;

use crate::{
    problem::{refused::Refused, view::Problem},
    read::id,
};

/// The most items per action: as many as a list loads at once.
const AT_ONCE: usize = 100;

/// How to report success.
pub struct Words {
    /// The message for one item: "Cancel requested. It may take a moment to stop."
    pub one: &'static str,
    /// The words after the count of several items, ending in the verb: "runs canceled".
    pub many: &'static str,
}

impl Words {
    /// The words for canceling. `many` is "runs canceled" or the like.
    pub fn canceled(many: &'static str) -> Self {
        Self {
            one: "Cancel requested. It may take a moment to stop.",
            many,
        }
    }
}

/// Parses the selected items' IDs.
///
/// # Errors
/// If there are more than 100, or one isn't a UUID.
pub fn ids(texts: &[String]) -> Result<Vec<Uuid>, Refused> {
    if texts.len() > AT_ONCE {
        return Err(Problem::invalid_input(
            "Too many at once.",
            &format!("Nothing was changed. Select {AT_ONCE} or fewer."),
        )
        .into());
    }
    Ok(texts
        .iter()
        .map(|text| id(text))
        .collect::<Result<_, _>>()?)
}

/// The outcomes so far.
pub struct Tally {
    service: &'static str,
    done: usize,
    problems: Vec<Problem>,
}

impl Tally {
    /// An empty tally. `service` is the service's title, such as "Globus Flows".
    pub fn of(service: &'static str) -> Self {
        Self {
            service,
            done: 0,
            problems: Vec::new(),
        }
    }

    /// Adds the outcome for one item. A failed item doesn't stop the others.
    ///
    /// # Errors
    /// [`Refused::NeedsMore`] if the service wants a sign-in first, so that one sheet serves all items.
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

    /// The message to show once all items have been tried.
    ///
    /// # Errors
    /// The first problem, if every item failed.
    pub fn end(self, words: &Words) -> Result<String, Refused> {
        let (done, count) = (self.done, self.done + self.problems.len());
        let (one, many) = (words.one, words.many);
        let failed = self.problems.len();
        let message = match self.problems.into_iter().next() {
            None if count < 2 => one.to_owned(),
            None => format!("{done} {many}."),
            Some(first) if done > 0 => {
                let verb = many.rsplit(' ').next().unwrap_or(many);
                format!(
                    "{done} of {count} {many}. {failed} couldn't be {verb}: {}",
                    first.what
                )
            }
            Some(first) => return Err(first.into()),
        };
        Ok(message)
    }
}
