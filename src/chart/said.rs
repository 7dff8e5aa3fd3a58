//! What charts say of themselves, and what they refuse to show: each test is named for what was once wrong.

use super::samples;
use super::tests::drawn;
use super::theme::Look;
use super::*;
use crate::timeline::{Measure, Timelines, Totals};

#[test]
fn where_sources_are_counted_every_word_says_so() {
    let mut timelines = samples::quarters();
    timelines.totals.count = Some(crate::timeline::CountMode::Sources);
    timelines.totals.sources = 12;
    timelines.coverage.iter_mut().for_each(|coverage| coverage.words = 0);
    let counted = |kind, options: &ChartOptions| drawn(kind, &timelines, &[], options).unwrap();
    for language in Language::ALL {
        let options = ChartOptions { language, ..ChartOptions::default() };
        let names: Vec<&str> = timelines.series.iter().map(|series| series.name.as_str()).collect();
        let title = language.fill("title.sources", &[("names", &language.listed(&names, 6))]);
        for kind in [ChartKind::Lines, ChartKind::Panels, ChartKind::Heatmap, ChartKind::Ridges] {
            let drawing = counted(kind, &options);
            let unit = drawing.description.split(',').next().unwrap().split('،').next().unwrap().to_string();
            assert_eq!(drawing.title, title, "{kind} {language}");
            assert!(
                language.fill("unit.sources", &[("per", language.say("per.quarter")), ("axis", "")]).contains(&unit)
            );
            assert!(drawing.description.contains(language.say("caption.sources")), "{}", drawing.description);
            assert!(
                drawing.table.starts_with("entity,name,bucket,from,to,sources,coverage_sources,partial\n"),
                "{}",
                drawing.table
            );
        }
    }
    let heads =
        [(ChartKind::Bars, "The names in the most sources"), (ChartKind::Map, "The places that sources mention")];
    for (kind, title) in heads {
        let drawing = counted(kind, &ChartOptions::default());
        assert_eq!(drawing.title, title);
        assert!(drawing.description.contains("Each source counts once (12 sources"), "{}", drawing.description);
        assert!(drawing.table.starts_with("entity,name,kind,lat,lon,sources\n"), "{}", drawing.table);
    }
    let coverage = counted(ChartKind::Coverage, &ChartOptions::default());
    let svg = coverage.svg();
    assert!(
        svg.contains(">Sources</text>")
            && !svg.contains("Words")
            && coverage.table.starts_with("bucket,from,to,sources")
    );
    let area = counted(ChartKind::Area, &ChartOptions { measure: Measure::Documents, ..ChartOptions::default() });
    assert!(area.description.starts_with("Per cent of all sources") && !area.description.contains("mentions in the"));
    assert!(counted(ChartKind::Heatmap, &ChartOptions::default()).svg().contains(">sources</text>"));
}

#[test]
fn bars_and_maps_of_a_period_count_what_lies_in_it() {
    let mut timelines = samples::small();
    for series in &mut timelines.series {
        series.total.mentions += 5_000.0;
        series.total.documents += 5_000.0;
    }
    let of = |timelines: &Timelines, kind| drawn(kind, timelines, &[], &ChartOptions::default()).unwrap();
    for kind in [ChartKind::Bars, ChartKind::Map] {
        let all = of(&timelines, kind);
        assert!(all.table.contains(&timelines.series[0].total.mentions.to_string()), "{kind}: {}", all.table);
        assert!(all.description.contains("31 Dec 2017 and 6 documents undated."), "{}", all.description);
        let asked = Timelines {
            totals: Totals { period: ("2014-01-01".parse().ok(), None), ..timelines.totals.clone() },
            ..timelines.clone()
        };
        let period = of(&asked, kind);
        assert!(period.table.contains(&timelines.series[0].placed.mentions.to_string()), "{kind}: {}", period.table);
        assert!(!period.table.contains(&timelines.series[0].total.mentions.to_string()), "{kind}: {}", period.table);
        assert!(period.description.contains("Not shown: 6 documents undated"), "{}", period.description);
    }
}

#[test]
fn a_measure_that_a_type_would_not_draw_is_refused() {
    let timelines = samples::quarters();
    let with = |kind, measure| drawn(kind, &timelines, &[], &ChartOptions { measure, ..ChartOptions::default() });
    for measure in [Measure::Per1000Documents, Measure::PerMillionWords] {
        for kind in [ChartKind::Map, ChartKind::Area, ChartKind::Swimlane, ChartKind::Matrix, ChartKind::Coverage] {
            let refused = with(kind, measure).unwrap_err();
            assert!(refused.to_string().contains(measure.unit()), "{kind}: {refused}");
        }
        assert!(with(ChartKind::Bars, measure).is_ok());
    }
    assert!(with(ChartKind::Aliases, Measure::Documents).is_err() && with(ChartKind::Map, Measure::Documents).is_ok());
}

#[test]
fn on_the_axis_of_the_texts_captions_name_what_is_counted_there() {
    use crate::timeline::Axis;
    let mut timelines = Timelines { axis: Axis::Referenced, ..samples::months() };
    timelines.totals.undated_documents = 83;
    timelines.totals.undated_mentions = 7;
    let said = |kind, measure| {
        drawn(kind, &timelines, &[], &ChartOptions { measure, ..ChartOptions::default() }).unwrap().description
    };
    let coverage = said(ChartKind::Coverage, Measure::Mentions);
    assert!(coverage.contains("every document at each time that it names"), "{coverage}");
    assert!(coverage.contains("Not shown: 83 documents naming no date"), "{coverage}");
    assert!(!coverage.contains("7 mentions"), "{coverage}");
    let rates = said(ChartKind::Lines, Measure::Per1000Documents);
    assert!(rates.contains("per 1,000 documents that name a date of the month"), "{rates}");
    assert!(rates.contains("against all documents that name a date of the same time"), "{rates}");
    assert!(rates.contains("7 mentions with no date"), "{rates}");
}

#[test]
fn the_caption_names_the_days_of_the_documents_and_what_lies_far_from_them() {
    use crate::timeline::{Axis, Stragglers};
    let mut timelines = samples::months();
    let far =
        |count, first: &str, last: &str| Stragglers { count, first: samples::day(first), last: samples::day(last) };
    timelines.totals.days = Some((samples::day("2014-01-07"), samples::day("2019-12-28")));
    timelines.totals.early = Some(far(2, "1847-05-02", "1847-06-01"));
    timelines.totals.late = Some(far(1, "2090-01-01", "2090-01-01"));
    timelines.totals.outside_documents = 3;
    timelines.totals.documents += 3;
    let said = drawn(ChartKind::Lines, &timelines, &[], &ChartOptions::default()).unwrap().description;
    assert!(said.contains(", 7 Jan 2014 – 28 Dec 2019 (time zone UTC)"), "{said}");
    let early = "2 documents dated 2 May 1847 – 1 Jun 1847, far from all others";
    assert!(said.contains(early) && said.contains("dated 1 Jan 2090") && !said.contains("--"), "{said}");
    let shown =
        TextOptions { width: 80, height: 8, apart: false, measure: Measure::Mentions, language: Language::English };
    let text = draw_text(&ChartData::new(&timelines), shown).unwrap();
    let text: String = text.rows.iter().flatten().map(|piece| format!("{} ", piece.text)).collect();
    assert!(text.contains("--from 1847-05-02 --to 2090-01-01 shows"), "{text}");
    assert!(!said.contains("outside of the period"), "{said}");
    timelines.axis = Axis::Referenced;
    timelines.totals.outside_mentions = 4;
    for language in Language::ALL {
        let options = ChartOptions { language, ..ChartOptions::default() };
        let said = drawn(ChartKind::Heatmap, &timelines, &[], &options).unwrap().description;
        assert!(said.contains(&language.count("mentions", 2)), "{said}");
        let outside = language.fill("caption.outside_mentions", &[("mentions", &language.count("mentions", 1))]);
        assert!(said.contains(&outside), "{said}");
    }
}

#[test]
fn a_gap_that_fills_a_timeline_is_named_with_what_shows_either_side() {
    use crate::calendar::{Bucket, BucketSize};
    let mut timelines = samples::months();
    let (first, last) = (samples::day("-0322-01-01"), samples::day("2019-12-31"));
    timelines.size = BucketSize::Year;
    timelines.buckets = Bucket::covering(first, last, BucketSize::Year).collect();
    let dated = timelines.coverage[0];
    timelines.coverage = vec![crate::timeline::Coverage::default(); timelines.buckets.len()];
    for at in [0, 2, timelines.buckets.len() - 1] {
        timelines.coverage[at] = dated;
    }
    let error = drawn(ChartKind::Lines, &timelines, &[], &ChartOptions::default()).unwrap_err();
    let advice = error.advice().unwrap();
    assert!(advice.contains("between 321 BC and 2019: --to -0320 or --from 2019 shows either side"), "{advice}");
}

#[test]
fn one_dated_document_of_five_is_said_to_be_one() {
    let mut timelines = samples::single();
    timelines.buckets.truncate(1);
    timelines.coverage.truncate(1);
    timelines.size = crate::calendar::BucketSize::Day;
    timelines.totals = Totals { documents: 5, undated_documents: 4, ..Totals::default() };
    for kind in [ChartKind::Lines, ChartKind::Panels, ChartKind::Heatmap, ChartKind::Ridges, ChartKind::Aliases] {
        let error = drawn(kind, &timelines, &[], &ChartOptions::default()).unwrap_err();
        let (said, advice) = (error.to_string(), error.advice().unwrap().to_string());
        assert!(said.contains("only 1 of 5 documents") && !said.contains("all documents"), "{said}");
        assert!(advice.contains("--dates") && !advice.contains("--by"), "{advice}");
    }
}

#[test]
fn bands_that_would_cover_the_lines_are_whiskers_at_the_highest_points() {
    let rates = ChartOptions { measure: Measure::Per1000Documents, ..ChartOptions::default() };
    let said = |timelines: &Timelines| drawn(ChartKind::Lines, timelines, &[], &rates).unwrap().description;
    let mut many = samples::months();
    many.coverage.iter_mut().for_each(|coverage| coverage.documents *= 2_000);
    for series in &mut many.series {
        series.counts.iter_mut().for_each(|(_, count)| count.documents *= 2_000.0);
    }
    many.series.truncate(3);
    assert!(said(&many).contains("Bands: 95 % intervals (Wilson)."), "{}", said(&many));
    let mut few = samples::months();
    few.series.truncate(3);
    few.coverage.iter_mut().for_each(|coverage| coverage.documents = 12);
    for series in &mut few.series {
        series.counts.iter_mut().for_each(|(_, count)| count.documents = 1.0);
    }
    assert!(said(&few).contains("Upright lines at the highest points: 95 % intervals (Wilson)"), "{}", said(&few));
    few.series.truncate(1);
    assert!(said(&few).contains("Bands: 95 % intervals"), "{}", said(&few));
}

#[test]
fn the_highest_point_is_named_among_events_and_not_where_many_are_as_high() {
    let mut timelines = samples::months();
    let marked = ChartOptions { events: samples::events(), ..ChartOptions::default() };
    let named = |timelines: &Timelines, options: &ChartOptions| {
        let peak = timelines.peak(&timelines.series[0]).unwrap();
        let label = format!("{}, {}: {}", timelines.series[0].name, Language::English.bucket(peak.0), peak.1.mentions);
        drawn(ChartKind::Lines, timelines, &[], options).unwrap().svg().contains(&format!("{label}</text>"))
    };
    assert!(named(&timelines, &marked));
    for series in &mut timelines.series {
        series.counts.iter_mut().for_each(|(_, count)| count.mentions = 1.0);
    }
    assert!(!named(&timelines, &ChartOptions::default()));
}

#[test]
fn a_lane_without_a_dot_is_told_and_a_crowded_one_refused() {
    let (timelines, mut dots) = samples::few();
    let absent = &timelines.series[1];
    dots.retain(|dot| dot.entity != absent.entity);
    let drawing = drawn(ChartKind::Swimlane, &timelines, &dots, &ChartOptions::default()).unwrap();
    let told = format!("In no document with a date: {}.", absent.name);
    assert!(drawing.description.contains(&told), "{}", drawing.description);
    assert!(!drawing.svg().contains(&format!(">{}</text>", absent.name)) && !drawing.title.contains(&absent.name));
    let many = samples::single();
    let crowd: Vec<Dot> = samples::dots(&many).into_iter().cycle().take(900).collect();
    let refused = drawn(ChartKind::Swimlane, &many, &crowd, &ChartOptions::default()).unwrap_err();
    assert!(
        refused.to_string().contains("900 dots on one lane") && refused.to_string().contains("heatmap"),
        "{refused}"
    );
}

#[test]
fn names_that_were_chosen_are_not_called_the_most_mentioned() {
    let timelines = samples::small();
    let title = |chosen| {
        let data = ChartData::new(&timelines).of_chosen(chosen);
        draw(ChartKind::Bars, &data, &ChartOptions::default()).unwrap().title
    };
    assert_eq!(title(false), "The most mentioned names");
    assert!(title(true).starts_with("Mentions of Mosul"), "{}", title(true));
}

#[test]
fn a_documents_share_is_hatched_for_few_documents_and_not_for_few_mentions() {
    let mut timelines = samples::small();
    let few =
        |(at, count): &mut (usize, crate::timeline::Count)| count.documents = if *at % 2 == 0 { 20.0 } else { 1.0 };
    timelines.series.iter_mut().for_each(|series| series.counts.iter_mut().for_each(few));
    let options = ChartOptions { measure: Measure::Documents, ..ChartOptions::default() };
    let said = drawn(ChartKind::Area, &timelines, &[], &options).unwrap().description;
    assert!(said.contains("Hatched: fewer than 10 documents in the month."), "{said}");
}

#[test]
fn shares_of_few_documents_are_hatched_and_refused_where_there_are_no_others() {
    let mut timelines = samples::small();
    let options = ChartOptions { measure: Measure::Per1000Documents, ..ChartOptions::default() };
    let kinds = [ChartKind::Lines, ChartKind::Panels, ChartKind::Heatmap, ChartKind::Ridges];
    let half = timelines.coverage.len() / 2;
    timelines.coverage[..half].iter_mut().for_each(|coverage| coverage.documents = 3);
    for kind in kinds {
        let said = drawn(kind, &timelines, &[], &options).unwrap().description;
        assert!(said.contains("Hatched: fewer than 10 documents in the month."), "{kind}: {said}");
    }
    timelines.coverage.iter_mut().for_each(|coverage| coverage.documents = 3);
    for kind in kinds {
        let refused = drawn(kind, &timelines, &[], &options).unwrap_err();
        assert!(refused.advice().unwrap().contains("--measure documents"), "{kind}: {refused}");
    }
}

#[test]
fn a_lone_bucket_between_gaps_is_seen() {
    let mut timelines = samples::small();
    timelines
        .coverage
        .iter_mut()
        .enumerate()
        .filter(|(at, _)| *at != 4)
        .for_each(|(_, coverage)| coverage.documents = 0);
    let light = Look::new(Theme::Light, Palette::default());
    for kind in [ChartKind::Area, ChartKind::Aliases, ChartKind::Ridges] {
        let svg = drawn(kind, &timelines, &[], &ChartOptions::default()).unwrap().svg();
        let color = if kind == ChartKind::Ridges { light.accent } else { light.series(0) };
        let color = format!("#{:02X}{:02X}{:02X}", color.0, color.1, color.2);
        let shape = if kind == ChartKind::Ridges { "<polyline" } else { "<rect" };
        assert!(svg.lines().any(|line| line.starts_with(shape) && line.contains(&color)), "{kind}");
    }
}

#[test]
fn the_label_of_a_peak_keeps_clear_of_the_labels_of_events() {
    let mut timelines = samples::small();
    timelines.series.truncate(1);
    let peak = timelines.peak(&timelines.series[0]).unwrap().0;
    let near = |days: i64, label: &str| {
        let day = peak.from().plus_days(days).unwrap();
        Event { from: day, to: day, label: label.to_string() }
    };
    let events = (-60..=60).step_by(12).map(|days| near(days, "An event with a label that is long")).collect();
    let options = ChartOptions { events, ..ChartOptions::default() };
    for language in Language::ALL {
        let options = ChartOptions { language, ..options.clone() };
        let drawing = drawn(ChartKind::Lines, &timelines, &[], &options).unwrap();
        assert_eq!(drawing.collisions().unwrap(), Vec::<String>::new(), "{language}");
    }
}

#[test]
fn events_on_panels_have_no_numbers_that_stand_nowhere_and_many_are_refused() {
    let timelines = samples::months();
    let event = |month: usize| {
        let day = timelines.buckets[month].from();
        Event { from: day, to: day, label: format!("Event in {day}") }
    };
    let drawn = |count: usize| {
        let options = ChartOptions { events: (0..count).map(event).collect(), ..ChartOptions::default() };
        drawn(ChartKind::Panels, &timelines, &[], &options)
    };
    let said = drawn(2).unwrap().description;
    assert!(
        said.contains("Marked, from left to right: Event in 2014-01-01 (1 Jan 2014); Event in 2014-02-01"),
        "{said}"
    );
    let refused = drawn(20).unwrap_err().to_string();
    assert!(refused.contains("20 events") && refused.contains("`lines`"), "{refused}");
}

#[test]
fn a_bucket_without_documents_is_no_low_value_of_a_heatmap_in_any_theme() {
    let timelines = samples::small();
    for theme in Theme::ALL {
        let look = Look::new(theme, Palette::default());
        let options = ChartOptions { theme, ..ChartOptions::default() };
        let svg = drawn(ChartKind::Heatmap, &timelines, &[], &options).unwrap().svg();
        let gap = format!("#{:02X}{:02X}{:02X}", look.gap.0, look.gap.1, look.gap.2);
        assert!(!svg.lines().any(|line| line.starts_with("<rect") && line.contains(&gap)), "{theme}");
        assert!(svg.contains(">no documents</text>"), "{theme}");
    }
}

#[test]
fn the_axis_of_a_swimlane_is_of_days_whatever_the_bucket() {
    let (timelines, dots) = samples::few();
    let quarter = crate::calendar::BucketSize::Quarter;
    let bucket = crate::calendar::Bucket::holding(samples::day("2017-06-13"), quarter);
    let timelines =
        Timelines { size: quarter, buckets: vec![bucket], coverage: vec![timelines.coverage[0]], ..timelines };
    let svg = drawn(ChartKind::Swimlane, &timelines, &dots, &ChartOptions::default()).unwrap().svg();
    assert!(
        svg.contains(">Day of publication</text>") && svg.contains(">May 2017</text>") && !svg.contains(">Q2</text>")
    );
}

#[test]
fn every_event_of_the_caption_stands_in_the_picture_of_every_type() {
    let events = events::read(std::path::Path::new("examples/events.csv")).unwrap();
    let mut drawings = 0;
    for timelines in [samples::months(), samples::quarters()] {
        let dots = samples::dots(&timelines);
        for kind in ChartKind::ALL {
            let options = ChartOptions { events: events.clone(), ..ChartOptions::default() };
            let Ok(drawing) = drawn(kind, &timelines, &dots, &options) else { continue };
            let Some((_, marked)) = drawing.description.split_once("Marked: ") else { continue };
            let marked = marked.split(" Beyond the picture").next().unwrap_or_default();
            let (told, svg) = (marked.split("; ").count(), drawing.svg());
            let texts = svg.split("</text>").filter_map(|text| text.rsplit_once('>').map(|(_, text)| text));
            let number = |text: &str| text.parse::<usize>().ok();
            let range = |text: &str| {
                let (first, last) = text.split_once(", ").or_else(|| text.split_once('–')).unwrap_or((text, text));
                Some(number(first)?..=number(last)?)
            };
            let seen: std::collections::BTreeSet<usize> = texts.filter_map(range).flatten().collect();
            let missing: Vec<usize> = (1..=told).filter(|number| !seen.contains(number)).collect();
            assert!(kind == ChartKind::Panels || missing.is_empty(), "{kind}: {missing:?} of {told}");
            drawings += 1;
        }
    }
    assert!(drawings > 8, "{drawings}");
}

#[test]
fn a_decade_is_not_told_to_be_longer() {
    let timelines =
        samples::made(&["Mosul", "Raqqa"], crate::calendar::BucketSize::Decade, "1000-01-01", "2015-12-31", &[], 3);
    let mut sparse = timelines.clone();
    for series in &mut sparse.series {
        series.counts.retain(|(at, _)| at % 3 == 0);
        series.counts.iter_mut().for_each(|(_, count)| (count.mentions, count.documents) = (1.0, 1.0));
    }
    let error = drawn(ChartKind::Area, &sparse, &[], &ChartOptions::default()).unwrap_err();
    assert!(error.advice().unwrap().starts_with("draw `heatmap`"), "{error}");
}

#[test]
fn bars_between_gaps_stay_in_their_own_row_and_the_least_cells_are_seen_beside_hatching() {
    let gaps: Vec<usize> = (0..216).filter(|at| at % 3 != 0).collect();
    let names = ["Mosul", "Raqqa", "Baghdad"];
    let sparse = samples::made(&names, crate::calendar::BucketSize::Year, "1800-01-01", "2015-12-31", &gaps, 3);
    let of = |timelines: &Timelines, kind| drawn(kind, timelines, &[], &ChartOptions::default()).unwrap().svg();
    let color = |color: plotters::style::RGBColor| format!("#{:02X}{:02X}{:02X}", color.0, color.1, color.2);
    let light = Look::new(Theme::Light, Palette::default());
    assert!(!of(&sparse, ChartKind::Heatmap).contains(&color(light.heat(0.0))), "as pale as paper");
    let ridges = of(&sparse, ChartKind::Ridges);
    let accent = color(light.accent);
    let bars = ridges.lines().filter(|line| line.contains(&accent) && line.contains("stroke-width=\"8\""));
    let heights: Vec<f64> = bars
        .filter_map(|line| {
            let points: Vec<f64> =
                line.split("points=\"").nth(1)?.split(['"', ' ', ',']).filter_map(|n| n.parse().ok()).collect();
            Some((points[1] - points[3]).abs() / 4.0)
        })
        .collect();
    assert!(heights.len() > 50 && heights.iter().all(|height| *height <= 40.0), "{heights:?}");
}

#[test]
fn of_one_source_the_figures_are_said_to_say_nothing() {
    let mut timelines = samples::quarters();
    timelines.totals.count = Some(crate::timeline::CountMode::Sources);
    timelines.totals.sources = 1;
    let drawing = drawn(ChartKind::Lines, &timelines, &[], &ChartOptions::default()).unwrap();
    assert!(drawing.description.contains("All documents are of one source"), "{}", drawing.description);
    assert!(drawing.warnings.iter().any(|warning| warning.contains("--count distinct")), "{:?}", drawing.warnings);
    let error = drawn(ChartKind::Area, &timelines, &[], &ChartOptions::default()).unwrap_err();
    assert!(error.to_string().contains("one source") && !error.to_string().contains("--by"), "{error}");
}

#[test]
fn where_all_is_undated_that_is_the_reason_whoever_is_named() {
    let mut timelines = samples::months();
    (timelines.series, timelines.buckets, timelines.coverage) = (Vec::new(), Vec::new(), Vec::new());
    timelines.totals = Totals { documents: 5, undated_documents: 5, ..Totals::default() };
    for kind in [ChartKind::Lines, ChartKind::Heatmap, ChartKind::Panels, ChartKind::Coverage] {
        let error = drawn(kind, &timelines, &[], &ChartOptions::default()).unwrap_err();
        assert!(error.to_string().contains("5 documents, all undated"), "{kind}: {error}");
    }
}

#[test]
fn no_dots_lead_over_a_gap_to_a_lines_name() {
    let gaps: Vec<usize> = (200..300).collect();
    let timelines = samples::made(&["Mosul"], crate::calendar::BucketSize::Day, "2017-01-01", "2017-10-27", &gaps, 3);
    let svg = drawn(ChartKind::Lines, &timelines, &[], &ChartOptions::default()).unwrap().svg();
    assert!(!svg.contains("stroke-dasharray=\"4 12\""), "dots over a gap");
}

#[test]
fn spellings_are_named_in_the_order_of_their_layers() {
    let mut timelines = samples::months();
    let last = timelines.buckets.len() - 1;
    timelines.series.truncate(4);
    for series in &mut timelines.series {
        series.counts.retain(|(at, _)| *at < last - 3);
        series.counts.iter_mut().for_each(|(_, count)| count.mentions = 1.0);
    }
    // Layers too thin for a name.
    timelines.series[0].counts[3].1.mentions = 80.0;
    let svg = drawn(ChartKind::Aliases, &timelines, &[], &ChartOptions::default()).unwrap().svg();
    let height = |name: &str| -> f64 {
        let text = svg.lines().rfind(|line| line.ends_with(&format!(">{name}</text>"))).unwrap();
        text.split(" y=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
    };
    // Inside of its layer a name needs no order.
    let inside = |name: &str| {
        let text = svg.lines().rfind(|line| line.ends_with(&format!(">{name}</text>")));
        text.is_some_and(|text| text.contains("text-anchor=\"middle\""))
    };
    let beside = timelines.series.iter().filter(|series| !inside(&series.name));
    let heights: Vec<f64> = beside.map(|series| height(&series.name)).collect();
    assert!(
        heights.len() > 1 && heights.windows(2).all(|pair| pair[0] > pair[1]),
        "the first layer is the lowest: {heights:?}"
    );
}

#[test]
fn a_name_stands_in_its_layer_where_that_is_thick_and_else_at_its_end() {
    let mut timelines = samples::quarters();
    timelines.series.truncate(3);
    let last = timelines.buckets.len() - 1;
    for (position, series) in timelines.series.iter_mut().enumerate() {
        let mentions = [60.0, 38.0, 1.0][position];
        let count = crate::timeline::Count { mentions, documents: mentions };
        series.counts = (0..=last).map(|at| (at, count)).collect();
    }
    timelines.coverage.iter_mut().for_each(|coverage| coverage.documents = 200);
    let svg = drawn(ChartKind::Area, &timelines, &[], &ChartOptions::default()).unwrap().svg();
    let text = |name: &str| svg.lines().find(|line| line.ends_with(&format!(">{name}</text>"))).unwrap().to_owned();
    let names: Vec<String> = timelines.series.iter().map(|series| text(&series.name)).collect();
    let inside: Vec<bool> = names.iter().map(|text| text.contains("text-anchor=\"middle\"")).collect();
    assert_eq!(inside, [true, true, false], "{names:#?}");
}

#[test]
fn all_others_have_no_surface_of_a_series_and_without_colour_textures_tell_layers_apart() {
    let timelines = samples::many(12);
    for theme in Theme::ALL {
        let options = ChartOptions { theme, ..ChartOptions::default() };
        let svg = drawn(ChartKind::Aliases, &timelines, &[], &options).unwrap().svg();
        let surface = |line: &str| line.split(" fill=\"").nth(1).map(|rest| rest.split('"').next().unwrap().to_owned());
        let polygons = svg.lines().filter(|line| line.starts_with("<polygon"));
        let surfaces: std::collections::BTreeSet<String> = polygons.filter_map(surface).collect();
        assert_eq!(surfaces.len(), 6, "five spellings and the others, {theme}: {surfaces:?}");
        let textured = surfaces.iter().filter(|surface| surface.starts_with("url(#")).count();
        assert_eq!(textured, if theme == Theme::Print { 2 } else { 0 }, "{theme}: {surfaces:?}");
    }
}

#[test]
fn dashes_are_repeated_beside_the_names_of_lines() {
    let mut timelines = samples::many(12);
    timelines.series.truncate(4);
    let options = ChartOptions { theme: Theme::Print, ..ChartOptions::default() };
    let svg = drawn(ChartKind::Lines, &timelines, &[], &options).unwrap().svg();
    let print = Look::new(Theme::Print, Palette::default());
    for position in 0..4 {
        let color = print.series(position);
        let color = format!("#{:02X}{:02X}{:02X}", color.0, color.1, color.2);
        let sample = |line: &&str| {
            let points = line.split("points=\"").nth(1).unwrap_or_default().split('"').next().unwrap_or_default();
            let numbers: Vec<f64> = points.split([' ', ',']).filter_map(|number| number.parse().ok()).collect();
            line.contains(&color) && matches!(numbers[..], [from, one, to, other] if one == other && to - from == 136.0)
        };
        assert!(svg.lines().any(|line| sample(&line)), "{position}");
    }
}

#[test]
fn the_words_of_a_chart_are_sentences() {
    let timelines = samples::quarters();
    for kind in [ChartKind::Area, ChartKind::Coverage, ChartKind::Lines, ChartKind::Bars] {
        let said = drawn(kind, &timelines, &[], &ChartOptions::default()).unwrap().description;
        assert!(said.contains(". Counted: ") && !said.contains("  "), "{kind}: {said}");
    }
}

#[test]
fn among_many_events_the_highest_point_is_named() {
    let mut timelines = samples::months();
    timelines.series.truncate(1);
    let event = |at: usize| {
        let day = timelines.buckets[at].from();
        Event { from: day, to: day, label: format!("Event {at}") }
    };
    let options = ChartOptions { events: (0..39).map(event).collect(), ..ChartOptions::default() };
    let (bucket, count) = timelines.peak(&timelines.series[0]).unwrap();
    let label = format!("{}: {}</text>", Language::English.bucket(bucket), count.mentions);
    assert!(drawn(ChartKind::Lines, &timelines, &[], &options).unwrap().svg().contains(&label), "{label}");
}
