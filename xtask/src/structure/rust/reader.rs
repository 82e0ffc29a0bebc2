//! Reads the files of a package, starting at its crate roots and following each `mod x;`.

use std::{
    collections::HashSet,
    fs, mem,
    path::{Path, PathBuf},
};

use proc_macro2::TokenStream;
use syn::{ext::IdentExt, visit::Visit};

use super::{
    attributes,
    package::{Kind, Meaning, Mention, ModuleId, Package},
    tokens,
};

/// Reads the library and the program in `folder`; either may be missing.
pub(super) fn read(folder: &Path, library: &str) -> Result<Package, String> {
    let mut package = Package::default();
    library.clone_into(&mut package.library);
    for (name, is_library) in [("lib.rs", true), ("main.rs", false)] {
        let path = folder.join(name);
        if path.is_file() {
            let root = package.add_file(name.to_owned(), None);
            if is_library {
                package.library_root = Some(root);
            }
            read_file(&mut package, folder, &path, root, folder.to_owned())?;
        }
    }
    if package.files().is_empty() {
        return Err(format!("{} has no lib.rs and no main.rs", folder.display()));
    }
    Ok(package)
}

/// `children` is the folder of the module's own modules.
fn read_file(
    package: &mut Package,
    source: &Path,
    path: &Path,
    module: ModuleId,
    children: PathBuf,
) -> Result<(), String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let file = syn::parse_file(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut reader = Reader {
        package,
        source,
        path,
        children,
        here: module,
        variables: HashSet::new(),
        outcome: Ok(()),
    };
    reader.visit_file(&file);
    reader.outcome
}

pub(super) struct Reader<'a> {
    pub(super) package: &'a mut Package,
    source: &'a Path,
    path: &'a Path,
    pub(super) children: PathBuf,
    pub(super) here: ModuleId,
    /// Variables of the current function. On its own, such a name is not an item.
    pub(super) variables: HashSet<String>,
    pub(super) outcome: Result<(), String>,
}

impl Reader<'_> {
    pub(super) fn mention(&mut self, path: Vec<String>, kind: Kind) {
        let scope = self.here;
        self.package.mentions.push(Mention { scope, path, kind });
    }

    pub(super) fn declare(&mut self, name: &syn::Ident, is_trait: bool) {
        let name = name.unraw().to_string();
        self.package
            .declare(self.here, name, Meaning::Item { is_trait });
    }

    pub(super) fn within(&mut self, module: ModuleId, visit: impl FnOnce(&mut Self)) {
        let here = mem::replace(&mut self.here, module);
        visit(self);
        self.here = here;
    }

    pub(super) fn in_function(&mut self, visit: impl FnOnce(&mut Self)) {
        let variables = self.variables.clone();
        visit(self);
        self.variables = variables;
    }

    pub(super) fn read_module(&mut self, item: &syn::ItemMod) -> Result<(), String> {
        let name = item.ident.unraw().to_string();
        let beside = self.children.join(&name).with_extension("rs");
        let within = self.children.join(&name).join("mod.rs");
        let (path, children) = if let Some(written) = attributes::written_path(&item.attrs) {
            let path = self.path.with_file_name(written);
            let children = path.with_file_name("");
            (path, children)
        } else if beside.is_file() {
            let children = beside.with_extension("");
            (beside, children)
        } else {
            let children = within.with_file_name("");
            (within, children)
        };
        let shown = path.strip_prefix(self.source).unwrap_or(&path);
        let shown = shown.to_string_lossy().replace('\\', "/");
        let module = self.package.add_file(shown, Some(self.here));
        self.package
            .declare(self.here, name, Meaning::Module(module));
        read_file(self.package, self.source, &path, module, children)
    }

    pub(super) fn mention_in(&mut self, tokens: TokenStream) {
        for path in tokens::paths(tokens) {
            let is_variable = path.len() == 1 && self.variables.contains(&path[0]);
            if !is_variable {
                self.mention(path, Kind::InPlace);
            }
        }
    }
}
