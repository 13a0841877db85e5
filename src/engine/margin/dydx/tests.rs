use super::*;
use crate::engine::units::Money;
use crate::testing::d;

fn usdc(text: &str) -> Quanta {
    Quanta::of(Money::new(d(text))).unwrap()
}

fn holding(size: &str, oracle: &str, fraction: &str) -> Holding {
    let market = Market::with_maintenance(Price::new(d(oracle)).unwrap(), Rate::new(d(fraction)));
    Holding { size: d(size), market }
}

fn account(quote: &str, holdings: &[Holding]) -> Subaccount {
    Subaccount { quote: usdc(quote), holdings: holdings.to_vec() }
}

mod margin {
    use super::*;

    fn market(initial: &str, fraction: &str) -> Market {
        let oracle = Price::new(Decimal::ONE).unwrap();
        let (initial, maintenance_of_initial) = (Rate::new(d(initial)), Rate::new(d(fraction)));
        Market { oracle, initial, maintenance_of_initial, open_interest: None }
    }

    /// A chain test: 123,456 quanta at 567,243 parts per million are 70,029.55...
    #[test]
    fn each_step_is_rounded_up_to_a_whole_quantum() {
        let m = market("0.567243", "0.5");
        assert_eq!(m.initial_margin(Quanta::new(123_456)).unwrap().get(), 70_030);
        assert_eq!(m.initial_margin(Quanta::new(-123_456)).unwrap().get(), 70_030);
        assert_eq!(m.maintenance_margin(Quanta::new(123_456)).unwrap().get(), 35_015);
        // One third of the odd quantum that the first step rounded up.
        assert_eq!(market("0.1", "0.333333").maintenance_margin(Quanta::new(1)).unwrap().get(), 1);
    }

    #[test]
    fn open_interest_raises_the_initial_fraction_and_leaves_maintenance() {
        let scaled = |open: &str| {
            let (lower_cap, upper_cap) = (usdc("25000000"), usdc("50000000"));
            let open_interest = Some(OpenInterest { open: usdc(open), lower_cap, upper_cap });
            Market { open_interest, ..market("0.2", "0.5") }
        };
        let notional = usdc("1000");
        for (open, asked) in
            [("1", "200"), ("25000000", "200"), ("37500000", "600"), ("50000000", "1000"), ("9e7", "1000")]
        {
            let open = Decimal::from_scientific(open).unwrap_or_else(|_| d(open)).to_string();
            assert_eq!(scaled(&open).initial_margin(notional).unwrap(), usdc(asked), "{open}");
            assert_eq!(scaled(&open).maintenance_margin(notional).unwrap(), usdc("100"), "{open}");
        }
        // A third of the way: 0.2 + 0.8 / 3 of 3,000,000 quanta is whole, and is not rounded up past it.
        let mut third = scaled("26000000");
        third.open_interest = third.open_interest.map(|o| OpenInterest { upper_cap: usdc("28000000"), ..o });
        assert_eq!(third.initial_margin(Quanta::new(3_000_000)).unwrap().get(), 1_400_000);
        assert_eq!(third.effective_initial().unwrap(), Fraction::new(7, 15).unwrap());
    }

    #[test]
    fn caps_of_zero_switch_the_scaling_off() {
        let open_interest = Some(OpenInterest { open: usdc("1000"), lower_cap: Quanta::ZERO, upper_cap: Quanta::ZERO });
        let m = Market { open_interest, ..market("0.2", "0.5") };
        assert_eq!(m.initial_margin(usdc("10")).unwrap(), usdc("2"));
    }
}

mod bankruptcy {
    use super::*;

    #[test]
    fn equity_is_shared_out_by_maintenance_margin() {
        // 490 owed against 200 of BTC and 300 of ETH: equity 10, of which ETH's share is 6.
        let a = account("-490", &[holding("0.004", "50000", "0.1"), holding("0.1", "3000", "0.1")]);
        assert_eq!(a.bankruptcy_price(1, d("-0.1")).unwrap(), usdc("294"));
        assert_eq!(a.bankruptcy_price(0, d("-0.004")).unwrap(), usdc("196"));
    }

    #[test]
    fn the_share_is_rounded_down_so_the_price_is_rounded_up() {
        // Equity of 0.000001 over three equal positions.
        let one = holding("1", "100", "0.1");
        let a = account("-299.999999", &[one, one, one]);
        assert_eq!(a.bankruptcy_price(0, d("-1")).unwrap(), usdc("100"));
        let owing = account("-300.000001", &[one, one, one]);
        assert_eq!(owing.bankruptcy_price(0, d("-1")).unwrap(), usdc("100.000001"));
    }

    #[test]
    fn only_a_part_of_the_position_can_be_closed() {
        let a = account("-5000", &[holding("0.1", "50000", "0.1")]);
        for delta in ["0.05", "-0.2"] {
            let error = a.bankruptcy_price(0, d(delta)).unwrap_err().to_string();
            let range = "range: Range { from: Included(-0.1), to: Included(0) }";
            assert!(error.starts_with("ClosedSize: OutOfRange") && error.contains(range), "{error}");
        }
        assert_eq!(a.bankruptcy_price(0, Decimal::ZERO).unwrap(), Quanta::ZERO);
        assert!(
            a.bankruptcy_price(1, Decimal::ZERO).unwrap_err().cause == Cause::NoSuchPosition { index: 1, count: 1 }
        );
    }

    #[test]
    fn an_account_that_is_asked_for_nothing_has_no_share() {
        let a = account("-5000", &[holding("0.1", "50000", "0")]);
        let error = a.bankruptcy_price(0, d("-0.1")).unwrap_err().to_string();
        assert!(error.starts_with("AccountMaintenance:"), "{error}");
    }
}

mod limit {
    use super::*;

    fn limit(quote: &str, size: &str, adjustment: &str, spread: &str) -> Result<Price, Error> {
        let terms =
            LimitTerms { bankruptcy_adjustment: Rate::new(d(adjustment)), spread_to_maintenance: Rate::new(d(spread)) };
        account(quote, &[holding(size, "50000", "0.1")]).limit_price(0, terms)
    }

    #[test]
    fn it_moves_from_the_oracle_to_the_widest_spread() {
        // Equity equal to maintenance, half of it, nothing, less than nothing.
        for (quote, price) in [("-4500", "50000"), ("-4750", "49750"), ("-5000", "49500"), ("-5500", "49500")] {
            assert_eq!(limit(quote, "0.1", "1", "0.1").unwrap().get(), d(price), "{quote}");
        }
        assert_eq!(limit("5250", "-0.1", "1", "0.1").unwrap().get(), d("50250"));
        assert_eq!(limit("5250", "-0.1", "2", "0.1").unwrap().get(), d("50500"));
        // Well above maintenance the adjustment is zero, not below it.
        assert_eq!(limit("0", "0.1", "1", "0.1").unwrap().get(), d("50000"));
    }

    #[test]
    fn a_spread_of_the_whole_notional_leaves_no_price() {
        let error = limit("-5000", "0.1", "1", "10").unwrap_err().to_string();
        assert!(error.starts_with("FillablePrice:"), "{error}");
    }
}

mod liquidation {
    use super::*;

    #[test]
    fn at_the_price_found_equity_is_maintenance() {
        let holdings = [holding("-3", "3000", "0.05"), holding("0.1", "50000", "0.03"), holding("200", "12.5", "0.1")];
        let a = account("4000", &holdings);
        for index in 0..3 {
            let mut moved = a.clone();
            moved.holdings[index].market.oracle = a.liquidation_price(index).unwrap().unwrap();
            let answer = moved.calculation(Regime::Maintenance).unwrap();
            let off = answer.equity.minus(answer.required).unwrap().get().abs();
            assert!(off <= d("0.000004"), "{index}: {answer:?}");
        }
    }

    /// Chain tests: 0.1 BTC at 50,000 with a maintenance margin of 500.
    #[test]
    fn equity_equal_to_maintenance_is_not_liquidated() {
        let one = [holding("0.1", "50000", "0.1")];
        let meets = |quote: &str| account(quote, &one).calculation(Regime::Maintenance).unwrap().meets_requirement();
        assert!(meets("-4500") && !meets("-4500.000001"));
    }

    #[test]
    fn a_long_that_is_paid_for_has_none() {
        assert_eq!(account("1", &[holding("0.1", "50000", "0.1")]).liquidation_price(0).unwrap(), None);
        assert_eq!(account("-1", &[holding("0.1", "50000", "1")]).liquidation_price(0).unwrap(), None);
    }
}
