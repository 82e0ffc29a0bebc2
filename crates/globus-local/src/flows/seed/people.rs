//! Who owns what the demo shows.

use crate::{auth::people::ADA, flows::access::identity_urn};

pub(super) fn me() -> String {
    identity_urn(ADA.primary().id)
}

/// Somebody who owns what is not the person's own.
pub(super) fn colleague(number: u128) -> String {
    let id = 0xb44b_ddda_0000_4000_8000_0000_0000_0001 + number;
    identity_urn(uuid::Uuid::from_u128(id))
}
