//! Where something was wrong.

use std::fmt;

/// The way to what a cause speaks of, from the outside in. Empty where the cause says it all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place(pub Vec<Part>);

/// One part of that way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A setting, by its key in the parameter table. The key and not its id: the table rests on the margin rules, which rest on errors.
    Setting(&'static str),
    /// A quantity of the engine.
    Field(Field),
    /// A symbol of a market, counted from 1, with its name, shortened; empty where it has none.
    Symbol {
        /// Counted from 1.
        number: usize,
        /// As the reader gave it.
        name: String,
    },
    /// An account of a population, counted from 1.
    Account(usize),
    /// A step of a shock, counted from 1.
    Step(usize),
    /// A threshold of a list, counted from 1.
    Threshold(usize),
    /// A level of one side of a book, the best is 1.
    Level(usize),
    /// A bid, the best is 1.
    Bid(usize),
    /// An ask, the best is 1.
    Ask(usize),
    /// A line of a file, counted from 1.
    Line(usize),
    /// A position of an account, counted from 1.
    Row(usize),
    /// Something by the name that its reader or its market gave it, shortened.
    Named(String),
}

/// The fields, each with the key under which languages name it.
macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident = $key:literal,)*) => {
        /// A quantity of the engine, or a thing that it is asked with.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Field {
            $($(#[$doc])* $name,)*
        }

        impl Field {
            /// All of them, in their order.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The key under which languages name it.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self {
                    $(Self::$name => $key,)*
                }
            }
        }
    };
}

fields! {
    /// Version of a link or document.
    Version = "version",
    /// The name of a symbol.
    Name = "name",
    /// A price.
    Price = "price",
    /// The price at which something starts.
    StartingPrice = "starting-price",
    /// The price at which a position was opened.
    Entry = "entry",
    /// The mid of a book.
    Mid = "mid",
    /// Depth of a book.
    Depth = "depth",
    /// Depth within one per cent of the mid.
    OnePercentDepth = "one-percent-depth",
    /// Exponent of a power-law book.
    DepthExponent = "depth-exponent",
    /// The part of the depth that is left.
    DepthFactor = "depth-factor",
    /// What a move of one per cent leaves of the depth.
    DepthSurvival = "depth-survival",
    /// Smallest part of the depth.
    LeastDepth = "least-depth",
    /// Time constant with which depth recovers.
    DepthRecovery = "depth-recovery",
    /// Rate at which consumed depth comes back.
    DepthRefill = "depth-refill",
    /// A margin table.
    Maintenance = "maintenance",
    /// A flat maintenance rate.
    MaintenanceRate = "maintenance-rate",
    /// The family of a maintenance rule.
    Family = "family",
    /// Maintenance margin of a whole account.
    AccountMaintenance = "account-maintenance",
    /// The part of a position that is closed.
    ClosedSize = "closed-size",
    /// The price at which a position may be taken over.
    FillablePrice = "fillable-price",
    /// Smallest tradable size.
    Lot = "lot",
    /// What one lot is worth, in micro-units.
    LotWorth = "lot-worth",
    /// A number of lots.
    Lots = "lots",
    /// A number of contracts.
    Contracts = "contracts",
    /// The part of a coin that does not count as collateral.
    Haircut = "haircut",
    /// How far a symbol moves with the market.
    Beta = "beta",
    /// Volatility of a symbol apart from the market.
    OwnVolatility = "own-volatility",
    /// The symbols of a market.
    Symbols = "symbols",
    /// The accounts of a market.
    Population = "population",
    /// Number of accounts to draw.
    AccountCount = "account-count",
    /// Open interest of a symbol, in quote currency.
    OpenInterest = "open-interest",
    /// The part of the open interest that is long.
    LongShare = "long-share",
    /// The part of the shorts that is covered.
    ShortCover = "short-cover",
    /// The part of the accounts that is cross.
    CrossShare = "cross-share",
    /// The part of the accounts that hedges.
    HedgeShare = "hedge-share",
    /// The part of the collateral that is coin.
    CoinShare = "coin-share",
    /// Spread of the drawn sizes.
    SizeSpread = "size-spread",
    /// Spread of the drawn entries.
    EntrySpread = "entry-spread",
    /// Most symbols that a cross account holds.
    MostSymbols = "most-symbols",
    /// Leverage.
    Leverage = "leverage",
    /// Weights of the leverages of a list.
    LeverageWeights = "leverage-weights",
    /// Positions of an account.
    Positions = "positions",
    /// Coins of an account.
    Coins = "coins",
    /// Cash of an account.
    Cash = "cash",
    /// Cash and positions of an account together.
    CashAndPositions = "cash-and-positions",
    /// Equity of an account at the start.
    Equity = "equity",
    /// What moves the price from outside.
    Shock = "shock",
    /// Log fall of a price.
    Fall = "fall",
    /// Seconds at which something happens.
    Time = "time",
    /// A funding rate.
    FundingRate = "funding-rate",
    /// Hours between funding payments.
    FundingInterval = "funding-interval",
    /// Premiums of payments to come.
    Premiums = "premiums",
    /// Growth from one payment to the next.
    Growth = "growth",
    /// Taker fee of a forced order.
    TakerFee = "taker-fee",
    /// Fee of a liquidation.
    LiquidationFee = "liquidation-fee",
    /// Both fees of a forced order.
    FeesTogether = "fees-together",
    /// The insurance fund, in micro-units.
    Fund = "fund",
    /// Margin that a partial liquidation restores.
    MarginToReach = "margin-to-reach",
    /// Cap of capped deleveraging.
    DeleveragingCap = "deleveraging-cap",
    /// Seconds until a trigger is seen.
    DetectionLatency = "detection-latency",
    /// Seconds until an order is executed.
    ExecutionLatency = "execution-latency",
    /// Time constant of the mark.
    MarkLag = "mark-lag",
    /// Seconds between two marks.
    MarkSpacing = "mark-spacing",
    /// How far a mark may lie from its index.
    MarkBand = "mark-band",
    /// A step of the log price.
    LogStep = "log-step",
    /// Prices, one for each symbol.
    Prices = "prices",
    /// Edges of price bins.
    PriceBins = "price-bins",
    /// Thresholds of a market of one symbol.
    Thresholds = "thresholds",
    /// A distance in log price.
    Distance = "distance",
    /// Days of a moving threshold.
    ThresholdDays = "threshold-days",
    /// A number of days.
    Days = "days",
    /// Motions of an outlook, one for each symbol.
    Motions = "motions",
    /// Expected return of a price, a year.
    ExpectedReturn = "expected-return",
    /// Volatility of a price, a year.
    Volatility = "volatility",
    /// What a coin is worth.
    Value = "value",
    /// How likely the high value is.
    Belief = "belief",
    /// The part of the flow that is informed.
    InformedShare = "informed-share",
    /// How far a price moves after an informed fill.
    Jump = "jump",
    /// What it costs an informed taker to act.
    CostOfActing = "cost-of-acting",
    /// The informed share that a maker stands.
    Tolerance = "tolerance",
    /// Spread of the size of traders who know nothing.
    NoiseSize = "noise-size",
    /// A number of auctions.
    Auctions = "auctions",
    /// Returns of a price.
    Returns = "returns",
    /// Traded volumes.
    Volumes = "volumes",
    /// A number of trades.
    Trades = "trades",
    /// The market that the cascade begins with.
    Preset = "preset",
    /// A picture.
    Picture = "picture",
    /// A file or pasted text.
    File = "file",
}

impl Place {
    /// True where nothing is named.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// This place inside another.
    #[must_use]
    pub fn inside(mut self, part: impl Into<Part>) -> Self {
        self.0.insert(0, part.into());
        self
    }

    /// The setting whose key stands innermost, where one does.
    #[must_use]
    pub fn setting(&self) -> Option<&'static str> {
        match self.0.last() {
            Some(Part::Setting(key)) => Some(key),
            _ => None,
        }
    }
}

impl From<Field> for Part {
    fn from(field: Field) -> Self {
        Self::Field(field)
    }
}

impl<T: Into<Part>> From<T> for Place {
    fn from(part: T) -> Self {
        Self(vec![part.into()])
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, part) in self.0.iter().enumerate() {
            if number > 0 {
                f.write_str(", ")?;
            }
            match part {
                Part::Setting(name) => f.write_str(name)?,
                Part::Named(name) => f.write_str(name)?,
                Part::Field(field) => write!(f, "{field:?}")?,
                Part::Symbol { number, name } => write!(f, "Symbol {number} ({name})")?,
                numbered => write!(f, "{numbered:?}")?,
            }
        }
        Ok(())
    }
}
