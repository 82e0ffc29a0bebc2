//! A lock shared by all processes: a locked file, which the system unlocks when its holder ends, no
//! matter how.

use std::{
    fs::{DirBuilder, File, TryLockError},
    io,
    path::PathBuf,
    time::Duration,
};

use sha2::{Digest, Sha256};
use tokio::{
    task::spawn_blocking,
    time::{Instant, sleep},
};

/// How long to wait for a holder that may be stopped or stuck. A renewal takes much less.
const PATIENCE: Duration = Duration::from_secs(10);

/// How often to try.
const PAUSE: Duration = Duration::from_millis(20);

/// The right to do what the lock is named after. Dropping it lets the next one in.
#[derive(Debug)]
pub(super) struct ProcessLock(#[expect(dead_code, reason = "unlocked when it is dropped")] File);

/// Why there is no lock. It is safe to continue without one: storage is checked again, and two
/// processes at once are unlikely.
#[derive(Debug, thiserror::Error)]
pub(super) enum NoLock {
    #[error("another process held it for more than {} s", PATIENCE.as_secs())]
    Waited,
    #[error("there is no folder to keep it in")]
    NoFolder,
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl ProcessLock {
    /// Waits for the lock called `name`.
    pub(super) async fn acquire(name: &str) -> Result<Self, NoLock> {
        let path = path(name).ok_or(NoLock::NoFolder)?;
        let opened = spawn_blocking(move || open(&path)).await;
        let file = opened.map_err(io::Error::other)??;
        let deadline = Instant::now() + PATIENCE;
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self(file)),
                Err(TryLockError::WouldBlock) if Instant::now() < deadline => {}
                Err(TryLockError::WouldBlock) => return Err(NoLock::Waited),
                Err(TryLockError::Error(error)) => return Err(error.into()),
            }
            // Waiting processes don't all try at the same moment.
            let pause = PAUSE.mul_f64(0.5 + rand::random::<f64>());
            sleep(pause).await;
        }
    }
}

/// Names may be too long for a file name, or contain characters that it can't.
fn path(name: &str) -> Option<PathBuf> {
    let name = Sha256::digest(name.as_bytes());
    let base = dirs::runtime_dir()
        .or_else(dirs::state_dir)
        .or_else(dirs::data_local_dir)?;
    Some(base.join("globus-app").join(format!("{name:x}.lock")))
}

fn open(path: &std::path::Path) -> io::Result<File> {
    if let Some(folder) = path.parent() {
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder)?;
    }
    // Nothing is ever written to it.
    File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(test: &str) -> String {
        format!("{test} {}", uuid::Uuid::new_v4())
    }

    #[tokio::test(start_paused = true)]
    async fn f23_a_holder_that_hangs_is_waited_for_but_not_for_ever() {
        let name = name("hangs");
        let held = ProcessLock::acquire(&name).await.expect("free");
        let before = Instant::now();
        let outcome = ProcessLock::acquire(&name).await;
        assert!(matches!(outcome, Err(NoLock::Waited)), "{outcome:?}");
        assert!(before.elapsed() >= PATIENCE);
        drop(held);
        ProcessLock::acquire(&name).await.expect("free again");
    }

    #[tokio::test]
    async fn d5_the_folder_is_its_owners_alone_and_names_do_not_leak() {
        let name = name("a/../b");
        let _lock = ProcessLock::acquire(&name).await.expect("free");
        let path = path(&name).expect("a folder");
        let file = path.file_name().expect("a name").to_string_lossy();
        assert_eq!(file.len(), 64 + ".lock".len(), "{file}");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let folder = path.parent().expect("a folder");
            let mode = folder.metadata().expect("it is there").permissions().mode();
            assert_eq!(mode & 0o777, 0o700);
        }
    }
}
