//! Checks input schemas, and inputs against them.
//!
//! Nothing is fetched: a schema that refers to another document is not valid here.

use serde_json::{Value, json};

use super::error::{FlowsError, Invalid};

pub(super) fn check_schema(schema: &Value) -> Option<Invalid> {
    let problem = jsonschema::validator_for(schema).err()?;
    Some(Invalid::new(&["input_schema"], problem.to_string()))
}

/// Everything in `input` that does not match `schema`.
pub(super) fn check_input(schema: &Value, input: &Value) -> Result<(), FlowsError> {
    let Ok(validator) = jsonschema::validator_for(schema) else {
        // The schema was checked when the flow was created.
        return Ok(());
    };
    let details: Vec<_> = validator
        .iter_errors(input)
        .map(|error| {
            let place = error.instance_path().to_string();
            json!({
                "loc": [format!("${}", place.replace('/', "."))],
                "type": "InvalidActionInput",
                "msg": error.to_string(),
            })
        })
        .collect();
    if details.is_empty() {
        Ok(())
    } else {
        Err(FlowsError::Input(details))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_of_an_input_is_told_with_its_place() {
        let schema = json!({
            "type": "object", "required": ["a"],
            "properties": {"a": {"type": "object", "properties": {"b": {"type": "boolean"}}}},
        });
        assert!(check_input(&schema, &json!({"a": {"b": true}})).is_ok());
        let Err(FlowsError::Input(details)) = check_input(&schema, &json!({"a": {"b": "x"}}))
        else {
            panic!("it does not meet the schema");
        };
        assert_eq!(details.len(), 1);
        assert_eq!(details[0]["loc"], json!(["$.a.b"]));
        assert!(check_input(&json!({}), &json!({"any": "thing"})).is_ok());
    }

    #[test]
    fn a_schema_that_is_none_or_lies_elsewhere_is_refused() {
        assert_eq!(check_schema(&json!({"type": "object"})), None);
        for bad in [
            json!({"type": "dance"}),
            json!({"$ref": "https://schemas.invalid/other.json"}),
            json!({"$ref": "file:///etc/passwd"}),
        ] {
            assert!(check_schema(&bad).is_some(), "{bad}");
        }
    }
}
