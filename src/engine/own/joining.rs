//! The reader's account as it joins a market of the cascade.
//!
//! The market has prices of its own. What decides where an account falls is carried over: its equity, and the notional and profit of each position at
//! its mark. So a mark becomes the market's price, and the entry moves along with it. What the market does not know is carried over too, as it stands: a
//! position in another symbol keeps its profit, and what it requires stays set aside. What must be kept is the market's rule, not the venue's.

use crate::engine::account::{Mode, Portfolio, Row};
use crate::engine::cascade::amounts::{self, MICROS, float, from_decimal};
use crate::engine::cascade::guests::Guests;
use crate::engine::cascade::market::{Market, Symbol};
use crate::engine::cascade::population::{Account, Coins, Holding};
use crate::engine::error::{Field, within};
use crate::engine::import::symbol::Symbol as Spelling;
use crate::engine::margin::{Contract, Side};
use crate::engine::scenario::Scenario;
use crate::engine::units::{Checked, Money};
use crate::engine::{Cause, Error};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::ops::Bound;

/// How many accounts like the reader's join, up to what a document takes: together they are one square, and fall as one.
pub const TIMES: [u32; 4] = [1, 100, 1_000, 10_000];

/// Why a position stays outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outside {
    /// The market has no such symbol.
    NoSymbol,
    /// It is inverse, and the market counts in quote currency.
    Inverse,
    /// It is less than half of what the market counts in.
    TooSmall,
}

/// An account that joins a market.
#[derive(Debug, Clone, PartialEq)]
pub struct Joining {
    /// As the market takes it.
    pub guests: Guests,
    /// Positions that join.
    pub inside: usize,
    /// Positions that stay outside, by their places in the account, and why.
    pub outside: Vec<(usize, Outside)>,
    /// Equity of all that joins, in quote currency, so many times as it joins.
    pub equity: Money,
    /// What the market's rule asks of it.
    pub required: Money,
    /// Notional of all that joins.
    pub notional: Money,
}

/// What of a row can join: its symbol, and its lots with their entry.
struct Joined {
    symbol: u8,
    lots: i64,
    entry: f64,
}

/// How the market counts.
struct Measure<'a> {
    market: &'a Market,
    scenario: &'a Scenario,
    /// Units of the engine for one of the account's.
    factor: f64,
}

/// The account, so many times, in the market that the settings make. Errors: nothing of it can join; a part of it has no more than the market asks, and
/// would be closed before anything happens; as [`Scenario::market`].
pub fn joining(account: &Portfolio, times: u32, scenario: &Scenario) -> Result<Joining, Error> {
    let market = scenario.market(None)?;
    let measure = Measure { market: &market, scenario, factor: f64::from(times.max(1)) / scenario.preset().scale };
    let mut outside = Vec::new();
    let (mut accounts, mut cross, mut inside) = (Vec::new(), BTreeMap::<u8, (i64, f64)>::new(), 0_usize);
    for (place, row) in account.rows.iter().enumerate() {
        match measure.row(account, row)? {
            Err(why) => outside.push((place, why)),
            Ok(joined) => {
                inside = inside.saturating_add(1);
                match row.mode {
                    Mode::Isolated(margin) => accounts.push(measure.isolated(account, row, margin, &joined)?),
                    Mode::Cross => {
                        // A long and a short of one symbol count as their difference, with the profit of both.
                        let (lots, cost) = cross.entry(joined.symbol).or_default();
                        *lots = lots.saturating_add(joined.lots);
                        *cost += float(joined.lots) * joined.entry;
                    }
                }
            }
        }
    }
    if !cross.is_empty() {
        accounts.push(measure.cross(account, &cross, &outside)?);
    }
    if inside == 0 || accounts.iter().all(|account| account.holdings.is_empty()) {
        return Err(Error::at(Field::Positions, Cause::Empty));
    }
    accounts.retain(|account| !account.holdings.is_empty());
    let mut sums = [0.0; 3];
    for account in &accounts {
        let own = measure.standing(account);
        let [equity, required, _] = own.map(|micros| measure.money(micros));
        // To the cent, so that what is said of it does not contradict itself.
        let asked = required?.get().round_dp(2);
        within(Field::Equity, equity?.get().round_dp(2), (Bound::Excluded(asked), Bound::Unbounded))?;
        for (sum, amount) in sums.iter_mut().zip(own) {
            *sum += amount;
        }
    }
    let [equity, required, notional] = sums;
    Ok(Joining {
        guests: Guests::new(accounts)?,
        inside,
        outside,
        equity: measure.money(equity)?,
        required: measure.money(required)?,
        notional: measure.money(notional)?,
    })
}

impl Measure<'_> {
    /// Money of the engine, in quote currency. Errors: more than decimals hold.
    fn money(&self, micros: f64) -> Result<Money, Error> {
        amounts::decimal(micros / MICROS * self.scenario.preset().scale, 6).map(Money::new)
    }

    /// An amount of the account in micro-units of the engine.
    fn micros(&self, amount: Decimal) -> f64 {
        from_decimal(amount) * self.factor * MICROS
    }

    /// The symbol of a coin.
    fn symbol(&self, coin: &str) -> Option<(u8, &Symbol)> {
        let mut numbered = self.market.numbers().zip(self.market.symbols());
        numbered.find(|(_, symbol)| symbol.name.eq_ignore_ascii_case(coin))
    }

    /// What of a row can join. Errors: amounts that overflow.
    fn row(&self, account: &Portfolio, row: &Row) -> Result<Result<Joined, Outside>, Error> {
        if row.contract == Contract::Inverse {
            return Ok(Err(Outside::Inverse));
        }
        let Some(held) = account.markets.get(row.market) else { return Ok(Err(Outside::NoSymbol)) };
        let Some((number, symbol)) = self.symbol(&Spelling::read(&held.name).coin) else {
            return Ok(Err(Outside::NoSymbol));
        };
        let notional = row.position().notional(held.mark)?.get();
        let lots = amounts::whole(self.micros(notional) / (symbol.unit() * symbol.price()))?;
        if lots == 0 {
            return Ok(Err(Outside::TooSmall));
        }
        let entry = symbol.price() * from_decimal(row.entry.get().over(held.mark.get())?);
        let lots = if row.side == Side::Long { lots } else { lots.saturating_neg() };
        Ok(Ok(Joined { symbol: number, lots, entry }))
    }

    /// Worth of lots less what they cost at an entry, in micro-units.
    fn profit(&self, number: u8, lots: i64, entry: f64) -> f64 {
        self.market.get(number).map_or(0.0, |symbol| float(lots) * symbol.unit() * (symbol.price() - entry))
    }

    fn isolated(&self, account: &Portfolio, row: &Row, margin: Money, joined: &Joined) -> Result<Account, Error> {
        let Some(held) = account.markets.get(row.market) else { return Err(Cause::Empty.into()) };
        let equity = margin.plus(row.position().unrealised(held.mark)?)?;
        let Joined { symbol, lots, entry } = *joined;
        // Lots are whole: what rounding them takes from the profit stays in the margin, so that the equity is the reader's.
        let cash = amounts::whole(self.micros(equity.get()) - self.profit(symbol, lots, entry))?;
        Ok(Account::isolated(cash, Holding { symbol, lots, entry }))
    }

    fn cross(
        &self,
        account: &Portfolio,
        held: &BTreeMap<u8, (i64, f64)>,
        outside: &[(usize, Outside)],
    ) -> Result<Account, Error> {
        let marks = account.marks();
        let mut stays = account.clone();
        let mut place = 0_usize;
        stays.rows.retain(|_| {
            let is_out = outside.iter().any(|(out, _)| *out == place);
            place = place.saturating_add(1);
            is_out
        });
        // What a table that is missing asks is not known; nothing is set aside for it.
        let aside = stays.standing(&marks)?.required.unwrap_or(Money::ZERO);
        let mut cash = self.micros(account.equity_at(&marks)?.minus(aside)?.get());
        let mut holdings = Vec::with_capacity(held.len());
        for (symbol, (lots, cost)) in held {
            let price = self.market.get(*symbol).map_or(0.0, Symbol::price);
            let average = if *lots == 0 { price } else { cost / float(*lots) };
            let entry = if average.is_finite() && average > 0.0 { average } else { price };
            if *lots != 0 {
                cash -= self.profit(*symbol, *lots, entry);
                holdings.push(Holding { symbol: *symbol, lots: *lots, entry });
            }
        }
        let mut coins: Vec<Coins> = Vec::new();
        for own in &account.coins {
            let Some(market) = account.markets.get(own.market) else { continue };
            let Some((number, symbol)) = self.symbol(&Spelling::read(&market.name).coin) else { continue };
            let counted = own.amount.at(market.mark)?.get().times(Decimal::ONE.minus(own.haircut.get())?)?;
            let one = symbol.unit() * symbol.price() * (1.0 - symbol.haircut);
            let lots = if one > 0.0 { amounts::whole(self.micros(counted) / one)? } else { 0 };
            if lots > 0 && !coins.iter().any(|known| known.symbol == number) {
                cash -= float(lots) * one;
                coins.push(Coins { symbol: number, lots });
            }
        }
        Ok(Account { coins, ..Account::cross(amounts::whole(cash)?, holdings) })
    }

    /// Equity, requirement and notional of an account at the start, in micro-units.
    fn standing(&self, account: &Account) -> [f64; 3] {
        let (mut equity, mut required, mut notional) = (float(account.cash), 0.0, 0.0);
        for held in &account.holdings {
            let Some(symbol) = self.market.get(held.symbol) else { continue };
            let worth = float(held.lots).abs() * symbol.unit() * symbol.price();
            equity += self.profit(held.symbol, held.lots, held.entry);
            required += symbol.maintenance.at(worth);
            notional += worth;
        }
        for coins in &account.coins {
            let Some(symbol) = self.market.get(coins.symbol) else { continue };
            equity += float(coins.lots) * symbol.unit() * symbol.price() * (1.0 - symbol.haircut);
        }
        [equity, required, notional]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::account::Mode;
    use crate::engine::jobs::{JobRunner, asked};
    use crate::engine::own::example;
    use crate::engine::scenario::PresetId;
    use crate::engine::scenario::link;
    use crate::engine::units::{Price, Quantity};

    fn domino() -> Scenario {
        Scenario::default().choosing(PresetId::Domino)
    }

    #[test]
    fn equity_and_notional_are_those_of_the_account() {
        let account = example().unwrap();
        let marks = account.marks();
        let joining = joining(&account, 1, &domino()).unwrap();
        // 0.5 BTC at 61,200 and 8 ETH at 2,940, in whole lots of 60 and 25 USD.
        assert!((from_decimal(joining.notional.get()) - 54_120.0).abs() < 45.0, "{:?}", joining.notional);
        assert_eq!(joining.equity.get().round_dp(5), account.equity_at(&marks).unwrap().get().round_dp(5));
        assert_eq!((joining.inside, joining.outside.len(), joining.guests.count()), (2, 0, 1));
        let hundred = super::joining(&account, 100, &domino()).unwrap();
        assert_eq!(hundred.equity.get().round_dp(3), (joining.equity.get() * Decimal::ONE_HUNDRED).round_dp(3));
    }

    #[test]
    fn what_the_market_does_not_know_stays_outside_with_what_it_requires() {
        let mut account = example().unwrap();
        let all = joining(&account, 1, &domino()).unwrap();
        account.markets[1].name = "DOGEUSDT".to_owned();
        let one = joining(&account, 1, &domino()).unwrap();
        assert_eq!(one.outside, [(1, Outside::NoSymbol)]);
        // 8 x 2,940 at 2 %.
        let aside = all.equity.minus(one.equity).unwrap().get();
        assert_eq!(aside.round_dp(4), Decimal::new(4704, 1));
        account.rows[0].contract = Contract::Inverse;
        account.rows[1].contract = Contract::Inverse;
        assert_eq!(joining(&account, 1, &domino()), Err(Error::at(Field::Positions, Cause::Empty)));
    }

    #[test]
    fn a_long_and_a_short_of_one_symbol_count_as_their_difference() {
        let mut account = example().unwrap();
        account.rows[1] = Row {
            side: Side::Short,
            size: Quantity::new(Decimal::new(2, 1)).unwrap(),
            entry: Price::new(Decimal::from(63_000)).unwrap(),
            ..account.rows[0]
        };
        let joined = joining(&account, 1, &domino()).unwrap();
        assert_eq!(joined.guests.accounts()[0].holdings.len(), 1);
        assert_eq!(joined.equity.get().round_dp(4), account.equity_at(&account.marks()).unwrap().get().round_dp(4));
        assert!((from_decimal(joined.notional.get()) - 0.3 * 61_200.0).abs() < 120.0);
    }

    #[test]
    fn an_account_below_what_the_market_asks_is_refused_with_both_amounts() {
        let mut account = example().unwrap();
        account.free = Money::new(Decimal::ZERO);
        let refused = joining(&account, 1, &domino()).unwrap_err().to_string();
        assert!(refused.starts_with("Equity: OutOfRange"), "{refused}");
    }

    #[test]
    fn it_is_one_square_of_every_market_and_leaves_the_others_where_they_were() {
        let mut account = example().unwrap();
        // One of the two on margin of its own: two accounts of the engine, one square.
        account.rows[0].mode = Mode::Isolated(Money::new(Decimal::from(3_000)));
        for preset in [PresetId::Domino, PresetId::Deep, PresetId::Hedge, PresetId::Hair] {
            let scenario = Scenario::default().choosing(preset);
            let joined = joining(&account, 1_000, &scenario).unwrap();
            let told = |question: &str| {
                let (mut runner, mut answer) = (JobRunner::default(), crate::engine::jobs::Answer::new(question));
                runner.ask(question);
                while answer.narration.is_none() {
                    answer.take(&runner.work(&mut || true).unwrap()).unwrap();
                }
                answer.narration.unwrap()
            };
            let settings = link::question(&scenario);
            let with = told(&asked::question(&settings, &joined.guests.text()));
            let own: Vec<usize> = (0..with.squares.len()).filter(|n| with.squares[*n].own).collect();
            assert_eq!(own, [with.squares.len() - 1], "{preset:?}");
            let square = with.squares.last().unwrap();
            assert!(square.members <= 1.0 && square.account.is_some(), "{preset:?}: {square:?}");
            assert!((square.equity - from_decimal(joined.equity.get())).abs() < 1.0, "{preset:?}");
            let without = told(&settings);
            assert_eq!(with.squares[..with.squares.len() - 1], without.squares[..], "{preset:?}");
            assert!(without.squares.iter().all(|square| !square.own));
            assert!((with.accounts - without.accounts - amounts::count(joined.guests.count())).abs() < 0.5);
        }
    }

    #[test]
    fn it_falls_pushes_and_is_cut_like_anybody() {
        let account = example().unwrap();
        let scenario = domino().with_number(crate::engine::scenario::ParameterId::Shock, Decimal::from(20)).unwrap();
        let joined = joining(&account, 1_000, &scenario).unwrap();
        let ask = |scenario: &Scenario| {
            let question = asked::question(&link::question(scenario), &joined.guests.text());
            JobRunner::default().answer_to(&question).unwrap()
        };
        let answer = ask(&scenario);
        let narration = answer.narration.unwrap();
        let own = narration.squares.len() - 1;
        let round = narration.fell_in(own).unwrap();
        let fall = narration.rounds[round - 1].falls.iter().find(|fall| fall.square == own).unwrap();
        assert!(fall.sold.iter().all(|(_, money, moved)| *money > 0.0 && *moved > 0.0), "{fall:?}");
        let whole = fall.shock + fall.by.iter().map(|(_, amount)| amount).sum::<f64>() + fall.coins + fall.rest;
        assert!((whole / fall.lost - 1.0).abs() < 1e-6);
        let cut = scenario
            .choosing(crate::engine::scenario::Cutting::Account)
            .with_number(crate::engine::scenario::ParameterId::CutWhich, Decimal::from(own + 1))
            .unwrap();
        let without = ask(&cut).without.unwrap().narration;
        assert!(without.fell_in(own).is_none());
        assert!(answer.curve.unwrap().complete);
    }

    #[test]
    fn a_text_that_is_no_account_is_refused_by_the_runner() {
        let why = JobRunner::default().answer_to("v=1\ni 1;;").unwrap_err().to_string();
        assert!(why.contains("UnreadableAnswer"), "{why}");
        let negative = format!("v=1\nx -5000000 p0:100:{}", 60_000.0_f64.to_bits());
        let why = JobRunner::default().answer_to(&negative).unwrap_err().to_string();
        assert!(why.contains("Equity"), "{why}");
    }
}
