//! The client of Globus Groups.

use super::group::{Group, GroupMembershipStatus};
use crate::{
    app::{Error, GlobusApp},
    scopes::{GroupsScopes, Scope},
    services::{document::Listed, paging::Query, service::Service},
};

/// A client of Globus Groups. It reads the names of the user's groups, and changes nothing.
///
/// ```no_run
/// use globus_app::{GroupsClient, UserApp};
///
/// # async fn example(app: UserApp) -> Result<(), globus_app::Error> {
/// let groups = GroupsClient::new(&app); // view_my_groups_and_memberships
/// for group in groups.get_my_groups([]).await? {
///     println!("{} {}", group.id, group.name);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct GroupsClient {
    service: Service,
}

/// Builds a [`GroupsClient`] with scopes of your own.
#[derive(Debug)]
pub struct GroupsClientBuilder<'a> {
    app: &'a GlobusApp,
    scopes: Vec<Scope>,
}

impl GroupsClientBuilder<'_> {
    /// Replaces the default scope.
    #[must_use]
    pub fn app_scopes(mut self, scopes: impl IntoIterator<Item = Scope>) -> Self {
        self.scopes = scopes.into_iter().collect();
        self
    }

    /// Binds the client to its app.
    pub fn build(self) -> GroupsClient {
        let base = self.app.environment().groups();
        let service = Service::new(self.app, GroupsScopes::RESOURCE_SERVER, base);
        service.add_app_scope(self.scopes);
        GroupsClient { service }
    }
}

impl GroupsClient {
    /// Binds a client to `app`, which then requires `view_my_groups_and_memberships`.
    pub fn new(app: &GlobusApp) -> Self {
        Self::builder(app).build()
    }

    /// Builds a client with other scopes than the default.
    pub fn builder(app: &GlobusApp) -> GroupsClientBuilder<'_> {
        GroupsClientBuilder {
            app,
            scopes: vec![GroupsScopes::VIEW_MY_GROUPS_AND_MEMBERSHIPS],
        }
    }

    /// Adds a scope to those that the app requires for Groups.
    pub fn add_app_scope(&self, scope: Scope) {
        self.service.add_app_scope([scope]);
    }

    /// The groups in which one of the user's identities has a membership with one of these statuses
    /// (`GET /v2/groups/my_groups`). Without a status, those in which a membership is active.
    ///
    /// # Errors
    /// [`Error::Api`] with status 403 if the token lacks the scope, or any other [`Error`].
    pub async fn get_my_groups(
        &self,
        statuses: impl IntoIterator<Item = GroupMembershipStatus>,
    ) -> Result<Vec<Group>, Error> {
        let mut query = Query::default();
        for status in statuses {
            query.join("statuses", status.as_str());
        }
        let path = "v2/groups/my_groups";
        let groups: Listed<Group> = self.service.get(path, query.pairs()).await?;
        Ok(groups.documents)
    }
}
