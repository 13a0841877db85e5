//! A figure's data: rows as people read them and as other programs do.

use crate::words::Words;

/// A data table. Cells come twice: as people read them, and as plain decimals for other programs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Caption.
    pub caption: &'static str,
    /// Column heads, with units.
    pub columns: Vec<String>,
    /// Rows.
    pub rows: Vec<TableRow>,
}

/// One row; the first column is its head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    /// The row's head.
    pub head: String,
    /// One cell per further column: shown, plain.
    pub cells: Vec<(String, String)>,
    /// The row the reader stands on.
    pub here: bool,
}

/// A column of numbers as they are, for whoever checks the arithmetic: only in the CSV, behind the table's own columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exact {
    /// Column head, with unit.
    pub head: String,
    /// A cell for each row; empty where it has no such number.
    pub cells: Vec<String>,
}

impl Exact {
    /// Columns of a table whose plain cells are full, by number behind the head.
    #[must_use]
    pub fn of(full: &Table, columns: std::ops::Range<usize>, words: &Words) -> Vec<Self> {
        let column = |n: usize| Self {
            head: words.controls().in_full(full.columns.get(n.saturating_add(1)).map_or("", String::as_str)),
            cells: full
                .rows
                .iter()
                .map(|row| row.cells.get(n).map(|cell| cell.1.clone()).unwrap_or_default())
                .collect(),
        };
        columns.map(column).collect()
    }
}

impl Table {
    /// Column heads.
    #[must_use]
    pub fn heads(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|t| (*t).to_owned()).collect()
    }

    /// The table as CSV: RFC 4180, points for decimals, units in the header.
    #[must_use]
    pub fn csv(&self) -> String {
        self.csv_with(&[])
    }

    /// The same with columns of numbers as they are behind its own.
    #[must_use]
    pub fn csv_with(&self, exact: &[Exact]) -> String {
        let mut out = String::new();
        let mut line = |cells: &mut dyn Iterator<Item = &str>| {
            for (n, cell) in cells.enumerate() {
                if n > 0 {
                    out.push(',');
                }
                if cell.contains([',', '"', '\n', '\r']) {
                    out.push('"');
                    out.push_str(&cell.replace('"', "\"\""));
                    out.push('"');
                } else {
                    out.push_str(cell);
                }
            }
            out.push_str("\r\n");
        };
        line(&mut self.columns.iter().chain(exact.iter().map(|column| &column.head)).map(String::as_str));
        for (at, row) in self.rows.iter().enumerate() {
            let own = row.cells.iter().map(|(_, plain)| plain.as_str());
            let behind = exact.iter().map(|column| column.cells.get(at).map_or("", String::as_str));
            line(&mut std::iter::once(row.head.as_str()).chain(own).chain(behind));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn csv_quotes_what_needs_it_and_writes_plain_numbers() {
        let table = Table {
            caption: "t",
            columns: ["Term", "Added, USD"].map(str::to_owned).to_vec(),
            rows: vec![TableRow {
                head: "a \"b\"".to_owned(),
                cells: vec![("1,000".to_owned(), "1000".to_owned())],
                here: false,
            }],
        };
        let exact = Exact { head: "Added, exact".to_owned(), cells: vec!["1000.001".to_owned()] };
        assert!(table.csv_with(&[exact]).ends_with(",\"Added, exact\"\r\n\"a \"\"b\"\"\",1000,1000.001\r\n"));
        assert_eq!(table.csv(), "Term,\"Added, USD\"\r\n\"a \"\"b\"\"\",1000\r\n");
    }
}
