//! Starts an action with its provider.

use rand::rngs::StdRng;

use super::{
    hello, provider::Provider, question::Question, request::Request, script::Script, simulated,
    started::Started, transfer,
};

/// Starts an action as the script says, or really if the script says nothing.
pub(in crate::flows) fn start(
    request: &Request<'_>,
    script: &Script,
    random: &mut StdRng,
) -> Started {
    let Some(provider) = Provider::of(request.action_url) else {
        let url = request.action_url;
        return Started::Refused(format!("there is no action provider at {url}"));
    };
    if let Some(scripted) = script.start(request, &provider, random) {
        return scripted;
    }
    match provider {
        Provider::Hello => hello::start(request),
        Provider::WebOption => Started::Asks(Question::read(request, random)),
        Provider::Transfer(verb) => transfer::start(request, verb, random),
        Provider::Other { .. } => simulated::start(request, random),
    }
}
