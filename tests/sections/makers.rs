//! Makers under a rebate: words, table, pictures.

use crate::testing::scenario;
use crate::{picture, told};
use cascade_notes::figures::makers::HEIGHTS;
use cascade_notes::figures::reveal::Reveal;
use cascade_notes::figures::{Figure, Frame, MakersFigure};
use cascade_notes::words::english;

const WIDE: Frame = Frame { width: 640, height: HEIGHTS.0 };
const NARROW: Frame = Frame { width: 288, height: HEIGHTS.1 };

fn makers(settings: &str) -> MakersFigure {
    MakersFigure::of(&scenario(settings), Reveal::All).unwrap()
}

#[test]
fn makers_in_words() {
    let all = [
        "v=1",
        "v=1&maker-rebate=0",
        "v=1&maker-rebate=-0.01",
        "v=1&maker-rebate=0.1",
        "v=1&half-spread=0.2",
        "v=1&contract=inverse&maker-rebate=0.01",
        "v=1&leverage=1",
    ];
    let said = |settings: &str| {
        let figure = makers(settings);
        let places: Vec<String> =
            figure.places(english()).into_iter().map(|(name, text)| format!("{name}: {text}")).collect();
        format!("{settings}\n{}{}\n{}\n", told(&figure), places.join("\n"), figure.answer_in_words(english()))
    };
    insta::assert_snapshot!(all.map(said).join("\n"));
}

#[test]
fn makers_at_the_default_rebate() {
    let figure = makers("v=1");
    insta::assert_snapshot!("makers_wide", picture(&figure, WIDE));
    insta::assert_snapshot!("makers_narrow", picture(&figure, NARROW));
    insta::assert_snapshot!("makers_table", figure.csv(english()));
}

/// A rebate never deepens the book; without one there is nothing to double.
#[test]
fn twice_the_rebate_is_never_safer() {
    for rebate in ["0.0005", "0.005", "0.02", "0.03", "0.3"] {
        let answer = makers(&format!("v=1&maker-rebate={rebate}")).answer().unwrap();
        assert!(answer > 0, "{rebate}");
    }
    assert_eq!((makers("v=1").answer(), makers("v=1&maker-rebate=0").answer()), (Some(2), None));
}

/// Before the bet is answered neither table nor picture tell what twice the rebate does.
#[test]
fn twice_is_kept_back() {
    let figure = MakersFigure::of(&scenario("v=1"), Reveal::Hidden).unwrap();
    let (csv, svg) = (figure.csv(english()), picture(&figure, WIDE));
    assert!(!csv.contains("twice") && !svg.contains("twice"), "{csv}{svg}");
    assert!(makers("v=1").csv(english()).contains("twice"));
}
