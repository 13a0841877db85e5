//! Cross accounts of any number of positions.

use crate::generators::{Rows, answered, config, counted, rows, side, tiers};
use crate::order::nearness;
use cascade_notes::engine::Error;
use cascade_notes::engine::margin::venue::{MODELS, RuleInputs};
use cascade_notes::engine::margin::{
    Account, Contract, Family, Holding, MarginContext, Position, Regime, Rule, Search, Tiers, Trigger, VenueModel,
};
use cascade_notes::engine::units::{Money, Price, Quantity, Rate};
use proptest::prelude::*;
use rust_decimal::Decimal;

/// Amounts are sums and products of a few numbers of up to fourteen digits; prices are one quotient of them.
const CLOSE: Decimal = Decimal::from_parts(1, 0, 0, false, 18);

fn close(a: Decimal, b: Decimal) -> bool {
    (a - b).abs() <= (a.abs().max(b.abs()) * CLOSE).max(Decimal::new(1, 20))
}

fn same(a: Trigger, b: Trigger) -> bool {
    match (a.price(), b.price()) {
        (Some(a), Some(b)) => close(a.get(), b.get()),
        _ => a == b,
    }
}

pub fn model() -> impl Strategy<Value = VenueModel> {
    prop::sample::select(MODELS.to_vec())
}

pub fn rule() -> impl Strategy<Value = Rule> {
    (model(), 0_i64..2_000, 0_i64..2_000).prop_map(|(model, fee, funding)| {
        Rule::of(model)
            .with_closing_fee(Rate::new(Decimal::new(fee, 6)))
            .with_next_funding(Rate::new(Decimal::new(funding, 6)))
    })
}

fn holding(contract: Contract) -> impl Strategy<Value = Holding> {
    let prices = (1_i64..1_000_000, 0_u32..4, 500_i64..2_000);
    (side(), 1_i64..1_000_000, 0_u32..4, prices, 1_i64..1_000)
        .prop_flat_map(move |(side, size, size_digits, (entry, entry_digits, moved), leverage)| {
            let entry = Decimal::new(entry, entry_digits);
            let position = Position {
                side,
                contract,
                size: Quantity::new(Decimal::new(size, size_digits)).unwrap(),
                entry: Price::new(entry).unwrap(),
            };
            let around = position.entry_notional().unwrap().get().max(Decimal::new(1, 3)).round_dp(3);
            (Just((position, entry * Decimal::new(moved, 3), leverage)), rows(around), any::<bool>())
        })
        .prop_filter_map("a table without distinct floors", |((position, mark, leverage), list, marginal)| {
            Some(Holding {
                position,
                tiers: table(&list, marginal)?,
                mark: Price::new(mark).unwrap(),
                leverage: Decimal::from(leverage),
            })
        })
}

fn table(list: &Rows, marginal: bool) -> Option<Tiers> {
    list.windows(2).all(|pair| pair[0].0 < pair[1].0).then(|| tiers(list, marginal))
}

fn contract() -> impl Strategy<Value = Contract> {
    prop_oneof![Just(Contract::Linear), Just(Contract::Inverse)]
}

/// An account whose wallet is from a fifth of its notional owed to one and a half of it.
fn account(most: usize) -> impl Strategy<Value = Account> {
    contract().prop_flat_map(move |c| prop::collection::vec(holding(c), 1..=most)).prop_flat_map(|holdings| {
        let total: Decimal = holdings.iter().map(|h| h.position.notional(h.mark).unwrap().get()).sum();
        (-200_i64..1_500).prop_map(move |share| {
            let wallet = (total * Decimal::new(share, 3)).round_dp(12);
            Account::new(Money::new(wallet), holdings.clone()).unwrap()
        })
    })
}

/// What an account answers, or the end of a case in which its rule has no rate for one of its sizes.
fn of_account<T>(answer: Result<T, Error>, account: &Account, rule: &Rule) -> Result<T, TestCaseError> {
    answered(answer, &rule.model, account.holdings().iter().map(|held| &held.position))
}

fn trigger(account: &Account, index: usize, rule: &Rule) -> Result<Trigger, TestCaseError> {
    Ok(of_account(account.liquidation(index, rule), account, rule)?.trigger)
}

/// What one position is asked to keep, or the end of a case as above.
fn asked(holding: &Holding, context: &MarginContext) -> Result<Money, TestCaseError> {
    answered(holding.required(context), &context.rule.model, std::iter::once(&holding.position))
}

fn with_holding(account: &Account, index: usize, change: impl FnOnce(&mut Holding)) -> Account {
    let mut holdings = account.holdings().to_vec();
    change(&mut holdings[index]);
    Account::new(account.wallet(), holdings).unwrap()
}

fn paid_in(account: &Account, amount: Decimal) -> Account {
    account.with_wallet(Money::new(account.wallet().get() + amount))
}

#[test]
fn regimes_are_ordered_by_what_they_ask() {
    assert!(Regime::Initial > Regime::Maintenance);
}

proptest! {
    #![proptest_config(config())]

    /// Of each position and of the account, under every rule and whatever leverage is chosen.
    #[test]
    fn initial_margin_is_never_below_maintenance(account in account(4), rule in rule()) {
        let (initial, maintenance) = (MarginContext::initial(rule), MarginContext::maintenance(rule));
        for holding in account.holdings() {
            prop_assert!(asked(holding, &initial)? >= asked(holding, &maintenance)?);
        }
        let calculation = |context| of_account(account.calculation(context), &account, &rule);
        let (opens, keeps) = (calculation(&initial)?, calculation(&maintenance)?);
        prop_assert!(opens.required >= keeps.required);
        prop_assert_eq!(opens.equity, keeps.equity);
        prop_assert!(opens.shortage().unwrap() >= keeps.shortage().unwrap());
        let missing = keeps.shortage().unwrap() > Money::ZERO;
        prop_assert!(!(missing && keeps.meets_requirement()));
    }

    /// One position sees an account's wallet as margin of its own.
    #[test]
    fn an_account_of_one_is_an_isolated_position(account in account(1), rule in rule()) {
        prop_assume!(!rule.model.cross_counts_closing_fee);
        let Holding { position, tiers, mark, leverage } = &account.holdings()[0];
        let inputs = RuleInputs {
            tiers,
            closing_fee: rule.closing_fee,
            next_funding: rule.next_funding,
            leverage: Some(*leverage),
        };
        let requirement = rule.model.requirement_at(position, *mark, inputs);
        let requirement = of_account(requirement, &account, &rule)?;
        let (anchor, equity) = (position.entry, account.wallet());
        let isolated =
            Search { position, anchor, equity, requirement: &requirement, mark: *mark, divisor: Decimal::ONE };
        prop_assert_eq!(account.liquidation(0, &rule).unwrap(), isolated.run().unwrap());
    }

    #[test]
    fn more_wallet_never_moves_a_price_toward_the_mark(account in account(3), rule in rule(), more in 0_i64..2_000) {
        let added = account.holdings()[0].position.entry_notional().unwrap().get() * Decimal::new(more, 3);
        let richer = paid_in(&account, added.round_dp(12));
        for (index, holding) in account.holdings().iter().enumerate() {
            let side = holding.position.side;
            let (before, after) = (trigger(&account, index, &rule)?, trigger(&richer, index, &rule)?);
            prop_assert!(
                nearness(side, after) <= nearness(side, before) || same(before, after),
                "{before:?} {after:?}"
            );
        }
    }

    /// A position whose table asks for nothing is worth its profit, to the others, in wallet, less what a rule that looks past tables asks of it more.
    #[test]
    fn anothers_profit_is_as_good_as_wallet(account in account(3), rule in rule(), moved in 500_i64..2_000) {
        prop_assume!(account.holdings().len() > 1);
        // No fee and no funding: what is asked of the other must not move with its mark.
        let rule = Rule::of(rule.model);
        let other = account.holdings().len() - 1;
        let free = with_holding(&account, other, |h| h.tiers = Tiers::flat(Decimal::ZERO, Decimal::ZERO).unwrap());
        let mark = free.holdings()[other].mark;
        let elsewhere = Price::new((mark.get() * Decimal::new(moved, 3)).round_dp(8).max(Decimal::new(1, 8))).unwrap();
        let won = {
            let position = free.holdings()[other].position;
            position.unrealised(elsewhere).unwrap().get() - position.unrealised(mark).unwrap().get()
        };
        let by_profit = with_holding(&free, other, |h| h.mark = elsewhere);
        let keeps = MarginContext::maintenance(rule);
        let more = asked(&by_profit.holdings()[other], &keeps)?.get() - asked(&free.holdings()[other], &keeps)?.get();
        let by_table = matches!(rule.model.family, Family::A | Family::APlus | Family::B | Family::BPlus);
        prop_assert!(!by_table || more.is_zero(), "{}: {more}", rule.model.name);
        let by_wallet = paid_in(&free, won - more);
        for index in 0..other {
            let (a, b) = (trigger(&by_profit, index, &rule)?, trigger(&by_wallet, index, &rule)?);
            prop_assert!(same(a, b) || near_the_end(&free, index, a, b), "{a:?} {b:?}");
        }
    }

    /// The parts of an account hold what the whole holds, however its wallet is split between them.
    #[test]
    fn a_split_account_has_the_same_equity_and_requirement(
        account in account(4),
        rule in rule(),
        share in -1_000_i64..2_000,
        initial: bool,
    ) {
        let context = if initial { MarginContext::initial(rule) } else { MarginContext::maintenance(rule) };
        let (left, right) = account.holdings().split_at(account.holdings().len() / 2);
        let own = account.wallet().get() * Decimal::new(share, 3);
        let part = |wallet: Decimal, holdings: &[Holding]| {
            let part = Account::new(Money::new(wallet), holdings.to_vec()).unwrap();
            of_account(part.calculation(&context), &part, &rule)
        };
        let (a, b) = (part(own, left)?, part(account.wallet().get() - own, right)?);
        let whole = of_account(account.calculation(&context), &account, &rule)?;
        prop_assert!(close(a.required.get() + b.required.get(), whole.required.get()));
        let size = a.equity.get().abs() + b.equity.get().abs() + account.wallet().get().abs();
        prop_assert!((a.equity.get() + b.equity.get() - whole.equity.get()).abs() <= size * CLOSE);
    }

    /// At the price found, the account with that mark has its requirement as equity: a second way to the same number.
    #[test]
    fn at_its_price_an_account_has_what_is_asked(account in account(3), rule in rule()) {
        for (index, holding) in account.holdings().iter().enumerate() {
            // A jump or a frozen requirement is met at no price exactly, or only at the mark it was frozen at.
            let continuous = holding.tiers.brackets().len() == 1 && !rule.model.freezes_at_mark;
            let Some(price) = trigger(&account, index, &rule)?.price().filter(|_| continuous) else { continue };
            let moved = with_holding(&account, index, |h| h.mark = price);
            let answer = of_account(moved.calculation(&MarginContext::maintenance(rule)), &moved, &rule)?;
            let notionals = moved.holdings().iter().map(|h| h.position.notional(h.mark).unwrap().get());
            let size = notionals.sum::<Decimal>() + answer.equity.get().abs() + answer.required.get();
            let entries = moved.holdings().iter().map(|h| h.position.entry_notional().unwrap().get());
            let off = (answer.equity.get() - answer.required.get()).abs();
            let here = holding.position.notional(price).unwrap().get();
            let allowed = (size + entries.sum::<Decimal>()) * CLOSE + counted(&rule.model, here);
            prop_assert!(off <= allowed || price.get() < Decimal::new(1, 8), "{index}: {answer:?}");
        }
    }
}

/// Beside zero and beside infinity a rounding decides whether there is a price.
fn near_the_end(account: &Account, index: usize, a: Trigger, b: Trigger) -> bool {
    let holding = &account.holdings()[index];
    let mark = holding.mark.get();
    let far = |t: Trigger| {
        t.price().is_none_or(|p| p.get() < mark * Decimal::new(1, 12) || p.get() > mark * Decimal::new(1_000_000, 0))
    };
    far(a) && far(b)
}
