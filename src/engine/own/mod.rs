//! The reader's own account, and what joins it to the page: a row of it as the trade, what its venue prints beside what is found here, what an
//! imported file adds, several files as one account, the account as it joins a market of the cascade, and the one that is shown until one is brought.
//!
//! Lives here: `trade`, `beside`, `taken`, `merge`, `joining`, `example`. May use: `account`, `import`, `scenario`, `saved`, `cascade`.

mod beside;
mod example;
mod joining;
mod merge;
mod taken;
mod trade;

pub use beside::{Beside, beside};
pub use example::example;
pub use joining::{Joining, Outside, TIMES, joining};
pub use merge::{About, Contradiction, Merged, merged};
pub use taken::{BookTold, FateTold, FileTold, FindingTold, FundingTold, Text, of_file, read};
pub use trade::{as_trade, in_book, of_coin, paying, renewed_tables};
