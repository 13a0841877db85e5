//! What a worker's memory comes to over several questions: linear memory of wasm never shrinks, so the peak is what counts. In a binary of its own,
//! because the allocator counts for all threads.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::print_stdout,
    unsafe_code
)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use cascade_notes::engine::jobs::{JobRunner, kind};

/// Bytes that are live, and the most there were.
static LIVE: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

struct Counting;

// SAFETY: the system's allocator does all the work; only sizes are counted beside it.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let live = LIVE.fetch_add(layout.size(), Relaxed) + layout.size();
        PEAK.fetch_max(live, Relaxed);
        // SAFETY: the caller's layout, handed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        LIVE.fetch_sub(layout.size(), Relaxed);
        // SAFETY: the caller's memory and layout, handed on.
        unsafe { System.dealloc(memory, layout) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

/// Answers a question up to some points of its curve; gives the most bytes while it did, and those that are live afterwards.
fn asked(runner: &mut JobRunner, question: &str, curves: usize) -> [usize; 2] {
    PEAK.store(LIVE.load(Relaxed), Relaxed);
    runner.ask(question);
    let (mut narrated, mut heard) = (false, 0);
    let mut pieces = 0_u32;
    while heard < curves {
        let Some(reply) = runner.work(&mut || {
            pieces += 1;
            !pieces.is_multiple_of(64)
        }) else {
            break;
        };
        assert_ne!(reply.numbers.first(), Some(&kind::REFUSED), "{question}");
        narrated |= reply.numbers.first() == Some(&kind::NARRATION);
        heard += usize::from(reply.numbers.first() == Some(&kind::CURVE));
        if reply.last {
            break;
        }
    }
    assert!(narrated && heard > 0, "{question}");
    // What is under way is let go; the accounts stay.
    runner.cancel();
    [PEAK.load(Relaxed), LIVE.load(Relaxed)]
}

/// Asks one after the other; holds what each takes and leaves to what the first did.
fn as_the_first(questions: impl Iterator<Item = String>) {
    let mut runner = JobRunner::default();
    let seen: Vec<(String, [usize; 2])> = questions.map(|q| (q.clone(), asked(&mut runner, &q, 1))).collect();
    let [first_peak, first_live] = seen[0].1;
    for (question, [peak, live]) in &seen {
        println!("{question}: a peak of {peak}, {live} are left");
        assert!(*peak <= first_peak + first_peak / 20, "{question}: a peak of {peak} after one of {first_peak}");
        assert!(live.abs_diff(first_live) <= first_live / 20, "{question}: {live} are left after {first_live}");
    }
}

fn question(seed: usize, shock: usize) -> String {
    format!("v=1&preset=october-2025&accounts=100000&seed={seed}&shock={shock}")
}

/// Other accounts and other shocks, none further than the first: a deeper one closes more accounts, and its log is as long as that. Then other shocks
/// alone, where the accounts stay. One test, because the allocator counts for all threads.
#[test]
fn six_questions_leave_memory_where_one_left_it() {
    as_the_first([15, 11, 15, 13, 14, 15].iter().zip(1..).map(|(shock, seed)| question(seed, *shock)));
    as_the_first([15, 11, 15, 13, 14, 15].iter().map(|shock| question(7, *shock)));
}
