// Charts and tables drawn anew for what is chosen, as the page was made with all of it.
const SVG = 'http://www.w3.org/2000/svg';
function element(tag, attributes = {}, ...inner) {
  const one = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) one.setAttribute(key, value);
  one.append(...inner);
  return one;
}
function html(tag, attributes = {}, ...inner) {
  const one = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) one.setAttribute(key, value);
  one.append(...inner);
  return one;
}

// Even steps from zero that a person would choose, as in the page as it was made.
function scaleOf(most, height, counts) {
  if (most <= 0) return { step: 1, steps: 1 };
  const room = Math.min(4, Math.max(1, Math.floor(height / 28)));
  const power = 10 ** Math.floor(Math.log10(most / room));
  const steps = (step) => Math.max(1, Math.ceil(most / step * 0.999999));
  const step = [1, 2, 5].map((one) => one * power).find((one) => steps(one) <= room && (!counts || one >= 1)) ?? 10 * power;
  return { step, steps: steps(step) };
}
// Bars and gaps of values in a picture one unit wide a bucket: a bar is a stroke, as in the page as it was made.
function shape(inner, values, scale, apart = []) {
  const units = inner.viewBox.baseVal.height;
  let [bars, gaps, parted] = ['', '', ''];
  values.forEach((value, at) => {
    if (value === null && (at === 0 || values[at - 1] !== null)) {
      let run = 1;
      while (values[at + run] === null) run += 1;
      gaps += `M${at} 0h${run}v${units}h-${run}z`;
    } else if (value > 0) {
      const bar = `M${at} 0v${Math.min(units, Math.max(1, Math.round(value / scale * units)))}`;
      if (apart[at]) parted += bar; else bars += bar;
    }
  });
  let gap = inner.querySelector('.gap');
  if (!gap && gaps) { gap = element('path', { class: 'gap' }); inner.prepend(gap); }
  if (gap) gap.setAttribute('d', gaps);
  inner.querySelector('.bar').setAttribute('d', bars);
  inner.querySelector('.apart')?.setAttribute('d', parted);
}
// The intervals as upright lines, as far as the scale holds them.
function drawIntervals(line, intervals, scale, units) {
  const lines = intervals.map((interval, at) => {
    if (!interval) return '';
    const [low, high] = interval.map((end) => Math.min(units, Math.round(end / scale * units)));
    return high > low ? `M${at} ${low}v${high - low}` : '';
  });
  line.setAttribute('d', lines.join(''));
}
function drawLevels(row, { step, steps }, top, height) {
  const decimals = step < 0.1 ? Math.ceil(-Math.log10(step)) : 1;
  const lines = [];
  for (let level = 0; level <= steps; level += 1) {
    const y = top + height * (1 - level / steps);
    lines.push(element('line', { class: level ? 'grid' : 'base', x1: 0, x2: '100%', y1: y.toFixed(1), y2: y.toFixed(1) }),
      element('text', { class: 'level', x: -6, y: (y + 4).toFixed(1) }, number(step * level, decimals)));
  }
  row.querySelector('.levels').replaceChildren(...lines);
}
// One row of bars of a chart: counts, of which the highest is named, or rates with their intervals.
function drawRow(row, { values, intervals, apart }, names) {
  const most = Math.max(0, ...values);
  const inner = row.querySelector('svg');
  const [top, height] = [Number(inner.getAttribute('y')), Number(inner.getAttribute('height'))];
  const upper = Math.max(most, ...(intervals || []).map((interval) => (interval ? interval[1] : 0)));
  const reach = most > 0 ? Math.min(upper, most * 1.5) : upper;
  const scale = intervals ? scaleOf(Math.min(reach, 1000), height, false) : scaleOf(most, height, true);
  const end = scale.step * scale.steps;
  shape(inner, values, end, apart);
  drawLevels(row, scale, top, height);
  if (intervals) drawIntervals(inner.querySelector('.doubt'), intervals, end, height);
  if (!row.dataset.named) return;
  row.querySelector('.peak')?.remove();
  const at = values.indexOf(most);
  const equal = [...values.keys()].filter((one) => values[one] === most);
  if (most <= 0 || equal.length > 2) return;
  const x = (at + 0.5) / values.length * 100;
  const anchor = x < 20 ? 'start' : x > 80 ? 'end' : 'middle';
  const above = top + height * (1 - most / end) - 6;
  // No line of the scale goes through the name.
  const crossed = Array.from({ length: scale.steps + 1 }, (_, level) => top + height * (1 - level / scale.steps))
    .filter((line) => line >= above - 12 && line <= above + 3);
  const y = Math.min(above, ...crossed.map((line) => line - 4));
  row.append(element('text', { class: 'peak', x: `${x.toFixed(2)}%`, y: y.toFixed(1), 'text-anchor': anchor }, `${equal.map((one) => names[one]).join(' and ')}: ${number(most)}`));
}
const rate = (documents, covered) => uncovered(documents.map((count, at) => (covered[at] ? count / covered[at] * 1000 : 0)), covered);
// That no text names a time is no gap in the coverage.
const uncovered = (values, covered) => values.map((value, at) => (covered[at] || value || state.axis === 'referenced' ? value : null));

// Draws a chart again if it shows other sources than are chosen.
function redraw(plot, rows) {
  const chosen = [...state.sources].sort().join();
  if ((plot.dataset.drawn || '') === chosen) return;
  plot.dataset.drawn = chosen;
  all('g.row', plot).forEach((row, at) => drawRow(row, rows()[at], axis().names));
}

// Wilson's 95 % interval of a share, per 1,000.
function wilson(count, of) {
  const z = 1.959963984540054;
  const [share, square] = [count / of, z * z];
  const middle = (share + square / (2 * of)) / (1 + square / of);
  const half = z / (1 + square / of) * Math.sqrt(share * (1 - share) / of + square / (4 * of * of));
  return [Math.max(0, middle - half) * 1000, Math.min(1, middle + half) * 1000];
}
const interval = (count, of) => wilson(count, of).map((end) => number(end)).join('–');
// The counts of a row, of which those of a part of a bucket are drawn apart.
const countsOf = (values) => ({ values, apart: values.map((_, at) => axis().partial.includes(at)) });
// The rates of a row, with what says how sure they are.
const rates = (documents, covered) => ({
  values: rate(documents, covered),
  intervals: covered.map((of, at) => (of ? wilson(Math.min(documents[at], of), of) : null)),
  apart: covered.map((of) => of > 0 && of < data.few),
});
// The table behind an entity's chart: each bucket with mentions, and the runs between them.
function figureRows(entity, name = state.axis, [from, to] = period()) {
  const covered = coverage(name);
  const [mentions, documents] = byBucket(cellsOf(entity, name), name);
  const { buckets, names } = data[name];
  const rows = [];
  const kind = (at) => (mentions[at] ? `at ${at}` : covered[at] ? 'zero' : 'none');
  const documentsCell = (text) => (bySources ? [] : [text]);
  for (let at = from; at <= to;) {
    let end = at;
    while (end < to && kind(end + 1) === kind(at)) end += 1;
    const sum = covering(name, at, end);
    const zero = covered[at] ? '0' : '';
    if (mentions[at]) {
      const link = html('a', { href: `#${entity.anchor}/${name === 'referenced' ? 'of-' : ''}${buckets[at]}` }, names[at]);
      const share = covered[at] ? [number(documents[at] / covered[at] * 1000), interval(Math.min(documents[at], covered[at]), covered[at])] : ['', ''];
      rows.push([link, number(mentions[at]), ...documentsCell(number(documents[at])), number(sum), ...share]);
    } else {
      rows.push([at === end ? names[at] : `${names[at]} to ${inText(names[end])}`, zero, ...documentsCell(zero), number(sum), zero, sum ? interval(0, sum) : '']);
    }
    at = end + 1;
  }
  return rows;
}
function coverageRows() {
  const [documents, words] = byBucket(coverageCells());
  const [from, to] = period();
  return axis().names.map((bucket, at) => [bucket, number(documents[at]), number(words[at])]).slice(from, to + 1);
}
// Puts rows in the place of those that the page was made with, or those back.
const made = new Map();
// A table that stands in the page as text, for want of room, is made one.
function makeTable(text, entity, name) {
  const heads = text.textContent.slice(0, text.textContent.indexOf('\n')).split('\t');
  const head = html('tr', {}, ...heads.map((one) => html('th', { scope: 'col' }, one)));
  const table = html('table', { class: 'data', 'data-name': entity.anchor, 'aria-label': `${entity.name}, by ${data.step}, ${name}` }, html('thead', {}, head), html('tbody'));
  table.tBodies[0].append(...figureRows(entity, name, [0, data[name].buckets.length - 1]).map(tableRow));
  text.replaceWith(table);
}
const tableRow = ([head, ...cells]) => html('tr', {}, html('th', { scope: 'row' }, head), ...cells.map((cell) => html('td', {}, cell)));
function fillTable(table, rows) {
  const body = table.tBodies[0];
  if (!made.has(table)) made.set(table, body);
  if (!filtered()) { body.replaceWith(made.get(table)); return; }
  body.replaceWith(html('tbody', {}, ...rows().map(tableRow)));
}
