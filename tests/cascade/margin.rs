//! The price at which the cascade closes an isolated position is the one that `engine::margin` gives.

use cascade_notes::engine::cascade::amounts::{float, from_decimal, micros, units};
use cascade_notes::engine::cascade::book::{Book, Shape};
use cascade_notes::engine::cascade::engine::Engine;
use cascade_notes::engine::cascade::market::{Maintenance, Market, Symbol};
use cascade_notes::engine::cascade::population::{Account, Holding};
use cascade_notes::engine::cascade::rules::{FARTHEST, Rules, Shock};
use cascade_notes::engine::margin::{Bracket, Contract, Family, Position, Requirement, Search, Side, Tiers, Trigger};
use cascade_notes::engine::random::Stream;
use cascade_notes::engine::units::{Money, Price, Quantity, Rate};
use rust_decimal::Decimal;

/// A whole number of steps of 10^-digits, evenly between two bounds.
fn draw(stream: &mut Stream, low: u32, high: u32, digits: u32) -> Decimal {
    Decimal::new(i64::from(low + stream.below(high - low)), digits)
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Table {
    Flat,
    Marginal,
    Jumping,
    /// Without jumps, and with a deduction that exceeds what it is taken from up to a part of the notional.
    Excess,
}

pub struct Case {
    pub position: Position,
    margin: Decimal,
    pub tiers: Tiers,
    family: Family,
    fee: Rate,
}

impl Case {
    /// Notional of one to a thousand million, so that a micro-unit of cash is at most 1e-12 of it.
    pub fn draw(stream: &mut Stream, family: Family, table: Table) -> Self {
        let entry = draw(stream, 1_000, 9_000_000, 3);
        let notional = draw(stream, 1_000_000, 1_000_000_000, 0);
        let size = (notional / entry).round_dp(3).max(Decimal::ONE);
        let side = if stream.below(2) == 0 { Side::Long } else { Side::Short };
        let position = Position {
            side,
            contract: Contract::Linear,
            size: Quantity::new(size).unwrap(),
            entry: Price::new(entry).unwrap(),
        };
        let margin = (size * entry * draw(stream, 1, 1200, 3)).round_dp(6);
        let rate = draw(stream, 1, 40, 3);
        let tiers = if table == Table::Flat {
            Tiers::flat(rate, Decimal::ZERO).unwrap()
        } else {
            let mut rows = vec![(Decimal::ZERO, rate, None)];
            let mut floor = Decimal::ZERO;
            for step in 1..4_i64 {
                floor += draw(stream, 100_000, 400_000_000, 0);
                rows.push((floor, rate + Decimal::new(15 * step, 3), None));
            }
            match table {
                Table::Jumping => Tiers::jumping(&rows).unwrap(),
                Table::Flat | Table::Marginal => Tiers::marginal(&rows).unwrap(),
                Table::Excess => {
                    let excess = (size * entry * rate * draw(stream, 1, 1500, 3)).round_dp(6);
                    let more = |b: &Bracket| Bracket { deduction: b.deduction + excess, ..b.clone() };
                    Tiers::new(Tiers::marginal(&rows).unwrap().brackets().iter().map(more).collect()).unwrap()
                }
            }
        };
        let fee = if family == Family::APlus { draw(stream, 1, 20, 4) } else { Decimal::ZERO };
        Self { position, margin, tiers, family, fee: Rate::new(fee) }
    }

    fn by_margin(&self) -> Trigger {
        self.seen_from(self.position.entry)
    }

    /// The same, from another mark than the entry.
    pub fn seen_from(&self, mark: Price) -> Trigger {
        let requirement = match self.family {
            Family::B => Requirement::fixed(self.tiers.maintenance(self.position.entry_notional().unwrap()).unwrap()),
            _ => Requirement::by_tier(self.tiers.clone()).with_surcharge(self.fee),
        };
        let (anchor, requirement) = (self.position.entry, requirement.unwrap());
        let equity = Money::new(self.margin);
        let position = &self.position;
        let search = Search { position, anchor, equity, requirement: &requirement, mark, divisor: Decimal::ONE };
        search.run().unwrap().trigger
    }

    fn market(&self) -> Market {
        self.market_at(self.position.entry)
    }

    pub fn market_at(&self, mark: Price) -> Market {
        let book = Book::new(from_decimal(mark.get()), Shape::Bottomless).unwrap();
        let maintenance = Maintenance::of(self.family, &self.tiers, self.fee).unwrap();
        Market::new(vec![Symbol::new("S", 0.001, book, maintenance)]).unwrap()
    }

    fn engine(&self, market: &Market) -> Engine {
        crate::worlds::engine(market, &[self.account()])
    }

    pub fn account(&self) -> Account {
        let sign = if self.position.side == Side::Long { 1 } else { -1 };
        let lots = sign * units(self.position.size.get(), Decimal::new(1, 3)).unwrap();
        let entry = from_decimal(self.position.entry.get());
        Account::isolated(micros(Money::new(self.margin)).unwrap(), Holding { symbol: 0, lots, entry })
    }
}

/// Whether a price that is a log distance against the position closes it.
fn closes(engine: &mut Engine, side: Side, distance: f64) -> bool {
    let fall = if side == Side::Long { distance } else { -distance };
    let price = engine.market().symbols()[0].book.price_at(fall);
    let shock = Shock::to_price(engine.market(), 0, price).unwrap();
    engine.run(&Rules::default(), &shock).unwrap().closed() == 1
}

/// As far as one need look. A short with a margin of 1.2 of its notional is gone at 2.2 times its entry, and amounts end somewhere.
fn far(side: Side) -> f64 {
    if side == Side::Long { FARTHEST - 1.0 } else { 3.0 }
}

/// How far against the position the first price lies that closes it, as a log distance.
fn border(engine: &mut Engine, side: Side) -> f64 {
    let (mut safe, mut gone) = (0.0, far(side));
    for _ in 0..55 {
        let middle = 0.5 * (safe + gone);
        if closes(engine, side, middle) {
            gone = middle;
        } else {
            safe = middle;
        }
    }
    gone
}

fn agrees(family: Family, table: Table) {
    let mut stream = Stream::new(19, table as u64);
    let (mut found, mut never, mut at_once) = (0, 0, 0);
    for number in 0..150 {
        let case = Case::draw(&mut stream, family, table);
        let market = case.market();
        let mut engine = case.engine(&market);
        let side = case.position.side;
        match case.by_margin() {
            Trigger::At { price, at_once: false } => {
                let sign = if side == Side::Long { -1.0 } else { 1.0 };
                let (start, expected) = (market.symbols()[0].price(), from_decimal(price.get()));
                if table == Table::Jumping {
                    // Beyond the first price there may be safe ones again, so only its two sides are looked at.
                    let distance = sign * libm::log(expected / start);
                    assert!(!closes(&mut engine, side, distance - 1e-9), "case {number}: short of {expected}");
                    assert!(closes(&mut engine, side, distance + 1e-9), "case {number}: beyond {expected}");
                } else {
                    let own = start * libm::exp(sign * border(&mut engine, side));
                    assert!((own - expected).abs() <= 1e-9 * expected, "case {number}: {own}, not {expected}");
                }
                found += 1;
            }
            Trigger::At { at_once: true, .. } | Trigger::Always => {
                assert!(closes(&mut engine, side, 0.0), "case {number} is to be closed where it stands");
                at_once += 1;
            }
            Trigger::Never => {
                assert!(!closes(&mut engine, side, far(side)), "case {number} is never to be closed");
                never += 1;
            }
        }
    }
    assert!(found > 80 && (never > 0 || family == Family::B), "{found} {never} {at_once}: the cases are too few");
    assert!(float(at_once) > 0.0, "no case is to be closed at once");
}

#[test]
fn family_a_with_one_rate_closes_where_the_margin_engine_says() {
    agrees(Family::A, Table::Flat);
}

#[test]
fn family_a_with_a_marginal_table_closes_where_the_margin_engine_says() {
    agrees(Family::A, Table::Marginal);
}

#[test]
fn family_a_plus_with_one_rate_closes_where_the_margin_engine_says() {
    agrees(Family::APlus, Table::Flat);
}

#[test]
fn family_a_plus_with_a_marginal_table_closes_where_the_margin_engine_says() {
    agrees(Family::APlus, Table::Marginal);
}

#[test]
fn family_b_with_one_rate_closes_where_the_margin_engine_says() {
    agrees(Family::B, Table::Flat);
}

#[test]
fn family_b_with_a_marginal_table_closes_where_the_margin_engine_says() {
    agrees(Family::B, Table::Marginal);
}

#[test]
fn families_a_and_a_plus_with_a_table_that_jumps_close_where_the_margin_engine_says() {
    agrees(Family::A, Table::Jumping);
    agrees(Family::APlus, Table::Jumping);
}

/// What is required is never less than nothing, so nobody falls beyond bankruptcy.
#[test]
fn families_with_a_deduction_larger_than_its_product_close_where_the_margin_engine_says() {
    agrees(Family::A, Table::Excess);
    agrees(Family::APlus, Table::Excess);
}
