//! Login on the command line: an address to open, and a code to type in.

mod lines;

use std::{
    io::{self, BufRead, Write},
    sync::{Arc, Mutex, PoisonError},
};

use async_trait::async_trait;

use super::{
    answer::LoginAnswer, error::LoginError, manager::LoginFlowManager, request::LoginRequest,
};
use lines::Lines;

/// Prints the address, and asks for the code that Globus's page shows. Asks again if the input
/// can't be a code. This is the default login flow manager.
///
/// If the app has a [`login_redirect_uri`](crate::GlobusAppConfig::login_redirect_uri), the browser
/// is redirected there instead, to a page that shows the code. A confidential client needs one.
///
/// ```
/// use globus_app::CommandLineLoginFlowManager;
///
/// let terminal = CommandLineLoginFlowManager::default(); // standard input and output
/// let scripted = CommandLineLoginFlowManager::over(&b"the code\n"[..], Vec::new());
/// ```
pub struct CommandLineLoginFlowManager {
    lines: Lines,
    output: Arc<Mutex<dyn Write + Send>>,
}

impl CommandLineLoginFlowManager {
    /// Reads from `input` and writes to `output`, both outside async tasks.
    pub fn over(
        mut input: impl BufRead + Send + 'static,
        output: impl Write + Send + 'static,
    ) -> Self {
        Self {
            lines: Lines::new(move || lines::read_line(&mut input)),
            output: Arc::new(Mutex::new(output)),
        }
    }

    async fn say(&self, text: String) -> Result<(), LoginError> {
        let output = Arc::clone(&self.output);
        let written = tokio::task::spawn_blocking(move || {
            // If a write panicked, the lines after it are still fine.
            let mut output = output.lock().unwrap_or_else(PoisonError::into_inner);
            output.write_all(text.as_bytes())?;
            output.flush()
        });
        let written = written
            .await
            .unwrap_or_else(|_| Err(io::ErrorKind::Other.into()));
        written.map_err(|error| LoginError::NoTerminal(error.to_string()))
    }
}

impl Default for CommandLineLoginFlowManager {
    /// Uses standard input and output.
    fn default() -> Self {
        Self {
            // Locked for one line at a time, so that the program can read what comes after it.
            lines: Lines::new(|| lines::read_line(&mut io::stdin().lock())),
            output: Arc::new(Mutex::new(io::stdout())),
        }
    }
}

impl std::fmt::Debug for CommandLineLoginFlowManager {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CommandLineLoginFlowManager")
            .finish_non_exhaustive()
    }
}

#[async_trait]
impl LoginFlowManager for CommandLineLoginFlowManager {
    async fn run_login_flow(&self, request: &LoginRequest) -> Result<LoginAnswer, LoginError> {
        let pending = match request.redirect_uri() {
            Some(page) => request.begin(page.as_str())?,
            None => request.begin_with_code_page()?,
        };
        self.lines.forget().await;
        let line = "-".repeat(37);
        let address = pending.authorize_url();
        self.say(format!(
            "\nPlease authenticate with Globus here:\n{line}\n{address}\n{line}\n\n"
        ))
        .await?;
        loop {
            let ask = "Enter the resulting Authorization Code here: ";
            self.say(ask.to_owned()).await?;
            match pending.finish_with_code(&self.lines.next().await?) {
                Ok(answer) => return Ok(answer),
                Err(error) => self.say(format!("{error}\n")).await?,
            }
        }
    }
}

#[cfg(test)]
mod tests;
