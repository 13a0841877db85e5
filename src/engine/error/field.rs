//! The quantities that an error can speak of.

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
    /// A sample, or a list of them.
    Sample = "sample",
    /// How many samples.
    SampleSize = "sample-size",
    /// A count in an interval.
    Count = "count",
    /// The mean of counts.
    CountMean = "count-mean",
    /// The part of a distribution at which a quantile lies.
    Quantile = "quantile",
    /// Degrees of freedom.
    DegreesOfFreedom = "degrees-of-freedom",
    /// The limit of a detector.
    Limit = "limit",
    /// The reference value of a CUSUM.
    ReferenceValue = "reference-value",
    /// What a count of one adds to a CUSUM.
    Gain = "gain",
    /// Where a detector starts.
    HeadStart = "head-start",
    /// The floor of an EWMA.
    Floor = "floor",
    /// The weight of the newest sample.
    Smoothing = "smoothing",
    /// A shift of the mean.
    Shift = "shift",
    /// A mean run length.
    RunLength = "run-length",
    /// Runs rules of a chart.
    Rules = "rules",
    /// How many samples must lie beyond a limit.
    RuleCount = "rule-count",
    /// Of how many of the last samples.
    RuleLength = "rule-length",
    /// First autocorrelation.
    Autocorrelation = "autocorrelation",
    /// Calm samples behind a target.
    Baseline = "baseline",
    /// Monitors side by side.
    Monitors = "monitors",
    /// Paths that are drawn.
    Paths = "paths",
    /// The target of a stream.
    Target = "target",
    /// Standard deviation of one sample.
    Sigma = "sigma",
    /// What is kept of a sum from sample to sample.
    Forgetting = "forgetting",
    /// A level of confidence, or a significance.
    Confidence = "confidence",
    /// Samples between two looks.
    Clock = "clock",
    /// A sample that is 1 for an error and 0 for none.
    ErrorBit = "error-bit",
    /// Samples of a window.
    Window = "window",
    /// Bins of a distribution.
    Bins = "bins",
    /// The share of a bin.
    Share = "share",
    /// What is put for the share of an empty bin.
    EmptyBin = "empty-bin",
    /// Samples that are compared.
    Samples = "samples",
    /// Trials behind a rate.
    Trials = "trials",
    /// Hits among trials.
    Hits = "hits",
    /// The largest change of a value.
    ChangeBound = "change-bound",
    /// Requests in a window.
    RateLimit = "rate-limit",
    /// The window of a rate limit, in seconds.
    RateWindow = "rate-window",
    /// The ratio when a snapshot was taken.
    Snapshot = "snapshot",
    /// Growth a year.
    CapGrowth = "cap-growth",
    /// The oldest price that is used.
    Staleness = "staleness",
    /// The lowest price.
    LowPrice = "low-price",
    /// The highest price.
    HighPrice = "high-price",
    /// How far mark and index may be apart.
    Divergence = "divergence",
    /// The notional above which a human signs.
    SignOff = "sign-off",
    /// Periods of a year.
    PeriodsPerYear = "periods-per-year",
    /// Bars of prices.
    Bars = "bars",
    /// Carry of a market, a year.
    Carry = "carry",
    /// A score.
    Score = "score",
    /// Events a second.
    EventRate = "event-rate",
    /// The part of events that earlier ones begot.
    Branching = "branching",
    /// How fast begetting fades.
    Decay = "decay",
    /// The half spread, as a part of the price.
    Spread = "spread",
    /// Seconds that something lasts.
    Duration = "duration",
    /// How much faster a burst is.
    BurstFactor = "burst-factor",
    /// A band of the book.
    Band = "band",
    /// How fast an input drifts.
    DriftSpeed = "drift-speed",
    /// The weight of a term.
    Weight = "weight",
    /// A mark price.
    Mark = "mark",
    /// The noise of a metric.
    MetricNoise = "metric-noise",
    /// The part of the noise that several metrics share.
    CommonNoise = "common-noise",
    /// An inject of a drill.
    Step = "step",
    /// A picture.
    Picture = "picture",
    /// A file or pasted text.
    File = "file",
    /// Rows of a table.
    Rows = "rows",
}
