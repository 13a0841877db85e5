//! One forced close: words, table, pictures, and sums.

use crate::testing::{d, scenario};
use crate::{picture, told};
use cascade_notes::figures::reveal::Reveal;
use cascade_notes::figures::waterfall::{HEIGHTS, PartKind, Who};
use cascade_notes::figures::{Figure, Frame, Medium, WaterfallFigure};
use cascade_notes::words::english;
use rust_decimal::Decimal;

const WIDE: Frame = Frame { width: 640, height: HEIGHTS.0 };
const NARROW: Frame = Frame { width: 288, height: HEIGHTS.1 };

fn close(settings: &str) -> WaterfallFigure {
    WaterfallFigure::of(&scenario(settings), Reveal::All).unwrap()
}

const ALL: [&str; 18] = [
    "v=1",
    "v=1&liquidation-fee=0.2&close-rest=owner",
    "v=1&liquidation-fee=0.2&liquidation-fee-to=venue",
    "v=1&liquidation-fee=5&liquidation-fee-base=left",
    "v=1&liquidation-fee=5&liquidation-fee-base=bankruptcy",
    "v=1&book=linear&depth=20000",
    "v=1&book=linear&depth=10000&close-fund=500&close-winners=200",
    "v=1&close-policy=tenth",
    "v=1&close-policy=just-enough",
    "v=1&close-policy=fifth",
    "v=1&size=20&close-policy=fifth&book=linear&depth=4000000",
    "v=1&book=ladder&size=8",
    "v=1&book=square-root",
    "v=1&book=linear",
    "v=1&side=short",
    "v=1&contract=inverse",
    "v=1&leverage=1",
    "v=1&leverage=125&rate=2",
];

#[test]
fn the_close_in_words() {
    let said = |settings: &str| {
        let figure = close(settings);
        let places: Vec<String> =
            figure.places(english()).into_iter().map(|(name, text)| format!("{name}: {text}")).collect();
        format!("{settings}\n{}{}\n{}\n", told(&figure), places.join("\n"), figure.met_in_words(english()))
    };
    insta::assert_snapshot!(ALL.map(said).join("\n"));
}

#[test]
fn the_close_of_the_default_trade() {
    let figure = close("v=1&liquidation-fee=0.1");
    insta::assert_snapshot!("waterfall_wide", picture(&figure, WIDE));
    insta::assert_snapshot!("waterfall_narrow", picture(&figure, NARROW));
    insta::assert_snapshot!("waterfall_table", figure.csv(english()));
    let short = close("v=1&side=short&book=linear&depth=10000&close-fund=500&close-winners=200");
    insta::assert_snapshot!("waterfall_missing", picture(&short, WIDE));
}

/// What is shown adds up to the margin shown, and who received it to the same.
#[test]
fn what_is_shown_adds_up() {
    for settings in ALL {
        let figure = close(settings);
        if figure.close.is_none() {
            continue;
        }
        let out: Decimal = figure.parts.iter().filter(|part| part.to.is_some()).map(|part| part.shown).sum();
        assert_eq!(out, figure.margin + figure.missing(), "{settings}");
        let all: Decimal =
            [Who::Makers, Who::Venue, Who::Fund, Who::Owner].into_iter().map(|who| figure.received(who)).sum();
        assert_eq!(all, out, "{settings}");
        for part in &figure.parts {
            let off = (part.shown - part.amount).abs();
            assert!(off <= d("0.01"), "{settings}: {:?} is off by {off}", part.kind);
            assert_eq!(part.high - part.low, part.amount.abs(), "{settings}: {:?}", part.kind);
        }
    }
}

#[test]
fn the_bet_is_answered_by_what_venue_and_fund_keep() {
    // 99.32 and 27.06 of 271.36.
    assert_eq!((close("v=1").answer(), close("v=1").shown(PartKind::ToFund)), (Some(1), d("99.32")));
    assert_eq!(close("v=1&close-rest=owner").answer(), Some(0));
    assert_eq!(close("v=1&book=linear").answer(), Some(2));
    assert_eq!(close("v=1&leverage=1").answer(), None);
}

/// Before the bet is answered neither words nor table nor picture tell.
#[test]
fn what_is_kept_back_is_told_nowhere() {
    let figure = WaterfallFigure::of(&scenario("v=1"), Reveal::Hidden).unwrap();
    let (text, csv, svg) = (told(&figure), figure.csv(english()), picture(&figure, WIDE));
    assert!(!text.contains("99.32") && !csv.contains("99.32") && !svg.contains("99.32"), "{text}{csv}{svg}");
    assert!(figure.svg(english(), WIDE, Medium::File).unwrap().contains("99.32"));
}
