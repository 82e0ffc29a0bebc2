//! A package as read from its sources: files, modules, and the paths in them.

use std::collections::HashMap;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct ModuleId(usize);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct FileId(usize);

#[derive(Debug, Default)]
pub(super) struct Package {
    /// The name of the library crate.
    pub(super) library: String,
    /// The root module of the library crate.
    pub(super) library_root: Option<ModuleId>,
    files: Vec<File>,
    modules: Vec<Module>,
    pub(super) mentions: Vec<Mention>,
    /// The files of `macro_rules!` macros, which can be called without a path.
    pub(super) macros: HashMap<String, FileId>,
}

#[derive(Debug)]
pub(super) struct File {
    /// Relative to the source folder.
    pub(super) path: String,
    pub(super) module: ModuleId,
}

/// A module, or a block of code that declares items.
#[derive(Debug)]
pub(super) struct Module {
    pub(super) file: FileId,
    pub(super) parent: Option<ModuleId>,
    pub(super) is_block: bool,
    /// One name can mean several things, such as a module and a function.
    pub(super) names: HashMap<String, Vec<Meaning>>,
    pub(super) globs: Vec<Import>,
}

#[derive(Clone, Debug)]
pub(super) enum Meaning {
    Module(ModuleId),
    Item { is_trait: bool },
    Import(Import),
}

#[derive(Clone, Debug)]
pub(super) struct Import {
    pub(super) path: Vec<String>,
    /// Whether it is a re-export: it begins with `pub` or `pub(…)`.
    pub(super) is_reexport: bool,
}

/// A path, and the module it is in.
#[derive(Debug)]
pub(super) struct Mention {
    pub(super) scope: ModuleId,
    pub(super) path: Vec<String>,
    pub(super) kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Use { is_reexport: bool },
    Glob { is_reexport: bool },
    InPlace,
    Macro,
}

impl Package {
    /// Adds a file and its module.
    pub(super) fn add_file(&mut self, path: String, parent: Option<ModuleId>) -> ModuleId {
        let (file, module) = (FileId(self.files.len()), ModuleId(self.modules.len()));
        self.files.push(File { path, module });
        self.add(file, parent, false)
    }

    /// Adds a module or block that is in its parent's file.
    pub(super) fn add_within(&mut self, parent: ModuleId, is_block: bool) -> ModuleId {
        self.add(self.module(parent).file, Some(parent), is_block)
    }

    fn add(&mut self, file: FileId, parent: Option<ModuleId>, is_block: bool) -> ModuleId {
        let module = ModuleId(self.modules.len());
        self.modules.push(Module {
            file,
            parent,
            is_block,
            names: HashMap::new(),
            globs: Vec::new(),
        });
        module
    }

    pub(super) fn declare(&mut self, module: ModuleId, name: String, meaning: Meaning) {
        let names = &mut self.modules[module.0].names;
        names.entry(name).or_default().push(meaning);
    }

    pub(super) fn add_glob(&mut self, module: ModuleId, import: Import) {
        self.modules[module.0].globs.push(import);
    }

    pub(super) fn files(&self) -> &[File] {
        &self.files
    }

    pub(super) fn file(&self, id: FileId) -> &File {
        &self.files[id.0]
    }

    pub(super) fn module(&self, id: ModuleId) -> &Module {
        &self.modules[id.0]
    }

    /// The module and all that contain it, from the inside out.
    pub(super) fn around(&self, module: ModuleId) -> impl Iterator<Item = ModuleId> {
        std::iter::successors(Some(module), |id| self.module(*id).parent)
    }
}
