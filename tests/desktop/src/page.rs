//! Finds elements on a page by role and accessible name, or by visible text.

mod label;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use fantoccini::Client;
use fantoccini::elements::{Element, ElementRef};
use serde_json::{Value, json};

use crate::{PATIENCE, Result, display};

/// The page that a web view or browser shows.
///
/// Unless noted, methods that look for something wait for it, up to [`PATIENCE`]. Only visible
/// elements count. While a modal dialog is open, elements found by role must be inside it.
#[derive(Debug)]
pub struct Page {
    client: Client,
}

impl Page {
    pub(crate) fn new(client: Client) -> Self {
        Self { client }
    }

    /// The `WebDriver` session.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// The button with this accessible name.
    pub async fn button(&self, name: &str) -> Result<Element> {
        self.by_role("button", name).await
    }

    /// The link with this accessible name.
    pub async fn link(&self, name: &str) -> Result<Element> {
        self.by_role("link", name).await
    }

    /// The text field with this accessible name.
    pub async fn textbox(&self, name: &str) -> Result<Element> {
        self.by_role("textbox", name).await
    }

    /// The first element with this ARIA role and accessible name.
    pub async fn by_role(&self, role: &str, name: &str) -> Result<Element> {
        self.wait_for(&format!("{role} “{name}”"), PATIENCE, async || {
            Ok(self.all_by_role(role, name).await?.into_iter().next())
        })
        .await
    }

    /// All elements with this role and name, without waiting.
    pub async fn all_by_role(&self, role: &str, name: &str) -> Result<Vec<Element>> {
        let mut named = Vec::new();
        for element in self.ask(role, name).await? {
            if label::of(&self.client, &element).await? == name {
                named.push(element);
            }
        }
        Ok(named)
    }

    /// The innermost element that contains this text. Runs of white space count as one space.
    pub async fn text(&self, text: &str) -> Result<Element> {
        self.wait_for_text(text, PATIENCE).await
    }

    /// The same with another time limit.
    pub async fn wait_for_text(&self, text: &str, timeout: Duration) -> Result<Element> {
        self.wait_for(&format!("text “{text}”"), timeout, async || {
            Ok(self.ask("text", text).await?.into_iter().next())
        })
        .await
    }

    /// Waits until this text is no longer shown.
    pub async fn wait_until_gone(&self, text: &str) -> Result<()> {
        self.wait_for(
            &format!("end of the text “{text}”"),
            PATIENCE,
            async || Ok(self.ask("text", text).await?.is_empty().then_some(())),
        )
        .await
    }

    /// Waits until the script returns true on the page. `what` names it in the error.
    pub async fn wait_for_script(
        &self,
        what: &str,
        script: &str,
        arguments: Vec<Value>,
    ) -> Result<()> {
        self.wait_for(what, PATIENCE, async || {
            let answer = self.client.execute(script, arguments.clone()).await?;
            Ok((answer == Value::Bool(true)).then_some(()))
        })
        .await
    }

    /// Whether this text is shown, without waiting.
    pub async fn shows(&self, text: &str) -> Result<bool> {
        Ok(!self.ask("text", text).await?.is_empty())
    }

    /// All visible text.
    pub async fn visible_text(&self) -> Result<String> {
        let text = self
            .client
            .execute("return document.body?.innerText ?? ''", Vec::new())
            .await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Saves a picture of the page in `target/screenshots/`, and returns its path.
    pub async fn screenshot(&self, name: &str) -> Result<PathBuf> {
        // Changes are on the screen after two frames.
        const TWO_FRAMES: &str = "const [done] = arguments;
            requestAnimationFrame(() => requestAnimationFrame(() => done(null)));";
        let path = display::picture(name)?;
        self.client.execute_async(TWO_FRAMES, Vec::new()).await?;
        tokio::fs::write(&path, self.client.screenshot().await?).await?;
        Ok(path)
    }

    /// Repeats the question until it has an answer. Errors don't end the wait, because the page may be
    /// loading.
    async fn wait_for<T>(
        &self,
        what: &str,
        timeout: Duration,
        question: impl AsyncFn() -> Result<Option<T>>,
    ) -> Result<T> {
        let deadline = Instant::now() + timeout;
        loop {
            let answer = question().await;
            if let Ok(Some(found)) = answer {
                return Ok(found);
            }
            if Instant::now() > deadline {
                let problem = answer
                    .err()
                    .map(|error| format!(" ({error})"))
                    .unwrap_or_default();
                let shown = self.visible_text().await.unwrap_or_default();
                return Err(format!(
                    "no {what} after {timeout:?}{problem}; the page shows:\n{shown}"
                )
                .into());
            }
            // WebDriver has no events to wait for.
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }

    async fn ask(&self, question: &str, name: &str) -> Result<Vec<Element>> {
        let answer = self
            .client
            .execute(
                include_str!("page/find.js"),
                vec![json!(question), json!(name)],
            )
            .await?;
        let elements = match answer {
            Value::Array(elements) => elements,
            Value::Null => Vec::new(),
            element => vec![element],
        };
        elements
            .iter()
            .map(|element| self.element(element))
            .collect()
    }

    fn element(&self, reference: &Value) -> Result<Element> {
        // An object with one entry, whose key is fixed by the WebDriver standard.
        let id = reference
            .as_object()
            .and_then(|object| object.values().next()?.as_str());
        let id = id.ok_or_else(|| format!("not an element: {reference}"))?;
        Ok(Element::from_element_id(
            self.client.clone(),
            ElementRef::from(id.to_owned()),
        ))
    }
}
