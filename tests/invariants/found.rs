//! What these properties, and reading beside them, once found: the smallest case of each.

use super::generators::near;
use cascade_notes::engine::cascade::attribution::Attribution;
use cascade_notes::engine::cascade::book::{Book, Direction, Shape};
use cascade_notes::engine::cascade::engine::Engine;
use cascade_notes::engine::cascade::ladder::Ladder;
use cascade_notes::engine::cascade::market::{Maintenance, Market, Symbol};
use cascade_notes::engine::cascade::outcome::End;
use cascade_notes::engine::cascade::population::{Account, Coins, Holding, Population};
use cascade_notes::engine::cascade::rules::{
    CoinSale, Deleveraging, DepthRule, MarkRule, Netting, Rules, Scan, Shock, Sizing, Step,
};
use cascade_notes::engine::cascade::threshold::Thresholds;
use cascade_notes::engine::error::Field;
use cascade_notes::engine::margin::{Bracket, Family, Tiers};
use cascade_notes::engine::units::Rate;
use rust_decimal::Decimal;

fn symbol(n: f64) -> Symbol {
    let keep = Maintenance::flat(0.01).unwrap();
    Symbol { haircut: 0.1, ..Symbol::new("BTC", 1.0, Book::log(100.0, n).unwrap(), keep) }
}

fn engine(symbol: Symbol, accounts: &[Account]) -> Engine {
    let market = Market::new(vec![symbol]).unwrap();
    let population = Population::new(&market, accounts).unwrap();
    Engine::new(&market, &population).unwrap()
}

fn held(lots: i64) -> Holding {
    Holding { symbol: 0, lots, entry: 100.0 }
}

/// A table whose requirement rises as the notional falls below a floor: 101 lots must keep 52 at 100 (2 % of 10,100 less 150), and 199.98 at
/// 99, where equity is 69. A look that knows floors above only does not see it.
#[test]
fn i11_a_requirement_that_jumps_on_the_way_down() {
    let d = Decimal::from;
    let bracket = |floor: i64, deduction: i64| Bracket {
        floor: d(floor),
        rate: Decimal::new(2, 2),
        deduction: d(deduction),
        max_leverage: None,
    };
    let tiers = Tiers::new(vec![bracket(0, 0), bracket(10_000, 150)]).unwrap();
    let maintenance = Maintenance::of(Family::A, &tiers, Rate::ZERO).unwrap();
    let mut engine = engine(Symbol { maintenance, ..symbol(1e6) }, &[Account::isolated(170_000_000, held(101))]);
    let shock = Shock::to_price(engine.market(), 0, 99.0).unwrap();
    let closed = |engine: &mut Engine, scan| engine.run(&Rules { scan, ..Rules::default() }, &shock).unwrap().closed();
    let (dense, lazy) = (closed(&mut engine, Scan::Dense), closed(&mut engine, Scan::Lazy));
    assert_eq!((dense, lazy), (1, 1));
}

/// Sales and purchases of one size, gross, while depth withdraws: the book ends elsewhere, and each side has caused its part.
#[test]
fn i18_equal_sales_and_purchases_in_a_book_that_withdraws() {
    let rules = Rules {
        netting: Netting::Gross,
        depth: DepthRule { survival: 0.5, ..DepthRule::default() },
        ..Rules::default()
    };
    let accounts = [50, -50].map(|lots| Account::isolated(1_000_000, held(lots)));
    let outcome = engine(symbol(1000.0), &accounts).run(&rules, &Shock::none()).unwrap();
    let t = outcome.traded(0)[0];
    assert_eq!((t.sold, t.bought), (50, 50));
    let forced = outcome.caused_by(0, 0, t.sold) + outcome.caused_by(0, 0, -t.bought);
    let (whole, outside) = outcome.moved(0);
    assert!(near(whole, outside + forced, 1e-12), "{whole} is not {outside} and {forced}");
}

/// A sale and a purchase of one size push a price down and back: what each did to a later fall is an ordinary share, not noise over noise.
#[test]
fn i18_pushes_that_cancel_stay_ordinary_shares() {
    let margins = [(500, 1_000_000_000), (-500, 4_000_000_000), (300, 5_300_000_000)];
    let accounts = margins.map(|(lots, margin)| Account::isolated(margin, held(lots)));
    let mut engine = engine(symbol(100_000.0), &accounts);
    let step = |at: f64, fall: f64| Step { at, falls: vec![fall], funding: vec![] };
    let shock = Shock::path(vec![step(0.0, 0.013), step(1.0, -0.09), step(2.0, 0.27)]).unwrap();
    let outcome = engine.run(&Rules::default(), &shock).unwrap();
    assert_eq!(outcome.closed_accounts(), [0, 1, 2]);
    let attribution = Attribution::new(&engine, &outcome);
    let fall = attribution.fall(2).unwrap();
    let influences = [0, 1].map(|by| attribution.influence(2, by).unwrap());
    assert!(influences[0] > 0.01 && influences[0] < 0.1, "{influences:?}");
    assert!(near(influences[0], -influences[1], 1e-12), "{influences:?}");
    let forced: f64 = fall.causes.forced.iter().map(|(_, amount)| amount).sum();
    assert!(fall.share(forced).unwrap().abs() < 1e-12, "{fall:?}");
}

/// A residual that no winner bears, of more than 2^53 micro-units.
#[test]
fn i14_a_residual_beyond_what_one_account_can_hold() {
    let rules = Rules { deleveraging: Deleveraging::ProRata, ..Rules::default() };
    let short = Account::isolated(1_000_000_000_000, held(-10_000_000));
    let mut engine = engine(symbol(1e15), &[short]);
    let outcome = engine.run(&rules, &Shock::falls(&[-3.0]).unwrap()).unwrap();
    assert_eq!(outcome.closed(), 1);
}

/// A clock so late that adding the spacing of the mark changes nothing would never end; it is refused.
#[test]
fn a_mark_that_lags_at_the_end_of_time_arrives() {
    let rules = Rules { mark: MarkRule { lag: 1.0, ..MarkRule::default() }, ..Rules::default() };
    let path = |at: f64| Shock::path(vec![Step { at, falls: vec![0.001], funding: vec![] }]);
    assert!(path(1e17).is_err());
    let shock = path(1e9).unwrap();
    let mut engine = engine(symbol(1000.0), &[Account::isolated(50_000_000, held(1))]);
    let mut run = engine.start(&rules, &shock).unwrap();
    let events = (0..10_000).take_while(|_| run.step().unwrap()).count();
    assert!(events < 10_000, "{events} events and no end");
}

/// Rules with which a run would take 2 x 10^16 looks, none of which is a round, so that `most_rounds` does not cut it.
#[test]
fn a_mark_that_crawls_is_cut_or_refused() {
    let mark = MarkRule { lag: 1e9, spacing: 1e-6, band: None };
    let rules = Rules { mark, most_rounds: Some(10), ..Rules::default() };
    let mut engine = engine(symbol(1000.0), &[Account::isolated(50_000_000, held(1))]);
    let shock = Shock::falls(&[0.001]).unwrap();
    assert!(engine.start(&rules, &shock).unwrap_err().place == Field::MarkSpacing.into());
}

/// What the fund pays for coins is the mark before the orders, whether or not a partial close stood before in the same batch: else the number of
/// an account would decide.
#[test]
fn i06_coins_go_to_the_fund_at_one_price() {
    let rules = Rules {
        coins: CoinSale::Fund,
        sizing: Sizing::ToMargin { margin: 0.05 },
        liquidation_fee: 0.001,
        most_rounds: Some(1),
        ..Rules::default()
    };
    let market = Market::new(vec![symbol(1000.0), Symbol { name: "ETH".to_owned(), ..symbol(1e9) }]).unwrap();
    let both = vec![held(100), Holding { symbol: 1, ..held(1) }];
    // Equity of 5 is less than the fee of 10.1: closed whole. The other is above its fee and below its requirement of 101.
    let toxic = Account { coins: vec![Coins { symbol: 0, lots: 1 }], ..Account::cross(-85_000_000, both.clone()) };
    let other = Account::cross(90_000_000, both);
    let worth = |accounts: [&Account; 2]| {
        let population = Population::new(&market, &accounts.map(Account::clone)).unwrap();
        let outcome = Engine::new(&market, &population).unwrap().run(&rules, &Shock::none()).unwrap();
        let r = &outcome.rounds[0];
        assert_eq!((r.closed, r.parts), (1, 1));
        r.liquidation_fees - r.deficits - r.fund
    };
    // One coin at 100 less a tenth.
    assert_eq!((worth([&toxic, &other]), worth([&other, &toxic])), (90_000_000, 90_000_000));
}

/// Two winners that are alike in the symbol and in equity, but hold different things beside it: only accounts that are alike in everything may be
/// told apart by number.
#[test]
fn i06_winners_that_differ_elsewhere() {
    let rules = Rules { deleveraging: Deleveraging::Queue, ..Rules::default() };
    let market = Market::new(vec![symbol(1e9), Symbol { name: "ETH".to_owned(), ..symbol(1e9) }]).unwrap();
    let loser = Account::isolated(50_000_000, held(10));
    let bare = Account::isolated(900_000_000, held(-10));
    // The long in ETH gains and loses nothing while its price stays.
    let hedged = Account::cross(900_000_000, vec![held(-10), Holding { symbol: 1, ..held(1) }]);
    let broken = |accounts: [&Account; 3]| {
        let population = Population::new(&market, &accounts.map(Account::clone)).unwrap();
        let mut engine = Engine::new(&market, &population).unwrap();
        let outcome = engine.run(&rules, &Shock::falls(&[0.3]).unwrap()).unwrap();
        assert_eq!((outcome.winners(), outcome.deleveraged[0].lots), (1, -10));
        outcome.hedges_broken()
    };
    assert_eq!(broken([&loser, &bare, &hedged]), broken([&loser, &hedged, &bare]));
}

/// In a ladder the least order can bring the next account down at any depth; that is no part of the depth at which something jumps.
#[test]
fn i10_depths_at_which_the_outcome_jumps_are_numbers() {
    let ladder = Ladder::new(100.0, &[(99.0, 10.0), (90.0, 1e3)], &[(101.0, 10.0)]).unwrap();
    let book = Book::new(100.0, Shape::Ladder(ladder)).unwrap();
    let list = [(99.5, 1.0), (99.2, 1.0)].map(|(price, contracts)| (book.displacement_of(price), contracts));
    let thresholds = Thresholds::new(book.clone(), Direction::Down, list.to_vec()).unwrap();
    let depths = thresholds.after_shock(book.displacement_of(99.4)).unwrap();
    assert_eq!((depths.at(1.0).closed, depths.at(1e9).closed), (2, 2));
    assert_eq!(depths.tipping_points().map(|tip| tip.at).find(|at| !at.is_finite()), None);
}

/// A shock that passes a level takes all of it, so what tips within one level tips at one shock; told as two jumps, headroom could miss both.
#[test]
fn i10_one_level_of_a_ladder_is_one_jump() {
    let bids = [(99.0, 10.0), (90.0, 10.0), (80.0, 10.0), (70.0, 1e3)];
    let ladder = Ladder::new(100.0, &bids, &[(101.0, 10.0)]).unwrap();
    let book = Book::new(100.0, Shape::Ladder(ladder)).unwrap();
    let list = [(95.0, 1.0), (89.0, 9.5), (79.0, 1.0)].map(|(price, q)| (book.displacement_of(price), q));
    let thresholds = Thresholds::new(book.clone(), Direction::Down, list.to_vec()).unwrap();
    let curve = thresholds.at_depth(1.0).unwrap();
    let level = book.displacement_of(90.0);
    assert_eq!((curve.closed(level * (1.0 - 1e-9)), curve.closed(level * (1.0 + 1e-9))), (1, 3));
    assert_eq!(curve.tipping_points().map(|tip| (tip.from, tip.to)).collect::<Vec<_>>(), [(0, 1), (1, 3)]);
}

/// A ladder around another mid than the book's price would pay sales at prices of another market.
#[test]
fn a_ladder_around_another_price_is_refused() {
    let ladder = Ladder::new(50.0, &[(49.0, 10.0)], &[(51.0, 10.0)]).unwrap();
    assert!(Book::new(100.0, Shape::Ladder(ladder)).is_err());
}

/// Whoever has lost the position and all equity to others holds nothing, so nothing is closed.
#[test]
fn i04_who_holds_nothing_is_not_closed() {
    let rules = Rules { deleveraging: Deleveraging::Queue, socialise: true, ..Rules::default() };
    let accounts = [Account::isolated(500_000_000, held(100)), Account::isolated(100_000_000, held(-10))];
    let mut engine = engine(symbol(1e9), &accounts);
    let outcome = engine.run(&rules, &Shock::falls(&[0.3]).unwrap()).unwrap();
    assert_eq!(outcome.rounds.iter().map(|round| round.notional > 0).collect::<Vec<_>>(), [true]);
    assert_eq!(outcome.closed_accounts(), [0]);
}

/// The solver and the engine look at the same book: a threshold at a level that the shock itself has passed.
#[test]
fn i10_a_shock_between_the_levels_of_a_ladder() {
    let ladder = Ladder::new(100.0, &[(99.0, 10.0), (90.0, 10.0), (80.0, 1e6)], &[(101.0, 10.0)]).unwrap();
    let book = Book::new(100.0, Shape::Ladder(ladder)).unwrap();
    let s = Symbol { book: book.clone(), maintenance: Maintenance::flat(0.0).unwrap(), ..symbol(1.0) };
    // Thresholds at 97, 89 and 85.
    let accounts =
        [(4, 97), (5, 89), (3, 85)].map(|(lots, at)| Account::isolated(lots * (100 - at) * 1_000_000, held(lots)));
    for price in [98.0, 97.0, 95.0, 90.0, 88.0, 86.0, 81.0] {
        let list = [(4.0, 97.0), (5.0, 89.0), (3.0, 85.0)].map(|(lots, at)| (book.displacement_of(at), lots));
        let exact = Thresholds::new(book.clone(), Direction::Down, list.to_vec()).unwrap();
        let shock = book.displacement_of(price) * (1.0 + 1e-12);
        let answer = exact.at_depth(1.0).unwrap().after(shock);
        let outcome = engine(s.clone(), &accounts).run(&Rules::default(), &Shock::falls(&[shock]).unwrap()).unwrap();
        assert_eq!(answer.closed, outcome.closed(), "{price}");
        assert_eq!(exact.after_shock(shock).unwrap().at(1.0).closed, outcome.closed(), "{price}");
    }
}

/// A winner closes at the batch's average, which lay 11 above the mark it was judged by, and was left with -86.74 and nothing to close.
#[test]
fn i03_a_winner_keeps_what_its_position_costs_to_close() {
    let rules = Rules { deleveraging: Deleveraging::WaterFilling, ..Rules::default() };
    let none = Symbol { maintenance: Maintenance::flat(0.0).unwrap(), ..symbol(1000.0) };
    let winner = Account::isolated(-950_000_000, Holding { entry: 200.0, ..held(-10) });
    let mut engine = engine(none, &[Account::isolated(100_000_000, held(200)), winner]);
    let shock = Shock::falls(&[0.01]).unwrap();
    let mut run = engine.start(&rules, &shock).unwrap();
    while run.step().unwrap() {}
    let standing = run.standing(1).unwrap();
    assert!(standing.equity >= 0.0, "{standing:?}");
}

/// Closed in two orders, an account falls short with what the second one closed: winners give up those lots, not the first ones too.
#[test]
fn i14_lots_that_were_closed_before_are_not_asked_for_again() {
    let rules = Rules { sizing: Sizing::FifthThenAll, deleveraging: Deleveraging::Queue, ..Rules::default() };
    let winner = Account::isolated(90_000_000_000, held(-1000));
    let mut engine = engine(symbol(1e4), &[Account::isolated(500_000_000, held(100)), winner]);
    let outcome = engine.run(&rules, &Shock::falls(&[0.06]).unwrap()).unwrap();
    assert_eq!(outcome.rounds.iter().map(|r| (r.closed, r.parts)).collect::<Vec<_>>(), [(0, 1), (1, 0)]);
    let taken: i64 = outcome.deleveraged.iter().map(|d| d.lots.abs()).sum();
    assert!(taken > 0 && taken <= 80, "{taken}");
}

/// A run that was left half-way does not say that nobody is left.
#[test]
fn a_run_left_half_way_says_so() {
    let mut engine = engine(symbol(100.0), &[Account::isolated(2_000_000, held(1))]);
    let shock = Shock::falls(&[0.05]).unwrap();
    let mut run = engine.start(&Rules::default(), &shock).unwrap();
    assert!(run.step().unwrap());
    assert_eq!(run.on_the_way(), 1);
    assert_eq!(run.finish().end, End::Stopped);
    assert_eq!(engine.run(&Rules::default(), &shock).unwrap().end, End::Quiet);
    // With the engine inside, and given back.
    let run = engine.into_run(&Rules::default(), &shock).unwrap();
    let (outcome, engine) = run.end();
    assert_eq!((outcome.end, engine.unwrap().count()), (End::Stopped, 1));
}

/// A mark that lags while the mid comes back is not followed to its end once it can reach nobody: 6,185 looks, and with finer looks a cut.
#[test]
fn a_mark_that_can_reach_nobody_is_not_waited_for() {
    for spacing in [1.0, 0.05] {
        let mark = MarkRule { lag: 1.0, spacing, band: None };
        let rules = Rules { mark, ..Rules::assumed() };
        let mut engine = engine(symbol(1000.0), &[10, 1].map(|lots| Account::isolated(lots * 5_000_000, held(lots))));
        let outcome = engine.run(&rules, &Shock::falls(&[0.06]).unwrap()).unwrap();
        assert_eq!((outcome.closed(), outcome.end), (2, End::Quiet));
        let shock = Shock::falls(&[0.01]).unwrap();
        let mut run = engine.start(&rules, &shock).unwrap();
        let looks = (0..100_000).take_while(|_| run.step().unwrap()).count();
        assert!(looks < 10, "{looks}");
    }
}

/// A step from outside that moves another symbol gives nothing back to a level that was half sold.
#[test]
fn a_level_of_a_ladder_stays_taken_while_others_move() {
    let ladder = Ladder::new(100.0, &[(99.0, 5.0), (98.0, 1e6)], &[(101.0, 5.0)]).unwrap();
    let book = Book::new(100.0, Shape::Ladder(ladder)).unwrap();
    let market = Market::new(vec![Symbol { book, ..symbol(1.0) }, symbol(1e9)]).unwrap();
    let at = |margin: i64| Account::isolated(margin, held(3));
    let population = Population::new(&market, &[at(3_000_000), at(4_500_000)]).unwrap();
    // The first falls at once; the second once the mid has come down to 99.
    let step = |at: f64, falls: &[f64]| Step { at, falls: falls.to_vec(), funding: vec![] };
    let alone = Shock::path(vec![step(0.0, &[])]).unwrap();
    let beside = Shock::path(vec![step(0.0, &[]), step(0.0, &[0.0, 0.01])]).unwrap();
    let last = |shock: &Shock| {
        let outcome = Engine::new(&market, &population).unwrap().run(&Rules::default(), shock).unwrap();
        assert_eq!(outcome.closed(), 2);
        outcome.traded(outcome.rounds.len() - 1)[0].sale
    };
    assert!((last(&alone) - (2.0 * 99.0 + 98.0) / 3.0).abs() < 1e-9);
    assert!((last(&beside) - last(&alone)).abs() < 1e-12);
}

/// A margin to reach that lies below what must be kept restores nothing: closed whole, not a lot a round.
#[test]
fn a_margin_below_maintenance_closes_whole() {
    let rules = Rules { sizing: Sizing::ToMargin { margin: 0.03 }, ..Rules::default() };
    let keep = Symbol { maintenance: Maintenance::flat(0.05).unwrap(), ..symbol(1e9) };
    let mut engine = engine(keep, &[Account::isolated(900_000_000_000, held(200_000))]);
    let outcome = engine.run(&rules, &Shock::none()).unwrap();
    assert_eq!((outcome.rounds.len(), outcome.closed(), outcome.end), (1, 1, End::Quiet));
}
