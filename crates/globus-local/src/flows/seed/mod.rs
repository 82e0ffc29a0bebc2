//! What a working researcher would find: flows, and three months of their runs.

mod catalog;
mod definition;
mod flow;
mod input;
mod run;

pub(crate) use catalog::SKETCHES;
pub(super) use flow::flows;
pub(super) use run::runs;

use crate::{auth::people::ADA, flows::access::identity_urn};

fn me() -> String {
    identity_urn(ADA.primary().id)
}

/// Somebody who owns what is not the person's own.
fn colleague(number: u128) -> String {
    let id = 0xb44b_ddda_0000_4000_8000_0000_0000_0001 + number;
    identity_urn(uuid::Uuid::from_u128(id))
}
