//! Charts over the bundled example, as pictures and in the terminal.

use std::path::Path;

use dateline::chart::{ChartInput, ChartKind, ChartOptions, Theme, draw};
use dateline::store::Store;
use dateline::timeline::{Axis, BucketChoice, TimelineOptions};

use crate::workdir::{GAZETTEER, Workdir};

/// The bundled example with its dates, without charts and report.
fn built() -> Workdir {
    let dir = Workdir::new();
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let (corpus, dates) = (examples.join("dispatches"), examples.join("dates.csv"));
    let corpus = corpus.to_str().expect("a path in UTF-8");
    dir.expect(0, ["build", corpus, "--dates", dates.to_str().expect("UTF-8"), "--no-charts", "--no-report", "-q"]);
    dir
}

/// What a type can draw, by its own reason or for want of a better one.
fn number(kind: ChartKind) -> usize {
    match kind {
        ChartKind::Aliases => 1,
        ChartKind::Lines => 5,
        _ => 12,
    }
}

#[test]
fn every_type_over_the_bundled_example_has_no_text_over_another_in_any_theme() {
    let dir = built();
    let store = Store::open(&dir.path("output")).unwrap();
    let mut faults = Vec::new();
    for kind in ChartKind::ALL {
        for axis in [Axis::Published, Axis::Referenced] {
            // Of a quarter the example has too few mentions for shares.
            let size = if kind == ChartKind::Area { "year" } else { "quarter" };
            let size = size.parse::<BucketChoice>().unwrap();
            let options = TimelineOptions { axis, size, top: Some(number(kind)), ..TimelineOptions::default() };
            let input = match ChartInput::read(kind, &store, &options, &[]) {
                Ok(input) => input,
                Err(error) => {
                    assert!(axis == Axis::Referenced && error.advice().is_some(), "{kind}: {error}");
                    continue;
                }
            };
            for theme in Theme::ALL {
                let options = ChartOptions { theme, ..ChartOptions::default() };
                let drawing = draw(kind, &input.data(), &options).unwrap_or_else(|error| panic!("{kind}: {error}"));
                assert!(drawing.warnings.is_empty(), "{kind}: {:?}", drawing.warnings);
                let said = drawing.collisions().unwrap();
                faults.extend(said.into_iter().map(|fault| format!("{kind} {} {theme}: {fault}", axis.name())));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn view_draws_in_the_width_of_the_terminal_with_and_without_colours() {
    let dir = built();
    for width in ["60", "120"] {
        for coloured in [false, true] {
            let mut command = dir.command();
            command.args(["view", "mosul", "raqqa"]).env("COLUMNS", width);
            if coloured {
                command.env_remove("NO_COLOR").env("CLICOLOR_FORCE", "1");
            }
            let output = command.output().unwrap();
            let text = String::from_utf8(output.stdout).unwrap();
            assert_eq!(text.contains('\u{1b}'), coloured, "{text}");
            assert!(text.contains("Mentions of Mosul and Raqqa") && text.contains("113 documents"), "{text}");
            assert_eq!(text.contains("peak 17, Q4 2016"), !coloured, "{text}");
            if !coloured {
                let widest = text.lines().map(|line| line.chars().count()).max().unwrap_or(0);
                assert!(widest <= width.parse().unwrap(), "{widest}:\n{text}");
            }
        }
    }
    let referenced = dir.expect(0, ["view", "mosul", "--axis", "referenced", "--measure", "documents", "--by", "year"]);
    assert!(referenced.stdout.contains("by the dates that the texts name"), "{}", referenced.stdout);
    let nobody = dir.expect(1, ["view", "atlantis"]);
    assert!(nobody.stderr.contains("no entity is called"), "{}", nobody.stderr);
}

#[test]
fn the_gallery_shows_every_type_and_its_pictures_are_there() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let page = std::fs::read_to_string(docs.join("gallery.md")).unwrap();
    for kind in ChartKind::ALL {
        assert!(page.contains(&format!("\n## {kind}\n")), "docs/images/gallery/make.sh writes the section {kind}");
        assert!(page.contains(&format!("(images/gallery/{kind}.png)")), "{kind}");
    }
    let mut total = 0;
    for picture in page.split("](").skip(1).filter_map(|part| part.split(')').next()) {
        total += std::fs::metadata(docs.join(picture)).unwrap_or_else(|error| panic!("{picture}: {error}")).len();
    }
    assert!(total < 2_500_000, "{total}");
}

#[test]
fn events_bursts_and_figures_go_with_every_type_that_has_a_sense_for_them() {
    let dir = built();
    dir.file("events.csv", "from,to,label\n2016-10-17,2017-07-10,The battle of the river\n2018-08-12,,A convention\n");
    for kind in ChartKind::ALL {
        let (name, svg, csv) = (kind.name(), format!("{kind}.svg"), format!("{kind}.csv"));
        let mut arguments = vec!["chart", name, "-o", &svg, "--data", &csv];
        arguments.extend((kind == ChartKind::Aliases).then_some("islamic-state"));
        dir.expect(0, arguments.clone());
        let figures = dir.read(&csv);
        let columns = figures.lines().next().unwrap().split(',').count();
        assert!(columns >= 4 && figures.lines().count() > 2, "{kind}: {figures}");
        arguments.extend(["--events", "events.csv"]);
        let timeless = matches!(kind, ChartKind::Bars | ChartKind::Matrix | ChartKind::Map);
        let ran = dir.expect(if timeless { 2 } else { 0 }, arguments);
        if timeless {
            assert!(ran.stderr.contains("--events") && ran.stderr.contains("`lines`"), "{}", ran.stderr);
        } else {
            assert!(dir.read(&svg).contains("The battle of the river"), "{kind}");
        }
    }
    for (kind, code) in [("lines", 0), ("panels", 0), ("ridges", 0), ("heatmap", 0), ("area", 2), ("bars", 2)] {
        let ran = dir.expect(code, ["chart", kind, "--bursts", "-o", "bursts.svg"]);
        let told = if code == 0 { dir.read("bursts.svg") } else { ran.stderr };
        assert!(told.contains(if code == 0 { "Kleinberg 2003" } else { "leave out --bursts" }), "{kind}: {told}");
    }
}

#[test]
fn lines_can_be_written_for_the_web_and_seen_in_another_language() {
    let dir = Workdir::new();
    dir.file("g.toml", GAZETTEER);
    let row = |id: &str, date: &str| format!("{{\"id\":\"{id}\",\"date\":\"{date}\",\"text\":\"Mosul {id}.\"}}\n");
    dir.file("c/rows.jsonl", [row("a", "2017-05-06"), row("b", "2017-06-06")].concat());
    dir.expect(0, ["build", "c", "-g", "g.toml", "--by", "month", "--no-charts", "--no-report"]);
    dir.expect(0, ["chart", "lines", "mosul", "-o", "a.vl.json"]);
    dir.expect(0, ["chart", "lines", "mosul", "--format", "vega-lite", "-o", "b.json"]);
    assert!(dir.read("a.vl.json").contains("vega-lite/v6.json") && dir.read("a.vl.json") == dir.read("b.json"));
    dir.expect(0, ["chart", "lines", "mosul", "--format", "png", "-o", "picture"]);
    assert!(dir.bytes("picture").starts_with(b"\x89PNG"));
    let refused = dir.expect(2, ["chart", "bars", "-o", "c.vl.json"]).stderr;
    assert!(refused.contains("only `lines`"), "{refused}");
    dir.expect(2, ["chart", "lines", "-o", "c.json"]);
    let shown = dir.expect(0, ["view", "mosul", "--lang", "fr"]).stdout;
    assert!(shown.contains("Mentions de Mosul") && shown.contains("mai 2017"), "{shown}");
    dir.expect(0, ["chart", "lines", "mosul", "--lang", "de", "-o", "d.svg"]);
    let caption = dir.read("d.svg");
    assert!(caption.contains("jeder einmal") && !caption.contains("Texts counted"));
    // Once, a chart in another language had its names in English, whatever the lists said.
    dir.file("g.toml", GAZETTEER.replace("lang = \"ar\" }", "lang = \"ar\" }, { text = \"Mossul\", lang = \"de\" }"));
    dir.expect(0, ["build", "c", "-g", "g.toml", "--by", "month", "--no-charts", "--no-report"]);
    for (lang, name) in [("de", "Mossul"), ("fr", "Mosul")] {
        dir.expect(0, ["chart", "lines", "mosul", "--lang", lang, "-o", "n.svg"]);
        assert!(dir.read("n.svg").contains(&format!(" {name}")), "{lang}");
        assert!(dir.expect(0, ["view", "mosul", "--lang", lang]).stdout.contains(name), "{lang}");
    }
}

#[test]
fn the_map_counts_undated_mentions_of_every_place_or_of_none() {
    let dir = Workdir::new();
    dir.file("g.toml", GAZETTEER);
    dir.file("c/2017-06-06-a.txt", "Mosul fell.");
    dir.file("c/b.txt", "Mosul and Mosul.");
    dir.expect(0, ["build", "c", "-g", "g.toml", "--no-report"]);
    let map = dir.read("output/charts/map.svg");
    assert!(map.contains(">Mosul 3<") && map.contains("in 2 documents, 1 of them undated"), "{map}");
}

#[test]
fn documents_by_source_end_where_the_period_does() {
    let dir = built();
    for (by, from, to) in [("year", "2016-05-10", "2017-02-14"), ("quarter", "2016-05", "2016-08-10")] {
        let asked = ["chart", "coverage", "--by", by, "--from", from, "--to", to, "--data", "c.csv", "-o", "c.svg"];
        dir.expect(0, asked);
        let table = dir.read("c.csv");
        for row in table.lines().skip(1) {
            let cells: Vec<&str> = row.split(',').collect();
            let by_source: u64 = cells[6..].iter().map(|cell| cell.parse::<u64>().unwrap()).sum();
            assert_eq!(cells[3].parse::<u64>().unwrap(), by_source, "{table}");
        }
    }
}

#[test]
fn the_commands_of_a_page_name_the_folder_of_its_run() {
    let dir = Workdir::new();
    dir.file("c/a.txt", "Mosul, 10 June 2017. Mosul fell on 9 June, and then Mosul was quiet.");
    for (run, flag) in [("my runs/one", " -d &#39;my runs/one&#39;"), ("output", "")] {
        dir.expect(0, ["build", "c", "-d", run, "--no-charts", "-q"]);
        let page = dir.read(&format!("{run}/report.html"));
        assert!(page.contains(&format!("<code>dateline chronology mosul{flag}</code>")), "{run}");
        assert_eq!(page.contains("\"dir\":"), !flag.is_empty());
    }
}

#[test]
fn the_map_of_the_page_accounts_for_every_place() {
    let dir = built();
    dir.expect(0, ["report", "--top", "6", "-o", "page.html"]);
    dir.expect(0, ["chart", "map", "--top", "0", "--data", "all.csv", "-o", "all.svg"]);
    let table = dir.read("all.csv");
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    let rows: Vec<csv::StringRecord> = rows.records().map(|row| row.unwrap()).filter(|row| &row[5] != "0").collect();
    let (located, nowhere): (Vec<_>, Vec<_>) = rows.iter().partition(|row| !row[3].is_empty());
    let mentions = |rows: &[&csv::StringRecord]| rows.iter().map(|row| row[5].parse::<u64>().unwrap()).sum::<u64>();
    let page = dir.read("page.html");
    for told in [
        format!("{} names ({} mentions) without coordinates", nowhere.len(), mentions(&nowhere)),
        format!(
            "{} places with the fewest mentions ({} mentions together)",
            located.len() - 40,
            mentions(&located[40..])
        ),
    ] {
        assert!(page.contains(&told), "{told} of {}", rows.len());
    }
}

/// `view` chose its lines by undated mentions too, which it cannot draw, and so others than `chart lines`.
#[test]
fn view_draws_the_entities_that_the_chart_draws() {
    let dir = Workdir::new();
    let undated = (0..4).map(|at| format!(r#"{{"id": "u{at}", "text": "Truck {at} left Aktau."}}"#));
    let dated = ["01", "02"].map(|month| {
        format!(r#"{{"id": "{month}", "date": "2017-{month}-05", "text": "Mosul was quiet in month {month}."}}"#)
    });
    let rest = r#"{"id": "a", "date": "2017-01-06", "text": "Ships lay off Aktau."}"#.to_owned();
    let lines: Vec<String> = undated.chain(dated).chain([rest]).collect();
    dir.file("c.jsonl", lines.join("\n"));
    dir.expect(0, ["build", "c.jsonl", "--no-charts", "--no-report", "-q"]);
    dir.expect(0, ["chart", "lines", "--top", "1", "--by", "month", "-o", "c.svg"]);
    let shown = dir.expect(0, ["view", "--top", "1", "--by", "month"]).stdout;
    assert!(dir.read("c.svg").contains("Mosul") && !dir.read("c.svg").contains("Aktau"));
    assert!(shown.contains("Mosul") && !shown.contains("Aktau"), "{shown}");
}

#[test]
fn charts_without_an_axis_of_time_leave_out_the_far_dates_that_lines_do() {
    let dir = Workdir::new();
    let row = |at: usize, text: &str| {
        format!("{{\"id\": \"{at}\", \"date\": \"2017-08-{:02}\", \"text\": \"{text}\"}}", at + 1)
    };
    let mut rows: Vec<String> = (0..20)
        .map(|at| row(at, &format!("Report {at}: Mosul was shelled on 5 March 2017 and on 2 June 2017.")))
        .collect();
    rows.push(row(20, "Mosul was sold in May 1500. Mosul burned in the 1610s."));
    dir.file("news.jsonl", rows.join("\n"));
    dir.expect(0, ["build", "news.jsonl", "--no-charts", "--no-report", "-q"]);
    for kind in ["lines", "bars", "map"] {
        let told = ["--axis", "referenced", "--by", "month", "-o", "x.svg", "--data", "x.csv"];
        let ran = dir.expect(0, ["chart", kind, "mosul"].into_iter().chain(told));
        let svg = dir.read("x.svg");
        let far = "2 mentions dated 1 May 1500 – 31 Dec 1619, far from all others";
        assert!(svg.contains(far) && !svg.contains("1 May 1500 – 2 Jun 2017"), "{kind}: {svg}");
        assert!(ran.stderr.contains("--from 1500-05-01 draws all of them"), "{kind}: {}", ran.stderr);
        if kind != "lines" {
            assert!(dir.read("x.csv").contains(",20,20"), "{kind}: {}", dir.read("x.csv"));
        }
    }
}

#[test]
fn an_svg_may_have_outlines_for_texts_and_names_its_subject_in_its_language() {
    let dir = built();
    dir.expect(0, ["chart", "aliases", "islamic-state", "--by", "year", "--lang", "ru", "-o", "a.svg"]);
    assert!(dir.read("a.svg").contains("<title>Как пишут: ИГИЛ</title>"), "{}", dir.read("a.svg"));
    dir.expect(0, ["chart", "lines", "mosul", "--outlines", "-o", "b.svg"]);
    let outlined = dir.read("b.svg");
    assert!(!outlined.contains("<text") && outlined.contains("<title>Mentions of Mosul</title>"));
    let refused = dir.expect(2, ["chart", "lines", "mosul", "--outlines", "-o", "b.png"]);
    assert!(refused.stderr.contains("--outlines is for SVG"), "{}", refused.stderr);
}
