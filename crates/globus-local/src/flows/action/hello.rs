//! The hello-world action: it says hello, after a while if asked to.

use serde_json::json;

use super::{
    consent::MissingConsent,
    provider::Provider,
    request::Request,
    started::{Running, Started},
};

pub(super) fn start(request: &Request<'_>) -> Started {
    let input = request.input;
    if !input.is_object() {
        return Started::Refused("the input of hello_world must be an object".to_owned());
    }
    if let Some(scope) = input["required_dependent_scope"].as_str() {
        let below = [Provider::Hello.scope().to_owned(), scope.to_owned()];
        if !request.is_consented(&below) {
            let below = [Provider::Hello.scope(), scope];
            let why = "Missing required dependent consent";
            return Started::NeedsConsent(MissingConsent::new(request.flow_scope, &below, why));
        }
    }
    let mut details = json!({ "Hello": "World" });
    if let Some(echo) = input.get("echo_string") {
        details["hello"] = echo.clone();
    }
    let seconds = ["sleep_time", "sleep"]
        .iter()
        .find_map(|name| input[name].as_f64());
    Running::for_seconds(request, seconds.unwrap_or(0.6), details)
}
