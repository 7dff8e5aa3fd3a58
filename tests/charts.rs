//! Charts over the bundled example, as pictures and in the terminal.

use std::path::Path;

use dateline::chart::{ChartInput, ChartKind, ChartOptions, Theme, draw};
use dateline::store::Store;
use dateline::timeline::{Axis, BucketChoice, TimelineOptions};

use crate::workdir::Workdir;

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
            let size = "quarter".parse::<BucketChoice>().unwrap();
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
            assert!(text.contains("Mentions of Mosul and Raqqa") && text.contains("114 documents"), "{text}");
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
