//! The collections that tasks move data between.

pub(super) struct Collection {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
}

pub(super) const COLLECTIONS: [Collection; 10] = [
    Collection {
        id: "aa752cea-8222-5bc8-acd9-555b09000000",
        name: "Midway3 Project",
    },
    Collection {
        id: "05d2c76a-e867-4f67-aa57-76edeb0beda0",
        name: "ALCF Eagle",
    },
    Collection {
        id: "9cd89cfd-6d04-11e5-ba46-22000b92c6ec",
        name: "NERSC HPSS (tape)",
    },
    Collection {
        id: "1f3b5a70-92c4-4d0e-8e57-0c6f7d2b9a13",
        name: "Titan Krios 2",
    },
    Collection {
        id: "2c8e64d1-07a9-4b3f-9d62-5e1a8f4c7b20",
        name: "APS 7-BM raw",
    },
    Collection {
        id: "37d9f1b6-5e20-4c8a-b1f4-92a6e0d3c841",
        name: "Ada’s laptop",
    },
    Collection {
        id: "4ea0c253-8b71-4f96-a3d8-6f5b1c9e7d02",
        name: "Campus DMZ DTN",
    },
    Collection {
        id: "59f7b3e8-1c64-4a2d-8f09-d4e2a7b6c153",
        name: "OLCF Orion",
    },
    Collection {
        id: "6b12d8a5-f390-4e7c-95b6-7a0c3f1e8d64",
        name: "NovaSeq output",
    },
    Collection {
        id: "7c43e9f0-2d85-4b1a-a6e7-8b9d0f2c5e75",
        name: "Group archive",
    },
];

/// What a person calls the collection with this id.
pub(super) fn collection_name(id: &str) -> Option<&'static str> {
    let known = COLLECTIONS.iter().find(|collection| collection.id == id);
    known.map(|collection| collection.name)
}
