//! Parses tokens into expressions, with Python's precedence.

use super::{
    tokens::{self, Token},
    tree::Expression,
};
use crate::flows::language::path::Path;

/// Far deeper than anyone writes, and far less than the stack can take.
const MAX_DEPTH: usize = 24;
/// Limited because a chain of operators becomes a tree as deep as it is long.
const MAX_TOKENS: usize = 500;

pub(super) fn parse(text: &str) -> Result<Expression, String> {
    let tokens = tokens::read(text)?;
    if tokens.len() > MAX_TOKENS {
        return Err("it is too long".to_owned());
    }
    let mut parser = Parser {
        tokens: tokens.iter(),
        depth: 0,
    };
    let expression = parser.conditional()?;
    match parser.tokens.next() {
        None => Ok(expression),
        Some(token) => Err(unexpected(token)),
    }
}

struct Parser<'a> {
    tokens: std::slice::Iter<'a, Token>,
    depth: usize,
}

type Parsed = Result<Expression, String>;

impl Parser<'_> {
    /// Goes one level deeper. Brackets, prefixes and conditions come through here.
    fn nested(&mut self, parse: impl FnOnce(&mut Self) -> Parsed) -> Parsed {
        if self.depth == MAX_DEPTH {
            return Err("it is nested too deep".to_owned());
        }
        self.depth += 1;
        let parsed = parse(self)?;
        self.depth -= 1;
        Ok(parsed)
    }

    fn takes(&mut self, symbol: &'static str) -> bool {
        let is_next = self.tokens.as_slice().first() == Some(&Token::Symbol(symbol));
        if is_next {
            self.tokens.next();
        }
        is_next
    }

    fn takes_one(&mut self, symbols: &[&'static str]) -> Option<&'static str> {
        symbols.iter().copied().find(|symbol| self.takes(symbol))
    }

    fn expect(&mut self, symbol: &'static str) -> Result<(), String> {
        match self.tokens.next() {
            Some(Token::Symbol(next)) if *next == symbol => Ok(()),
            other => Err(unexpected_or_end(other)),
        }
    }

    fn conditional(&mut self) -> Parsed {
        let then = self.either()?;
        if !self.takes("if") {
            return Ok(then);
        }
        let condition = self.either()?;
        self.expect("else")?;
        let otherwise = self.nested(Self::conditional)?;
        Ok(Expression::If {
            condition: Box::new(condition),
            then: Box::new(then),
            otherwise: Box::new(otherwise),
        })
    }

    fn either(&mut self) -> Parsed {
        let mut left = self.both()?;
        while self.takes("or") {
            left = Expression::Or(Box::new(left), Box::new(self.both()?));
        }
        Ok(left)
    }

    fn both(&mut self) -> Parsed {
        let mut left = self.negation()?;
        while self.takes("and") {
            left = Expression::And(Box::new(left), Box::new(self.negation()?));
        }
        Ok(left)
    }

    fn negation(&mut self) -> Parsed {
        if self.takes("not") {
            return Ok(Expression::Not(Box::new(self.nested(Self::negation)?)));
        }
        let left = self.sum()?;
        if self.takes("not") {
            self.expect("in")?;
            let inside = Expression::Operation(Box::new(left), "in", Box::new(self.sum()?));
            return Ok(Expression::Not(Box::new(inside)));
        }
        match self.takes_one(&["==", "!=", "<=", ">=", "<", ">", "in"]) {
            Some(operator) => Ok(Expression::Operation(
                Box::new(left),
                operator,
                Box::new(self.sum()?),
            )),
            None => Ok(left),
        }
    }

    fn sum(&mut self) -> Parsed {
        let mut left = self.product()?;
        while let Some(operator) = self.takes_one(&["+", "-"]) {
            left = Expression::Operation(Box::new(left), operator, Box::new(self.product()?));
        }
        Ok(left)
    }

    fn product(&mut self) -> Parsed {
        let mut left = self.prefixed()?;
        while let Some(operator) = self.takes_one(&["*", "/"]) {
            left = Expression::Operation(Box::new(left), operator, Box::new(self.prefixed()?));
        }
        Ok(left)
    }

    fn prefixed(&mut self) -> Parsed {
        if self.takes("-") {
            return Ok(Expression::Negative(Box::new(self.nested(Self::prefixed)?)));
        }
        let mut value = self.value()?;
        loop {
            if self.takes(".") {
                match self.tokens.next() {
                    Some(Token::Name(name)) => {
                        value = Expression::Field(Box::new(value), name.clone());
                    }
                    other => return Err(unexpected_or_end(other)),
                }
            } else if self.takes("[") {
                let index = self.nested(Self::conditional)?;
                self.expect("]")?;
                value = Expression::Item(Box::new(value), Box::new(index));
            } else {
                return Ok(value);
            }
        }
    }

    fn value(&mut self) -> Parsed {
        match self.tokens.next() {
            Some(Token::Constant(value)) => Ok(Expression::Constant(value.clone())),
            Some(Token::Path(path)) => {
                let path = Path::parse(path).map_err(|error| error.to_string())?;
                Ok(Expression::Path(path))
            }
            Some(Token::Name(name)) if self.takes("(") => {
                Ok(Expression::Call(name.clone(), self.list(")")?))
            }
            Some(Token::Name(name)) => Ok(Expression::Name(name.clone())),
            Some(Token::Symbol("(")) => {
                let inside = self.nested(Self::conditional)?;
                self.expect(")")?;
                Ok(inside)
            }
            Some(Token::Symbol("[")) => Ok(Expression::List(self.list("]")?)),
            other => Err(unexpected_or_end(other)),
        }
    }

    /// Items separated by commas, up to `end`.
    fn list(&mut self, end: &'static str) -> Result<Vec<Expression>, String> {
        let mut items = Vec::new();
        if self.takes(end) {
            return Ok(items);
        }
        loop {
            items.push(self.nested(Self::conditional)?);
            if !self.takes(",") {
                self.expect(end)?;
                return Ok(items);
            }
        }
    }
}

fn unexpected_or_end(token: Option<&Token>) -> String {
    token.map_or_else(|| "it ends too early".to_owned(), unexpected)
}

fn unexpected(token: &Token) -> String {
    let text = match token {
        Token::Constant(value) => value.to_string(),
        Token::Path(text) | Token::Name(text) => text.clone(),
        Token::Symbol(symbol) => (*symbol).to_owned(),
    };
    format!("'{text}' is unexpected")
}
