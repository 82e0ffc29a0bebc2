//! One scope and its dependencies.

use std::{borrow::Cow, fmt};

use serde::{Serialize, Serializer};

use super::{
    error::{ScopeParseError, ScopeProblem},
    tokens::SPECIAL_CHARACTERS,
};

/// A scope: a permission string that may be optional and may have dependent scopes.
///
/// Immutable: `optional` and `with_dependency` return a new scope. `Display` writes Globus Auth's
/// notation, `scope[dependency *optional_dependency]`, which `FromStr` and serde read.
///
/// ```
/// use globus_app::{Scope, TransferScopes};
///
/// let data_access = Scope::new("https://auth.globus.org/scopes/1234/data_access")?.optional();
/// let scope = TransferScopes::ALL.with_dependency(data_access);
/// assert_eq!(
///     scope.to_string(),
///     "urn:globus:auth:scope:transfer.api.globus.org:all\
///      [*https://auth.globus.org/scopes/1234/data_access]"
/// );
/// assert_eq!(scope.to_string().parse::<Scope>()?, scope);
/// # Ok::<(), globus_app::ScopeParseError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(clippy::struct_field_names, reason = "the SDK's own name")]
pub struct Scope {
    scope_string: Cow<'static, str>,
    optional: bool,
    /// Everything below this scope, each entry before its own dependencies. Kept flat, so that even
    /// a very deep chain can't overflow the stack when it is compared, written or dropped.
    below: Vec<Dependency>,
}

#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Dependency {
    /// 1 for the scope's own dependencies, 2 for theirs.
    pub(super) depth: usize,
    pub(super) scope_string: Cow<'static, str>,
    pub(super) optional: bool,
}

impl Scope {
    /// A required scope without dependencies. For `a[b]`, use `"a[b]".parse()`.
    ///
    /// # Errors
    /// [`ScopeParseError`] if the string is empty, or contains a space or one of `[]*`.
    pub fn new(scope_string: impl Into<String>) -> Result<Self, ScopeParseError> {
        let scope_string = scope_string.into();
        if scope_string.is_empty() {
            return Err(ScopeParseError::at("", 0, ScopeProblem::Empty));
        }
        match scope_string.find(SPECIAL_CHARACTERS) {
            Some(at) => Err(ScopeParseError::at(
                &scope_string,
                at,
                ScopeProblem::SpecialCharacter,
            )),
            None => Ok(Self::leaf(Cow::Owned(scope_string))),
        }
    }

    /// A scope in the catalog.
    pub(super) const fn known(scope_string: &'static str) -> Self {
        Self::leaf(Cow::Borrowed(scope_string))
    }

    /// A scope whose string is known to be valid.
    pub(super) const fn leaf(scope_string: Cow<'static, str>) -> Self {
        Self {
            scope_string,
            optional: false,
            below: Vec::new(),
        }
    }

    /// A scope from the parser.
    pub(super) fn with_below(root: &str, optional: bool, below: Vec<Dependency>) -> Self {
        Self {
            scope_string: Cow::Owned(root.to_owned()),
            optional,
            below,
        }
    }

    /// Makes this an optional dependency ("atomically revocable"), written with a `*`.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// Adds a dependency.
    #[must_use]
    pub fn with_dependency(mut self, dependency: Scope) -> Self {
        self.below.push(Dependency {
            depth: 1,
            scope_string: dependency.scope_string,
            optional: dependency.optional,
        });
        let theirs = dependency.below.into_iter().map(|below| Dependency {
            depth: below.depth + 1,
            ..below
        });
        self.below.extend(theirs);
        self
    }

    /// Adds dependencies.
    #[must_use]
    pub fn with_dependencies(self, dependencies: impl IntoIterator<Item = Scope>) -> Self {
        dependencies.into_iter().fold(self, Self::with_dependency)
    }

    /// The permission string alone, without `*` and dependencies.
    pub fn scope_string(&self) -> &str {
        &self.scope_string
    }

    /// Whether the user may decline it, or revoke it on its own later.
    pub fn is_optional(&self) -> bool {
        self.optional
    }

    /// The scopes it depends on, each with its own dependencies.
    pub fn dependencies(&self) -> impl Iterator<Item = Scope> + '_ {
        let subtrees = self.below.chunk_by(|_, next| next.depth > 1);
        subtrees.filter_map(|subtree| {
            let (dependency, below) = subtree.split_first()?;
            Some(Scope {
                scope_string: dependency.scope_string.clone(),
                optional: dependency.optional,
                below: below
                    .iter()
                    .map(|below| Dependency {
                        depth: below.depth - 1,
                        ..below.clone()
                    })
                    .collect(),
            })
        })
    }

    /// This scope at depth 0, then everything below it, each entry before its own dependencies.
    pub(super) fn with_all_below(&self) -> impl DoubleEndedIterator<Item = (usize, &str)> {
        let below = self.below.iter();
        let below = below.map(|below| (below.depth, &*below.scope_string));
        std::iter::once((0, &*self.scope_string)).chain(below)
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut write = |optional: bool, scope_string: &str, before: &str| {
            f.write_str(before)?;
            f.write_str(if optional { "*" } else { "" })?;
            f.write_str(scope_string)
        };
        write(self.optional, &self.scope_string, "")?;
        let mut depth = 0;
        for below in &self.below {
            let before = if below.depth > depth {
                "[".to_owned()
            } else {
                "]".repeat(depth - below.depth) + " "
            };
            write(below.optional, &below.scope_string, &before)?;
            depth = below.depth;
        }
        f.write_str(&"]".repeat(depth))
    }
}

impl fmt::Debug for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Scope({self})")
    }
}

impl Serialize for Scope {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scope(scope_string: &str) -> Scope {
        Scope::new(scope_string).expect("one scope")
    }

    #[test]
    fn nested_dependencies_are_written_in_brackets() {
        let scope = scope("a")
            .with_dependency(scope("b").with_dependency(scope("c").optional()))
            .with_dependency(scope("d"));
        assert_eq!(scope.to_string(), "a[b[*c] d]");
    }

    #[test]
    fn dependencies_come_out_as_they_went_in() {
        let b = scope("b").with_dependencies([scope("c").optional(), scope("d")]);
        let a = scope("a").with_dependencies([b.clone(), scope("e")]);
        assert_eq!(a.dependencies().collect::<Vec<_>>(), [b, scope("e")]);
    }

    #[test]
    fn a_single_scope_has_no_special_characters() {
        for (text, position) in [("a b", 1), ("é[b]", 1), ("*a", 0), ("a]", 1)] {
            let error = Scope::new(text).expect_err("not one scope");
            assert_eq!(error.problem(), &ScopeProblem::SpecialCharacter, "{text}");
            assert_eq!(error.position(), position, "{text}");
        }
        let error = Scope::new("").expect_err("nothing");
        assert_eq!(error.problem(), &ScopeProblem::Empty);
    }

    #[test]
    fn a_deep_chain_is_written_compared_and_dropped() {
        // Deeper than any stack.
        let mut chain = scope("s");
        chain.below = (1..=200_000)
            .map(|depth| Dependency {
                depth,
                scope_string: "s".into(),
                optional: false,
            })
            .collect();
        let copy = chain.clone();
        assert_eq!(copy, chain);
        assert_eq!(copy.cmp(&chain), std::cmp::Ordering::Equal);
        assert_eq!(chain.to_string().len(), 200_001 + 2 * 200_000);
        let below = chain.dependencies().next().expect("one");
        assert_eq!(below.below.len(), 199_999);
    }
}
