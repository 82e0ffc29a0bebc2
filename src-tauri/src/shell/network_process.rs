//! Ends WebKitGTK's network process, which outlives the last web view.
//!
//! The process belongs to the web context, which Tauri keeps while the app runs (tauri#14626). WebKit
//! starts another when a web view needs one.

use std::{fs, path::Path, time::Duration};

use rustix::process::{Pid, Signal, kill_process};
use tauri::{AppHandle, Manager};

use super::window;

/// The process name as the kernel reports it, cut to 15 characters.
const COMMAND: &str = "WebKitNetworkPr";

/// How long to wait before ending the process. WebKit terminates the app if the process ends before
/// it has identified itself.
const REST: Duration = Duration::from_secs(5);

/// Ends the network process after a delay, unless a window has opened again. Call it when the last
/// window has closed.
pub fn end_soon(app: AppHandle) {
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(REST).await;
        // Windows open on the main thread, so none can open between the check and the kill.
        let main = app.clone();
        let asked = app.run_on_main_thread(move || {
            if main.get_webview_window(window::LABEL).is_none() {
                end();
            }
        });
        if let Err(error) = asked {
            tracing::debug!(%error, "the app is ending");
        }
    });
}

fn end() {
    for pid in children(Path::new("/proc/self/task")) {
        let command = fs::read_to_string(format!("/proc/{pid}/comm")).unwrap_or_default();
        let Some(process) = Pid::from_raw(pid).filter(|_| command.trim_end() == COMMAND) else {
            continue;
        };
        if let Err(error) = kill_process(process, Signal::TERM) {
            tracing::debug!(%error, "WebKit's network process could not be ended");
        }
    }
}

/// The IDs of the child processes of the threads in `threads`, a `/proc/PID/task` folder.
fn children(threads: &Path) -> Vec<i32> {
    let threads = fs::read_dir(threads).into_iter().flatten().flatten();
    let lists =
        threads.filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok());
    lists
        .flat_map(|list| {
            list.split_whitespace()
                .flat_map(str::parse)
                .collect::<Vec<_>>()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;

    #[test]
    fn children_of_all_threads_are_found() {
        let started = std::thread::spawn(|| Command::new("sleep").arg("60").spawn());
        let mut child = started.join().expect("no panic").expect("sleep starts");
        let found = children(Path::new("/proc/self/task"));
        child.kill().expect("it is ours");
        child.wait().expect("it is ours");
        assert!(found.contains(&i32::try_from(child.id()).expect("a pid")));
    }
}
