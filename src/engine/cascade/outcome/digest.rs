//! One number for a whole log.

use super::{End, Outcome, Seen};

impl Outcome {
    /// A number that stands for the log: rounds with their money, lots, prices and closed accounts, moments, winners, and how it ended. The same
    /// for the same run, on every machine and in every order of the accounts within a round. FNV-1a over the log; accounts of one round by a sum of well-mixed numbers.
    #[must_use]
    pub fn digest(&self) -> u64 {
        let mut hash = Hash::default();
        for (number, round) in self.rounds.iter().enumerate() {
            hash.float(round.time);
            for amount in [
                round.notional,
                round.taker_fees,
                round.liquidation_fees,
                round.deficits,
                round.deleveraged,
                round.socialised,
                round.fund,
            ] {
                hash.number(amount.cast_unsigned());
            }
            for count in [round.closed, round.parts, round.moment] {
                hash.number(count as u64);
            }
            let both = self.closed.iter().zip(&self.left).skip(round.first).take(round.closed);
            let sum = both.fold(0_u64, |sum, (account, left)| {
                let one =
                    crate::engine::random::mix(left.cast_unsigned() ^ crate::engine::random::mix(u64::from(*account)));
                sum.wrapping_add(one)
            });
            hash.number(sum);
            for t in self.traded(number) {
                for lots in [t.sold, t.bought] {
                    hash.number(lots.cast_unsigned());
                }
                for value in [t.sale, t.purchase, t.before, t.between.unwrap_or(t.before), t.after, t.depth] {
                    hash.float(value);
                }
                hash.seen(&t.seen);
            }
        }
        for seen in self.seen.iter().chain(&self.last) {
            hash.seen(seen);
        }
        for d in &self.deleveraged {
            for number in [u64::from(d.account), u64::from(d.symbol), d.lots.cast_unsigned(), d.seized.cast_unsigned()]
            {
                hash.number(number);
            }
        }
        hash.number(match self.end {
            End::Quiet => 0,
            End::Cut => 1,
            End::Stopped => 2,
        });
        hash.0
    }
}

struct Hash(u64);

impl Default for Hash {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hash {
    fn number(&mut self, number: u64) {
        for byte in number.to_le_bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    fn float(&mut self, value: f64) {
        // Zero has two spellings.
        self.number((value + 0.0).to_bits());
    }

    fn seen(&mut self, seen: &Seen) {
        for value in [seen.mark, seen.fall, seen.outside, seen.displacement] {
            self.float(value);
        }
    }
}
