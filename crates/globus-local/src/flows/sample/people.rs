//! The owners of the sample data.

use rand::{Rng, rngs::StdRng};

use crate::{
    auth::{colleagues::COLLEAGUES, people::ADA},
    flows::access::identity_urn,
};

pub(super) fn me() -> String {
    identity_urn(ADA.primary().id)
}

/// The owner of something that does not belong to Ada.
pub(super) fn colleague(random: &mut StdRng) -> String {
    // A number of another type would change the sample data of a seed.
    let number = random.random_range(0..COLLEAGUES.len() as u128);
    let number = usize::try_from(number).unwrap_or_default();
    identity_urn(COLLEAGUES[number].id)
}
