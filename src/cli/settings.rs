//! Settings: what `dateline.toml` says, overlaid by the flags, as one checked value.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use dateline::calendar::{Day, Granularity, Span, Zone};
use dateline::corpus::{CorpusOptions, DateManifest, DocumentLanguage, Fields, FormatChoice, Preset};
use dateline::corrections;
use dateline::gazetteer::{country_code, is_country_code};
use dateline::matcher::Ambiguous;
use dateline::pipeline::Reuse;
use dateline::timeline::BucketChoice;
use dateline::{Error, ErrorKind, Result};
use serde::{Deserialize, Serialize};

use super::args::{BuildArgs, CorpusArgs, CorrectionArgs, DateArg, FieldArgs};
use super::run_dir::DEFAULT_DIR;
use super::settings_file::{FILE, FileFields, SettingsFile, flag_or_file};

/// The settings of a build, checked.
#[derive(Debug)]
pub struct BuildSettings {
    pub corpus: Vec<PathBuf>,
    pub gazetteers: Vec<String>,
    pub corrections: Vec<PathBuf>,
    pub dir: PathBuf,
    pub by: BucketChoice,
    pub period: Option<Span>,
    pub jobs: NonZeroUsize,
    pub charts: bool,
    pub report: bool,
    /// Whether large gazetteers may be kept beside their files, ready to be matched.
    pub cache: bool,
    /// What is done with what the last run found.
    pub reuse: Reuse,
    pub ambiguous: Ambiguous,
    /// What the manifest keeps of them.
    pub record: SettingsRecord,
}

/// The settings as `run.json` keeps them: all that the result depends on.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SettingsRecord {
    pub corpus: Vec<String>,
    pub gazetteers: Vec<String>,
    /// The files of corrections.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<String>,
    pub by: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Day>,
    pub tz: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dates: Option<String>,
    pub format: String,
    /// The source whose names of fields were meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preset: Option<String>,
    /// What fields of rows were said to be called, and whether tables have a header.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, String>,
    pub file_times: bool,
    /// Whether pages that hold several articles were split.
    #[serde(default)]
    pub split_pages: bool,
    /// The languages that were wanted; all if there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lang: Vec<String>,
    /// The country of sources whose addresses tell none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_country: Option<String>,
    pub references: bool,
    /// Which texts count unless a reader asks otherwise: all, distinct, sources.
    pub count: String,
    /// What becomes of names that several entities share: keep, best, drop.
    pub ambiguous: String,
    /// Whether names count inside addresses and hashtags too.
    #[serde(default)]
    pub anywhere: bool,
}

/// What is read, and how, checked.
#[derive(Debug)]
pub struct InputSettings {
    pub corpus: Vec<PathBuf>,
    pub period: Option<Span>,
    pub jobs: NonZeroUsize,
    from: Option<Day>,
    to: Option<Day>,
    dates: Option<PathBuf>,
    format: String,
}

/// The settings of what is read without matching, from the flags and the settings file, and the files of corrections.
pub fn corpus_settings(
    args: CorpusArgs,
    corrections: CorrectionArgs,
) -> Result<(InputSettings, CorpusOptions, Vec<PathBuf>)> {
    let mut file = SettingsFile::read()?;
    let (settings, options) = input_settings(args, &mut file)?;
    Ok((settings, options, correction_files(corrections, file.corrections, &file.gazetteers)))
}

fn input_settings(args: CorpusArgs, file: &mut SettingsFile) -> Result<(InputSettings, CorpusOptions)> {
    let corpus = or(args.corpus, std::mem::take(&mut file.corpus));
    if corpus.is_empty() {
        return Err(Error::new(ErrorKind::Usage, "no corpus: nothing to read").help(format!(
            "name files or folders (dateline build articles/), `-` for standard input, or set `corpus` in {FILE}"
        )));
    }
    let zone = flag_or_file(args.tz, file.tz.take(), "tz")?.unwrap_or(Zone::UTC);
    let from = flag_or_file(args.from, file.from.take(), "from")?.map(DateArg::first);
    let to = flag_or_file(args.to, file.to.take(), "to")?.map(DateArg::last);
    let format = args.format.or(file.format.take()).unwrap_or_else(|| "auto".into());
    let dates = args.dates.or(file.dates.take());
    let preset = flag_or_file(args.fields.preset, file.preset.take(), "preset")?;
    let options = CorpusOptions {
        format: format.parse::<FormatChoice>()?,
        header: header(&args.fields, file.fields.header),
        fields: fields(args.fields, std::mem::take(&mut file.fields), preset),
        zone,
        manifest: dates.as_deref().map(|path| DateManifest::read(path, zone)).transpose()?,
        use_file_times: args.file_times || file.file_times,
        split_pages: args.split_pages || file.split_pages,
        languages: languages(or(args.lang, std::mem::take(&mut file.lang)))?,
        country: args
            .source_country
            .or(file.source_country.take())
            .map(|named| country(&named, "--source-country GB"))
            .transpose()?,
        ..CorpusOptions::default()
    };
    let jobs = jobs(args.jobs.or(file.jobs))?;
    Ok((InputSettings { corpus, period: period(from, to)?, jobs, from, to, dates, format }, options))
}

/// The settings of a build from the flags and the settings file, and how its corpus is to be read.
pub fn build_settings(args: BuildArgs) -> Result<(BuildSettings, CorpusOptions)> {
    let mut file = SettingsFile::read()?;
    let (input, corpus_options) = input_settings(args.input, &mut file)?;
    let by = flag_or_file(args.by, file.by, "by")?.unwrap_or_default();
    let ambiguous = flag_or_file(args.ambiguous, file.ambiguous, "ambiguous")?.unwrap_or_default();
    let gazetteers = or(or(args.gazetteers, file.gazetteers), vec!["bundled".to_owned()]);
    let corrections = correction_files(args.corrections, file.corrections, &gazetteers);
    let record = SettingsRecord {
        corpus: written(&input.corpus),
        gazetteers: gazetteers.clone(),
        corrections: written(&corrections),
        by: by.to_string(),
        from: input.from,
        to: input.to,
        tz: corpus_options.zone.to_string(),
        dates: input.dates.as_ref().map(|path| path.display().to_string()),
        format: input.format,
        preset: corpus_options.fields.preset.map(|preset| preset.to_string()),
        fields: recorded_fields(&corpus_options),
        file_times: corpus_options.use_file_times,
        split_pages: corpus_options.split_pages,
        lang: corpus_options.languages.clone(),
        source_country: corpus_options.country.clone(),
        count: flag_or_file(args.count, file.count, "count")?.unwrap_or_default().name().to_owned(),
        ambiguous: ambiguous.name().to_owned(),
        anywhere: args.anywhere || file.anywhere,
        references: !args.no_references && file.references.unwrap_or(true),
    };
    let cache = !args.no_cache && file.cache.unwrap_or(true);
    let settings = BuildSettings {
        corpus: input.corpus,
        gazetteers,
        corrections,
        dir: args.run.dir.or(file.dir).unwrap_or_else(|| PathBuf::from(DEFAULT_DIR)),
        by,
        period: input.period,
        jobs: input.jobs,
        ambiguous,
        cache,
        reuse: reuse(cache, args.full),
        charts: !args.no_charts && file.charts.unwrap_or(true),
        report: !args.no_report && file.report.unwrap_or(true),
        record,
    };
    Ok((settings, corpus_options))
}

/// Paths as the record of a run has them.
fn written(paths: &[PathBuf]) -> Vec<String> {
    paths.iter().map(|path| path.display().to_string()).collect()
}

fn reuse(cache: bool, full: bool) -> Reuse {
    match (cache, full) {
        (false, _) => Reuse::Nothing,
        (true, true) => Reuse::Renew,
        (true, false) => Reuse::Unchanged,
    }
}

fn correction_files(args: CorrectionArgs, file: Option<Vec<PathBuf>>, gazetteers: &[String]) -> Vec<PathBuf> {
    match args.corrections {
        _ if args.no_corrections => Vec::new(),
        named if named.is_empty() => file.unwrap_or_else(|| corrections_beside(gazetteers)),
        named => named,
    }
}

/// The corrections that lie where nobody has to name them: in the current folder, as the settings do, and beside each
/// gazetteer.
fn corrections_beside(gazetteers: &[String]) -> Vec<PathBuf> {
    let folder_of = |spec: &String| {
        let path = Path::new(spec.split_once(':').map_or(spec.as_str(), |(_, path)| path));
        if path.is_dir() { Some(path.to_path_buf()) } else { path.parent().map(Path::to_path_buf) }
    };
    let named = gazetteers.iter().filter(|spec| *spec != "bundled").filter_map(folder_of);
    let mut found: Vec<PathBuf> = Vec::new();
    for folder in std::iter::once(PathBuf::new()).chain(named) {
        let file = folder.join(corrections::FILE_NAME);
        if file.is_file() && !found.contains(&file) {
            found.push(file);
        }
    }
    found
}

fn said(from: Day, to: Day) -> String {
    format!("the period ends ({}) before it begins ({})", to.spoken(), from.spoken())
}

/// The span between two optional days.
pub fn period(from: Option<Day>, to: Option<Day>) -> Result<Option<Span>> {
    match (from, to) {
        (None, None) => Ok(None),
        (from, to) => {
            let (from, to) = (from.unwrap_or(Day::MIN), to.unwrap_or(Day::MAX));
            if from > to {
                return Err(Error::new(ErrorKind::Usage, said(from, to)).help("exchange --from and --to"));
            }
            Ok(Some(Span::between(from, to, Granularity::Day)))
        }
    }
}

/// The tags of the languages that the user named.
fn languages(named: Vec<String>) -> Result<Vec<String>> {
    let tag = |name: &String| {
        DocumentLanguage::tag_of(name).ok_or_else(|| {
            let error = Error::new(ErrorKind::Usage, format!("{name:?} is no language"));
            error.help("name languages by their codes (ISO 639-1, or 639-3 where that has none), as in --lang en,fr,ar")
        })
    };
    let mut tags: Vec<String> = named.iter().map(tag).collect::<Result<_>>()?;
    tags.sort();
    tags.dedup();
    Ok(tags)
}

/// The code of the country that the user named; `example` is the option as it should be given.
pub fn country(named: &str, example: &str) -> Result<String> {
    country_code(named).map(String::from).filter(|code| is_country_code(code)).ok_or_else(|| {
        let error = Error::new(ErrorKind::Usage, format!("{named:?} is no country"));
        error.help(match DocumentLanguage::tag_of(named) {
            Some(_) => {
                "it is the code of a language; a country has its own (ISO 3166-1), as GB, US or AU where English is \
                 written"
                    .into()
            }
            None => format!("name it by its code (ISO 3166-1), as in {example}, or by its English name"),
        })
    })
}

fn jobs(wanted: Option<usize>) -> Result<NonZeroUsize> {
    match wanted {
        Some(count) => NonZeroUsize::new(count)
            .ok_or_else(|| Error::new(ErrorKind::Usage, "no thread can do no work").help("give -j 1 or more")),
        None => Ok(std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)),
    }
}

fn header(flags: &FieldArgs, file: Option<bool>) -> Option<bool> {
    match (flags.header, flags.no_header) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => file,
    }
}

fn fields(flags: FieldArgs, file: FileFields, preset: Option<Preset>) -> Fields {
    Fields {
        id: flags.id_field.or(file.id.map(String::from)),
        title: flags.title_field.or(file.title.map(String::from)),
        text: flags.text_field.or(file.text.map(String::from)),
        date: flags.date_field.or(file.date.map(String::from)),
        url: flags.url_field.or(file.url.map(String::from)),
        publisher: flags.publisher_field.or(file.publisher.map(String::from)),
        language: flags.lang_field.or(file.language.map(String::from)),
        list: flags.list_field.or(file.list.map(String::from)),
        preset,
    }
}

/// The fields that were named, by the keys of the settings file.
fn recorded_fields(options: &CorpusOptions) -> BTreeMap<String, String> {
    let Fields { id, title, text, date, url, publisher, language, list, preset: _ } = &options.fields;
    let header = options.header.map(|header| header.to_string());
    let named = [
        ("id", id),
        ("title", title),
        ("text", text),
        ("date", date),
        ("url", url),
        ("publisher", publisher),
        ("language", language),
        ("list", list),
        ("header", &header),
    ];
    named.into_iter().filter_map(|(key, name)| Some((key.to_owned(), name.clone()?))).collect()
}

fn or<T>(flag: Vec<T>, file: Vec<T>) -> Vec<T> {
    if flag.is_empty() { file } else { flag }
}
