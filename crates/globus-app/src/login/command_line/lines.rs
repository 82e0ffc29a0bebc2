//! Lines from a blocking input, for async tasks.

use std::{
    io::{self, BufRead, Read},
    sync::{Mutex as Lock, PoisonError, mpsc as threads},
};

use tokio::sync::{
    Mutex,
    mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel},
};

use crate::login::error::LoginError;

/// No code is longer. The rest of a longer line counts as the next line.
const MAX_LINE: u64 = 4_096;

/// A line including its end. An empty text means the end of the input.
type Line = io::Result<String>;

/// Reads one line at a time, on a thread of its own, and only when someone waits for it.
///
/// Reading can't be canceled. So if whoever waited is gone, the next line that is typed goes to
/// whoever waits then. The runtime doesn't have to wait for the read to end.
pub(super) struct Lines {
    thread: Lock<Thread>,
    waiting: Mutex<Waiting>,
}

enum Thread {
    NotYet(
        Box<dyn FnMut() -> Line + Send>,
        threads::Receiver<()>,
        UnboundedSender<Line>,
    ),
    Runs,
}

struct Waiting {
    wanted: threads::Sender<()>,
    lines: UnboundedReceiver<Line>,
    /// Whether the thread is reading for someone who may be gone.
    is_read: bool,
}

impl Lines {
    pub(super) fn new(read: impl FnMut() -> Line + Send + 'static) -> Self {
        let (wanted, wants) = threads::channel();
        let (line, lines) = unbounded_channel();
        Self {
            thread: Lock::new(Thread::NotYet(Box::new(read), wants, line)),
            waiting: Mutex::new(Waiting {
                wanted,
                lines,
                is_read: false,
            }),
        }
    }

    /// Drops a line that was typed for someone who is gone.
    pub(super) async fn forget(&self) {
        let mut waiting = self.waiting.lock().await;
        if waiting.lines.try_recv().is_ok() {
            waiting.is_read = false;
        }
    }

    /// The next line that is typed.
    pub(super) async fn next(&self) -> Result<String, LoginError> {
        let broken = |error: io::Error| LoginError::NoTerminal(error.to_string());
        let gone = || broken(io::ErrorKind::BrokenPipe.into());
        self.start().map_err(broken)?;
        let mut waiting = self.waiting.lock().await;
        if !waiting.is_read {
            waiting.wanted.send(()).map_err(|_| gone())?;
            waiting.is_read = true;
        }
        let line = waiting.lines.recv().await;
        waiting.is_read = false;
        let line = line.ok_or_else(gone)?.map_err(broken)?;
        if line.is_empty() {
            return Err(LoginError::EndOfInput);
        }
        Ok(line)
    }

    fn start(&self) -> io::Result<()> {
        let mut thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner);
        if let Thread::NotYet(mut read, wants, line) = std::mem::replace(&mut *thread, Thread::Runs)
        {
            let name = "globus-app input".to_owned();
            std::thread::Builder::new().name(name).spawn(move || {
                while wants.recv().is_ok() && line.send(read()).is_ok() {}
            })?;
        }
        Ok(())
    }
}

/// The next line, up to a length that no code has.
pub(super) fn read_line(input: &mut impl BufRead) -> Line {
    let mut line = Vec::new();
    input.take(MAX_LINE).read_until(b'\n', &mut line)?;
    // If it isn't UTF-8, it is no code either, and is asked for again.
    Ok(String::from_utf8_lossy(&line).into_owned())
}
