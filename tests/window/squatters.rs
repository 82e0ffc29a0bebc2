//! Other programs that take Meridian's name on the session bus before it starts (F29).

use std::time::{Duration, Instant};

use desktop::{Options, PrivateDesktop, Result};
use globus_local::{GlobusLocal, Options as GlobusOptions};
use zbus::{Connection, connection, interface};

use crate::{
    support::{PATIENCE, SINGLE_INSTANCE},
    undriven::{WINDOW, start},
};

const PATH: &str = "/app/meridian/client/SingleInstance";

/// Accepts the arguments of a start, or never answers.
struct Squatter {
    answers: bool,
}

#[interface(name = "org.SingleInstance.DBus")]
impl Squatter {
    async fn execute_callback(&self, arguments: Vec<String>, folder: String) {
        let _ = (arguments, folder);
        if !self.answers {
            std::future::pending::<()>().await;
        }
    }
}

async fn squat(desktop: &PrivateDesktop, squatter: Option<Squatter>) -> Result<Connection> {
    let mut builder = connection::Builder::address(desktop.bus.address()?.as_str())?;
    if let Some(squatter) = squatter {
        builder = builder.serve_at(PATH, squatter)?;
    }
    Ok(builder.name(SINGLE_INSTANCE)?.build().await?)
}

/// Closes the window, which ends the program.
async fn close(desktop: &PrivateDesktop) -> Result<()> {
    desktop.display.close_window(WINDOW).await?;
    desktop.display.wait_for_window(WINDOW, false).await
}

#[tokio::test(flavor = "multi_thread")]
async fn f29_whoever_has_the_name_cannot_keep_meridian_from_starting() -> Result<()> {
    let globus = GlobusLocal::start(GlobusOptions::default()).await?;
    let desktop = PrivateDesktop::start(Options::default()).await?;

    let no_object = squat(&desktop, None).await?;
    let app = start(&desktop, &globus)?;
    desktop.display.wait_for_window(WINDOW, true).await?;
    close(&desktop).await?;
    drop(app);
    no_object.release_name(SINGLE_INSTANCE).await?;

    let silent = squat(&desktop, Some(Squatter { answers: false })).await?;
    let begun = Instant::now();
    let app = start(&desktop, &globus)?;
    desktop.display.wait_for_window(WINDOW, true).await?;
    assert!(begun.elapsed() < Duration::from_secs(20));
    close(&desktop).await?;
    drop(app);
    silent.release_name(SINGLE_INSTANCE).await?;

    // A program that answers as Meridian does counts as Meridian, because it is in the same
    // session.
    let answering = squat(&desktop, Some(Squatter { answers: true })).await?;
    let mut app = start(&desktop, &globus)?;
    let ended = tokio::time::timeout(PATIENCE, app.wait()).await??;
    assert!(ended.success() && !desktop.display.has_window(WINDOW).await?);
    drop(answering);
    Ok(())
}
