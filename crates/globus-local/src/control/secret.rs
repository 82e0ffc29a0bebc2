//! The secret that protects the control plane.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use axum::http::HeaderMap;

use crate::{bearer::bearer, random::random_secret};

/// 256 random bits of this start.
pub(crate) struct Secret(String);

impl Secret {
    pub(super) fn random() -> Self {
        Self(random_secret())
    }

    /// The secret itself. Only for the process that started this Globus.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }

    /// Whether a request carries it, compared in constant time.
    pub(super) fn is_carried(&self, headers: &HeaderMap) -> bool {
        bearer(headers)
            .is_some_and(|sent| verify_slices_are_equal(sent.as_bytes(), self.0.as_bytes()).is_ok())
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}
