//! The query of `GET /v0.10/task_list`.

use super::{filter::Filter, order::Criterion};
use crate::transfer::{
    error::TransferError,
    parameters::{Page, Parameters},
};

const DEFAULT_LIMIT: usize = 10;
const MAX_LIMIT: usize = 1_000;

#[derive(Debug)]
pub(super) struct Query {
    pub(super) page: Page,
    pub(super) filter: Filter,
    /// Without any, the newest task comes first.
    pub(super) order: Vec<Criterion>,
}

impl Query {
    pub(super) fn read(parameters: &Parameters) -> Result<Self, TransferError> {
        let mut filter = Filter::default();
        for text in parameters.all("filter") {
            filter.add(text).map_err(TransferError::bad_request)?;
        }
        let mut order = Vec::new();
        for text in parameters.all("orderby") {
            order.extend(criteria(text)?);
        }
        Ok(Self {
            page: parameters.page(DEFAULT_LIMIT, MAX_LIMIT)?,
            filter,
            order,
        })
    }
}

/// Reads criteria separated by commas.
fn criteria(text: &str) -> Result<Vec<Criterion>, TransferError> {
    let criteria = text.split(',').map(Criterion::parse);
    criteria
        .collect::<Result<_, _>>()
        .map_err(TransferError::bad_request)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Query, TransferError> {
        Query::read(&Parameters::parse(text))
    }

    #[test]
    fn empty_parameters_are_none() {
        let query = read("limit=&offset=&filter=&orderby=").expect("valid");
        assert_eq!((query.page.limit, query.page.offset), (10, 0));
        assert!(query.order.is_empty());
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
            assert!(read(bad).is_err(), "{bad}");
        }
        assert_eq!(read("limit=1000").expect("the most").page.limit, 1_000);
    }
}
