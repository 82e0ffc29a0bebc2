//! Imports between files, and the circles that they form.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::{algo::tarjan_scc, graphmap::DiGraphMap};

/// The imports between the files of one source folder. File names are relative to it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Imports {
    files: BTreeSet<String>,
    arrows: BTreeMap<(String, String), BTreeSet<String>>,
}

/// An import of one file by another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arrow<'a> {
    pub(super) from: &'a str,
    pub(super) to: &'a str,
    /// What `from` imports.
    pub(super) names: &'a BTreeSet<String>,
}

impl Imports {
    pub(super) fn add_file(&mut self, file: &str) {
        self.files.insert(file.to_owned());
    }

    /// Adds an import of one name. A file's use of its own names is ignored.
    pub(super) fn add(&mut self, from: &str, to: &str, name: &str) {
        if from != to {
            let arrow = (from.to_owned(), to.to_owned());
            self.arrows
                .entry(arrow)
                .or_default()
                .insert(name.to_owned());
        }
    }

    pub(super) fn files(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(String::as_str)
    }

    pub(super) fn arrows(&self) -> impl Iterator<Item = Arrow<'_>> {
        self.arrows
            .iter()
            .map(|((from, to), names)| Arrow { from, to, names })
    }

    /// Groups of files that all import each other, directly or not; the largest first.
    pub(super) fn circles(&self) -> Vec<Vec<&str>> {
        let graph = DiGraphMap::<&str, ()>::from_edges(self.arrows().map(|it| (it.from, it.to)));
        let mut circles = tarjan_scc(&graph);
        circles.retain(|files| files.len() > 1);
        for files in &mut circles {
            files.sort_unstable();
        }
        circles.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        circles
    }

    /// The imports within a group of files.
    pub(super) fn among(&self, files: &[&str]) -> impl Iterator<Item = Arrow<'_>> {
        self.arrows()
            .filter(|arrow| files.contains(&arrow.from) && files.contains(&arrow.to))
    }
}
