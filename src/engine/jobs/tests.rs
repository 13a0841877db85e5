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

/// Patience is asked after every piece of work, and a piece touches some thousand accounts, however many there are and however many fall at once.
#[test]
fn no_piece_of_work_touches_more_than_some_thousand_accounts() {
    /// Accounts between two looks at the budget, on the average of a stage.
    const MOST: usize = 16_384;
    let accounts = 100_000;
    let mut runner = JobRunner::default();
    runner.ask(&format!("v=1&preset=october-2025&accounts={accounts}"));
    let (mut sorting, mut telling, mut closed, mut most_closed) = (0, 0, 0.0, 0.0_f64);
    loop {
        let reply = runner.work(&mut || false).unwrap();
        if reply.numbers[0] == kind::NARRATION {
            break;
        }
        assert_eq!(reply.numbers[0], kind::PROGRESS);
        let (stage, part, now) =
            (reply.numbers[wire::HEAD], reply.numbers[wire::HEAD + 1], reply.numbers[wire::HEAD + 2]);
        // Where all of it is gone, winners are being ranked.
        sorting += usize::from(stage == 1.0 && part < 1.0);
        telling += usize::from(stage == 3.0);
        (closed, most_closed) = (now, most_closed.max(now - closed));
    }
    assert!(closed > 30_000.0, "{closed}: too few fall for this to say anything");
    assert!(most_closed <= 4096.0, "{most_closed} closed in one piece");
    // Everybody is gathered twice, valued, read, seated, sorted, placed and indexed; then counted, with orders and with causes.
    assert!(sorting >= 8 * accounts / MOST, "{sorting} pieces");
    assert!(telling >= 3 * accounts / MOST, "{telling} pieces");
}
