//! Somebody's file in words: what it was taken for, what becomes of it, what was assumed and is asked, and a table of every field.

use crate::engine::echo::echo;
use crate::engine::import::{Note, Question};
use crate::engine::margin::{Contract, VenueId};
use crate::engine::own::{FateTold, FileTold};
use crate::engine::scenario::ParameterId as P;
use crate::engine::units::{Rate, Saturating as _};
use crate::figures::numbers::{exact, many};
use crate::figures::table::{Table, TableRow};
use crate::words::errors::reason;
use crate::words::{Count, Words, joined};
use rust_decimal::Decimal;

/// What a file was taken for.
#[must_use]
pub fn taken_for(file: &FileTold, words: &'static Words) -> String {
    let w = words.file();
    let kinds = w.kinds();
    let each = file
        .recognised
        .iter()
        .map(|(venue, kind, _)| w.kind_of(kinds.get(*kind as usize).copied().unwrap_or_default(), venue));
    joined(each, words.lists().comma())
}

/// What applying it does, a sentence each.
#[must_use]
pub fn what_it_does(file: &FileTold, words: &'static Words) -> Vec<String> {
    let w = words.file();
    let mut said = Vec::new();
    if let Some(account) = &file.account {
        let count = account.rows.len();
        said.push(w.will_account(Count::of(u64::try_from(count).unwrap_or(u64::MAX), &many(count, words))));
    }
    for table in &file.tables {
        said.push(w.will_table(&many(table.brackets.len(), words), &echo(&table.symbol)));
    }
    if !file.books.is_empty() {
        said.push(w.will_book().to_owned());
    }
    if let Some(last) = file.funding.last() {
        said.push(w.will_funding(&percent(last.last, words)));
    }
    said.extend(file.refused.as_ref().map(|error| w.cannot(&crate::words::errors::sentence(error, words))));
    said
}

/// What of a file has its place elsewhere on the page, or none, with the section that it leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lead {
    /// What there is, and what becomes of it.
    pub said: String,
    /// The section's place in the page, and its name.
    pub to: Option<(&'static str, &'static str)>,
}

/// Where what was read leads: the section that uses it; or, plainly, that the page has no use for it.
#[must_use]
pub fn leads(file: &FileTold, words: &'static Words) -> Vec<Lead> {
    let w = words.file();
    let mut all = Vec::new();
    if !file.books.is_empty() {
        all.push(Lead { said: w.lead_book().to_owned(), to: Some(("book", w.to_book())) });
    }
    let payments: usize = file.funding.iter().map(|history| history.payments).sum();
    if payments > 0 {
        all.push(Lead { said: w.lead_funding(&many(payments, words)), to: Some(("funding", w.to_funding())) });
    }
    let [accounts, bands, liquidations, points] = file.without_place.map(|n| (n > 0).then(|| many(n, words)));
    all.extend(accounts.map(|n| Lead { said: w.lead_accounts(&n), to: Some(("cascade", w.to_cascade())) }));
    all.extend(bands.map(|n| Lead { said: w.lead_bands(&n), to: Some(("book", w.to_book())) }));
    all.extend(liquidations.map(|n| Lead { said: w.lead_liquidations(&n), to: None }));
    all.extend(points.map(|n| Lead { said: w.lead_points(&n), to: Some(("crowding", w.to_crowding())) }));
    all
}

/// What became of each field.
#[must_use]
pub fn fields(file: &FileTold, words: &'static Words) -> Table {
    let w = words.file();
    let (goals, whys) = (w.goals(), w.whys());
    let rows = file.findings.iter().map(|finding| {
        let fate = match &finding.fate {
            FateTold::Used(goal) => w.used(goals.get(*goal as usize).copied().unwrap_or_default()),
            FateTold::NotUsed(why) => w.not_used(whys.get(*why as usize).copied().unwrap_or_default()),
            FateTold::Refused(error) => w.cannot(&reason(error, words)),
        };
        let count = many(finding.rows, words);
        let plain = |text: &str| (text.to_owned(), text.to_owned());
        TableRow {
            head: finding.path.clone(),
            cells: vec![plain(&finding.value), (count, finding.rows.to_string()), (fate.clone(), fate)],
            here: false,
        }
    });
    Table { caption: w.fields(), columns: Table::heads(&w.columns()), rows: rows.collect() }
}

/// Something that was assumed, or is wrong in the file.
#[must_use]
pub fn note(note: &Note, words: &'static Words) -> String {
    let w = words.file();
    match note {
        Note::ContractAssumed { symbol, contract } => {
            w.contract_assumed(if *contract == Contract::Linear { w.linear() } else { w.inverse() }, &echo(symbol))
        }
        Note::RateFromMaintenance { symbol, rate } => w.rate_from_maintenance(&percent(*rate, words), &echo(symbol)),
        Note::RuleByAmounts { symbol, rule } => w.rule_by_amounts(rule_name(*rule, words), &echo(symbol)),
        Note::RuleByDate { symbol, rule } => w.rule_by_date(rule_name(*rule, words), &echo(symbol)),
        Note::RuleAssumed { symbol, rule } => w.rule_assumed(rule_name(*rule, words), &echo(symbol)),
        Note::WrongCum { symbol, tier, printed, computed } => {
            w.wrong_cum(&exact(*computed, words), &exact(*printed, words), &echo(symbol), &many(*tier, words))
        }
        Note::Scaled { symbol, by } => w.scaled(&exact(*by, words), &echo(symbol)),
        Note::Jumping { symbol } => w.jumping(&echo(symbol)),
        Note::TimesMoved { most } => w.times_moved(&exact(Decimal::from(*most), words)),
        Note::IntervalChanges { hours } => {
            w.interval_changes(&joined(hours.iter().map(|h| exact(*h, words)), words.lists().comma()))
        }
        Note::Undercount => w.undercount().to_owned(),
        Note::OrderSides => w.order_sides().to_owned(),
        Note::PositionSides => w.position_sides().to_owned(),
        Note::DecimalComma => w.decimal_comma().to_owned(),
        Note::BookEnds { percent } => {
            w.book_ends(&words.numbers().percent(&exact(percent.round_dp(4).normalize(), words)))
        }
        Note::BandsOnly => w.bands_only().to_owned(),
        Note::LastMoment => w.last_moment().to_owned(),
    }
}

/// What is asked, as the label of its field.
#[must_use]
pub fn question(question: &Question, words: &'static Words) -> String {
    let w = words.file();
    match question {
        Question::ContractSize { symbol } => w.ask_size(&echo(symbol)),
        Question::MaintenanceRate { symbol } => w.ask_rate(&echo(symbol)),
        Question::Wallet { .. } => w.ask_wallet().to_owned(),
    }
}

fn rule_name(rule: VenueId, words: &'static Words) -> &'static str {
    words.choice(P::Venue, rule as usize)
}

fn percent(rate: Rate, words: &Words) -> String {
    words.numbers().percent(&exact(rate.get().sat_mul(Decimal::ONE_HUNDRED).round_dp(6).normalize(), words))
}
