//! What holds whatever a visitor does, in whatever order pages arrive.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use whole_health_guide::navigation::{Part, Word};
use whole_health_guide::screen::{Place, Respondent};

use crate::world::{SCREEN, World};

const ACTIONS: [&str; 46] = [
    "link /a/",
    "link /b/",
    "link /b/#section",
    "link /c/",
    "link /screen/",
    "link /search/",
    "link /",
    "jump #section",
    "start",
    "start",
    "early-start",
    "start-as-helper",
    "early-start-as-helper",
    "back",
    "back",
    "back",
    "forward",
    "forward",
    "go -2",
    "go -3",
    "go 2",
    "point /b/",
    "point /screen/",
    "bring /a/",
    "bring /b/",
    "bring /c/",
    "bring /screen/",
    "bring questions",
    "bring index",
    "fail /a/",
    "fail /b/",
    "fail /screen/",
    "fail questions",
    "time word",
    "time limit",
    "answer 0",
    "answer 1",
    "answer 5",
    "refused",
    "step-back",
    "review",
    "clear",
    "return",
    "type x",
    "time pause",
    "deploy",
];

fn action() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => proptest::sample::select(&ACTIONS[..]).prop_map(str::to_owned),
        // As fast as the network is, on most days.
        3 => Just("settle".to_owned()),
        2 => (1u32..2000).prop_map(|position| format!("scroll {position}")),
        2 => (0u32..12).prop_map(|choice| format!("answer {choice}")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 500,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(1),
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_page_is_the_addresss_and_nothing_is_lost(
        start in proptest::sample::select(&["/a/", "/screen/", "/search/", "/no-such-page"][..]),
        actions in proptest::collection::vec(action(), 1..60),
    ) {
        let mut world = World::open(start);
        for action in &actions {
            if action == "settle" {
                world.settle();
            } else {
                check(&mut world, action);
            }
            let answered = world.state.session().map(|session| session.answers.clone()).unwrap_or_default();
            prop_assert_eq!(&answered, &world.answers, "after {}", action);
            let mut settled = world.clone();
            settled.settle();
            prop_assert_eq!(settled.address(), &*settled.shown.pathname, "the page shown is the address's");
            prop_assert_eq!(settled.address(), &*settled.wish, "the last load wins");
        }
    }
}

/// Does one thing, and checks what must follow from it at once.
fn check(world: &mut World, action: &str) {
    let (name, rest) = action.split_once(' ').unwrap_or((action, ""));
    let (place, papers, document, reloads) = (world.place(), world.papers, world.document, world.reloads);
    let is_possible = match name {
        "start" | "start-as-helper" => {
            world.shown.pathname == ["/", SCREEN].concat() && matches!(place, None | Some(Place::Start))
        }
        "early-start" | "early-start-as-helper" => {
            world.shown.part.is_none() && world.shown.pathname == ["/", SCREEN].concat()
        }
        "answer" | "refused" => matches!(place, Some(Place::Question(_))),
        "step-back" | "review" | "clear" => place.is_some_and(|place| place != Place::Start),
        "type" => matches!(world.shown.part, Some(Part::Search { .. })),
        "back" => world.can_go(-1),
        "forward" => world.can_go(1),
        "go" => world.can_go(rest.parse().expect("a number")),
        "jump" => !matches!(place, Some(Place::Question(_))),
        _ => true,
    };
    if !is_possible {
        return;
    }
    let effects = world.act(action);
    let mut settled = world.clone();
    settled.settle();
    match name {
        "start" | "early-start" | "start-as-helper" | "early-start-as-helper" => {
            let is_begun = settled.place().is_some_and(|place| place != Place::Start);
            assert!(
                settled.papers > papers || settled.reloads > reloads || is_begun,
                "{action} leads nowhere: {effects}"
            );
            if is_begun {
                let respondent = settled.state.session().map(|session| session.respondent);
                let is_helper = name.ends_with("-as-helper");
                assert_eq!(respondent == Some(Respondent::Helper), is_helper, "{action} speaks to another: {effects}");
            }
        }
        "answer" | "refused" | "step-back" | "review" | "clear" | "type" => {
            assert!(effects.contains("show") || effects.contains("go back"), "{action} was swallowed: {effects}");
        }
        "back" | "forward" | "go" if settled.document == document && settled.reloads == reloads => {
            if let Some(position) = world.left_at() {
                assert_eq!(settled.scrolled, position, "{action} did not restore: {effects}");
            }
        }
        "link" if effects.contains("claim") => {
            let is_shown = settled.shown.pathname == rest.split('#').next().unwrap_or_default();
            assert!(is_shown || settled.told == Some(Word::PageFailed), "{action} leads elsewhere: {effects}")
        }
        _ => {}
    }
}
