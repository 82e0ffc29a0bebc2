//! The input of a sample run.

use rand::{Rng, rngs::StdRng};
use serde_json::{Map, Value, json};

/// Midway3 Project, ALCF Eagle and Titan Krios 2.
pub(super) const COLLECTIONS: [&str; 3] = [
    "aa752cea-8222-5bc8-acd9-555b09000000",
    "05d2c76a-e867-4f67-aa57-76edeb0beda0",
    "1f3b5a70-92c4-4d0e-8e57-0c6f7d2b9a13",
];

/// An input that matches the `input_schema` of a flow of the catalog.
pub(super) fn input(schema: &Value, random: &mut StdRng) -> Value {
    let mut input = Map::new();
    let properties = schema["properties"].as_object();
    for name in properties
        .into_iter()
        .flat_map(|properties| properties.keys())
    {
        let place = |random: &mut StdRng| {
            let collection = COLLECTIONS[random.random_range(0..COLLECTIONS.len())];
            let run = random.random_range(100..999);
            json!({ "id": collection, "path": format!("/projects/run-{run}/") })
        };
        let value = match name.as_str() {
            "source" | "destination" => place(random),
            "compute_endpoint" => "4b116d3c-1703-4f8f-9f6f-39921e5864df".into(),
            "function" => "6c4323f4-a062-4551-a883-146a352a43f5".into(),
            "email" => "ada@uni.example".into(),
            "proceed" => true.into(),
            _ => "Hello from Chicago".into(),
        };
        input.insert(name.clone(), value);
    }
    input.into()
}
