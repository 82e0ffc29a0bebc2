//! The thread that owns the keychain.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread,
};

use keyring_core::{Entry, Error};
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::oneshot;

use super::{
    StorageError,
    store::{install, is_dead, meaning},
};

/// Names one keychain item.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) service: String,
    pub(super) user: String,
}

type Answer<T> = oneshot::Sender<Result<T, StorageError>>;

/// One operation, and where its answer goes.
pub(super) enum Job {
    Get {
        item: Item,
        answer: Answer<Option<Vec<u8>>>,
    },
    Put {
        item: Item,
        secret: SecretString,
        answer: Answer<()>,
    },
    Delete {
        item: Item,
        answer: Answer<()>,
    },
    Check {
        item: Item,
        answer: Answer<()>,
    },
}

/// Hands jobs to the thread; the thread ends when this is dropped.
#[derive(Debug)]
pub(super) struct Worker {
    jobs: mpsc::Sender<Job>,
    /// Set when an operation outlived its deadline, until it ends after all.
    stuck: Arc<AtomicBool>,
}

impl Worker {
    pub(super) fn start() -> Self {
        let (jobs, queue) = mpsc::channel();
        let stuck = Arc::new(AtomicBool::new(false));
        let busy = Arc::clone(&stuck);
        // Without its thread every send fails, which is reported as "not available".
        let started = thread::Builder::new()
            .name("keychain".into())
            .spawn(move || run(&queue, &busy));
        if let Err(error) = started {
            tracing::error!(%error, "the keychain thread could not be started");
        }
        Self { jobs, stuck }
    }

    /// Whether an operation is past its deadline: others behind it would only wait, too.
    pub(super) fn is_stuck(&self) -> bool {
        self.stuck.load(Ordering::Acquire)
    }

    pub(super) fn set_stuck(&self) {
        self.stuck.store(true, Ordering::Release);
    }

    pub(super) fn send(&self, job: Job) -> Result<(), StorageError> {
        self.jobs.send(job).map_err(|_| StorageError::NotAvailable)
    }
}

fn run(queue: &mpsc::Receiver<Job>, stuck: &AtomicBool) {
    for job in queue {
        // An answer that nobody waits for any more (its deadline passed) is dropped: a late
        // success still took place.
        match job {
            Job::Get { item, answer } => drop(answer.send(with_entry(&item, read))),
            Job::Put {
                item,
                secret,
                answer,
            } => {
                drop(answer.send(with_entry(&item, |entry| write(entry, &secret))));
            }
            Job::Delete { item, answer } => drop(answer.send(with_entry(&item, remove))),
            Job::Check { item, answer } => drop(answer.send(with_entry(&item, check))),
        }
        stuck.store(false, Ordering::Release);
    }
}

/// Runs `operation`, once more on a new store if the old one is dead.
fn with_entry<T>(
    item: &Item,
    operation: impl Fn(&Entry) -> Result<T, Error>,
) -> Result<T, StorageError> {
    install(false)?;
    let attempt = || operation(&Entry::new(&item.service, &item.user)?);
    match attempt() {
        Err(error) if is_dead(&error) => {
            install(true)?;
            attempt().map_err(|error| meaning(&error))
        }
        outcome => outcome.map_err(|error| meaning(&error)),
    }
}

fn read(entry: &Entry) -> Result<Option<Vec<u8>>, Error> {
    match entry.get_secret() {
        Ok(secret) => Ok(Some(secret)),
        Err(Error::NoEntry) => Ok(None),
        Err(error) => Err(error),
    }
}

fn write(entry: &Entry, secret: &SecretString) -> Result<(), Error> {
    let bytes = secret.expose_secret().as_bytes();
    entry.set_secret(bytes)?;
    // Some keychains report a success that they did not keep.
    if entry.get_secret()? == bytes {
        Ok(())
    } else {
        Err(Error::BadStoreFormat("the item read back differs".into()))
    }
}

fn remove(entry: &Entry) -> Result<(), Error> {
    match entry.delete_credential() {
        Ok(()) | Err(Error::NoEntry) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Only a write tells a keyring that is locked or missing from one without our item.
fn check(entry: &Entry) -> Result<(), Error> {
    write(entry, &SecretString::from("ok"))?;
    remove(entry)
}
