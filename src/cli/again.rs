//! The options of a command, to be said again by the commands that it advises: without them these would read other
//! things.

use dateline::text::shell_word;

use super::args::{CorpusArgs, CorrectionArgs, DateArg, FieldArgs};
use super::terminal::clean;

/// ` --from 2017 --to 2017-06`, as far as they were given.
pub fn period_flags(from: Option<DateArg>, to: Option<DateArg>) -> String {
    let flag =
        |name: &str, date: Option<DateArg>| date.map_or(String::new(), |DateArg(span)| format!(" {name} {span}"));
    flag("--from", from) + &flag("--to", to)
}

/// ` --corrections mine.toml`, or ` --no-corrections`, as it was given.
pub fn correction_flags(args: &CorrectionArgs) -> String {
    let named = args.corrections.iter().map(|path| path.display().to_string());
    let named = named.map(|path| format!(" --corrections {}", shell_word(&clean(&path))));
    if args.no_corrections { " --no-corrections".to_owned() } else { named.collect() }
}

/// How a corpus is read, but for what `without` names: ` --no-header --date-field 1`.
pub fn corpus_flags(args: &CorpusArgs, without: &[&str]) -> String {
    let path = |path: &std::path::PathBuf| path.display().to_string();
    let FieldArgs { preset, list_field, id_field, title_field, text_field, date_field, .. } = &args.fields;
    let FieldArgs { url_field, publisher_field, lang_field, header, no_header, .. } = &args.fields;
    let lang = (!args.lang.is_empty()).then(|| args.lang.join(","));
    let values = [
        ("--tz", args.tz.as_ref().map(ToString::to_string)),
        ("--dates", args.dates.as_ref().map(path)),
        ("--format", args.format.clone()),
        ("--lang", lang),
        ("--source-country", args.source_country.clone()),
        ("--preset", preset.map(|preset| preset.to_string())),
        ("--list-field", list_field.clone()),
        ("--id-field", id_field.clone()),
        ("--title-field", title_field.clone()),
        ("--text-field", text_field.clone()),
        ("--date-field", date_field.clone()),
        ("--url-field", url_field.clone()),
        ("--publisher-field", publisher_field.clone()),
        ("--lang-field", lang_field.clone()),
    ];
    let switches = [
        ("--file-times", args.file_times),
        ("--split-pages", args.split_pages),
        ("--header", *header),
        ("--no-header", *no_header),
    ];
    let switches = switches.into_iter().filter(|(_, on)| *on).map(|(name, _)| format!(" {name}"));
    let values = values.into_iter().filter(|(name, _)| !without.contains(name));
    let values = values.filter_map(|(name, value)| Some(format!(" {name} {}", shell_word(&clean(&value?)))));
    period_flags(args.from, args.to) + &switches.chain(values).collect::<String>()
}
