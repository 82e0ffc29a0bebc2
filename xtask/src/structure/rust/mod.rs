//! Reads a Rust package and follows every path in it to the file that defines what it names.
//!
//! A path counts wherever it stands: in a `use`, in an expression, a type, a pattern, an attribute
//! or the arguments of a macro. It leads to the file that defines the item, not to one that only
//! hands it on. Not counted are: `mod x;`, a `pub use` that hands on what is defined below the
//! module itself, methods (called on a value, they name no path) and everything that is compiled
//! for tests alone.

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

/// Reads the package whose sources are in `folder`.
///
/// `library` is what the package's own programs call its library.
pub(super) fn read(folder: &Path, library: &str) -> Result<Imports, String> {
    let package = reader::read(folder, library)?;
    Ok(arrows::of(&package))
}
