//! A figure's data: rows as people read them and as other programs do.

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

impl Table {
    /// Column heads.
    #[must_use]
    pub fn heads(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|t| (*t).to_owned()).collect()
    }

    /// The table as CSV: RFC 4180, points for decimals, units in the header.
    #[must_use]
    pub fn csv(&self) -> String {
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
        line(&mut self.columns.iter().map(String::as_str));
        for row in &self.rows {
            line(&mut std::iter::once(row.head.as_str()).chain(row.cells.iter().map(|(_, plain)| plain.as_str())));
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
        assert_eq!(table.csv(), "Term,\"Added, USD\"\r\n\"a \"\"b\"\"\",1000\r\n");
    }
}
