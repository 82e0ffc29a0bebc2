//! The graph that a scope string describes: which scopes are wanted, and which depend on which.

use std::collections::{HashMap, HashSet, hash_map::Entry};

use super::{
    error::ScopeProblem,
    limits::{MAX_DEPTH, MAX_LENGTH},
    scope::{Dependency, Scope},
    tokens::Misplaced,
};

/// A scope's index in the graph.
pub(super) type Id = usize;

#[derive(Debug, Default)]
pub(super) struct Graph<'a> {
    scopes: Vec<Node<'a>>,
    ids: HashMap<&'a str, Id>,
    /// The index of each pair in its scope's edges.
    edges: HashMap<(Id, Id), usize>,
    wanted: Vec<Edge>,
    /// The entries of `wanted`. A scope can be wanted as required and as optional.
    is_wanted: HashSet<(Id, bool)>,
}

#[derive(Debug)]
struct Node<'a> {
    scope_string: &'a str,
    edges: Vec<Edge>,
}

#[derive(Clone, Copy, Debug)]
struct Edge {
    to: Id,
    optional: bool,
    /// The byte where it was first named.
    at: usize,
}

/// The size of a scope with all its dependencies.
#[derive(Clone, Copy, Debug, Default)]
struct Extent {
    /// 1 without dependencies.
    depth: usize,
    /// In bytes, without its own `*`.
    length: usize,
}

impl<'a> Graph<'a> {
    pub(super) fn scope(&mut self, scope_string: &'a str) -> Id {
        *self.ids.entry(scope_string).or_insert_with(|| {
            self.scopes.push(Node {
                scope_string,
                edges: Vec::new(),
            });
            self.scopes.len() - 1
        })
    }

    pub(super) fn is_wanted(&mut self, to: Id, optional: bool, at: usize) {
        if self.is_wanted.insert((to, optional)) {
            self.wanted.push(Edge { to, optional, at });
        }
    }

    /// If a dependency is required anywhere, it is required.
    pub(super) fn depends(&mut self, from: Id, to: Id, optional: bool, at: usize) {
        let edges = &mut self.scopes[from].edges;
        match self.edges.entry((from, to)) {
            Entry::Occupied(known) => edges[*known.get()].optional &= optional,
            Entry::Vacant(new) => {
                new.insert(edges.len());
                edges.push(Edge { to, optional, at });
            }
        }
    }

    /// Each wanted scope as a tree, if there is no cycle and the trees stay within the limits.
    pub(super) fn into_scopes(self) -> Result<Vec<Scope>, Misplaced> {
        let extents = self.extents()?;
        let mut length = 0_usize;
        for wanted in &self.wanted {
            let written = extents[wanted.to]
                .length
                .saturating_add(usize::from(wanted.optional));
            // Includes the space after it, which the last one doesn't have.
            length = length.saturating_add(written).saturating_add(1);
            if length > MAX_LENGTH + 1 {
                return Err((ScopeProblem::TooLong, wanted.at));
            }
        }
        let scopes = self.wanted.iter().map(|wanted| self.tree(*wanted));
        Ok(scopes.collect())
    }

    /// The depth and length of every scope, computed from the leaves up, without recursion.
    fn extents(&self) -> Result<Vec<Extent>, Misplaced> {
        let mut extents: Vec<Option<Extent>> = vec![None; self.scopes.len()];
        let mut on_path = vec![false; self.scopes.len()];
        for wanted in &self.wanted {
            // Each scope on the way down, and how many of its edges have been walked.
            let mut path = vec![(wanted.to, 0)];
            while let Some((id, walked)) = path.last_mut() {
                let id = *id;
                let node = &self.scopes[id];
                on_path[id] = true;
                if let Some(edge) = node.edges.get(*walked) {
                    *walked += 1;
                    if on_path[edge.to] {
                        let name = self.scopes[edge.to].scope_string.to_owned();
                        return Err((ScopeProblem::Cycle(name), edge.at));
                    }
                    if extents[edge.to].is_none() {
                        path.push((edge.to, 0));
                    }
                } else {
                    extents[id] = Some(extent(node, &extents)?);
                    on_path[id] = false;
                    path.pop();
                }
            }
        }
        // Every scope in the graph is wanted or a dependency.
        Ok(extents.into_iter().map(Option::unwrap_or_default).collect())
    }

    fn tree(&self, root: Edge) -> Scope {
        let mut below = Vec::new();
        let mut to_write = vec![(root, 0)];
        while let Some((edge, depth)) = to_write.pop() {
            let node = &self.scopes[edge.to];
            if depth > 0 {
                below.push(Dependency {
                    depth,
                    scope_string: node.scope_string.to_owned().into(),
                    optional: edge.optional,
                });
            }
            to_write.extend(node.edges.iter().rev().map(|edge| (*edge, depth + 1)));
        }
        Scope::with_below(self.scopes[root.to].scope_string, root.optional, below)
    }
}

/// Computed from the known extents of its dependencies.
fn extent(node: &Node<'_>, extents: &[Option<Extent>]) -> Result<Extent, Misplaced> {
    let mut whole = Extent {
        depth: 1,
        length: node.scope_string.len(),
    };
    for edge in &node.edges {
        let below = extents[edge.to].unwrap_or_default();
        if below.depth == MAX_DEPTH {
            return Err((ScopeProblem::TooDeep, edge.at));
        }
        whole.depth = whole.depth.max(below.depth + 1);
        // Includes the space or bracket before it.
        whole.length = whole
            .length
            .saturating_add(below.length)
            .saturating_add(1 + usize::from(edge.optional));
    }
    if !node.edges.is_empty() {
        whole.length = whole.length.saturating_add(1);
    }
    Ok(whole)
}
