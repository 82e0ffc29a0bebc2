//! The query of `GET /v0.10/task_list`.

use url::form_urlencoded;

use super::{filter::Filter, order::Criterion};

const DEFAULT_LIMIT: usize = 10;
const MAX_LIMIT: usize = 1_000;
const DEFAULT_ORDER: &str = "request_time DESC";

#[derive(Debug)]
pub(super) struct Query {
    pub(super) limit: usize,
    pub(super) offset: usize,
    pub(super) filter: Filter,
    pub(super) order: Vec<Criterion>,
}

impl Query {
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let mut query = Self {
            limit: DEFAULT_LIMIT,
            offset: 0,
            filter: Filter::default(),
            order: Vec::new(),
        };
        let pairs = form_urlencoded::parse(text.as_bytes());
        // The Globus CLI sends empty parameters for those it has no value for.
        for (name, value) in pairs.filter(|(_, value)| !value.is_empty()) {
            query.read(&name, &value)?;
        }
        if query.order.is_empty() {
            query.order = order(DEFAULT_ORDER)?;
        }
        Ok(query)
    }

    fn read(&mut self, name: &str, value: &str) -> Result<(), String> {
        let number = || {
            value
                .parse()
                .map_err(|_| format!("{name} must be a number"))
        };
        match name {
            "limit" => {
                self.limit = number()?;
                if !(1..=MAX_LIMIT).contains(&self.limit) {
                    return Err(format!("limit must be 1 to {MAX_LIMIT}"));
                }
            }
            "offset" => self.offset = number()?,
            "filter" => self.filter.add(value)?,
            "orderby" => self.order.extend(order(value)?),
            _ => {}
        }
        Ok(())
    }
}

/// A comma list.
fn order(text: &str) -> Result<Vec<Criterion>, String> {
    text.split(',').map(Criterion::parse).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_parameters_are_none() {
        let query = Query::parse("limit=&offset=&filter=&orderby=").expect("valid");
        assert_eq!((query.limit, query.offset, query.order.len()), (10, 0, 1));
    }

    #[test]
    fn what_cannot_be_understood_is_refused() {
        for bad in [
            "limit=0",
            "limit=1001",
            "limit=ten",
            "limit=-1",
            "offset=-1",
            "filter=colour%3Ared",
            "orderby=colour+ASC",
            "orderby=request_time+UP",
            "orderby=request_time+DESC%2C",
        ] {
            assert!(Query::parse(bad).is_err(), "{bad}");
        }
        assert_eq!(Query::parse("limit=1000").expect("the most").limit, 1_000);
    }
}
