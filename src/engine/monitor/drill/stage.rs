//! One inject under one choice.

use super::inject::{Choice, Inject, Kind, Set};
use super::{INJECTS, LOOKS};
use crate::engine::Error;
use crate::engine::cascade::amounts::{MICROS, float, whole};
use crate::engine::cascade::book::Book;
use crate::engine::cascade::engine::Engine;
use crate::engine::cascade::generate::Assumed;
use crate::engine::cascade::market::{Maintenance, Market, Symbol};
use crate::engine::cascade::outcome::Outcome;
use crate::engine::cascade::population::{Account, Coins, Holding, Mode, Population};
use crate::engine::cascade::rules::{Latency, MarkRule, Rules, Shock, Step};
use crate::engine::error::{Field, within};
use crate::engine::margin::{Family, Tiers};
use crate::engine::units::Rate;
use rust_decimal::Decimal;

/// Price of the market at the start, in quote currency.
const PRICE: f64 = 100_000.0;
/// Depth within one per cent, in quote currency.
const DEPTH: f64 = 2e7;
/// The same of the collateral coin.
const COIN_DEPTH: f64 = 2e8;
/// Open interest, in quote currency.
const OPEN_INTEREST: f64 = 1.5e8;
/// The fund at the start, micro-units: half a per cent of it.
const FUND: i64 = 750_000_000_000;
/// Highest leverage that a tightened limit leaves.
const HIGHEST: f64 = 15.0;
/// Slack over notional from which an account counts as near its threshold.
const NEAR: f64 = 0.03;
/// Traded a second in a quiet market, in quote currency, and the fee on it: what a halt forgoes.
const VOLUME: f64 = 20_000.0;
/// Taker fee of all orders, as a part of the notional.
const TAKER: f64 = 0.000_5;
/// Maintenance rate.
const MAINTENANCE: i64 = 5;
/// How often the book comes back while an orderly sale goes on.
const ORDERLY: f64 = 5.0;
/// Part of the book that is there when a halt ends.
const REOPENING: f64 = 0.5;
/// Part of a coin that does not count as collateral.
const HAIRCUT: f64 = 0.05;
/// Number of the coin among the symbols.
const COIN: u8 = 1;
/// How many times its margin an account holds in coins where it borrows for them.
const ON_CREDIT: f64 = 30.0;
/// Every so many accounts keep their margin in the coin.
const COIN_EVERY: u32 = 3;

/// Market, accounts and injects of a drill.
#[derive(Debug, Clone)]
pub struct Scene {
    injects: [Inject; INJECTS],
    start: Standing,
}

/// Where a drill stands between two injects.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    accounts: Vec<Account>,
    /// Log falls from outside so far, of market and coin.
    level: [f64; 2],
    /// What has come of it so far.
    pub after: After,
}

/// What has come of a drill so far, added up from its start.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct After {
    /// Accounts closed by force.
    pub closed: u32,
    /// Notional of forced trades, micro-units.
    pub forced: i64,
    /// Fees that the closed paid, micro-units.
    pub fees: i64,
    /// What the closed fell short of, micro-units.
    pub deficits: i64,
    /// What the choices cost: orderly sales and forgone fees, micro-units.
    pub spent: i64,
    /// The fund, micro-units; below zero nobody covered it.
    pub fund: i64,
}

impl After {
    /// Money that it cost everybody: fees and shortfalls of the closed, and what the choices cost, micro-units.
    #[must_use]
    pub fn cost(&self) -> i64 {
        self.fees.saturating_add(self.deficits).saturating_add(self.spent)
    }
}

impl Standing {
    /// Accounts that are still open.
    #[must_use]
    pub fn count(&self) -> usize {
        self.accounts.len()
    }
}

impl Scene {
    /// A set with so many accounts from a seed. Errors: accounts outside 10 to 5,000.
    pub fn new(set: Set, accounts: u32, seed: u64) -> Result<Self, Error> {
        within(Field::AccountCount, accounts, 10..=5_000)?;
        let injects = set.injects()?;
        let market = market(injects.first().map_or(TAKER, |inject| inject.closing_fee))?;
        let assumed =
            Assumed { long_share: 0.75, cross_share: 0.0, ..Assumed::new(accounts, vec![OPEN_INTEREST, 1.0], seed) };
        let drawn = assumed.population(&market)?;
        let times = match set {
            Set::Usual => 1.0,
            Set::CollateralCap => ON_CREDIT,
        };
        let all = (0_u32..).zip(0..drawn.count()).filter_map(|(number, at)| {
            let account = drawn.account(&market, at)?;
            let holds = account.holdings.iter().any(|holding| holding.symbol != COIN);
            holds.then(|| with_coins(account, number, times, &market))
        });
        let accounts = all.collect();
        let after = After { closed: 0, forced: 0, fees: 0, deficits: 0, spent: 0, fund: FUND };
        Ok(Self { injects, start: Standing { accounts, level: [0.0; 2], after } })
    }

    /// Before the first inject.
    #[must_use]
    pub const fn start(&self) -> &Standing {
        &self.start
    }

    /// The injects.
    #[must_use]
    pub const fn injects(&self) -> &[Inject; INJECTS] {
        &self.injects
    }

    /// Takes a choice at an inject: what has come of it after 1, 5 and 30 minutes, and where the drill stands then.
    /// Errors: no such inject; amounts that overflow.
    pub fn take(&self, at: usize, from: &Standing, choice: Choice) -> Result<([After; 3], Standing), Error> {
        within(Field::Step, at, 0..INJECTS)?;
        let inject = self.injects.get(at).copied().unwrap_or(self.injects[0]);
        let inject = if choice == Choice::Tighten { tightened(inject) } else { inject };
        let market = market(inject.closing_fee)?;
        let mut standing = from.clone();
        let halted = choice == Choice::Halt;
        let spent = match choice {
            Choice::Wait => 0,
            Choice::Tighten | Choice::Reduce => sell(&mut standing, choice, inject.depth, &market)?,
            Choice::Halt => whole(VOLUME * LOOKS[2] * TAKER * MICROS)?,
        };
        standing.after.spent = standing.after.spent.saturating_add(spent);
        let before = standing.after;
        let outcome = run(&standing, &inject, halted, &market)?;
        let mut looks = LOOKS.map(|seconds| counted(before, outcome.as_ref(), seconds, halted));
        // Orders that were still on the way after half an hour belong to it.
        looks[2] = counted(before, outcome.as_ref(), f64::INFINITY, halted);
        if let Some(outcome) = &outcome {
            let mut gone = outcome.closed_accounts();
            gone.sort_unstable();
            let mut number = 0_u32;
            standing.accounts.retain(|_| {
                let kept = gone.binary_search(&number).is_err();
                number = number.saturating_add(1);
                kept
            });
        }
        standing.level[0] += inject.market[2];
        standing.level[1] += inject.coin[2];
        standing.after = looks[2];
        Ok((looks, standing))
    }
}

/// What tightened limits do to an inject itself: a stale mark follows its index, and a cap that lies below the live ratio is refused.
fn tightened(inject: Inject) -> Inject {
    match inject.kind {
        Kind::StaleMark => Inject { mark_lag: 1.0, ..inject },
        Kind::CapWritten => Inject { coin: [0.0; 3], ..inject },
        Kind::TradeGap | Kind::Maintenance | Kind::FeeChange | Kind::Depeg => inject,
    }
}

/// The market under a closing fee.
fn market(closing_fee: f64) -> Result<Market, Error> {
    let tiers = Tiers::flat(Decimal::new(MAINTENANCE, 3), Decimal::ZERO)?;
    let fee = crate::engine::cascade::amounts::decimal(closing_fee, 6)?;
    let rule = Maintenance::of(Family::APlus, &tiers, Rate::new(fee))?;
    let book = Book::from_one_percent(PRICE, DEPTH, 1.0)?;
    let coin = Book::from_one_percent(1.0, COIN_DEPTH, 1.0)?;
    Market::new(vec![
        Symbol::new("BTC", 0.001, book, rule.clone()),
        Symbol { haircut: HAIRCUT, ..Symbol::new("coin", 1.0, coin, rule) },
    ])
}

/// Every third account keeps its margin in the coin, as much as counts for the same; where coins are held on credit, so many times of it, the rest
/// borrowed.
fn with_coins(mut account: Account, number: u32, times: f64, market: &Market) -> Account {
    account.holdings.retain(|holding| holding.symbol != COIN);
    account.mode = Mode::Cross;
    let unit = market.get(COIN).map_or(MICROS, Symbol::unit);
    if number.is_multiple_of(COIN_EVERY) {
        let counts = unit * (1.0 - HAIRCUT);
        let lots = whole((times * float(account.cash) / counts).ceil()).unwrap_or(0);
        if lots > 0 {
            let borrowed = whole((times - 1.0) * float(account.cash)).unwrap_or(0);
            account.cash = borrowed.saturating_neg();
            account.coins = vec![Coins { symbol: COIN, lots }];
        }
    }
    account
}

/// Prices now, of market and coin.
fn prices(standing: &Standing) -> [f64; 2] {
    [PRICE * libm::exp(-standing.level[0]), libm::exp(-standing.level[1])]
}

/// Sells what a choice sells, in order, and what it costs, micro-units. Longs sell, shorts buy; they meet before the book.
fn sell(standing: &mut Standing, choice: Choice, depth: f64, market: &Market) -> Result<i64, Error> {
    let [price, coin] = prices(standing);
    let Some(symbol) = market.get(0) else { return Ok(0) };
    let unit = symbol.unit();
    let wanted: Vec<i64> =
        standing.accounts.iter().map(|account| to_sell(account, choice, price, coin, unit)).collect();
    let net = wanted.iter().zip(&standing.accounts).fold(0.0, |sum, (lots, account)| {
        let sign = account.holdings.first().map_or(0.0, |holding| if holding.lots < 0 { -1.0 } else { 1.0 });
        sum + sign * symbol.contracts(*lots)
    });
    // In order: over the half hour, in which the book comes back several times.
    let fill = symbol.book.fill(symbol.book.place(standing.level[0]), net, ORDERLY * depth)?;
    let mut cost = 0_i64;
    for (account, lots) in standing.accounts.iter_mut().zip(&wanted) {
        let Some(holding) = account.holdings.first_mut().filter(|_| *lots > 0) else { continue };
        let signed = if holding.lots < 0 { lots.saturating_neg() } else { *lots };
        let fee = whole(float(*lots) * unit * fill.average * TAKER)?;
        let slip = whole(float(signed) * unit * (price - fill.average))?.max(0);
        // Who could not pay for it does not sell: the cascade has to.
        if equity(&account.coins, account.cash, *holding, [price, coin], unit) <= float(fee.saturating_add(slip)) {
            continue;
        }
        let gained = whole(float(signed) * unit * (fill.average - holding.entry))?;
        holding.lots = holding.lots.saturating_sub(signed);
        account.cash = account.cash.saturating_add(gained).saturating_sub(fee);
        cost = cost.saturating_add(fee).saturating_add(slip);
    }
    Ok(cost)
}

/// Equity at prices of market and coin, micro-units.
fn equity(coins: &[Coins], cash: i64, holding: Holding, [price, coin]: [f64; 2], unit: f64) -> f64 {
    let coins: f64 = coins.iter().map(|coins| float(coins.lots) * MICROS * (1.0 - HAIRCUT) * coin).sum();
    float(cash) + coins + float(holding.lots) * unit * (price - holding.entry)
}

/// Lots that an account sells under a choice; never all of them.
fn to_sell(account: &Account, choice: Choice, price: f64, coin: f64, unit: f64) -> i64 {
    let Some(holding) = account.holdings.first() else { return 0 };
    let held = holding.lots.saturating_abs();
    let notional = float(held) * unit * price;
    let equity = equity(&account.coins, account.cash, *holding, [price, coin], unit);
    let part = match choice {
        Choice::Tighten if equity > 0.0 => 1.0 - HIGHEST * equity / notional,
        Choice::Reduce => {
            #[expect(clippy::cast_precision_loss, reason = "a few thousandths")]
            let kept = MAINTENANCE as f64 / 1_000.0;
            if equity / notional - kept < NEAR { 0.5 } else { 0.0 }
        }
        Choice::Wait | Choice::Halt | Choice::Tighten => 0.0,
    };
    whole((float(held) * part.clamp(0.0, 1.0)).floor()).unwrap_or(0).clamp(0, held.saturating_sub(1))
}

/// The cascade of an inject; `None` where nobody is left.
fn run(standing: &Standing, inject: &Inject, halted: bool, market: &Market) -> Result<Option<Outcome>, Error> {
    if standing.accounts.is_empty() {
        return Ok(None);
    }
    let population = Population::new(market, &standing.accounts)?;
    let mut steps = vec![Step { at: 0.0, falls: standing.level.to_vec(), funding: vec![] }];
    let mut last = [0.0; 2];
    for ((at, market), coin) in LOOKS.into_iter().zip(inject.market).zip(inject.coin) {
        // It happens in the middle of the time between two looks, so that each look sees what came of it.
        let when = match at {
            early if early <= LOOKS[0] => 5.0,
            middle if middle <= LOOKS[1] => 65.0,
            _ => 900.0,
        };
        if halted && at < LOOKS[2] {
            continue;
        }
        let falls = vec![market - last[0], coin - last[1]];
        last = [market, coin];
        steps.push(Step { at: if halted { LOOKS[2] - 10.0 } else { when }, falls, funding: vec![] });
    }
    let mut rules = Rules::assumed();
    rules.taker_fee = TAKER;
    // A fund below zero has nothing to give; what it owes stays owed.
    rules.fund = standing.after.fund.max(0);
    rules.latency = Latency { detection: 0.1, execution: if halted { 0.5 } else { inject.latency } };
    rules.mark = MarkRule { lag: if halted { 0.0 } else { inject.mark_lag }, ..MarkRule::default() };
    rules.depth.factor = inject.depth * if halted { REOPENING } else { 1.0 };
    Engine::new(market, &population)?.run(&rules, &Shock::path(steps)?).map(Some)
}

/// What a run adds by a second.
fn counted(before: After, outcome: Option<&Outcome>, seconds: f64, halted: bool) -> After {
    let mut after = before;
    if halted && seconds.is_finite() {
        // Fees are forgone minute by minute.
        return after;
    }
    let rounds = outcome.map(|outcome| &outcome.rounds[..]).unwrap_or_default();
    for round in rounds.iter().filter(|round| round.time <= seconds) {
        after.closed = after.closed.saturating_add(u32::try_from(round.closed).unwrap_or(u32::MAX));
        after.forced = after.forced.saturating_add(round.notional);
        after.fees = after.fees.saturating_add(round.taker_fees).saturating_add(round.liquidation_fees);
        after.deficits = after.deficits.saturating_add(round.deficits);
        after.fund = round.fund.saturating_add(before.fund.min(0));
    }
    after
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_add_up_and_time_takes_nothing_back() {
        for set in Set::ALL {
            let scene = Scene::new(set, 300, 1).unwrap();
            for choice in Choice::ALL {
                let mut standing = scene.start().clone();
                for at in 0..INJECTS {
                    let before = standing.after;
                    let (looks, next) = scene.take(at, &standing, choice).unwrap();
                    let mut last = before;
                    for look in looks {
                        assert!(look.closed >= last.closed && look.cost() >= last.cost(), "{set:?} {choice:?}");
                        last = look;
                    }
                    assert_eq!(standing.accounts.len() - next.accounts.len(), (last.closed - before.closed) as usize);
                    standing = next;
                }
            }
        }
    }

    #[test]
    fn waiting_costs() {
        let scene = Scene::new(Set::Usual, 300, 1).unwrap();
        let closed = |choice| scene.take(0, scene.start(), choice).unwrap().0.map(|after| after.closed);
        let waited = closed(Choice::Wait);
        assert!(waited[2] > waited[0], "{waited:?}");
        assert!(closed(Choice::Reduce)[2] < waited[2]);
        assert_eq!(closed(Choice::Halt)[..2], [0, 0]);
        assert!(scene.take(5, scene.start(), Choice::Wait).is_err());
        assert!(Scene::new(Set::Usual, 5, 1).is_err());
    }

    /// The repair of March 2026: read the result again.
    #[test]
    fn a_cap_that_is_read_again_closes_nobody() {
        let scene = Scene::new(Set::CollateralCap, 300, 1).unwrap();
        let written = |choice| scene.take(1, scene.start(), choice).unwrap().0[2].closed;
        assert!(written(Choice::Wait) > 0);
        assert_eq!(written(Choice::Tighten), 0);
    }
}
