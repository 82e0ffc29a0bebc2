//! Which provider starts an action.

use rand::rngs::StdRng;

use super::{
    hello, provider::Provider, question::Question, request::Request, script::Script, simulated,
    started::Started, transfer,
};

/// Goes by the script where that says how; else as the action really would.
pub(in crate::flows) fn start(
    request: &Request<'_>,
    script: &Script,
    random: &mut StdRng,
) -> Started {
    let Some(provider) = Provider::of(request.action_url) else {
        let url = request.action_url;
        return Started::Refused(format!("no action provider answers at {url}"));
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
