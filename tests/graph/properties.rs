//! What holds for any run.

use super::{figure, narrations};
use cascade_notes::engine::cascade::narration::*;
use cascade_notes::figures::cascade::CascadeFigure;
use cascade_notes::figures::cascade::labels::Label;
use cascade_notes::figures::cascade::ties::Node;
use cascade_notes::figures::{Figure, Frame, Medium};
use cascade_notes::words::english;
use proptest::prelude::*;

const WIDTHS: [u32; 7] = [288, 320, 360, 640, 760, 900, 1190];

/// Labels touch no node, no edge, no other label, and stay on the sheet.
fn apart(figure: &CascadeFigure) {
    for width in WIDTHS {
        let frame = Frame::new(width, figure.height(width));
        let scene = figure.scene(english(), frame);
        for (n, label) in scene.labels.iter().enumerate() {
            let b = &label.bounds;
            let what = format!("{:?} at {width}", label.lines);
            assert!(b.left >= 0.0 && b.top >= 0.0, "{what} leaves the sheet");
            assert!(
                b.right <= f64::from(frame.width) && b.bottom <= f64::from(frame.height),
                "{what} leaves the sheet"
            );
            for other in &scene.labels[n + 1..] {
                assert!(!b.touches(&other.bounds), "{what} touches {:?}", other.lines);
            }
            for place in &scene.layout.places {
                assert!(!b.touches(&place.bounds()), "{what} touches {:?}", place.node);
            }
            for link in &scene.links {
                let room = link.width / 2.0;
                assert!(
                    !b.grown(room).crossed(&link.line()),
                    "{what} touches {:?} {:?}-{:?}",
                    link.kind,
                    link.from,
                    link.to
                );
            }
        }
        for (n, place) in scene.layout.places.iter().enumerate() {
            for other in &scene.layout.places[n + 1..] {
                assert!(!place.bounds().touches(&other.bounds()), "{:?} on {:?} at {width}", place.node, other.node);
            }
        }
        let svg = figure.svg(english(), frame, Medium::Page).unwrap();
        assert!(!svg.contains("NaN") && !svg.contains("inf"));
    }
}

/// Draws and says everything.
fn everything(figure: &CascadeFigure) -> String {
    let mut out = figure.svg(english(), Frame::new(640, 470), Medium::File).unwrap();
    out.push_str(&figure.table(english()).csv());
    out.push_str(&figure.rounds_table(english()).csv());
    out.push_str(&figure.narration_sentences(english()).join(" "));
    let text = figure.text(english());
    out.push_str(&format!("{} {} {}", text.title, text.subtitle, text.sentence));
    for target in figure.targets(english(), Frame::new(320, 470)) {
        out.push_str(&target.description);
    }
    out
}

#[test]
fn labels_stand_apart_in_every_round() {
    for (preset, narration) in [
        ("domino", narrations::domino()),
        ("hedge", narrations::hedge()),
        ("chain", narrations::chain()),
        ("deep", narrations::cohorts()),
        ("hair", narrations::even()),
    ] {
        for round in 0..=narration.rounds.len() {
            apart(&figure(preset, &narration, round));
        }
    }
}

#[test]
fn what_matters_most_finds_room() {
    for (preset, narration) in
        [("domino", narrations::domino()), ("hedge", narrations::hedge()), ("chain", narrations::chain())]
    {
        for round in 0..=narration.rounds.len() {
            let figure = figure(preset, &narration, round);
            for width in WIDTHS {
                let scene = figure.scene(english(), Frame::new(width, figure.height(width)));
                for (n, link) in scene.links.iter().enumerate().filter(|(_, l)| l.now) {
                    let alone =
                        scene.links.iter().filter(|l| l.now && l.kind == link.kind && l.to == link.to).count() == 1;
                    let said = scene.labels.iter().any(|l| l.link == Some(n));
                    assert!(said || !alone || width < 480, "{preset} {round} {width}: {:?} is not named", link.kind);
                }
            }
        }
    }
}

#[test]
fn shares_that_are_told_of_are_shown_at_every_width() {
    for (preset, narration) in
        [("domino", narrations::domino()), ("hedge", narrations::hedge()), ("chain", narrations::chain())]
    {
        for round in 1..=narration.rounds.len() {
            let figure = figure(preset, &narration, round);
            for width in WIDTHS {
                let scene = figure.scene(english(), Frame::new(width, figure.height(width)));
                for fall in &narration.rounds[round - 1].falls {
                    let (_, share) = figure.harms(english(), fall)[0].clone();
                    let own = |label: &Label| {
                        label.link.is_some_and(|n| scene.links[n].to == Node::Square(fall.square))
                            && label.lines.iter().any(|line| line.contains(&share))
                    };
                    assert!(scene.labels.iter().any(own), "{preset} {round} {width}: {share} of {}", fall.square);
                }
            }
        }
    }
}

#[test]
fn a_crowd_is_thinned_and_says_so() {
    let mut narration = narrations::cohorts();
    for round in 1..=narration.rounds.len() {
        for width in WIDTHS {
            let figure = figure("deep", &narration, round);
            let scene = figure.scene(english(), Frame::new(width, figure.height(width)));
            let drawn = scene.links.iter().filter(|l| l.happened()).count();
            assert!(drawn <= if width < 480 { 8 } else { 12 }, "{drawn} at {width}");
            let said = format!("and {} more in the table", scene.more);
            let told = scene.labels.iter().any(|l| l.lines == [said.as_str()]);
            assert_eq!(told, scene.more > 0, "{said} at {width} in round {round}");
        }
    }
    narration.rounds.clear();
    assert_eq!(figure("deep", &narration, 0).scene(english(), Frame::new(640, 470)).more, 0);
}

#[test]
fn a_file_is_the_picture_of_the_page() {
    let shapes = |svg: &str| -> Vec<String> {
        let svg = svg.split_once("<g class=\"standing\"").unwrap().1;
        svg.split(" d=\"").skip(1).map(|d| d.split('"').next().unwrap().to_owned()).collect()
    };
    for width in WIDTHS {
        let figure = figure("domino", &narrations::domino(), 3);
        let draw = |medium| figure.svg(english(), Frame::new(width, figure.height(width)), medium).unwrap();
        let (page, file) = (draw(Medium::Page), draw(Medium::File));
        assert_eq!(shapes(&page), shapes(&file));
        assert!(file.matches("<text").count() > page.matches("<text").count() && !file.contains("var("));
    }
}

#[test]
fn nodes_stand_still_while_the_run_changes() {
    let mut other = narrations::domino();
    other.rounds.truncate(1);
    for square in &mut other.squares {
        square.equity *= 3.0;
        square.leverage = (2.0, 3.0);
    }
    let frame = Frame::new(640, 470);
    let (a, b) = (figure("domino", &narrations::domino(), 3), figure("domino", &other, 0));
    assert_eq!(a.layout(frame), b.layout(frame));
}

#[test]
fn hostile_stories_are_drawn_all_the_same() {
    let mut narrations = vec![Narration::default()];
    for value in [f64::NAN, f64::INFINITY, -1.0, 0.0, 1e300] {
        let mut narration = narrations::domino();
        for square in &mut narration.squares {
            square.equity = value;
            square.members = value;
            square.leverage = (value, value);
            square.shared = value;
            square.held.iter_mut().for_each(|h| h.1 = value);
            square.held.push((99, value));
            square.coins = vec![0, 77];
            square.account = Some(value);
        }
        for round in &mut narration.rounds {
            round.forced = value;
            round.time = value;
            round.deficits = value;
            round.closed = value;
            for fall in &mut round.falls {
                fall.lost = value;
                fall.members = (value, value);
                fall.through.push((64, value));
                fall.by.push((1000, value));
                fall.sold = vec![(9, value, value), (0, value, value)];
                fall.deficit = value;
            }
            round.falls.push(FallOf { square: 500, ..round.falls[0].clone() });
            round.winners.push(WinnerOf { square: 3, symbol: 44, taken: value, seized: value, hedges: value });
            round.winners.push(WinnerOf { square: 300, symbol: 44, taken: value, seized: value, hedges: value });
            round.symbols.truncate(1);
            round.symbols[0].fall = value;
        }
        narration.accounts = value;
        narrations.push(narration);
        let mut empty = narrations::cohorts();
        empty.squares.clear();
        narrations.push(empty);
        let mut bare = narrations::cohorts();
        bare.symbols.clear();
        narrations.push(bare);
    }
    for narration in &narrations {
        for preset in ["domino", "deep", "hair"] {
            for round in [0, 1, 99] {
                let said = everything(&figure(preset, narration, round));
                assert!(!said.contains("NaN") && !said.contains("inf,") && !said.contains('{'), "{said}");
            }
        }
    }
}

fn any_square(symbols: usize) -> impl Strategy<Value = Square> {
    let held = prop::collection::vec((0..symbols, -50e6..50e6_f64), 1..4);
    (held, 1.0..40.0_f64, prop::bool::ANY, 1.0..500.0_f64, prop::bool::ANY).prop_map(
        |(held, lev, shared, members, coin)| {
            let members = if members < 100.0 { 1.0 } else { members.floor() };
            let coins = if coin { vec![0] } else { vec![] };
            Square {
                members,
                account: None,
                held,
                leverage: (lev, lev * 2.0),
                equity: 2e6,
                coins,
                shared: f64::from(u8::from(shared)) * 0.5,
                own: false,
            }
        },
    )
}

prop_compose! {
    fn any_fall(squares: usize, symbols: usize)(
        square in 0..squares,
        shock in 0.0..5e6_f64,
        by in prop::collection::vec((0..squares, -1e6..4e6_f64), 0..4),
        through in prop::collection::vec((0..symbols, -2e6..4e6_f64), 1..4),
        sold in prop::collection::vec((0..symbols, -20e6..20e6_f64, -0.02..0.05_f64), 0..3),
        deficit in -3e6..3e6_f64,
    ) -> FallOf {
        let lost = shock + by.iter().map(|b: &(usize, f64)| b.1).sum::<f64>();
        FallOf { square, members: (1.0, 0.0), lost, shock, by, through, sold, deficit: deficit.max(0.0), ..FallOf::default() }
    }
}

fn any_narration(symbols: usize, squares: usize) -> impl Strategy<Value = Narration> {
    let rounds = prop::collection::vec(
        (
            prop::collection::vec(any_fall(squares, symbols), 0..6),
            prop::collection::vec((-0.1..0.5_f64, -0.1..0.6_f64), symbols..=symbols),
            0..3_usize,
        ),
        0..4,
    );
    (prop::collection::vec(any_square(symbols), squares..=squares), rounds).prop_map(move |(squares, rounds)| {
        Narration {
            symbols: vec![SymbolOf { price: 10.0, long: 1e6, short: 1e6, depth: 1e6, loading: 0.5 }; symbols],
            accounts: squares.iter().map(|s| s.members).sum(),
            rounds: rounds
                .into_iter()
                .map(|(falls, prices, winners)| RoundOf {
                    closed: falls.len() as f64,
                    forced: 5e6,
                    symbols: prices
                        .into_iter()
                        .map(|(outside, fall)| PriceOf { outside, fall, ..PriceOf::default() })
                        .collect(),
                    winners: (0..winners)
                        .map(|w| WinnerOf { square: w, symbol: 0, taken: 1e6, seized: 2e6, hedges: 0.0 })
                        .collect(),
                    falls,
                    ..RoundOf::default()
                })
                .collect(),
            squares,
            ..Narration::default()
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn any_few_are_drawn_with_their_labels_apart(narration in (1..3_usize, 1..7_usize).prop_flat_map(|(a, b)| any_narration(a, b)), round in 0..4_usize) {
        let figure = figure("domino", &narration, round);
        apart(&figure);
        prop_assert!(!everything(&figure).contains("NaN"));
    }

    #[test]
    fn any_crowd_is_drawn_with_its_labels_apart(narration in (1..5_usize, 7..41_usize).prop_flat_map(|(a, b)| any_narration(a, b)), round in 0..4_usize) {
        let figure = figure("october-2025", &narration, round);
        apart(&figure);
        prop_assert!(!everything(&figure).contains("NaN"));
    }
}

/// The markets that the page offers, as they are told: no hand has made these narrations fit.
#[test]
fn every_market_is_drawn_with_its_labels_apart() {
    for preset in ["domino", "chain", "deep", "hedge", "hair", "latency", "march-2020", "may-2021", "october-2025"] {
        let asked = super::scenario(preset);
        let narration =
            cascade_notes::engine::jobs::JobRunner::default().answer(&asked).unwrap().narration.unwrap_or_default();
        let last = narration.rounds.len();
        for round in [0, 1, last / 2, last] {
            let figure = figure(preset, &narration, round);
            apart(&figure);
            if let Ok(folder) = std::env::var("PICTURES") {
                for width in [640, 340] {
                    let svg = figure.svg(english(), Frame::new(width, 160), Medium::File).unwrap();
                    std::fs::write(format!("{folder}/real-{preset}-{round}-{width}.svg"), svg).unwrap();
                }
                let said =
                    format!("{:?}\n{}\n", figure.text(english()), figure.narration_sentences(english()).join("\n"));
                std::fs::write(format!("{folder}/real-{preset}-{round}.txt"), said).unwrap();
            }
        }
    }
}
