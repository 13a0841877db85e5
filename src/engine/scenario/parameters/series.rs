//! Settings that belong together, in an order.

use super::rows::ParameterId;

/// The premiums of a path, in their order: five days each.
pub const PREMIUMS: [ParameterId; 6] = [
    ParameterId::Premium1,
    ParameterId::Premium2,
    ParameterId::Premium3,
    ParameterId::Premium4,
    ParameterId::Premium5,
    ParameterId::Premium6,
];

/// The levels of the ladder, nearest to the mark first, each with its distance from the mark in hundredths of a per cent.
pub const LADDER: [(ParameterId, u32); 6] = [
    (ParameterId::Depth1, 10),
    (ParameterId::Depth2, 20),
    (ParameterId::Depth3, 40),
    (ParameterId::Depth4, 70),
    (ParameterId::Depth5, 110),
    (ParameterId::Depth6, 160),
];
