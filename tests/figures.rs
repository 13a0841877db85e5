//! Golden files for what people see: words, tables and pictures of both figures, for the default trade and for its awkward kin.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::disallowed_methods, missing_docs)]

#[path = "../src/testing.rs"]
mod testing;

use cascade_notes::engine::scenario::Scenario;
use cascade_notes::figures::compare::compare;
use cascade_notes::figures::reveal::Reveal;
use cascade_notes::figures::{
    BudgetFigure, EquityFigure, Figure, Frame, GapFigure, HorizonFigure, Medium, VenuesFigure, bindings, venues,
};
use cascade_notes::words::english;
use testing::scenario;

fn equity(s: &Scenario) -> EquityFigure {
    EquityFigure::of(s, Reveal::All, None).unwrap()
}

fn horizon(s: &Scenario) -> Option<HorizonFigure> {
    HorizonFigure::of(s, Reveal::All).ok()
}

fn months(s: &Scenario) -> Option<[String; 2]> {
    let ([_, count], [_, chance]) = horizon(s).map(|h| (h.count(english()), h.chance(english())))?;
    Some([count, chance])
}

/// Title, sentence and live words of a scenario: everything a reader is told without a picture.
fn told(settings: &str) -> String {
    let s = scenario(settings);
    let gap = GapFigure::of(&s, Reveal::All).unwrap();
    let budget = BudgetFigure::of(&s).unwrap();
    let mut out = String::new();
    let (margin, venues) = (equity(&s), VenuesFigure::of(&s).unwrap());
    let mut texts = vec![gap.text(english()), margin.text(english()), venues.text(english()), budget.text(english())];
    texts.extend(horizon(&s).map(|h| [h.text(english()), h.multiples.text(english())]).into_iter().flatten());
    for text in texts {
        out.push_str(&format!("{}\n{}\n", text.title, text.sentence));
    }
    for (name, text) in bindings::bindings(
        &s,
        &gap.edges,
        &budget,
        &equity(&s),
        months(&s).as_ref().map(|[n, chance]| [n.as_str(), chance]),
        english(),
    ) {
        out.push_str(&format!("{name}: {text}\n"));
    }
    assert!(!out.contains('{'), "a template was left unfilled: {out}");
    out
}

#[test]
fn words_of_the_default_trade() {
    insta::assert_snapshot!(told(""));
}

#[test]
fn words_of_a_short_that_receives_funding() {
    insta::assert_snapshot!(told("v=1&side=short"));
}

#[test]
fn words_of_a_fully_paid_long_that_no_price_liquidates() {
    insta::assert_snapshot!(told("v=1&leverage=1"));
}

#[test]
fn words_of_a_position_liquidated_where_it_stands() {
    insta::assert_snapshot!(told("v=1&leverage=125&rate=2"));
}

#[test]
fn words_of_a_short_that_funding_has_eaten() {
    insta::assert_snapshot!(told("v=1&days=60&funding=-4&interval=1&side=short"));
}

#[test]
fn words_of_a_small_coin_on_a_real_table_with_rebates() {
    insta::assert_snapshot!(told(
        "v=1&closing-fee=-0.01&entry=0.1163&funding=-0.01&opening-fee=-0.02&size=40000&table=doge&tick=0.00001"
    ));
}

#[test]
fn words_of_a_coin_margined_trade_one_day_long() {
    insta::assert_snapshot!(told("v=1&basis=0&days=1&interval=8&venue=binance-coinm"));
}

#[test]
fn tables_of_the_default_trade() {
    let gap = GapFigure::of(&Scenario::default(), Reveal::All).unwrap();
    let budget = BudgetFigure::of(&Scenario::default()).unwrap();
    insta::assert_snapshot!("gap_table", gap.table(english()).csv());
    insta::assert_snapshot!("budget_table", budget.table(english()).csv());
    insta::assert_snapshot!("equity_table", equity(&Scenario::default()).table(english()).csv());
    insta::assert_snapshot!("venues_table", VenuesFigure::of(&Scenario::default()).unwrap().table(english()).csv());
}

/// What is pinned, a ten-times long, beside a cross short under BitMEX's rule.
#[test]
fn a_comparison_names_what_differs_and_by_how_much() {
    let (a, b) = (Scenario::default(), scenario("v=1&side=short&mode=cross&venue=bitmex&accept=300"));
    let table = compare((&a, &equity(&a)), (&b, &equity(&b)), english());
    insta::assert_snapshot!("compare_equity", table.csv());
    let budget = |s: &Scenario| BudgetFigure::of(s).unwrap();
    let table = compare((&a, &budget(&a)), (&b, &budget(&b)), english());
    insta::assert_snapshot!("compare_budget", table.csv());
    // Amounts in two currencies have no difference.
    let coin = scenario("v=1&contract=inverse");
    let table = compare((&a, &equity(&a)), (&coin, &equity(&coin)), english());
    let row = table.rows.iter().find(|r| r.head == "equity at the mark").unwrap();
    assert_eq!(row.cells[2].1, "");
}

#[test]
fn words_of_a_cross_position_on_a_table_that_jumps_with_a_gap_too_wide() {
    insta::assert_snapshot!(told(
        "v=1&mode=cross&free-balance=6000&other-size=-3&other-mark=2&table=own-jumping&mark=-4&accept=600&book=ladder&count-basis=off"
    ));
}

#[test]
fn words_of_a_short_in_coin_with_a_thin_ladder() {
    insta::assert_snapshot!(told("v=1&contract=inverse&side=short&leverage=3&size=9&book=ladder&mark=12&venue=okx"));
}

#[test]
fn pictures_of_the_default_trade() {
    let gap = GapFigure::of(&Scenario::default(), Reveal::All).unwrap();
    let budget = BudgetFigure::of(&Scenario::default()).unwrap();
    insta::assert_snapshot!("gap_wide", lines(&gap.svg(english(), Frame::new(640, 400), Medium::Page).unwrap()));
    insta::assert_snapshot!(
        "equity_wide",
        lines(&equity(&Scenario::default()).svg(english(), Frame::new(640, 400), Medium::Page).unwrap())
    );
    let venues = VenuesFigure::of(&Scenario::default()).unwrap();
    let height = venues::draw::HEIGHTS.0;
    insta::assert_snapshot!(
        "venues_wide",
        lines(&venues.svg(english(), Frame::new(640, height), Medium::Page).unwrap())
    );
    insta::assert_snapshot!(
        "budget_narrow",
        lines(&budget.svg(english(), Frame::new(288, 384), Medium::Page).unwrap())
    );
}

/// One element per line, so that a change of the picture is a readable difference.
fn lines(svg: &str) -> String {
    svg.replace("><", ">\n<")
}

/// Margin that comes on day 20, and the reader's guess; the long beside a short in coin.
#[test]
fn pictures_and_tables_of_price_and_time() {
    let figure = |settings, reveal| HorizonFigure::of(&scenario(settings), reveal).unwrap();
    let drawn = |figure: &dyn Figure, width, height| {
        lines(&figure.svg(english(), Frame::new(width, height), Medium::Page).unwrap())
    };
    let late = figure("v=1&added-margin=2000&added-day=20", Reveal::Guess(1));
    insta::assert_snapshot!("horizon_wide", drawn(&late, 640, 460));
    insta::assert_snapshot!("horizon_table", late.table(english()).csv());
    insta::assert_snapshot!("horizon_narrow", drawn(&figure("v=1&side=short&contract=inverse", Reveal::All), 288, 330));
    insta::assert_snapshot!("multiples_wide", drawn(&*late.multiples, 640, 260));
    insta::assert_snapshot!("multiples_narrow", drawn(&*late.multiples, 288, 260));
    insta::assert_snapshot!("multiples_table", late.multiples.table(english()).csv());
    // Before the guess neither the shading nor a dot tells.
    let hidden = figure("", Reveal::Hidden);
    for picture in [drawn(&hidden, 640, 460), drawn(&*hidden.multiples, 640, 260)] {
        assert!(!picture.contains("class=\"beyond") && picture.contains("? of 50"), "{picture}");
    }
    assert!(!hidden.text(english()).sentence.contains("of 50"));
}

#[test]
fn the_page_gets_tokens_and_a_file_gets_colours() {
    for settings in
        ["", "v=1&side=short", "v=1&leverage=1", "v=1&leverage=125&rate=2", "v=1&entry=0.1163&size=40000&table=doge"]
    {
        let s = scenario(settings);
        let gap = GapFigure::of(&s, Reveal::Guess(2)).unwrap();
        let budget = BudgetFigure::of(&s).unwrap();
        for frame in [Frame::new(288, 216), Frame::new(640, 400), Frame::new(900, 540)] {
            let (margin, venues) = (equity(&s), VenuesFigure::of(&s).unwrap());
            let margin = margin.clone().beside(Some(std::sync::Arc::new(margin)));
            let venues = venues.clone().beside(Some(std::sync::Arc::new(venues)));
            let budget = budget.clone().beside(Some(std::sync::Arc::new(budget.clone())));
            let both = |f: &dyn Figure| {
                (f.svg(english(), frame, Medium::Page).unwrap(), f.svg(english(), frame, Medium::File).unwrap())
            };
            let months = HorizonFigure::of(&s, Reveal::Guess(2)).unwrap();
            for (page, file) in [
                both(&months),
                both(&*months.multiples),
                both(&margin),
                both(&venues),
                (gap.svg(english(), frame, Medium::Page).unwrap(), gap.svg(english(), frame, Medium::File).unwrap()),
                (
                    budget.svg(english(), frame, Medium::Page).unwrap(),
                    budget.svg(english(), frame, Medium::File).unwrap(),
                ),
            ] {
                assert!(page.contains("var(--data-liq)") || page.contains("var(--ink"), "{page}");
                assert!(!page.contains("\"#") && !page.contains("NaN") && !page.contains("style="), "{page}");
                assert!(file.contains("#FBFAF7") && !file.contains("var(--") && file.starts_with("<svg "), "{file}");
            }
        }
    }
}

#[test]
fn no_text_is_drawn_smaller_than_fourteen_pixels() {
    let s = Scenario::default();
    for frame in [Frame::new(288, 216), Frame::new(640, 400)] {
        for svg in [
            GapFigure::of(&s, Reveal::All).unwrap().svg(english(), frame, Medium::Page).unwrap(),
            BudgetFigure::of(&s).unwrap().svg(english(), frame, Medium::Page).unwrap(),
            equity(&s).svg(english(), frame, Medium::Page).unwrap(),
            VenuesFigure::of(&s).unwrap().svg(english(), frame, Medium::Page).unwrap(),
            horizon(&s).unwrap().svg(english(), frame, Medium::Page).unwrap(),
            horizon(&s).unwrap().multiples.svg(english(), frame, Medium::Page).unwrap(),
        ] {
            // The size of the picture stands for all text that names none.
            assert!(svg.starts_with("<svg") && svg.split('>').next().unwrap().contains("font-size=\"56\""));
            for piece in svg.split("font-size=\"").skip(1) {
                let size: f64 = piece.split('"').next().unwrap().parse().unwrap();
                assert!(size >= 4.0 * 14.0 - 0.01, "{size}");
            }
        }
    }
}

#[test]
fn before_the_guess_nothing_beyond_the_present_day_is_drawn() {
    let gap = GapFigure::of(&Scenario::default(), Reveal::Hidden).unwrap();
    let svg = gap.svg(english(), Frame::new(640, 400), Medium::Page).unwrap();
    assert!(!svg.contains("class=\"beyond\"") && svg.contains(">?"));
}

#[test]
fn the_largest_part_counts_fees_as_one() {
    let title = |settings: &str| BudgetFigure::of(&scenario(settings)).unwrap().text(english()).title;
    assert_eq!(title(""), "Funding, not fees, eats this position");
    assert_eq!(title("v=1&basis=0&days=2&next-rate=0.5"), "Fees are the largest part of this gap");
    assert_eq!(title("v=1&liquidation-fee=1"), "Fees are the largest part of this gap");
    assert_eq!(title("v=1&slippage=3"), "The largest part of this gap: slippage");
}

#[test]
fn what_waiting_did_is_not_said_to_happen_at_once() {
    let text = |settings: &str| GapFigure::of(&scenario(settings), Reveal::All).unwrap().text(english());
    assert!(text("v=1&leverage=125&rate=2").sentence.contains("as soon as it is opened"));
    let waited = text("v=1&leverage=100&next-rate=0.5");
    assert!(waited.sentence.contains("From day ") && !waited.sentence.contains("as soon as"), "{}", waited.sentence);
    assert_eq!(text("v=1&added-margin=1000000000").title, "No price above zero liquidates this position");
}

#[test]
fn prices_shown_subtract_to_the_gap_shown() {
    for settings in [
        "",
        "v=1&side=short",
        "v=1&leverage=1.02",
        "v=1&entry=0.00001",
        "v=1&days=1&funding=0.000001&opening-fee=0&closing-fee=0&basis=0&next-rate=0",
    ] {
        let s = scenario(settings);
        let budget = BudgetFigure::of(&s).unwrap();
        let said = bindings::bindings(
            &s,
            &budget.edges,
            &budget,
            &equity(&s),
            months(&s).as_ref().map(|[n, chance]| [n.as_str(), chance]),
            english(),
        );
        let number = |name: &str| -> rust_decimal::Decimal {
            said.iter().find(|(n, _)| *n == name).unwrap().1.replace(',', "").parse().unwrap()
        };
        let gap = GapFigure::of(&s, Reveal::All).unwrap().gap().unwrap();
        assert_eq!((number("optimistic") - number("conservative")).abs(), gap, "{settings}");
        let zero = rust_decimal::Decimal::ZERO;
        assert!(gap > zero && budget.sum > zero, "{settings}: a gap that exists is not shown as none");
    }
}

#[test]
fn shown_bars_add_up_to_the_shown_gap() {
    for settings in [
        "",
        "v=1&side=short&funding=-0.013",
        "v=1&liquidation-fee=0.75&slippage=0.4&table=btc",
        "v=1&entry=0.1163&size=40000",
    ] {
        let budget = BudgetFigure::of(&scenario(settings)).unwrap();
        let sum: rust_decimal::Decimal = budget.bars.iter().map(|b| b.shown).sum();
        assert_eq!(sum, budget.sum, "{settings}");
        assert!((budget.sum - budget.whole()).abs() < rust_decimal::Decimal::new(2, budget.format.table));
    }
}

#[test]
fn the_style_sheet_knows_how_high_the_comparison_of_venues_is() {
    let sheet = std::fs::read_to_string("style/figure.css").unwrap();
    let (wide, narrow) = venues::draw::HEIGHTS;
    for height in [wide, narrow] {
        assert!(sheet.contains(&format!("height: {height}px;")), "{height}");
    }
}

/// Every venue has one name and stands in one row; equal prices share one, and nothing measured in coin stands among dollars.
#[test]
fn equal_prices_share_a_row_and_contracts_in_coin_stand_apart() {
    for settings in ["", "v=1&side=short", "v=1&table=own", "v=1&leverage=1", "v=1&contract=inverse&leverage=3"] {
        let figure = VenuesFigure::of(&scenario(settings)).unwrap();
        let mut seen: Vec<usize> = Vec::new();
        for panel in &figure.panels {
            let said: Vec<String> = panel
                .groups
                .iter()
                .map(|group| {
                    let said: std::collections::BTreeSet<String> =
                        group.rows.iter().map(|place| figure.said(&figure.rows[*place], english())).collect();
                    assert_eq!(said.len(), 1, "{settings}: {said:?}");
                    assert!(group.rows.iter().all(|p| figure.rows[*p].question.position.contract == panel.contract));
                    seen.extend(group.rows.iter().copied());
                    said.into_iter().next().unwrap()
                })
                .collect();
            let apart: std::collections::BTreeSet<_> = said.iter().collect();
            assert_eq!(apart.len(), said.len(), "{settings}: two rows of one price");
        }
        seen.sort_unstable();
        assert!(seen.into_iter().eq(0..30), "{settings}");
        for (width, height) in
            [(640, venues::draw::HEIGHTS.0), (288, venues::draw::HEIGHTS.1), (328, venues::draw::HEIGHTS.1)]
        {
            let layout = venues::layout::layout(&figure, english(), Frame::new(width, height));
            assert_eq!(layout.names.len(), 30);
            for (n, (venue, place)) in layout.names.iter().enumerate() {
                assert!(
                    place.left >= 0.0 && place.left + place.width <= f64::from(width),
                    "{settings} {venue:?} {place:?}"
                );
                assert!(
                    place.top + place.height <= f64::from(height) + 0.5,
                    "{settings} {venue:?} {place:?} of {height}"
                );
                // No two names lie over each other.
                for (_, other) in &layout.names[n + 1..] {
                    let across = place.left < other.left + other.width && other.left < place.left + place.width;
                    let down =
                        place.top + 0.01 < other.top + other.height && other.top + 0.01 < place.top + place.height;
                    assert!(!(across && down), "{settings} {venue:?}");
                }
            }
        }
    }
}

/// At ten times the requirement hugs the ground in a picture of the whole: the crossing is framed, and nothing of it shows before the bet.
#[test]
fn the_crossing_is_framed_where_the_whole_would_hide_it() {
    for (settings, framed) in
        [("", true), ("v=1&side=short", true), ("v=1&leverage=50", false), ("v=1&leverage=1", false)]
    {
        let s = scenario(settings);
        let (shown, hidden) = (equity(&s), EquityFigure::of(&s, Reveal::Hidden, None).unwrap());
        assert_eq!(shown.close.is_some(), framed, "{settings}");
        assert!(hidden.close.is_none() || hidden.reveal != Reveal::Hidden, "{settings}");
        let whole = format!(">{}<", english().equity().whole());
        for (width, height) in [(640, 400), (288, 320)] {
            let frame = Frame::new(width, height);
            assert_eq!(
                shown.svg(english(), frame, Medium::Page).unwrap().contains(&whole),
                framed,
                "{settings} {width}"
            );
            let picture = shown.svg(english(), frame, Medium::Page).unwrap();
            let ticks = shown.axis.ticks.iter();
            let ticks = ticks
                .filter(|t| picture.contains(&format!(">{}<", english().numbers().grouped(**t, shown.axis.digits))));
            assert!(ticks.count() > 1, "{settings} {width}: one price is no axis");
        }
    }
}
