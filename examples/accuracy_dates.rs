//! How many dates are found and read right, against dates marked by hand.
//!
//! ```text
//! cargo run --release --example accuracy_dates -- news [--misses] GOLD.jsonl
//! cargo run --release --example accuracy_dates -- phrases [--misses] CASES.jsonl
//! ```
//!
//! Each line has `id`, `text`, `dct` (the date of publication) and `timexes`: rows of start, end (code points, end
//! exclusive), type, value and, for phrases, what it resolves to.
//!
//! `news` scores whole articles whose values are TIMEX3: only those that name a calendar span count, a time of day is
//! cut to its day. A date is found strictly if both ends agree, relaxed if the two overlap; its value counts where they
//! do. With `--misses` each error is shown with the words around it. `phrases` asks of single expressions whether the
//! days are the right ones. They are grouped by their type; times, sets and durations, which name no days, are left out
//! and counted.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::{BufRead, BufReader};

use dateline::calendar::{Day, Span};
use dateline::temporal::{Reference, Tagger};
use serde_json::Value;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let misses = arguments.iter().position(|argument| argument == "--misses").map(|at| arguments.remove(at)).is_some();
    match &arguments[..] {
        [mode, path] if mode == "news" => news(path, misses),
        [mode, path] if mode == "phrases" => phrases(path, misses),
        _ => Err("usage: accuracy_dates (news | phrases) [--misses] GOLD.jsonl".into()),
    }
}

fn rows(path: &str) -> Result<Vec<Value>, Box<dyn Error>> {
    let file = std::fs::File::open(path).map_err(|error| format!("{path}: {error}"))?;
    let lines = BufReader::new(file).lines().enumerate();
    lines
        .map(|(at, line)| Ok(serde_json::from_str(&line?).map_err(|error| format!("{path}:{}: {error}", at + 1))?))
        .collect()
}

fn published(row: &Value) -> Option<Span> {
    row["dct"].as_str()?.split(['T', ' ']).next()?.parse().ok()
}

// --- whole articles
// ---------------------------------------------------------------------------------------------------

/// A date of an article: the code points it takes, and its value.
struct Marked {
    start: usize,
    end: usize,
    value: String,
}

impl Marked {
    fn overlap(&self, other: &Marked) -> usize {
        self.end.min(other.end).saturating_sub(self.start.max(other.start))
    }
}

#[derive(Default)]
struct Score {
    gold: usize,
    found: usize,
    strict: usize,
    relaxed: usize,
    value: usize,
}

fn news(path: &str, misses: bool) -> Result<(), Box<dyn Error>> {
    let tagger = Tagger::english();
    let mut score = Score::default();
    let documents = rows(path)?;
    for row in &documents {
        article(row, &tagger, &mut score, misses);
    }
    let f1 = |right: usize| 2.0 * right as f64 / (score.gold + score.found).max(1) as f64;
    println!("documents {}  dates {}  found {}", documents.len(), score.gold, score.found);
    println!("strict F1 {:.4}  relaxed F1 {:.4}  value F1 {:.4}", f1(score.strict), f1(score.relaxed), f1(score.value));
    Ok(())
}

fn article(row: &Value, tagger: &Tagger, score: &mut Score, misses: bool) {
    let text = row["text"].as_str().unwrap_or_default();
    let (gold, other) = gold(row);
    let within = |one: &Marked, all: &[Marked]| all.iter().any(|it| it.overlap(one) > 0);
    let found = tagger.references(text, published(row));
    if misses {
        println!("--- {} of {}: {} {:?}", row["id"], row["dct"], found.genre.name(), found.evidence);
    }
    let mut found: Vec<Marked> = found.references.iter().filter_map(|one| marked(text, one)).collect();
    found.retain(|one| within(one, &gold) || !within(one, &other));
    score.gold += gold.len();
    score.found += found.len();
    for wanted in &gold {
        let best = (0..found.len()).filter(|at| found[*at].overlap(wanted) > 0);
        let best = best.max_by_key(|at| (found[*at].overlap(wanted), usize::MAX - at)).map(|at| found.remove(at));
        let same_ends = best.as_ref().is_some_and(|it| (it.start, it.end) == (wanted.start, wanted.end));
        let right = best.as_ref().is_some_and(|it| it.value == wanted.value);
        score.relaxed += usize::from(best.is_some());
        score.strict += usize::from(same_ends);
        score.value += usize::from(right);
        if misses && !(same_ends && right) {
            show_miss(text, Some(wanted), best.as_ref());
        }
    }
    if misses {
        found.iter().for_each(|extra| show_miss(text, None, Some(extra)));
    }
}

/// Shows an error, with the words before and after it.
fn show_miss(text: &str, wanted: Option<&Marked>, found: Option<&Marked>) {
    let Some(at) = wanted.or(found) else { return };
    let cut = |from: usize, to: usize| -> String {
        let words: String = text.chars().skip(from).take(to.saturating_sub(from)).collect();
        words.replace('\n', " ")
    };
    let told = |it: Option<&Marked>| it.map_or("-".into(), |it| format!("{:?} = {}", cut(it.start, it.end), it.value));
    let (before, after) = (cut(at.start.saturating_sub(90), at.start), cut(at.end, at.end + 60));
    println!("wanted {}  found {}\n    {before}[{}]{after}", told(wanted), told(found), cut(at.start, at.end));
}

/// The marked dates of an article, and what else is marked.
fn gold(row: &Value) -> (Vec<Marked>, Vec<Marked>) {
    let all = row["timexes"].as_array().into_iter().flatten();
    let read = all.map(|it| {
        let kind = it[2].as_str().unwrap_or_default().to_uppercase();
        let number = |at: usize| it[at].as_u64().unwrap_or_default() as usize;
        let value = normal(it[3].as_str().unwrap_or_default());
        (matches!(&*kind, "DATE" | "TIMEX2"), Marked { start: number(0), end: number(1), value })
    });
    let (dates, other): (Vec<_>, Vec<_>) = read.partition(|(date, it)| *date && is_calendar(&it.value));
    (dates.into_iter().map(|it| it.1).collect(), other.into_iter().map(|it| it.1).collect())
}

fn marked(text: &str, reference: &Reference) -> Option<Marked> {
    let value = normal(reference.value.as_deref()?);
    let points = |byte: usize| text[..byte].chars().count();
    is_calendar(&value).then(|| Marked { start: points(reference.start), end: points(reference.end), value })
}

/// A value without its time of day.
fn normal(value: &str) -> String {
    let upper = value.trim().to_uppercase();
    upper.split('T').next().unwrap_or_default().replace("-AU", "-FA")
}

/// Whether a value names a span of the calendar: `1998`, `199`, `1998-10`, `1998-10-05`, `1998-W40`, `1998-Q4`,
/// `1998-SU`.
fn is_calendar(value: &str) -> bool {
    let digits =
        |text: &str, wanted: &[usize]| wanted.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let mut parts = value.split('-');
    let (year, rest) = (parts.next().unwrap_or_default(), parts.collect::<Vec<_>>());
    digits(year, &[3, 4])
        && match rest[..] {
            [] => true,
            ["SP" | "SU" | "FA" | "WI"] => true,
            [part] | [part, "WE"] if part.starts_with('W') => digits(&part[1..], &[2]),
            [part] if part.starts_with(['Q', 'H']) => digits(&part[1..], &[1]),
            [month] => digits(month, &[2]),
            [month, day] => digits(month, &[2]) && digits(day, &[2]),
            _ => false,
        }
}

// --- single expressions
// -------------------------------------------------------------------------------------------------

fn phrases(path: &str, misses: bool) -> Result<(), Box<dyn Error>> {
    let tagger = Tagger::english();
    let mut classes: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut left_out: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows(path)? {
        let text = row["text"].as_str().unwrap_or_default();
        let found = tagger.references(text, published(&row)).references;
        for wanted in row["timexes"].as_array().into_iter().flatten() {
            let kind = wanted[2].as_str().unwrap_or("untyped").trim_start_matches("datetimeV2.");
            let dated = !kind.contains("time") || kind.starts_with("datetime") && !kind.ends_with("range");
            let Some(days) = days(wanted).filter(|_| dated && kind != "set") else {
                *left_out.entry(kind.to_owned()).or_default() += 1;
                continue;
            };
            let right = is_right(&found, text, wanted, days);
            let form = if says_its_year(text) { "with a year" } else { "without a year" };
            let class = classes.entry(format!("{kind}, {form}")).or_default();
            *class = (class.0 + 1, class.1 + usize::from(right));
            if misses && !right {
                println!("{kind}: {text:?} is {}/{}, found {}", days.0, days.1, shown(&found));
            }
        }
    }
    for (class, (cases, right)) in &classes {
        println!("{:5.1} %  {right:4} of {cases:4}  {class}", 100.0 * *right as f64 / *cases as f64);
    }
    println!("left out, as they name no days: {left_out:?}");
    Ok(())
}

/// The first day and the last of what an expression resolves to, in its reading as past; none for times, durations,
/// sets.
fn days(wanted: &Value) -> Option<(Day, Day)> {
    let day = |text: &str| text.get(..10)?.parse::<Day>().ok();
    let detail = &wanted[4];
    if let Some(grain) = detail["grain"].as_str() {
        let (from, to) = wanted[3].as_str()?.split_once('/').unwrap_or((wanted[3].as_str()?, ""));
        let whole = matches!(grain, "Day" | "Week" | "Month" | "Quarter" | "Year");
        let from = day(from).filter(|_| whole)?;
        return Some((from, if to.is_empty() { last_of(from, grain)? } else { day(to)?.plus_days(-1)? }));
    }
    let first = detail["values"].as_array().and_then(|all| all.first());
    let value = if detail["past"].is_object() { &detail["past"] } else { first? };
    let text = |name: &str| value[name].as_str().and_then(day);
    match (text("date").or_else(|| text("value")), text("startDate").or_else(|| text("start"))) {
        (Some(one), _) => Some((one, one)),
        (None, Some(from)) => Some((from, text("endDate").or_else(|| text("end"))?.plus_days(-1)?)),
        (None, None) => None,
    }
}

fn last_of(from: Day, grain: &str) -> Option<Day> {
    match grain {
        "Day" => Some(from),
        "Week" => from.plus_days(6),
        "Month" => Some(from.last_of_month()),
        "Quarter" => Some(from.plus_months(2)?.last_of_month()),
        _ => from.plus_months(12)?.plus_days(-1),
    }
}

/// Whether a reference within the expression, or all of them together, name its days.
fn is_right(found: &[Reference], text: &str, wanted: &Value, days: (Day, Day)) -> bool {
    let byte = |at: usize| {
        let point = wanted[at].as_u64().unwrap_or_default() as usize;
        text.char_indices().nth(point).map_or(text.len(), |(byte, _)| byte)
    };
    let (start, end) = (byte(0), byte(1));
    let within = found.iter().filter(|one| one.start < end && start < one.end);
    let spans: Vec<Span> = within.filter_map(Reference::days).collect();
    let whole = (spans.iter().map(|it| it.from()).min(), spans.iter().map(|it| it.to()).max());
    // Of "from 2 to 22 October" these collections leave out the last day.
    let next = days.1.plus_days(1);
    let ends = spans.len() > 1 && whole == (Some(days.0), next);
    ends || whole == (Some(days.0), Some(days.1)) || spans.iter().any(|it| (it.from(), it.to()) == days)
}

fn says_its_year(text: &str) -> bool {
    let runs = text.split(|c: char| !c.is_ascii_digit());
    runs.filter_map(|run| (run.len() == 4).then(|| run.parse::<i32>().ok())?).any(|year| (1000..2999).contains(&year))
}

fn shown(found: &[Reference]) -> String {
    let one = |it: &Reference| it.days().map_or("unresolved".into(), |span| format!("{}/{}", span.from(), span.to()));
    found.iter().map(one).collect::<Vec<String>>().join(", ")
}
