//! One thing, done to each of what was chosen.

use globus_app::Error;
use uuid::Uuid;

use super::{Refused, id, refused};
use crate::{
    clients::Clients,
    controller::sheet::{Acted, Action},
    problem::view::Problem,
};

/// As many at once as a list loads at once.
const AT_ONCE: usize = 100;

/// What it is called, once it was done.
pub(super) struct Words {
    /// "Canceled. It may take a moment until it stops."
    pub(super) one: &'static str,
    /// "runs canceled", with their number before it.
    pub(super) many: &'static str,
}

impl Words {
    /// Of canceling: "runs canceled".
    pub(super) fn canceled(many: &'static str) -> Self {
        Self {
            one: "Canceled. It may take a moment until it stops.",
            many,
        }
    }
}

/// The ids of what was chosen.
pub(super) fn ids(texts: &[String]) -> Result<Vec<Uuid>, Refused> {
    if texts.len() > AT_ONCE {
        return Err(Problem::invalid_input(
            "That is too much at once.",
            &format!("Nothing was done. Choose {AT_ONCE} at most."),
        )
        .into());
    }
    texts.iter().map(|text| id(text)).collect()
}

/// How it went with those that were tried so far.
pub(super) struct Tally<'a> {
    clients: &'a Clients,
    action: &'a Action,
    service: &'static str,
    done: usize,
    problems: Vec<Problem>,
}

impl<'a> Tally<'a> {
    pub(super) fn of(clients: &'a Clients, action: &'a Action, service: &'static str) -> Self {
        Self {
            clients,
            action,
            service,
            done: 0,
            problems: Vec::new(),
        }
    }

    /// What came of the next. What wants a sign-in first is the error, so that one sheet asks for
    /// all; what cannot be done stands in no other's way.
    pub(super) async fn add<T>(&mut self, outcome: Result<T, Error>) -> Result<(), Refused> {
        let Err(error) = outcome.map(drop) else {
            self.done += 1;
            return Ok(());
        };
        match refused(self.clients, self.action, self.service, error).await {
            Refused::Problem(problem) => self.problems.push(problem),
            needs_more @ Refused::NeedsMore(_) => return Err(needs_more),
        }
        Ok(())
    }

    /// All were tried.
    pub(super) fn end(self, words: &Words) -> Result<Acted, Refused> {
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
        Ok(Acted::Done { message })
    }
}
