//! The collections that tasks move data between.

use super::collection::{Collection, Contents, Entity, Owner, Protection, Rights};

const fn plain(
    id: &'static str,
    name: &'static str,
    entity: Entity,
    contents: Contents,
) -> Collection {
    Collection {
        id,
        name,
        entity,
        contents,
        description: "",
        organization: "Example University",
        owner: Owner::OTHER,
        rights: Rights::Write,
        protection: None,
        is_connected: true,
        is_deleted: false,
        was_used: true,
    }
}

/// The sample tasks use the first ten.
pub(super) const COLLECTIONS: [Collection; 14] = [
    plain(
        "aa752cea-8222-5bc8-acd9-555b09000000",
        "Midway3 Project",
        Entity::Mapped,
        Contents::Home,
    ),
    Collection {
        organization: "Argonne Leadership Computing Facility",
        description: "Project space of the cryo-EM group",
        ..plain(
            "05d2c76a-e867-4f67-aa57-76edeb0beda0",
            "ALCF Eagle",
            Entity::Guest,
            Contents::Home,
        )
    },
    Collection {
        organization: "National Energy Research Scientific Computing Center",
        ..plain(
            "9cd89cfd-6d04-11e5-ba46-22000b92c6ec",
            "NERSC HPSS (tape)",
            Entity::Mapped,
            Contents::Home,
        )
    },
    plain(
        "1f3b5a70-92c4-4d0e-8e57-0c6f7d2b9a13",
        "Titan Krios 2",
        Entity::Guest,
        Contents::Instrument,
    ),
    Collection {
        rights: Rights::Read,
        ..plain(
            "2c8e64d1-07a9-4b3f-9d62-5e1a8f4c7b20",
            "APS 7-BM raw",
            Entity::Guest,
            Contents::Instrument,
        )
    },
    Collection {
        owner: Owner::ADA,
        ..plain(
            "37d9f1b6-5e20-4c8a-b1f4-92a6e0d3c841",
            "Ada’s laptop",
            Entity::PersonalMapped,
            Contents::Laptop,
        )
    },
    plain(
        "4ea0c253-8b71-4f96-a3d8-6f5b1c9e7d02",
        "Campus DMZ DTN",
        Entity::Mapped,
        Contents::Home,
    ),
    Collection {
        organization: "Oak Ridge Leadership Computing Facility",
        description: "High assurance: sign in with a second factor",
        protection: Some(Protection::Mfa),
        ..plain(
            "59f7b3e8-1c64-4a2d-8f09-d4e2a7b6c153",
            "OLCF Orion",
            Entity::Mapped,
            Contents::Home,
        )
    },
    Collection {
        is_connected: false,
        ..plain(
            "6b12d8a5-f390-4e7c-95b6-7a0c3f1e8d64",
            "NovaSeq output",
            Entity::PersonalMapped,
            Contents::Instrument,
        )
    },
    Collection {
        owner: Owner::ADA,
        description: "Shared with the group",
        ..plain(
            "7c43e9f0-2d85-4b1a-a6e7-8b9d0f2c5e75",
            "Group archive",
            Entity::Guest,
            Contents::None,
        )
    },
    Collection {
        organization: "Example National Laboratory",
        description: "High assurance: only for members of the laboratory",
        protection: Some(Protection::Domain),
        was_used: false,
        ..plain(
            "8d54fa01-3e96-4c2b-b7f8-9cae103d6f86",
            "Laboratory images",
            Entity::Guest,
            Contents::Instrument,
        )
    },
    Collection {
        rights: Rights::None,
        was_used: false,
        ..plain(
            "9e65ab12-4fa7-4d3c-88f9-adbf214e7a97",
            "Bursar’s ledger",
            Entity::Guest,
            Contents::None,
        )
    },
    Collection {
        owner: Owner::ADA,
        was_used: false,
        ..plain(
            "af76bc23-50b8-4e4d-990a-bec0325f8ba8",
            "Ada’s shared folder",
            Entity::PersonalGuest,
            Contents::None,
        )
    },
    Collection {
        is_deleted: true,
        was_used: false,
        ..plain(
            "b087cd34-61c9-4f5e-aa1b-cfd143609cb9",
            "Old scratch",
            Entity::Guest,
            Contents::None,
        )
    },
];
