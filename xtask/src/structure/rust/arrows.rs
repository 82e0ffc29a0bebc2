//! Turns the paths in a package into imports between its files.

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
        Kind::Glob { is_reexport } => match package.offered(*scope, path) {
            Offer::OfEnum(definition) => vec![definition],
            // Names count where they are used. But methods of a trait are used without its name.
            Offer::OfModule(mut offered) => {
                offered.retain(|definition| *is_reexport || definition.is_trait);
                offered
            }
        },
        _ => package.definition(*scope, path).into_iter().collect(),
    };
    match kind {
        // A module that re-exports its children's items doesn't use them.
        Kind::Use { is_reexport: true } | Kind::Glob { is_reexport: true } => {
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
