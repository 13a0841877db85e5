//! The figure of section “Funding”: margin against what is required of it, payment after payment, at a price that never moves.

use crate::engine::Error;
use crate::engine::costs::cycles::{FlatMarket, Never, RatePath, Reach, State, days};
use crate::engine::costs::payment::PaidFrom;
use crate::engine::margin::Contract;
use crate::engine::scenario::parameters::{FundingPattern, PREMIUMS, ParameterId as P};
use crate::engine::scenario::{Scenario, flat_market::PREMIUM_DAYS};
use crate::engine::units::{Money, Saturating as _};
use crate::figures::figure::{Figure, Text};
use crate::figures::frame::{Frame, Medium};
use crate::figures::numbers::{exact, grouped};
use crate::figures::plain::{self, digits_for};
use crate::figures::reveal::Reveal;
use crate::figures::table::{Table, TableRow};
use crate::words::Words;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

pub mod draw;

/// The figure's name in the page and in file names.
pub const NAME: &str = "staircase";

/// Payments shown of a market that never liquidates: a quarter of a year of three a day.
const SHOWN: u64 = 270;

/// The model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaircaseFigure {
    /// The rates of the payments, as the position pays them.
    pub path: RatePath,
    /// By the rule alone, and with everything counted.
    pub markets: [FlatMarket; 2],
    /// With which payment each ends.
    pub lasts: [Reach; 2],
    /// Where the reader stands, by the rule alone.
    pub now: State,
    /// What is shown beyond that.
    pub reveal: Reveal,
    /// Last payment of the picture.
    pub last: u64,
    /// The premiums of the path, in per cent, where rates are made of one.
    pub premiums: Option<[Decimal; PREMIUMS.len()]>,
    interval: Decimal,
    digits: u32,
    unit: &'static str,
}

impl StaircaseFigure {
    /// The model of a scenario.
    pub fn of(scenario: &Scenario, reveal: Reveal) -> Result<Self, Error> {
        let (path, markets) = (scenario.rate_path()?, scenario.flat_markets()?);
        let [rule, counted] = &markets;
        let lasts = [rule.lasts(&path)?, counted.lasts(&path)?];
        let today = scenario.number(P::Payment).to_u64().unwrap_or(0);
        let ends = lasts.iter().filter_map(|lasts| if let Reach::At(end) = lasts { Some(*end) } else { None });
        // A little beyond the last end; of a path that never ends, two of its months.
        let path_shown = match scenario.chosen() {
            FundingPattern::Premium => u64::from(scenario.payments(PREMIUM_DAYS)).saturating_mul(12),
            FundingPattern::Fixed | FundingPattern::Growing => SHOWN,
        };
        let last = ends.max().map_or(path_shown, |end| end.saturating_add(end / 20).saturating_add(1));
        let today = today.min(last);
        let now = rule.after(today, &path)?;
        let unit = match scenario.contract() {
            Contract::Linear => "USD",
            Contract::Inverse => scenario.coin(),
        };
        let digits = digits_for(rule.equity.get(), 4);
        let interval = Decimal::from(scenario.interval_hours());
        let by_premium = scenario.chosen::<FundingPattern>() == FundingPattern::Premium;
        let premiums = by_premium.then(|| PREMIUMS.map(|id| scenario.number(id)));
        Ok(Self { path, markets, lasts, now, reveal, last, premiums, interval, digits, unit })
    }

    /// The day on which a payment falls due, as it is counted: the first day is day 1, and nothing is paid on day 0.
    #[must_use]
    pub fn day(&self, cycle: u64) -> Decimal {
        days(cycle, self.interval).map_or(Decimal::ZERO, |days| days.ceil())
    }

    /// The day on which everything counted against the position has come to the entry; `None` where it never does.
    #[must_use]
    pub fn ends_on(&self) -> Option<Decimal> {
        let [_, counted] = &self.lasts;
        self.reached_on(counted)
    }

    /// The day on which the rule by itself acts; `None` where it never does.
    fn acts_on(&self) -> Option<Decimal> {
        let [rule, _] = &self.lasts;
        self.reached_on(rule)
    }

    fn reached_on(&self, reach: &Reach) -> Option<Decimal> {
        if let Reach::At(cycle) = reach { Some(self.day(*cycle)) } else { None }
    }

    /// Which of the three answers of the bet holds: within a month, within a year, later or never.
    #[must_use]
    pub fn answer(&self) -> usize {
        match self.ends_on() {
            Some(day) if day <= Decimal::from(31) => 0,
            Some(day) if day <= Decimal::from(366) => 1,
            _ => 2,
        }
    }

    /// What the bet comes to, in words.
    #[must_use]
    pub fn answer_in_words(&self, words: &'static Words) -> String {
        let w = words.staircase();
        let say = |day| grouped(day, 0, words);
        match (self.ends_on(), self.acts_on()) {
            (Some(counted), Some(rule)) => w.reveal(&say(counted), &say(rule)),
            (Some(counted), None) => w.reveal_counted(&say(counted)),
            (None, _) => self.because(words),
        }
    }

    /// How much taller the picture is where a path is drawn under it: in parts of its height, which are 5 on a wide screen and 3 on a phone. The same
    /// stands in `style/figure.css`.
    #[must_use]
    pub fn taller(&self) -> &'static str {
        if self.premiums.is_some() { "1.8" } else { "0" }
    }

    /// The rate of a part of the path, in per cent, as the position pays it; `None` where none is known.
    #[must_use]
    pub fn rate_of(&self, part: usize) -> Option<Decimal> {
        let each = Decimal::from(PREMIUM_DAYS.saturating_mul(24)).sat_div(self.interval).to_u64()?;
        let cycle = u64::try_from(part).ok()?.saturating_mul(each).saturating_add(1);
        Some(self.path.at(cycle).ok()?.get().sat_mul(Decimal::ONE_HUNDRED))
    }

    /// A part of the path in words: its premium, and the rate that comes of it.
    #[must_use]
    pub fn premium_in_words(&self, part: usize, words: &'static Words) -> String {
        let percent = |value: Decimal| words.numbers().percent(&exact(value.round_dp(4).normalize(), words));
        let premium = self.premiums.and_then(|all| all.get(part).copied()).map(percent).unwrap_or_default();
        let rate = self.rate_of(part).map_or_else(|| words.numbers().not_known().to_owned(), percent);
        words.staircase().premium_value(&premium, &rate)
    }

    /// Where the reader stands, in the fewest words.
    #[must_use]
    pub fn now_in_words(&self, words: &'static Words) -> String {
        let margin = words.numbers().with_unit(&self.money(self.now.wallets.margin, words), self.unit);
        let number = |number: Decimal| grouped(number, 0, words);
        words.staircase().handle_value(&number(self.day(self.now.cycle)), &margin, &number(self.now.cycle.into()))
    }

    fn money(&self, value: Money, words: &Words) -> String {
        grouped(value.get(), self.digits, words)
    }

    /// Why the payments never come to an end.
    fn because(&self, words: &'static Words) -> String {
        let w = words.staircase();
        let [_, counted] = &self.lasts;
        let paid = |share: crate::engine::units::Rate| {
            let [_, market] = &self.markets;
            let whole = market.notional.times(share).map_or(Decimal::MAX, Money::get);
            words.numbers().with_unit(&grouped(whole, self.digits, words), self.unit)
        };
        match counted {
            Reach::Never(Never::NothingPaid) => w.never_nothing().to_owned(),
            Reach::Never(Never::Received) => w.never_received().to_owned(),
            Reach::Never(Never::FadesAway { limit }) => w.never_fades(&paid(*limit)),
            Reach::Never(Never::TurnsBack { most }) => w.never_turns(&paid(*most)),
            Reach::At(_) => String::new(),
        }
    }

    fn title(&self, words: &'static Words, hidden: bool) -> String {
        let w = words.staircase();
        let say = |day| grouped(day, 0, words);
        match self.ends_on() {
            _ if hidden && self.path.at(1).is_ok_and(|rate| rate.get().is_sign_negative()) => {
                w.title_receives().to_owned()
            }
            _ if hidden => w.title_hidden().to_owned(),
            Some(day) if day.is_zero() => w.title_at_once().to_owned(),
            // Two days under one name would be taken for one.
            Some(counted) => match self.acts_on() {
                Some(rule) if rule == counted => w.title_same(&say(rule)),
                Some(rule) => w.title(&say(counted), &say(rule)),
                None => w.title_counted(&say(counted)),
            },
            None => w.title_never().to_owned(),
        }
    }

    fn sentence(&self, words: &'static Words, hidden: bool) -> String {
        let w = words.staircase();
        let unit = |value: Money| words.numbers().with_unit(&self.money(value, words), self.unit);
        let cycle = |number: u64| grouped(Decimal::from(number), 0, words);
        let day = |number: u64| grouped(self.day(number), 0, words);
        if !hidden && self.ends_on().is_some_and(|day| day.is_zero()) {
            return w.ends_at_once().to_owned();
        }
        let mut text = if self.now.paid < Money::ZERO {
            let received = Money::new(-self.now.paid.get());
            w.received(&day(self.now.cycle), &unit(self.now.wallets.margin), &cycle(self.now.cycle), &unit(received))
        } else {
            w.paid(
                &day(self.now.cycle),
                &unit(self.now.wallets.margin),
                &cycle(self.now.cycle),
                &unit(self.now.paid),
                &unit(self.now.headroom),
            )
        };
        if hidden {
            return text;
        }
        text.push(' ');
        match &self.lasts {
            [Reach::At(rule), Reach::At(counted)] => {
                text.push_str(&w.ends(&cycle(*counted), &day(*counted), &cycle(*rule), &day(*rule)));
            }
            [Reach::Never(_), Reach::At(counted)] => text.push_str(&w.ends_counted(&cycle(*counted), &day(*counted))),
            [_, Reach::Never(_)] => text.push_str(&self.because(words)),
        }
        text
    }

    /// The payments of the table: none, the first, ten, ninety, where the reader stands, both ends, and some between.
    fn rows(&self) -> Vec<u64> {
        let mut cycles = vec![0, 1, 10, 90, self.now.cycle, self.last];
        for lasts in &self.lasts {
            if let Reach::At(end) = lasts {
                cycles.extend([end.saturating_sub(1), *end]);
            }
        }
        cycles.extend((1..8_u64).map(|n| self.last.saturating_mul(n) / 8));
        cycles.retain(|cycle| *cycle <= self.last);
        let mut cycles = crate::engine::units::in_order(cycles, |cycle| *cycle);
        cycles.dedup();
        cycles
    }

    fn row(&self, cycle: u64, words: &'static Words) -> TableRow {
        let none = || (words.numbers().not_known().to_owned(), String::new());
        let amount = |value: Option<Money>| match value {
            Some(value) => (self.money(value, words), plain::rounded(value.get(), self.digits.max(2))),
            None => none(),
        };
        let [rule, counted] = &self.markets;
        let (state, with) = (rule.after(cycle, &self.path).ok(), counted.after(cycle, &self.path).ok());
        let rate = if cycle == 0 { None } else { self.path.at(cycle).ok() };
        let rate = rate.map_or_else(
            || (String::new(), String::new()),
            |rate| {
                let percent = rate.get().sat_mul(Decimal::ONE_HUNDRED).round_dp(6).normalize();
                (words.numbers().percent(&exact(percent, words)), plain::number(percent))
            },
        );
        // A balance that pays nothing is not part of this.
        let free = match rule.paid_from {
            PaidFrom::PositionMargin => (String::new(), String::new()),
            PaidFrom::FreeBalanceFirst => amount(state.map(|state| state.wallets.free)),
        };
        let day = days(cycle, self.interval).unwrap_or_default();
        TableRow {
            head: grouped(Decimal::from(cycle), 0, words),
            cells: vec![
                (grouped(day, 2, words), plain::number(day)),
                rate,
                amount(state.map(|state| state.paid)),
                amount(state.map(|state| state.wallets.margin)),
                free,
                amount(state.map(|state| state.headroom)),
                amount(with.map(|state| state.headroom)),
            ],
            here: cycle == self.now.cycle,
        }
    }
}

impl Figure for StaircaseFigure {
    fn name(&self) -> &'static str {
        NAME
    }

    fn text(&self, words: &'static Words) -> Text {
        let hidden = self.reveal == Reveal::Hidden;
        Text {
            title: self.title(words, hidden),
            subtitle: words.staircase().subtitle(self.unit),
            sentence: self.sentence(words, hidden),
            leaves_out: words.staircase().leaves_out().into(),
        }
    }

    fn table(&self, words: &'static Words) -> Table {
        let rows = self.rows().into_iter().filter(|cycle| self.reveal != Reveal::Hidden || *cycle <= self.now.cycle);
        Table {
            caption: words.staircase().table(),
            columns: Table::heads(&words.staircase().columns()),
            rows: rows.map(|cycle| self.row(cycle, words)).collect(),
        }
    }

    fn svg(&self, words: &'static Words, frame: Frame, medium: Medium) -> Result<String, Error> {
        draw::draw(self, words, frame, medium)
    }
}
