//! Follows a path to the definition of what it names.

use super::package::{FileId, Import, Meaning, ModuleId, Package};

/// Where an item is defined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Definition {
    pub(super) file: FileId,
    pub(super) name: String,
    pub(super) is_trait: bool,
}

/// What a `*` stands for.
#[derive(Debug)]
pub(super) enum Offer {
    OfModule(Vec<Definition>),
    OfEnum(Definition),
}

#[derive(Clone, Debug)]
enum Meant {
    Module(ModuleId),
    Item(Definition),
    /// Another package's, or a variable.
    Outside,
}

/// One name may mean a module and an item; which, depends on what follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Module,
    Item,
}

/// What is being looked up, so that imports that lead to each other end.
type Seen = Vec<(ModuleId, String, Wanted)>;

impl Package {
    /// The item of this package that a path names. A module is none: what is reached through it
    /// is.
    pub(super) fn definition(&self, scope: ModuleId, path: &[String]) -> Option<Definition> {
        match self.follow(scope, path, Wanted::Item, &mut Seen::new()) {
            Meant::Item(definition) => Some(definition),
            _ => None,
        }
    }

    /// The items that `path::*` brings in; of an enum, itself.
    pub(super) fn offered(&self, scope: ModuleId, path: &[String]) -> Offer {
        match self.follow(scope, path, Wanted::Module, &mut Seen::new()) {
            Meant::Module(module) => {
                let mut found = Vec::new();
                self.offer(module, scope, &mut found, &mut Vec::new());
                Offer::OfModule(found)
            }
            Meant::Item(definition) => Offer::OfEnum(definition),
            Meant::Outside => Offer::OfModule(Vec::new()),
        }
    }

    fn offer(
        &self,
        module: ModuleId,
        viewer: ModuleId,
        found: &mut Vec<Definition>,
        seen: &mut Vec<ModuleId>,
    ) {
        if seen.contains(&module) {
            return;
        }
        seen.push(module);
        for name in self.module(module).names.keys() {
            let wanted = Wanted::Item;
            let meant = self.member(module, name, wanted, Some(viewer), &mut Seen::new());
            if let Some(Meant::Item(definition)) = meant {
                found.push(definition);
            }
        }
        for glob in &self.module(module).globs {
            let meant = self.follow(module, &glob.path, Wanted::Module, &mut Seen::new());
            if let (Meant::Module(next), true) = (meant, self.shows(module, glob, Some(viewer))) {
                self.offer(next, viewer, found, seen);
            }
        }
    }

    fn follow(&self, scope: ModuleId, path: &[String], last: Wanted, seen: &mut Seen) -> Meant {
        let wanted = |rest: &[String]| {
            if rest.is_empty() {
                last
            } else {
                Wanted::Module
            }
        };
        let Some((first, mut rest)) = path.split_first() else {
            return Meant::Outside;
        };
        let mut here = match first.as_str() {
            "crate" => Meant::Module(self.root(scope)),
            "self" => Meant::Module(self.named(scope)),
            "super" => self.above(self.named(scope)),
            name => self.in_scope(scope, name, wanted(rest), seen),
        };
        while let (Meant::Module(module), Some((name, tail))) = (&here, rest.split_first()) {
            let module = *module;
            here = if name == "super" {
                self.above(module)
            } else {
                let member = self.member(module, name, wanted(tail), None, seen);
                // A macro makes it there.
                member.unwrap_or_else(|| self.item(module, name, false))
            };
            rest = tail;
        }
        here
    }

    /// A name that stands alone or first.
    fn in_scope(&self, scope: ModuleId, name: &str, wanted: Wanted, seen: &mut Seen) -> Meant {
        for module in self.around(scope) {
            if let Some(meant) = self.member(module, name, wanted, None, seen) {
                return meant;
            }
            if !self.module(module).is_block {
                break;
            }
        }
        match self.library_root {
            Some(library) if name == self.library && self.root(scope) != library => {
                Meant::Module(library)
            }
            _ => Meant::Outside,
        }
    }

    /// What a module calls by this name; for a viewer elsewhere, as far as he sees it.
    fn member(
        &self,
        module: ModuleId,
        name: &str,
        wanted: Wanted,
        viewer: Option<ModuleId>,
        seen: &mut Seen,
    ) -> Option<Meant> {
        let looked_up = (module, name.to_owned(), wanted);
        if seen.contains(&looked_up) {
            return None;
        }
        seen.push(looked_up);
        let found = self.look_up(module, name, wanted, viewer, seen);
        seen.pop();
        found
    }

    fn look_up(
        &self,
        module: ModuleId,
        name: &str,
        wanted: Wanted,
        viewer: Option<ModuleId>,
        seen: &mut Seen,
    ) -> Option<Meant> {
        let mut second_best = None;
        for meaning in self.module(module).names.get(name).into_iter().flatten() {
            let meant = match meaning {
                Meaning::Module(module) => Meant::Module(*module),
                Meaning::Item { is_trait } => self.item(module, name, *is_trait),
                Meaning::Import(import) if self.shows(module, import, viewer) => {
                    self.follow(module, &import.path, wanted, seen)
                }
                Meaning::Import(_) => continue,
            };
            match (&meant, wanted) {
                (Meant::Module(_), Wanted::Module) | (Meant::Item(_), Wanted::Item) => {
                    return Some(meant);
                }
                (Meant::Outside, _) => second_best = second_best.or(Some(meant)),
                _ => second_best = Some(meant),
            }
        }
        second_best.or_else(|| self.through_globs(module, name, wanted, viewer, seen))
    }

    fn through_globs(
        &self,
        module: ModuleId,
        name: &str,
        wanted: Wanted,
        viewer: Option<ModuleId>,
        seen: &mut Seen,
    ) -> Option<Meant> {
        let globs = self.module(module).globs.iter();
        let mut shown = globs.filter(|glob| self.shows(module, glob, viewer));
        shown.find_map(
            |glob| match self.follow(module, &glob.path, Wanted::Module, seen) {
                Meant::Module(other) => self.member(other, name, wanted, Some(module), seen),
                _ => None,
            },
        )
    }

    fn item(&self, module: ModuleId, name: &str, is_trait: bool) -> Meant {
        Meant::Item(Definition {
            file: self.module(module).file,
            name: name.to_owned(),
            is_trait,
        })
    }

    /// Whether an import of a module can be named by a viewer.
    fn shows(&self, module: ModuleId, import: &Import, viewer: Option<ModuleId>) -> bool {
        import.is_handed_on || viewer.is_none_or(|viewer| self.is_within(viewer, module))
    }

    pub(super) fn is_within(&self, inner: ModuleId, outer: ModuleId) -> bool {
        self.around(inner).any(|module| module == outer)
    }

    fn root(&self, module: ModuleId) -> ModuleId {
        self.around(module).last().unwrap_or(module)
    }

    /// The module itself, or that in which a block stands.
    fn named(&self, module: ModuleId) -> ModuleId {
        let mut around = self.around(module);
        around
            .find(|it| !self.module(*it).is_block)
            .unwrap_or(module)
    }

    fn above(&self, module: ModuleId) -> Meant {
        let parent = self.module(module).parent;
        parent.map_or(Meant::Outside, |parent| Meant::Module(self.named(parent)))
    }
}
