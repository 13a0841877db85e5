//! Random rules and shocks.

use super::market::Case;
use cascade_notes::engine::cascade::rules::{
    CoinSale, Deleveraging, DepthRule, Latency, MarkRule, Netting, Rules, Scan, Shock, Sizing, Step,
};
use proptest::prelude::*;

/// Steps for any number of symbols.
#[derive(Debug, Clone)]
pub struct Path(pub Vec<Step>);

impl Path {
    pub fn of(&self, case: &Case) -> Shock {
        let count = case.market.count();
        let cut = |list: &[f64]| list.iter().copied().take(count).collect();
        let steps = self.0.iter().map(|s| Step { at: s.at, falls: cut(&s.falls), funding: cut(&s.funding) });
        Shock::path(steps.collect()).unwrap()
    }
}

/// One to four steps over some seconds: falls, rises, both, and funding.
pub fn shock() -> impl Strategy<Value = Path> {
    let size = prop::collection::vec((-3.0..-0.5_f64, prop::bool::weighted(0.1)), 0..7);
    let funding = prop::collection::vec(-0.02..0.02_f64, 0..7);
    let funding = prop_oneof![3 => Just(vec![]), 1 => funding];
    let step = (0.0..3.0_f64, prop::bool::weighted(0.35), size, funding);
    prop::collection::vec(step, 1..5).prop_map(|list| {
        let mut at = 0.0;
        let mut steps = Vec::new();
        for (number, (seconds, up, sizes, funding)) in list.into_iter().enumerate() {
            at += if number == 0 { 0.0 } else { seconds };
            let sign = |against: bool| if up == against { 1.0 } else { -1.0 };
            let falls = sizes.into_iter().map(|(size, against)| sign(against) * 10_f64.powf(size)).collect();
            steps.push(Step { at, falls, funding });
        }
        Path(steps)
    })
}

fn fee() -> impl Strategy<Value = f64> {
    prop_oneof![1 => Just(0.0), 2 => 0.0..0.01_f64]
}

/// Nothing or little, so that it is used up.
pub fn fund() -> impl Strategy<Value = i64> {
    prop_oneof![2 => Just(0_i64), 2 => 0..1_000_000_000_i64, 1 => 0..100_000_000_000_i64]
}

pub fn deleveraging() -> impl Strategy<Value = Deleveraging> {
    prop_oneof![
        Just(Deleveraging::Off),
        Just(Deleveraging::Queue),
        Just(Deleveraging::WaterFilling),
        Just(Deleveraging::ProRata),
        (0.0..1.0_f64).prop_map(|cap| Deleveraging::CappedProRata { cap }),
    ]
}

fn sizing() -> impl Strategy<Value = Sizing> {
    prop_oneof![
        3 => Just(Sizing::Full),
        1 => (0.03..0.3_f64).prop_map(|margin| Sizing::ToMargin { margin }),
        1 => Just(Sizing::TierLadder),
        1 => Just(Sizing::FifthThenAll),
    ]
}

/// Full close, marks at the mid, no latency, all the depth: fees, fund, netting, coins, and who bears a loss.
pub fn instant_rules() -> impl Strategy<Value = Rules> {
    let coins = prop_oneof![Just(CoinSale::Book), Just(CoinSale::Fund)];
    let netting = prop_oneof![2 => Just(Netting::Net), 1 => Just(Netting::Gross)];
    (fee(), fee(), fund(), deleveraging(), any::<bool>(), netting, coins).prop_map(
        |(taker_fee, liquidation_fee, fund, deleveraging, socialise, netting, coins)| Rules {
            taker_fee,
            liquidation_fee,
            fund,
            deleveraging,
            socialise,
            netting,
            coins,
            ..Rules::default()
        },
    )
}

/// The same without anybody else's bearing a loss.
pub fn lone_rules() -> impl Strategy<Value = Rules> {
    instant_rules().prop_map(|rules| Rules { deleveraging: Deleveraging::Off, socialise: false, ..rules })
}

/// Every rule.
pub fn any_rules() -> impl Strategy<Value = Rules> {
    let latency = prop_oneof![
        1 => Just(Latency::default()),
        1 => (0.0..0.5_f64, 0.0..1.0_f64).prop_map(|(detection, execution)| Latency { detection, execution }),
    ];
    let band = prop::option::weighted(0.4, 0.005..0.3_f64);
    let mark = prop_oneof![
        1 => Just(MarkRule::default()),
        1 => (0.0..2.0_f64, 0.2..2.0_f64, band).prop_map(|(lag, spacing, band)| MarkRule { lag, spacing, band }),
    ];
    let depth = (0.7..2.0_f64, 0.3..1.0_f64, 0.25..1.0_f64, 0.0..1.0_f64, 0.0..0.5_f64);
    let depth = prop_oneof![
        1 => Just(DepthRule::default()),
        1 => depth.prop_map(|(factor, survival, floor, recovery, refill)| DepthRule {
            factor, survival, floor, recovery, refill,
        }),
    ];
    let most = prop::option::weighted(0.1, 1_u32..20);
    (instant_rules(), sizing(), latency, mark, depth, most).prop_map(
        |(rules, sizing, latency, mark, depth, most_rounds)| Rules {
            sizing,
            latency,
            mark,
            depth,
            most_rounds,
            scan: Scan::Lazy,
            ..rules
        },
    )
}
