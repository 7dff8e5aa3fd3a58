//! Every type of chart over data from three documents to two centuries, in every theme.

use super::samples;
use super::*;
use crate::timeline::{Measure, Timelines};

/// A chart with all that any type needs.
pub(super) fn drawn(kind: ChartKind, timelines: &Timelines, dots: &[Dot], options: &ChartOptions) -> Result<Drawing> {
    let (pairs, sources) = (samples::pairs(timelines), samples::sources(timelines));
    let data = ChartData::new(timelines).with_dots(dots).with_pairs(&pairs).with_sources(&sources);
    draw(kind, &data.of_subject("the city"), options)
}

/// The data sets, with their dots.
fn sets() -> Vec<(&'static str, Timelines, Vec<Dot>)> {
    let (few, few_dots) = samples::few();
    let with_dots = |name, timelines: Timelines| {
        let dots = samples::dots(&timelines);
        (name, timelines, dots)
    };
    vec![
        with_dots("months", samples::months()),
        with_dots("forty", samples::forty()),
        with_dots("centuries", samples::centuries()),
        with_dots("single", samples::single()),
        with_dots("scripts", samples::scripts()),
        with_dots("long", samples::long_names()),
        ("few", few, few_dots),
    ]
}

fn options(theme: Theme) -> ChartOptions {
    ChartOptions { theme, ..ChartOptions::default() }
}

/// Writes every chart as a PNG for a person to look at: `DATELINE_CHARTS=DIR cargo test charts_to_look_at --
/// --ignored`.
#[test]
#[ignore = "for the eye: writes pictures to the folder that DATELINE_CHARTS names"]
fn charts_to_look_at() {
    let folder = std::path::PathBuf::from(std::env::var_os("DATELINE_CHARTS").expect("a folder"));
    let only = std::env::var("DATELINE_ONLY").unwrap_or_default();
    for (name, timelines, dots) in sets() {
        for kind in ChartKind::ALL {
            for theme in Theme::ALL {
                let file = format!("{kind}-{name}-{theme}");
                if !file.contains(&only) || (theme != Theme::Light && name != "months") {
                    continue;
                }
                match drawn(kind, &timelines, &dots, &options(theme)) {
                    Ok(drawing) => {
                        std::fs::write(folder.join(format!("{file}.png")), drawing.png(1.0).unwrap()).unwrap();
                        std::fs::write(folder.join(format!("{file}.svg")), drawing.svg()).unwrap();
                    }
                    Err(error) => std::fs::write(folder.join(format!("{file}.txt")), error.to_string()).unwrap(),
                }
            }
        }
    }
}

/// Variants for the eye: events, rates, frames, a fixed size.
#[test]
#[ignore = "for the eye: writes pictures to the folder that DATELINE_CHARTS names"]
fn variants_to_look_at() {
    let folder = std::path::PathBuf::from(std::env::var_os("DATELINE_CHARTS").expect("a folder"));
    let mut months = samples::months();
    let write = |name: &str, kind, timelines: &Timelines, options: &ChartOptions| {
        let drawing = drawn(kind, timelines, &[], options).unwrap();
        assert_eq!(faults(&drawing), Vec::<String>::new(), "{name}");
        std::fs::write(folder.join(format!("{name}.png")), drawing.png(1.0).unwrap()).unwrap();
    };
    let marked = ChartOptions { events: samples::events(), ..ChartOptions::default() };
    write("variant-events", ChartKind::Lines, &months, &marked);
    let frames = ChartOptions { frames: true, ..ChartOptions::default() };
    write("variant-frames", ChartKind::Map, &samples::quarters(), &frames);
    let small = ChartOptions { size: Some((480, 420)), ..ChartOptions::default() };
    write("variant-small", ChartKind::Lines, &months, &small);
    let many = samples::many(12);
    write("variant-many", ChartKind::Lines, &many, &ChartOptions::default());
    months.series.truncate(2);
    let rates = ChartOptions { measure: Measure::Per1000Documents, ..ChartOptions::default() };
    months.coverage[12..16].iter_mut().for_each(|coverage| coverage.documents = 8);
    write("variant-rates", ChartKind::Lines, &months, &rates);
    write("variant-rates-panels", ChartKind::Panels, &months, &rates);
    let bursts = ChartOptions { bursts: Some(Default::default()), ..ChartOptions::default() };
    write("variant-bursts", ChartKind::Lines, &samples::months(), &bursts);
    write("variant-bursts-panels", ChartKind::Panels, &samples::months(), &bursts);
}

fn faults(drawing: &Drawing) -> Vec<String> {
    drawing.collisions().unwrap()
}

#[test]
fn no_text_meets_another_or_leaves_the_picture() {
    let mut faulty = Vec::new();
    for (name, timelines, dots) in sets() {
        for kind in ChartKind::ALL {
            let themes = if name == "months" { &Theme::ALL[..] } else { &Theme::ALL[..1] };
            for &theme in themes {
                match drawn(kind, &timelines, &dots, &options(theme)) {
                    Ok(drawing) => {
                        assert!(drawing.warnings.is_empty(), "{kind} {name}: {:?}", drawing.warnings);
                        let these = faults(&drawing).into_iter().map(|fault| format!("{kind} {name} {theme}: {fault}"));
                        faulty.extend(these);
                    }
                    Err(error) => assert!(error.advice().is_some(), "{kind} {name}: {error}"),
                }
            }
        }
    }
    assert!(faulty.is_empty(), "{}", faulty.join("\n"));
}

/// Compares a drawing with its golden file. `DATELINE_BLESS=1 cargo test --lib chart::` writes the files anew: look at
/// them, and at the difference, before they are committed.
fn golden(name: &str, drawing: &Drawing) -> Option<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/charts");
    let path = folder.join(format!("{name}.svg"));
    let svg = drawing.svg_within();
    assert!(svg.len() < 70_000, "{name} is too large for a golden file: {} bytes", svg.len());
    if std::env::var_os("DATELINE_BLESS").is_some_and(|bless| bless == "1") {
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(&path, &svg).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    (expected != svg).then(|| format!("{name} differs from {}", path.display()))
}

#[test]
fn every_type_looks_as_it_did_in_every_theme() {
    let small = samples::small();
    let dots = samples::dots(&small);
    let mut differing = Vec::new();
    for kind in ChartKind::ALL {
        for theme in Theme::ALL {
            let drawing = drawn(kind, &small, &dots, &options(theme)).unwrap();
            differing.extend(golden(&format!("{kind}-{theme}"), &drawing));
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

#[test]
fn the_extremes_look_as_they_did() {
    let (few, few_dots) = samples::few();
    let marked = ChartOptions { events: samples::events(), ..ChartOptions::default() };
    let frames = ChartOptions { frames: true, ..ChartOptions::default() };
    let plain = ChartOptions::default();
    let cases = [
        ("few-swimlane", ChartKind::Swimlane, &few, &few_dots[..], &plain),
        ("centuries-lines", ChartKind::Lines, &samples::centuries(), &[], &plain),
        ("single-lines", ChartKind::Lines, &samples::single(), &[], &plain),
        ("scripts-lines", ChartKind::Lines, &samples::scripts(), &[], &plain),
        ("long-bars", ChartKind::Bars, &samples::long_names(), &[], &plain),
        ("months-lines-events", ChartKind::Lines, &samples::months(), &[], &marked),
        ("quarters-map-frames", ChartKind::Map, &samples::quarters(), &[], &frames),
    ];
    let mut differing = Vec::new();
    for (name, kind, timelines, dots, options) in cases {
        let drawing = drawn(kind, timelines, dots, options).unwrap();
        assert_eq!(faults(&drawing), Vec::<String>::new(), "{name}");
        differing.extend(golden(name, &drawing));
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

/// `cargo test --release --lib chart:: -- --ignored forty_panels`
#[test]
#[ignore = "measures: only a release build on an idle core says anything"]
fn forty_panels_of_ten_years_by_week_take_less_than_a_second() {
    let timelines = samples::ten_years();
    assert_eq!((timelines.series.len(), timelines.buckets.len()), (40, 520));
    let begun = std::time::Instant::now();
    let drawing = drawn(ChartKind::Panels, &timelines, &[], &ChartOptions::default()).unwrap();
    let (svg, drawn_after) = (drawing.svg(), begun.elapsed());
    let png = drawing.png(1.0).unwrap();
    let all = begun.elapsed();
    assert!(all.as_secs_f64() < 1.0, "svg {} bytes {drawn_after:?}, with png {} bytes {all:?}", svg.len(), png.len());
}

#[test]
fn the_same_data_give_the_same_bytes() {
    let timelines = samples::months();
    let once = || draw(ChartKind::Lines, &ChartData::new(&timelines), &options(Theme::Light)).unwrap();
    assert_eq!(once().svg(), once().svg());
    assert_eq!(once().png(1.0).unwrap(), once().png(1.0).unwrap());
}

#[test]
fn a_chart_that_makes_no_sense_names_a_better_one() {
    let refusal = |kind, timelines: &Timelines| {
        let error = draw(kind, &ChartData::new(timelines), &options(Theme::Light)).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Usage | ErrorKind::NotFound));
        error.to_string()
    };
    assert!(refusal(ChartKind::Lines, &samples::forty()).contains("panels"));
    let mut timelines = samples::single();
    timelines.buckets.truncate(1);
    timelines.coverage.truncate(1);
    assert!(refusal(ChartKind::Lines, &timelines).contains("bars"));
    timelines.buckets.clear();
    timelines.coverage.clear();
    timelines.totals.documents = 5;
    timelines.totals.undated_documents = 5;
    let refused = refusal(ChartKind::Lines, &timelines);
    assert!(refused.contains("nothing to draw: 5 documents, all undated") && refused.contains("--dates"), "{refused}");
    timelines.series.clear();
    assert!(refusal(ChartKind::Bars, &timelines).contains("no entity"));
}

#[test]
fn a_picture_too_small_is_refused_with_the_size_that_would_do() {
    let timelines = samples::forty();
    let small = ChartOptions { size: Some((960, 300)), ..ChartOptions::default() };
    let error = draw(ChartKind::Heatmap, &ChartData::new(&timelines), &small).unwrap_err();
    let advice = error.advice().unwrap().to_string();
    let size = advice.split_whitespace().find(|word| word.starts_with("960x")).unwrap().trim_end_matches(',');
    let enough = ChartOptions { size: Some(parse_size(size).unwrap()), ..ChartOptions::default() };
    let drawing = draw(ChartKind::Heatmap, &ChartData::new(&timelines), &enough).unwrap();
    assert_eq!(format!("{}x{}", drawing.size().0, drawing.size().1), size);
    assert_eq!(faults(&drawing), Vec::<String>::new());
}

#[test]
fn characters_without_a_font_are_told() {
    let mut timelines = samples::single();
    timelines.series[0].name = "摩苏尔".to_string();
    let drawing = draw(ChartKind::Lines, &ChartData::new(&timelines), &options(Theme::Light)).unwrap();
    assert!(drawing.warnings[0].contains("摩") && drawing.warnings[0].contains("--font"), "{:?}", drawing.warnings);
}

#[test]
fn titles_and_names_are_data() {
    let mut timelines = samples::single();
    timelines.series[0].name = "</text><script>alert(1)</script>\u{1}".to_string();
    for kind in [ChartKind::Lines, ChartKind::Bars, ChartKind::Panels, ChartKind::Heatmap] {
        let drawing = draw(kind, &ChartData::new(&timelines), &options(Theme::Light)).unwrap();
        assert!(!drawing.svg().contains("<script") && !drawing.svg().contains('\u{1}'));
        assert!(drawing.svg().contains("<title>") && drawing.svg_outlined().unwrap().contains("<desc>"));
    }
}

#[test]
fn of_shares_the_highest_of_enough_documents_is_named() {
    let mut timelines = samples::months();
    timelines.series.truncate(4);
    timelines.coverage.iter_mut().for_each(|coverage| coverage.documents = 500);
    let full = timelines.series[0].counts[0].0;
    for (at, count) in &mut timelines.series[0].counts {
        count.documents = if *at == full { 6.0 } else { 5.0 };
    }
    timelines.coverage[full].documents = 6;
    let options = ChartOptions { measure: Measure::Per1000Documents, ..ChartOptions::default() };
    for kind in [ChartKind::Lines, ChartKind::Panels, ChartKind::Ridges] {
        let drawing = drawn(kind, &timelines, &[], &options).unwrap();
        assert!(!format!("{} {}", drawing.description, drawing.svg()).contains(": 1,000"), "{kind}");
        assert!(!drawing.svg().contains("peak 1,000"), "{kind}");
    }
    let lines = drawn(ChartKind::Lines, &timelines, &[], &options).unwrap();
    assert!(lines.description.contains("Thin lines: fewer than 30 documents per month."), "{}", lines.description);
}

#[test]
fn a_matrix_says_when_only_where_its_cells_do() {
    let mut twenty = samples::forty();
    twenty.series.truncate(20);
    for (timelines, said) in [(samples::small(), true), (twenty, false)] {
        let drawing = drawn(ChartKind::Matrix, &timelines, &[], &options(Theme::Light)).unwrap();
        assert_eq!(drawing.description.contains("Under the number"), said, "{}", drawing.description);
    }
}

#[test]
fn every_measure_and_language_has_a_chart() {
    let timelines = samples::scripts();
    for measure in Measure::ALL {
        for language in Language::ALL {
            let options = ChartOptions { measure, language, ..ChartOptions::default() };
            let drawing = draw(ChartKind::Lines, &ChartData::new(&timelines), &options).unwrap();
            assert_eq!(faults(&drawing), Vec::<String>::new(), "{measure} {language}");
        }
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(6))]

    /// Whatever the data, a chart is drawn without a fault or refused with an advice.
    #[test]
    fn any_data_are_drawn_or_refused(
        series in 1usize..24,
        days in 0i64..4000,
        size in 0usize..5,
        start in 0i32..20_000,
        seed in 0u64..1000,
        gap in 0usize..20,
        kind in 0usize..11,
        measure in 0usize..4,
        width in 400u32..1400,
    ) {
        use crate::calendar::{BucketSize, Day};
        let from = Day::from_epoch_days(start).unwrap();
        let to = from.plus_days(days).unwrap();
        let names: Vec<String> = (0..series).map(|at| format!("Name {}", "long ".repeat(at % 5) + &at.to_string())).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let timelines =
            samples::made(&names, BucketSize::ALL[size], &from.to_string(), &to.to_string(), &[gap, gap + 1], seed);
        let wide = ChartOptions { measure: Measure::ALL[measure], ..ChartOptions::default() };
        let sized = ChartOptions { size: Some((width, 900)), ..wide.clone() };
        for options in [wide, sized] {
            match drawn(ChartKind::ALL[kind], &timelines, &samples::dots(&timelines), &options) {
                Ok(drawing) => assert_eq!(faults(&drawing), Vec::<String>::new()),
                Err(error) => assert!(error.advice().is_some(), "{error}"),
            }
        }
    }
}
