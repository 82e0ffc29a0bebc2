//! Resolves a path to the definition of the item.

use super::package::{FileId, Import, Meaning, ModuleId, Package};

/// An item, and the file that defines it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Definition {
    pub(super) file: FileId,
    pub(super) name: String,
    pub(super) is_trait: bool,
}

/// What `path::*` imports.
#[derive(Debug)]
pub(super) enum Offer {
    OfModule(Vec<Definition>),
    OfEnum(Definition),
}

#[derive(Clone, Debug)]
enum Meant {
    Module(ModuleId),
    Item(Definition),
    /// An item of another crate, or a variable.
    Outside,
}

/// The preferred meaning of a name that is both a module and an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Module,
    Item,
}

/// What is being looked up, to stop at imports that lead back to themselves.
type Seen = Vec<(ModuleId, String, Wanted)>;

impl Package {
    /// The item of this package that a path leads to. A path to a module leads to no item.
    pub(super) fn definition(&self, scope: ModuleId, path: &[String]) -> Option<Definition> {
        match self.follow(scope, path, Wanted::Item, &mut Seen::new()) {
            Meant::Item(definition) => Some(definition),
            _ => None,
        }
    }

    /// The items that `path::*` imports, or the enum whose variants it imports.
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
                // It must be made by a macro in that module.
                member.unwrap_or_else(|| self.item(module, name, false))
            };
            rest = tail;
        }
        here
    }

    /// The meaning of the first name of a path.
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

    /// The meaning of a name in a module, if `viewer` may use it. Without a viewer, any meaning counts.
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

    /// Whether `viewer` may use a module's import.
    fn shows(&self, module: ModuleId, import: &Import, viewer: Option<ModuleId>) -> bool {
        import.is_reexport || viewer.is_none_or(|viewer| self.is_within(viewer, module))
    }

    pub(super) fn is_within(&self, inner: ModuleId, outer: ModuleId) -> bool {
        self.around(inner).any(|module| module == outer)
    }

    fn root(&self, module: ModuleId) -> ModuleId {
        self.around(module).last().unwrap_or(module)
    }

    /// The module itself, or the one that contains the block.
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
