//! The tokens of an expression.

use serde_json::Value;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Constant(Value),
    /// A path in backticks.
    Path(String),
    Name(String),
    /// An operator, a bracket or a keyword.
    Symbol(&'static str),
}

/// A longer symbol comes before the ones it starts with.
const SYMBOLS: [&str; 16] = [
    "==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "(", ")", "[", "]", ",", ".",
];
const WORDS: [&str; 6] = ["and", "or", "not", "in", "if", "else"];

pub(super) fn read(text: &str) -> Result<Vec<Token>, String> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let (token, behind) = match first {
            '\'' | '"' => quoted(rest, first)?,
            '`' => {
                let path = rest[1..].split_once('`');
                let (path, behind) = path.ok_or("a path that does not end")?;
                (Token::Path(path.to_owned()), behind)
            }
            '0'..='9' => number(rest)?,
            _ if is_of_name(first) => word(rest),
            _ => {
                let symbol = SYMBOLS.into_iter().find(|symbol| rest.starts_with(symbol));
                let symbol = symbol.ok_or(format!("'{first}' is not part of an expression"))?;
                (Token::Symbol(symbol), &rest[symbol.len()..])
            }
        };
        tokens.push(token);
        rest = behind.trim_start();
    }
    Ok(tokens)
}

fn is_of_name(letter: char) -> bool {
    letter == '_' || letter.is_alphanumeric()
}

fn word(text: &str) -> (Token, &str) {
    let end = text.find(|letter| !is_of_name(letter));
    let (word, rest) = text.split_at(end.unwrap_or(text.len()));
    let symbol = WORDS.into_iter().find(|known| *known == word);
    let token = match (symbol, word) {
        (Some(symbol), _) => Token::Symbol(symbol),
        (None, "True" | "true") => Token::Constant(Value::Bool(true)),
        (None, "False" | "false") => Token::Constant(Value::Bool(false)),
        (None, "None" | "null") => Token::Constant(Value::Null),
        (None, name) => Token::Name(name.to_owned()),
    };
    (token, rest)
}

fn number(text: &str) -> Result<(Token, &str), String> {
    let mut end = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let is_exponent = matches!(letter, 'e' | 'E');
        if !(letter.is_ascii_digit() || letter == '.' || is_exponent) {
            break;
        }
        end = at + 1;
        if is_exponent
            && letters
                .next_if(|(_, sign)| matches!(sign, '+' | '-'))
                .is_some()
        {
            end += 1;
        }
    }
    let (number, rest) = text.split_at(end);
    let value = serde_json::from_str(number).map_err(|_| format!("'{number}' is not a number"))?;
    Ok((Token::Constant(value), rest))
}

fn quoted(text: &str, quote: char) -> Result<(Token, &str), String> {
    let mut content = String::new();
    let mut letters = text.char_indices().skip(1);
    while let Some((at, letter)) = letters.next() {
        if letter == quote {
            return Ok((Token::Constant(content.into()), &text[at + 1..]));
        }
        let letter = match letter {
            '\\' => match letters.next() {
                Some((_, 'n')) => '\n',
                Some((_, 't')) => '\t',
                Some((_, escaped)) => escaped,
                None => break,
            },
            plain => plain,
        };
        content.push(letter);
    }
    Err("text that does not end".to_owned())
}
