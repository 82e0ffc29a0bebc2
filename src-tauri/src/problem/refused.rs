//! Why a service refused a call: either it wants something from you first, or it failed.

use globus_app::{Error, GlobusAuthorizationParameters, Scope};

use super::{calls, view::Problem};

/// What a service wants first, as its Globus Auth Requirements Error (GARE) says.
#[derive(Clone, Debug, PartialEq)]
pub struct Requirement {
    /// The service's title, such as "Globus Flows".
    pub service: &'static str,
    /// What a sign-in has to satisfy.
    pub parameters: GlobusAuthorizationParameters,
}

/// Why a call was refused.
#[derive(Debug)]
pub enum Refused {
    /// The service wants another sign-in or permission first.
    NeedsMore(Box<Requirement>),
    /// The call failed.
    Problem(Problem),
}

impl Refused {
    /// For an action. A missing token or scope counts as a requirement, so that a sheet asks for it.
    pub fn of_action(service: &'static str, error: &Error) -> Self {
        if let Error::LoginRequired { .. } = error {
            return Self::needs(service, GlobusAuthorizationParameters::default());
        }
        Self::of_read(service, error)
    }

    /// For a read. If the token is missing, the problem itself offers to sign in.
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

    /// A requirement for `parameters`, from the service or from Meridian itself.
    pub fn needs(service: &'static str, parameters: GlobusAuthorizationParameters) -> Self {
        Self::NeedsMore(Box::new(Requirement {
            service,
            parameters,
        }))
    }

    /// A requirement for scopes alone.
    pub fn needs_scopes(service: &'static str, required_scopes: Vec<Scope>) -> Self {
        let parameters = GlobusAuthorizationParameters {
            required_scopes,
            ..GlobusAuthorizationParameters::default()
        };
        Self::needs(service, parameters)
    }
}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}
