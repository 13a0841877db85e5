//! A polite live region that speaks once things have come to rest, in full sentences, and never says the same twice.

use crate::ui::live::{Live, effect};
use crate::web::clock::Pause;
use crate::web::piece::Piece;
use std::cell::RefCell;
use std::rc::Rc;

/// Milliseconds of rest before it speaks.
const REST: i32 = 600;

/// Makes a region speak `text` after it has changed and rested, if it may then: of several figures only those in sight speak.
/// What the page opens with is in the page already.
pub fn announce(region: Piece, text: Live<String>, may: Live<bool>) {
    let pause = Pause::default();
    let region = Rc::new(region);
    let before = RefCell::new(None::<String>);
    effect(move || {
        let now = text();
        if before.replace(Some(now.clone())).is_some_and(|b| b != now) {
            let (region, may) = (Rc::clone(&region), Rc::clone(&may));
            pause.then(REST, move || {
                if may() {
                    region.text(&now);
                }
            });
        }
    });
}
