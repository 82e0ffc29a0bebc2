//! What is compiled for tests alone.

use syn::{Attribute, Meta, Token, punctuated::Punctuated};

/// Whether one of the attributes is `#[test]`, or a `#[cfg(…)]` that cannot hold without `test`.
pub(super) fn are(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("test")
            || attribute.path().is_ident("cfg")
                && attribute
                    .parse_args::<Meta>()
                    .is_ok_and(|meta| needs_test(&meta))
    })
}

fn needs_test(condition: &Meta) -> bool {
    match condition {
        Meta::Path(path) => path.is_ident("test"),
        Meta::List(list) => {
            let parts = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated);
            let mut parts = parts.into_iter().flatten();
            match list.path.get_ident().map(ToString::to_string).as_deref() {
                Some("all") => parts.any(|part| needs_test(&part)),
                Some("any") => parts.all(|part| needs_test(&part)),
                _ => false,
            }
        }
        Meta::NameValue(_) => false,
    }
}
