//! I18 account by account: why each fell, and who pushed it.

use super::generators::{Scope, config};
use super::market::number;
use super::rules::{any_rules, instant_rules, shock};
use cascade_notes::engine::cascade::attribution::Attribution;
use cascade_notes::engine::cascade::causes::Causes;
use cascade_notes::engine::cascade::rules::{Netting, Rules};
use proptest::prelude::*;

/// The sum of all causes in absolute value: what rounding is measured against where they cancel.
fn size(causes: &Causes) -> f64 {
    let forced: f64 = causes.forced.iter().map(|(_, amount)| amount.abs()).sum();
    let rest = [
        causes.shock,
        causes.lag,
        causes.collateral,
        causes.tier,
        causes.funding,
        causes.fees,
        causes.parts,
        causes.losses_of_others,
    ];
    forced + rest.into_iter().map(f64::abs).sum::<f64>()
}

proptest! {
    #![proptest_config(config())]

    /// Whatever the rules: tables, coins, funding, parts, marks that lag, losses of others.
    #[test]
    fn i18_shares_of_every_fall_sum_to_one(spec in Scope::all().spec(), rules in any_rules(), shock in shock()) {
        let case = spec.build(1);
        let mut engine = case.engine();
        let outcome = engine.run(&rules, &shock.of(&case)).unwrap();
        let attribution = Attribution::new(&engine, &outcome);
        prop_assert_eq!(attribution.accounts().count(), outcome.closed());
        for account in attribution.accounts() {
            let fall = attribution.fall(account).unwrap();
            // Slack is a difference of numbers as large as the account: their last bits are in it, whatever was lost.
            let account_size = number(case.accounts[account as usize].cash).abs() + 1e6;
            let rounding = 1e-12 * (size(&fall.causes) + fall.lost.abs()) + 1e-13 * account_size + 1e-3;
            prop_assert!((fall.causes.total() - fall.lost).abs() <= rounding, "{account}: {fall:?}");
        }
    }

    /// In a book without refill every forced move has somebody who caused it: over all earlier closes their influences sum to the forced share. Of
    /// an account whose weights have changed meanwhile, by the losses of others, influence is an approximation, and says so.
    #[test]
    fn i18_those_who_pushed_account_for_all_that_was_forced(
        spec in Scope::plain().spec(), rules in instant_rules(), shock in shock(),
    ) {
        let case = spec.build(1);
        let rules = Rules { netting: Netting::Net, ..rules };
        let mut engine = case.engine();
        let outcome = engine.run(&rules, &shock.of(&case)).unwrap();
        let attribution = Attribution::new(&engine, &outcome);
        for of in attribution.accounts() {
            let fall = attribution.fall(of).unwrap();
            let forced: f64 = fall.causes.forced.iter().map(|(_, amount)| amount).sum();
            let earlier = attribution.accounts().filter(|by| attribution.round(*by) < attribution.round(of));
            let pushed: f64 = earlier.filter_map(|by| attribution.influence(of, by)).sum();
            let changed = fall.causes.parts != 0.0 || fall.causes.losses_of_others != 0.0;
            let Some(share) = fall.share(forced).filter(|_| !changed) else { continue };
            // Paid in between, a way up and down cost two prices: no end of the way can be divided among those who pushed.
            let moment = outcome.rounds[fall.round].moment;
            let turned = |symbol: u8| {
                let parts = outcome.forced_parts(symbol, moment);
                let way: f64 = parts.iter().map(|part| part.abs()).sum();
                parts.iter().sum::<f64>().abs() < 1e-3 * way
            };
            if attribution.changed(of) && fall.causes.forced.iter().any(|(symbol, _)| turned(*symbol)) {
                continue;
            }
            let scale = 1.0 + size(&fall.causes) / fall.lost.abs();
            prop_assert!((pushed - share).abs() < 1e-9 * scale, "{of}: {pushed} of {share}");
        }
    }
}
