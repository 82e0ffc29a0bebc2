//! Signed-in windows shared by tests that leave nothing behind.

use std::sync::{LazyLock, Mutex, PoisonError};

use desktop::{Options, PrivateDesktop, Result, Window};
use globus_local::GlobusLocal;
use serde_json::Value;
use tokio::runtime::Runtime;

use crate::support::{launch_at, sign_in, wait_for_flows};

/// A desktop with a window where Ada Lovelace is signed in, and a Globus that records requests.
pub(crate) struct SignedIn {
    pub(crate) window: Window,
    pub(crate) globus: GlobusLocal,
    pub(crate) desktop: PrivateDesktop,
    /// The shell's state before the test.
    before: Value,
}

/// All shared windows run on this runtime, which outlives the tests that start them.
static RUNTIME: LazyLock<std::io::Result<Runtime>> = LazyLock::new(Runtime::new);

/// Windows that no test is using.
static IDLE: Mutex<Vec<SignedIn>> = Mutex::new(Vec::new());

/// Runs a test in a signed-in window. Fails if the test leaves something behind. A window in which
/// a test failed isn't used again.
pub(crate) fn in_a_signed_in_window(
    test: impl AsyncFnOnce(&mut SignedIn) -> Result<()>,
) -> Result<()> {
    let runtime = RUNTIME.as_ref().map_err(ToString::to_string)?;
    runtime.block_on(async {
        let idle = IDLE.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut it = match idle {
            Some(it) => it.anew().await?,
            None => SignedIn::start().await?,
        };
        test(&mut it).await?;
        let after = now(&it.window).await?;
        if after != it.before {
            return Err(format!("it left something behind: {} became {after}", it.before).into());
        }
        IDLE.lock().unwrap_or_else(PoisonError::into_inner).push(it);
        Ok(())
    })
}

impl SignedIn {
    async fn start() -> Result<Self> {
        let globus = GlobusLocal::builder().control(true).start().await?;
        let mut desktop = PrivateDesktop::start(Options::default()).await?;
        let window = launch_at(&desktop, &globus, &[], &[]).await?;
        sign_in(&mut desktop, &window).await?;
        let before = now(&window).await?;
        Ok(Self {
            window,
            globus,
            desktop,
            before,
        })
    }

    /// Reloads the page, so that it knows nothing of the last test.
    async fn anew(self) -> Result<Self> {
        self.window.client().refresh().await?;
        self.window.button("Flows").await?.click().await?;
        wait_for_flows(&self.window).await?;
        Ok(self)
    }
}

/// Who is signed in, the settings, and any open dialogs.
async fn now(window: &Window) -> Result<Value> {
    const NOW: &str = "const [done] = arguments;
        const { invoke } = window.__TAURI_INTERNALS__;
        const open = [...document.querySelectorAll('dialog:modal')].map((dialog) => dialog.textContent);
        Promise.all(['current_session', 'settings', 'columns'].map((command) => invoke(command)))
            .then((told) => done([...told, open]));";
    let now = window.client().execute_async(NOW, Vec::new()).await?;
    Ok(now)
}
