//! A number as a slider between two buttons, with a field beside it: the row that every number control is made of.

use crate::engine::Error;
use crate::engine::scenario::dial::{self, Stride};
use crate::engine::scenario::number;
use crate::engine::scenario::parameters::{Number, Pace};
use crate::figures::html::escape;
use crate::figures::numbers::exact;
use crate::ui::live::{Live, effect, on};
use crate::ui::state::words;
use crate::ui::widget::Widget;
use crate::web::clock::Pause;
use crate::web::piece::{ElementEvent, Piece};
use crate::words::errors::reason;
use leptos::prelude::*;
use rust_decimal::Decimal;
use std::cell::Cell;
use std::rc::Rc;
use std::str::FromStr as _;

/// How long after the last key an error is shown, in milliseconds: half a number is no mistake yet.
const PATIENCE: i32 = 500;

/// Takes what was typed, or says why not.
pub type Typed = dyn Fn(&str) -> Result<(), Error>;

/// What a row is for.
pub struct Row {
    /// DOM id of the field; slider, error and help hang their own on it.
    pub id: String,
    /// Label.
    pub label: &'static str,
    /// Unit after the field.
    pub unit: &'static str,
    /// Range and pace.
    pub number: Number,
    /// The value.
    pub value: Live<Decimal>,
    /// What the value means now, said after it by the slider.
    pub consequence: Live<String>,
    /// The range in words, beside the label.
    pub range: String,
    /// Help, or a note: a line under the row.
    pub under: Live<String>,
    /// The line is for those who ask for it by ear; whoever sees reads it elsewhere.
    pub quiet: Live<bool>,
    /// Changes when the settings are put as a whole.
    pub renewed: RwSignal<u32>,
    /// Takes a value from slider and buttons.
    pub set: Rc<dyn Fn(Decimal)>,
    /// Takes what was typed.
    pub typed: Rc<Typed>,
}

/// Where a key press moves a number, `None` for other keys.
#[must_use]
pub fn key_move(event: &ElementEvent, number: &Number, value: Decimal) -> Option<Decimal> {
    let (key, shift) = event.key()?;
    let stride = if shift { Stride::Fine } else { Stride::Step };
    let (home, end) = match number.pace {
        Pace::Even { from, to, .. } => (Some(from), Some(to)),
        // The ends of a range over many powers of ten are nowhere anybody means to go.
        Pace::ByMagnitude => (None, None),
    };
    match key.as_str() {
        "ArrowRight" | "ArrowUp" => Some(dial::moved(number, value, true, stride)),
        "ArrowLeft" | "ArrowDown" => Some(dial::moved(number, value, false, stride)),
        "PageUp" => Some(dial::moved(number, value, true, Stride::Leap)),
        "PageDown" => Some(dial::moved(number, value, false, Stride::Leap)),
        "Home" => home,
        "End" => end,
        _ => None,
    }
}

/// The row.
pub fn number_row(row: Row) -> Widget {
    let inside = markup(&row);
    Widget::new("div class=\"row\"", &inside, move |root| {
        let row = Rc::new(row);
        slider(&root, &row);
        field(&root, &row);
        let under = root.part("under");
        let line = Rc::clone(&row);
        effect(move || {
            under.text(&(line.under)());
            under.class("visually-hidden", (line.quiet)());
        });
        root.on(
            "click",
            on(move |e| {
                let up = match e.act().as_str() {
                    "less" => false,
                    "more" => true,
                    _ => return,
                };
                (row.set)(dial::moved(&row.number, now(&row), up, Stride::Step));
            }),
        );
    })
}

fn markup(row: &Row) -> String {
    let w = words().controls();
    let (id, label) = (&row.id, escape(row.label));
    let step = |act: &str, name: &str, sign: &str| {
        format!("<button type=\"button\" class=\"step\" data-act=\"{act}\" aria-label=\"{name}\">{sign}</button>")
    };
    format!(
        "<span class=\"name\"><label for=\"{id}\">{label}</label><span class=\"range\" id=\"{id}-range\">{}</span></span>\
        {}<input type=\"range\" data-part=\"slider\" step=\"1\" aria-label=\"{label}\">{}\
        <span class=\"field\"><input type=\"text\" class=\"num\" data-part=\"field\" id=\"{id}\" inputmode=\"decimal\" \
        autocomplete=\"off\" spellcheck=\"false\" aria-invalid=\"false\" \
        aria-describedby=\"{id}-range {id}-under {id}-error\"><span class=\"unit\">{}</span></span>\
        <p class=\"error\" data-part=\"error\" id=\"{id}-error\" role=\"alert\"></p>\
        <p class=\"under\" data-part=\"under\" id=\"{id}-under\"></p>",
        row.range,
        step("less", &w.less(&label), "\u{2212}"),
        step("more", &w.more(&label), "+"),
        row.unit,
    )
}

fn now(row: &Row) -> Decimal {
    untrack(|| (row.value)())
}

fn slider(root: &Piece, row: &Rc<Row>) {
    let slider = root.part("slider");
    let (shown, line, before) = (slider.clone(), Rc::clone(row), Cell::new(None));
    effect(move || {
        let value = (line.value)();
        if before.replace(Some(value)) != Some(value) {
            let (low, high) = dial::ends(&line.number, value);
            shown.set("min", &low.to_string());
            shown.set("max", &high.to_string());
            shown.put(&dial::position(&line.number, value).to_string());
            shown.set("aria-valuetext", &spoken(&line, value, shown.has_focus()));
        }
    });
    let (shown, line) = (slider.clone(), Rc::clone(row));
    slider.on("focus", on(move |_| shown.set("aria-valuetext", &spoken(&line, now(&line), true))));
    let line = Rc::clone(row);
    slider.on(
        "input",
        on(move |e| {
            if let Ok(at) = i64::from_str(&e.value()) {
                (line.set)(dial::value_at(&line.number, at));
            }
        }),
    );
    let line = Rc::clone(row);
    slider.on(
        "keydown",
        on(move |e| {
            if let Some(next) = key_move(e, &line.number, now(&line)) {
                e.prevent();
                (line.set)(next);
            }
        }),
    );
}

/// The value in words; for whoever is moving it, with what it does. Forty sliders need not all say so at every step.
fn spoken(row: &Row, value: Decimal, moving: bool) -> String {
    let consequence = if moving { untrack(|| (row.consequence)()) } else { String::new() };
    let comma = if consequence.is_empty() { "" } else { words().lists().comma() };
    let value = words().numbers().with_unit(&exact(value, words()), row.unit).replace('\u{a0}', " ");
    format!("{value}{comma}{consequence}")
}

fn field(root: &Piece, row: &Rc<Row>) {
    let field = root.part("field");
    let draft = Draft {
        row: Rc::clone(row),
        root: root.clone(),
        field: field.clone(),
        error: root.part("error"),
        pause: Pause::default(),
    };
    let draft = Rc::new(draft);
    // A value that comes from elsewhere takes the place of what was typed here; what means that value already stays as typed.
    let (shown, before) = (Rc::clone(&draft), Cell::new(None::<Decimal>));
    effect(move || {
        let value = (shown.row.value)();
        if before.replace(Some(value)) != Some(value) {
            shown.settle(value, false);
        }
    });
    let (renewed, times) = (Rc::clone(&draft), Cell::new(None::<u32>));
    effect(move || {
        let now_renewed = renewed.row.renewed.get();
        if times.replace(Some(now_renewed)).is_some_and(|t| t != now_renewed) {
            renewed.settle(now(&renewed.row), true);
        }
    });
    let typing = Rc::clone(&draft);
    field.on("input", on(move |e| typing.read(&e.value(), PATIENCE)));
    let typed = Rc::clone(&draft);
    field.on(
        "change",
        on(move |e| {
            typed.read(&e.value(), 0);
            if typed.means(&e.value(), now(&typed.row)) {
                typed.settle(now(&typed.row), true);
            }
        }),
    );
    field.on(
        "keydown",
        on(move |e| {
            let Some((key, _)) = e.key() else { return };
            if key == "Escape" {
                draft.settle(now(&draft.row), true);
            } else if matches!(key.as_str(), "ArrowUp" | "ArrowDown" | "PageUp" | "PageDown")
                && let Some(next) = key_move(e, &draft.row.number, now(&draft.row))
            {
                e.prevent();
                (draft.row.set)(next);
            }
        }),
    );
}

/// What stands in the field while somebody types.
struct Draft {
    row: Rc<Row>,
    root: Piece,
    field: Piece,
    error: Piece,
    pause: Pause,
}

impl Draft {
    /// Takes a typed text; what cannot be used is said after a while, and the last good value stays.
    fn read(self: &Rc<Self>, text: &str, patience: i32) {
        let said = (self.row.typed)(text).err().map(|e| reason(&e, words()));
        let wait = if said.is_some() { patience } else { 0 };
        let draft = Rc::clone(self);
        self.pause.then(wait, move || draft.complain(said.as_deref()));
    }

    fn complain(&self, said: Option<&str>) {
        self.error.text(said.unwrap_or_default());
        self.field.say("aria-invalid", said.is_some());
        self.root.class("wrong", said.is_some());
    }

    /// True where a text means a value.
    fn means(&self, text: &str, value: Decimal) -> bool {
        number::typed(text, self.row.number.digits) == Ok(value)
    }

    /// Shows a value as this page writes it, and no complaint. Unless told to, leaves a text that means the value alone.
    fn settle(self: &Rc<Self>, value: Decimal, rewrite: bool) {
        if rewrite || !self.means(&self.field.value(), value) {
            self.field.put(&number::exact(value));
        }
        let draft = Rc::clone(self);
        self.pause.then(0, move || draft.complain(None));
    }
}
