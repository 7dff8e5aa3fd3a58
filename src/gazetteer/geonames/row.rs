//! One row of the 19-column layout, borrowed from its line.

/// The columns that are used.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Row<'l> {
    pub(super) id: &'l str,
    pub(super) name: &'l str,
    pub(super) ascii: &'l str,
    /// Comma-separated.
    pub(super) alternates: &'l str,
    pub(super) lat: f64,
    pub(super) lon: f64,
    pub(super) class: &'l str,
    pub(super) code: &'l str,
    pub(super) country: &'l str,
    pub(super) admin1: &'l str,
    pub(super) admin2: &'l str,
    /// 0 if unknown.
    pub(super) population: u64,
}

const COLUMNS: usize = 19;

impl<'l> Row<'l> {
    /// The row of a line, or what is wrong with it.
    pub(super) fn parse(line: &'l str) -> Result<Row<'l>, String> {
        let mut cells = [""; COLUMNS];
        let mut count = 0;
        for cell in line.split('\t') {
            if let Some(slot) = cells.get_mut(count) {
                *slot = cell.trim();
            }
            count += 1;
        }
        if count != COLUMNS {
            return Err(format!("the row has {count} columns instead of {COLUMNS}"));
        }
        let [id, name, ascii, alternates, lat, lon, class, code, country, _, admin1, admin2, _, _, population, ..] =
            cells;
        if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            return Err(format!("{id:?} is not an identifier"));
        }
        if !name.chars().any(char::is_alphanumeric) {
            return Err(format!("the name {name:?} holds no letter and no digit"));
        }
        Ok(Row {
            id,
            name,
            ascii,
            alternates,
            lat: degrees(lat, "latitude", 90.0)?,
            lon: degrees(lon, "longitude", 180.0)?,
            class,
            code,
            country,
            admin1,
            admin2,
            population: population_of(population)?,
        })
    }
}

fn degrees(text: &str, what: &str, limit: f64) -> Result<f64, String> {
    let number = text.parse().ok().filter(|degrees| (-limit..=limit).contains(degrees));
    number.ok_or_else(|| format!("the {what} {text:?} is not a number from -{limit} to {limit}"))
}

fn population_of(text: &str) -> Result<u64, String> {
    if text.is_empty() { Ok(0) } else { text.parse().map_err(|_| format!("the population {text:?} is not a number")) }
}
