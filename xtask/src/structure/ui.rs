//! Reads the imports of the web UI.

use std::{fs, path::Path};

use super::imports::Imports;

/// The only folder that may import Tauri's packages.
const DOOR: &str = "ipc/";
const BEHIND_THE_DOOR: &str = "@tauri-apps/";

/// Reads the imports in `folder`, and describes those of Tauri's packages outside [`DOOR`].
pub(super) fn read(folder: &Path) -> Result<(Imports, Vec<String>), String> {
    let mut files = Vec::new();
    list(folder, "", &mut files).map_err(|error| format!("{}: {error}", folder.display()))?;
    let (mut imports, mut faults) = (Imports::default(), Vec::new());
    for file in &files {
        imports.add_file(file);
        let text = fs::read_to_string(folder.join(file));
        let text = text.map_err(|error| format!("{file}: {error}"))?;
        for import in imported(&text) {
            if import.from.starts_with(BEHIND_THE_DOOR) && !file.starts_with(DOOR) {
                faults.push(format!(
                    "{file} imports {}, which only {DOOR} may",
                    import.from
                ));
            }
            let to = target(&files, file, import.from);
            to.inspect(|to| imports.add(file, to, &import.names));
        }
    }
    Ok((imports, faults))
}

/// Lists all sources except tests, by their path in the folder.
fn list(folder: &Path, below: &str, files: &mut Vec<String>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let ends = |all: &[&str]| all.iter().any(|end| name.ends_with(end));
        if entry.file_type()?.is_dir() {
            list(&entry.path(), &format!("{below}{name}/"), files)?;
        } else if ends(&[".ts", ".svelte"]) && !ends(&[".test.ts"]) {
            files.push(format!("{below}{name}"));
        }
    }
    files.sort();
    Ok(())
}

#[derive(Debug, PartialEq, Eq)]
struct Imported<'a> {
    names: String,
    from: &'a str,
}

/// Finds quoted text after `from`, `import` or `import(`.
fn imported(text: &str) -> Vec<Imported<'_>> {
    let mut found = Vec::new();
    for word in ["from", "import"] {
        for (at, _) in text.match_indices(word) {
            let (before, after) = (&text[..at], &text[at + word.len()..]);
            if let Some(from) = quoted(after).filter(|_| is_code(before)) {
                let names = if word == "from" {
                    names(before)
                } else {
                    "*".to_owned()
                };
                found.push(Imported { names, from });
            }
        }
    }
    found
}

fn quoted(after: &str) -> Option<&str> {
    let after = after.trim_start();
    let after = after.strip_prefix('(').unwrap_or(after).trim_start();
    let quote = after
        .chars()
        .next()
        .filter(|sign| matches!(sign, '"' | '\''))?;
    after[1..].split(quote).next()
}

/// Whether a word that follows is code: not part of a longer word, and not in a comment.
fn is_code(before: &str) -> bool {
    let line = before.lines().last().unwrap_or_default().trim_start();
    let is_comment = ["//", "*", "/*", "<!--"]
        .iter()
        .any(|it| line.starts_with(it));
    !is_comment && !before.ends_with(|sign: char| sign.is_alphanumeric() || sign == '_')
}

/// The names in `import { a, type B } from`.
fn names(before: &str) -> String {
    let begin = ["import", "export"].iter().filter_map(|word| {
        let at = before.rfind(word)?;
        Some(at + word.len())
    });
    let clause = &before[begin.max().unwrap_or(before.len())..];
    let words: Vec<_> = clause
        .split(|sign: char| sign.is_whitespace() || "{},".contains(sign))
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

/// The file that a relative import refers to.
fn target<'a>(files: &'a [String], file: &str, from: &str) -> Option<&'a String> {
    let mut path: Vec<_> = file.split('/').collect();
    path.pop();
    if !from.starts_with('.') {
        return None;
    }
    for part in from.split('/') {
        match part {
            "." => {}
            ".." => drop(path.pop()),
            part => path.push(part),
        }
    }
    let path = path.join("/");
    let named = ["", ".ts", "/index.ts"].map(|end| format!("{path}{end}"));
    named
        .iter()
        .find_map(|named| files.iter().find(|file| *file == named))
}
