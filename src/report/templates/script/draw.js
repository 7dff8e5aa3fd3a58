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

// The least of the round numbers that holds the highest value; counts below ten end at a whole number.
function niceTop(most) {
  if (most <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  const fits = (top) => top >= most * 0.999999 && (power < 1 || Number.isInteger(top));
  return [1, 1.5, 2, 3, 4, 5, 6, 8, 10].map((step) => step * power).find(fits) || 10 * power;
}
// Bars and gaps of values in a picture one unit wide a bucket: a bar is a stroke, as in the page as it was made.
function shape(inner, values, scale) {
  const units = inner.viewBox.baseVal.height;
  let [bars, gaps] = ['', ''];
  values.forEach((value, at) => {
    if (value === null && (at === 0 || values[at - 1] !== null)) {
      let run = 1;
      while (values[at + run] === null) run += 1;
      gaps += `M${at} 0h${run}v${units}h-${run}z`;
    } else if (value > 0) bars += `M${at} 0v${Math.min(units, Math.max(1, Math.round(value / scale * units)))}`;
  });
  let gap = inner.querySelector('.gap');
  if (!gap && gaps) { gap = element('path', { class: 'gap' }); inner.prepend(gap); }
  if (gap) gap.setAttribute('d', gaps);
  inner.querySelector('.bar').setAttribute('d', bars);
}
// One row of bars of a chart.
function drawRow(row, values, names) {
  const most = Math.max(0, ...values);
  const scale = niceTop(most);
  const inner = row.querySelector('svg');
  const [top, height] = [Number(inner.getAttribute('y')), Number(inner.getAttribute('height'))];
  shape(inner, values, scale);
  for (const level of all('.level', row)) {
    const at = Number(level.dataset.at);
    const drawn = at !== 0.5 || scale < 1 || Number.isInteger(scale / 2);
    level.textContent = drawn ? number(scale * at) : '';
  }
  if (!row.dataset.named) return;
  row.querySelector('.peak')?.remove();
  const at = values.indexOf(most);
  if (most <= 0) return;
  const x = (at + 0.5) / values.length * 100;
  const anchor = x < 20 ? 'start' : x > 80 ? 'end' : 'middle';
  const y = top + height * (1 - most / scale) - 6;
  row.append(element('text', { class: 'peak', x: `${x.toFixed(2)}%`, y: y.toFixed(1), 'text-anchor': anchor }, `${names[at]}: ${number(most)}`));
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
function interval(count, of) {
  const z = 1.959963984540054;
  const [share, square] = [count / of, z * z];
  const middle = (share + square / (2 * of)) / (1 + square / of);
  const half = z / (1 + square / of) * Math.sqrt(share * (1 - share) / of + square / (4 * of * of));
  return `${number(Math.max(0, middle - half) * 1000)}–${number(Math.min(1, middle + half) * 1000)}`;
}
// The table behind an entity's chart: each bucket with mentions, and the runs between them.
function figureRows(entity, name = state.axis, [from, to] = period()) {
  const covered = coverage(name);
  const [mentions, documents] = byBucket(cellsOf(entity, name), name);
  const { buckets } = data[name];
  const rows = [];
  const kind = (at) => (mentions[at] ? `at ${at}` : covered[at] ? 'zero' : 'none');
  const documentsCell = (text) => (bySources ? [] : [text]);
  for (let at = from; at <= to;) {
    let end = at;
    while (end < to && kind(end + 1) === kind(at)) end += 1;
    const sum = covering(name, at, end);
    const zero = covered[at] ? '0' : '';
    if (mentions[at]) {
      const link = html('a', { href: `#${entity.anchor}/${name === 'referenced' ? 'of-' : ''}${buckets[at]}` }, buckets[at]);
      const share = covered[at] ? [number(documents[at] / covered[at] * 1000), interval(Math.min(documents[at], covered[at]), covered[at])] : ['', ''];
      rows.push([link, number(mentions[at]), ...documentsCell(number(documents[at])), number(sum), ...share]);
    } else {
      rows.push([at === end ? buckets[at] : `${buckets[at]} to ${buckets[end]}`, zero, ...documentsCell(zero), number(sum), zero, '']);
    }
    at = end + 1;
  }
  return rows;
}
function coverageRows() {
  const [documents, words] = byBucket(coverageCells());
  const [from, to] = period();
  return axis().buckets.map((bucket, at) => [bucket, number(documents[at]), number(words[at])]).slice(from, to + 1);
}
// Puts rows in the place of those that the page was made with, or those back.
const made = new Map();
// A table that stands in the page as text, for want of room, is made one.
function makeTable(text, entity, name) {
  const heads = text.textContent.slice(0, text.textContent.indexOf('\n')).split('\t');
  const head = html('tr', {}, ...heads.map((one) => html('th', { scope: 'col' }, one)));
  const table = html('table', { class: 'data', 'data-name': entity.anchor }, html('thead', {}, head), html('tbody'));
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
