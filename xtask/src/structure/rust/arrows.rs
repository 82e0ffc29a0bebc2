//! From what a package mentions to which file imports which.

use super::{
    super::imports::Imports,
    package::{FileId, Kind, Mention, Package},
    resolve::{Definition, Offer},
};

pub(super) fn of(package: &Package) -> Imports {
    let mut imports = Imports::default();
    for file in package.files() {
        imports.add_file(&file.path);
    }
    for mention in &package.mentions {
        let from = package.module(mention.scope).file;
        for definition in imported(package, mention) {
            let [from, to] = [from, definition.file].map(|id| package.file(id).path.as_str());
            imports.add(from, to, &definition.name);
        }
    }
    imports
}

fn imported(package: &Package, mention: &Mention) -> Vec<Definition> {
    let Mention { scope, path, kind } = mention;
    let is_own = |file: FileId| package.is_within(package.file(file).module, *scope);
    let mut found = match kind {
        Kind::Glob { is_handed_on } => match package.offered(*scope, path) {
            Offer::OfEnum(definition) => vec![definition],
            // What is used by name is found where it is used; the methods of traits are not.
            Offer::OfModule(mut offered) => {
                offered.retain(|definition| *is_handed_on || definition.is_trait);
                offered
            }
        },
        _ => package.definition(*scope, path).into_iter().collect(),
    };
    match kind {
        // A module that hands on what is below it depends on none of it.
        Kind::Use { is_handed_on: true } | Kind::Glob { is_handed_on: true } => {
            found.retain(|definition| !is_own(definition.file));
        }
        Kind::Macro if found.is_empty() => {
            found.extend(package.macros.get(&path[0]).map(|file| Definition {
                file: *file,
                name: path[0].clone(),
                is_trait: false,
            }));
        }
        _ => {}
    }
    found
}
