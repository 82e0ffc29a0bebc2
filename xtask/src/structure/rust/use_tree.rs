//! Splits a `use` statement into single paths.

use syn::{UseTree, ext::IdentExt};

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Used {
    pub(super) path: Vec<String>,
    pub(super) binds: Binds,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Binds {
    Name(String),
    /// `as _`
    Nothing,
    /// `*`
    Everything,
}

/// The paths in a `use`.
pub(super) fn flatten(tree: &UseTree) -> Vec<Used> {
    let mut all = Vec::new();
    follow(tree, &mut Vec::new(), &mut all);
    all
}

fn follow(tree: &UseTree, before: &mut Vec<String>, all: &mut Vec<Used>) {
    match tree {
        UseTree::Path(path) => {
            before.push(path.ident.unraw().to_string());
            follow(&path.tree, before, all);
            before.pop();
        }
        UseTree::Group(group) => group
            .items
            .iter()
            .for_each(|tree| follow(tree, before, all)),
        UseTree::Glob(_) => all.push(Used {
            path: before.clone(),
            binds: Binds::Everything,
        }),
        UseTree::Name(name) => {
            let path = with(before, &name.ident.unraw().to_string());
            let binds = path.last().cloned().map_or(Binds::Nothing, Binds::Name);
            all.push(Used { path, binds });
        }
        UseTree::Rename(renamed) => all.push(Used {
            path: with(before, &renamed.ident.unraw().to_string()),
            binds: match renamed.rename.unraw().to_string() {
                name if name == "_" => Binds::Nothing,
                name => Binds::Name(name),
            },
        }),
    }
}

/// Appends a name; `a::{self}` is `a`.
fn with(before: &[String], name: &str) -> Vec<String> {
    let mut path = before.to_vec();
    if name != "self" || path.is_empty() {
        path.push(name.to_owned());
    }
    path
}
