//! The figure of the checks: every check of a trade with what it says, and how near each is to its limit.

use crate::engine::Error;
use crate::engine::checks::{
    CHECKS, CheckId, Finding, Limit, LimitRule, Missing, Moment, Month, Snapshot, Value, Verdict, Worse, run,
};
use crate::engine::scenario::Scenario;
use crate::figures::figure::{Figure, Text};
use crate::figures::frame::{Frame, Medium};
use crate::figures::numbers::{exact, grouped};
use crate::figures::plain;
use crate::figures::table::{Table, TableRow};
use crate::words::{Count, Words};
use rust_decimal::Decimal;

mod draw;

pub use draw::HEIGHTS;

/// The figure's name in the page and in file names.
pub const NAME: &str = "checklist";

/// The model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChecklistFigure {
    /// Every check, in the order of the list.
    pub findings: Vec<Finding>,
}

impl ChecklistFigure {
    /// The checks of a scenario in a month.
    #[must_use]
    pub fn of(scenario: &Scenario, today: Option<Month>) -> Self {
        let snapshot = Snapshot::of(scenario, today);
        let findings = CHECKS.iter().map(|row| run(row.id, scenario, &snapshot, row.limit(scenario)));
        Self { findings: findings.collect() }
    }

    /// Those of a moment.
    pub fn of_moment(&self, moment: Moment) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |finding| finding.id.row().moment == moment)
    }

    /// How many say so.
    fn count(&self, verdict: Verdict) -> usize {
        self.findings.iter().filter(|finding| finding.verdict == verdict).count()
    }

    fn row(finding: &Finding, words: &'static Words) -> TableRow {
        let w = words.checklist();
        let row = finding.id.row();
        let limit = |value: Decimal| (amount(value, row.unit, words), plain::number(value));
        let both = |text: &str| (text.to_owned(), text.to_owned());
        TableRow {
            head: words.check(row).name.to_owned(),
            cells: vec![
                both(moment_in_words(row.moment, words)),
                both(verdict_in_words(finding.verdict, words)),
                (said(finding, words), plain_value(finding.value)),
                both(match row.worse {
                    Worse::Above => w.worse_above(),
                    Worse::Below => w.worse_below(),
                }),
                limit(finding.limit.warn),
                limit(finding.limit.fail),
                both(unit_in_words(row.unit, words)),
            ],
            here: finding.verdict == Verdict::Fail,
        }
    }
}

/// When a check is run, as a heading.
#[must_use]
pub fn moment_in_words(moment: Moment, words: &'static Words) -> &'static str {
    match moment {
        Moment::Before => words.checklist().before(),
        Moment::Open => words.checklist().open(),
    }
}

/// A verdict in a word.
#[must_use]
pub fn verdict_in_words(verdict: Verdict, words: &'static Words) -> &'static str {
    match verdict {
        Verdict::Pass => words.checklist().pass(),
        Verdict::Warn => words.checklist().warn(),
        Verdict::Fail => words.checklist().fail(),
        Verdict::NotKnown => words.numbers().not_known(),
    }
}

/// In what a check is counted.
fn unit_in_words(unit: LimitRule, words: &'static Words) -> &'static str {
    let w = words.checklist();
    match unit {
        LimitRule::Percent => w.unit_percent(),
        LimitRule::Times => "\u{d7}",
        LimitRule::DailyMoves => w.unit_moves(),
        LimitRule::Months => w.unit_months(),
        LimitRule::Seconds => w.unit_seconds(),
    }
}

/// A number in the unit of a check.
fn amount(value: Decimal, unit: LimitRule, words: &'static Words) -> String {
    let w = words.checklist();
    let rounded = |digits| grouped(value, digits, words);
    let short = |value: Decimal| exact(value.normalize(), words);
    match unit {
        LimitRule::Percent => {
            // Limits are as they were typed; values are no finer than they mean something.
            let text =
                if value.normalize().scale() <= 2 { short(value) } else { rounded(plain::digits_for(value, 3).min(2)) };
            words.numbers().percent(&text)
        }
        LimitRule::Times => format!("{}\u{d7}", short(value)),
        LimitRule::DailyMoves => w.moves(&if value.normalize().scale() <= 1 { short(value) } else { rounded(1) }),
        LimitRule::Months => {
            let text = short(value);
            w.months(Count::read(&text))
        }
        LimitRule::Seconds => w.seconds(&short(value)),
    }
}

/// What a check has found, in words: its value, or what is missing for it.
#[must_use]
pub fn said(finding: &Finding, words: &'static Words) -> String {
    let w = words.checklist();
    let row = finding.id.row();
    let of = words.check(row).of;
    let distance = |value: Decimal| amount(value, row.unit, words);
    match finding.value {
        Value::Known(value) => w.known(of, &amount(value, row.unit, words)),
        Value::Both(None, None) | Value::Unbounded => w.unbounded().to_owned(),
        Value::Both(Some(one), Some(two)) => w.distances(&distance(two), of, &distance(one)),
        Value::Both(Some(one), None) | Value::Both(None, Some(one)) => w.distance_one(&distance(one), of),
        Value::Absent => absent(finding, words).to_owned(),
        // A book of a known shape says how deep it is, and has no end.
        Value::Missing(Missing::Book) if finding.id == CheckId::SizeInBook => w.no_end().to_owned(),
        Value::Missing(missing) => why(missing, words).to_owned(),
    }
}

/// What stands in place of a value where there is nothing to divide by, or nothing planned.
fn absent(finding: &Finding, words: &'static Words) -> &'static str {
    let w = words.checklist();
    match finding.id {
        CheckId::ExitPlan => w.no_plan(),
        CheckId::SizeInBook | CheckId::SizeInOnePercent | CheckId::DepthThenNow => w.empty_book(),
        _ => w.no_margin(),
    }
}

/// Against what a check is held, in words.
#[must_use]
pub fn limit_in_words(finding: &Finding, words: &'static Words) -> String {
    let w = words.checklist();
    let row = finding.id.row();
    let Limit { warn, fail } = finding.limit;
    let say = |value| amount(value, row.unit, words);
    match (row.limits, row.worse) {
        ([one, two], _) if one == two => w.limit_both(&say(fail)),
        (_, Worse::Above) => w.limit_above(&say(fail), &say(warn)),
        (_, Worse::Below) => w.limit_below(&say(fail), &say(warn)),
    }
}

fn why(missing: Missing, words: &'static Words) -> &'static str {
    let w = words.checklist();
    match missing {
        Missing::Book => w.no_book(),
        Missing::GreatestLeverage => w.no_leverage(),
        Missing::Collateral => w.no_haircut(),
        Missing::RuleDate => w.no_date(),
        Missing::Today => w.no_today(),
        Missing::AtEntry => w.no_depth_then(),
        Missing::FundingPaid => w.no_funding(),
        Missing::Volatility => w.no_volatility(),
        Missing::OtherPositions => w.no_account(),
        Missing::Freshness => w.no_ages(),
        Missing::Answer => w.no_answer(),
    }
}

fn plain_value(value: Value) -> String {
    match value {
        Value::Known(value) => plain::number(value),
        Value::Both(one, two) => {
            let texts = [one, two].map(|value| value.map(plain::number).unwrap_or_default());
            texts.join("; ")
        }
        Value::Unbounded | Value::Absent | Value::Missing(_) => String::new(),
    }
}

impl Figure for ChecklistFigure {
    fn name(&self) -> &'static str {
        NAME
    }

    fn text(&self, words: &'static Words) -> Text {
        let w = words.checklist();
        let [pass, warn, fail, unknown] =
            [Verdict::Pass, Verdict::Warn, Verdict::Fail, Verdict::NotKnown].map(|verdict| self.count(verdict));
        let say = |count: usize| count.to_string();
        let all = say(self.findings.len());
        let title = match fail {
            0 => w.title_none(&all, &say(unknown), &say(warn)),
            _ => {
                let text = say(fail);
                w.title(&all, Count::of(u64::try_from(fail).unwrap_or(0), &text))
            }
        };
        let mut sentence = w.sentence(&say(fail), &say(pass), &say(unknown), &say(warn));
        for finding in self.findings.iter().filter(|finding| finding.verdict == Verdict::Fail) {
            sentence.push(' ');
            sentence.push_str(&w.failed(&said(finding, words), words.check(finding.id.row()).name));
        }
        Text { title, subtitle: w.subtitle().to_owned(), sentence, leaves_out: w.leaves_out().into() }
    }

    fn table(&self, words: &'static Words) -> Table {
        let w = words.checklist();
        Table {
            caption: w.table(),
            columns: Table::heads(&w.columns()),
            rows: self.findings.iter().map(|finding| Self::row(finding, words)).collect(),
        }
    }

    fn svg(&self, words: &'static Words, frame: Frame, medium: Medium) -> Result<String, Error> {
        draw::draw(self, words, frame, medium)
    }
}
