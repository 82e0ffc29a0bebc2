//! Applies operators to two values.

use serde_json::Value;

/// More than the data of a run may hold.
const MAX_TEXT: usize = 200_000;

pub(super) fn apply(left: &Value, operator: &str, right: &Value) -> Result<Value, String> {
    match operator {
        "==" => return Ok(is_equal(left, right).into()),
        "!=" => return Ok((!is_equal(left, right)).into()),
        _ => {}
    }
    let result = match (left, right) {
        (Value::Number(_), Value::Number(_)) => return numbers(left, operator, right),
        (Value::String(left), Value::String(right)) => match operator {
            "+" => Some(format!("{left}{right}").into()),
            "in" => Some(right.contains(left.as_str()).into()),
            "<" => Some((left < right).into()),
            "<=" => Some((left <= right).into()),
            ">" => Some((left > right).into()),
            ">=" => Some((left >= right).into()),
            _ => None,
        },
        (Value::String(text), Value::Number(count)) if operator == "*" => {
            return repeat(text, count.as_u64().unwrap_or(0));
        }
        (Value::Array(left), Value::Array(right)) if operator == "+" => {
            Some([left.as_slice(), right].concat().into())
        }
        (value, Value::Array(items)) if operator == "in" => {
            Some(items.iter().any(|item| is_equal(item, value)).into())
        }
        (Value::String(name), Value::Object(fields)) if operator == "in" => {
            Some(fields.contains_key(name).into())
        }
        _ => None,
    };
    result.ok_or_else(|| {
        format!(
            "'{operator}' does not work with {} and {}",
            kind(left),
            kind(right)
        )
    })
}

/// Numbers are equal by value, as in Python: `1 == 1.0`.
fn is_equal(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => left.as_f64() == right.as_f64(),
        _ => left == right,
    }
}

fn repeat(text: &str, count: u64) -> Result<Value, String> {
    let count = usize::try_from(count).ok();
    let fits = |count: &usize| {
        text.len()
            .checked_mul(*count)
            .is_some_and(|size| size <= MAX_TEXT)
    };
    let count = count.filter(fits).ok_or("the text is too long")?;
    Ok(text.repeat(count).into())
}

fn numbers(left: &Value, operator: &str, right: &Value) -> Result<Value, String> {
    let out_of_range = || "a number is out of range".to_owned();
    if let (Some(a), Some(b)) = (left.as_i64(), right.as_i64()) {
        let whole = match operator {
            "+" => a.checked_add(b),
            "-" => a.checked_sub(b),
            "*" => a.checked_mul(b),
            _ => return fractions(left, operator, right),
        };
        return whole.map(Value::from).ok_or_else(out_of_range);
    }
    fractions(left, operator, right)
}

fn fractions(left: &Value, operator: &str, right: &Value) -> Result<Value, String> {
    let (Some(a), Some(b)) = (left.as_f64(), right.as_f64()) else {
        return Err("a number is out of range".to_owned());
    };
    let number = match operator {
        "<" => return Ok((a < b).into()),
        "<=" => return Ok((a <= b).into()),
        ">" => return Ok((a > b).into()),
        ">=" => return Ok((a >= b).into()),
        "/" if b == 0.0 => return Err("division by zero".to_owned()),
        "+" => a + b,
        "-" => a - b,
        "*" => a * b,
        "/" => a / b,
        _ => return Err(format!("'{operator}' does not work with number and number")),
    };
    let number = serde_json::Number::from_f64(number);
    Ok(Value::Number(number.ok_or("a number is out of range")?))
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "text",
        Value::Array(_) => "list",
        Value::Object(_) => "object",
    }
}
