//! Sentences about a number, for none, one and two.

use cascade_notes::words::{Count, english};

/// A sentence about so many.
type Counted<'a> = &'a dyn Fn(Count<'_>) -> String;

#[test]
fn every_sentence_agrees_with_its_number() {
    let all = english();
    let (horizon, cascade, stages) = (all.horizon(), all.cascade(), all.play().stages());
    let said: [(Counted<'_>, [&str; 3]); 21] = [
        (&|n| all.places().days(n), ["0 days", "1 day", "2 days"]),
        (&|n| cascade.accounts(n), ["0 accounts", "1 account", "2 accounts"]),
        (
            &|n| all.places().payments(n),
            ["paid in 0 small transfers", "paid in one small transfer", "paid in 2 small transfers"],
        ),
        (
            &|n| horizon.title("50", "3 days", n),
            ["0 of 50 paths touch ", "1 of 50 paths touches ", "2 of 50 paths touch "],
        ),
        (
            &|n| horizon.title_funding("50", n),
            ["0 of 50 paths touch ", "1 of 50 paths touches ", "2 of 50 paths touch "],
        ),
        (&|n| horizon.dots("50", "3", n), ["0 of 50 paths touch ", "1 of 50 paths touches ", "2 of 50 paths touch "]),
        (
            &|n| horizon.dots_short("50", "3", n),
            ["0 of 50 paths touch ", "1 of 50 paths touches ", "2 of 50 paths touch "],
        ),
        (
            &|n| horizon.handle_value("50", "3", n),
            ["0 of 50 paths touch ", "1 of 50 paths touches ", "2 of 50 paths touch "],
        ),
        (
            &|n| horizon.many_item("50", "5×", n),
            ["0 of 50 paths touch ", "1 of 50 paths touches ", "2 of 50 paths touch "],
        ),
        (
            &|n| horizon.many_title("50", "9", "3×", n, "25×"),
            ["0 of 50 paths touch it", "1 of 50 paths touches it", "2 of 50 paths touch it"],
        ),
        (
            &|n| horizon.sentence_touched("50", "4 %", n, &horizon.touched_optimistic("3 %", n)),
            ["0 have touched the optimistic", "1 has touched the optimistic", "2 have touched the optimistic"],
        ),
        (&|n| all.venues().rules(n), ["0 rules", "1 rule", "2 rules"]),
        (&|n| all.book().unfilled("1 %", "9", n), ["0 coins find ", "1 coin finds ", "2 coins find "]),
        (&|n| all.book().no_price(n), ["0 coins: price", "1 coin: price", "2 coins: price"]),
        (&|n| all.curve().sentence_run("9", n), ["0 of 9 accounts are", "1 of 9 accounts is", "2 of 9 accounts are"]),
        (&|n| cascade.title_feeds(n), ["0 rounds", "for 1 round", "2 rounds"]),
        (
            &|n| cascade.sentence_before(n, "it"),
            ["none of the 0 accounts has", "the only account has", "none of the 2 accounts has"],
        ),
        (&|n| cascade.narration_end("9", n), ["0 of 9 accounts have", "1 of 9 accounts has", "2 of 9 accounts have"]),
        (&|n| cascade.narration_stand(n, "A"), ["A stand.", "A stands.", "A stand."]),
        (&|n| cascade.fallen_of(n, "9", "3"), ["0 of 9 accounts have", "1 of 9 accounts has", "2 of 9 accounts have"]),
        (&|n| stages.running(n), ["0 accounts closed", "1 account closed", "2 accounts closed"]),
    ];
    for (say, wanted) in said {
        for (n, wanted) in ["0", "1", "2"].into_iter().zip(wanted) {
            let sentence = say(Count::read(n));
            assert!(sentence.contains(wanted), "{sentence} does not say {wanted}");
        }
    }
    // With decimals one is several.
    assert_eq!(all.places().days(Count { number: None, text: "1.0" }), "1.0 days");
}
