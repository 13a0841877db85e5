//! The band over price and time: whatever is set it is drawn, and its dots are the numbers of its table.

use crate::generators::{config, scenario};
use cascade_notes::engine::scenario::{ParameterId as P, Scenario};
use cascade_notes::figures::horizon::{HorizonFigure, MONTHS};
use cascade_notes::figures::reveal::Reveal;
use cascade_notes::figures::{Figure, Frame, Medium};
use cascade_notes::words::english;
use proptest::prelude::*;
use rust_decimal::Decimal;

/// Whatever is set, with a volatility that somebody might mean as often as any other.
fn any() -> impl Strategy<Value = Scenario> {
    (scenario(), prop::option::of((0_u32..=200, -50_i64..=100))).prop_map(|(s, usual)| match usual {
        Some((volatility, drift)) => {
            let s = s.with_number(P::Volatility, volatility.into()).unwrap();
            s.with_number(P::Drift, Decimal::from(drift)).unwrap()
        }
        None => s,
    })
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn every_scenario_is_drawn_and_its_dots_are_its_table(s in any(), guess in 0_usize..4) {
        let reveal = if guess < 3 { Reveal::Guess(guess) } else { Reveal::All };
        let Ok(figure) = HorizonFigure::of(&s, reveal) else { return Err(TestCaseError::reject("no answer")) };
        let table = figure.table(english());
        prop_assert_eq!(table.rows.len(), 61);
        let here = table.rows.iter().find(|row| row.here).unwrap();
        let [optimistic, conservative] = figure.months.months(s.days());
        prop_assert_eq!(&here.cells[5].1, &optimistic.to_string());
        prop_assert_eq!(&here.cells[6].1, &conservative.to_string());
        for frame in [Frame::new(288, 330), Frame::new(640, 460)] {
            let svg = figure.svg(english(), frame, Medium::Page).unwrap();
            // Filled dots on the row of months.
            let dots = svg.rsplit("<g class=\"beyond\">").next().unwrap();
            let count = |what| dots.matches(what).count();
            let filled = count("<circle") + count("<polyline") - count("fill=\"none\"");
            prop_assert_eq!(filled, conservative as usize, "{}", dots);
            for picture in [svg, figure.multiples.svg(english(), frame, Medium::Page).unwrap()] {
                let odd = ["NaN", "inf", "{"].into_iter().find(|odd| picture.contains(odd));
                prop_assert_eq!(odd, None);
            }
        }
        for text in [figure.text(english()), figure.multiples.text(english())] {
            let said = text.title + &text.sentence;
            let unfilled = said.contains("{");
            prop_assert!(!unfilled, "{}", said);
        }
    }

    #[test]
    fn months_and_chances_never_fall_with_the_days(s in any()) {
        let Ok(figure) = HorizonFigure::of(&s, Reveal::All) else { return Err(TestCaseError::reject("no answer")) };
        let weathers = figure.multiples.panels.iter().filter_map(|p| p.months.as_ref().ok()).chain([&figure.months]);
        for months in weathers {
            for edge in [0, 1] {
                let (months, chances) = (&months.touched[edge], &months.chances[edge]);
                prop_assert!(months.windows(2).all(|pair| pair[0] <= pair[1]) && months[60] <= MONTHS);
                prop_assert!(chances.windows(2).all(|pair| pair[0] <= pair[1]) && chances[60] <= 1.0);
            }
        }
        if let (Some([early, without]), n) = (figure.months.otherwise(60), figure.months.months(60)[1]) {
            prop_assert!(early <= n && n <= without, "{} {} {}", early, n, without);
        }
    }

    #[test]
    fn the_day_alone_changes_nothing_that_is_kept(s in any(), day in 0_u32..=60) {
        let Ok(figure) = HorizonFigure::of(&s, Reveal::All) else { return Err(TestCaseError::reject("no answer")) };
        let later = s.with_number(P::Days, day.into()).unwrap();
        let moved = HorizonFigure::after(&later, Reveal::All, Some(&figure)).unwrap();
        prop_assert_eq!(moved, HorizonFigure::of(&later, Reveal::All).unwrap());
    }
}
