//! The operations of Globus Auth's resources.

use globus_app::IdentityLookup;
use uuid::{Uuid, uuid};

use super::call::{Call, Clients, call};

const ADA: Uuid = uuid!("46bd0f56-e24f-11e5-a510-131bef46955c");
const GRACE: Uuid = uuid!("ae341a98-d274-11e5-b888-dbae3a8ba545");

pub fn calls() -> Vec<Call> {
    vec![
        call!(auth.userinfo([], {}), |c| c.auth.userinfo()),
        call!(auth.get_identities([], {"ids": [ADA, GRACE]}), |c| async move {
            let lookup = IdentityLookup::Ids(vec![ADA, GRACE]);
            c.auth.get_identities(&lookup).await
        }),
        call!(
            auth.get_identities([], {"usernames": ["ada@uni.example", "b+c@x"]}),
            |c| async move {
                let lookup = IdentityLookup::Usernames {
                    usernames: vec!["ada@uni.example".into(), "b+c@x".into()],
                    provision: false,
                };
                c.auth.get_identities(&lookup).await
            }
        ),
        call!(
            auth.get_identities([], {"usernames": ["ada@uni.example"], "provision": true}),
            |c| async move {
                let lookup = IdentityLookup::Usernames {
                    usernames: vec!["ada@uni.example".into()],
                    provision: true,
                };
                c.auth.get_identities(&lookup).await
            }
        ),
        call!(auth.get_consents([ADA], {}), |c| async move {
            c.auth.get_consents(&ADA, false).await
        }),
        call!(auth.get_consents([ADA], {"all": true}), |c| async move {
            c.auth.get_consents(&ADA, true).await
        }),
    ]
}
