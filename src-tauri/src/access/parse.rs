//! Parses the text in the scope editor into a tree, or says what is wrong and where. Works offline.

use globus_app::{KnownScope, Scope, ScopeKind, ScopeParseError, ScopeParser, ScopeProblem};

use super::view::editor::{ParsedScopes, ScopeNode};
use crate::{
    permissions::{names::Names, words},
    requirements::features::is_data_access,
    text::{Literal, Text},
};

/// The most scopes accepted.
const MOST: usize = 1_000;

/// Parses a text.
pub fn parse(text: &str) -> ParsedScopes {
    let scopes = match ScopeParser::parse(text) {
        Ok(scopes) => scopes,
        Err(error) => return wrong(text, &error),
    };
    if scopes.is_empty() {
        return ParsedScopes::Empty;
    }
    let mut nodes = Vec::new();
    for scope in &scopes {
        walk(scope, 1, None, &mut nodes);
        if nodes.len() > MOST {
            return ParsedScopes::Error {
                message: format!(
                    "That's more than {MOST} permissions. Globus accepts far fewer at once, so remove some."
                )
                .into(),
                position: end(text),
            };
        }
    }
    ParsedScopes::Tree {
        normal: ScopeParser::serialize(&scopes),
        nodes,
    }
}

fn walk(scope: &Scope, level: u32, above: Option<&str>, nodes: &mut Vec<ScopeNode>) {
    if nodes.len() > MOST {
        return;
    }
    nodes.push(ScopeNode {
        scope: Literal::of(scope.scope_string()),
        title: words::known_title(scope, &Names::default()),
        resource_server: scope.resource_server().map(Literal::of),
        level,
        optional: scope.is_optional(),
        warning: warning(scope, above).map(Text::of),
    });
    for below in scope.dependencies() {
        walk(&below, level + 1, Some(scope.scope_string()), nodes);
    }
}

/// A warning about a scope that Globus or this app would not use as written, as far as the text
/// shows.
fn warning(scope: &Scope, above: Option<&str>) -> Option<&'static str> {
    let kind = KnownScope::find(scope).map(|known| known.kind);
    let is_data = matches!(kind, Some(ScopeKind::Collection(_))) && is_data_access(scope);
    if is_data && above.is_none() {
        return Some(
            "Write it below the permission that uses it: \
             urn:globus:auth:scope:transfer.api.globus.org:all[*…/data_access].",
        );
    }
    if scope.resource_server().is_none() {
        return Some("It doesn't name a service, so Globus may not know it.");
    }
    if scope.is_optional() && above.is_none() {
        return Some("“*” only has a meaning below another permission. Here it's ignored.");
    }
    None
}

fn wrong(text: &str, error: &ScopeParseError) -> ParsedScopes {
    let ends_too_early = matches!(
        error.problem(),
        ScopeProblem::EndedInLeftBracket
            | ScopeProblem::EndedInAsterisk
            | ScopeProblem::UnclosedBrackets
    );
    ParsedScopes::Error {
        message: words(error).into(),
        position: if ends_too_early {
            end(text)
        } else {
            u32::try_from(error.position()).unwrap_or(u32::MAX)
        },
    }
}

/// The length of the text in characters, without white space at its end.
fn end(text: &str) -> u32 {
    text.trim_end()
        .chars()
        .count()
        .try_into()
        .unwrap_or(u32::MAX)
}

/// What is wrong, and how to correct it.
fn words(error: &ScopeParseError) -> String {
    let at = error.position() + 1;
    match error.problem() {
        ScopeProblem::EndedInLeftBracket => {
            "The text ends after “[”. Name what the permission depends on, then close it with “]”."
                .into()
        }
        ScopeProblem::UnmatchedRightBracket => {
            "One “]” too many. Remove it, or add the “[” that it closes.".into()
        }
        ScopeProblem::SpaceBeforeLeftBracket => {
            "“[” must come right after its permission. Remove the space before it.".into()
        }
        ScopeProblem::EmptyBrackets => {
            "These brackets are empty. Name a permission in them, or remove them.".into()
        }
        ScopeProblem::SpaceAfterAsterisk => {
            "“*” must come right before its permission. Remove the space after it.".into()
        }
        ScopeProblem::AfterRightBracket => {
            "“]” must be followed by a space, another “]”, or the end. Add a space here.".into()
        }
        ScopeProblem::DoubleLeftBracket => {
            "Two “[” in a row. Name a permission between them, or remove one.".into()
        }
        ScopeProblem::NothingBeforeLeftBracket => {
            "There's no permission before “[”. Name the one that depends on what follows.".into()
        }
        ScopeProblem::UnclosedBrackets => {
            format!("The “[” at character {at} isn't closed. Add “]”.")
        }
        ScopeProblem::EndedInAsterisk => {
            "The text ends after “*”. Name the optional permission, or remove “*”.".into()
        }
        ScopeProblem::NothingAfterAsterisk => {
            "“*” isn't followed by a permission. Name one, or remove “*”.".into()
        }
        ScopeProblem::Cycle(scope) => format!(
            "“{}” depends on itself, directly or through others. Remove it in one place.",
            shortened(scope)
        ),
        ScopeProblem::TooDeep => format!(
            "This is nested more than {} levels deep. Globus uses at most four.",
            ScopeParser::MAX_DEPTH
        ),
        ScopeProblem::TooLong => {
            "Written out in full, this is longer than a megabyte. Remove some of it.".into()
        }
        other => format!("It can't be parsed: {other}."),
    }
}

/// The text, shortened to fit in a sentence.
pub(super) fn shortened(text: &str) -> String {
    const LONGEST: usize = 80;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let begin: String = text.chars().take(LONGEST).collect();
    begin + "…"
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const DATA: &str =
        "https://auth.globus.org/scopes/aa752cea-8222-5bc8-acd9-555b09000000/data_access";
    const TRANSFER: &str = "urn:globus:auth:scope:transfer.api.globus.org:all";

    fn error(text: &str) -> (String, u32) {
        match parse(text) {
            ParsedScopes::Error { message, position } => (message.into(), position),
            other => panic!("{text}: {other:?}"),
        }
    }

    fn tree(text: &str) -> (Vec<ScopeNode>, String) {
        match parse(text) {
            ParsedScopes::Tree { nodes, normal } => (nodes, normal),
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn every_error_says_what_would_be_right_and_where() {
        for (text, words, position) in [
            ("a[", "Name what the permission depends on", 2),
            ("é]", "One “]” too many", 1),
            ("a [b]", "Remove the space before it", 2),
            ("a[]", "These brackets are empty", 2),
            ("b * a", "Remove the space after it", 2),
            ("é[b]c", "Add a space here", 4),
            ("a[[b]]", "Name a permission between them", 2),
            ("[a]", "no permission before “[”", 0),
            (
                "é[b[c] ",
                "The “[” at character 2 isn't closed. Add “]”.",
                6,
            ),
            ("é *", "The text ends after “*”", 3),
            ("**a", "Name one, or remove “*”", 1),
            ("a[b[a]]", "“a” depends on itself", 4),
        ] {
            let (message, at) = error(text);
            assert!(message.contains(words), "{text}: {message}");
            assert_eq!(at, position, "{text}");
        }
        assert!(error(&"a[".repeat(101)).0.contains("more than 100 levels"));
        assert!(error(&"a".repeat((1 << 20) + 1)).0.contains("megabyte"));
        let many: Vec<_> = (0..=MOST).map(|number| format!("s{number}")).collect();
        assert!(error(&many.join(" ")).0.contains("more than 1000"));
        assert_eq!(parse("  "), ParsedScopes::Empty);
    }

    #[test]
    fn a_tree_has_words_levels_and_marks() {
        let (nodes, normal) = tree(&format!("  {TRANSFER}[*{DATA}]  foo "));
        assert_eq!(normal, format!("{TRANSFER}[*{DATA}] foo"));
        let seen: Vec<_> = nodes
            .iter()
            .map(|node| (node.level, node.optional))
            .collect();
        assert_eq!(seen, [(1, false), (2, true), (1, false)]);
        assert_eq!(
            nodes[0].title.as_deref(),
            Some("Manage data using Globus Transfer")
        );
        assert_eq!(
            nodes[1].title.as_deref(),
            Some("Access the data in aa752cea…")
        );
        assert_eq!(
            nodes[0].resource_server.as_deref(),
            Some("transfer.api.globus.org")
        );
        assert_eq!(
            (nodes[0].warning.as_ref(), nodes[1].warning.as_ref()),
            (None, None)
        );
        assert!(
            nodes[2]
                .warning
                .as_deref()
                .is_some_and(|words| words.contains("name a service"))
        );
    }

    #[test]
    fn what_would_not_do_is_warned_of() {
        let warning = |text: &str| {
            tree(text).0[0]
                .warning
                .clone()
                .unwrap_or_default()
                .to_string()
        };
        assert!(warning(DATA).contains("below the permission"));
        assert!(warning(&format!("*{TRANSFER}")).contains("below another permission"));
    }

    proptest! {
        #[test]
        fn any_text_has_an_answer_of_bounded_size(text in r"([a-c\[\]* \t\x1c]|\PC){0,40}") {
            match parse(&text) {
                ParsedScopes::Empty => prop_assert!(text.trim().is_empty() || text.chars().all(|c| c.is_whitespace() || c.is_control())),
                ParsedScopes::Tree { nodes, .. } => prop_assert!(nodes.len() <= MOST),
                ParsedScopes::Error { message, position } => {
                    prop_assert!(!message.is_empty() && message.len() < 600);
                    prop_assert!(position as usize <= text.chars().count());
                }
            }
        }
    }
}
