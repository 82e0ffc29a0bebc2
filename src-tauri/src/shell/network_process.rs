//! WebKitGTK's network process, which outlives the last web view.
//!
//! It belongs to the web context, and Tauri keeps that for as long as the app runs (tauri#14626).
//! WebKit starts another as soon as a web view wants one.

use std::{fs, path::Path, time::Duration};

use rustix::process::{Pid, Signal, kill_process};
use tauri::{AppHandle, Manager};

use super::window;

/// What the kernel calls it: no more than 15 characters of its name.
const COMMAND: &str = "WebKitNetworkPr";

/// Long after it started: WebKit ends the app when the process goes before it said who it is.
const REST: Duration = Duration::from_secs(5);

/// Ends it, unless there is a window again by then. To be called when the last one is gone.
pub fn end_soon(app: AppHandle) {
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(REST).await;
        // Windows are made on the main thread, so none can come in between.
        let main = app.clone();
        let asked = app.run_on_main_thread(move || {
            if main.get_webview_window(window::LABEL).is_none() {
                end();
            }
        });
        if let Err(error) = asked {
            tracing::debug!(%error, "the app ends anyway");
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
            tracing::debug!(%error, "WebKit's network process stays");
        }
    }
}

/// The processes that the threads in this folder started and that have not been waited for.
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
    fn children_are_those_of_all_threads() {
        let started = std::thread::spawn(|| Command::new("sleep").arg("60").spawn());
        let mut child = started.join().expect("no panic").expect("sleep starts");
        let found = children(Path::new("/proc/self/task"));
        child.kill().expect("it is ours");
        child.wait().expect("it is ours");
        assert!(found.contains(&i32::try_from(child.id()).expect("a pid")));
    }
}
