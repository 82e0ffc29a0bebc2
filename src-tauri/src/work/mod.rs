//! Your work at Globus: what needs you, what is under way, and what changed. Badge, tray,
//! notifications, lists and consents all get it from here.

pub mod attention;
mod changes;
mod follow;
mod kind;
mod look;
mod notices;
pub mod on_screen;
mod pace;
mod poll;
mod query;
mod quiet;
mod screen;

use std::{sync::Arc, time::Duration};

use tokio::{
    sync::{mpsc, oneshot, watch},
    time::timeout,
};

use crate::{
    access::under_way::UnderWay,
    controller::Controller,
    desktop::Desktop,
    flows::view::{FlowList, FlowQuery},
    problem::view::Problem,
    runs::view::{RunDetail, RunList, RunQuery},
    settings::store::SettingsStore,
    transfers::{
        detail_view::TransferDetail,
        view::{TransferList, TransferQuery},
    },
};
use attention::Attention;
use on_screen::{OnScreen, ScreenQuery};
use poll::{Heard, Sources};
use query::Rows;

/// How long a list waits to learn what is under way.
const PATIENCE: Duration = Duration::from_secs(10);

/// Tracks your work and answers the window's reads.
#[derive(Clone, Debug)]
pub struct Work {
    controller: Controller,
    heard: mpsc::UnboundedSender<Heard>,
    attention: watch::Receiver<Attention>,
}

impl Work {
    /// Starts the poller. The window shows nothing yet.
    pub fn start(
        controller: Controller,
        desktop: Arc<dyn Desktop>,
        settings: SettingsStore,
    ) -> Self {
        let (heard_in, heard) = mpsc::unbounded_channel();
        let (attention_out, attention) = watch::channel(Attention::default());
        let sources = Sources {
            controller: controller.clone(),
            desktop,
            settings,
            heard,
        };
        tokio::spawn(poll::run(sources, attention_out));
        Self {
            controller,
            heard: heard_in,
            attention,
        }
    }

    /// What is known now.
    pub fn attention(&self) -> Attention {
        self.attention.borrow().clone()
    }

    /// A receiver of all further changes.
    pub fn follow(&self) -> watch::Receiver<Attention> {
        self.attention.clone()
    }

    /// Sets what the window shows.
    pub fn show(&self, shows: OnScreen) {
        self.say(Heard::Shows(shows));
    }

    /// Reads the first rows of the list of flows.
    ///
    /// # Errors
    /// A problem in words, as for all reads below.
    pub async fn flows(&self, query: FlowQuery) -> Result<FlowList, Problem> {
        let read = query::flows(&self.controller, &query).await;
        self.has_read(ScreenQuery::Flows { query }, read)
    }

    /// Reads the first rows of the list of runs.
    pub async fn runs(&self, query: RunQuery) -> Result<RunList, Problem> {
        let read = query::runs(&self.controller, &query).await;
        self.has_read(ScreenQuery::Runs { query }, read)
    }

    /// Reads the details of a run.
    pub async fn run(&self, id: String) -> Result<RunDetail, Problem> {
        let read = query::run(&self.controller, &id).await;
        self.has_read(ScreenQuery::Run { id }, read)
    }

    /// Reads the first rows of the list of transfers and deletions.
    pub async fn transfers(&self, query: TransferQuery) -> Result<TransferList, Problem> {
        let read = query::transfers(&self.controller, &query).await;
        self.has_read(ScreenQuery::Transfers { query }, read)
    }

    /// Reads the details of a transfer or deletion.
    pub async fn transfer(&self, id: String) -> Result<TransferDetail, Problem> {
        let read = query::transfer(&self.controller, &id).await;
        self.has_read(ScreenQuery::Transfer { id }, read)
    }

    /// Checks what is under way. If that takes too long, the result is unknown.
    pub async fn under_way(&self) -> UnderWay {
        let (answer, answered) = oneshot::channel();
        self.say(Heard::UnderWay(answer));
        match timeout(PATIENCE, answered).await {
            Ok(Ok(under_way)) => under_way,
            _ => UnderWay::unknown(),
        }
    }

    fn has_read<T: Rows>(
        &self,
        query: ScreenQuery,
        read: Result<T, Problem>,
    ) -> Result<T, Problem> {
        if let Ok(read) = &read {
            self.say(Heard::Read(query, read.states()));
        }
        read
    }

    /// When the app quits, the poller is gone and the message is dropped.
    fn say(&self, heard: Heard) {
        drop(self.heard.send(heard));
    }
}
