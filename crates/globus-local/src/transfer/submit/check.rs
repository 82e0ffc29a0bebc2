//! The checks that all submissions share.

use axum::http::StatusCode;

use crate::{
    auth::{Access, Auth},
    transfer::{
        collections::{
            Collection,
            access::{check_consents, check_session},
        },
        error::TransferError,
        path::{FilePath, PathProblem},
    },
};

/// Who submits, and what they may use.
#[derive(Clone, Copy)]
pub(in crate::transfer) struct Submitter<'a> {
    pub(in crate::transfer) access: &'a Access,
    /// `None` if the caller has already checked the consents.
    pub(in crate::transfer) auth: Option<&'a Auth>,
}

impl Submitter<'_> {
    pub(super) fn check(self, collections: &[&Collection]) -> Result<(), TransferError> {
        let Some(auth) = self.auth else {
            return Ok(());
        };
        check_consents(auth, self.access, collections)?;
        for collection in collections {
            check_session(auth, self.access, collection).map_err(|parameters| {
                let message = format!(
                    "The session does not meet the requirements of '{}'",
                    collection.name
                );
                let code = "AuthorizationRequired";
                TransferError::new(StatusCode::FORBIDDEN, code, message)
                    .with("authorization_parameters", parameters)
            })?;
        }
        Ok(())
    }
}

/// Parses a path of a submission. What is not a path at all is refused at once.
pub(super) fn path(text: &str, collection: &Collection) -> Result<FilePath, TransferError> {
    let path = FilePath::parse(text, &collection.home());
    path.map_err(|problem: PathProblem| {
        TransferError::bad_request(format!("invalid path {text:?}: {problem}"))
    })
}
