//! Both edges by day: the target, margin that arrives, and what need not be searched again.

use crate::targets::{self, keyed, number, within};
use crate::testing::d;
use cascade_notes::engine::band::horizon::{Band, Motion, Plan};
use cascade_notes::engine::band::{Question, edges};
use cascade_notes::engine::margin::{Contract, Position, Side, Tiers, Trigger, VenueId};
use cascade_notes::engine::scenario::Scenario;
use cascade_notes::engine::units::{Money, Price, Quantity, Rate};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

/// One contract at an entry, with nothing but maintenance and funding.
fn bare(entry: &str, leverage: &str, maintenance: &str, funding: &str) -> Question {
    Question {
        position: Position {
            side: Side::Long,
            contract: Contract::Linear,
            size: Quantity::new(Decimal::ONE).unwrap(),
            entry: Price::new(d(entry)).unwrap(),
        },
        leverage: d(leverage),
        account: None,
        added_margin: Money::ZERO,
        venue: VenueId::Generic.model(),
        tiers: Tiers::flat(d(maintenance), Decimal::ZERO).unwrap(),
        next_rate: None,
        opening_fee: Rate::ZERO,
        closing_fee: Rate::ZERO,
        liquidation_fee: Rate::ZERO,
        slippage: Rate::ZERO,
        funding_rate: Rate::new(d(funding)),
        payments: 0,
        basis: Rate::ZERO,
        tick: Decimal::ZERO,
    }
}

fn float(trigger: Trigger) -> f64 {
    trigger.price().unwrap().get().to_f64().unwrap()
}

fn plan(last: u32, added_on: u32) -> Plan {
    Plan { last, interval_hours: 8, added_on }
}

#[test]
fn t05_funding_moves_a_threshold() {
    for target in targets::of("T05") {
        let setup = &target["setup"];
        let text = |name: &str| setup[name].to_string();
        let question = bare(&text("entry"), &text("leverage"), &text("mm"), &text("funding_per_8h"));
        let band = Band::of(&question, plan(30, 0)).unwrap();
        for (payments, expected) in keyed(&target["expected"], "") {
            let day = band.days.iter().find(|day| f64::from(day.payments) == payments).unwrap();
            within(float(day.conservative), number(expected), 1e-9);
            within(float(day.optimistic), number(&target["expected"]["0"]), 1e-9);
        }
        // The boundary is the same in log price, from the entry.
        let points = band.boundaries().unwrap()[1].points().to_vec();
        within(points[30].1, (number(&setup["entry"]) / number(&target["expected"]["90"])).ln(), 1e-11);
    }
}

#[test]
fn every_day_is_what_the_question_answers() {
    let scenario = Scenario::default();
    let question = scenario.question().unwrap();
    let band = Band::of(&question, Plan { last: 60, interval_hours: scenario.interval_hours(), added_on: 0 }).unwrap();
    for day in &band.days {
        let answer = edges(&Question { payments: scenario.payments(day.day), ..question.clone() }).unwrap();
        assert_eq!((day.optimistic, day.conservative), (answer.optimistic, answer.conservative), "day {}", day.day);
    }
}

#[test]
fn margin_that_arrives_later_moves_the_edges_from_then_on() {
    let mut question = bare("100", "10", "0.005", "0.0001");
    question.added_margin = Money::new(d("3"));
    let none = Band::of(&Question { added_margin: Money::ZERO, ..question.clone() }, plan(20, 0)).unwrap();
    let all = Band::of(&question, plan(20, 0)).unwrap();
    let later = Band::of(&question, plan(20, 8)).unwrap();
    assert_eq!(later.days[..8], none.days[..8]);
    assert_eq!(later.days[8..], all.days[8..]);
    assert_eq!(later.without, Some(none.days[8]));
    let [_, edge] = later.boundaries().unwrap();
    within(edge.points()[8].0, (100.0 / float(none.days[8].conservative)).ln(), 1e-12);
    within(edge.points()[8].1, (100.0 / float(all.days[8].conservative)).ln(), 1e-12);
    // Early it moves the area, late only the edge.
    let motion = Motion::new(0.6, 0.0).unwrap();
    let chance =
        |added_on| *Band::of(&question, plan(20, added_on)).unwrap().chances(&motion).unwrap()[1].last().unwrap();
    let chances = [chance(0), chance(5), chance(10), chance(20), chance(21)];
    assert!(chances.is_sorted() && chances[0] < chances[2] && chances[2] < chances[3], "{chances:?}");
    assert_eq!(chances[3], chances[4]);
    let of_none = none.chances(&motion).unwrap()[1][20];
    within(chances[4], of_none, 1e-12);
}

#[test]
fn a_short_that_receives_moves_nowhere_and_pays_when_it_must() {
    let mut question = bare("100", "10", "0.005", "0.0001");
    question.position.side = Side::Short;
    let receiving = Band::of(&question, plan(10, 0)).unwrap();
    assert!(receiving.days.iter().all(|day| day.conservative == receiving.days[0].conservative));
    assert_eq!(receiving.days[10].payments, 30);
    question.funding_rate = Rate::new(d("-0.0001"));
    let paying = Band::of(&question, plan(10, 0)).unwrap();
    assert!(float(paying.days[10].conservative) < float(paying.days[9].conservative));
    assert!(paying.boundaries().unwrap()[1].points()[10].1 < paying.boundaries().unwrap()[1].points()[0].1);
}

#[test]
fn no_threshold_is_never_touched_and_every_price_at_once() {
    let motion = Motion::new(0.6, 0.0).unwrap();
    // Fully paid: a long of leverage 1 has no price, until funding has eaten something.
    let paid = Band::of(&bare("100", "1", "0.005", "0"), plan(5, 0)).unwrap();
    assert_eq!(paid.days[5].conservative, Trigger::Never);
    assert_eq!(paid.chances(&motion).unwrap(), [vec![0.0; 6], vec![0.0; 6]]);
    let past = Band::of(&bare("100", "250", "0.005", "0"), plan(5, 0)).unwrap();
    assert!(matches!(past.days[0].conservative, Trigger::At { at_once: true, .. }));
    assert_eq!(past.chances(&motion).unwrap(), [vec![1.0; 6], vec![1.0; 6]]);
}

#[test]
fn horizons_that_cannot_be_counted_are_refused() {
    let question = bare("100", "10", "0.005", "0");
    assert!(Band::of(&question, plan(367, 0)).unwrap_err().to_string().contains("366"));
    assert!(Band::of(&question, Plan { last: 5, interval_hours: 0, added_on: 0 }).is_err());
    assert_eq!(Band::of(&question, plan(0, 0)).unwrap().days.len(), 1);
}

#[test]
fn the_bands_paths_agree_with_its_chances() {
    let mut question = bare("100", "10", "0.005", "0.0003");
    question.added_margin = Money::new(d("2"));
    let (band, motion) = (Band::of(&question, plan(30, 10)).unwrap(), Motion::new(0.5, 0.0).unwrap());
    let mut drawn = band.simulation(3, &motion).unwrap();
    drawn.run(10_000);
    for (counts, chances) in drawn.touched().iter().zip(band.chances(&motion).unwrap()) {
        for (count, chance) in counts.iter().zip(chances) {
            within(f64::from(*count) / 1e4, chance, 4.0 * (chance * (1.0 - chance) / 1e4).sqrt() + 3e-4);
        }
    }
}
