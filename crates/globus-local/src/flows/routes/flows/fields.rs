//! The fields that both creating and updating a flow can set.

use serde_json::{Map, Value, json};

use crate::flows::{body::Body, definition, error::Invalid, principals, schema::check_schema};

/// The characters of all keywords together.
const MAX_KEYWORDS: usize = 1_024;

/// The fields that are present, each checked on its own.
pub(super) fn read(body: &mut Body) -> Map<String, Value> {
    let mut fields = Map::new();
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            fields.insert(name.to_owned(), value);
        }
    };
    put("title", body.text("title", 1..=128).map(Value::from));
    put("subtitle", body.text("subtitle", 0..=128).map(Value::from));
    put(
        "description",
        body.text("description", 0..=4096).map(Value::from),
    );
    let definition = body.object("definition");
    if let Some(definition) = &definition {
        body.add(definition::check(definition));
    }
    put("definition", definition);
    let schema = body.object("input_schema");
    if let Some(schema) = &schema {
        body.add(check_schema(schema));
    }
    put("input_schema", schema);
    let keywords = body.texts("keywords");
    let letters = |keywords: &Vec<String>| keywords.iter().map(|word| word.chars().count()).sum();
    if keywords.as_ref().map_or(0, letters) > MAX_KEYWORDS {
        let msg = format!("ensure all keywords have at most {MAX_KEYWORDS} characters");
        body.add([Invalid::new(&["keywords"], msg)]);
    }
    put("keywords", keywords.map(Value::from));
    for role in &principals::OF_FLOWS {
        put(role.field, body.principals(role).map(|list| json!(list)));
    }
    fields
}
