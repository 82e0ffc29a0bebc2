//! Conditions of Choice states.

use std::cmp::Ordering;

use jiff::Timestamp;
use serde_json::Value;

use super::{error::LanguageError, path::Path};

/// Whether the data of a run match `rule`.
pub(in crate::flows) fn matches(rule: &Value, data: &Value) -> Result<bool, LanguageError> {
    let rules = |name: &str| rule.get(name).and_then(Value::as_array);
    if let Some(all) = rules("And") {
        return all
            .iter()
            .try_fold(true, |met, rule| Ok(met && matches(rule, data)?));
    }
    if let Some(any) = rules("Or") {
        return any
            .iter()
            .try_fold(false, |met, rule| Ok(met || matches(rule, data)?));
    }
    if let Some(rule) = rule.get("Not") {
        return Ok(!matches(rule, data)?);
    }
    let path = Path::parse(rule["Variable"].as_str().unwrap_or_default())?;
    let (operator, operand) = operator(rule)
        .ok_or_else(|| LanguageError::Condition(format!("no operator for {path}")))?;
    if operator == "IsPresent" {
        return Ok(operand == path.find(data).is_ok());
    }
    let variable = path.find(data)?;
    match operator.strip_suffix("Path") {
        Some(operator) => {
            let operand = Path::parse(operand.as_str().unwrap_or_default())?;
            is_met(operator, variable, operand.find(data)?)
        }
        None => is_met(operator, variable, operand),
    }
}

/// Whether `rule` has a form that [`matches`] can check.
pub(in crate::flows) fn is_condition(rule: &Value) -> bool {
    let all = |name: &str| {
        let rules = rule.get(name).and_then(Value::as_array);
        rules.is_some_and(|rules| !rules.is_empty() && rules.iter().all(is_condition))
    };
    all("And")
        || all("Or")
        || rule.get("Not").is_some_and(is_condition)
        || (rule["Variable"]
            .as_str()
            .is_some_and(|path| Path::parse(path).is_ok())
            && operator(rule).is_some_and(|(operator, _)| is_known(operator)))
}

/// The field that says what to compare with.
fn operator(rule: &Value) -> Option<(&str, &Value)> {
    let fields = rule.as_object()?.iter();
    let mut operators =
        fields.filter(|(name, _)| !matches!(name.as_str(), "Variable" | "Next" | "Comment"));
    let (name, operand) = operators.next()?;
    operators
        .next()
        .is_none()
        .then_some((name.as_str(), operand))
}

fn is_known(operator: &str) -> bool {
    let operator = match operator.strip_suffix("Path") {
        Some("StringMatches") => return false,
        other => other.unwrap_or(operator),
    };
    if let Some(kind) = operator.strip_prefix("Is") {
        return matches!(
            kind,
            "Null" | "Present" | "Numeric" | "String" | "Boolean" | "Timestamp"
        );
    }
    matches!(operator, "StringMatches" | "BooleanEquals")
        || ["String", "Numeric", "Timestamp"].iter().any(|kind| {
            operator
                .strip_prefix(kind)
                .is_some_and(|how| expected(how).is_some())
        })
}

fn is_met(operator: &str, variable: &Value, operand: &Value) -> Result<bool, LanguageError> {
    if let Some(kind) = operator.strip_prefix("Is") {
        let is_it = match kind {
            "Null" => variable.is_null(),
            "Numeric" => variable.is_number(),
            "String" => variable.is_string(),
            "Boolean" => variable.is_boolean(),
            _ => time(variable).is_some(),
        };
        return Ok(operand == is_it);
    }
    if operator == "StringMatches" {
        let texts = variable.as_str().zip(operand.as_str());
        return Ok(texts.is_some_and(|(text, pattern)| is_like(text, pattern)));
    }
    if operator == "BooleanEquals" {
        return Ok(variable.is_boolean() && variable == operand);
    }
    let (ordering, how) = if let Some(how) = operator.strip_prefix("String") {
        let texts = variable.as_str().zip(operand.as_str());
        (texts.map(|(a, b)| a.cmp(b)), how)
    } else if let Some(how) = operator.strip_prefix("Numeric") {
        let numbers = variable.as_f64().zip(operand.as_f64());
        (numbers.and_then(|(a, b)| a.partial_cmp(&b)), how)
    } else if let Some(how) = operator.strip_prefix("Timestamp") {
        let times = time(variable).zip(time(operand));
        (times.map(|(a, b)| a.cmp(&b)), how)
    } else {
        (None, "")
    };
    let expected = expected(how)
        .ok_or_else(|| LanguageError::Condition(format!("{operator} is not an operator")))?;
    // Values of different kinds never match.
    Ok(ordering.is_some_and(|ordering| expected.contains(&ordering)))
}

fn expected(how: &str) -> Option<&'static [Ordering]> {
    Some(match how {
        "Equals" => &[Ordering::Equal],
        "LessThan" => &[Ordering::Less],
        "GreaterThan" => &[Ordering::Greater],
        "LessThanEquals" => &[Ordering::Less, Ordering::Equal],
        "GreaterThanEquals" => &[Ordering::Greater, Ordering::Equal],
        _ => return None,
    })
}

fn time(value: &Value) -> Option<Timestamp> {
    value.as_str()?.parse().ok()
}

/// `*` matches any text.
fn is_like(text: &str, pattern: &str) -> bool {
    let Some((start, mut pattern)) = pattern.split_once('*') else {
        return text == pattern;
    };
    let Some(mut text) = text.strip_prefix(start) else {
        return false;
    };
    while let Some((part, rest)) = pattern.split_once('*') {
        let Some(found) = text.find(part) else {
            return false;
        };
        text = &text[found + part.len()..];
        pattern = rest;
    }
    text.ends_with(pattern)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn met(rule: &Value) -> bool {
        let data = json!({
            "text": "b", "number": 5, "yes": true, "nothing": null, "other": 4,
            "time": "2026-01-02T03:04:05Z", "file": "scan_0001.tif",
        });
        assert!(is_condition(rule), "{rule}");
        matches(rule, &data).expect("a condition")
    }

    #[test]
    fn every_kind_compares_in_every_way() {
        for (variable, kind, less, same, more) in [
            ("$.text", "String", json!("a"), json!("b"), json!("c")),
            ("$.number", "Numeric", json!(4.5), json!(5.0), json!(6)),
            (
                "$.time",
                "Timestamp",
                json!("2026-01-02T03:04:04Z"),
                json!("2026-01-02T04:04:05+01:00"),
                json!("2026-02-01T00:00:00Z"),
            ),
        ] {
            for (how, results) in [
                ("Equals", [false, true, false]),
                ("LessThan", [false, false, true]),
                ("GreaterThan", [true, false, false]),
                ("LessThanEquals", [false, true, true]),
                ("GreaterThanEquals", [true, true, false]),
            ] {
                for (operand, result) in [&less, &same, &more].into_iter().zip(results) {
                    let mut rule = json!({"Variable": variable, "Next": "x"});
                    rule[format!("{kind}{how}")] = operand.clone();
                    assert_eq!(met(&rule), result, "{rule}");
                }
            }
        }
    }

    #[test]
    fn kinds_presence_paths_and_logic() {
        let rule = |variable: &str, operator: &str, operand: Value| {
            let mut rule = json!({"Variable": variable});
            rule[operator] = operand;
            rule
        };
        let yes = rule("$.yes", "BooleanEquals", json!(true));
        let no = rule("$.yes", "BooleanEquals", json!(false));
        for rule in [
            rule("$.gone", "IsPresent", json!(false)),
            rule("$.nothing", "IsPresent", json!(true)),
            rule("$.nothing", "IsNull", json!(true)),
            rule("$.text", "IsNumeric", json!(false)),
            rule("$.number", "IsNumeric", json!(true)),
            rule("$.time", "IsTimestamp", json!(true)),
            rule("$.file", "StringMatches", json!("scan_*.tif")),
            rule("$.number", "NumericGreaterThanPath", json!("$.other")),
            json!({"And": [yes, {"Not": no}]}),
            json!({"Or": [no, yes]}),
        ] {
            assert!(met(&rule), "{rule}");
        }
        assert!(!met(&json!({"And": [yes, no]})));
        assert!(
            !met(&rule("$.number", "StringEquals", json!("5"))),
            "of another kind"
        );
    }

    #[test]
    fn what_is_no_condition_is_told_from_one_that_is_not_met() {
        for bad in [
            json!({"Variable": "$.a"}),
            json!({"Variable": "a", "IsNull": true}),
            json!({"Variable": "$.a", "StringLike": "x"}),
            json!({"Variable": "$.a", "IsNull": true, "IsPresent": true}),
            json!({"And": []}),
            json!({"Not": {}}),
        ] {
            assert!(!is_condition(&bad), "{bad}");
        }
        let gone = json!({"Variable": "$.gone", "IsNull": true});
        let error = LanguageError::NothingAt("$.gone".to_owned());
        assert_eq!(matches(&gone, &json!({})), Err(error));
    }

    #[test]
    fn stars_stand_for_any_text() {
        for (text, pattern, is_it) in [
            ("abc", "abc", true),
            ("abc", "a*", true),
            ("abc", "*c", true),
            ("abcbc", "a*bc", true),
            ("abc", "*d*", false),
            ("abc", "a*b", false),
            ("ab", "ab*b", false),
        ] {
            assert_eq!(is_like(text, pattern), is_it, "{text} {pattern}");
        }
    }
}
