//! Splits scope trees into branches. A branch is one path from a top-level scope to a scope without
//! dependencies.

use globus_app::{Scope, ScopeParser};

/// All branches of all trees, as scope strings. `a[*b c]` has the branches `a[*b]` and `a[c]`.
pub fn branches(scopes: &[Scope]) -> Vec<String> {
    let mut found = Vec::new();
    for scope in scopes {
        descend(scope, &mut Vec::new(), &mut found);
    }
    found
}

// The parser limits the depth of recursion.
fn descend(scope: &Scope, above: &mut Vec<String>, found: &mut Vec<String>) {
    // A top-level `*` is dropped, because Meridian treats all top-level scopes as required.
    let mark = if scope.is_optional() && !above.is_empty() {
        "*"
    } else {
        ""
    };
    above.push(format!("{mark}{}", scope.scope_string()));
    let mut below = scope.dependencies().peekable();
    if below.peek().is_none() {
        found.push(written(above));
    }
    below.for_each(|dependency| descend(&dependency, above, found));
    above.pop();
}

/// Joins the scopes of a path into a scope string: `a[*b[c]]`.
pub fn written<T: AsRef<str>>(path: &[T]) -> String {
    let names: Vec<_> = path.iter().map(AsRef::as_ref).collect();
    names.join("[") + &"]".repeat(names.len().saturating_sub(1))
}

/// The first scope in `text`, without a leading `*`.
pub fn required(text: &str) -> Option<Scope> {
    let text = text.trim_start().trim_start_matches('*');
    ScopeParser::parse(text).ok()?.into_iter().next()
}

/// The scope and everything it depends on, level by level.
pub fn all_of(scope: &Scope) -> Vec<Scope> {
    let mut all = vec![scope.clone()];
    let mut next = 0;
    while let Some(scope) = all.get(next) {
        let below: Vec<_> = scope.dependencies().collect();
        all.extend(below);
        next += 1;
    }
    all
}
