//! Trees of scopes as branches: each way from the first level down to a scope that depends on
//! no other.

use globus_app::{Scope, ScopeParser};

/// Every branch of every tree, as scope strings: `a[*b c]` is `a[*b]` and `a[c]`.
pub fn branches(scopes: &[Scope]) -> Vec<String> {
    let mut found = Vec::new();
    for scope in scopes {
        descend(scope, &mut Vec::new(), &mut found);
    }
    found
}

// As deep as the parser lets scopes go.
fn descend(scope: &Scope, above: &mut Vec<String>, found: &mut Vec<String>) {
    // At the first level a `*` has no meaning to this app: it is asked for like any other.
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

/// One below the other: `a[*b[c]]`.
pub fn written<T: AsRef<str>>(path: &[T]) -> String {
    let names: Vec<_> = path.iter().map(AsRef::as_ref).collect();
    names.join("[") + &"]".repeat(names.len().saturating_sub(1))
}

/// The first scope of a text, as one that is required.
pub fn required(text: &str) -> Option<Scope> {
    let text = text.trim_start().trim_start_matches('*');
    ScopeParser::parse(text).ok()?.into_iter().next()
}

/// A scope, then everything that it depends on, from the top down.
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
