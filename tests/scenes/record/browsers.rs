//! Gives every computer the same browsers.

use std::fs;

use desktop::{PrivateDesktop, Result};

const BROWSERS: [&str; 2] = ["Chromium", "Firefox"];

/// Installs desktop entries for the user, and hides the system's.
pub(super) fn install(desktop: &PrivateDesktop) -> Result<()> {
    let own = desktop.bus.home().join(".local/share/applications");
    fs::create_dir_all(&own)?;
    let mut files = Vec::new();
    for name in BROWSERS {
        let file = format!("{}.desktop", name.to_lowercase());
        let entry = format!("[Desktop Entry]\nType=Application\nName={name}\nExec=xdg-open %u\n");
        fs::write(own.join(&file), entry)?;
        files.push(file);
    }
    let (usual, all) = (files.last().map_or("", String::as_str), files.join(";"));
    let scheme = "x-scheme-handler/https";
    let kinds = format!(
        "[Default Applications]\n{scheme}={usual};\n[Added Associations]\n{scheme}={all};\n"
    );
    fs::write(desktop.bus.home().join(".config/mimeapps.list"), kinds)?;
    // GTK looks for its settings there too.
    desktop
        .bus
        .set_env("GSETTINGS_SCHEMA_DIR", "/usr/share/glib-2.0/schemas");
    desktop
        .bus
        .set_env("XDG_DATA_DIRS", desktop.bus.home().join(".local/share"));
    desktop
        .bus
        .set_env("XDG_CONFIG_DIRS", desktop.bus.home().join(".config"));
    Ok(())
}
