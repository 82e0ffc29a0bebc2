//! A parsed expression.

use serde_json::Value;

use crate::flows::language::path::Path;

/// A parsed expression.
#[derive(Debug, PartialEq)]
pub(super) enum Expression {
    Constant(Value),
    Name(String),
    Path(Path),
    List(Vec<Expression>),
    Not(Box<Expression>),
    Negative(Box<Expression>),
    And(Box<Expression>, Box<Expression>),
    Or(Box<Expression>, Box<Expression>),
    If {
        condition: Box<Expression>,
        then: Box<Expression>,
        otherwise: Box<Expression>,
    },
    Operation(Box<Expression>, &'static str, Box<Expression>),
    Field(Box<Expression>, String),
    Item(Box<Expression>, Box<Expression>),
    Call(String, Vec<Expression>),
}
