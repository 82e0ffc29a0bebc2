//! Reads a package's files, from its root down through each `mod x;`.

use std::{
    collections::HashSet,
    fs, mem,
    path::{Path, PathBuf},
};

use proc_macro2::TokenStream;
use syn::{
    Attribute, Item, Meta, Stmt, Visibility,
    ext::IdentExt,
    visit::{self, Visit},
};

use super::{
    package::{Import, Kind, Meaning, Mention, ModuleId, Package},
    tests_only, tokens,
    use_tree::{self, Binds},
};

/// Reads the package below `folder`: its library and its program, as far as there are.
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

/// `children` is where the files of its modules are.
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

struct Reader<'a> {
    package: &'a mut Package,
    source: &'a Path,
    path: &'a Path,
    children: PathBuf,
    here: ModuleId,
    /// Names that the function binds: alone, they mean no item.
    variables: HashSet<String>,
    outcome: Result<(), String>,
}

impl Reader<'_> {
    fn mention(&mut self, path: Vec<String>, kind: Kind) {
        let scope = self.here;
        self.package.mentions.push(Mention { scope, path, kind });
    }

    fn declare(&mut self, name: &syn::Ident, is_trait: bool) {
        let name = name.unraw().to_string();
        self.package
            .declare(self.here, name, Meaning::Item { is_trait });
    }

    fn within(&mut self, module: ModuleId, visit: impl FnOnce(&mut Self)) {
        let here = mem::replace(&mut self.here, module);
        visit(self);
        self.here = here;
    }

    fn in_function(&mut self, visit: impl FnOnce(&mut Self)) {
        let variables = self.variables.clone();
        visit(self);
        self.variables = variables;
    }

    fn read_module(&mut self, item: &syn::ItemMod) -> Result<(), String> {
        let name = item.ident.unraw().to_string();
        let (path, children) = match written_path(&item.attrs) {
            Some(written) => {
                let path = self.path.with_file_name(written);
                let children = path.with_extension("");
                (path, children)
            }
            None => {
                let children = self.children.join(&name);
                let path = children.with_extension("rs");
                let path = if path.is_file() {
                    path
                } else {
                    children.join("mod.rs")
                };
                (path, children)
            }
        };
        let shown = path.strip_prefix(self.source).unwrap_or(&path);
        let shown = shown.to_string_lossy().replace('\\', "/");
        let module = self.package.add_file(shown, Some(self.here));
        self.package
            .declare(self.here, name, Meaning::Module(module));
        read_file(self.package, self.source, &path, module, children)
    }

    fn mention_in(&mut self, tokens: TokenStream) {
        for path in tokens::paths(tokens) {
            let is_variable = path.len() == 1 && self.variables.contains(&path[0]);
            if !is_variable {
                self.mention(path, Kind::InPlace);
            }
        }
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_file(&mut self, file: &'ast syn::File) {
        if !tests_only::are(&file.attrs) {
            visit::visit_file(self, file);
        }
    }

    fn visit_item(&mut self, item: &'ast Item) {
        if tests_only::are(attributes(item)) {
            return;
        }
        match item {
            Item::Const(it) => self.declare(&it.ident, false),
            Item::Enum(it) => self.declare(&it.ident, false),
            Item::Fn(it) => self.declare(&it.sig.ident, false),
            Item::Static(it) => self.declare(&it.ident, false),
            Item::Struct(it) => self.declare(&it.ident, false),
            Item::Trait(it) => self.declare(&it.ident, true),
            Item::Type(it) => self.declare(&it.ident, false),
            Item::Union(it) => self.declare(&it.ident, false),
            _ => {}
        }
        visit::visit_item(self, item);
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        let Some((_, items)) = &item.content else {
            if let Err(problem) = self.read_module(item) {
                self.outcome = self.outcome.clone().and(Err(problem));
            }
            return;
        };
        let name = item.ident.unraw().to_string();
        let module = self.package.add_within(self.here, false);
        let children = self.children.join(&name);
        let children = mem::replace(&mut self.children, children);
        self.package
            .declare(self.here, name, Meaning::Module(module));
        self.within(module, |it| {
            items.iter().for_each(|item| it.visit_item(item));
        });
        self.children = children;
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        if item.leading_colon.is_some() {
            return;
        }
        let is_handed_on = !matches!(item.vis, Visibility::Inherited);
        for used in use_tree::flatten(&item.tree) {
            let path = used.path.clone();
            let import = Import { path, is_handed_on };
            let kind = match used.binds {
                Binds::Everything => {
                    self.package.add_glob(self.here, import);
                    Kind::Glob { is_handed_on }
                }
                Binds::Name(name) => {
                    let meaning = Meaning::Import(import);
                    self.package.declare(self.here, name, meaning);
                    Kind::Use { is_handed_on }
                }
                Binds::Nothing => Kind::Use { is_handed_on },
            };
            self.mention(used.path, kind);
        }
    }

    fn visit_item_macro(&mut self, item: &'ast syn::ItemMacro) {
        let Some(name) = &item.ident else {
            return visit::visit_item_macro(self, item);
        };
        self.declare(name, false);
        let file = self.package.module(self.here).file;
        self.package.macros.insert(name.to_string(), file);
        // All other paths mean something only where the macro is called.
        for path in tokens::paths(item.mac.tokens.clone()) {
            if path[0] == "crate" {
                self.mention(path, Kind::InPlace);
            }
        }
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.in_function(|it| visit::visit_item_fn(it, item));
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.in_function(|it| visit::visit_impl_item_fn(it, item));
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        self.in_function(|it| visit::visit_trait_item_fn(it, item));
    }

    fn visit_impl_item(&mut self, item: &'ast syn::ImplItem) {
        let attributes = match item {
            syn::ImplItem::Const(it) => &it.attrs,
            syn::ImplItem::Fn(it) => &it.attrs,
            syn::ImplItem::Type(it) => &it.attrs,
            syn::ImplItem::Macro(it) => &it.attrs,
            _ => return,
        };
        if !tests_only::are(attributes) {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_field(&mut self, field: &'ast syn::Field) {
        if !tests_only::are(&field.attrs) {
            visit::visit_field(self, field);
        }
    }

    fn visit_field_value(&mut self, field: &'ast syn::FieldValue) {
        if !tests_only::are(&field.attrs) {
            visit::visit_field_value(self, field);
        }
    }

    fn visit_local(&mut self, local: &'ast syn::Local) {
        if !tests_only::are(&local.attrs) {
            visit::visit_local(self, local);
        }
    }

    fn visit_block(&mut self, block: &'ast syn::Block) {
        if block.stmts.iter().any(|it| matches!(it, Stmt::Item(_))) {
            let scope = self.package.add_within(self.here, true);
            self.within(scope, |it| visit::visit_block(it, block));
        } else {
            visit::visit_block(self, block);
        }
    }

    fn visit_pat_ident(&mut self, pattern: &'ast syn::PatIdent) {
        self.variables.insert(pattern.ident.unraw().to_string());
        visit::visit_pat_ident(self, pattern);
    }

    fn visit_expr_path(&mut self, path: &'ast syn::ExprPath) {
        let variable = path.path.get_ident();
        if variable.is_none_or(|it| !self.variables.contains(&it.unraw().to_string())) {
            visit::visit_expr_path(self, path);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.leading_colon.is_none() {
            let names = path.segments.iter().map(|it| it.ident.unraw().to_string());
            self.mention(names.collect(), Kind::InPlace);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, called: &'ast syn::Macro) {
        match called.path.get_ident() {
            Some(name) => self.mention(vec![name.to_string()], Kind::Macro),
            None => self.visit_path(&called.path),
        }
        self.mention_in(called.tokens.clone());
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        self.visit_path(attribute.path());
        if let Meta::List(list) = &attribute.meta {
            self.mention_in(list.tokens.clone());
            for path in tokens::quoted_paths(list.tokens.clone()) {
                self.mention(path, Kind::InPlace);
            }
        }
    }
}

/// `#[path = "…"]`
fn written_path(attributes: &[Attribute]) -> Option<String> {
    attributes.iter().find_map(|attribute| {
        let Meta::NameValue(pair) = &attribute.meta else {
            return None;
        };
        match &pair.value {
            syn::Expr::Lit(syn::ExprLit {
                lit: syn::Lit::Str(path),
                ..
            }) if pair.path.is_ident("path") => Some(path.value()),
            _ => None,
        }
    })
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(it) => &it.attrs,
        Item::Enum(it) => &it.attrs,
        Item::ExternCrate(it) => &it.attrs,
        Item::Fn(it) => &it.attrs,
        Item::ForeignMod(it) => &it.attrs,
        Item::Impl(it) => &it.attrs,
        Item::Macro(it) => &it.attrs,
        Item::Mod(it) => &it.attrs,
        Item::Static(it) => &it.attrs,
        Item::Struct(it) => &it.attrs,
        Item::Trait(it) => &it.attrs,
        Item::TraitAlias(it) => &it.attrs,
        Item::Type(it) => &it.attrs,
        Item::Union(it) => &it.attrs,
        Item::Use(it) => &it.attrs,
        _ => &[],
    }
}
