//! Runs the real window on a private desktop, with a recorder in its page.

use std::path::Path;

use desktop::{Clock, Options, PrivateDesktop, Result, Window};
use globus_local::{Clock as GlobusClock, GlobusLocal};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    browsers, outside,
    recording::{Call, NOW, Taped},
};
use crate::table::{Scene, Start, Step};

/// The client ID given to Meridian. Any Globus here accepts it.
const CLIENT_ID: &str = "61338d24-54d5-408f-a10d-66c06b59f6d2";

/// Performs a scene's steps, as on the scenes page. `export` is removed, because only modules have
/// it.
const PLAYER: &str = include_str!("../../../ui/dev/player.js");

/// Returns the script and style of the app's page.
const PAGE: &str = "return { script: document.querySelector('script[type=module]').src, \
    style: document.querySelector('link[rel=stylesheet]').href };";

pub(super) struct Stage {
    desktop: PrivateDesktop,
    globus: GlobusLocal,
    window: Window,
    page: Value,
    clock: Clock,
    now: Timestamp,
    /// The host name of this computer.
    computer: String,
}

/// What `recorder.js` recorded.
#[derive(Deserialize)]
struct Kept {
    calls: Vec<Call>,
    heard: Vec<(String, Value)>,
}

impl Stage {
    pub(super) async fn start(start: &Start) -> Result<Self> {
        let now: Timestamp = NOW.parse()?;
        let mut globus = GlobusLocal::builder()
            .clock(GlobusClock::new(move || now))
            .auto_approve(true)
            .control(true);
        if let Some(flows) = start.flows {
            globus = globus.flows(flows);
        }
        if let Some(tasks) = start.tasks {
            globus = globus.tasks(tasks);
        }
        let globus = globus.start().await?;
        let desktop = PrivateDesktop::start(Options::default()).await?;
        desktop.bus.set_env("TZ", "UTC");
        browsers::install(&desktop)?;
        if let Some(settings) = &start.settings {
            let folder = desktop.bus.home().join(".config/app.meridian.client");
            std::fs::create_dir_all(&folder)?;
            std::fs::write(folder.join("settings.json"), settings.to_string())?;
        }
        let clock = Clock::of(&desktop.bus, "meridian").await?;
        clock.stand_still_at(now.as_second())?;
        let mut variables = clock.variables().to_vec();
        variables.extend(globus.sdk_variables());
        if !start.no_client_id {
            variables.push(("MERIDIAN_CLIENT_ID", CLIENT_ID));
        }
        let program = Path::new(env!("CARGO_BIN_EXE_meridian"));
        let window = desktop.launch(program, &[], &variables).await?;
        let page = window.client().execute(PAGE, Vec::new()).await?;
        let computer = std::fs::read_to_string("/proc/sys/kernel/hostname")?;
        Ok(Self {
            desktop,
            globus,
            window,
            page,
            clock,
            now,
            computer: computer.trim().trim_end_matches(".local").to_owned(),
        })
    }

    /// Opens the app again, with the recorder loaded first.
    pub(super) async fn open(&self, place: Option<&Value>) -> Result<()> {
        // A page that runs nothing: the app's style sheet. The next steps check that it worked.
        let style = self.page["style"].as_str().unwrap_or_default();
        self.window.client().goto(style).await?;
        let script = format!(
            "{}\nwindow.player = {{ play, settled }};\n{}",
            PLAYER.replace("export ", ""),
            include_str!("recorder.js")
        );
        self.run(&script, vec![self.page.clone(), json!(place)])
            .await
    }

    /// Performs the steps in order.
    pub(super) async fn play(&mut self, steps: &[Step]) -> Result<()> {
        for step in steps {
            let told = |error| format!("{}: {error}", json!(step));
            if let Some(seconds) = step.get("advance").and_then(Value::as_i64) {
                self.advance(seconds)?;
            } else if !outside::play(&mut self.desktop, &self.globus, step)
                .await
                .map_err(told)?
            {
                let play = self.player("play", vec![json!(step)]).await;
                play.map_err(told)?;
            }
        }
        Ok(())
    }

    /// Records a scene, including the steps before and after it.
    pub(super) async fn scene(&mut self, scene: &Scene) -> Result<Taped> {
        self.play(&scene.before).await?;
        let start: Timestamp = NOW.parse()?;
        let ahead = self.now.as_second() - start.as_second();
        self.open(scene.place.as_ref()).await?;
        // The window may take a while to reach its place.
        self.player("settled", Vec::new()).await?;
        for step in &scene.steps {
            self.play(std::slice::from_ref(step)).await?;
            self.player("settled", Vec::new()).await?;
        }
        let kept = self
            .window
            .client()
            .execute("return JSON.stringify(window.scene)", Vec::new())
            .await?;
        // Consents are named after the computer.
        let kept = kept.as_str().unwrap_or_default();
        let kept = kept.replace(&format!("+on+{}", self.computer), "+on+computer");
        let Kept { calls, heard } = serde_json::from_str(&kept)?;
        self.play(&scene.after).await?;
        Ok(Taped::new(&scene.name, ahead, calls, heard))
    }

    /// Calls a function of `player.js`.
    async fn player(&self, function: &str, mut arguments: Vec<Value>) -> Result<()> {
        const CALL: &str = "const [name, ...given] = arguments;
            const done = given.pop();
            window.player[name](...given).then(() => done(null), (error) => done(String(error)));";
        arguments.insert(0, json!(function));
        self.run(CALL, arguments).await
    }

    pub(super) async fn close(self) -> Result<()> {
        self.window.close().await
    }

    fn advance(&mut self, seconds: i64) -> Result<()> {
        let time = SignedDuration::from_secs(seconds);
        self.now += time;
        self.globus.advance(time);
        self.clock.stand_still_at(self.now.as_second())
    }

    /// Runs a script that calls its last argument with null, or with an error message.
    async fn run(&self, script: &str, arguments: Vec<Value>) -> Result<()> {
        match self
            .window
            .client()
            .execute_async(script, arguments)
            .await?
        {
            Value::Null => Ok(()),
            problem => Err(problem.as_str().unwrap_or("no answer").into()),
        }
    }
}
