//! Why a service did not do what it was asked: it wants something of the person first, or it
//! cannot be done.

use globus_app::{Error, GlobusAuthorizationParameters};

use super::{calls, view::Problem};

/// What a service wants of the person first, as it said so (a GARE).
#[derive(Clone, Debug, PartialEq)]
pub struct Requirement {
    /// The service's name for people.
    pub service: &'static str,
    /// What a sign-in has to satisfy.
    pub parameters: GlobusAuthorizationParameters,
}

/// Why something was not done.
#[derive(Debug)]
pub enum Refused {
    /// It needs one more step of the person.
    NeedsMore(Box<Requirement>),
    /// It cannot be done.
    Problem(Problem),
}

impl Refused {
    /// An action was refused. A token that is gone, or does not reach, is asked for like anything
    /// else that is missing.
    pub fn of_action(service: &'static str, error: &Error) -> Self {
        if let Error::LoginRequired { .. } = error {
            return Self::needs(service, GlobusAuthorizationParameters::default());
        }
        Self::of_read(service, error)
    }

    /// A read was refused. Without a token, the problem offers a sign-in by itself.
    pub fn of_read(service: &'static str, error: &Error) -> Self {
        let gare = match error {
            Error::Api(error) => error.gare.as_deref(),
            Error::RequirementNotMet { gare, .. } => Some(&**gare),
            _ => None,
        };
        match gare {
            Some(gare) => Self::needs(service, gare.authorization_parameters.clone()),
            None => calls::of_call(service, error).into(),
        }
    }

    /// The service, or this app before it asks, wants `parameters` first.
    pub fn needs(service: &'static str, parameters: GlobusAuthorizationParameters) -> Self {
        Self::NeedsMore(Box::new(Requirement {
            service,
            parameters,
        }))
    }
}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}
