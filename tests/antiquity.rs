//! Years BC through the whole program: an account of antiquity in, tables, charts and pages out.

use serde_json::Value;

use crate::workdir::Workdir;

const ROWS: &str = r#"{"id":"a","date":"2019-03-02","title":"The king","text":"Doros was born at Pella in July 356 BC. In 334 BC he crossed the strait. In 333 he won at Issus, and two years later he took Pella. He died in Pella on 10 June 323 BC; that autumn Issus burned. The tomb at Pella was opened in 1923."}
{"id":"b","date":"2020-05-02","title":"The war","text":"The first war (264–241 BC) was fought for Issus. On 2 August 216 BC the armies met at Pella. Two days later Issus was told. The war ended in 201 BC, and Pella was free until 27 BC."}
"#;

const GAZETTEER: &str = "id,kind,name,lat,lon\npella,place,Pella,40.8,22.5\nissus,place,Issus,36.8,36.2\n";

fn built() -> Workdir {
    let dir = Workdir::new();
    dir.file("g.csv", GAZETTEER);
    dir.file("c/rows.jsonl", ROWS);
    dir.expect(0, ["build", "c", "-g", "g.csv", "--by", "year", "--no-charts"]);
    dir
}

#[test]
fn an_account_of_antiquity_has_values_and_days() {
    let dir = built();
    let dates = dir.expect(0, ["export", "dates", "--format", "jsonl"]).stdout;
    let rows: Vec<Value> = dates.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let shown: Vec<String> = rows
        .iter()
        .map(|row| format!("{} {}", row["value"].as_str().unwrap_or("?"), row["from"].as_str().unwrap()))
        .collect();
    assert_eq!(
        shown,
        [
            "BC0356-07 -0355-07-01",
            "BC0334 -0333-01-01",
            "BC0333 -0332-01-01",
            "BC0331 -0330-01-01",
            "BC0323-06-10 -0322-06-10",
            "BC0323-FA -0322-09-01",
            "1923 1923-01-01",
            "BC0264 -0263-01-01",
            "BC0241 -0263-01-01",
            "BC0216-08-02 -0215-08-02",
            "BC0216-08-04 -0215-08-04",
            "BC0201 -0200-01-01",
            "BC0027 -0026-01-01",
        ]
    );
}

#[test]
fn no_person_reads_a_minus_before_a_year() {
    let dir = built();
    for command in [
        &["summary", "--axis", "referenced", "--by", "year"][..],
        &["show", "pella", "--axis", "referenced", "--by", "year"],
        &["chronology"],
        &["chronology", "--format", "markdown"],
        &["chronology", "--days", "5"],
        &["view", "pella", "--axis", "referenced", "--to", "1 BC"],
    ] {
        let said = dir.expect(0, command.iter().copied()).stdout;
        // Commands that are shown to be run keep the form that programs read.
        let said: Vec<&str> = said.lines().filter(|line| !line.contains("--")).collect();
        let said = said.join(" ");
        let minus = |word: &str| word.trim_start_matches(['(', '|', '"']).starts_with("-0");
        assert!(!said.split_whitespace().any(minus), "{command:?}: {said}");
    }
    let chronology = dir.expect(0, ["chronology"]).stdout;
    assert!(chronology.starts_with("Jul 356 BC\n"), "{chronology}");
    assert!(chronology.contains("10 Jun 323 BC") && chronology.contains("published 2019-03-02, 2340 years later"));
}

#[test]
fn a_period_is_asked_for_in_either_form() {
    let dir = built();
    let count = |from: &str, to: &str| {
        let found = dir.expect(0, ["chronology", "--from", from, "--to", to, "--format", "jsonl"]).stdout;
        found.lines().count()
    };
    assert_eq!(count("334 BC", "323 BC"), count("-0333", "-0322-12-31"));
    assert_eq!(count("216-08 BC", "216-08 bce"), 2);
    let wrong = dir.expect(2, ["chronology", "--from", "201 BC", "--to", "264 BC"]).stderr;
    assert!(wrong.contains("before it begins"), "{wrong}");
}

#[test]
fn charts_and_the_report_say_bc() {
    let dir = built();
    for (language, year) in [("en", "300 BC"), ("de", "300 v. Chr."), ("ru", "300 до н. э.")] {
        let out = format!("{language}.svg");
        let asked =
            ["chart", "panels", "--axis", "referenced", "--by", "year", "--to", "1 BC", "--lang", language, "-o", &out];
        dir.expect(0, asked);
        let whole = dir.read(&out);
        // The figures that the picture carries are for programs.
        let (before, figures) = whole.split_once("<metadata").unwrap();
        let drawn = [before, figures.split_once("</metadata>").unwrap().1].concat();
        assert!(drawn.contains(year) && !drawn.contains("-0299") && figures.contains("-0299"), "{language}");
    }
    dir.expect(0, ["report", "-o", "r.html"]);
    let page = dir.read("r.html");
    assert!(page.contains("10 June 323 BC") && page.contains("2 August 216 BC"));
}

#[test]
fn exports_give_years_before_the_era_as_their_formats_have_them_or_say_so() {
    let dir = built();
    let export = |table: &str, format: &str, out: &str| {
        dir.expect(0, ["export", table, "--axis", "referenced", "--by", "year", "--format", format, "-o", out]).stderr
    };
    export("timelines", "vega-lite", "v.json");
    let chart = dir.read("v.json");
    assert!(chart.contains("-000322-01-01") && chart.contains("\"-0322\"") && chart.contains("' BC'"), "{chart}");
    for (format, out) in [("geojson", "p.geojson"), ("kml", "p.kml")] {
        let said = export("timelines", format, out);
        assert!(said.contains("times before the year 1"), "{said}");
        assert!(!dir.read(out).contains("-0322-"));
    }
    dir.expect(0, ["chronology", "--format", "timelinejs", "-o", "t.json"]);
    let told: Value = serde_json::from_str(&dir.read("t.json")).unwrap();
    assert_eq!(told["events"][0]["start_date"]["year"], -356);
    assert_eq!(told["events"][0]["display_date"], "Jul 356 BC");
    let csv = dir.expect(0, ["export", "dates", "--format", "csv", "--raw-cells"]).stdout;
    assert!(csv.contains(",-0322-06-10,"), "{csv}");
}
