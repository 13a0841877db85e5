//! One trade has one price under a venue's rule, wherever the page shows it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::indexing_slicing, clippy::unwrap_used, missing_docs)]

#[path = "../src/testing.rs"]
mod testing;

use cascade_notes::engine::margin::tables;
use cascade_notes::engine::margin::venue::MODELS;
use cascade_notes::engine::margin::{Contract, VenueId};
use cascade_notes::engine::scenario::parameters::{ChoiceValue as _, TableChoice};
use cascade_notes::engine::scenario::{ParameterId as P, Rates, Scenario, link};
use cascade_notes::engine::units::Price;
use cascade_notes::figures::reveal::Reveal;
use cascade_notes::figures::{
    BudgetFigure, EquityFigure, Figure, Frame, GapFigure, HorizonFigure, Medium, VenuesFigure, bindings, rates,
};
use cascade_notes::words::english;
use cascade_notes::words::errors::sentence;
use rust_decimal::Decimal;
use testing::{d, scenario};

/// Coins with their prices: of three tables, and of two with a low and a high rate.
const COINS: [(&str, &str, &str); 4] =
    [("btc", "60000", "0.1"), ("eth", "3000", "2"), ("xrp", "0.52", "12000"), ("wif", "2.4", "2500")];

/// Sides, margin and marks under which every rule can act.
const TRADES: [&str; 5] = [
    "",
    "&side=short",
    "&mode=cross&free-balance=700&other-size=0",
    "&side=short&mark=1.5",
    "&contract=inverse&leverage=5",
];

/// With nothing on top of the rule: then both prices of the band are the rule's, and no tick rounds any.
const BARE: &str = "&opening-fee=0&closing-fee=0&funding=0&basis=0&tick=0&count-next-tier=off";

/// Every setting that rates come from, the reader's own far from any table's.
const RATES: [&str; 5] = ["venue", "own", "binance", "own-marginal", "own-jumping"];

fn walk(each: &dyn Fn(&Scenario, &str)) {
    for (coin, entry, size) in COINS {
        for trade in TRADES {
            for table in RATES {
                // Hyperliquid keeps a tenth of WIF, which is all that ten times leverage puts up.
                let leverage = if coin == "wif" && !trade.contains("leverage") { "&leverage=4" } else { "" };
                for model in MODELS {
                    let link = format!(
                        "v=1&coin={coin}&entry={entry}&size={size}&rate=0.7&next-rate=0.7&table={table}&venue={}{trade}{leverage}{BARE}",
                        model.id.key()
                    );
                    each(&scenario(&link), &link);
                }
            }
        }
    }
}

/// The row of the chosen venue; the generic rule has none.
fn price_in_row(venues: &VenuesFigure) -> Option<Decimal> {
    venues.rows.iter().find(|r| r.question.venue.id == venues.chosen)?.price()
}

#[test]
fn every_place_shows_the_same_price_under_one_rule() {
    walk(&|s, link| {
        let equity = EquityFigure::of(s, Reveal::All, None).unwrap();
        let (gap, budget) = (GapFigure::of(s, Reveal::All).unwrap(), BudgetFigure::of(s).unwrap());
        let venues = VenuesFigure::of(s).unwrap();
        let Some(price) = equity.ruling.printed.price().map(Price::get) else { panic!("{link}") };
        let generic = s.venue().id == VenueId::Generic;

        // The models: the venue's row, the written formula, the edges of gap, budget and band.
        assert!(generic || price_in_row(&venues) == Some(price), "row: {link}");
        let formula = venues.formula.as_ref().unwrap();
        let near = |other: Decimal, what: &str| {
            assert!((other - price).abs() <= price * d("0.000000000001"), "{what} {other}, not {price}: {link}");
        };
        if !formula.jumped {
            near(formula.value.unwrap(), "formula");
        }
        // A mark that has moved freezes one rule's maintenance elsewhere; the edges are those of a trade just opened.
        let opened = s.mark().unwrap().get() == s.number(P::Entry);
        // A real table has brackets above the present one, which the conservative price counts.
        let flat = s.rates_at(&s.venue()) == Rates::Own;
        if opened {
            near(gap.edges.optimistic.price().unwrap().get(), "gap");
            near(budget.edges.optimistic.price().unwrap().get(), "budget");
            near(budget.edges.conservative.price().unwrap().get(), "budget without next tier");
            near(budget.edges.venue.price().unwrap().get(), "budget's rule");
        }
        if opened && flat {
            near(gap.days[30].conservative.price().unwrap().get(), "day 30");
            near(gap.edges.venue.price().unwrap().get(), "the rule in the prose");
        }

        // What is said: prose, sentence, picture, table and file.
        let written = equity.crossing_in_words(english());
        let live = bindings::bindings(s, &gap.edges, &budget, &equity, None, english());
        let said = |name: &str| live.iter().find(|(n, _)| *n == name).map(|(_, text)| text.as_str()).unwrap();
        if opened {
            assert_eq!(said("optimistic"), written, "{link}");
        }
        if opened && flat {
            assert!(said("venue").contains(&written), "{}: {link}", said("venue"));
        }
        assert!(equity.text(english()).sentence.contains(&written), "{link}");
        let picture = equity.svg(english(), Frame::new(640, 420), Medium::Page).unwrap();
        assert!(picture.contains(&written), "{link}");
        if !generic {
            let head = english().venue(s.venue().id);
            let table = venues.table(english());
            let row = table.rows.iter().find(|r| r.here).unwrap();
            assert_eq!(row.head, head);
            let in_file: Decimal = Decimal::from_str_exact(&row.cells[0].1).unwrap();
            // To the tick: the file writes what a venue could act at.
            assert!((in_file - price).abs() <= Decimal::new(5, 1), "{link}: {in_file} for {price}");
            let crossing = equity.table(english()).rows.into_iter().find(|r| r.head == english().equity().crossing());
            assert_eq!(crossing.unwrap().cells[0], row.cells[0], "{link}");
        }
    });
}

#[test]
fn the_table_in_force_is_the_one_that_is_said_and_of_the_coin_that_is_traded() {
    walk(&|s, link| {
        let question = s.question().unwrap();
        let said = rates::in_words(s, english());
        match s.rates_at(&s.venue()) {
            Rates::Table(table) => {
                let whose =
                    if s.chosen::<TableChoice>() == TableChoice::Binance { VenueId::BinanceUsdm } else { s.venue().id };
                assert_eq!(table.venue, whose, "{link}");
                let tiers = table.tiers_for(s.coin(), &question.position).unwrap().unwrap();
                assert_eq!(question.tiers, tiers, "{link}");
                assert_eq!(question.position.contract, Contract::Linear, "{link}");
                assert!(said.contains(s.coin()) && said.contains(english().venue(whose)), "{said}: {link}");
            }
            Rates::Own => {
                assert_eq!(question.tiers.brackets()[0].rate, d("0.007"), "{link}");
                assert!(said.starts_with("your own"), "{said}: {link}");
            }
        }
    });
}

/// A short of 2 ETH at 3,000 under Hyperliquid had four prices: by the reader's rate, by Bitcoin's, by Binance's and by its own.
#[test]
fn the_short_that_had_four_prices_has_one() {
    let s = scenario("v=1&coin=eth&side=short&size=2&entry=3000&venue=hyperliquid&table=venue&tick=0");
    let expected = (d("3000") + d("300")) / d("1.02");
    let equity = EquityFigure::of(&s, Reveal::All, None).unwrap();
    assert_eq!(equity.ruling.printed.price().unwrap().get().round_dp(8), expected.round_dp(8));
    assert_eq!(price_in_row(&VenuesFigure::of(&s).unwrap()).unwrap().round_dp(8), expected.round_dp(8));
    assert_eq!(
        GapFigure::of(&s, Reveal::All).unwrap().edges.optimistic.price().unwrap().get().round_dp(8),
        expected.round_dp(8)
    );
    assert_eq!(rates::in_words(&s, english()), "Hyperliquid’s table of ETH, of no known date");
    assert_eq!(link::parse(&link::print(&s)), (s, vec![]));
    // Under another venue's choice the row of this one stays where it is.
    let elsewhere = VenuesFigure::of(&s.choosing(VenueId::Okx)).unwrap();
    let row = elsewhere.rows.iter().find(|r| r.question.venue.id == VenueId::Hyperliquid).unwrap();
    assert_eq!(row.price().unwrap().round_dp(8), expected.round_dp(8));
}

#[test]
fn a_coin_without_a_table_never_borrows_that_of_another() {
    for table in tables::TABLES {
        let venue = table.venue.key();
        for coin in cascade_notes::engine::scenario::parameters::Coin::CHOICES {
            let s = scenario(&format!("v=1&coin={}&venue={venue}&table=venue&rate=0.7", coin.key));
            let held = table.coins.iter().any(|c| c.key == coin.key);
            let own = s.question().unwrap().tiers.brackets()[0].rate == d("0.007");
            assert_eq!(held, !own, "{venue} {}", coin.key);
        }
    }
}

/// The band over time begins where the rule stands on day 0.
#[test]
fn the_band_over_time_has_the_same_two_prices() {
    for venue in ["generic", "hyperliquid", "binance-usdm", "okx"] {
        let s = scenario(&format!("v=1&coin=eth&entry=3000&size=2&venue={venue}&table=venue"));
        let (gap, band) = (GapFigure::of(&s, Reveal::All).unwrap(), HorizonFigure::of(&s, Reveal::All).unwrap());
        assert_eq!(band.months.edges(30), [gap.edges.optimistic, gap.edges.conservative], "{venue}");
    }
}

/// Deribit's rate grows with the size and takes all at 19,800 BTC, and those that grow with the notional take all before: they answer no more, and no
/// other venue is hidden for it.
#[test]
fn a_size_for_which_one_venue_has_no_rate_hides_neither_it_nor_another() {
    let figure = VenuesFigure::of(&scenario("v=1&coin=btc&table=venue&venue=okx&size=20000")).unwrap();
    assert_eq!(figure.rows.len(), MODELS.len() - 1);
    let unanswered: Vec<_> = figure.rows.iter().filter(|r| r.ruling.is_err()).map(|r| r.question.venue.id).collect();
    let mut unanswered = unanswered;
    unanswered.sort_by_key(|venue| *venue as usize);
    assert_eq!(unanswered, [VenueId::Deribit, VenueId::Orderly, VenueId::Backpack]);
    let refused = EquityFigure::of(&scenario("v=1&coin=btc&table=venue&venue=deribit&size=20000"), Reveal::All, None);
    assert_eq!(
        sentence(&refused.unwrap_err(), english()),
        "Size: this rule asks for more the larger a position is: 101\u{a0}% of it at this size; a size below 19,800 is accepted."
    );
}

/// Sentence, verdict, bars and table of one figure say one amount: rounding each price first would make it another.
#[test]
fn the_budget_says_one_gap() {
    let figure = BudgetFigure::of(&scenario("v=1&days=60&accept=1000")).unwrap();
    let said = figure.text(english()).sentence;
    let picture = figure.svg(english(), Frame { width: 640, height: 420 }, Medium::Page).unwrap();
    for text in [&said, &picture, &figure.csv(english()).replace("1479.19", "1,479.19")] {
        assert!(text.contains("1,479.19") && !text.contains("1,480"), "{text}");
    }
    let wide = BudgetFigure::of(&scenario("v=1&days=60&accept=2000")).unwrap();
    assert!(wide.verdict(english()).contains("The gap of 1,479.19 "), "{}", wide.verdict(english()));
}
