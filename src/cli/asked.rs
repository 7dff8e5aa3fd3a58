//! What of a run is asked for: which time, and which entities.

use dateline::Result;
use dateline::calendar::Day;
use dateline::store::Store;
use dateline::timeline::{BucketChoice, TimelineOptions};

use super::args::{DateArg, TimeArgs};
use super::lookup;
use super::settings::period;

/// The first and the last day that are asked for.
///
/// # Errors
/// Of kind [`ErrorKind::Usage`](dateline::ErrorKind::Usage) where the last is before the first.
pub fn days(from: Option<DateArg>, to: Option<DateArg>) -> Result<(Option<Day>, Option<Day>)> {
    let (from, to) = (from.map(DateArg::first), to.map(DateArg::last));
    period(from, to)?;
    Ok((from, to))
}

/// The bucket that a run was built with.
pub fn recorded_by(store: &Store) -> BucketChoice {
    let by = store.manifest().settings.get("by").and_then(|by| by.as_str());
    by.and_then(|by| by.parse().ok()).unwrap_or_default()
}

/// The timelines of the time that is asked for; in the run's buckets, unless others are.
pub fn timelines(store: &Store, time: &TimeArgs) -> Result<TimelineOptions<'static>> {
    let (from, to) = days(time.from, time.to)?;
    Ok(TimelineOptions {
        axis: time.axis.map(Into::into).unwrap_or_default(),
        size: time.by.unwrap_or_else(|| recorded_by(store)),
        from,
        to,
        count: time.count,
        ..TimelineOptions::default()
    })
}

/// The ids of the entities that are named, by id, name or alias; none where nobody is, so that all are meant.
pub fn ids<C: FromIterator<String>>(store: &Store, named: &[String]) -> Result<Option<C>> {
    if named.is_empty() {
        return Ok(None);
    }
    Ok(Some(lookup::entities(store, named)?.into_iter().map(|row| row.id).collect()))
}
