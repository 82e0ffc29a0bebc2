//! Declares the commands, so that each needs a permission: those that the window's capability
//! names, and no others.

use std::error::Error;

const CAPABILITY: &str = "capabilities/main.json";

fn main() {
    if let Err(error) = build() {
        println!("cargo::error={error:#}");
    }
}

fn build() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={CAPABILITY}");
    let capability: serde_json::Value = serde_json::from_slice(&std::fs::read(CAPABILITY)?)?;
    let permissions = capability["permissions"].as_array().into_iter().flatten();
    let commands = permissions
        .filter_map(|permission| permission.as_str()?.strip_prefix("allow-"))
        .map(|name| &*name.replace('-', "_").leak())
        .collect::<Vec<&'static str>>();
    let manifest = tauri_build::AppManifest::new().commands(commands.leak());
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))?;
    Ok(())
}
