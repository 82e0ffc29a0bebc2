//! The accessible name of an element, as the web engine reports it to screen readers.

use fantoccini::Client;
use fantoccini::elements::Element;
use fantoccini::wd::WebDriverCompatibleCommand;
use http::Method;
use url::{ParseError, Url};

use crate::Result;

/// The `WebDriver` command "Get Computed Label", which fantoccini doesn't offer.
#[derive(Debug)]
struct ComputedLabel(String);

pub(super) async fn of(client: &Client, element: &Element) -> Result<String> {
    let label = client
        .issue_cmd(ComputedLabel(element.element_id().to_string()))
        .await?;
    Ok(label
        .as_str()
        .unwrap_or_default()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" "))
}

impl WebDriverCompatibleCommand for ComputedLabel {
    fn endpoint(
        &self,
        base_url: &Url,
        session_id: Option<&str>,
    ) -> std::result::Result<Url, ParseError> {
        base_url.join(&format!(
            "session/{}/element/{}/computedlabel",
            session_id.unwrap_or_default(),
            self.0
        ))
    }

    fn method_and_body(&self, _request_url: &Url) -> (Method, Option<String>) {
        (Method::GET, None)
    }
}
