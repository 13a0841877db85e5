//! What every runner keeps to, whatever it works on.

use super::*;

/// Works with endless patience until nothing is left.
fn all(runner: &mut JobRunner) -> Vec<Reply> {
    let replies: Vec<Reply> = std::iter::from_fn(|| runner.work(&mut || true)).take(1_000).collect();
    assert!(replies.len() < 1_000, "the runner never comes to an end");
    replies
}

#[test]
fn nothing_asked_is_nothing_to_do() {
    assert_eq!(JobRunner::default().work(&mut || true), None);
}

#[test]
fn a_question_ends_with_one_last_reply() {
    let mut runner = JobRunner::default();
    runner.ask("v=1");
    let replies = all(&mut runner);
    let last: Vec<bool> = replies.iter().map(|reply| reply.last).collect();
    assert_eq!(last.iter().filter(|last| **last).count(), 1);
    assert_eq!(last.last(), Some(&true));
    assert!(replies.iter().all(|reply| !reply.numbers.is_empty()));
}

#[test]
fn a_later_question_takes_the_place_of_an_earlier_one() {
    let (mut runner, mut fresh) = (JobRunner::default(), JobRunner::default());
    runner.ask("v=1&days=3");
    runner.work(&mut || false);
    runner.ask("v=1");
    fresh.ask("v=1");
    assert_eq!(all(&mut runner), all(&mut fresh));
}

#[test]
fn a_cancelled_question_has_no_answer() {
    let mut runner = JobRunner::default();
    runner.ask("v=1");
    runner.cancel();
    assert_eq!(all(&mut runner), []);
}

#[test]
fn patience_that_runs_out_loses_nothing() {
    let (mut runner, mut fresh) = (JobRunner::default(), JobRunner::default());
    runner.ask("v=1");
    fresh.ask("v=1");
    assert!(runner.work(&mut || false).is_some_and(|reply| reply.numbers[0] == kind::PROGRESS && !reply.last));
    assert_eq!(all(&mut runner), all(&mut fresh));
}
