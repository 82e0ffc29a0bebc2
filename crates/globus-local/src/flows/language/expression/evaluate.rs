//! Evaluates expressions.

use serde_json::Value;

use super::{function, operator, tree::Expression};

impl Expression {
    pub(super) fn evaluate(&self, data: &Value) -> Result<Value, String> {
        match self {
            Self::Constant(value) => Ok(value.clone()),
            Self::Name(name) => {
                let value = data.get(name).cloned();
                value.ok_or_else(|| format!("'{name}' is not in the state of the run"))
            }
            Self::Path(path) => path.find(data).cloned().map_err(|error| error.to_string()),
            Self::List(items) => all(items, data).map(Value::Array),
            Self::Not(value) => Ok(Value::Bool(!is_true(&value.evaluate(data)?))),
            Self::Negative(value) => operator::apply(&0.into(), "-", &value.evaluate(data)?),
            Self::And(left, right) => {
                let left = left.evaluate(data)?;
                if is_true(&left) {
                    right.evaluate(data)
                } else {
                    Ok(left)
                }
            }
            Self::Or(left, right) => {
                let left = left.evaluate(data)?;
                if is_true(&left) {
                    Ok(left)
                } else {
                    right.evaluate(data)
                }
            }
            Self::If {
                condition,
                then,
                otherwise,
            } => {
                let is_met = is_true(&condition.evaluate(data)?);
                if is_met { then } else { otherwise }.evaluate(data)
            }
            Self::Operation(left, operator, right) => {
                operator::apply(&left.evaluate(data)?, operator, &right.evaluate(data)?)
            }
            Self::Field(value, name) => {
                let value = value.evaluate(data)?;
                value
                    .get(name)
                    .cloned()
                    .ok_or_else(|| format!("there is no '{name}'"))
            }
            Self::Item(value, index) => item(&value.evaluate(data)?, &index.evaluate(data)?),
            Self::Call(name, arguments) => function::call(name, &all(arguments, data)?, data),
        }
    }
}

fn all(expressions: &[Expression], data: &Value) -> Result<Vec<Value>, String> {
    expressions
        .iter()
        .map(|expression| expression.evaluate(data))
        .collect()
}

/// True as in Python: `null`, zero and empty values are false.
fn is_true(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(is_true) => *is_true,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(fields) => !fields.is_empty(),
    }
}

/// A field by its name, or an item by its index. Negative indexes count from the end.
fn item(value: &Value, index: &Value) -> Result<Value, String> {
    let found = match (value, index) {
        (Value::Array(items), Value::Number(number)) => number.as_i64().and_then(|index| {
            let from_end = index.unsigned_abs().try_into().ok();
            let place = match index {
                0.. => from_end,
                _ => items.len().checked_sub(from_end?),
            };
            items.get(place?)
        }),
        (Value::Object(fields), Value::String(name)) => fields.get(name),
        _ => None,
    };
    found
        .cloned()
        .ok_or_else(|| format!("there is no item {index}"))
}
