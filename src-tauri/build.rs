//! Declares the commands, so that each needs a permission.

fn main() {
    let commands = tauri_build::AppManifest::new().commands(&[
        "current_session",
        "sign_in",
        "try_demo",
        "sign_in_again",
        "open_browser_again",
        "use_code",
        "submit_code",
        "cancel_sign_in",
        "sign_out",
        "check_keychain",
        "list_flows",
        "list_transfers",
        "leave_list",
        "settings",
        "save_settings",
    ]);
    let attributes = tauri_build::Attributes::new().app_manifest(commands);
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo::error={error:#}");
    }
}
