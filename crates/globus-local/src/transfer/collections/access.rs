//! The consents and the sign-in that Transfer needs before it may use a collection for a user.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::collection::{Collection, Protection};
use crate::{
    auth::{Access, Auth, SessionPolicy, policies},
    transfer::{
        error::TransferError,
        scope::{self, data_access},
    },
};

impl Protection {
    pub(in crate::transfer) fn policy(self) -> &'static str {
        match self {
            Self::Mfa => policies::PROTECTED_FLOWS.id,
            Self::Domain => policies::LABORATORY.id,
        }
    }

    /// For clients that do not know policies, the policy is also described in their own terms.
    fn session(self) -> SessionPolicy {
        SessionPolicy {
            policies: vec![self.policy().to_owned()],
            mfa: self == Self::Mfa,
            ..SessionPolicy::default()
        }
    }
}

/// Checks the consents for all collections. One error reports everything that is missing, so that
/// one login is enough.
pub(in crate::transfer) fn check_consents(
    auth: &Auth,
    access: &Access,
    collections: &[&Collection],
) -> Result<(), TransferError> {
    let missing: Vec<String> = collections
        .iter()
        .filter(|collection| collection.needs_data_access())
        .map(|collection| data_access(collection.id))
        .filter(|scope| !auth.has_consent(access, &[scope::ALL, scope]))
        .map(|scope| format!("*{scope}"))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let required = format!("{}[{}]", scope::ALL, missing.join(" "));
    let error = TransferError::new(
        StatusCode::FORBIDDEN,
        "ConsentRequired",
        "Missing required data_access consent",
    );
    Err(error.with("required_scopes", json!([required])))
}

/// Whether a user has consented, for any client, to the use of their data on a collection. It is
/// not known which client submitted the sample tasks.
pub(in crate::transfer) fn has_consented(auth: &Auth, identity: &str, collection: &str) -> bool {
    auth.has_consent_of(identity, &[scope::ALL, &data_access(collection)])
}

/// The `authorization_parameters` of a login that is enough, if this session is not.
pub(in crate::transfer) fn check_session(
    auth: &Auth,
    access: &Access,
    collection: &Collection,
) -> Result<(), Value> {
    let Some(protection) = collection.protection else {
        return Ok(());
    };
    let message = format!("You need to sign in again to use {}", collection.name);
    match auth.session_unmet(access, &protection.session(), &message) {
        Some(parameters) => Err(parameters),
        None => Ok(()),
    }
}
