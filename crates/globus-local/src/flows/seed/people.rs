//! Who owns what the demo shows.

use rand::{Rng, rngs::StdRng};

use crate::{
    auth::{colleagues::COLLEAGUES, people::ADA},
    flows::access::identity_urn,
};

pub(super) fn me() -> String {
    identity_urn(ADA.primary().id)
}

/// Somebody who owns what is not Ada's own.
pub(super) fn colleague(random: &mut StdRng) -> String {
    // With a number of another size, the same seed would draw other sample data.
    let number = random.random_range(0..COLLEAGUES.len() as u128);
    let number = usize::try_from(number).unwrap_or_default();
    identity_urn(COLLEAGUES[number].id)
}
