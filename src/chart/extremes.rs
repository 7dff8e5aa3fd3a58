//! Every type of chart at the extremes: one entity and forty, three days and two centuries, five documents and millions
//! of mentions, long names and names in other scripts, small pictures and wide ones; in every theme, on both axes.
//!
//! The golden files, `tests/golden/extremes/TYPE.txt`, are not pictures but what decides whether a picture is right:
//! each text with its place, for each colour the shapes that have it and the room that they take, or the refusal. Where
//! texts move or a shape grows, a line changes.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::samples;
use super::tests::drawn;
use super::*;
use crate::timeline::{Axis, Timelines};

/// The data of an extreme, and the size of the picture where it is fixed.
struct Extreme {
    name: &'static str,
    timelines: Timelines,
    dots: Vec<Dot>,
    size: Option<(u32, u32)>,
}

fn extremes() -> Vec<Extreme> {
    let of = |name, timelines: Timelines, size| {
        let dots = samples::dots(&timelines);
        Extreme { name, timelines, dots, size }
    };
    let (few, few_dots) = samples::few();
    vec![
        of("one entity", samples::single(), None),
        of("forty entities", samples::forty(), None),
        of("three days", samples::three_days(), None),
        of("two centuries", samples::centuries(), None),
        Extreme { name: "five documents", timelines: few, dots: few_dots, size: None },
        of("millions", samples::millions(), None),
        of("long names", samples::long_names(), None),
        of("other scripts", samples::scripts(), None),
        of("chinese", samples::chinese(), None),
        of("400x300", samples::small(), Some((400, 300))),
        of("400x500", samples::small(), Some((400, 500))),
        of("1600x500", samples::small(), Some((1600, 500))),
        of("600x1000", samples::small(), Some((600, 1000))),
    ]
}

/// A drawing as the golden files have it.
#[derive(Debug, PartialEq)]
struct Layout {
    size: (u32, u32),
    texts: Vec<String>,
    /// The shapes by their colour: how many, and the room that they take together.
    shapes: Vec<String>,
    colors: Vec<String>,
}

impl Layout {
    fn of(drawing: &Drawing) -> Layout {
        let svg = drawing.svg();
        let mut shapes: BTreeMap<(usize, String), (usize, [f64; 4])> = BTreeMap::new();
        let (mut texts, mut colors) = (Vec::new(), Vec::new());
        for line in svg.lines() {
            let color = attribute(line, "stroke").filter(|_| !line.starts_with("<text")).or(attribute(line, "fill"));
            let known = color.map(|color| colors.iter().position(|one| *one == color));
            let rank = known.map(|known| known.unwrap_or(colors.len()));
            if let (Some(None), Some(color)) = (known, color) {
                colors.push(color.to_string());
            }
            if line.starts_with("<text") {
                texts.push(text(line));
            } else if let (Some(rank), Some(points)) = (rank, points(line)) {
                let tag = line[1..].split(' ').next().unwrap_or_default().to_string();
                let (count, room) = shapes.entry((rank, tag)).or_insert((0, [f64::MAX, f64::MAX, f64::MIN, f64::MIN]));
                *count += 1;
                for (x, y) in points {
                    *room = [room[0].min(x), room[1].min(y), room[2].max(x), room[3].max(y)];
                }
            }
        }
        let shape = |((color, tag), (count, room)): ((usize, String), (usize, [f64; 4]))| {
            let [left, top, right, bottom] = room.map(|side| (side / 4.0).round());
            format!("{tag} {} ×{count}: {left},{top} – {right},{bottom}", colors[color])
        };
        let shapes = shapes.into_iter().map(shape).collect();
        Layout { size: drawing.size(), texts, shapes, colors }
    }
}

fn attribute<'l>(line: &'l str, name: &str) -> Option<&'l str> {
    let rest = &line[line.find(&format!(" {name}=\""))? + name.len() + 3..];
    rest.split('"').next()
}

fn number(line: &str, name: &str) -> Option<f64> {
    attribute(line, name)?.parse().ok()
}

/// The corners of a shape, in the file's units.
fn points(line: &str) -> Option<Vec<(f64, f64)>> {
    if let Some(points) = attribute(line, "points") {
        let point = |pair: &str| Some((pair.split_once(',')?.0.parse().ok()?, pair.split_once(',')?.1.parse().ok()?));
        return points.split_whitespace().map(point).collect();
    }
    if let Some((x, y)) = number(line, "cx").zip(number(line, "cy")) {
        let r = number(line, "r")?;
        return Some(vec![(x - r, y - r), (x + r, y + r)]);
    }
    if let Some((x, y)) = number(line, "x1").zip(number(line, "y1")) {
        return Some(vec![(x, y), (number(line, "x2")?, number(line, "y2")?)]);
    }
    let (x, y) = number(line, "x").zip(number(line, "y"))?;
    Some(vec![(x, y), (x + number(line, "width")?, y + number(line, "height")?)])
}

/// "24,31 20b Mentions of Mosul": the place of a text in pixels, its size, `b` for bold and `m` or `e` for its anchor.
fn text(line: &str) -> String {
    let pixels = |name| number(line, name).unwrap_or_default() / 4.0;
    let bold = if line.contains("font-weight") { "b" } else { "" };
    let anchor = attribute(line, "text-anchor").map_or("", |anchor| &anchor[..1]);
    let content = line.split_once('>').map_or("", |(_, rest)| rest.trim_end_matches("</text>"));
    let size = (pixels("font-size") * 10.0).round() / 10.0;
    format!("{:.0},{:.0} {size}{bold}{anchor} {content}", pixels("x"), pixels("y"))
}

fn options(theme: Theme, extreme: &Extreme) -> ChartOptions {
    ChartOptions { theme, size: extreme.size, ..ChartOptions::default() }
}

/// The section of a type and an extreme.
fn section(kind: ChartKind, extreme: &Extreme, faults: &mut Vec<String>) -> String {
    let mut out = format!("# {}\n", extreme.name);
    let draw = |timelines, theme| drawn(kind, timelines, &extreme.dots, &options(theme, extreme));
    let light = match draw(&extreme.timelines, Theme::Light) {
        Ok(drawing) => drawing,
        Err(error) => {
            let advice = error.advice().unwrap_or_default().to_string();
            assert!(!advice.is_empty(), "{kind} {}: {error}", extreme.name);
            return out + &format!("refused: {error}\n");
        }
    };
    let mut look = |drawing: &Drawing, what: &str| {
        let said = drawing.collisions().unwrap().into_iter().chain(crossed(drawing));
        faults.extend(said.map(|fault| format!("{kind}, {}, {what}: {fault}", extreme.name)));
    };
    look(&light, "light");
    let layout = Layout::of(&light);
    let _ =
        writeln!(out, "{}x{}\n{}\n{}", layout.size.0, layout.size.1, layout.texts.join("\n"), layout.shapes.join("\n"));
    for theme in [Theme::Dark, Theme::Print] {
        let drawing = draw(&extreme.timelines, theme).unwrap();
        let other = Layout::of(&drawing);
        // Without colour a piece of each line stands beside its name, and takes room.
        if kind == ChartKind::Lines && theme == Theme::Print {
            look(&drawing, "print");
            let _ = writeln!(out, "{theme}: {}", other.colors.join(" "));
            continue;
        }
        assert_eq!(other.texts, layout.texts, "{kind}, {}: texts move in the theme {theme}", extreme.name);
        let _ = writeln!(out, "{theme}: {}", other.colors.join(" "));
    }
    let told = Timelines { axis: Axis::Referenced, ..extreme.timelines.clone() };
    match draw(&told, Theme::Light) {
        Ok(told) => {
            look(&told, "referenced");
            let own = Layout::of(&told).texts;
            let own: Vec<String> = own.into_iter().filter(|text| !layout.texts.contains(text)).collect();
            let _ = writeln!(out, "referenced:\n{}", own.join("\n"));
        }
        // Its caption may be longer.
        Err(error) => out += &format!("referenced: refused: {error}\n"),
    }
    if !light.warnings.is_empty() {
        let _ = writeln!(out, "warned: {}", light.warnings.join("; "));
    }
    out
}

#[test]
fn every_type_at_every_extreme_is_as_it_was_in_every_theme_on_both_axes() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/extremes");
    let bless = std::env::var_os("DATELINE_BLESS").is_some_and(|bless| bless == "1");
    let (extremes, mut faults, mut differing) = (extremes(), Vec::new(), Vec::new());
    for kind in ChartKind::ALL {
        let sections: Vec<String> = extremes.iter().map(|extreme| section(kind, extreme, &mut faults)).collect();
        let (path, text) = (folder.join(format!("{kind}.txt")), sections.join("\n"));
        if bless {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&path, &text).unwrap();
        }
        let expected = std::fs::read_to_string(&path).unwrap_or_default();
        let lines = text.lines().zip(expected.lines()).position(|(new, old)| new != old);
        if text != expected {
            let at = lines.unwrap_or(text.lines().count().min(expected.lines().count()));
            differing.push(format!("{} differs from line {} on", path.display(), at + 1));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(differing.is_empty(), "{}\nDATELINE_BLESS=1 writes them anew", differing.join("\n"));
}

#[test]
fn every_type_has_its_words_in_every_language_without_a_collision() {
    let (months, (few, few_dots)) = (samples::small(), samples::few());
    let dots = samples::dots(&months);
    let mut faults = Vec::new();
    for kind in ChartKind::ALL {
        for language in Language::ALL {
            for (timelines, dots) in [(&months, &dots), (&few, &few_dots)] {
                let options = ChartOptions { language, ..ChartOptions::default() };
                match drawn(kind, timelines, dots, &options) {
                    Ok(drawing) => {
                        let said = drawing.collisions().unwrap().into_iter();
                        faults.extend(said.map(|fault| format!("{kind} {language}: {fault}")));
                        assert!(drawing.warnings.is_empty(), "{kind} {language}: {:?}", drawing.warnings);
                    }
                    Err(error) => assert!(error.advice().is_some(), "{kind} {language}: {error}"),
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The texts that a line of data runs through: its strokes are at least this wide, which no grid, leash or dash is.
const DATA_STROKE: f64 = 1.2;

fn crossed(drawing: &Drawing) -> Vec<String> {
    let (svg, fonts) = (drawing.svg(), Fonts::embedded());
    let mut strokes: Vec<[canvas::Point; 2]> = Vec::new();
    let pixel = |(x, y): (f64, f64)| (x / 4.0, y / 4.0);
    for line in svg.lines().filter(|line| line.starts_with("<polyline")) {
        if number(line, "stroke-width").unwrap_or(4.0) / 4.0 >= DATA_STROKE && !line.contains("opacity") {
            let points: Vec<canvas::Point> = points(line).unwrap().into_iter().map(pixel).collect();
            strokes.extend(points.windows(2).map(|pair| [pair[0], pair[1]]));
        }
    }
    let mut faults = Vec::new();
    for line in svg.lines().filter(|line| line.starts_with("<text")) {
        let size = number(line, "font-size").unwrap() / 4.0;
        let weight = if line.contains("font-weight") { fonts::Weight::Bold } else { fonts::Weight::Regular };
        let content = line.split_once('>').map_or("", |(_, rest)| rest.trim_end_matches("</text>"));
        let (wide, (x, y)) =
            (fonts.width(content, size, weight), pixel((number(line, "x").unwrap(), number(line, "y").unwrap())));
        let left = x - match attribute(line, "text-anchor") {
            Some("middle") => wide / 2.0,
            Some("end") => wide,
            _ => 0.0,
        };
        // From the heights of small letters to the base line.
        let ink = canvas::Area::new(left, y - size * 0.55, left + wide, y);
        if strokes.iter().any(|stroke| labels::inside(*stroke, ink).is_some()) {
            faults.push(format!("a line runs through {content:?}"));
        }
    }
    faults
}
