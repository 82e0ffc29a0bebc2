//! What a token record is, and where it is kept.

#[test]
fn an_app_is_shared_between_threads() {
    fn shared<T: Clone + Send + Sync + 'static>() {}
    shared::<globus_app::UserApp>();
    shared::<globus_app::ClientApp>();
    shared::<globus_app::GlobusApp>();
    shared::<globus_app::Error>();
}
