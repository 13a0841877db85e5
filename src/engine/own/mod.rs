//! The reader's own account, and what joins it to the page: a row of it as the trade, what its venue prints beside what is found here, what an
//! imported file adds, and the account that is shown until one is brought.
//!
//! Lives here: `trade`, `beside`, `taken`, `example`. May use: `account`, `import`, `scenario`, `saved`.

mod beside;
mod example;
mod taken;
mod trade;

pub use beside::{Beside, beside};
pub use example::example;
pub use taken::{BookTold, FateTold, FileTold, FindingTold, FundingTold, Text, read};
pub use trade::{as_trade, in_book, of_coin, paying, renewed_tables};
