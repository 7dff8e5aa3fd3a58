//! What a timeline is made of.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::counted::CountMode;
use super::straggler::{self, Filled};
use crate::calendar::{Bucket, BucketSize, Day};
use crate::gazetteer::Kind;

/// The time that a mention is placed at. The two are never mixed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Axis {
    /// When the document was published.
    #[default]
    Published,
    /// When the text says that things happened.
    Referenced,
}

impl Axis {
    /// The word that stands for it in every output.
    pub fn name(self) -> &'static str {
        match self {
            Axis::Published => "published",
            Axis::Referenced => "referenced",
        }
    }
}

/// What is counted, and against which denominator.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Measure {
    /// Mentions.
    #[default]
    Mentions,
    /// Documents with at least one mention.
    Documents,
    /// Documents with a mention, per 1,000 documents of the bucket; the interval is Wilson's.
    #[serde(rename = "per-1000-documents")]
    Per1000Documents,
    /// Mentions per million words of the bucket; the interval is Poisson's.
    PerMillionWords,
}

impl Measure {
    /// All measures, the default first.
    pub const ALL: [Measure; 4] =
        [Measure::Mentions, Measure::Documents, Measure::Per1000Documents, Measure::PerMillionWords];

    /// The word that stands for it on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Measure::Mentions => "mentions",
            Measure::Documents => "documents",
            Measure::Per1000Documents => "per-1000-documents",
            Measure::PerMillionWords => "per-million-words",
        }
    }

    /// The unit in words, as an axis names it.
    pub fn unit(self) -> &'static str {
        match self {
            Measure::Mentions => "mentions",
            Measure::Documents => "documents with a mention",
            Measure::Per1000Documents => "documents with a mention, per 1,000 documents",
            Measure::PerMillionWords => "mentions per million words",
        }
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Measure {
    type Err = crate::Error;
    fn from_str(text: &str) -> crate::Result<Measure> {
        Measure::ALL.into_iter().find(|measure| measure.name() == text).ok_or_else(|| {
            crate::Error::new(crate::ErrorKind::Usage, format!("{text:?} is not a measure"))
                .help("one of mentions, documents, per-1000-documents, per-million-words")
        })
    }
}

/// Documents and words of a bucket, whoever they mention: the denominator. A bucket without documents has no coverage,
/// which is not the same as zero mentions.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Coverage {
    /// Documents placed in the bucket: those published in it, or those that name a date in it.
    pub documents: u64,
    /// Their words.
    pub words: u64,
}

/// What one bucket says of one entity.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Count {
    /// Mentions; a fraction only where a long span was spread over several buckets.
    pub mentions: f64,
    /// Documents with at least one mention.
    pub documents: f64,
}

/// One entity's row of counts. Only the buckets with a mention are kept; every other covered bucket is an explicit
/// zero.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// The entity's id.
    pub entity: String,
    /// What it is.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// Degrees north and east, for a place that has them.
    pub location: Option<(f64, f64)>,
    /// Position of a bucket in [`Timelines::buckets`], and its count; in order of position, none twice.
    pub counts: Vec<(usize, Count)>,
    /// All its mentions and documents, dated or not, in the period or not.
    pub total: Count,
    /// Those that lie in the buckets; a document, or a source, that lies in several counts once.
    pub placed: Count,
    /// Those with a date on the axis, in the period where one was asked for: also where the date is coarser than a
    /// bucket. What is dated far from all others counts on the axis of publication alone.
    pub within: Count,
}

impl Series {
    /// The count of the bucket at a position; zero where nothing was mentioned.
    pub fn at(&self, position: usize) -> Count {
        match self.counts.binary_search_by_key(&position, |(at, _)| *at) {
            Ok(found) => self.counts[found].1,
            Err(_) => Count::default(),
        }
    }
}

/// What the timelines were made from, and what they leave out: every caption says it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Totals {
    /// Documents of the run that were counted: without copies, if those were left out.
    pub documents: u64,
    /// Documents with no date on the axis (not published on a known day, or naming none): in no bucket.
    pub undated_documents: u64,
    /// Documents whose dates are coarser than the bucket ("2014" on a monthly timeline): in no bucket.
    pub coarse_documents: u64,
    /// Documents outside of the period.
    pub outside_documents: u64,
    /// On the axis `referenced`: mentions of the timelines' entities that no date governs, or one that names no days.
    pub undated_mentions: u64,
    /// On the axis `referenced`: those whose date is coarser than the bucket.
    pub coarse_mentions: u64,
    /// On the axis `referenced`: those whose date is outside of the period.
    pub outside_mentions: u64,
    /// Of those outside of the period: what lies before all others, too far for the timeline to reach back to it.
    pub early: Option<Stragglers>,
    /// The same after all others.
    pub late: Option<Stragglers>,
    /// The first and the last day of what lies in the buckets: of publications, or of what the texts name. Where a
    /// bound was asked for, that stands in its place, as far as the corpus reaches.
    pub days: Option<(Day, Day)>,
    /// The day from which the first bucket is counted, where that is a part of it only: the corpus begins, or was asked
    /// for, so late in it.
    pub counted_from: Option<Day>,
    /// The day up to which the last bucket is counted, where that is a part of it only.
    pub counted_to: Option<Day>,
    /// Inputs that gave no document.
    pub skipped: u64,
    /// Which texts were counted; none if the timelines were not made from a store.
    pub count: Option<CountMode>,
    /// The period that was asked for.
    pub period: (Option<Day>, Option<Day>),
    /// Documents that count with a date on the axis, in the period where one was asked for: also where the date is
    /// coarser than a bucket; on the axis of publication also where it is far from all others.
    pub dated: u64,
    /// Their words.
    pub dated_words: u64,
    /// The first and the last day of these dates.
    pub dated_days: Option<(Day, Day)>,
    /// Copies in the corpus; where a period or documents were asked for, those of them with a date on the axis.
    pub copies: u64,
    /// Different paragraphs in the corpus that are furniture, wherever they lie in time.
    pub furniture: u64,
    /// Entities that the timelines' were chosen from, by their mentions: those with one that counts for the choice.
    pub entities: u64,
    /// Their mentions that count for it, all together.
    pub entity_mentions: u64,
    /// Sources in the corpus; where a period or documents were asked for, those with a dated document in them.
    pub sources: u64,
}

/// What a timeline leaves out because it is dated far from all else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stragglers {
    /// Documents by their publication; on the axis `referenced` mentions of the timelines' entities.
    pub count: u64,
    /// Their first day.
    pub first: Day,
    /// Their last day.
    pub last: Day,
}

impl Stragglers {
    /// Adds some of one date.
    pub(super) fn add(stragglers: &mut Option<Stragglers>, count: u64, (first, last): (Day, Day)) {
        let known = stragglers.unwrap_or(Stragglers { count: 0, first, last });
        *stragglers =
            Some(Stragglers { count: known.count + count, first: known.first.min(first), last: known.last.max(last) });
    }
}

/// The timelines of a run: one series an entity, over the same buckets.
#[derive(Clone, Debug, PartialEq)]
pub struct Timelines {
    /// The axis of time.
    pub axis: Axis,
    /// How long a bucket is.
    pub size: BucketSize,
    /// The time zone whose days are meant.
    pub zone: String,
    /// Every bucket from the first to the last with coverage, without a hole; those that were asked for too, as far as
    /// the corpus reaches.
    pub buckets: Vec<Bucket>,
    /// The coverage of each bucket; as long as `buckets`.
    pub coverage: Vec<Coverage>,
    /// One series an entity, by falling total of mentions, then by id.
    pub series: Vec<Series>,
    /// What it was made from, and what was left out.
    pub totals: Totals,
    /// The gazetteers' names, as a caption gives them.
    pub gazetteers: Vec<String>,
}

impl Timelines {
    /// What a table, or a chart without an axis of time, says of an entity: all its mentions and documents, dated or
    /// not; where a period was asked for, or on the axis `referenced`, those that lie in it, whether or not a bucket
    /// holds them.
    pub fn told(&self, series: &Series) -> Count {
        if self.counts_undated() { series.total } else { series.within }
    }

    /// The same without the entities of which nothing lies in what was asked for, and those with most of it first.
    pub fn mentioned(&self) -> Timelines {
        let mut series: Vec<Series> =
            self.series.iter().filter(|series| self.told(series).mentions > 0.0).cloned().collect();
        // Stable: of equals the one with more in all of the run stays first.
        series.sort_by(|one, other| self.told(other).mentions.total_cmp(&self.told(one).mentions));
        self.with_series(series)
    }

    /// The days of a bucket that are counted, where these are a part of it only: its figures are those of fewer days
    /// than its neighbours'.
    pub fn partial(&self, position: usize) -> Option<(Day, Day)> {
        let bucket = self.buckets.get(position)?;
        let from = self.totals.counted_from.filter(|_| position == 0);
        let to = self.totals.counted_to.filter(|_| position + 1 == self.buckets.len());
        (from.is_some() || to.is_some()).then(|| (from.unwrap_or(bucket.from()), to.unwrap_or(bucket.to())))
    }

    /// Whether [`told`](Timelines::told) counts what has no date.
    pub fn counts_undated(&self) -> bool {
        self.totals.period == (None, None) && self.axis == Axis::Published
    }

    /// Whether a few documents dated far from all others stretch the timelines; [`TimelineOptions::close`] leaves them
    /// out.
    ///
    /// [`TimelineOptions::close`]: super::TimelineOptions::close
    pub fn is_stretched(&self) -> bool {
        let covered = self.buckets.iter().zip(&self.coverage).filter(|(_, coverage)| coverage.documents > 0);
        let filled: Vec<Filled> = covered.map(|(bucket, coverage)| Filled::by(*bucket, coverage.documents)).collect();
        let ends = filled.first().zip(filled.last()).map(|(first, last)| (first.bucket, last.bucket));
        straggler::ends(&filled, (true, true)) != ends
    }

    /// The same timelines with other series: most often some of their own.
    pub fn with_series(&self, series: Vec<Series>) -> Timelines {
        Timelines {
            axis: self.axis,
            size: self.size,
            zone: self.zone.clone(),
            buckets: self.buckets.clone(),
            coverage: self.coverage.clone(),
            series,
            totals: self.totals.clone(),
            gazetteers: self.gazetteers.clone(),
        }
    }
}
