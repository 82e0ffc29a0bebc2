//! Reads a Rust package and resolves every path in it to the file that defines the item.
//!
//! Paths count wherever they are: in a `use`, an expression, a type, a pattern, an attribute or the
//! arguments of a macro. They lead to the file that defines the item, not to one that re-exports it.
//!
//! These don't count: `mod x;`, a `pub use` of an item that is defined in a child module, method
//! calls (they contain no path), and code that is only compiled for tests.

mod arrows;
mod attributes;
mod package;
mod reader;
mod resolve;
#[cfg(test)]
mod tests;
mod tokens;
mod use_tree;
mod visit;

use std::path::Path;

use super::imports::Imports;

/// Reads the package whose sources are in `folder` and whose library crate is called `library`.
pub(super) fn read(folder: &Path, library: &str) -> Result<Imports, String> {
    let package = reader::read(folder, library)?;
    Ok(arrows::of(&package))
}
