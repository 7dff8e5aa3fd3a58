//! The page's style sheet and scripts, which stand beside this file as files of their own.

use std::collections::BTreeMap;

const SHEET: &str = include_str!("templates/report.css");
const LIGHT: &str = include_str!("templates/light.css");
const DARK: &str = include_str!("templates/dark.css");

/// The script that runs before anything is drawn.
pub(super) const EARLY: &str = include_str!("templates/early.js");
/// The parts of the script that makes the page answer, in the order in which they need each other.
const SCRIPT: [&str; 6] = [
    include_str!("templates/script/state.js"),
    include_str!("templates/script/draw.js"),
    include_str!("templates/script/explore.js"),
    include_str!("templates/script/save.js"),
    include_str!("templates/script/list.js"),
    include_str!("templates/script/page.js"),
];

/// The script that makes the page answer: its parts as one function, so that nothing of it is seen from outside.
pub(super) fn script() -> String {
    format!("'use strict';\n(() => {{\n{}}})();\n", SCRIPT.concat())
}

/// The style sheet, with what a drawing needs to be seen on a dark ground.
pub(super) fn sheet(darkened: &str) -> String {
    let dark_rules =
        |scope: &str| darkened.lines().map(|rule| format!("{scope} {rule}")).collect::<Vec<_>>().join("\n");
    let by_choice = dark_rules(":root[data-theme=dark]");
    let by_system = dark_rules(":root:not([data-theme=light])");
    let sheet = SHEET.replace("LIGHT", LIGHT.trim()).replace("DARK", DARK.trim());
    format!(
        "{sheet}@media screen {{\n{by_choice}\n}}\n@media screen and (prefers-color-scheme: dark) {{\n{by_system}\n}}\n"
    )
}

/// Style rules that turn the colours of a drawing for a light ground into those of the same drawing for a dark one;
/// none if the two do not match.
pub(super) fn darkened(light: &str, dark: &str) -> String {
    let (light, dark): (Vec<_>, Vec<_>) = (colours(light), colours(dark));
    if light.len() != dark.len() {
        return String::new();
    }
    let mut pairs: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    for (one, other) in light.into_iter().zip(dark) {
        pairs.entry(one).or_insert(other.1);
    }
    let rule = |((what, from), to): ((&str, &str), &str)| format!(".drawn [{what}=\"{from}\"] {{ {what}: {to}; }}");
    pairs.into_iter().map(rule).collect::<Vec<_>>().join("\n")
}

/// The colours of fills and strokes in their order.
fn colours(svg: &str) -> Vec<(&'static str, &str)> {
    let quoted = |(at, what): (usize, &str)| {
        let colour = svg[at + what.len()..].split('"').next()?;
        let kind = if what.starts_with("fill") { "fill" } else { "stroke" };
        colour.starts_with('#').then_some((kind, colour))
    };
    let mut found: Vec<(usize, &str)> = svg.match_indices("fill=\"").chain(svg.match_indices("stroke=\"")).collect();
    found.sort_unstable();
    found.into_iter().filter_map(quoted).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_is_recoloured_by_rules() {
        let light = r##"<rect fill="#FFFFFF"/><path fill="none" stroke="#101010"/><rect fill="#FFFFFF"/>"##;
        let dark = r##"<rect fill="#111111"/><path fill="none" stroke="#EEEEEE"/><rect fill="#111111"/>"##;
        assert_eq!(
            darkened(light, dark),
            ".drawn [fill=\"#FFFFFF\"] { fill: #111111; }\n.drawn [stroke=\"#101010\"] { stroke: #EEEEEE; }"
        );
        assert_eq!(darkened(light, "<svg/>"), "");
    }

    #[test]
    fn nothing_in_the_files_ends_their_element() {
        let sheet = sheet("");
        assert!(!sheet.contains('<') && !sheet.contains("LIGHT") && !sheet.contains("DARK"));
        assert!(!script().contains("</") && !EARLY.contains('<'));
    }
}
