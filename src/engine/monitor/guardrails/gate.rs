//! The gate: every rule, the state they ask for, and the stricter of model and rules.
//!
//! What the rules remember (last time, last sequence, last accepted mark, tries that count) follows from the rules' own verdicts and never from
//! the model's. So the same requests meet the same rules whatever a model says, and each outcome with a model is at least as strict as the one
//! without it: it cannot refuse today to make room for tomorrow.

use super::checks::{Bound, both_prices, fresh, in_range};
use super::code::{Code, Refusal};
use super::rate::RateLimit;
use super::table::{Action, Permit, State, permit, stricter};
use crate::engine::Error;
use crate::engine::error::{Field, above_zero, within};

/// What the rules allow. Times in seconds, money in quote currency.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// Oldest price that is used.
    pub stale: f64,
    /// Lowest and highest mark that can be.
    pub range: (f64, f64),
    /// Farthest that mark and index may be apart, as a part of the index.
    pub divergence: f64,
    /// Largest change of the mark in a minute.
    pub change: Bound,
    /// Most requests in the window.
    pub rate: (usize, f64),
    /// Notional above which a human signs.
    pub sign_off: f64,
}

impl Limits {
    /// What this page starts with, around a price.
    #[must_use]
    pub const fn usual(price: f64) -> Self {
        Self {
            stale: 10.0,
            range: (0.1 * price, 10.0 * price),
            divergence: 0.05,
            change: Bound::Relative(0.1),
            rate: (100, 1.0),
            sign_off: 1e7,
        }
    }
}

/// A value with the time that it is of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stamped {
    /// The value.
    pub value: f64,
    /// Seconds.
    pub time: f64,
}

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Request {
    /// Its number; each is larger than the one before.
    pub sequence: u64,
    /// Seconds; never earlier than the one before.
    pub now: f64,
    /// What is to be done.
    pub action: Action,
    /// How much of it, in quote currency.
    pub notional: f64,
    /// True where a human has signed.
    pub signed: bool,
    /// The mark that is used, or that is to be written.
    pub mark: Option<Stamped>,
    /// The index.
    pub index: Option<Stamped>,
}

/// What came of a request.
#[derive(Debug, Clone, PartialEq)]
pub struct Ruling {
    /// The state that the rules ask for.
    pub rules: State,
    /// The state that holds: the stricter of the rules' and the model's.
    pub state: State,
    /// What may be done.
    pub permit: Permit,
    /// Why not.
    pub refusals: Vec<Refusal>,
}

/// The gate.
#[derive(Debug, Clone, PartialEq)]
pub struct Gate {
    limits: Limits,
    rate: RateLimit,
    before: Option<(u64, f64)>,
    /// Mark at the start of the minute under way, and when that was.
    minute: Option<Stamped>,
}

/// Seconds over which a change is bounded.
const MINUTE: f64 = 60.0;

impl Gate {
    /// Errors: limits that are none.
    pub fn new(limits: Limits) -> Result<Self, Error> {
        above_zero(Field::Staleness, limits.stale)?;
        above_zero(Field::LowPrice, limits.range.0)?;
        within(Field::HighPrice, limits.range.1, limits.range.0..=f64::MAX)?;
        above_zero(Field::Divergence, limits.divergence)?;
        limits.change.checked()?;
        within(Field::SignOff, limits.sign_off, 0.0..=f64::MAX)?;
        Ok(Self { rate: RateLimit::new(limits.rate.0, limits.rate.1)?, limits, before: None, minute: None })
    }

    /// Rules over a request, with the state that a model proposes.
    pub fn rule(&mut self, request: &Request, proposed: State) -> Ruling {
        let mut refusals = Vec::new();
        let ordered = self.order(request, &mut refusals);
        let rules = self.prices(request, &mut refusals);
        self.change(request, &mut refusals);
        if ordered && !self.rate.allows(request.now) {
            #[expect(clippy::cast_precision_loss, reason = "at most 100,000")]
            let [count, most] = [self.rate.count(request.now) as f64, self.limits.rate.0 as f64];
            refusals.push(Refusal::of(Code::RateExceeded, &[count, most, self.limits.rate.1]));
        }
        let alone = self.permit(rules, request, &mut refusals.clone());
        self.remember(request, ordered, alone);
        let state = stricter(rules, proposed);
        if proposed > rules {
            refusals.push(Refusal::named(Code::ModelTightened, &[proposed.name()]));
        }
        let with_model = self.permit(state, request, &mut refusals);
        Ruling { rules, state, permit: stricter(alone, with_model), refusals }
    }

    /// True where time and sequence have gone on.
    fn order(&self, request: &Request, refusals: &mut Vec<Refusal>) -> bool {
        if !request.now.is_finite() {
            refusals.push(Refusal::named(Code::InputNotFinite, &["time"]));
            return false;
        }
        let Some((sequence, now)) = self.before else { return true };
        if request.sequence <= sequence {
            #[expect(clippy::cast_precision_loss, reason = "shown, not counted with")]
            let [this, last] = [request.sequence as f64, sequence as f64];
            refusals.push(Refusal::of(Code::SequenceRepeated, &[this, last]));
        }
        if request.now < now {
            refusals.push(Refusal::of(Code::ClockBackwards, &[request.now, now]));
        }
        request.sequence > sequence && request.now >= now
    }

    /// Looks at both prices; the state that they ask for.
    fn prices(&self, request: &Request, refusals: &mut Vec<Refusal>) -> State {
        let mut state = State::Normal;
        for (price, name) in [(request.mark, "mark"), (request.index, "index")] {
            let refusal = match price {
                None => Some(Refusal::named(Code::InputMissing, &[name])),
                Some(price) => in_range(price.value, self.limits.range)
                    .or_else(|| fresh(request.now, price.time, self.limits.stale)),
            };
            if let Some(refusal) = refusal {
                state = stricter(state, State::Reduced);
                // To shrink, and to say so, stay possible without a price.
                if !(request.action == Action::Publish || request.action == Action::Reduce) {
                    refusals.push(refusal);
                }
            }
        }
        if let (Some(mark), Some(index)) = (request.mark, request.index)
            && let Some(refusal) = both_prices(mark.value, index.value, self.limits.divergence)
        {
            state = State::Halted;
            refusals.push(refusal);
        }
        state
    }

    fn change(&self, request: &Request, refusals: &mut Vec<Refusal>) {
        if let (Action::UpdateMark, Some(mark), Some(start)) = (request.action, request.mark, self.minute)
            && let Some(refusal) = self.limits.change.refuses(start.value, mark.value)
        {
            refusals.push(refusal);
        }
    }

    /// What a state and the refusals so far permit; adds what the state itself refuses.
    fn permit(&self, state: State, request: &Request, refusals: &mut Vec<Refusal>) -> Permit {
        let mut found = permit(state, request.action);
        if found == Permit::Refused {
            refusals.push(Refusal::named(Code::StateForbids, &[state.name(), request.action.name()]));
        }
        if !request.notional.is_finite() || request.notional < 0.0 {
            refusals.push(Refusal::named(Code::InputNotFinite, &["notional"]));
        } else if request.notional > self.limits.sign_off {
            found = stricter(found, Permit::SignOff);
        }
        if found == Permit::SignOff && !request.signed {
            refusals.push(Refusal::of(Code::SignOffNeeded, &[request.notional, self.limits.sign_off]));
        }
        let hard = |refusal: &&Refusal| !matches!(refusal.code, Code::SignOffNeeded | Code::ModelTightened);
        match (refusals.iter().find(hard), found) {
            (Some(_), _) => Permit::Refused,
            (None, Permit::SignOff) if request.signed => Permit::Allowed,
            (None, found) => found,
        }
    }

    fn remember(&mut self, request: &Request, ordered: bool, alone: Permit) {
        if !ordered {
            return;
        }
        self.before = Some((request.sequence, request.now));
        if alone != Permit::Allowed {
            return;
        }
        self.rate.take(request.now);
        if let (Action::UpdateMark, Some(mark)) = (request.action, request.mark)
            && self.minute.is_none_or(|start| request.now - start.time >= MINUTE)
        {
            self.minute = Some(Stamped { value: mark.value, time: request.now });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(sequence: u64, now: f64, action: Action) -> Request {
        let price = Some(Stamped { value: 100.0, time: now });
        Request { sequence, now, action, notional: 1_000.0, signed: false, mark: price, index: price }
    }

    fn codes(ruling: &Ruling) -> Vec<Code> {
        ruling.refusals.iter().map(|refusal| refusal.code).collect()
    }

    #[test]
    fn each_rule_refuses_by_its_code() {
        let gate = || Gate::new(Limits::usual(100.0)).unwrap();
        let open = request(1, 100.0, Action::Open);
        assert_eq!(gate().rule(&open, State::Normal).permit, Permit::Allowed);
        let old = Some(Stamped { value: 100.0, time: 80.0 });
        for (request, code) in [
            (Request { mark: None, ..open }, Code::InputMissing),
            (Request { mark: old, ..open }, Code::InputStale),
            (Request { mark: Some(Stamped { value: f64::NAN, time: 100.0 }), ..open }, Code::InputNotFinite),
            (Request { index: Some(Stamped { value: 1.0, time: 100.0 }), ..open }, Code::InputOutOfRange),
            (Request { index: Some(Stamped { value: 110.0, time: 100.0 }), ..open }, Code::PriceDiverged),
            (Request { notional: f64::NAN, ..open }, Code::InputNotFinite),
            (Request { now: f64::NAN, ..open }, Code::InputNotFinite),
        ] {
            let ruling = gate().rule(&request, State::Normal);
            assert_eq!(ruling.permit, Permit::Refused, "{code:?}");
            assert!(codes(&ruling).contains(&code), "{ruling:?}");
        }
        let large = gate().rule(&Request { notional: 1e8, ..open }, State::Normal);
        assert_eq!((large.permit, codes(&large)), (Permit::SignOff, vec![Code::SignOffNeeded]));
        let signed = gate().rule(&Request { notional: 1e8, signed: true, ..open }, State::Normal);
        assert_eq!(signed.permit, Permit::Allowed);
    }

    #[test]
    fn clocks_and_sequences_go_on() {
        let mut gate = Gate::new(Limits::usual(100.0)).unwrap();
        gate.rule(&request(5, 10.0, Action::Open), State::Normal);
        assert_eq!(codes(&gate.rule(&request(5, 11.0, Action::Open), State::Normal)), [Code::SequenceRepeated]);
        assert_eq!(codes(&gate.rule(&request(6, 9.0, Action::Open), State::Normal)), [Code::ClockBackwards]);
        assert_eq!(gate.rule(&request(6, 11.0, Action::Open), State::Normal).permit, Permit::Allowed);
    }

    #[test]
    fn a_mark_cannot_run_away_by_small_steps_of_one_minute() {
        let mut gate = Gate::new(Limits { divergence: 1.0, ..Limits::usual(100.0) }).unwrap();
        let write = |gate: &mut Gate, sequence, now, value| {
            let mark = Some(Stamped { value, time: now });
            gate.rule(&Request { mark, ..request(sequence, now, Action::UpdateMark) }, State::Normal).permit
        };
        assert_eq!(write(&mut gate, 1, 0.0, 100.0), Permit::Allowed);
        assert_eq!(write(&mut gate, 2, 10.0, 108.0), Permit::Allowed);
        assert_eq!(write(&mut gate, 3, 20.0, 116.0), Permit::Refused);
        assert_eq!(write(&mut gate, 4, 60.0, 109.0), Permit::Allowed);
        assert_eq!(write(&mut gate, 5, 70.0, 116.0), Permit::Allowed);
    }

    #[test]
    fn a_model_tightens() {
        let mut gate = Gate::new(Limits::usual(100.0)).unwrap();
        let ruling = gate.rule(&request(1, 1.0, Action::Open), State::Reduced);
        assert_eq!((ruling.rules, ruling.state, ruling.permit), (State::Normal, State::Reduced, Permit::Refused));
        assert_eq!(codes(&ruling), [Code::ModelTightened, Code::StateForbids]);
    }
}
