//! One behavior a table: what happens, and what follows from it at once.

use crate::world::World;

/// Opens a page, and does one thing after another. `settle` brings all that was asked for.
fn check(address: &str, steps: &[(&str, &str)]) {
    check_in(&mut World::open(address), steps);
}

fn check_in(world: &mut World, steps: &[(&str, &str)]) {
    let mut actual = String::new();
    let mut expected = String::new();
    for (action, effects) in steps {
        expected.push_str(&format!("{action} -> {effects}\n"));
        let effects = if *action == "settle" {
            world.settle();
            String::new()
        } else {
            world.act(action)
        };
        actual.push_str(&format!("{action} -> {effects}\n"));
    }
    assert!(actual == expected, "expected:\n{expected}\nbut:\n{actual}");
}

#[test]
fn a_link_asks_for_its_page_and_then_shows_it() {
    check(
        "/a/",
        &[
            ("link /b/", "claim, fetch /b/, wait 1000, wait 8000"),
            ("bring /b/", "push 2 /b/, show /b/ top"),
            ("link /c/#section", "claim, fetch /c/, wait 1000, wait 8000"),
            ("bring /c/", "push 3 /c/#section, show /c/ #section"),
        ],
    );
}

#[test]
fn a_page_that_was_fetched_ahead_is_shown_at_once_and_asked_for_anew_the_next_time() {
    check(
        "/a/",
        &[
            ("point /b/", "fetch /b/"),
            ("point /b/", ""),
            ("bring /b/", ""),
            ("link /b/", "claim, push 2 /b/, show /b/ top"),
            ("point /b/", ""),
            ("link /b/", "claim, fetch /b/, wait 1000, wait 3000"),
        ],
    );
}

#[test]
fn what_is_no_page_stays_the_browsers() {
    check("/a/", &[("point /sitemap.xml", ""), ("point /elsewhere/deep/", ""), ("jump #section", "mark 2")]);
}

#[test]
fn back_and_forward_come_back_to_where_each_entry_was_left() {
    check(
        "/a/",
        &[
            ("scroll 400", ""),
            ("link /b/", "claim, fetch /b/, wait 1000, wait 8000"),
            ("bring /b/", "push 2 /b/, show /b/ top"),
            ("scroll 700", ""),
            ("back", "fetch /a/, wait 1000, wait 8000"),
            ("bring /a/", "show /a/ at 400"),
            ("forward", "fetch /b/, wait 1000, wait 3000"),
            ("bring /b/", "show /b/ at 700"),
        ],
    );
}

#[test]
fn back_comes_back_from_a_jump_too() {
    check(
        "/a/",
        &[
            ("link /b/", "claim, fetch /b/, wait 1000, wait 8000"),
            ("bring /b/", "push 2 /b/, show /b/ top"),
            ("scroll 50", ""),
            ("jump #section", "mark 3"),
            ("back", "land at 50"),
            ("forward", "land at 333"),
        ],
    );
}

/// The page of the second entry comes late, after the visitor has gone on to the first, whose page is shown already.
#[test]
fn a_late_page_is_not_shown_under_another_address() {
    check(
        "/a/",
        &[
            ("link /b/", "claim, fetch /b/, wait 1000, wait 8000"),
            ("bring /b/", "push 2 /b/, show /b/ top"),
            ("link /a/", "claim, fetch /a/, wait 1000, wait 8000"),
            ("bring /a/", "push 3 /a/, show /a/ top"),
            ("back", "fetch /b/, wait 1000, wait 3000"),
            ("back", "land at 0"),
            ("bring /b/", ""),
        ],
    );
}

#[test]
fn back_and_at_once_forward_keeps_the_page() {
    check(
        "/a/",
        &[
            ("link /b/", "claim, fetch /b/, wait 1000, wait 8000"),
            ("bring /b/", "push 2 /b/, show /b/ top"),
            ("scroll 30", ""),
            ("back", "fetch /a/, wait 1000, wait 8000"),
            ("forward", "land at 30"),
            ("bring /a/", ""),
        ],
    );
}

#[test]
fn the_last_link_wins() {
    check(
        "/a/",
        &[
            ("link /b/", "claim, fetch /b/, wait 1000, wait 8000"),
            ("link /c/", "claim, fetch /c/, wait 1000, wait 8000"),
            ("bring /c/", "push 2 /c/, show /c/ top"),
            ("bring /b/", ""),
        ],
    );
}

#[test]
fn a_link_to_a_page_that_cannot_be_had_is_the_browsers() {
    check("/a/", &[("link /b/", "claim, fetch /b/, wait 1000, wait 8000"), ("fail /b/", "leave /b/; mark 1")]);
}

/// Without an answer of the server a visitor is told, and then led on as without the app.
#[test]
fn a_page_that_hangs() {
    check(
        "/a/",
        &[
            ("link /b/", "claim, fetch /b/, wait 1000, wait 8000"),
            ("time word", "tell getting ready"),
            ("time limit", "tell nothing, leave /b/; mark 1"),
        ],
    );
}

#[test]
fn what_was_seen_before_stands_in_for_a_page_that_cannot_be_had() {
    check(
        "/a/",
        &[
            ("link /b/", "claim, fetch /b/, wait 1000, wait 8000"),
            ("bring /b/", "push 2 /b/, show /b/ top"),
            ("link /c/", "claim, fetch /c/, wait 1000, wait 8000"),
            ("bring /c/", "push 3 /c/, show /c/ top"),
            ("back", "fetch /b/, wait 1000, wait 3000"),
            ("fail /b/", "show /b/ at 0"),
            ("forward", "fetch /c/, wait 1000, wait 3000"),
            ("time limit", "show /c/ at 0"),
            ("bring /c/", ""),
            ("back", "fetch /b/, wait 1000, wait 3000"),
            ("bring /b/", "show /b/ at 0"),
            // What came too late was kept.
            ("forward", "show /c/ at 0"),
        ],
    );
}

#[test]
fn the_self_screen_begins_at_once_with_what_was_fetched_when_it_was_opened() {
    let (mut world, effects) = World::open_after(&["/screen/"]);
    assert_eq!(effects, "mark 1, fetch /screen/, fetch questions");
    check_in(
        &mut world,
        &[
            ("settle", ""),
            ("start", "claim, push 2 step /screen/, show /screen/ question 1 top"),
            ("refused", "show /screen/ question 1 Refused(0) errors"),
            ("answer", "push 3 step /screen/, show /screen/ question 2 top"),
            ("step-back", "go back; show /screen/ question 1 at 50"),
            ("forward", "show /screen/ question 2 at 0"),
            ("jump #main", "claim, land #main"),
            ("point /b/", ""),
        ],
    );
}

/// Start was pressed while the questions are on their way, or before the app was there.
#[test]
fn start_before_the_questions_are_there() {
    for start in ["start", "early-start"] {
        let mut world = World::open("/screen/");
        assert!(world.act(start).ends_with("tell getting ready, wait 8000"));
        check_in(
            &mut world,
            &[
                ("bring /screen/", ""),
                ("bring questions", "tell nothing, push 2 step /screen/, show /screen/ question 1 top"),
            ],
        );
    }
}

#[test]
fn start_where_the_questions_cannot_be_had() {
    check(
        "/screen/",
        &[
            ("bring /screen/", ""),
            ("start", "claim, tell getting ready, wait 8000"),
            ("fail questions", "tell nothing, give paper"),
            ("start", "claim, fetch /screen/, fetch questions, tell getting ready, wait 8000"),
            ("settle", ""),
            ("answer", "push 3 step /screen/, show /screen/ question 2 top"),
        ],
    );
}

/// On the slowest line, what is on its way is not asked for again.
#[test]
fn start_where_the_questions_hang() {
    check(
        "/screen/",
        &[
            ("bring /screen/", ""),
            ("start", "claim, tell getting ready, wait 8000"),
            ("time limit", "tell nothing, give paper"),
            ("start", "claim, tell getting ready, wait 8000"),
            ("bring questions", "tell nothing, push 2 step /screen/, show /screen/ question 1 top"),
        ],
    );
}

/// A jump before the first step, then all the way back and forward.
#[test]
fn a_jump_before_the_first_step_costs_no_answer() {
    check(
        "/screen/",
        &[
            ("settle", ""),
            ("jump #main", "mark 2"),
            ("start", "claim, push 3 step /screen/, show /screen/ question 1 top"),
            ("answer", "push 4 step /screen/, show /screen/ question 2 top"),
            ("answer", "push 5 step /screen/, show /screen/ question 3 top"),
            ("go -4", "show /screen/ start at 0"),
            ("go 4", "show /screen/ question 3 at 0"),
            ("step-back", "go back; show /screen/ question 2 at 0"),
        ],
    );
}

/// The same, where the jump was before the app.
#[test]
fn an_entry_from_before_the_app_costs_no_answer() {
    let (mut world, _) = World::open_after(&["/screen/", "/screen/#main"]);
    check_in(
        &mut world,
        &[
            ("settle", ""),
            ("start", "claim, push 2 step /screen/, show /screen/ question 1 top"),
            ("answer", "push 3 step /screen/, show /screen/ question 2 top"),
            ("go -3", "mark 0, show /screen/ start top"),
            ("go 3", "show /screen/ question 2 at 0"),
        ],
    );
}

#[test]
fn another_page_in_between_keeps_the_answers() {
    check(
        "/screen/",
        &[
            ("settle", ""),
            ("start", "claim, push 2 step /screen/, show /screen/ question 1 top"),
            ("answer", "push 3 step /screen/, show /screen/ question 2 top"),
            ("link /a/", "claim, fetch /a/, wait 1000, wait 8000"),
            ("bring /a/", "push 4 /a/, show /a/ top"),
            ("point /screen/", ""),
            ("link /screen/", "claim, push 5 /screen/, mark 5 step, show /screen/ question 2 top"),
            ("back", "fetch /a/, wait 1000, wait 3000"),
            ("bring /a/", "show /a/ at 0"),
            ("back", "show /screen/ question 2 at 0"),
            ("step-back", "go back; show /screen/ question 1 at 0"),
            // From the self-screen's own page, its link leads to the page's start.
            ("link /screen/", "claim, push 3 /screen/, show /screen/ start top"),
            ("start", "claim, push 4 step /screen/, show /screen/ question 1 top"),
        ],
    );
}

/// An answer while the page of another entry is on its way is kept, and adds nothing under that page's address.
#[test]
fn an_answer_while_another_page_loads() {
    check(
        "/a/",
        &[
            ("link /screen/", "claim, fetch /screen/, fetch questions, wait 1000, wait 8000"),
            ("settle", ""),
            ("start", "claim, push 3 step /screen/, show /screen/ question 1 top"),
            ("answer", "push 4 step /screen/, show /screen/ question 2 top"),
            ("go -3", "fetch /a/, wait 1000, wait 8000"),
            ("answer", "show /screen/ question 3 top"),
            ("step-back", "show /screen/ question 2 top"),
            ("answer", "show /screen/ question 3 top"),
            ("bring /a/", "show /a/ at 0"),
            ("link /screen/", "claim, push 2 /screen/, mark 2 step, show /screen/ question 3 top"),
        ],
    );
}

#[test]
fn an_answer_while_a_link_loads() {
    check(
        "/screen/",
        &[
            ("settle", ""),
            ("start", "claim, push 2 step /screen/, show /screen/ question 1 top"),
            ("link /a/", "claim, fetch /a/, wait 1000, wait 8000"),
            ("answer", "push 3 step /screen/, show /screen/ question 2 top"),
            ("bring /a/", "push 4 /a/, show /a/ top"),
        ],
    );
}

/// Where a page cannot be had, the answers stay, and the visitor with them.
#[test]
fn answers_outlive_a_page_that_cannot_be_had() {
    check(
        "/a/",
        &[
            ("link /screen/", "claim, fetch /screen/, fetch questions, wait 1000, wait 8000"),
            ("settle", ""),
            ("start", "claim, push 3 step /screen/, show /screen/ question 1 top"),
            ("answer", "push 4 step /screen/, show /screen/ question 2 top"),
            ("link /b/", "claim, fetch /b/, wait 1000, wait 8000"),
            ("fail /b/", "tell failed"),
            ("go -3", "fetch /a/, wait 1000, wait 8000"),
            ("time limit", "push 2 step /screen/, tell failed"),
            ("answer", "push 3 step /screen/, show /screen/ question 3 top"),
            ("step-back", "go back; show /screen/ question 2 at 0"),
        ],
    );
}

#[test]
fn the_second_of_two_quick_clicks_answers_nothing() {
    let mut world = World::open("/screen/");
    check_in(&mut world, &[("settle", ""), ("start", "claim, push 2 step /screen/, show /screen/ question 1 top")]);
    let shown = world.shown.clone();
    world.act("answer");
    world.shown = shown;
    assert_eq!(world.act("answer"), "");
}

#[test]
fn clearing_forgets_answers_and_places() {
    check(
        "/screen/",
        &[
            ("settle", ""),
            ("start", "claim, push 2 step /screen/, show /screen/ question 1 top"),
            ("answer", "push 3 step /screen/, show /screen/ question 2 top"),
            ("clear", "mark 3, show /screen/ start Cleared top"),
            ("back", "mark 2, show /screen/ start Cleared top"),
            ("forward", "show /screen/ start at 0"),
            ("back", "show /screen/ start at 0"),
        ],
    );
}

/// After "Clear", offline: what was had is there.
#[test]
fn beginning_again_without_a_network() {
    check(
        "/screen/",
        &[
            ("settle", ""),
            ("start", "claim, push 2 step /screen/, show /screen/ question 1 top"),
            ("answer", "push 3 step /screen/, show /screen/ question 2 top"),
            ("clear", "mark 3, show /screen/ start Cleared top"),
            ("start", "claim, fetch /screen/, fetch questions, tell getting ready, wait 3000"),
            ("fail /screen/", ""),
            ("fail questions", "tell nothing, push 4 step /screen/, show /screen/ question 1 top"),
            // Back at the start without an answer, and on again.
            ("back", "show /screen/ start at 0"),
            ("start", "claim, fetch /screen/, fetch questions, tell getting ready, wait 3000"),
            ("time limit", "tell nothing, push 4 step /screen/, show /screen/ question 1 top"),
        ],
    );
}

/// A new build's pages are loaded by the browser, but not where answers would be lost; new questions are those of the next
/// beginning.
#[test]
fn new_questions_from_the_next_start() {
    check(
        "/screen/",
        &[
            ("settle", ""),
            ("start", "claim, push 2 step /screen/, show /screen/ question 1 top"),
            ("answer", "push 3 step /screen/, show /screen/ question 2 top"),
            ("deploy", ""),
            ("link /a/", "claim, fetch /a/, wait 1000, wait 8000"),
            // With answers, all stays as it was.
            ("bring /a/", "tell failed"),
            ("clear", "mark 3, show /screen/ start Cleared top"),
            ("start", "claim, fetch /screen/, fetch questions, tell getting ready, wait 3000"),
            ("bring /screen/", ""),
            ("bring questions", "tell nothing, reload; fetch /screen/, fetch questions"),
            ("settle", ""),
            ("start", "claim, push 4 step /screen/, show /screen/ question 1 top"),
        ],
    );
}

/// Where loading anew has not brought the build that data is of, the questions on paper do.
#[test]
fn a_half_published_build_is_loaded_anew_once() {
    check(
        "/screen/",
        &[
            ("reload", "fetch /screen/, fetch questions"),
            ("deploy", ""),
            ("start", "claim, tell getting ready, wait 8000"),
            ("settle", ""),
            ("back", "show /screen/ start at 0"),
            ("start", "claim, fetch /screen/, fetch questions, tell getting ready, wait 3000"),
            ("bring /screen/", ""),
            ("bring questions", "tell nothing, give paper"),
        ],
    );
}

/// A page of another build is the browser's to load.
#[test]
fn a_page_of_another_build_is_an_ordinary_navigation() {
    check(
        "/a/",
        &[("deploy", ""), ("link /b/", "claim, fetch /b/, wait 1000, wait 8000"), ("bring /b/", "leave /b/; mark 1")],
    );
}

/// Half of what belongs together is not enough.
#[test]
fn new_and_old_are_never_shown_together() {
    check(
        "/screen/",
        &[
            ("settle", ""),
            ("start", "claim, push 2 step /screen/, show /screen/ question 1 top"),
            ("back", "show /screen/ start at 0"),
            ("deploy", ""),
            ("start", "claim, fetch /screen/, fetch questions, tell getting ready, wait 3000"),
            ("bring /screen/", ""),
            ("fail questions", "tell nothing, reload; fetch /screen/, fetch questions"),
        ],
    );
}

#[test]
fn a_reload_forgets_the_answers_and_says_so() {
    check(
        "/screen/",
        &[
            ("settle", ""),
            ("start", "claim, push 2 step /screen/, show /screen/ question 1 top"),
            ("answer", "push 3 step /screen/, show /screen/ question 2 top"),
            // The start script says it of the step itself.
            ("reload", "fetch /screen/, fetch questions"),
            ("back", "explain loss"),
            ("forward", "explain loss"),
            ("settle", ""),
            ("start", "claim, mark 3, push 4 step /screen/, show /screen/ question 1 top"),
            ("go -2", "mark 2, show /screen/ start BegunAgain top"),
        ],
    );
}

/// The browser had kept the page, with its answers, while the visitor was on another site.
#[test]
fn coming_back_from_another_site_shows_no_answer() {
    check(
        "/screen/",
        &[
            ("settle", ""),
            ("start", "claim, push 2 step /screen/, show /screen/ question 1 top"),
            ("return", ""),
            ("answer", "push 3 step /screen/, show /screen/ question 2 top"),
            ("return", "mark 3, show /screen/ start BegunAgain top"),
            ("back", "mark 2, show /screen/ start BegunAgain top"),
        ],
    );
}

#[test]
fn coming_back_from_another_site_to_another_page() {
    check(
        "/screen/",
        &[
            ("settle", ""),
            ("start", "claim, push 2 step /screen/, show /screen/ question 1 top"),
            ("answer", "push 3 step /screen/, show /screen/ question 2 top"),
            ("link /a/", "claim, fetch /a/, wait 1000, wait 8000"),
            ("bring /a/", "push 4 /a/, show /a/ top"),
            ("return", ""),
            ("back", "fetch /screen/, fetch questions, wait 1000, wait 3000"),
            ("bring /screen/", ""),
            ("bring questions", "mark 3, show /screen/ start BegunAgain top"),
        ],
    );
}

#[test]
fn a_copy_is_told_of_on_the_result_alone() {
    check(
        "/screen/",
        &[("settle", ""), ("start", "claim, push 2 step /screen/, show /screen/ question 1 top"), ("copied", "")],
    );
}

#[test]
fn the_search_is_there_when_its_page_is_opened() {
    let (mut world, effects) = World::open_after(&["/search/"]);
    assert_eq!(effects, "mark 1, fetch /search/, fetch index");
    check_in(
        &mut world,
        &[
            ("bring /search/", ""),
            ("bring index", "show /search/ search \"\" here"),
            ("type massage", "show /search/ search \"massage\" here, wait 800"),
            ("type massages", "show /search/ search \"massages\" here, wait 800"),
            ("time pause", "tell found massages"),
            ("link /a/", "claim, fetch /a/, wait 1000, wait 8000"),
            ("bring /a/", "push 2 /a/, show /a/ top"),
            // It is as it was left, and its index is there.
            ("back", "fetch /search/, wait 1000, wait 3000"),
            ("bring /search/", "show /search/ search \"massages\" at 0"),
        ],
    );
}

#[test]
fn typing_while_a_page_loads() {
    check(
        "/a/",
        &[
            ("link /search/", "claim, fetch /search/, fetch index, wait 1000, wait 8000"),
            ("bring /search/", ""),
            ("bring index", "push 2 /search/, show /search/ search \"\" top"),
            ("link /b/", "claim, fetch /b/, wait 1000, wait 8000"),
            ("type x", "show /search/ search \"x\" here, wait 800"),
            ("bring /b/", "push 3 /b/, show /b/ top"),
            ("back", "fetch /search/, wait 1000, wait 3000"),
            ("bring /search/", "show /search/ search \"x\" at 0"),
            ("back", "fetch /a/, wait 1000, wait 8000"),
            ("type y", "show /search/ search \"y\" here, wait 800"),
            ("bring /a/", "show /a/ at 0"),
            ("time pause", ""),
        ],
    );
}

#[test]
fn a_jump_does_not_keep_the_search_from_coming() {
    check(
        "/search/",
        &[
            ("jump #main", "mark 2"),
            ("back", ""),
            ("bring /search/", ""),
            ("bring index", "show /search/ search \"\" here"),
        ],
    );
}

#[test]
fn a_search_that_cannot_be_had_leaves_its_page_as_it_is() {
    check("/search/", &[("bring /search/", ""), ("fail index", "")]);
}
