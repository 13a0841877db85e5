//! dYdX v4 in whole quanta: subaccounts of any number of positions, and bare notionals.

use crate::answer::Answers;
use crate::inputs::Inputs;
use crate::record::{Expected, Problem, Vector};
use crate::rule::Rule;
use cascade_notes::engine::margin::dydx::{Holding, LimitTerms, Market, OpenInterest, Quanta, Subaccount};
use cascade_notes::engine::margin::{Regime, VenueId};
use cascade_notes::engine::units::{Checked, Money, Price, Rate};
use rust_decimal::Decimal;

/// A subaccount, and which of its positions is asked about.
pub struct Quoted<'a> {
    inputs: &'a Inputs,
    account: Subaccount,
    asked: usize,
    /// A size or notional is given; open interest alone says a rate and no amount.
    sized: bool,
}

impl<'a> Quoted<'a> {
    /// `None` where the vector gives one position and another rule of the suite answers it.
    pub fn of(vector: &'a Vector, rule: Rule) -> Result<Option<Self>, Problem> {
        let inputs = &vector.inputs;
        let counted = ["bankruptcy_price", "liquidation_limit_price", "margin_requirement"];
        let other = inputs.other();
        let listed =
            inputs.map("positions").is_some() || inputs.list("positions").is_some() || signed(&other).is_some();
        if rule.model.id != VenueId::DydxV4 || !(listed || counted.contains(&vector.kind.as_str())) {
            return Ok(None);
        }
        let sized = listed || inputs.get("notional").is_some() || signed(inputs).is_some();
        if !sized && !inputs.has("open_interest") {
            return Err("neither a size, a notional nor open interest is given".into());
        }
        let (coins, holdings): (Vec<_>, Vec<_>) = held(inputs)?.into_iter().unzip();
        let named = ["perpetual", "coin", "symbol"].iter().find_map(|name| inputs.text(name)).map(str::to_lowercase);
        let asked = match named {
            Some(name) => {
                coins.iter().position(|coin| *coin == name).ok_or(Problem(format!("no position {name:?}")))?
            }
            None => 0,
        };
        let mut account = Subaccount { quote: Quanta::ZERO, holdings };
        let balance = inputs.first(&["raw", "wallet", "margin"]);
        account.quote = match (balance, inputs.get("account_value")) {
            (Some(balance), _) => Quanta::of(Money::new(balance))?,
            // Equity is the balance and what the positions are worth.
            (None, Some(equity)) => {
                let worth = Quanta::of(account.calculation(Regime::Maintenance)?.equity)?;
                Quanta::of(Money::new(equity))?.minus(worth)?
            }
            (None, None) => Quanta::ZERO,
        };
        Ok(Some(Self { inputs, account, asked, sized }))
    }

    /// What is closed, signed; the whole position where nothing is said.
    fn delta(&self) -> Decimal {
        let size = self.account.holdings[self.asked].size;
        let against = if size.is_sign_negative() { Decimal::ONE } else { Decimal::NEGATIVE_ONE };
        let closed = self.inputs.get("close_size").unwrap_or(size).abs();
        self.inputs.get("close_delta").unwrap_or(against * closed)
    }
}

/// Positions by coin, as a map, a list or a single one; a bare notional is a position of that size at a price of one.
fn held(inputs: &Inputs) -> Result<Vec<(String, Holding)>, Problem> {
    if let Some(sizes) = inputs.map("positions") {
        let one = |coin: &str| {
            let own = sizes.map(coin).unwrap_or(inputs);
            let size = sizes.get(coin).or_else(|| signed(own)).ok_or(Problem(format!("{coin} has no size")))?;
            Ok((coin.to_owned(), Holding { size, market: market(own, inputs, coin)? }))
        };
        return sizes.names().map(one).collect();
    }
    let named = |own: &Inputs| {
        let names = ["perpetual", "coin", "symbol"];
        names.iter().find_map(|name| own.text(name)).unwrap_or_default().to_lowercase()
    };
    let rows = inputs.list("positions").unwrap_or_default();
    let other = inputs.other();
    // The position asked about stands first, unless it is in the list itself.
    let single = Some(inputs).filter(|own| rows.is_empty() || signed(own).is_some());
    let single = single.into_iter().chain(Some(&other).filter(|own| signed(own).is_some()));
    single
        .chain(rows)
        .map(|own| {
            let alone = rows.is_empty() && signed(&other).is_none() && inputs.has("open_interest");
            let rate_only = alone.then_some(Decimal::ONE);
            let size = signed(own).or(own.get("notional")).or(rate_only);
            let size = size.ok_or(Problem::from("a position has no size"))?;
            Ok((named(own), Holding { size, market: market(own, inputs, &named(own))? }))
        })
        .collect()
}

fn signed(own: &Inputs) -> Option<Decimal> {
    let short = matches!(own.text("side").map(str::to_lowercase).as_deref(), Some("short" | "sell"));
    let size = own.first(&["signed_size", "size"])?;
    Some(if short { -size.abs() } else { size })
}

/// The terms of a coin: its own, the account's by coin, or the account's for every coin.
fn market(own: &Inputs, account: &Inputs, coin: &str) -> Result<Market, Problem> {
    let term = |name: &str| {
        let by_coin = || account.map(name).and_then(|map| map.get(coin));
        own.get(name).or_else(by_coin).or_else(|| account.get(name))
    };
    let oracle = Price::new(term("mark_price").or_else(|| term("price")).unwrap_or(Decimal::ONE))?;
    let mut market = match (term("initial_rate"), term("maintenance_of_initial"), term("mmr")) {
        (Some(initial), part, maintenance) => {
            let part = match (part, maintenance) {
                (Some(part), _) => part,
                (None, Some(maintenance)) => maintenance.over(initial)?,
                (None, None) => Decimal::ONE,
            };
            let mut market = Market::with_maintenance(oracle, Rate::new(initial));
            market.maintenance_of_initial = Rate::new(part);
            market
        }
        (None, _, Some(maintenance)) => Market::with_maintenance(oracle, Rate::new(maintenance)),
        (None, _, None) => return Err("a market has no margin fraction".into()),
    };
    let quanta = |name: &str| term(name).map(|amount| Quanta::of(Money::new(amount))).transpose();
    if let (Some(open), Some(upper_cap)) = (quanta("open_interest")?, quanta("upper_cap")?) {
        let lower_cap = quanta("lower_cap")?.unwrap_or_default();
        market.open_interest = Some(OpenInterest { open, lower_cap, upper_cap });
    } else if term("open_interest").is_some() {
        return Err("open_interest: without an upper cap it moves nothing".into());
    }
    Ok(market)
}

impl Answers for Quoted<'_> {
    fn answer(&self, expected: &Expected, _: Option<Decimal>) -> Result<Option<Decimal>, Problem> {
        let of = |regime| self.account.calculation(regime);
        let rates = ["initial_rate", "effective_imf", "scaled_imf", "adjusted_imf"];
        if !self.sized && !rates.contains(&expected.name.as_str()) {
            return Err("an amount needs a size or a notional".into());
        }
        let whole = match expected.name.as_str() {
            "bankruptcy_price" => {
                let quote = self.account.bankruptcy_price(self.asked, self.delta())?.money()?.get();
                // An amount of quote currency where the key says so, else a price per coin.
                if expected.key.contains("quote") { quote } else { quote.over(-self.delta())? }
            }
            "fillable_price" | "liquidation_limit_price" => {
                let rate = |name: &str, default| Rate::new(self.inputs.get(name).unwrap_or(default));
                let terms = LimitTerms {
                    bankruptcy_adjustment: rate("bankruptcy_adjustment", Decimal::ONE),
                    spread_to_maintenance: rate("spread_to_maintenance", Decimal::new(15, 1)),
                };
                self.account.limit_price(self.asked, terms)?.get()
            }
            "liquidation_price" => match self.account.liquidation_price(self.asked)? {
                Some(price) => price.get(),
                None => return Ok(None),
            },
            "initial_margin" | "initial_margin_at_mark" => of(Regime::Initial)?.required.get(),
            "maintenance_margin" => of(Regime::Maintenance)?.required.get(),
            "account_value" => of(Regime::Maintenance)?.equity.get(),
            name if rates.contains(&name) => {
                self.account.holdings[self.asked].market.effective_initial()?.rate()?.get()
            }
            name => return Err(Problem(format!("this suite does not know the key {name:?}"))),
        };
        Ok(Some(whole.over(expected.unit)?))
    }
}
