//! What if more is added here: the ghost on the figure of equity.

use crate::picture;
use crate::testing::{d, scenario};
use cascade_notes::engine::scenario::Scenario;
use cascade_notes::engine::units::Saturating as _;
use cascade_notes::figures::reveal::Reveal;
use cascade_notes::figures::{EquityFigure, Figure as _, Frame};
use cascade_notes::words::english;
use rust_decimal::Decimal;

fn equity(s: &Scenario) -> EquityFigure {
    EquityFigure::of(s, Reveal::All, None).unwrap()
}

/// What if more is added here: said, tabulated and drawn, and not before the guess; what cannot be added says why.
#[test]
fn an_addition_at_the_mark_is_a_ghost() {
    let half = Some(Decimal::from(50));
    let with = |settings: &str| equity(&scenario(settings)).adding(half);
    let figure = with("v=1&mark=-3&tick=0");
    let adding = figure.adding.clone().unwrap().unwrap();
    // 0.5 at 58,200 beside 1 at 60,000, with 5,820 / 2 beside 6,000: (89,100 - 8,910) / (1.5 x 0.995).
    let wanted = Decimal::from(80_190).sat_div(d("1.4925"));
    assert_eq!(adding.trigger.unwrap().get().round_dp(8), wanted.round_dp(8));
    assert_eq!(adding.position.entry.get(), Decimal::from(59_400));
    let text = figure.text(english()).sentence;
    assert!(text.contains("What if you add 0.5 at 58,200"), "{text}");
    for frame in [Frame::new(640, 420), Frame::new(288, 300)] {
        let drawn = picture(&figure, frame);
        assert!(drawn.contains(">with more: 53,729<") && !drawn.contains("NaN"), "{drawn}");
    }
    assert!(figure.table(english()).rows.iter().any(|row| row.head.contains("with more of it")));
    // Before the guess nothing of it is told.
    let hidden = EquityFigure::of(&scenario("v=1"), Reveal::Hidden, None).unwrap().adding(half);
    assert!(!hidden.text(english()).sentence.contains("What if"));
    // A cross account that has too little, and a bracket that allows less.
    let poor = with("v=1&mode=cross&free-balance=3000&other-size=0");
    assert!(poor.text(english()).sentence.contains("is not possible"), "{}", poor.text(english()).sentence);
    let steep = with("v=1&table=binance&size=9&leverage=100&venue=binance-usdm");
    assert!(steep.adding.clone().unwrap().is_err(), "{:?}", steep.adding);
    // It brings the fee with its margin, and a short's goes the other way.
    let short = with("v=1&side=short&opening-fee=0.05");
    assert!(short.adding.unwrap().unwrap().trigger.unwrap().get() > Decimal::from(60_000));
}
