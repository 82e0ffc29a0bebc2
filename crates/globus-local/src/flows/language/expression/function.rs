//! The functions that expressions may call.

use serde_json::{Value, json};

use crate::flows::language::path::Path;

pub(super) fn call(name: &str, arguments: &[Value], data: &Value) -> Result<Value, String> {
    let result = match (name, arguments) {
        ("len", [Value::String(text)]) => json!(text.chars().count()),
        ("len", [Value::Array(items)]) => json!(items.len()),
        ("len", [Value::Object(fields)]) => json!(fields.len()),
        ("str", [Value::String(text)]) => json!(text),
        ("str", [value]) => json!(value.to_string()),
        ("int", [value]) => json!(whole(value).ok_or("'int' needs a number")?),
        ("float", [value]) => json!(number(value).ok_or("'float' needs a number")?),
        ("is_present", [Value::String(path)]) => json!(find(path, data).is_some()),
        ("getattr", [Value::String(path), default]) => {
            find(path, data).unwrap_or_else(|| default.clone())
        }
        ("pathsplit", [Value::String(path)]) => json!(split(path)),
        ("len" | "str" | "int" | "float" | "is_present" | "getattr" | "pathsplit", _) => {
            return Err(format!("'{name}' cannot take these arguments"));
        }
        _ => return Err(format!("there is no function '{name}'")),
    };
    Ok(result)
}

fn number(value: &Value) -> Option<f64> {
    value
        .as_f64()
        .or_else(|| value.as_str()?.trim().parse().ok())
}

fn whole(value: &Value) -> Option<i64> {
    let exact = value
        .as_i64()
        .or_else(|| value.as_str()?.trim().parse().ok());
    exact.or_else(|| {
        // A fraction is cut off at the point.
        let text = format!("{:.0}", number(value)?.trunc());
        text.parse().ok()
    })
}

/// The leading `$.` is optional.
fn find(path: &str, data: &Value) -> Option<Value> {
    let path = if path.starts_with('$') {
        path.to_owned()
    } else {
        format!("$.{path}")
    };
    Path::parse(&path).ok()?.find(data).ok().cloned()
}

/// Splits into folder and name, like Python's `os.path.split`.
fn split(path: &str) -> (&str, &str) {
    match path.rsplit_once('/') {
        Some(("", name)) => ("/", name),
        Some((folder, name)) => (folder, name),
        None => ("", path),
    }
}
