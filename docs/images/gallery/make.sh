#!/usr/bin/env bash
# Draws the gallery from the bundled example: a picture of every type that `dateline chart --list` names, and docs/gallery.md.
#   cargo build --release && docs/images/gallery/make.sh          DATELINE=path/to/dateline takes another program
set -euo pipefail
cd "$(dirname "$0")/../../.."
dateline=${DATELINE:-target/release/dateline}
run=$(mktemp -d)
trap 'rm -rf "$run"' EXIT
"$dateline" build examples/dispatches --dates examples/dates.csv --no-charts --no-report -q -d "$run" > /dev/null

# What a type is drawn with: what shows it at its best.
arguments() {
  case $1 in
    lines) echo "mosul raqqa deir-ezzor aktau" ;;
    panels) echo "--top 12 --bursts" ;;
    heatmap) echo "--top 20" ;;
    swimlane) echo "mosul raqqa tal-afar --from 2014-06 --to 2014-12 --by month --events examples/events.csv" ;;
    bars) echo "--top 20" ;;
    area) echo "mosul raqqa deir-ezzor aktau --by year" ;;
    ridges) echo "--top 15 --kind place" ;;
    map) echo "--frames --by year" ;;
    matrix) echo "--top 10" ;;
    aliases) echo "islamic-state --by year" ;;
    coverage) echo "" ;;
    *) echo "" ;;
  esac
}

# What else there is to say of a type.
remark() {
  case $1 in
    matrix) echo " Of one name (\`chart matrix raqqa\`): it and those that it is mentioned with most." ;;
    map) echo " \`--region SOUTH,WEST,NORTH,EAST\` frames a part of the world." ;;
  esac
}

page=docs/gallery.md
cat > "$page" <<'INTRODUCTION'
# Gallery

Every type of chart, drawn from the bundled example by `docs/images/gallery/make.sh`. Each picture can be published
alone: its caption says what was counted, over what, from when to when, and what was left out.

- `--measure` counts `mentions`, `documents`, `per-1000-documents` or `per-million-words`; `--output` (`-o`) names the file, SVG or PNG.
- `--size 1600x900` is the size in pixels, and `--scale 3` gives a PNG three dots for each; `--title` is the headline.
- `--theme light`, `dark` or `print`; `--palette okabe-ito`, `tol` (colour-blind readers tell both apart) or `grey`.
- `--font FILE.ttf`, as often as needed, is asked for characters that the embedded fonts lack; the warning names fonts that have them. `--lang` is the language of all words and numbers; names are those that the lists hold in it, and a country on a map that has none stays unnamed.
- An SVG has the glyphs that its texts need, so that a browser shows it as it was drawn; programs that take no fonts from a file set each text as wide as it was measured. `--outlines` writes texts as outlines, for print shops.
- An SVG has its figures as CSV in `<metadata id="figures">`, up to 100 kB; `--data FILE.csv` writes them beside the picture, as `build` does: of shares with the bounds of their 95 % interval (`_low`, `_high`), Wilson for documents, exact Poisson for words.
- `--by day`, `week`, `month`, `quarter`, `year`, `decade`, or `auto`; `--axis referenced` is the time that the texts tell of. `aliases` then counts the mentions of a time that is told, `matrix` the documents that tell of both in one step of time; `swimlane` has each document on its day of publication alone.
- `--events FILE.csv` draws dated notes; a span that goes on beyond the picture has a point there, and its dates in the caption. `--bursts` marks bursts.
- A highest value is named with its date; two equal ones with both dates, and of more the value alone. Shares of fewer than ten documents are hatched, and no peak. Intervals of shares (95 %) are bands, or lines at peaks and at the ends of bars.
INTRODUCTION
"$dateline" chart --list | while read -r type description; do
  read -r -a given <<< "$(arguments "$type")"
  "$dateline" chart "$type" "${given[@]}" -d "$run" --scale 1 -o "docs/images/gallery/$type.png"
  command="dateline chart $type${given[*]:+ ${given[*]}} -o $type.png"
  printf '\n## %s\n\n%s\n\n```sh\n%s\n```\n\n![%s: %s](images/gallery/%s.png)\n' \
    "$type" "${description^}.$(remark "$type")" "$command" "$type" "$description" "$type" >> "$page"
done
for theme in dark print; do
  "$dateline" chart lines mosul raqqa deir-ezzor aktau --theme $theme -d "$run" --scale 1 -o "docs/images/gallery/lines-$theme.png"
  printf '\n## The theme %s\n\n```sh\ndateline chart lines mosul raqqa deir-ezzor aktau --theme %s -o lines-%s.png\n```\n\n![Lines in the theme %s](images/gallery/lines-%s.png)\n' \
    $theme $theme $theme $theme $theme >> "$page"
done
"$dateline" chart lines mosul raqqa --lang ar --by year -d "$run" --scale 1 -o docs/images/gallery/lines-arabic.png
printf '\n## In another language\n\n```sh\ndateline chart lines mosul raqqa --lang ar --by year -o lines-arabic.png\n```\n\n![Lines with Arabic words](images/gallery/lines-arabic.png)\n' >> "$page"
printf '\n## In the terminal\n\n`dateline view` takes the same `--measure`; `--panels` gives each entity a plot of its own, as it is without colours.\n\n```console\n$ dateline view mosul --height 8\n' >> "$page"
COLUMNS=100 NO_COLOR=1 "$dateline" view mosul --height 8 -d "$run" >> "$page"
printf '```\n' >> "$page"
"$dateline" chart lines mosul raqqa deir-ezzor aktau --by quarter -d "$run" --scale 2 -o docs/images/attention.png
