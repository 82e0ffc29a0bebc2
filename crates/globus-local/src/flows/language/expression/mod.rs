//! Expressions of parameters whose names end in `.=`: a subset of Flows' Python-like language.
//!
//! Supported are literals, names of the run's state (`source.path`), paths in backticks (``
//! `$.source.path` ``), `+ - * /`, comparisons, `in`, `and or not`, `a if b else c`, lists,
//! `value[index]`, and the functions `len`, `str`, `int`, `float`, `is_present`, `getattr` and
//! `pathsplit`. Anything else is an error that says where it is.

mod evaluate;
mod function;
mod operator;
mod parser;
mod tokens;
mod tree;

use serde_json::Value;

use super::error::LanguageError;

/// The value of the expression `text` with the data of a run.
pub(super) fn evaluate(text: &str, data: &Value) -> Result<Value, LanguageError> {
    let value = parser::parse(text).and_then(|expression| expression.evaluate(data));
    value.map_err(|problem| LanguageError::Expression {
        expression: text.to_owned(),
        problem,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn value(text: &str) -> Value {
        let data = json!({
            "source": {"path": "/data/run 7/", "items": ["a", "b"]}, "count": 3, "ready": true,
            "action": {"details": {"status": "SUCCEEDED"}},
        });
        evaluate(text, &data).expect(text)
    }

    #[test]
    fn values_and_operators() {
        for (text, expected) in [
            (
                "'Constant string ' + source.path",
                json!("Constant string /data/run 7/"),
            ),
            ("`$.source.path` + \"x\"", json!("/data/run 7/x")),
            ("source.items[1] + source.items[-2]", json!("ba")),
            ("1 + 2 * 3 - -4", json!(11)),
            ("(1 + 2) * 3", json!(9)),
            ("7 / 2", json!(3.5)),
            ("'ab' * 2", json!("abab")),
            ("[1, 'a'] + [None]", json!([1, "a", null])),
            ("count >= 3 and not count == 4", json!(true)),
            ("count < 3 or ready", json!(true)),
            ("'a' in source.items", json!(true)),
            ("'x' not in 'text'", json!(false)),
            ("'many' if count > 2 else 'few'", json!("many")),
            ("action.details.status == 'SUCCEEDED'", json!(true)),
            ("1.5e1", json!(15.0)),
            ("'it\\'s'", json!("it's")),
        ] {
            assert_eq!(value(text), expected, "{text}");
        }
    }

    #[test]
    fn functions() {
        for (text, expected) in [
            ("len(source.items) + len('abc')", json!(5)),
            ("str(count) + '.tif'", json!("3.tif")),
            ("int('12') + int(1.9)", json!(13)),
            ("float('1.5')", json!(1.5)),
            ("is_present('$.source.path')", json!(true)),
            ("is_present('source.gone')", json!(false)),
            ("getattr('source.gone', 'none')", json!("none")),
            ("pathsplit('/a/b/c.txt')", json!(["/a/b", "c.txt"])),
            ("pathsplit('/c.txt')[0]", json!("/")),
        ] {
            assert_eq!(value(text), expected, "{text}");
        }
    }

    #[test]
    fn what_cannot_be_evaluated_says_why() {
        for (text, problem) in [
            ("", "it ends too early"),
            ("1 +", "it ends too early"),
            ("(1", "it ends too early"),
            ("1 2", "'2' is unexpected"),
            ("gone", "'gone' is not in the state of the run"),
            ("source.gone", "there is no 'gone'"),
            ("'a' + 1", "'+' does not work with text and number"),
            ("1 / 0", "division by zero"),
            ("'open", "text that does not end"),
            ("a ? b", "'?' is not part of an expression"),
            ("import('os')", "there is no function 'import'"),
            ("__import__", "'__import__' is not in the state of the run"),
            ("len()", "'len' cannot take these arguments"),
            ("`$.`", "'$.' is not a path such as $.name.other[0]"),
            ("source.items[9]", "there is no item 9"),
            ("9223372036854775807 + 1", "a number is out of range"),
        ] {
            let error = evaluate(text, &json!({"source": {"items": [1]}, "a": 1})).expect_err(text);
            let expected = format!("the expression '{text}' cannot be evaluated: {problem}");
            assert_eq!(error.to_string(), expected);
        }
    }

    #[test]
    fn a_hostile_depth_or_size_is_refused() {
        for text in [
            format!("{}1{}", "(".repeat(100), ")".repeat(100)),
            format!("{}1", "-".repeat(100)),
            format!("{}a", "not ".repeat(100)),
            format!("a{}", "[a".repeat(100)),
        ] {
            let error = evaluate(&text, &json!({"a": 1})).expect_err("too deep");
            assert!(
                error.to_string().ends_with("it is nested too deep"),
                "{}",
                error.to_string().len()
            );
        }
        let error = evaluate("'a' * 9000000000", &json!({})).expect_err("too much");
        assert!(error.to_string().ends_with("the text is too long"));
        let chain = vec!["1"; 50_000].join(" + ");
        assert_eq!(
            evaluate(&chain, &json!({}))
                .expect_err("long")
                .to_string()
                .split(": ")
                .last(),
            Some("it is too long")
        );
    }
}
