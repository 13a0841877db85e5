//! I1 to I4, I14, I15: money and contracts.

use super::generators::{Scope, config};
use super::market::{Case, micros, number};
use super::rules::{any_rules, instant_rules, shock};
use cascade_notes::engine::cascade::amounts::whole;
use cascade_notes::engine::cascade::ledger::Ledger;
use cascade_notes::engine::cascade::outcome::{Deleveraged, Outcome};
use cascade_notes::engine::cascade::rules::{CoinSale, Rules, Shock, Sizing};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// A run event by event; after every one `check` sees it.
fn watched(case: &Case, rules: &Rules, shock: &Shock, mut check: impl FnMut(i128, &[i64])) -> (Outcome, Ledger) {
    let mut engine = case.engine();
    let symbols: Vec<u8> = case.market.numbers().collect();
    let mut run = engine.start(rules, shock).unwrap();
    loop {
        let lots: Vec<i64> = symbols.iter().map(|symbol| run.lots(*symbol)).collect();
        check(run.money(), &lots);
        if !run.step().unwrap() {
            break;
        }
    }
    let ledger = *run.ledger();
    (run.finish(), ledger)
}

/// What an account has beside its positions and coins when each lot is counted at nothing: c, micro-units.
fn intercept(case: &Case, account: usize) -> i64 {
    let a = &case.accounts[account];
    a.holdings.iter().fold(a.cash, |sum, h| {
        let unit = case.market.symbols()[usize::from(h.symbol)].lot * 1e6;
        sum - whole(number(h.lots) * unit * h.entry).unwrap()
    })
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn i01_money_never_changes(spec in Scope::all().spec(), rules in any_rules(), shock in shock()) {
        let case = spec.build(1);
        let all = (0..case.accounts.len()).map(|a| i128::from(intercept(&case, a))).sum::<i128>() + i128::from(rules.fund);
        let mut different = None;
        watched(&case, &rules, &shock.of(&case), |money, _| {
            if money != all { different.get_or_insert(money - all); }
        });
        prop_assert_eq!(different, None, "micro-units too many");
    }

    #[test]
    fn i02_contracts_sum_to_nothing(spec in Scope::all().spec(), rules in any_rules(), shock in shock()) {
        let case = spec.build(1);
        let mut different = None;
        watched(&case, &rules, &shock.of(&case), |_, lots| {
            if lots.iter().any(|lots| *lots != 0) { different.get_or_insert(lots.to_vec()); }
        });
        prop_assert_eq!(different, None, "lots left over");
    }

    /// That closed accounts hold nothing shows in what the counterparty holds: the opposite of everybody else.
    #[test]
    fn i03_nobody_is_closed_twice_owes_or_keeps_lots(
        spec in Scope::all().spec(), rules in any_rules(), shock in shock(),
    ) {
        let case = spec.build(1);
        let rules = Rules { sizing: Sizing::Full, ..rules };
        let (outcome, ledger) = watched(&case, &rules, &shock.of(&case), |_, _| {});
        let mut closed = BTreeSet::new();
        for round in 0..outcome.rounds.len() {
            let list = outcome.closed_in(round);
            prop_assert_eq!(list.len(), outcome.rounds[round].closed);
            for (account, left) in list {
                prop_assert!(closed.insert(account), "account {} twice", account);
                prop_assert!(left >= 0, "account {} is left with {}", account, left);
                let short = outcome.deficits.iter().filter(|(owner, _)| *owner == account).count();
                prop_assert!(short <= usize::from(left == 0), "account {} keeps {} and owes", account, left);
            }
        }
        prop_assert!(outcome.deficits.iter().all(|(account, short)| *short > 0 && closed.contains(account)));
        // Orders on the way when a run is cut have not been executed.
        if rules.most_rounds.is_none() {
            for symbol in case.market.numbers() {
                let alive = case.accounts.iter().zip(0_u32..).filter(|(_, number)| !closed.contains(number));
                let held: i64 = alive.flat_map(|(a, _)| &a.holdings).filter(|h| h.symbol == symbol).map(|h| h.lots).sum();
                let given = outcome.deleveraged.iter().filter(|d| d.symbol == symbol && !closed.contains(&d.account));
                let given: i64 = given.map(|d| d.lots).sum();
                prop_assert_eq!(ledger.counterparty_lots.of(symbol), given - held, "symbol {}", symbol);
                let coins = case.accounts.iter().zip(0_u32..).filter(|(_, number)| closed.contains(number));
                let coins: i64 = coins.flat_map(|(a, _)| &a.coins).filter(|c| c.symbol == symbol).map(|c| c.lots).sum();
                let taken = ledger.counterparty_coins.of(symbol) + ledger.fund_coins.of(symbol);
                prop_assert_eq!(taken, coins, "coins of symbol {}", symbol);
            }
        }
    }

    #[test]
    fn i04_every_round_closes_somebody(spec in Scope::all().spec(), rules in instant_rules(), shock in shock()) {
        let case = spec.build(1);
        let outcome = case.engine().run(&rules, &shock.of(&case)).unwrap();
        prop_assert!(outcome.rounds.len() <= case.accounts.len());
        prop_assert!(outcome.rounds.iter().all(|round| round.closed >= 1 && round.parts == 0));
    }

    /// Every micro-unit of a deficit comes from somewhere. Where the fund takes coins over, it also pays for these; that is no loss, so it
    /// counts apart (and is known only where nothing else changes it).
    #[test]
    fn i14_deficits_are_borne(spec in Scope::all().spec(), rules in any_rules(), shock in shock()) {
        let case = spec.build(1);
        let rules = Rules { coins: CoinSale::Book, ..rules };
        let outcome = case.engine().run(&rules, &shock.of(&case)).unwrap();
        let (mut fund, mut list) = (rules.fund, outcome.deleveraged.as_slice());
        for (number, r) in outcome.rounds.iter().enumerate() {
            let borne = r.deleveraged + r.socialised;
            prop_assert_eq!(r.fund, fund + r.liquidation_fees - r.deficits + borne, "round {}", number);
            prop_assert!(r.deleveraged >= 0 && r.socialised >= 0 && borne <= r.deficits);
            // Others are asked only for what the fund cannot bear, and the fund is not filled by them.
            prop_assert!(borne == 0 || r.fund <= 0, "round {} leaves the fund {}", number, r.fund);
            let now = list.iter().take_while(|d| d.round == number).count();
            prop_assert_eq!(list[..now].iter().map(|d| d.seized).sum::<i64>(), r.deleveraged);
            list = &list[now..];
            fund = r.fund;
        }
        prop_assert!(list.is_empty());
        let uncovered = i128::from(outcome.uncovered());
        let fees = outcome.sum(|r| r.liquidation_fees);
        let drawn = i128::from(rules.fund) + fees - i128::from(outcome.fund.1.max(0));
        let others = outcome.sum(|r| r.deleveraged) + outcome.sum(|r| r.socialised);
        prop_assert_eq!(outcome.sum(|r| r.deficits), drawn + others + uncovered);
        let by_account: i128 = outcome.deficits.iter().map(|(_, short)| i128::from(*short)).sum();
        prop_assert_eq!(by_account, outcome.sum(|r| r.deficits));
    }

    /// Nobody gives up more than the profit of the position, nor than the equity of the account. Its books are kept here from what the run
    /// says it gave up; so without funding, shared losses and parts, which it does not say by account.
    #[test]
    fn i14_nobody_gives_up_more_than_capacity(spec in Scope::all().spec(), rules in any_rules(), shock in shock()) {
        let case = spec.build(1);
        let mut shock = shock;
        shock.0.iter_mut().for_each(|step| step.funding.clear());
        let rules = Rules { sizing: Sizing::Full, socialise: false, ..rules };
        let outcome = case.engine().run(&rules, &shock.of(&case)).unwrap();
        let mut cash: Vec<i64> = (0..case.accounts.len()).map(|a| intercept(&case, a)).collect();
        let mut accounts = case.accounts.clone();
        for d in &outcome.deleveraged {
            let &Deleveraged { account, symbol, round, lots, seized, .. } = d;
            let traded = outcome.traded(round);
            let account = account as usize;
            let mut equity = number(cash[account]);
            for h in &accounts[account].holdings {
                let s = &case.market.symbols()[usize::from(h.symbol)];
                equity += number(h.lots) * s.lot * 1e6 * traded[usize::from(h.symbol)].seen.mark;
            }
            for c in &accounts[account].coins {
                let s = &case.market.symbols()[usize::from(c.symbol)];
                equity += number(c.lots) * s.lot * 1e6 * traded[usize::from(c.symbol)].seen.mark * (1.0 - s.haircut);
            }
            let unit = case.market.symbols()[usize::from(symbol)].lot * 1e6;
            let own = accounts[account].holdings.iter_mut().find(|h| h.symbol == symbol).unwrap();
            let t = &traded[usize::from(symbol)];
            // Shorts win when longs are sold.
            let average = if own.lots < 0 { t.sale } else { t.purchase };
            let profit = number(own.lots) * (average - own.entry) * unit;
            prop_assert!(lots == 0 || lots.signum() == own.lots.signum() && lots.abs() <= own.lots.abs());
            prop_assert!(seized >= 0 && number(seized) <= profit + 1.0, "{} of a profit of {}", seized, profit);
            prop_assert!(number(seized) <= equity + 1.0, "{} of an equity of {}", seized, equity);
            own.lots -= lots;
            cash[account] += whole(number(lots) * average * unit).unwrap() - seized;
        }
    }

    /// What is taken from winners leaves none of them below nothing: a deficit must not be made of a deficit.
    #[test]
    fn i14_nobody_is_ruined_by_the_ruin_of_others(spec in Scope::all().spec(), rules in any_rules(), shock in shock()) {
        let case = spec.build(1);
        let mut engine = case.engine();
        let mut run = engine.start(&rules, &shock.of(&case)).unwrap();
        let mut seen = 0;
        while run.step().unwrap() {
            let new: Vec<Deleveraged> = run.so_far().deleveraged[seen..].to_vec();
            seen += new.len();
            for d in new {
                let standing = run.standing(d.account).unwrap();
                // Rounding takes a micro-unit a position and loss.
                prop_assert!(standing.equity >= -20.0, "{d:?} is left with {standing:?}");
            }
        }
    }

    #[test]
    fn i15_nothing_happens_by_itself(spec in Scope::all().spec(), rules in any_rules(), later in 0.0..9.0_f64) {
        let case = spec.build(1);
        prop_assert!(case.accounts.iter().all(|account| case.slack(account) > micros(1)));
        let still = super::rules::Path(vec![cascade_notes::engine::cascade::rules::Step {
            at: later, falls: vec![0.0; 6], funding: vec![0.0; 6],
        }]);
        for shock in [Shock::none(), still.of(&case)] {
            let outcome = case.engine().run(&rules, &shock).unwrap();
            prop_assert!(outcome.rounds.is_empty());
            prop_assert_eq!(outcome.fund, (rules.fund, rules.fund));
            for (seen, symbol) in outcome.last.iter().zip(case.market.symbols()) {
                prop_assert_eq!((seen.mark, seen.displacement), (symbol.price(), 0.0));
            }
        }
    }
}
