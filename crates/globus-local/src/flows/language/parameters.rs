//! `Parameters` of a state: constants, `.$` references and `.=` expressions.

use serde_json::{Map, Value};

use super::{error::LanguageError, expression, path::Path};

/// Names the parameters that logs must not show. It is not a parameter itself.
const PRIVATE: &str = "__Private_Parameters";

/// The values of `parameters` with the data of a run.
pub(in crate::flows) fn evaluate(parameters: &Value, data: &Value) -> Result<Value, LanguageError> {
    match parameters {
        Value::Object(fields) => {
            let mut evaluated = Map::new();
            for (name, value) in fields.iter().filter(|(name, _)| *name != PRIVATE) {
                let (name, value) = field(name, value, data)?;
                evaluated.insert(name.to_owned(), value);
            }
            Ok(Value::Object(evaluated))
        }
        Value::Array(items) => {
            let items = items.iter().map(|item| evaluate(item, data));
            Ok(Value::Array(items.collect::<Result<_, _>>()?))
        }
        constant => Ok(constant.clone()),
    }
}

fn field<'a>(
    name: &'a str,
    value: &Value,
    data: &Value,
) -> Result<(&'a str, Value), LanguageError> {
    let text = value.as_str().unwrap_or_default();
    if let Some(name) = name.strip_suffix(".$") {
        return Ok((name, Path::parse(text)?.find(data)?.clone()));
    }
    if let Some(name) = name.strip_suffix(".=") {
        return Ok((name, expression::evaluate(text, data)?));
    }
    Ok((name, evaluate(value, data)?))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn constants_references_and_expressions_may_be_nested() {
        let data = json!({"source": {"id": "c1", "path": "/a/"}, "count": 2});
        let parameters = json!({
            "constant": 10,
            "id.$": "$.source.id",
            "items": [{"path.=": "source.path + 'x'", "recursive": true}],
            "twice.=": "count * 2",
            "__Private_Parameters": ["constant"],
        });
        let expected = json!({
            "constant": 10, "id": "c1", "items": [{"path": "/a/x", "recursive": true}], "twice": 4,
        });
        assert_eq!(evaluate(&parameters, &data), Ok(expected));
    }

    #[test]
    fn what_leads_nowhere_is_named() {
        let error = LanguageError::NothingAt("$.gone".to_owned());
        assert_eq!(evaluate(&json!({"a.$": "$.gone"}), &json!({})), Err(error));
        let error = LanguageError::InvalidPath(String::new());
        assert_eq!(evaluate(&json!({"a.$": 7}), &json!({})), Err(error));
    }
}
