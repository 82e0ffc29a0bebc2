//! Splits a scope string into tokens.

use super::error::ScopeProblem;

/// The characters that separate scope strings.
pub(super) const SPECIAL_CHARACTERS: [char; 4] = ['[', ']', '*', ' '];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Asterisk,
    LeftBracket,
    RightBracket,
    ScopeString(&'a str),
}

/// A token and the byte where it starts.
pub(super) type Placed<'a> = (Token<'a>, usize);

/// A problem and the byte where it is.
pub(super) type Misplaced = (ScopeProblem, usize);

/// Splits `text` at the special characters, and checks their neighbors.
pub(super) fn tokenize(text: &str) -> Result<Vec<Placed<'_>>, Misplaced> {
    let mut tokens = Vec::new();
    let mut start = 0;
    for (at, special) in text.match_indices(SPECIAL_CHARACTERS) {
        let after = at + special.len();
        check_neighbours(special, text[after..].chars().next(), at)?;
        if start != at {
            tokens.push((Token::ScopeString(&text[start..at]), start));
        }
        start = after;
        match special {
            "*" => tokens.push((Token::Asterisk, at)),
            "[" => tokens.push((Token::LeftBracket, at)),
            "]" => tokens.push((Token::RightBracket, at)),
            _ => {}
        }
    }
    let rest = &text[start..];
    let stripped = rest.trim_start_matches(is_blank);
    let start = start + (rest.len() - stripped.len());
    let stripped = stripped.trim_end_matches(is_blank);
    if !stripped.is_empty() {
        tokens.push((Token::ScopeString(stripped), start));
    }
    Ok(tokens)
}

fn check_neighbours(special: &str, next: Option<char>, at: usize) -> Result<(), Misplaced> {
    match (special, next) {
        ("*", Some(' ')) => Err((ScopeProblem::SpaceAfterAsterisk, at)),
        ("]", Some(next)) if next != ' ' && next != ']' => {
            Err((ScopeProblem::AfterRightBracket, at + 1))
        }
        (" ", Some('[')) => Err((ScopeProblem::SpaceBeforeLeftBracket, at + 1)),
        _ => Ok(()),
    }
}

/// Whitespace for Python's `str.strip`, which the SDK applies to the end of the text.
fn is_blank(character: char) -> bool {
    character.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&character)
}
