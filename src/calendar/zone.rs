//! Time zones: to which day a moment belongs.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, FixedOffset, Utc};

use super::Day;

/// A time zone, by its IANA name ("Asia/Baghdad"), `UTC`, or a fixed offset ("+03:00").
///
/// The rules of the named zones are compiled in, so a day never depends on the machine.
///
/// ```
/// use dateline::calendar::Zone;
/// let zone: Zone = "America/New_York".parse()?;
/// // 02:30 in UTC is still the evening before in New York.
/// assert_eq!(zone.day_of_timestamp(1_499_740_200).unwrap().to_string(), "2017-07-10");
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone(Inner);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Inner {
    Named(chrono_tz::Tz),
    Fixed(FixedOffset),
}

impl Zone {
    /// Coordinated Universal Time, the default everywhere.
    pub const UTC: Zone = Zone(Inner::Named(chrono_tz::UTC));

    /// The day of a moment, given as seconds since 1970-01-01T00:00:00Z; none outside of the calendar.
    pub fn day_of_timestamp(self, seconds: i64) -> Option<Day> {
        let moment = DateTime::<Utc>::from_timestamp(seconds, 0)?;
        let date = match self.0 {
            Inner::Named(zone) => moment.with_timezone(&zone).date_naive(),
            Inner::Fixed(offset) => moment.with_timezone(&offset).date_naive(),
        };
        Day::from_epoch_days(date.to_epoch_days())
    }
}

impl Default for Zone {
    fn default() -> Zone {
        Zone::UTC
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Inner::Named(zone) => f.write_str(zone.name()),
            Inner::Fixed(offset) => write!(f, "{offset}"),
        }
    }
}

impl FromStr for Zone {
    type Err = crate::Error;
    fn from_str(text: &str) -> crate::Result<Zone> {
        if text.eq_ignore_ascii_case("utc") || text == "Z" {
            return Ok(Zone::UTC);
        }
        if text.starts_with(['+', '-']) {
            if let Ok(offset) = text.parse::<FixedOffset>() {
                return Ok(Zone(Inner::Fixed(offset)));
            }
        } else if let Ok(zone) = text.parse::<chrono_tz::Tz>() {
            return Ok(Zone(Inner::Named(zone)));
        }
        Err(crate::Error::new(crate::ErrorKind::Usage, format!("{text:?} is not a time zone"))
            .help("an IANA name such as Asia/Baghdad, UTC, or an offset such as +03:00"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_have_names_and_offsets() {
        for (text, name) in
            [("utc", "UTC"), ("Asia/Baghdad", "Asia/Baghdad"), ("+03:00", "+03:00"), ("-0430", "-04:30")]
        {
            assert_eq!(text.parse::<Zone>().unwrap().to_string(), name);
        }
        assert!("Baghdad Time".parse::<Zone>().is_err());
    }
}
