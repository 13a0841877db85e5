use super::*;
use crate::engine::scenario::link;
use crate::words::english;

fn figure(settings: &str) -> HorizonFigure {
    let (scenario, reports) = link::parse(settings);
    assert!(reports.is_empty(), "{reports:?}");
    HorizonFigure::of(&scenario, Reveal::All).unwrap()
}

fn title(settings: &str) -> String {
    figure(settings).text(english()).title
}

#[test]
fn dump() {
    for s in [
        "",
        "v=1&side=short",
        "v=1&leverage=1",
        "v=1&leverage=125&rate=2",
        "v=1&added-margin=2000",
        "v=1&added-margin=2000&added-day=20",
        "v=1&mode=cross&added-margin=2000&added-day=20",
        "v=1&volatility=0",
        "v=1&volatility=5",
    ] {
        let f = figure(s);
        let t = f.text(english());
        eprintln!("{s}\n  {}\n  {}\n  {}", t.title, t.sentence, f.multiples.text(english()).sentence);
    }
}

#[test]
fn timing() {
    use std::time::Instant;
    for s in ["", "v=1&added-margin=2000&added-day=20", "v=1&table=btc", "v=1&funding=0.05&interval=1"] {
        let (scenario, _) = link::parse(s);
        let n = 50;
        let t = Instant::now();
        for _ in 0..n {
            std::hint::black_box(figure(s));
        }
        let all = t.elapsed().as_secs_f64() * 1e3 / f64::from(n);
        let asked = weather::Asked::by(&scenario).unwrap();
        let t = Instant::now();
        for _ in 0..n {
            std::hint::black_box(crate::engine::band::horizon::Band::of(&asked.question, asked.plan).unwrap());
        }
        let band = t.elapsed().as_secs_f64() * 1e3 / f64::from(n);
        let w = Weather::of(asked.clone()).unwrap();
        let t = Instant::now();
        for _ in 0..n {
            std::hint::black_box(w.band.chances(&w.asked.motion).unwrap());
        }
        let ch = t.elapsed().as_secs_f64() * 1e3 / f64::from(n);
        let t = Instant::now();
        let b = w.band.boundaries().unwrap();
        for _ in 0..n {
            std::hint::black_box(crate::engine::band::horizon::months(1, 50, &w.asked.motion, w.band.side, &b));
        }
        let mo = t.elapsed().as_secs_f64() * 1e3 / f64::from(n);
        let t = Instant::now();
        for _ in 0..n {
            std::hint::black_box(Contours::of(w.sky()));
        }
        let co = t.elapsed().as_secs_f64() * 1e3 / f64::from(n);
        let f = figure(s);
        let t = Instant::now();
        for _ in 0..n {
            std::hint::black_box(f.svg(english(), Frame::new(640, 460), Medium::Page).unwrap());
            std::hint::black_box(f.multiples.svg(english(), Frame::new(460, 260), Medium::Page).unwrap());
        }
        let dr = t.elapsed().as_secs_f64() * 1e3 / f64::from(n);
        eprintln!("{s}: all {all:.2} band {band:.2} chances {ch:.2} months {mo:.2} contours {co:.2} draw {dr:.2}");
    }
}

#[test]
fn straight_error() {
    for s in [
        "",
        "v=1&added-margin=2000&added-day=23",
        "v=1&funding=0.05&interval=1",
        "v=1&funding=0.02&interval=4&leverage=50",
        "v=1&funding=0.05&leverage=3&interval=1&volatility=20",
    ] {
        let f = figure(s);
        let exact = f.weather.band.chances(&f.weather.asked.motion).unwrap();
        let mut worst = 0.0_f64;
        for (a, b) in exact.iter().zip(&f.weather.chances) {
            for (x, y) in a.iter().zip(b) {
                worst = worst.max((x - y).abs());
            }
        }
        eprintln!("{s}: worst {worst}");
    }
}
