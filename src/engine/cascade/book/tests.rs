use super::*;

fn near(a: f64, b: f64) {
    assert!((a - b).abs() <= 1e-10 * b.abs(), "{a} is not {b}");
}

#[test]
fn c09_exponential_book_fill() {
    let book = Book::log(100.0, 1000.0).unwrap();
    let fill = book.fill(Place::default(), 50.0, 1.0).unwrap();
    near(book.price_at(fill.place.displacement), 95.122_942_450_1);
    near(fill.average, 97.541_150_998_6);
    near(fill.average * 50.0, 4_877.057_549_93);
    near(fill.average * 50.0, 1000.0 * (100.0 - book.price_at(fill.place.displacement)));
}

#[test]
fn a_sale_in_pieces_ends_and_pays_as_one_for_every_shape() {
    for exponent in [0.5, 0.8, 0.875, 1.0, 1.7] {
        let book = Book::from_one_percent(50.0, 2000.0, exponent).unwrap();
        for start in [-0.3, 0.0, 1e-6, 0.02] {
            for sold in [1e-4, 3.0, 40.0, -25.0] {
                let whole = book.fill(book.place(start), sold, 0.7).unwrap();
                let first = book.fill(book.place(start), 0.3 * sold, 0.7).unwrap();
                let second = book.fill(first.place, 0.7 * sold, 0.7).unwrap();
                near(book.price_at(second.place.displacement), book.price_at(whole.place.displacement));
                near(0.3 * first.average + 0.7 * second.average, whole.average);
            }
        }
    }
}

#[test]
fn the_average_of_a_square_root_book_has_a_closed_form() {
    // The integral of 2 K x e^-x is 2 K (1 - (1 + x) e^-x).
    let book = Book::new(1.0, Shape::Power { scale: 8.0, exponent: 0.5 }).unwrap();
    let fill = book.fill(Place::default(), 2.0, 1.0).unwrap();
    near(fill.place.displacement, 0.5);
    near(fill.average * 2.0, 16.0 * (1.0 - 1.5 * libm::exp(-0.5)));
    // And above the start, where e^-t grows.
    let fill = book.fill(Place::default(), -2.0, 1.0).unwrap();
    near(fill.place.displacement, -0.5);
    near(fill.average * 2.0, 16.0 * (1.0 - 0.5 * libm::exp(0.5)));
}

#[test]
fn one_percent_depth_is_absorbed_within_one_percent() {
    for exponent in [0.5, 0.875, 1.0] {
        let book = Book::from_one_percent(200.0, 1e6, exponent).unwrap();
        near(book.absorbed(0.01), 5000.0);
        near(book.displacement(5000.0).unwrap(), 0.01);
    }
}

#[test]
fn withdrawn_depth_moves_no_price_by_itself() {
    let book = Book::log(100.0, 1000.0).unwrap();
    let half = book.fill(book.place(0.1), 10.0, 0.5).unwrap();
    near(half.place.displacement, 0.12);
    assert_eq!(book.fill(book.place(0.1), 0.0, 0.5).unwrap().place, book.place(0.1));
}

#[test]
fn a_bottomless_book_stays_where_it_is() {
    let book = Book::new(2.0, Shape::Bottomless).unwrap();
    let fill = book.fill(book.place(0.1), 1e9, 1.0).unwrap();
    near(fill.place.displacement, 0.1);
    near(fill.average, 2.0 * libm::exp(-0.1));
    assert!(book.reach(Direction::Down, 0.2).is_infinite());
}

#[test]
fn what_is_no_depth_is_refused() {
    for bad in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert!(Book::log(100.0, bad).is_err());
        assert!(Book::log(bad, 1.0).is_err());
        assert!(Book::from_one_percent(100.0, 1.0, bad).is_err());
    }
    let e = Book::log(1.0, 0.0).unwrap_err().to_string();
    assert_eq!(e, "Depth: OutOfRange { value: 0.0, range: Range { from: Excluded(0.0), to: Unbounded } }");
}
