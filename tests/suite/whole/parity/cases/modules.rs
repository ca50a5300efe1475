//! The page of `ActivationCodeCheck`: pasted, saved, refused, reported and accepted.

use super::{
    super::{
        faces::Act,
        sitting::Case,
        way::{GIVEN, MODULES, SOURCE, TARGET, TWO, choose, modules_page},
    },
    case,
};
use crate::harness::story::EDITIONS;

pub(super) fn modules() -> Vec<Case> {
    let paste = |code: &str, modules: &str| Act::Paste(modules_page(code, modules));
    let saved = choose("g", "Select a saved page", &[&format!("{GIVEN}modules.txt")]);
    let say = |said: &str, note: &str| choose("c", "I read the page myself", &[said, note]);
    let accept = choose("a", "Continue with these modules", &["Support: they are retired"]);
    let all = "All Modules with the same activation code as the license.";
    vec![
        at("the page of ActivationCodeCheck is pasted", &[paste(SOURCE, all)]),
        at("a saved page of it names modules, and they are accepted", &[saved.clone(), accept]),
        at("a page overrides a report", &[saved, say("none", "I think"), paste(SOURCE, all)]),
        at("some are reported, then none", &[say("some", "Sales"), say("none", "wrong list")]),
        at("what is reported is not understood", &[say("perhaps", "")]),
        at("the page of another environment", &[paste(TARGET, MODULES), paste("E1Q.HQC.AAH.MVL.HNL.AS1.0RR.QOU", all)]),
        at("another text is given for it", &[choose("g", "Select a saved page", &[&format!("{GIVEN}production.txt")])]),
        case("the page of it on another card", TWO, vec![vec![paste(SOURCE, all)]]),
    ]
}

/// Today's edition up to the check of the modules in `LifeTime`, then something else.
fn at(name: &'static str, acts: &[Act]) -> Case {
    let described = format!("procedure = \"{}\"\n{TWO}", EDITIONS[1]);
    let file = |name: &str| choose("g", "Select the downloaded file", &[&format!("{GIVEN}{name}-source.lic")]);
    let way = [
        choose("y", "Yes", &[]),
        choose("y", "Yes", &[]),
        choose("y", "I have read it all", &[]),
        choose("y", "Deployments are paused", &[]),
        file("lifetime"),
        file("production"),
    ];
    case(name, &described, vec![[&way, acts].concat()])
}
