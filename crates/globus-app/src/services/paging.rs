//! Lists that come in pages, in every style that Globus uses (`globus_sdk/paging`).

use std::marker::PhantomData;

use futures::{Stream, StreamExt, TryStreamExt, stream};
use serde::{Deserialize, Deserializer, de::DeserializeOwned};
use serde_json::Value;

use super::service::Service;
use crate::app::Error;

/// The parameters of a list request, in the order in which they were added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Query(Vec<(&'static str, String)>);

/// A page of a list: its items, and the request for the next page.
pub(super) trait Page: DeserializeOwned + Send + 'static {
    type Item: Send + 'static;

    /// The request for the next page, after `query` got this one. None at the end.
    fn next(&self, query: &Query) -> Option<Query>;

    fn into_items(self) -> Vec<Self::Item>;

    /// Called when all pages are wanted and no page size is set. A list can then ask for a few
    /// large pages instead of many small ones. By default the service decides.
    fn ask_for_large_pages(_query: &mut Query) {}
}

/// A request for a list.
#[derive(Clone, Debug)]
pub(super) struct List<P> {
    service: Service,
    path: String,
    pub(super) query: Query,
    page: PhantomData<fn() -> P>,
}

impl<P: Page> List<P> {
    pub(super) fn new(service: &Service, path: impl Into<String>) -> Self {
        Self {
            service: service.clone(),
            path: path.into(),
            query: Query::default(),
            page: PhantomData,
        }
    }

    /// Gets one page.
    pub(super) async fn send(&self) -> Result<P, Error> {
        self.service.get(&self.path, self.query.pairs()).await
    }

    /// Gets all pages. Each is requested when the previous one has been taken.
    pub(super) fn pages(mut self) -> impl Stream<Item = Result<P, Error>> + Send {
        P::ask_for_large_pages(&mut self.query);
        stream::try_unfold(Some(self), |next| async move {
            let Some(request) = next else { return Ok(None) };
            let page = request.send().await?;
            let next = page.next(&request.query);
            if next.as_ref() == Some(&request.query) {
                return Err(request
                    .service
                    .unexpected("it keeps returning the same page of a list"));
            }
            let next = next.map(|query| Self { query, ..request });
            Ok(Some((page, next)))
        })
    }

    /// Gets all items on all pages.
    pub(super) fn items(self) -> impl Stream<Item = Result<P::Item, Error>> + Send {
        self.pages()
            .map_ok(|page| stream::iter(page.into_items()).map(Ok))
            .try_flatten()
    }
}

impl Query {
    /// Adds a parameter, in addition to others with the same name.
    pub(super) fn add(&mut self, name: &'static str, value: impl Into<String>) {
        self.0.push((name, value.into()));
    }

    /// Sets a parameter, and removes others with the same name.
    pub(super) fn set(&mut self, name: &'static str, value: impl Into<String>) {
        self.0.retain(|(known, _)| *known != name);
        self.add(name, value);
    }

    /// Adds a value to a comma-separated parameter.
    pub(super) fn join(&mut self, name: &'static str, value: &str) {
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, values)) => {
                values.push(',');
                values.push_str(value);
            }
            None => self.add(name, value),
        }
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value.as_str())
    }

    pub(super) fn pairs(&self) -> &[(&'static str, String)] {
        &self.0
    }

    /// Marker style: the same request with another `marker`. Flows returns a marker and
    /// `has_next_page`, its web inputs a marker or null, Transfer a `next_marker` or null.
    pub(super) fn at_marker(&self, marker: Option<&str>) -> Option<Self> {
        let marker = marker.filter(|marker| !marker.is_empty())?;
        let mut next = self.clone();
        next.set("marker", marker);
        Some(next)
    }

    /// Offset style: continues after the `received` items of this page, up to `total`.
    pub(super) fn at_offset(&self, received: usize, total: u64) -> Option<Self> {
        let seen = self.offset_behind(received);
        (received > 0 && seen < total).then(|| self.with_offset(seen))
    }

    /// Offset style without a total: continues while the page says that there is more.
    pub(super) fn at_offset_if(&self, received: usize, has_next_page: bool) -> Option<Self> {
        (received > 0 && has_next_page).then(|| self.with_offset(self.offset_behind(received)))
    }

    fn offset_behind(&self, received: usize) -> u64 {
        let offset: u64 = self
            .get("offset")
            .and_then(|offset| offset.parse().ok())
            .unwrap_or(0);
        offset.saturating_add(received as u64)
    }

    fn with_offset(&self, offset: u64) -> Self {
        let mut next = self.clone();
        next.set("offset", offset.to_string());
        next
    }
}

/// A marker: a string, or a number in older services; null or missing at the end.
pub(super) fn marker<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<String>, D::Error> {
    Ok(match Option::<Value>::deserialize(deserializer)? {
        Some(Value::String(text)) => Some(text),
        Some(Value::Number(number)) => Some(number.to_string()),
        _ => None,
    })
}

/// The methods that all list requests have.
macro_rules! list_methods {
    ($request:ident, $page:ident, $item:ident) => {
        impl $request {
            /// Adds a parameter for which this request has no method.
            #[must_use]
            pub fn query_param(mut self, name: &'static str, value: impl Into<String>) -> Self {
                self.list.query.add(name, value);
                self
            }

            /// Gets one page.
            ///
            /// # Errors
            /// Any [`Error`].
            pub async fn send(&self) -> Result<$page, Error> {
                self.list.send().await
            }

            /// Gets all pages, one after the other.
            pub fn pages(self) -> impl futures::Stream<Item = Result<$page, Error>> + Send {
                self.list.pages()
            }

            /// Gets all items on all pages.
            pub fn items(self) -> impl futures::Stream<Item = Result<$item, Error>> + Send {
                self.list.items()
            }
        }
    };
}
pub(super) use list_methods;

/// The methods of list requests that page by marker, with a page size.
macro_rules! marker_list_methods {
    ($request:ident) => {
        impl $request {
            /// How many items a page contains at most.
            #[must_use]
            pub fn per_page(mut self, count: u32) -> Self {
                self.list.query.set("per_page", count.to_string());
                self
            }

            /// Continues where a page ended. For flows and runs, the service then ignores all other
            /// parameters.
            #[must_use]
            pub fn marker(mut self, marker: impl Into<String>) -> Self {
                self.list.query.set("marker", marker);
                self
            }
        }
    };
}
pub(super) use marker_list_methods;

#[cfg(test)]
mod tests {
    use super::*;

    fn query(pairs: &[(&'static str, &str)]) -> Query {
        Query(
            pairs
                .iter()
                .map(|(name, value)| (*name, (*value).to_owned()))
                .collect(),
        )
    }

    #[test]
    fn a_marker_replaces_the_one_before_and_nothing_else() {
        let first = query(&[("filter", "a"), ("marker", "1")]);
        assert_eq!(
            first.at_marker(Some("2")),
            Some(query(&[("filter", "a"), ("marker", "2")]))
        );
        assert_eq!(first.at_marker(None), None);
        assert_eq!(first.at_marker(Some("")), None);
    }

    #[test]
    fn an_offset_goes_on_behind_what_came() {
        let first = query(&[("limit", "10")]);
        let second = query(&[("limit", "10"), ("offset", "10")]);
        assert_eq!(first.at_offset(10, 25), Some(second.clone()));
        assert_eq!(second.at_offset(10, 20), None);
        assert_eq!(
            second.at_offset(0, 25),
            None,
            "an empty page ends a list that shrank meanwhile"
        );
        assert_eq!(first.at_offset_if(10, true), Some(second.clone()));
        assert_eq!(second.at_offset_if(10, false), None);
    }

    #[test]
    fn a_marker_is_read_in_every_form() {
        #[derive(Deserialize)]
        struct Page {
            #[serde(default, deserialize_with = "marker")]
            marker: Option<String>,
        }
        for (json, expected) in [
            (r#"{"marker":"a"}"#, Some("a")),
            (r#"{"marker":12}"#, Some("12")),
            (r#"{"marker":null}"#, None),
            ("{}", None),
        ] {
            let page: Page = serde_json::from_str(json).expect("valid");
            assert_eq!(page.marker.as_deref(), expected, "{json}");
        }
    }
}
