//! Finds paths in tokens that syn doesn't parse: the arguments of macros and attributes.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::{LitStr, ext::IdentExt};

/// Paths of several names, and single names that are capitalised or called, so that they can't be
/// variables.
pub(super) fn paths(tokens: TokenStream) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    collect(tokens, &mut found);
    found
}

fn collect(tokens: TokenStream, found: &mut Vec<Vec<String>>) {
    let tokens: Vec<_> = tokens.into_iter().collect();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        match token {
            TokenTree::Group(group) => collect(group.stream(), found),
            TokenTree::Ident(_) => {
                let (path, end) = path_at(&tokens, at);
                let is_called = matches!(tokens.get(end), Some(TokenTree::Group(group))
                    if group.delimiter() == Delimiter::Parenthesis);
                let is_capitalised = path[0].starts_with(char::is_uppercase);
                let is_telling = path.len() > 1 || is_called || is_capitalised;
                if is_telling && begins_a_path(&tokens[..at], &path[0]) {
                    found.push(path);
                }
                at = end;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
}

/// The path that begins at an identifier, and the index after it.
fn path_at(tokens: &[TokenTree], begin: usize) -> (Vec<String>, usize) {
    let name = |at: usize| match tokens.get(at) {
        Some(TokenTree::Ident(ident)) => Some(ident.unraw().to_string()),
        _ => None,
    };
    let mut path: Vec<_> = name(begin).into_iter().collect();
    let mut end = begin + 1;
    while is(tokens.get(end), ':') && is(tokens.get(end + 1), ':') {
        let Some(next) = name(end + 2) else { break };
        path.push(next);
        end += 3;
    }
    (path, end)
}

/// Whether a path can begin here: not after `.`, `'`, `::` or `$`, except in `$crate`.
fn begins_a_path(before: &[TokenTree], first: &str) -> bool {
    let [.., earlier, last] = before else {
        return !is(before.last(), '\'') && (first == "crate" || !is(before.last(), '$'));
    };
    let (earlier, last) = (Some(earlier), Some(last));
    let is_field = is(last, '.') && !is(earlier, '.');
    let is_tail = is(last, ':') && is(earlier, ':');
    let is_variable = is(last, '$') && first != "crate";
    !is_field && !is_tail && !is_variable && !is(last, '\'')
}

fn is(token: Option<&TokenTree>, sign: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == sign)
}

/// Quoted paths, as in `#[serde(with = "crate::seconds")]`.
pub(super) fn quoted_paths(tokens: TokenStream) -> Vec<Vec<String>> {
    let quoted = tokens.into_iter().filter_map(|token| match token {
        TokenTree::Literal(literal) => {
            let text = syn::parse_str::<LitStr>(&literal.to_string()).ok()?;
            let path = text.parse::<syn::Path>().ok()?;
            let names = path.segments.iter().map(|it| it.ident.unraw().to_string());
            Some(names.collect())
        }
        _ => None,
    });
    quoted.filter(|path: &Vec<_>| path.len() > 1).collect()
}
