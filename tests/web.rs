//! The page's own parts in a real browser, and the engine's golden numbers as WebAssembly computes them.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, missing_docs)]

#[allow(clippy::arithmetic_side_effects, clippy::expect_used, clippy::indexing_slicing)]
#[path = "seeded/mod.rs"]
mod seeded;

#[path = "seeded/logs.rs"]
mod logs;

use cascade_notes::engine::jobs::Reply;
use cascade_notes::engine::jobs::protocol::{Failure, Market};
use cascade_notes::engine::scenario::{ParameterId, Scenario, link};
use cascade_notes::engine::{Cause, band};
use cascade_notes::figures::reveal::Reveal;
use cascade_notes::figures::{Figure, Frame, GapFigure, Medium};
use cascade_notes::web::workers::{WorkerClient, WorkerReply, script_at};
use cascade_notes::words::{ENGLISH, english};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlInputElement};

wasm_bindgen_test_configure!(run_in_browser);

/// A fresh container with the places that the page holds ready.
fn places() -> Element {
    let document = web_sys::window().unwrap().document().unwrap();
    let container = document.create_element("main").unwrap();
    container.set_inner_html(include_str!("snapshots/rendered_parts.html"));
    document.body().unwrap().append_child(&container).unwrap();
    container
}

fn text(container: &Element, selector: &str) -> String {
    container.query_selector(selector).unwrap().unwrap().text_content().unwrap_or_default()
}

#[wasm_bindgen_test]
fn logs_of_the_monitor_are_the_bytes_that_native_code_writes() {
    assert_eq!(logs::heads(), include_str!("seeded/logs.txt"));
}

#[wasm_bindgen_test]
async fn the_page_comes_to_life_where_it_stands_and_answers_a_slider() {
    let container = places();
    let rendered = [
        ".bet-card",
        ".choices button",
        "[data-figure=gap] figcaption",
        "[data-figure=gap] .plot",
        "[data-figure=equity] .handle.mark",
        "[data-figure=venues] .number",
        "#set-days",
    ];
    let nodes = || rendered.map(|selector| container.query_selector(selector).unwrap());
    let before = nodes();
    cascade_notes::mount(ENGLISH.to_owned(), worker_script()).await;
    leptos::task::tick().await;
    assert_eq!(text(&container, "[data-bind=optimistic]"), "54,271");
    assert_eq!(text(&container, "[data-bind=conservative]"), "55,204");
    assert!(before.iter().all(Option::is_some) && nodes() == before, "what was rendered stays");

    let slider: HtmlInputElement =
        container.query_selector("input[type=range][aria-label='Days held']").unwrap().unwrap().unchecked_into();
    slider.set_value("60");
    slider.dispatch_event(&web_sys::Event::new("input").unwrap()).unwrap();
    pause(50).await;
    assert_eq!(text(&container, "[data-bind=conservative]"), "55,751");
    assert_eq!(text(&container, "[data-scrub=days]"), "60\u{a0}days");

    let field: HtmlInputElement = container.query_selector("#set-days").unwrap().unwrap().unchecked_into();
    assert_eq!(field.value(), "60");
    field.set_value("nonsense");
    for event in ["input", "change"] {
        field.dispatch_event(&web_sys::Event::new(event).unwrap()).unwrap();
    }
    pause(50).await;
    assert!(text(&container, "#set-days-error").ends_with("It stays at 60\u{a0}days."));
    assert_eq!(text(&container, "[data-bind=conservative]"), "55,751", "the last good state stays");
    container.remove();
}

/// The page as a visitor without a link meets it.
async fn visit() -> (Element, String) {
    let container = places();
    cascade_notes::mount(ENGLISH.to_owned(), worker_script()).await;
    pause(50).await;
    let said = text(&container, "[data-island=notices]");
    (container, said)
}

/// It was called a link that could not be used, on every visit.
#[wasm_bindgen_test]
async fn kept_state_that_cannot_be_used_is_told_once_as_what_it_is_and_put_aside() {
    let storage = web_sys::window().unwrap().local_storage().unwrap().unwrap();
    let kept = |name: &str| storage.get_item(name).unwrap();
    let text = "v=1&days=45&colour=red";
    // A page of another test may still be writing, and the runner has a fragment of its own in the address.
    pause(400).await;
    js_sys::Function::new_no_args("history.replaceState(null, '', location.pathname)").call0(&JsValue::NULL).unwrap();
    storage.set_item("cascade-notes:last", text).unwrap();
    let (first, said) = visit().await;
    assert!(said.contains("last visit") && said.contains("colour") && !said.contains("link"), "{said}");
    assert_eq!(kept("cascade-notes:aside").as_deref(), Some(text));
    assert_eq!(kept("cascade-notes:last").as_deref(), Some("v=1&days=45"));
    first.remove();
    let (again, said) = visit().await;
    assert_eq!(said.trim(), "");
    assert_eq!(kept("cascade-notes:aside").as_deref(), Some(text), "it stays for saving");
    again.remove();
    storage.clear().unwrap();
}

#[wasm_bindgen_test]
fn the_golden_case_has_the_same_digits_as_natively() {
    let edges = band::edges(&Scenario::default().question().unwrap()).unwrap();
    assert_eq!(edges.optimistic.price().unwrap().to_string(), "54271.356783919597989949748744");
    assert_eq!(edges.conservative.price().unwrap().to_string(), "55204.269453890474608008716144");
}

#[wasm_bindgen_test]
fn the_picture_is_the_golden_picture() {
    let snapshot = include_str!("snapshots/figures__gap_wide.snap");
    let golden = snapshot.splitn(3, "---\n").nth(2).unwrap().trim_end();
    let gap = GapFigure::of(&Scenario::default(), Reveal::All).unwrap();
    let svg = gap.svg(english(), Frame::new(640, 400), Medium::Page).unwrap();
    assert_eq!(svg.replace("><", ">\n<"), golden);
}

#[wasm_bindgen_test]
fn links_read_the_same() {
    let s = Scenario::default().with_written(ParameterId::FundingRate, "-0.0125").unwrap();
    assert_eq!(link::parse(&link::print(&s)), (s, vec![]));
}

#[wasm_bindgen_test]
fn seeded_cascades_have_the_same_bytes_as_natively() {
    let (found, golden) = (seeded::digests(), include_str!("seeded/digests.txt"));
    for (found, golden) in found.lines().zip(golden.lines()) {
        assert_eq!(found, golden);
    }
    assert_eq!(found, golden);
}

/// Stands in for `public/worker.js`, which needs the built module; answers with the question, and fails in three ways.
const WORKER: &str = r"onmessage = ({ data }) => {
    const [line, link] = data.split('\n');
    const [version, id, what] = line.split(' ');
    const say = (id, last, ...numbers) => postMessage(new Float64Array([version, id, last, ...numbers]));
    if (what === 'cancel') return say(id, 1, 3);
    if (link === 'trap') return postMessage('trapped');
    if (link === 'throw') throw new Error('thrown');
    if (link === 'other') return postMessage(new Float64Array([Number(version) + 1, id, 1, 0]));
    postMessage(new Float64Array());
    say(id - 1, 1, 2);
    for (const last of [0, 1]) say(id, last, 1, 0.5);
};";

/// Where it is: one address for all tests, as the page has one.
fn worker_script() -> String {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type("text/javascript");
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&js_sys::Array::of1(&WORKER.into()), &options).unwrap();
    web_sys::Url::create_object_url_with_blob(&blob).unwrap()
}

fn about(link: &str) -> Market {
    Market::Link(link.to_owned())
}

/// Waits until so many things were heard, or long enough to know that no more come.
async fn heard(all: &RefCell<Vec<WorkerReply>>, count: usize) -> Vec<WorkerReply> {
    for _ in 0..100 {
        if all.borrow().len() >= count {
            break;
        }
        pause(50).await;
    }
    pause(100).await;
    all.take()
}

async fn pause(milliseconds: i32) {
    let promise = js_sys::Promise::new(&mut |done, _| {
        let window = web_sys::window().unwrap();
        window.set_timeout_with_callback_and_timeout_and_arguments_0(&done, milliseconds).unwrap();
    });
    wasm_bindgen_futures::JsFuture::from(promise).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_clerk_hears_the_latest_question_and_starts_anew_after_a_failure() {
    script_at(worker_script());
    let all = Rc::new(RefCell::new(Vec::new()));
    let ear = Rc::clone(&all);
    let client = WorkerClient::new(Box::new(move |heard| ear.borrow_mut().push(heard)));
    let said = |last| Ok(Reply { numbers: vec![1.0, 0.5], last });

    client.start();
    client.ask(about("earlier"));
    client.ask(about("v=1"));
    assert_eq!(heard(&all, 2).await, [said(false), said(true)], "what is said about other questions is dropped");

    client.ask(about("v=1"));
    client.cancel();
    assert_eq!(heard(&all, 1).await, [], "nothing is heard of a question that was dropped");

    for (question, why) in [("trap", "trapped"), ("throw", "thrown")] {
        client.ask(about(question));
        let failures = heard(&all, 1).await;
        assert!(matches!(failures.as_slice(), [Err(Failure::Ended(text))] if text.contains(why)), "{failures:?}");
        client.ask(about("v=1"));
        assert_eq!(heard(&all, 2).await, [said(false), said(true)], "a fresh worker answers");
    }

    client.ask(about("other"));
    assert_eq!(heard(&all, 1).await, [Err(Failure::Refused(Cause::OtherVersion.into()))]);
}

#[wasm_bindgen_test]
async fn without_workers_a_question_is_answered_with_a_failure() {
    script_at(worker_script());
    let window = js_sys::global();
    let worker = js_sys::Reflect::get(&window, &"Worker".into()).unwrap();
    js_sys::Reflect::delete_property(&window, &"Worker".into()).unwrap();
    let all = Rc::new(RefCell::new(Vec::new()));
    let ear = Rc::clone(&all);
    let client = WorkerClient::new(Box::new(move |heard| ear.borrow_mut().push(heard)));
    client.start();
    assert_eq!(all.take(), [], "nobody has asked");
    client.ask(about("v=1"));
    js_sys::Reflect::set(&window, &"Worker".into(), &worker).unwrap();
    assert!(matches!(all.take().as_slice(), [Err(Failure::Ended(text))] if !text.is_empty()));
}
