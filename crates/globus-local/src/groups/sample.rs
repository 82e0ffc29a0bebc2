//! The groups of the sample data.

use super::group::{Group, Membership, Status};
use crate::auth::{
    colleagues::COLLEAGUES,
    people::{ADA, Identity},
};

const fn member(identity: &'static Identity, role: &'static str, status: Status) -> Membership {
    Membership {
        identity,
        role,
        status,
    }
}

/// Ada manages it. It is an administrator of the cryo-EM flows.
pub(crate) const CRYO_EM: Group = Group {
    id: "6a1e4c92-0d7b-4f35-8b2e-93c5d7f0a418",
    name: "Cryo-EM group",
    description: "Everyone who works with the Titan Krios",
    visibility: "private",
    memberships: &[
        member(&ADA.identities[0], "manager", Status::Active),
        member(&COLLEAGUES[0], "admin", Status::Active),
    ],
};

/// It manages and monitors runs. Ada is not a member, so she cannot see its name.
pub(crate) const OPERATORS: Group = Group {
    id: "b0a5f1b2-57e0-4f55-9d3a-2f1c7f0d6e33",
    name: "Flow operators",
    description: "Looks after the runs of the facility",
    visibility: "private",
    memberships: &[member(&COLLEAGUES[1], "admin", Status::Active)],
};

/// Ada is a member with the identity from her laboratory.
const LABORATORY: Group = Group {
    id: "f27c9d05-4e68-4a1b-b3d0-5c8e6f1a7924",
    name: "Laboratory users",
    description: "Users of the beamlines of Example National Laboratory",
    visibility: "authenticated",
    memberships: &[member(&ADA.identities[1], "member", Status::Active)],
};

/// Ada has not answered the invitation.
const READING: Group = Group {
    id: "0c58b7e3-91fd-4d26-a7c4-e2b6390f5d18",
    name: "Analytical engine reading group",
    description: "Meets every other Thursday",
    visibility: "private",
    memberships: &[
        member(&ADA.identities[0], "member", Status::Invited),
        member(&COLLEAGUES[2], "admin", Status::Active),
    ],
};

pub(super) const GROUPS: [&Group; 4] = [&CRYO_EM, &LABORATORY, &READING, &OPERATORS];
