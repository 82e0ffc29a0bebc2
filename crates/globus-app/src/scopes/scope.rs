//! One scope, with the scopes it depends on.

use std::{borrow::Cow, fmt};

/// A scope: a permission string, perhaps optional, perhaps with dependent scopes.
///
/// `Display` writes Globus Auth's own form: `scope[dependency *optional_dependency]`.
///
/// ```
/// use globus_app::{Scope, TransferScopes};
///
/// let data_access = Scope::new("https://auth.globus.org/scopes/1234/data_access").optional();
/// let scope = TransferScopes::ALL.with_dependency(data_access);
/// assert_eq!(
///     scope.to_string(),
///     "urn:globus:auth:scope:transfer.api.globus.org:all\
///      [*https://auth.globus.org/scopes/1234/data_access]"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(clippy::struct_field_names, reason = "the SDK's own name")]
pub struct Scope {
    scope_string: Cow<'static, str>,
    optional: bool,
    dependencies: Vec<Scope>,
}

impl Scope {
    /// A required scope without dependencies.
    pub fn new(scope_string: impl Into<String>) -> Self {
        Self {
            scope_string: Cow::Owned(scope_string.into()),
            optional: false,
            dependencies: Vec::new(),
        }
    }

    /// The same, for scopes known at compile time.
    pub const fn from_static(scope_string: &'static str) -> Self {
        Self {
            scope_string: Cow::Borrowed(scope_string),
            optional: false,
            dependencies: Vec::new(),
        }
    }

    /// This scope as an optional dependency ("atomically revocable"), written with a `*`.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// This scope with one more dependency.
    #[must_use]
    pub fn with_dependency(mut self, dependency: Scope) -> Self {
        self.dependencies.push(dependency);
        self
    }

    /// The permission string alone, without `*` and dependencies.
    pub fn scope_string(&self) -> &str {
        &self.scope_string
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.optional {
            f.write_str("*")?;
        }
        f.write_str(&self.scope_string)?;
        for (index, dependency) in self.dependencies.iter().enumerate() {
            f.write_str(if index == 0 { "[" } else { " " })?;
            dependency.fmt(f)?;
        }
        if self.dependencies.is_empty() {
            Ok(())
        } else {
            f.write_str("]")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested_dependencies_are_written_in_brackets() {
        let scope = Scope::new("a")
            .with_dependency(Scope::new("b").with_dependency(Scope::new("c").optional()))
            .with_dependency(Scope::new("d"));
        assert_eq!(scope.to_string(), "a[b[*c] d]");
    }
}
