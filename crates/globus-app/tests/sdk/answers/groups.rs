//! The answers of Groups.

use globus_app::{GlobusApp, GroupsClient};
use serde_json::json;

use super::{
    Read,
    shipped::{Answer, kept},
};

pub async fn read(app: &GlobusApp, answer: &Answer) -> Option<Read> {
    let client = GroupsClient::new(app);
    Some(match answer.operation.strip_prefix("groups.")? {
        "get_my_groups" => client.get_my_groups([]).await.map(|groups| {
            let names: Vec<_> = groups.iter().map(|group| &group.name).collect();
            assert_eq!(json!(names), answer.each("name"));
            let ids: Vec<_> = groups.iter().map(|group| group.id).collect();
            assert_eq!(json!(ids), answer.each("id"));
            let group = &groups[1];
            let membership = &group.my_memberships[0];
            vec![
                ("/1/id", json!(group.id)),
                ("/1/name", json!(group.name)),
                ("/1/description", json!(group.description)),
                ("/1/parent_id", json!(group.parent_id)),
                ("/1/group_type", json!(group.group_type)),
                ("/1/policies", kept(&group.other, "policies")),
                ("/1/my_memberships/0/group_id", json!(membership.group_id)),
                (
                    "/1/my_memberships/0/identity_id",
                    json!(membership.identity_id),
                ),
                ("/1/my_memberships/0/username", json!(membership.username)),
                ("/1/my_memberships/0/role", json!(membership.role)),
                ("/1/my_memberships/0/status", json!(membership.status)),
            ]
        }),
        _ => return None,
    })
}
