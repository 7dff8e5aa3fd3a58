//! Time zones: to which day a moment belongs.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, FixedOffset, NaiveDate, Offset, TimeDelta, TimeZone, Utc};

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

    /// A moment as its clocks show it, in RFC 3339: `2017-06-14T00:00:00+03:00`; none outside of the calendar.
    pub(crate) fn shown(self, seconds: i64) -> Option<String> {
        let moment = DateTime::<Utc>::from_timestamp(seconds, 0)?;
        Some(match self.0 {
            Inner::Named(zone) => moment.with_timezone(&zone).to_rfc3339(),
            Inner::Fixed(offset) => moment.with_timezone(&offset).to_rfc3339(),
        })
    }

    /// The first and the last second of a day there, as RFC 3339 has moments: `2017-06-14T00:00:00+03:00`, with `Z` for
    /// UTC. Where the clock skips midnight the day begins with the hour after it.
    pub fn bounds_of(self, day: Day) -> (String, String) {
        let minutes = 0..24 * 60;
        let first = minutes.clone().find_map(|minute| self.moment(day, minute, 0));
        let last = minutes.rev().find_map(|minute| self.moment(day, minute, 59));
        // Every day has a minute, in whatever zone.
        (first.unwrap_or_else(|| format!("{day}T00:00:00Z")), last.unwrap_or_else(|| format!("{day}T23:59:59Z")))
    }

    /// A moment of a day there; none where the clock skips it.
    fn moment(self, day: Day, minute: u32, second: u32) -> Option<String> {
        let date = NaiveDate::from_epoch_days(day.epoch_days())?;
        let local = date.and_hms_opt(minute / 60, minute % 60, second)?;
        let late = minute >= 12 * 60;
        let offset = match self.0 {
            Inner::Named(zone) => {
                let found = zone.offset_from_local_datetime(&local);
                if late { found.latest() } else { found.earliest() }?.fix()
            }
            Inner::Fixed(offset) => offset,
        };
        let offset = match offset.local_minus_utc() {
            0 => "Z".to_owned(),
            whole if whole % 60 == 0 => offset.to_string(),
            // RFC 3339 has no seconds in offsets, as local mean time had before there were zones.
            seconds => {
                let utc = local.checked_sub_signed(TimeDelta::seconds(seconds.into()))?;
                return Some(utc.format("%Y-%m-%dT%H:%M:%SZ").to_string());
            }
        };
        Some(format!("{day}T{}{offset}", local.format("%H:%M:%S")))
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
    fn a_day_begins_and_ends_where_its_zone_says() {
        for (zone, day, first, last) in [
            ("UTC", "2017-06-14", "2017-06-14T00:00:00Z", "2017-06-14T23:59:59Z"),
            ("Asia/Baghdad", "2017-06-14", "2017-06-14T00:00:00+03:00", "2017-06-14T23:59:59+03:00"),
            ("-04:30", "2017-06-14", "2017-06-14T00:00:00-04:30", "2017-06-14T23:59:59-04:30"),
            // Clocks go from 24:00 to 01:00.
            ("Asia/Beirut", "2017-03-26", "2017-03-26T01:00:00+03:00", "2017-03-26T23:59:59+03:00"),
            ("Asia/Baghdad", "0323-06-14", "0323-06-13T21:02:20Z", "0323-06-14T21:02:19Z"),
        ] {
            let bounds = zone.parse::<Zone>().unwrap().bounds_of(day.parse().unwrap());
            assert_eq!(bounds, (first.to_owned(), last.to_owned()), "{zone} {day}");
        }
    }

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
