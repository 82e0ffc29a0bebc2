//! Collects the items that a file declares and the paths in it.

use std::mem;

use syn::{
    Attribute, Item, Meta, Stmt, Visibility,
    ext::IdentExt,
    visit::{self, Visit},
};

use super::{
    attributes::{are_for_tests, of_item},
    package::{Import, Kind, Meaning},
    reader::Reader,
    tokens,
    use_tree::{self, Binds},
};

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_file(&mut self, file: &'ast syn::File) {
        if !are_for_tests(&file.attrs) {
            visit::visit_file(self, file);
        }
    }

    fn visit_item(&mut self, item: &'ast Item) {
        if are_for_tests(of_item(item)) {
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
            for item in items {
                it.visit_item(item);
            }
        });
        self.children = children;
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        if item.leading_colon.is_some() {
            return;
        }
        let is_reexport = !matches!(item.vis, Visibility::Inherited);
        for used in use_tree::flatten(&item.tree) {
            let path = used.path.clone();
            let import = Import { path, is_reexport };
            let kind = match used.binds {
                Binds::Everything => {
                    self.package.add_glob(self.here, import);
                    Kind::Glob { is_reexport }
                }
                Binds::Name(name) => {
                    let meaning = Meaning::Import(import);
                    self.package.declare(self.here, name, meaning);
                    Kind::Use { is_reexport }
                }
                Binds::Nothing => Kind::Use { is_reexport },
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
        // All other paths are resolved where the macro is called.
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
        if !are_for_tests(attributes) {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_field(&mut self, field: &'ast syn::Field) {
        if !are_for_tests(&field.attrs) {
            visit::visit_field(self, field);
        }
    }

    fn visit_field_value(&mut self, field: &'ast syn::FieldValue) {
        if !are_for_tests(&field.attrs) {
            visit::visit_field_value(self, field);
        }
    }

    fn visit_local(&mut self, local: &'ast syn::Local) {
        if !are_for_tests(&local.attrs) {
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
