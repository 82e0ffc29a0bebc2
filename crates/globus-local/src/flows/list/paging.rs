//! Pages by marker.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use url::form_urlencoded;

const DEFAULT_PER_PAGE: usize = 20;
const MAX_PER_PAGE: usize = 100;

/// Which page of a list is requested, and how the next one is reached.
#[derive(Debug)]
pub(in crate::flows) struct Paging {
    /// The query without the marker. The next marker carries it on.
    pub(in crate::flows) text: String,
    pub(in crate::flows) offset: usize,
    pub(in crate::flows) per_page: usize,
}

impl Paging {
    /// "If provided, all other query arguments will be ignored": a marker contains its own query.
    pub(in crate::flows) fn read(text: &str) -> Result<Self, String> {
        let mut pairs = form_urlencoded::parse(text.as_bytes());
        let marker = pairs.find(|(name, value)| {
            matches!(&**name, "marker" | "pagination_token") && !value.is_empty()
        });
        let (offset, text) = match marker {
            Some((_, marker)) => read_marker(&marker).ok_or("marker is not valid")?,
            None => (0, text.to_owned()),
        };
        let mut paging = Self {
            text,
            offset,
            per_page: DEFAULT_PER_PAGE,
        };
        if let Some(count) = paging.first("per_page") {
            let count = count.parse().ok();
            paging.per_page = count
                .filter(|count| (1..=MAX_PER_PAGE).contains(count))
                .ok_or_else(|| format!("per_page must be 1 to {MAX_PER_PAGE}"))?;
        }
        Ok(paging)
    }

    /// All parameters and their values.
    pub(in crate::flows) fn pairs(&self) -> form_urlencoded::Parse<'_> {
        form_urlencoded::parse(self.text.as_bytes())
    }

    fn first(&self, wanted: &str) -> Option<String> {
        let mut pairs = self.pairs().filter(|(_, value)| !value.is_empty());
        let (_, value) = pairs.find(|(name, _)| name == wanted)?;
        Some(value.into_owned())
    }

    /// The requested page of `items`, and the marker of the next page if there is one.
    pub(in crate::flows) fn page<T>(&self, items: Vec<T>) -> (Vec<T>, Option<String>) {
        let end = self.offset.saturating_add(self.per_page);
        let marker =
            (end < items.len()).then(|| URL_SAFE_NO_PAD.encode(format!("{end}&{}", self.text)));
        let page = items.into_iter().skip(self.offset).take(self.per_page);
        (page.collect(), marker)
    }
}

fn read_marker(marker: &str) -> Option<(usize, String)> {
    let plain = String::from_utf8(URL_SAFE_NO_PAD.decode(marker).ok()?).ok()?;
    let (offset, text) = plain.split_once('&')?;
    Some((offset.parse().ok()?, text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marker_carries_the_whole_query_on_and_overrules_the_rest() {
        let first = Paging::read("filter_title=a&per_page=7").expect("valid");
        let (page, marker) = first.page((0..20).collect());
        assert_eq!(page, [0, 1, 2, 3, 4, 5, 6]);
        let marker = marker.expect("there is more");
        for name in ["marker", "pagination_token"] {
            let next = Paging::read(&format!("{name}={marker}&per_page=50")).expect("our own");
            assert_eq!((next.per_page, next.offset), (7, 7));
            assert_eq!(next.text, "filter_title=a&per_page=7");
            assert_eq!(
                next.page((0..14).collect::<Vec<_>>()).1,
                None,
                "the last page"
            );
        }
    }

    #[test]
    fn what_cannot_be_understood_is_refused() {
        for bad in [
            "per_page=0",
            "per_page=101",
            "per_page=ten",
            "marker=?",
            "marker=AAAA",
        ] {
            assert!(Paging::read(bad).is_err(), "{bad}");
        }
        assert_eq!(
            Paging::read("per_page=&marker=").expect("absent").per_page,
            20
        );
    }
}
