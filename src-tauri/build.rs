//! Declares the commands that the window's capability lists, so that every command needs a permission.
//! Also writes the AppStream metadata.

use std::{env, error::Error, fs};

const METAINFO: &str = "app.meridian.client.metainfo.xml";
const CAPABILITY: &str = "capabilities/main.json";

fn main() {
    if let Err(error) = build() {
        println!("cargo::error={error:#}");
    }
}

fn build() -> Result<(), Box<dyn Error>> {
    write_metainfo()?;
    println!("cargo::rerun-if-changed={CAPABILITY}");
    let capability: serde_json::Value = serde_json::from_slice(&fs::read(CAPABILITY)?)?;
    let permissions = capability["permissions"].as_array().into_iter().flatten();
    let commands = permissions
        .filter_map(|permission| permission.as_str()?.strip_prefix("allow-"))
        .map(|name| &*name.replace('-', "_").leak())
        .collect::<Vec<&'static str>>();
    let manifest = tauri_build::AppManifest::new().commands(commands.leak());
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))?;
    Ok(())
}

/// Fills the home page from Cargo.toml, if there is one, into the AppStream metadata. The packages
/// take the result from `gen/`.
fn write_metainfo() -> Result<(), Box<dyn Error>> {
    let template = format!("../packaging/linux/{METAINFO}");
    for file in [&*template, "Cargo.toml"] {
        println!("cargo::rerun-if-changed={file}");
    }
    let page = env::var("CARGO_PKG_HOMEPAGE")?;
    let url = if page.is_empty() {
        String::new()
    } else {
        format!("<url type=\"homepage\">{page}</url>")
    };
    let filled = fs::read_to_string(&template)?.replace("{{homepage}}", &url);
    fs::create_dir_all("gen")?;
    Ok(fs::write(format!("gen/{METAINFO}"), filled)?)
}
