//! Every setting, a row each: what it is called, what values it takes, where it stands and when it has a say. Nothing else in the project
//! lists the settings. Label and help stand in `words`, by the setting's name.
//!
//! To add one: write its row here, its words in each language, and use it. A condition that no setting had before is one more [`When`].

use super::choices::{
    Adl, BookChoice, ChoiceValue, ClosePolicy, Closing, Coin, CutView, Cutting, DrillSet, FundingPattern, Injected,
    Interval, MarginMode, Noted, PremiumRule, PresetId, TableChoice,
};
use super::kinds::{
    FEE, PREMIUM, amount, depth, even, frac, from_entry, int, leverage, limit, maintenance, minus, noted, number, part,
    price, seconds, switch, weight,
};
use super::{Group, Kind, Pace, Parameter, Part, SetBy, Unit, When, row};
use crate::engine::costs::payment::PaidFrom;
use crate::engine::margin::{Contract, Side, VenueId};
use crate::engine::settlement::insurance::Remainder;
use crate::engine::settlement::waterfall::{FeeTo, LiquidationFeeBase};
use crate::engine::terms::TermId;

/// Makes of the rows the ids, the table, and which setting holds the words of which type. A row is `Id: …` for a number, and
/// `Id of Type: …` for a choice among the words of a type.
macro_rules! settings {
    ($($(#[$about:meta])* $id:ident $(of $words:ident)?: $row:expr,)+) => {
        /// A setting of the scenario.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum ParameterId {
            $($(#[$about])* $id,)+
        }

        /// Every setting, in the order of the panel and of the ids.
        pub const PARAMETERS: [Parameter; [$(ParameterId::$id),+].len()] = [
            $(Parameter { id: ParameterId::$id, $(kind: Kind::Choice($words::CHOICES),)? ..$row },)+
        ];

        $($(impl SetBy for $words {
            const SETTING: ParameterId = ParameterId::$id;
        })?)+
    };
}

settings! {
    /// The coin traded. Of it are the size and the tables on record.
    Coin of Coin: row("coin", Group::Position),
    /// Long or short.
    Side of Side: row("side", Group::Position),
    /// Size, in coin.
    Size: row("size", Group::Position).number(Unit::Coins, number(frac(1, 4), int(1_000_000_000), int(1), 8, Pace::ByMagnitude)),
    /// Entry price.
    Entry: row("entry", Group::Position).number(Unit::Usd, price(60_000)),
    /// Leverage.
    Leverage: row("leverage", Group::Position)
        .number(Unit::Times, number(int(1), int(125), int(10), 2, even(int(1), int(1), int(125)))),
    /// Margin added to the allocation, in quote currency.
    AddedMargin: row("added-margin", Group::Position)
        .number(Unit::Usd, number(int(0), int(1_000_000_000), int(0), 8, even(int(100), int(0), int(6000))))
        .when(When::Isolated),
    /// Venue model.
    Venue of VenueId: row("venue", Group::Rule),
    /// Where maintenance rates come from: the venue's table on record, the reader's own, or one real table for all.
    Table of TableChoice: row("table", Group::Rule),
    /// The reader's own maintenance rate.
    Rate: row("rate", Group::Rule).number(Unit::Percent, maintenance(frac(5, 1))).when(When::OwnRate),
    /// The reader's own rate one tier up.
    NextRate: row("next-rate", Group::Rule).number(Unit::Percent, maintenance(int(1))).when(When::OwnTable),
    /// Opening fee.
    OpeningFee: row("opening-fee", Group::Costs).number(Unit::Percent, FEE),
    /// Closing fee.
    ClosingFee: row("closing-fee", Group::Costs).number(Unit::Percent, FEE),
    /// Liquidation fee.
    LiquidationFee: row("liquidation-fee", Group::Costs)
        .number(Unit::Percent, number(int(0), int(5), int(0), 4, even(frac(5, 2), int(0), int(2)))),
    /// Slippage of the forced close.
    Slippage: row("slippage", Group::Costs)
        .number(Unit::Percent, number(int(0), int(20), int(0), 4, even(frac(5, 2), int(0), int(5))))
        .when(When::TypedSlippage),
    /// How much of the position a forced close takes at a time.
    ClosePolicy of ClosePolicy: row("close-policy", Group::Costs).of(Part::Beside),
    /// What the liquidation fee is a rate of.
    LiquidationFeeBase of LiquidationFeeBase: row("liquidation-fee-base", Group::Costs).of(Part::Beside),
    /// Who receives it.
    LiquidationFeeTo of FeeTo: row("liquidation-fee-to", Group::Costs).of(Part::Beside),
    /// Whose the rest of the margin is, once all is closed.
    CloseRest of Remainder: row("close-rest", Group::Costs).of(Part::Beside),
    /// What the insurance fund has for this close.
    CloseFund: row("close-fund", Group::Costs).number(Unit::Usd, amount(1_000)).of(Part::Beside),
    /// What winners can be made to give up for it.
    CloseWinners: row("close-winners", Group::Costs).number(Unit::Usd, amount(1_000)).of(Part::Beside),
    /// Funding rate of one payment.
    FundingRate: row("funding", Group::Time)
        .number(Unit::Percent, number(minus(4, 0), int(4), frac(1, 2), 6, even(frac(5, 3), minus(5, 2), frac(1, 1)))),
    /// Hours between funding payments.
    FundingInterval of Interval: row("interval", Group::Time),
    /// How the rates of the payments to come go on.
    FundingPattern of FundingPattern: row("funding-pattern", Group::Time).of(Part::Beside),
    /// Growth of the rate from one payment to the next.
    FundingGrowth: row("funding-growth", Group::Time)
        .number(Unit::Percent, number(minus(50, 0), int(100), int(1), 4, even(frac(25, 2), minus(5, 0), int(5))))
        .when(When::FundingGrows).of(Part::Beside),
    /// The venue and the time whose rule makes a rate of a premium.
    PremiumRule of PremiumRule: row("premium-rule", Group::Time).when(When::FundingByPremium).of(Part::Beside),
    /// Premium of the first five days, of eight hours.
    Premium1: row("premium-first", Group::Time).number(Unit::Percent, PREMIUM).when(When::FundingByPremium).of(Part::Beside),
    /// Of the second.
    Premium2: row("premium-second", Group::Time).number(Unit::Percent, PREMIUM).when(When::FundingByPremium).of(Part::Beside),
    /// Of the third.
    Premium3: row("premium-third", Group::Time).number(Unit::Percent, PREMIUM).when(When::FundingByPremium).of(Part::Beside),
    /// Of the fourth.
    Premium4: row("premium-fourth", Group::Time).number(Unit::Percent, PREMIUM).when(When::FundingByPremium).of(Part::Beside),
    /// Of the fifth.
    Premium5: row("premium-fifth", Group::Time).number(Unit::Percent, PREMIUM).when(When::FundingByPremium).of(Part::Beside),
    /// Of the last; then the path begins again.
    Premium6: row("premium-sixth", Group::Time).number(Unit::Percent, PREMIUM).when(When::FundingByPremium).of(Part::Beside),
    /// Out of which money funding is paid.
    PaidFrom of PaidFrom: row("paid-from", Group::Time).when(When::Isolated).of(Part::Beside),
    /// The payment at which the reader stands.
    Payment: row("payment", Group::Time)
        .number(Unit::None, number(int(0), int(1_000_000), int(90), 0, even(int(1), int(0), int(1_000)))).of(Part::Beside),
    /// Days held.
    Days: row("days", Group::Time).number(Unit::Days, number(int(0), int(60), int(30), 0, even(int(1), int(0), int(60)))),
    /// Distance between mark and index.
    Basis: row("basis", Group::Time)
        .number(Unit::Percent, number(int(0), int(10), frac(1, 1), 4, even(frac(5, 2), int(0), int(2)))),
    /// Tick of the venue.
    Tick: row("tick", Group::Time).number(Unit::Usd, number(int(0), int(1000), frac(1, 2), 10, even(frac(1, 2), int(0), int(1)))),
    /// Where the mark stands, from entry.
    Mark: row("mark", Group::Position).number(Unit::Percent, from_entry(int(0))).of(Part::Beside),
    /// What stands behind the position: its own margin, or the whole account.
    Mode of MarginMode: row("mode", Group::Account),
    /// What a cross account holds beside its positions.
    FreeBalance: row("free-balance", Group::Account).number(Unit::Usd, amount(8_000)).when(When::FreeCounts),
    /// Size of the account's other position, in its own coin; below zero for a short.
    OtherSize: row("other-size", Group::Account)
        .number(Unit::Coins, number(minus(1_000_000_000, 0), int(1_000_000_000), int(10), 8, even(int(1), minus(20, 0), int(20))))
        .when(When::Cross),
    /// Entry price of the other position.
    OtherEntry: row("other-entry", Group::Account).number(Unit::Usd, price(2_500)).when(When::Other),
    /// Where the other position's mark stands, from its entry.
    OtherMark: row("other-mark", Group::Account).number(Unit::Percent, from_entry(minus(4, 0))).when(When::Other),
    /// Linear or inverse.
    Contract of Contract: row("contract", Group::Position).when(When::BothContracts),
    /// Notional at which the reader's next rate begins, where the own rates make a table.
    TierFloor: row("tier-floor", Group::Rule)
        .number(Unit::Usd, number(int(1), int(1_000_000_000), int(54_500), 2, Pace::ByMagnitude))
        .when(When::OwnTiers),
    /// Where the slippage of the forced close comes from.
    Book of BookChoice: row("book", Group::Book),
    /// Depth of the ladder's first level, nearest to the mark.
    Depth1: row("depth-first", Group::Book).number(Unit::Usd, depth(12_000)).when(When::Ladder),
    /// Second level.
    Depth2: row("depth-second", Group::Book).number(Unit::Usd, depth(18_000)).when(When::Ladder),
    /// Third level.
    Depth3: row("depth-third", Group::Book).number(Unit::Usd, depth(30_000)).when(When::Ladder),
    /// Fourth level.
    Depth4: row("depth-fourth", Group::Book).number(Unit::Usd, depth(48_000)).when(When::Ladder),
    /// Fifth level.
    Depth5: row("depth-fifth", Group::Book).number(Unit::Usd, depth(72_000)).when(When::Ladder),
    /// Last level.
    Depth6: row("depth-sixth", Group::Book).number(Unit::Usd, depth(120_000)).when(When::Ladder),
    /// Depth of a curved book down to one per cent from the mark.
    DepthOnePercent: row("depth", Group::Book)
        .number(Unit::Usd, number(int(1), int(1_000_000_000), int(200_000), 2, Pace::ByMagnitude))
        .when(When::CurvedBook),
    /// What the venue pays a maker, of the notional of a fill; below zero a fee.
    MakerRebate: row("maker-rebate", Group::Book)
        .number(Unit::Percent, number(minus(5, 1), frac(5, 1), frac(5, 3), 4, even(frac(5, 4), minus(1, 2), frac(3, 2)))).of(Part::Beside),
    /// Half the distance of bid and ask that a maker posts.
    HalfSpread: row("half-spread", Group::Book).number(Unit::Percent, part(int(5), frac(5, 3), 4, frac(5, 4), frac(5, 2))).of(Part::Beside),
    /// How far the price moves after an informed fill.
    Jump: row("jump", Group::Book)
        .number(Unit::Percent, number(frac(1, 4), int(50), frac(1, 1), 4, even(frac(5, 3), frac(5, 3), frac(5, 1)))).of(Part::Beside),
    /// The informed share where all who may know act.
    InformedMost: row("informed-most", Group::Book).number(Unit::Percent, part(int(100), int(50), 2, int(1), int(100))).of(Part::Beside),
    /// What acting costs the informed taker for whom it is cheapest.
    ActingCost: row("acting-cost", Group::Book).number(Unit::Percent, part(int(10), int(0), 4, frac(5, 3), frac(1, 1))).of(Part::Beside),
    /// How much more it costs the one for whom it is dearest.
    ActingCostWidth: row("acting-cost-width", Group::Book)
        .number(Unit::Percent, number(frac(1, 4), int(10), frac(5, 2), 4, even(frac(5, 3), frac(5, 3), frac(2, 1)))).of(Part::Beside),
    /// The informed share at which the first maker leaves.
    Tolerance: row("tolerance", Group::Book).number(Unit::Percent, part(int(100), int(20), 2, int(1), int(100))).of(Part::Beside),
    /// How much more the last one stands.
    ToleranceWidth: row("tolerance-width", Group::Book)
        .number(Unit::Percent, number(frac(1, 2), int(100), int(20), 2, even(int(1), int(1), int(100)))).of(Part::Beside),
    /// Depth to one per cent while every maker is there.
    WholeDepth: row("whole-depth", Group::Book)
        .number(Unit::Usd, number(int(1), int(1_000_000_000), int(320_000), 2, Pace::ByMagnitude)).of(Part::Beside),
    /// Opening and closing fee count in the budget.
    CountFees: switch("count-fees"),
    /// The liquidation fee counts.
    CountLiquidationFee: switch("count-liquidation-fee"),
    /// Slippage counts.
    CountSlippage: switch("count-slippage"),
    /// Funding counts.
    CountFunding: switch("count-funding"),
    /// The next tier counts.
    CountNextTier: switch("count-next-tier"),
    /// The basis counts.
    CountBasis: switch("count-basis"),
    /// The gap the reader accepts.
    Accept: row("accept", Group::Budget).number(Unit::Usd, number(frac(1, 6), int(10_000_000), int(500), 10, Pace::ByMagnitude)),
    /// Yearly volatility of the price, for the band over time.
    Volatility: row("volatility", Group::Horizon).number(Unit::PercentAYear, part(int(500), int(60), 2, int(5), int(200))),
    /// Yearly expected return of the price.
    Drift: row("drift", Group::Horizon)
        .number(Unit::PercentAYear, number(minus(99, 0), int(500), int(0), 2, even(int(5), minus(95, 0), int(100)))),
    /// The day on which the added margin is put in.
    AddedDay: row("added-day", Group::Horizon)
        .number(Unit::Days, part(int(60), int(0), 0, int(1), int(60)))
        .when(When::MarginAdded),
    /// The market of the cascade: what the other cascade settings begin with.
    Preset of PresetId: row("preset", Group::Cascade).of(Part::Market),
    /// Fall of the first symbol that comes from outside.
    Shock: row("shock", Group::Cascade).number(Unit::Percent, part(int(90), int(5), 4, frac(1, 1), int(30))),
    /// Depth of every book, as a multiple of the preset's.
    DepthFactor: row("depth-factor", Group::Cascade)
        .number(Unit::Times, number(frac(1, 2), int(100), int(1), 4, Pace::ByMagnitude)),
    /// How far the other symbols fall with the first.
    Correlation: row("correlation", Group::Cascade)
        .number(Unit::None, part(int(1), frac(2, 1), 4, frac(5, 2), int(1)))
        .when(When::SeveralSymbols),
    /// The part of the collateral that stands behind several positions.
    Shared: row("shared", Group::Cascade)
        .number(Unit::Percent, part(int(100), int(100), 2, int(5), int(100)))
        .when(When::SeveralSymbols).makes_population(),
    /// Shape of the books: 1 is linear-log, 1/2 square-root impact.
    ImpactExponent: row("impact-exponent", Group::Population)
        .number(Unit::None, number(frac(5, 1), int(1), int(1), 4, even(frac(25, 3), frac(5, 1), int(1)))),
    /// Smallest leverage of the drawn accounts.
    LeastLeverage: row("least-leverage", Group::Population).number(Unit::Times, leverage(int(2))).when(When::Drawn).makes_population(),
    /// Largest leverage of the drawn accounts.
    MostLeverage: row("most-leverage", Group::Population).number(Unit::Times, leverage(int(50))).when(When::Drawn).makes_population(),
    /// Maintenance rate of every symbol of the market.
    MarketMaintenance: row("market-maintenance", Group::Population)
        .number(Unit::Percent, number(int(0), int(20), frac(5, 1), 4, even(frac(1, 1), int(0), int(5)))).makes_population(),
    /// Liquidation fee to the fund.
    ForcedFee: row("forced-fee", Group::Closings).number(Unit::Percent, part(int(5), frac(5, 1), 4, frac(5, 2), int(2))),
    /// The insurance fund, as a part of the open interest.
    Fund: row("fund", Group::Closings).number(Unit::Percent, part(int(100), frac(5, 1), 4, frac(1, 1), int(5))),
    /// Seconds from a trigger to the execution of its order.
    Latency: row("latency", Group::Closings).number(Unit::Seconds, part(int(3600), int(0), 3, frac(5, 1), int(60))),
    /// Refill of what forced orders consumed, per minute.
    Refill: row("refill", Group::Closings).number(Unit::AMinute, part(int(60), int(0), 4, frac(2, 2), int(2))),
    /// What a forced move of one per cent leaves of the depth.
    DepthSurvival: row("depth-survival", Group::Closings)
        .number(Unit::Percent, number(int(1), int(100), int(100), 2, even(int(1), int(1), int(100)))),
    /// Time constant with which the mark follows the mid, in seconds.
    MarkLag: row("mark-lag", Group::Closings).number(Unit::Seconds, part(int(600), int(0), 3, frac(5, 1), int(60))),
    /// How much of an account is closed.
    Closing of Closing: row("closing", Group::Closings),
    /// Who bears what the fund does not.
    Adl of Adl: row("adl", Group::Closings),
    /// The part of a coin that does not count as collateral.
    Haircut: row("haircut", Group::Population)
        .number(Unit::Percent, part(int(95), int(5), 2, int(1), int(50)))
        .when(When::CoinsDrawn).makes_population(),
    /// The part of the cross accounts whose collateral is coin.
    CoinShare: row("coin-share", Group::Population)
        .number(Unit::Percent, part(int(100), int(0), 2, int(5), int(100)))
        .when(When::Drawn).makes_population(),
    /// How many accounts are drawn.
    Accounts: row("accounts", Group::Population)
        .number(Unit::None, number(int(3), int(1_000_000), int(2_000), 0, Pace::ByMagnitude))
        .when(When::NotGiven).makes_population(),
    /// Seed of everything that is drawn.
    Seed: row("seed", Group::Population).number(Unit::None, part(int(999_999), int(1), 0, int(1), int(100))).makes_population(),
    /// Where the reader stands in the run.
    // Farther than any run goes: the reader stands at its end.
    Round: row("round", Group::Run)
        .number(Unit::None, part(int(10_000), int(10_000), 0, int(1), int(10_000))).of(Part::Reader),
    /// What is cut.
    Cut of Cutting: row("cut", Group::Run),
    /// Which of them: number of the square, or of the symbol.
    CutWhich: row("cut-which", Group::Run)
        .number(Unit::None, number(int(1), int(64), int(1), 0, even(int(1), int(1), int(64))))
        .when(When::CutHasNumber),
    /// Which run is shown where something is cut.
    CutView of CutView: row("cut-view", Group::Run).of(Part::Reader).when(When::Cut),
    /// The term that is lit in the picture of a trade.
    Term of TermId: row("term", Group::Checks),
    /// Past this `size-in-book` warns.
    SizeInBookWarn: limit("size-in-book-warn", Unit::Percent, 25),
    /// Past this it fails.
    SizeInBookFail: limit("size-in-book-fail", Unit::Percent, 50),
    /// Past this `size-in-one-percent` warns.
    SizeInOnePercentWarn: limit("size-in-one-percent-warn", Unit::Percent, 25),
    /// Past this it fails.
    SizeInOnePercentFail: limit("size-in-one-percent-fail", Unit::Percent, 100),
    /// Past this `bracket-leverage` warns.
    BracketLeverageWarn: limit("bracket-leverage-warn", Unit::Percent, 80),
    /// Past this it fails.
    BracketLeverageFail: limit("bracket-leverage-fail", Unit::Percent, 100),
    /// How near both may come for `both-distances`.
    BothDistancesLimit: limit("both-distances-limit", Unit::Percent, 5),
    /// Past this `round-trip` warns.
    RoundTripWarn: limit("round-trip-warn", Unit::Percent, 1),
    /// Past this it fails.
    RoundTripFail: limit("round-trip-fail", Unit::Percent, 5),
    /// Past this `funding-to-exit` warns.
    FundingToExitWarn: limit("funding-to-exit-warn", Unit::Percent, 5),
    /// Past this it fails.
    FundingToExitFail: limit("funding-to-exit-fail", Unit::Percent, 20),
    /// Past this `collateral` warns.
    CollateralWarn: limit("collateral-warn", Unit::Percent, 0),
    /// Past this it fails.
    CollateralFail: limit("collateral-fail", Unit::Percent, 10),
    /// Past this `rule-on-record` warns.
    RuleOnRecordWarn: limit("rule-on-record-warn", Unit::Months, 6),
    /// Past this it fails.
    RuleOnRecordFail: limit("rule-on-record-fail", Unit::Months, 24),
    /// Past this `exit-plan` warns.
    ExitPlanWarn: limit("exit-plan-warn", Unit::Percent, 100),
    /// Past this it fails.
    ExitPlanFail: limit("exit-plan-fail", Unit::Percent, 50),
    /// How near both may come for `distance`.
    DistanceLimit: limit("distance-limit", Unit::Moves, 2),
    /// Past this `band-age` warns.
    BandAgeWarn: limit("band-age-warn", Unit::Percent, 10),
    /// Past this it fails.
    BandAgeFail: limit("band-age-fail", Unit::Percent, 50),
    /// Past this `margin-ratio` warns.
    MarginRatioWarn: limit("margin-ratio-warn", Unit::Percent, 50),
    /// Past this it fails.
    MarginRatioFail: limit("margin-ratio-fail", Unit::Percent, 80),
    /// Past this `depth-then-now` warns.
    DepthThenNowWarn: limit("depth-then-now-warn", Unit::Percent, 80),
    /// Past this it fails.
    DepthThenNowFail: limit("depth-then-now-fail", Unit::Percent, 50),
    /// Past this `concentration` warns.
    ConcentrationWarn: limit("concentration-warn", Unit::Percent, 60),
    /// Past this it fails.
    ConcentrationFail: limit("concentration-fail", Unit::Percent, 80),
    /// Past this `freshness` warns.
    FreshnessWarn: limit("freshness-warn", Unit::Seconds, 10),
    /// Past this it fails.
    FreshnessFail: limit("freshness-fail", Unit::Seconds, 60),
    /// Past this `last-rule-change` warns.
    LastRuleChangeWarn: limit("last-rule-change-warn", Unit::Months, 3),
    /// Past this it fails.
    LastRuleChangeFail: limit("last-rule-change-fail", Unit::Months, 1),
    /// Whether an exit is planned.
    ExitPlanned: noted("exit"),
    /// The worst price of it, so far from the mark on the losing side.
    ExitAway: row("exit-away", Group::Checks)
        .number(Unit::Percent, part(int(50), frac(5, 1), 4, frac(1, 1), int(5))).when(When::Noted(ParameterId::ExitPlanned)),
    /// How much of the position it closes.
    ExitPart: row("exit-part", Group::Checks)
        .number(Unit::Percent, number(int(1), int(100), int(100), 2, even(int(1), int(1), int(100))))
        .when(When::Noted(ParameterId::ExitPlanned)),
    /// Whether it is noted how much of the collateral does not count.
    HaircutNoted: noted("haircut-noted"),
    /// That part.
    CollateralHaircut: row("collateral-haircut", Group::Checks)
        .number(Unit::Percent, part(int(100), int(5), 2, int(1), int(50))).when(When::Noted(ParameterId::HaircutNoted)),
    /// Whether the depth at entry is noted.
    DepthNoted: noted("depth-noted"),
    /// Depth within one per cent when the position was opened.
    DepthAtEntry: row("depth-at-entry", Group::Checks)
        .number(Unit::Usd, number(int(1), int(1_000_000_000), int(200_000), 2, Pace::ByMagnitude))
        .when(When::Noted(ParameterId::DepthNoted)),
    /// Whether it is noted when mark and index were last seen.
    AgesNoted: noted("ages-noted"),
    /// Age of the mark.
    MarkAge: row("mark-age", Group::Checks)
        .number(Unit::Seconds, part(int(86_400), int(1), 1, int(1), int(120))).when(When::Noted(ParameterId::AgesNoted)),
    /// Age of the index.
    IndexAge: row("index-age", Group::Checks)
        .number(Unit::Seconds, part(int(86_400), int(1), 1, int(1), int(120))).when(When::Noted(ParameterId::AgesNoted)),
    /// Hours between two false alarms of a detector, as printed.
    WatchRunLength: row("watch-run-length", Group::Watching).number(Unit::Hours, number(frac(1, 2), int(2_000), int(24), 4, Pace::ByMagnitude)),
    /// What is injected into the stream that is watched.
    Injected of Injected: row("inject", Group::Watching),
    /// The second of the stream at which it begins.
    InjectedAt: row("inject-at", Group::Watching).number(Unit::Seconds, seconds(150, 450, 240)),
    /// The second of the stream at which the reader stands.
    WatchSecond: row("watch-second", Group::Watching).number(Unit::Seconds, seconds(120, 480, 262)),
    /// How fast the spread widens where it drifts, in a minute.
    DriftSpeed: row("drift-speed", Group::Watching).number(Unit::Percent, part(int(600), int(30), 2, int(5), int(120))),
    /// Part of the metrics’ noise that all share.
    CommonNoise: row("common-noise", Group::Watching).number(Unit::Percent, part(int(100), int(0), 1, int(5), int(100))),
    /// How much faster cancels count in the score of the watch.
    WeightCancels: weight("weight-cancels", int(1)),
    /// How much uneven cancels count.
    WeightDispersion: weight("weight-dispersion", frac(5, 1)),
    /// How much faster trades count.
    WeightTrades: weight("weight-trades", frac(5, 1)),
    /// How much a move of leverage counts.
    WeightLeverage: weight("weight-leverage", int(1)),
    /// How much a crowded band counts.
    WeightClustering: weight("weight-clustering", frac(15, 1)),
    /// How much a move of the price counts.
    WeightPrice: weight("weight-price", frac(5, 1)),
    /// Which five things go wrong in the drill.
    DrillSet of DrillSet: row("drill", Group::Watching),
    /// Whether the drill pauses before each.
    DrillPauses: Parameter { kind: Kind::Choice(Noted::CHOICES), ..row("drill-pauses", Group::Watching) },
}
