//! Where a popover stands, in CSS pixels of the screen: arithmetic alone, so that it is tested without a browser.

/// Between a popover and what it belongs to, and the edge of the screen.
pub const GAP: f64 = 6.0;

/// What lies over the page at the top of the screen, the line of the trade, with a little air.
const TOP: f64 = 54.0;

/// The box of what a popover belongs to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Anchor {
    /// Its left edge.
    pub left: f64,
    /// Its upper edge.
    pub top: f64,
    /// Its right edge.
    pub right: f64,
    /// Its lower edge.
    pub bottom: f64,
}

/// Where a popover stands before the page is scrolled, how far it has to be, and how high the popover may be then.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// From the left edge of the screen.
    pub x: f64,
    /// From the upper edge of the screen, as the page stands now.
    pub y: f64,
    /// How far the page goes up.
    pub scroll: f64,
    /// From there to the lower edge of the screen.
    pub room: f64,
}

/// Under what it belongs to, over it where there is no room below, else to the right of it. Where all three are too small the page is scrolled until it is
/// seen under it: never over the button that opened it, which a second press closes it by. Sizes are width and height.
#[must_use]
pub fn beside(anchor: Anchor, own: (f64, f64), screen: (f64, f64)) -> Place {
    let (width, height) = own;
    let x = anchor.left.min(screen.0 - width - GAP).max(GAP);
    let (below, above, right) = (anchor.bottom + GAP, anchor.top - GAP - height, anchor.right + GAP);
    let at = |x: f64, y: f64| Place { x, y, scroll: 0.0, room: screen.1 - y - GAP };
    if below + height <= screen.1 {
        at(x, below)
    } else if above > 0.0 {
        at(x, above)
    } else if right + width + GAP <= screen.0 && height + 2.0 * GAP <= screen.1 {
        at(right, anchor.top.min(screen.1 - height - GAP).max(GAP))
    } else {
        let scroll = over_foot(anchor, height, screen.1);
        Place { scroll, room: screen.1 - (below - scroll) - GAP, ..at(x, below) }
    }
}

/// How far the page goes up so that what a sheet at the foot of the screen belongs to is seen over it, as far as the line of the trade lets it.
#[must_use]
pub fn over_foot(anchor: Anchor, sheet: f64, screen: f64) -> f64 {
    (anchor.bottom + 2.0 * GAP + sheet - screen).min(anchor.top - TOP).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::{Anchor, GAP, Place, beside, over_foot};

    const SCREEN: (f64, f64) = (1_280.0, 800.0);

    fn button(left: f64, top: f64) -> Anchor {
        Anchor { left, top, right: left + 60.0, bottom: top + 32.0 }
    }

    fn covers(place: Place, own: (f64, f64), anchor: Anchor) -> bool {
        place.x < anchor.right
            && place.x + own.0 > anchor.left
            && place.y < anchor.bottom
            && place.y + own.1 > anchor.top
    }

    #[test]
    fn it_stands_under_its_button_and_over_it_where_there_is_no_room_below() {
        assert_eq!(beside(button(100.0, 100.0), (384.0, 300.0), SCREEN).y, 132.0 + GAP);
        assert_eq!(beside(button(100.0, 700.0), (384.0, 300.0), SCREEN).y, 700.0 - GAP - 300.0);
    }

    #[test]
    fn a_high_one_stands_to_the_right_where_there_is_room() {
        let place = beside(button(500.0, 400.0), (384.0, 600.0), SCREEN);
        assert_eq!((place.x, place.y, place.scroll), (560.0 + GAP, 800.0 - 600.0 - GAP, 0.0));
    }

    #[test]
    fn at_the_right_edge_the_page_makes_room() {
        let place = beside(button(1_200.0, 400.0), (384.0, 600.0), SCREEN);
        assert_eq!(place.y - place.scroll + 600.0, 800.0 - GAP);
        assert!(place.room >= 600.0, "{place:?}");
    }

    #[test]
    fn nowhere_does_it_cover_its_button() {
        for left in [6.0, 300.0, 640.0, 900.0, 1_214.0] {
            for top in (54..760).step_by(14) {
                for height in [120.0, 400.0, 640.0] {
                    let (anchor, own) = (button(left, f64::from(top)), (384.0, height));
                    let place = beside(anchor, own, SCREEN);
                    assert!(!covers(place, own, anchor), "{anchor:?} {place:?}");
                    assert!(place.x >= GAP && place.x + own.0 <= SCREEN.0, "{place:?}");
                    assert!(place.y - place.scroll + own.1 <= SCREEN.1 || place.room < height, "{place:?}");
                }
            }
        }
    }

    #[test]
    fn a_word_low_on_a_phone_is_seen_over_the_sheet_and_under_the_line_of_the_trade() {
        let word = Anchor { left: 20.0, top: 600.0, right: 90.0, bottom: 628.0 };
        let scroll = over_foot(word, 300.0, 740.0);
        assert_eq!(word.bottom - scroll, 740.0 - 300.0 - 2.0 * GAP);
        // One that is seen already stays.
        assert_eq!(over_foot(Anchor { top: 200.0, bottom: 228.0, ..word }, 300.0, 740.0), 0.0);
        // A sheet as high as it may be leaves it under the line.
        assert_eq!(word.top - over_foot(word, 700.0, 740.0), 54.0);
    }
}
