//! Scope strings with their dependencies.

mod catalog;

pub(super) use catalog::{in_words, resource_server};

/// The deepest nesting accepted: far more than any service needs, and far less than the stack
/// allows.
const MAX_DEPTH: usize = 32;

/// A scope with its dependencies, such as `transfer:all[*…/data_access]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Scope {
    pub(super) name: String,
    /// Written with a `*`: can be revoked separately.
    pub(super) is_optional: bool,
    pub(super) dependencies: Vec<Scope>,
}

/// What is wrong with a scope parameter, in the words of the Globus SDK.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum ScopeError {
    #[error("ended in left bracket")]
    EndedInLeftBracket,
    #[error("found '[' that is never closed")]
    Unclosed,
    #[error("found ']' with no matching '[' preceding it")]
    Unmatched,
    #[error("'[' cannot have a preceding space")]
    SpaceBeforeBracket,
    #[error("found '[' without a scope preceding it")]
    BracketAlone,
    #[error("found double left-bracket")]
    DoubleBracket,
    #[error("found empty brackets")]
    EmptyBrackets,
    #[error("']' may only be followed by a space or ']'")]
    AfterBracket,
    #[error("'*' must not be followed by a space")]
    SpaceAfterStar,
    #[error("'*' must stand right before a scope")]
    StarAlone,
    #[error("a scope depends on itself")]
    Cycle,
    #[error("dependencies are nested too deep")]
    TooDeep,
}

/// Parses a `scope` parameter into top-level scopes, each listed once.
pub(super) fn parse(parameter: &str) -> Result<Vec<Scope>, ScopeError> {
    let mut reader = Reader {
        rest: parameter,
        path: Vec::new(),
    };
    let mut merged: Vec<Scope> = Vec::new();
    for scope in reader.list()? {
        match merged.iter_mut().find(|known| known.name == scope.name) {
            Some(known) => known.dependencies.extend(scope.dependencies),
            None => merged.push(scope),
        }
    }
    Ok(merged)
}

struct Reader<'a> {
    rest: &'a str,
    /// Scopes whose brackets are open.
    path: Vec<&'a str>,
}

impl<'a> Reader<'a> {
    fn list(&mut self) -> Result<Vec<Scope>, ScopeError> {
        let mut scopes = Vec::new();
        loop {
            let before = self.rest.len();
            self.rest = self.rest.trim_start_matches(' ');
            let had_space = self.rest.len() < before;
            match self.rest.chars().next() {
                None if self.path.is_empty() => return Ok(scopes),
                None => return Err(ScopeError::Unclosed),
                Some(']') if self.path.is_empty() => return Err(ScopeError::Unmatched),
                Some(']') if scopes.is_empty() => return Err(ScopeError::EmptyBrackets),
                Some(']') => {
                    self.rest = &self.rest[1..];
                    return Ok(scopes);
                }
                Some('[') if had_space && !scopes.is_empty() => {
                    return Err(ScopeError::SpaceBeforeBracket);
                }
                Some('[') if self.path.is_empty() => return Err(ScopeError::BracketAlone),
                Some('[') => return Err(ScopeError::DoubleBracket),
                Some(_) => scopes.push(self.scope()?),
            }
        }
    }

    fn scope(&mut self) -> Result<Scope, ScopeError> {
        let starless = self.rest.strip_prefix('*');
        self.rest = starless.unwrap_or(self.rest);
        if self.rest.starts_with(' ') {
            return Err(ScopeError::SpaceAfterStar);
        }
        let end = self.rest.find(['[', ']', '*', ' ']);
        let (name, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        if name.is_empty() || rest.starts_with('*') {
            return Err(ScopeError::StarAlone);
        }
        if self.path.contains(&name) {
            return Err(ScopeError::Cycle);
        }
        self.rest = rest;
        Ok(Scope {
            name: name.to_owned(),
            is_optional: starless.is_some(),
            dependencies: self.dependencies(name)?,
        })
    }

    fn dependencies(&mut self, of: &'a str) -> Result<Vec<Scope>, ScopeError> {
        let Some(inside) = self.rest.strip_prefix('[') else {
            return Ok(Vec::new());
        };
        if inside.is_empty() {
            return Err(ScopeError::EndedInLeftBracket);
        }
        if self.path.len() == MAX_DEPTH {
            return Err(ScopeError::TooDeep);
        }
        self.rest = inside;
        self.path.push(of);
        let scopes = self.list()?;
        self.path.pop();
        if self.rest.is_empty() || self.rest.starts_with([' ', ']']) {
            Ok(scopes)
        } else {
            Err(ScopeError::AfterBracket)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(scopes: &[Scope]) -> Vec<&str> {
        scopes.iter().map(|scope| scope.name.as_str()).collect()
    }

    #[test]
    fn dependencies_are_not_top_level() {
        let scopes = parse("a[b *c[d]]  e a[f]").expect("well-formed");
        assert_eq!(names(&scopes), ["a", "e"]);
        assert_eq!(names(&scopes[0].dependencies), ["b", "c", "f"]);
        assert!(scopes[0].dependencies[1].is_optional);
        assert_eq!(names(&scopes[0].dependencies[1].dependencies), ["d"]);
        assert!(parse("").expect("nothing").is_empty());
    }

    #[test]
    fn what_the_sdk_refuses_is_refused_in_its_words() {
        for (text, words) in [
            ("a[", "ended in left bracket"),
            ("a]", "found ']' with no matching '[' preceding it"),
            ("a [b]", "'[' cannot have a preceding space"),
            ("a[]", "found empty brackets"),
            ("* a", "'*' must not be followed by a space"),
            ("a[b]c", "']' may only be followed by a space or ']'"),
            ("a[[b]]", "found double left-bracket"),
            ("a[a]", "a scope depends on itself"),
            ("a[b[a]]", "a scope depends on itself"),
            ("a[b", "found '[' that is never closed"),
            ("[a]", "found '[' without a scope preceding it"),
            ("a*b", "'*' must stand right before a scope"),
            ("*", "'*' must stand right before a scope"),
        ] {
            assert_eq!(parse(text).expect_err(text).to_string(), words, "{text}");
        }
    }

    #[test]
    fn a_hostile_depth_is_refused_before_the_stack_ends() {
        let names: Vec<_> = (0..100_000).map(|number| number.to_string()).collect();
        let deep = names.join("[");
        assert_eq!(parse(&deep), Err(ScopeError::TooDeep));
    }
}
