use std::{fs, path::Path};

use super::{PACKAGES, findings::Findings, floors::Floors, imports::Imports, structure};

/// A workspace whose imports all point down.
fn sound() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (source, floors, _) in PACKAGES {
        plant(
            folder.path(),
            &format!("{source}/lib.rs"),
            "mod high; mod low;",
        );
        plant(
            folder.path(),
            &format!("{source}/high.rs"),
            "use crate::low::Thing;",
        );
        plant(
            folder.path(),
            &format!("{source}/low.rs"),
            "pub struct Thing;",
        );
        plant(
            folder.path(),
            &format!("xtask/floors/{floors}"),
            "lib\nhigh\nlow\n",
        );
    }
    plant(
        folder.path(),
        "ui/src/main.ts",
        "import { a } from \"./a\";\nimport Row from './Row.svelte'",
    );
    plant(folder.path(), "ui/src/a.ts", "export const a = 1;");
    plant(
        folder.path(),
        "ui/src/Row.svelte",
        "<script lang=\"ts\">\n  import type { A } from './a';\n</script>",
    );
    plant(
        folder.path(),
        "ui/src/ipc/index.ts",
        "import { invoke } from '@tauri-apps/api/core';",
    );
    folder
}

fn plant(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
    fs::write(path, text).expect("written");
}

fn is_sound(root: &Path) -> bool {
    structure(&["--root".to_owned(), root.display().to_string()]).is_ok()
}

#[test]
fn a_sound_workspace_passes() {
    assert!(is_sound(sound().path()));
}

#[test]
fn each_planted_fault_fails() {
    for (source, ..) in PACKAGES {
        for planted in [
            // A circle on one floor.
            &[("high.rs", "mod a; mod b;")][..],
            // From a lower floor to a higher one.
            &[
                ("high.rs", "pub fn call() {}"),
                ("low.rs", "fn up() { crate::high::call() }"),
            ],
            // A file without a floor.
            &[("lib.rs", "mod high; mod low; mod new;")],
            // A room without a file.
            &[("lib.rs", "mod low;")],
        ] {
            let folder = sound();
            let root = folder.path();
            for (file, text) in [
                ("high/a.rs", "use super::b::B; pub struct A;"),
                ("high/b.rs", "use super::a::A; pub struct B;"),
                ("new.rs", ""),
            ] {
                plant(root, &format!("{source}/{file}"), text);
            }
            assert!(is_sound(root), "no mod declares the files yet");
            for (file, text) in planted {
                plant(root, &format!("{source}/{file}"), text);
            }
            assert!(!is_sound(root), "{source}: {planted:?}");
        }
    }
}

#[test]
fn the_web_ui_is_checked_too() {
    for (file, text) in [
        ("a.ts", "import Row from \"./Row.svelte\";"),
        ("a.ts", "export { default } from './Row.svelte';"),
        ("a.ts", "const row = await import('./Row.svelte');"),
        ("a.ts", "import {\n  type Row,\n} from './Row.svelte';"),
        ("main.ts", "import { listen } from '@tauri-apps/api/event';"),
    ] {
        let folder = sound();
        plant(folder.path(), &format!("ui/src/{file}"), text);
        assert!(!is_sound(folder.path()), "{file}: {text}");
    }
    let folder = sound();
    plant(folder.path(), "ui/src/a.test.ts", "import './b.test';");
    plant(folder.path(), "ui/src/b.test.ts", "import './a.test';");
    plant(
        folder.path(),
        "ui/src/a.ts",
        "// import Row from './Row.svelte'\nconst from = \"./Row.svelte\";",
    );
    assert!(is_sound(folder.path()));
}

#[test]
fn a_circle_is_printed_with_its_imports() {
    let imports = imports(&[
        ("a.rs", "b.rs", "B"),
        ("b.rs", "a.rs", "A"),
        ("b.rs", "a.rs", "Z"),
    ]);
    let floors = Floors::parse("a # the top\nb");
    let told = Findings::of("planted", &imports, Some(&floors)).to_string();
    let expected = "  circle of 2 files: a.rs, b.rs\n    a.rs -> b.rs: B\n    b.rs -> a.rs: A, Z\n  \
                    upward: b.rs -> a.rs: A, Z\nplanted: 2 files, 2 imports, \
                    1 circle (largest 2 files), 1 upward, 0 sideways";
    assert_eq!(told, expected);
}

#[test]
fn rooms_apart_may_only_import_ids() {
    let floors = Floors::parse("above\napart: runs flows\nshared");
    let passes = |from, to| {
        let imports = imports(&[
            (from, to, "Name"),
            ("flows/mod.rs", "shared.rs", ""),
            ("above.rs", "runs.rs", ""),
        ]);
        Findings::of("planted", &imports, Some(&floors)).are_none()
    };
    assert!(passes("runs/row.rs", "runs/mod.rs"));
    assert!(passes("runs/row.rs", "flows/id.rs"));
    assert!(passes("runs/row.rs", "shared.rs"));
    assert!(!passes("runs/row.rs", "flows/mod.rs"));
    assert!(!passes("runs/row.rs", "flows/deep/id.rs"));
}

#[test]
fn a_file_belongs_to_the_innermost_room() {
    let floors = Floors::parse("app\nerror\napp/error");
    let imports = imports(&[
        ("app/mod.rs", "error.rs", ""),
        ("error.rs", "app/error.rs", ""),
    ]);
    assert!(Findings::of("planted", &imports, Some(&floors)).are_none());
    assert_eq!(floors.place("application.rs"), None);
}

#[test]
fn only_a_builder_and_its_handle_may_form_a_circle() {
    let mut arrows = vec![
        ("builder.rs", "handle.rs", ""),
        ("handle.rs", "builder.rs", ""),
    ];
    assert!(Findings::of("planted", &imports(&arrows), None).are_none());
    arrows.extend([
        ("handle.rs", "third.rs", ""),
        ("third.rs", "builder.rs", ""),
    ]);
    assert!(!Findings::of("planted", &imports(&arrows), None).are_none());
}

fn imports(arrows: &[(&str, &str, &str)]) -> Imports {
    let mut imports = Imports::default();
    for (from, to, name) in arrows {
        imports.add_file(from);
        imports.add_file(to);
        imports.add(from, to, name);
    }
    imports
}
