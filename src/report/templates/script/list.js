// The first screen: the list of names, the leading ones, the coverage with its brush; search and what is chosen.
const fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
const rows = all('table.index tbody tr').map((row, order) => {
  const entity = entities.get(decoded(row.querySelector('a').getAttribute('href').slice(1)));
  const keys = [entity.name, entity.anchor, ...entity.names].map(fold);
  return { row, entity, order, keys, texts: [...row.cells].map((cell) => [cell.textContent, cell.dataset.sort]), spark: row.querySelector('.spark')?.innerHTML };
});
// The peak of a line leads to its sentences.
function linkPeak(cell, entity) {
  const text = cell.textContent.trim();
  if (text && cell.dataset.sort) cell.replaceChildren(html('a', { href: `#${entity.anchor}/${state.axis === 'referenced' ? 'of-' : ''}${cell.dataset.sort}` }, text));
}
for (const { row, entity } of rows) linkPeak(row.cells[5], entity);
const search = byId('page/search');
const shown = byId('page/shown');
const note = shown.textContent;
const leading = all('.leaders ol').map((list) => ({ list, items: [...list.children], kind: list.parentElement.className }));

// A number of documents, or that there are at most so many.
const mostOf = (count) => (atMost() && count ? `≤ ${number(count)}` : number(count));
// The figures of a line of the list; as it was made until something is chosen.
function fillRow(one, covered) {
  if (asMade() && !one.changed) return;
  one.changed = true;
  const [mentions] = byBucket(cellsOf(one.entity));
  const [from, to] = period();
  const [count, documents] = total(one.entity);
  const inside = mentions.map((value, at) => (value > 0 && at >= from && at <= to ? at : -1)).filter((at) => at >= 0);
  const best = highest(mentions);
  const { buckets, names } = axis();
  const peaks = peaksOf(mentions, best);
  const peak = best < 0 ? ['', ''] : [`${peaksInWords(peaks)} (${number(mentions[best])})`, peaks.length > 2 ? '' : buckets[best]];
  const dated = (at) => (at === undefined || at < 0 ? ['', ''] : [names[at], buckets[at]]);
  one.count = count;
  const texts = asMade() ? one.texts.slice(2) : [
    [bySources ? mostOf(count) : number(count)], [mostOf(documents)], [''], peak,
    dated(inside[0]), dated(inside.at(-1)),
  ];
  texts.forEach(([text, sort], at) => {
    if (at === 2) return;
    const cell = one.row.cells[at + 2];
    cell.textContent = text;
    if (at > 2) cell.dataset.sort = sort;
  });
  linkPeak(one.row.cells[5], one.entity);
  const spark = one.row.querySelector('.spark');
  if (!spark) return;
  shape(spark, uncovered(mentions, covered), Math.max(...mentions.slice(from, to + 1), 1e-9));
  spark.setAttribute('viewBox', `${from} 0 ${Math.max(1, to - from + 1)} ${spark.viewBox.baseVal.height}`);
}
function list() {
  const words = fold(search.value).split(/\s+/).filter(Boolean);
  const covered = coverage();
  let count = 0;
  for (const one of rows) {
    fillRow(one, covered);
    const fits = words.every((word) => one.keys.some((key) => key.includes(word)));
    one.row.hidden = !(fits && state.kinds.has(one.entity.kind) && (asMade() || one.count > 0));
    if (!one.row.hidden) count += 1;
  }
  const chosen = chosenInWords();
  const with_ = chosen ? `: ${chosen}` : '';
  const changed = words.length || chosen || count < rows.length;
  if (!count) { shown.textContent = `No name on this page fits${with_}.`; return; }
  shown.textContent = changed ? `${number(count)} of ${counted(rows.length, 'name')}${with_}` : note;
}
// The leading names of what is chosen, as many as the page was made with.
function leaders() {
  for (const { list: box, items, kind } of leading) {
    box.parentElement.hidden = !state.kinds.has(kind);
    if (asMade()) { box.replaceChildren(...items); continue; }
    const best = rows.filter((one) => one.entity.kind === kind && one.count > 0).sort((one, other) => other.count - one.count || one.order - other.order).slice(0, items.length);
    box.replaceChildren(...best.map(({ entity, row }) => {
      const spark = row.querySelector('.spark')?.cloneNode(true) || '';
      const part = (name, ...inner) => html('span', { class: name }, ...inner);
      const link = html('a', { href: `#${entity.anchor}` }, part('who', html('bdi', {}, entity.name)), ' ', part('many', row.cells[2].textContent), ' ', spark, ' ', part('peak', row.cells[5].textContent));
      return html('li', {}, link);
    }));
  }
}
const figure = (text) => Number(text.replace(/[^\d.]/g, ''));
let sorted = null;
function order(column, button) {
  const value = ({ row: { cells } }) => cells[column].dataset.sort ?? cells[column].textContent.trim();
  const figures = column === 2 || column === 3;
  const down = sorted === column ? button.closest('th').getAttribute('aria-sort') === 'ascending' : figures;
  const compare = figures
    ? (one, other) => figure(value(one)) - figure(value(other))
    : (one, other) => value(one).localeCompare(value(other), 'en');
  const sortedRows = [...rows].sort((one, other) => (down ? compare(other, one) : compare(one, other)) || one.order - other.order);
  for (const head of all('table.index thead th')) head.removeAttribute('aria-sort');
  button.closest('th').setAttribute('aria-sort', down ? 'descending' : 'ascending');
  sorted = column;
  document.querySelector('table.index tbody').append(...sortedRows.map((one) => one.row));
}
all('table.index thead th').forEach((head, column) => {
  if (head.classList.contains('wide')) return;
  const button = html('button', { type: 'button' }, ...head.childNodes);
  head.append(button);
  button.addEventListener('click', () => order(column, button));
});

search.addEventListener('input', () => {
  if (root.classList.contains('one')) { go('page/names'); search.focus(); }
  list();
  if (search.value) byId('page/names').scrollIntoView({ block: 'start' });
});
search.addEventListener('keydown', (event) => {
  const first = all('table.index tbody tr').find((row) => !row.hidden);
  if (event.key === 'Enter' && search.value && first) go(decoded(first.querySelector('a').getAttribute('href').slice(1)));
  if (event.key === 'Escape') { search.value = ''; list(); }
});

// What is chosen: the switch of the axis, the period, the sources, the kinds.
const [from, to] = [byId('page/from'), byId('page/to')];
const boxes = (name) => all(`input[name=${name}]`);
function choosePeriod(one, other) {
  const [first, last] = [Math.min(one, other), Math.max(one, other)];
  state.from = first === 0 ? null : axis().buckets[first];
  state.to = last === ends() ? null : axis().buckets[last];
  chosen();
}
for (const box of boxes('axis')) box.addEventListener('change', () => { state.axis = box.value; chosen(); });
for (const box of boxes('source')) {
  box.addEventListener('change', () => {
    state.sources = new Set(boxes('source').filter((one) => one.checked).map((one) => Number(one.value)));
    chosen();
  });
}
for (const box of boxes('kind')) {
  box.addEventListener('change', () => {
    state.kinds = new Set(boxes('kind').filter((one) => one.checked).map((one) => one.value));
    chosen();
  });
}
from.addEventListener('change', () => choosePeriod(+from.value, Math.max(+from.value, +to.value)));
to.addEventListener('change', () => choosePeriod(Math.min(+from.value, +to.value), +to.value));
byId('page/all').addEventListener('click', () => {
  [state.from, state.to, state.sources, state.kinds] = [null, null, new Set(), new Set(kinds)];
  chosen();
});
// The list of sources closes like any that hangs from its button.
const hanging = document.querySelector('details.sources');
document.addEventListener('pointerdown', (event) => { if (hanging?.open && !hanging.contains(event.target)) hanging.open = false; });
hanging?.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  hanging.open = false;
  byId('page/sources').focus();
});
// The controls say what is chosen.
let optionsOf = null;
function showChoice() {
  for (const box of boxes('axis')) box.checked = box.value === state.axis;
  for (const box of boxes('source')) box.checked = state.sources.has(Number(box.value));
  for (const box of boxes('kind')) box.checked = state.kinds.has(box.value);
  if (optionsOf !== state.axis) {
    optionsOf = state.axis;
    for (const choice of [from, to]) choice.replaceChildren(...axis().names.map((name, at) => new Option(name.replace(/ \(.*\)$/, ''), at)));
  }
  const [first, last] = period();
  [from.value, to.value] = last < first ? ['', ''] : [first, last];
  const summary = byId('page/sources');
  if (summary) summary.textContent = state.sources.size ? `Only ${sourcesInWords()}` : 'All sources';
  byId('page/all').disabled = !filtered() && state.kinds.size === kinds.length;
}

// The brush over the coverage of either axis.
for (const brush of all('.brush')) {
  const name = brush.dataset.axis;
  const { buckets, names } = data[name];
  const covering = bySources ? 'source' : 'document';
  const text = (at) => `${names[at]}: ${counted(coverage(name)[at], covering)}`;
  answer(brush, buckets.length, name === 'referenced' ? 'Documents by the dates that they name' : 'Documents over time', text);
  let start = null;
  brush.addEventListener('pointerdown', (event) => {
    start = bucketAt(brush, event, buckets.length);
    brush.setPointerCapture(event.pointerId);
  });
  brush.addEventListener('pointermove', (event) => {
    if (start !== null) choosePeriod(start, bucketAt(brush, event, buckets.length));
  });
  brush.addEventListener('pointerup', (event) => {
    if (start === bucketAt(brush, event, buckets.length) && !whole() && period()[0] === period()[1]) say(`${names[start]} is chosen`);
    start = null;
  });
  brush.addEventListener('pointercancel', () => { start = null; });
}
function overview() {
  const brush = document.querySelector(`.brush[data-axis=${state.axis}]`);
  if (brush) {
    redraw(brush, () => [countsOf(uncovered(coverage(), coverage()))]);
    shadePeriod(brush, 'picked');
    fillTable(document.querySelector(`.overview [data-axis=${state.axis}] table.data`), coverageRows);
  }
  list();
  leaders();
}
