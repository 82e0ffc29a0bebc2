use std::fs;

use super::read;

/// The imports of a package with these files, as `from -> to: names`.
fn imports(files: &[(&str, &str)]) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        fs::write(path, text).expect("written");
    }
    let imports = read(folder.path(), "planted").expect("a package");
    imports.arrows().map(|arrow| arrow.to_string()).collect()
}

/// A file with one item of each kind.
const BELOW: (&str, &str) = (
    "below.rs",
    "pub struct Thing; pub enum State { On } pub trait Act { fn act(&self) {} } \
     pub fn make() {} pub const SIZE: usize = 1; \
     macro_rules! shout { () => {} } pub(crate) use shout;",
);

/// The imports of a file with this text, next to [`BELOW`].
fn above(text: &str) -> Vec<String> {
    imports(&[
        ("lib.rs", "mod above; mod below;"),
        ("above.rs", text),
        BELOW,
    ])
}

#[test]
fn every_form_of_use_counts() {
    for text in [
        "use crate::below::Thing;",
        "use crate::below::{Thing};",
        "use crate::{below::{self, Thing}};",
        "use super::below::Thing as Other;",
        "use self::super::below::{Thing as _};",
        "use super::below; type Mine = below::Thing;",
        "use super::below as it; fn one(_: it::Thing) {}",
        "fn within() { use crate::below::Thing; }",
        "mod inner { use super::super::below::Thing; }",
        "use super::below; fn within() { mod inner { use super::below::Thing; } }",
    ] {
        assert_eq!(above(text), ["above.rs -> below.rs: Thing"], "{text}");
    }
}

#[test]
fn paths_in_place_count() {
    for (text, name) in [
        ("fn call() { crate::below::make(); }", "make"),
        ("fn call() -> [u8; crate::below::SIZE] { todo!() }", "SIZE"),
        ("impl crate::below::Act for u8 {}", "Act"),
        ("fn call<T: super::below::Act>() {}", "Act"),
        ("fn call() { <u8 as crate::below::Act>::act(&1); }", "Act"),
        (
            "fn is(it: u8) -> bool { matches!(it, crate::below::SIZE) }",
            "SIZE",
        ),
        ("fn say() { println!(\"{}\", super::below::SIZE); }", "SIZE"),
        (
            "use super::below; fn say() { dbg!(below::make()); }",
            "make",
        ),
        ("#[derive(crate::below::Thing)] struct Own;", "Thing"),
        (
            "struct Own { #[serde(with = \"crate::below::make\")] it: u8 }",
            "make",
        ),
        ("crate::below::shout!();", "shout"),
        (
            "fn is(it: u8) { if let crate::below::State::On = it {} }",
            "State",
        ),
        (
            "macro_rules! own { () => { $crate::below::make() } }",
            "make",
        ),
    ] {
        let expected = format!("above.rs -> below.rs: {name}");
        assert_eq!(above(text), [expected], "{text}");
    }
}

#[test]
fn lookalikes_do_not_count() {
    for text in [
        "/// See [`crate::below::Thing`].\npub struct Own;",
        "fn call(below: u8) { let make = 1; drop((below, make)); }",
        "pub mod below { pub struct Own; } use self::below::Own;",
        "use std::fmt; fn call() { fmt::make(); }",
        "use super::below; macro_rules! own { () => { below::make() } }",
        "fn one() { use crate::below as it; } fn other() { it::make(); }",
    ] {
        assert_eq!(above(text), [""; 0], "{text}");
    }
}

#[test]
fn a_glob_counts_for_the_names_used() {
    let used = above("use super::below::*; fn call() -> Thing { make() }");
    assert_eq!(used, ["above.rs -> below.rs: Act, Thing, make"]);
    let variants = above("use super::below::State::*;");
    assert_eq!(variants, ["above.rs -> below.rs: State"]);
}

#[test]
fn a_reexport_leads_to_the_definition() {
    let found = imports(&[
        (
            "lib.rs",
            "mod room; mod user; mod door; pub use room::Thing;",
        ),
        (
            "room/mod.rs",
            "mod deep; mod other; pub use deep::*; pub use other::Other;",
        ),
        ("room/deep.rs", "pub struct Thing;"),
        ("room/other.rs", "pub struct Other;"),
        ("door.rs", "pub use crate::room::Thing as Renamed;"),
        (
            "user.rs",
            "use crate::{Thing, door, room::Other}; type It = door::Renamed;",
        ),
    ]);
    let expected = [
        "door.rs -> room/deep.rs: Thing",
        "user.rs -> room/deep.rs: Thing",
        "user.rs -> room/other.rs: Other",
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_parent_that_uses_its_reexports_imports_them() {
    let found = imports(&[
        (
            "lib.rs",
            "mod child; pub use child::{Thing, make}; pub fn own() -> Thing { make() }",
        ),
        (
            "child.rs",
            "use super::own; pub struct Thing; pub fn make() -> Thing { own() }",
        ),
    ]);
    let expected = ["child.rs -> lib.rs: own", "lib.rs -> child.rs: Thing, make"];
    assert_eq!(found, expected);
}

#[test]
fn a_variable_is_not_a_function_of_the_same_name() {
    let of_parent = |text: &str| {
        let parent = format!("mod child; pub use child::make; {text}");
        imports(&[("lib.rs", &parent), ("child.rs", "pub fn make() {}")])
    };
    let none = [""; 0];
    assert_eq!(of_parent("fn own(make: u8) -> u8 { make }"), none);
    assert_eq!(of_parent("fn own(make: fn()) { say!(make()) }"), none);
    assert_eq!(of_parent("fn own(it: u8) { say!(it.make()) }"), none);
    let used = ["lib.rs -> child.rs: make"];
    let in_another = "fn own(make: u8) -> u8 { make } fn other() { make() }";
    assert_eq!(of_parent(in_another), used);
    assert_eq!(of_parent("fn own() { say!(1..make()) }"), used);
}

#[test]
fn test_code_does_not_count() {
    for text in [
        "#[cfg(test)] mod absent;",
        "#[cfg(test)] mod tests { use crate::below::Thing; }",
        "#[cfg(all(test, unix))] use crate::below::Thing;",
        "#[test] fn works() { crate::below::make(); }",
        "struct Own { #[cfg(test)] it: crate::below::Thing }",
        "impl u8 { #[cfg(test)] fn it() { crate::below::make(); } }",
        "fn call() { #[cfg(test)] let it = crate::below::SIZE; }",
    ] {
        assert_eq!(above(text), [""; 0], "{text}");
    }
    let also_without = "#[cfg(any(test, feature = \"extra\"))] use crate::below::Thing;";
    assert_eq!(above(also_without), ["above.rs -> below.rs: Thing"]);
    let never_in_tests = "#[cfg(not(test))] use crate::below::Thing;";
    assert_eq!(above(never_in_tests), ["above.rs -> below.rs: Thing"]);
}

#[test]
fn items_made_by_a_macro_are_where_it_is_called() {
    let found = imports(&[
        ("lib.rs", "#[macro_use] mod macros; mod made; mod user;"),
        (
            "macros.rs",
            "macro_rules! ids { ($name:ident) => { pub struct $name; } }",
        ),
        ("made.rs", "ids!(RunId);"),
        ("user.rs", "use crate::made::RunId;"),
    ]);
    let expected = ["made.rs -> macros.rs: ids", "user.rs -> made.rs: RunId"];
    assert_eq!(found, expected);
}

#[test]
fn every_kind_of_module_file_is_found() {
    let found = imports(&[
        ("lib.rs", "mod a; mod b; pub struct Top;"),
        (
            "main.rs",
            "mod shown; fn main() { planted::Top; crate::shown::show(); }",
        ),
        ("shown.rs", "pub fn show() {}"),
        (
            "a.rs",
            "mod c; #[path = \"odd.rs\"] mod d; mod inline { mod e; }",
        ),
        ("a/c.rs", "use crate::Top;"),
        ("odd.rs", "mod child; use super::super::Top;"),
        ("child.rs", "use super::super::super::Top;"),
        ("a/inline/e.rs", "use crate::b::c::Deep;"),
        ("b/mod.rs", "pub mod c;"),
        ("b/c/mod.rs", "pub struct Deep;"),
    ]);
    let expected = [
        "a/c.rs -> lib.rs: Top",
        "a/inline/e.rs -> b/c/mod.rs: Deep",
        "child.rs -> lib.rs: Top",
        "main.rs -> lib.rs: Top",
        "main.rs -> shown.rs: show",
        "odd.rs -> lib.rs: Top",
    ];
    assert_eq!(found, expected);
}

#[test]
fn imports_of_each_other_are_no_endless_loop() {
    let found = imports(&[
        ("lib.rs", "mod a; mod b; use a::*; fn call() { lost(); }"),
        ("a.rs", "pub use crate::b::*; pub use crate::b::Lost;"),
        ("b.rs", "pub use crate::a::*; pub use crate::a::Lost;"),
    ]);
    assert!(
        !found.iter().any(|arrow| arrow.contains("lost")),
        "{found:?}"
    );
}
