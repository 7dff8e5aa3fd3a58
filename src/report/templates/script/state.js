// What is shown: the axis of time, the period, the sources and the kinds that the reader chose, and the figures of it.
// The address keeps it all: #raqqa?axis=referenced&source=Reuters&kind=place
const byId = (id) => document.getElementById(id);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const root = document.documentElement;
const data = JSON.parse(byId('page/data').textContent);
const entities = new Map(data.entities.map((entity) => [entity.anchor, entity]));
const kinds = [...new Set(all('input[name=kind]').map((box) => box.value))];
const number = (count, decimals = 1) => count.toLocaleString('en-US', { maximumFractionDigits: decimals });
const counted = (count, one) => `${number(count)} ${one}${count === 1 ? '' : 's'}`;
// A name of a bucket within a sentence.
const inText = (name) => name.replace(/^Week/, 'week');
const say = (text) => { byId('page/said').textContent = text; };
const bySources = data.count === 'sources';
const unit = bySources ? 'source' : 'mention';

// The period is of buckets' names, which hold on either axis; none is the first or the last there is.
const state = { axis: 'published', from: null, to: null, sources: new Set(), kinds: new Set(kinds) };

function decoded(text) {
  try { return decodeURIComponent(text); } catch { return text; }
}

const axis = () => data[state.axis];
const ends = () => axis().buckets.length - 1;
// The first and the last bucket of the period on the axis; the last before the first where it has none of them.
function period() {
  const { buckets } = axis();
  const from = state.from === null ? 0 : buckets.findIndex((bucket) => inOrder(bucket) >= inOrder(state.from));
  const to = state.to === null ? ends() : buckets.findLastIndex((bucket) => inOrder(bucket) <= inOrder(state.to));
  return from < 0 ? [0, -1] : [from, to];
}
// A name of a bucket, or a day, as texts sort: those before the year 1 have a minus, and the later is the smaller number.
const inOrder = (date) => (date.startsWith('-') ? `!${String(9999 - date.slice(1, 5)).padStart(4, '0')}${date.slice(5)}` : date);
const whole = () => period()[0] === 0 && period()[1] === ends();
const filtered = () => state.sources.size > 0 || !whole();
const asMade = () => state.axis === 'published' && !filtered();

// The address's end: the part of the page, and what was chosen.
function address(target) {
  const chosen = new URLSearchParams();
  if (state.axis !== 'published') chosen.append('axis', state.axis);
  if (state.from !== null) chosen.append('from', state.from);
  if (state.to !== null) chosen.append('to', state.to);
  for (const at of state.sources) chosen.append('source', data.others && at === data.outlets.length - 1 ? '' : data.outlets[at]);
  if (state.kinds.size < kinds.length) for (const kind of state.kinds) chosen.append('kind', kind);
  return `#${target}${chosen.size ? `?${chosen}` : ''}`;
}
function readAddress() {
  const end = location.hash.slice(1);
  const cut = end.indexOf('?');
  const chosen = new URLSearchParams(cut < 0 ? '' : end.slice(cut + 1));
  state.axis = chosen.get('axis') === 'referenced' && data.referenced ? 'referenced' : 'published';
  const known = (bucket) => (/^-?\d{4}(-(W\d\d|Q\d|\d\d(-\d\d)?))?$/.test(bucket) ? bucket : null);
  [state.from, state.to] = [known(chosen.get('from')), known(chosen.get('to'))];
  const source = (name) => (name === '' && data.others ? data.outlets.length - 1 : data.outlets.indexOf(name));
  state.sources = new Set(chosen.getAll('source').map(source).filter((at) => at >= 0));
  const some = chosen.getAll('kind').filter((kind) => kinds.includes(kind));
  state.kinds = new Set(some.length ? some : kinds);
  return decoded(cut < 0 ? end : end.slice(0, cut));
}

// Figures a bucket, of the sources that are chosen.
const chosenSource = (outlet) => !state.sources.size || state.sources.has(outlet);
function byBucket(cells, name = state.axis) {
  const count = data[name].buckets.length;
  const [first, second] = [new Array(count).fill(0), new Array(count).fill(0)];
  for (const [bucket, outlet, one, other] of cells) {
    if (chosenSource(outlet)) { first[bucket] += one; second[bucket] += other; }
  }
  return [first, second];
}
// Cells as the page holds them: `a3.2b1;;a1` is a letter an outlet, two numbers, and a semicolon between buckets.
const unpacked = new Map();
function unpack(text) {
  if (unpacked.has(text)) return unpacked.get(text);
  const cells = text.split(';').flatMap((part, bucket) => [...part.matchAll(/([a-z])(\d+)(?:\.(\d+))?/g)]
    .map(([, letter, one, other]) => [bucket, letter.charCodeAt(0) - 97, Number(one), Number(other ?? one)]));
  unpacked.set(text, cells);
  return cells;
}
const coverageCells = (name = state.axis) => unpack(data[name].coverage);
const coverage = (name = state.axis) => byBucket(coverageCells(name), name)[0];
const cellsOf = (entity, name = state.axis) => unpack(entity[name] || '');

// What lies in several buckets of a stretch counts once: the sum, less what lies again in one of them.
const countedAgain = (cells, from, to) => cells.reduce((sum, [bucket, outlet, later, count]) => (
  bucket >= from && bucket + later <= to && chosenSource(outlet) ? sum + count : sum), 0);
// The different documents, or sources, that cover a stretch.
function covering(name, from, to) {
  const covered = coverage(name);
  let sum = 0;
  for (let at = from; at <= to; at += 1) sum += covered[at];
  return sum - countedAgain(unpack(data[name].again || ''), from, to);
}
// All of an entity in the period: mentions and documents, or where sources count how many there are.
function total(entity) {
  const [from, to] = period();
  let [mentions, documents] = [0, 0];
  for (const [bucket, outlet, m, d] of cellsOf(entity)) {
    if (bucket < from || bucket > to || !chosenSource(outlet)) continue;
    mentions += m;
    documents += d;
  }
  documents -= countedAgain(unpack(entity.again?.[state.axis] || ''), from, to);
  return bySources ? [documents, documents] : [mentions, documents];
}
// Where the page does not know what lies in several buckets, a sum over them is the most that there can be.
const atMost = () => (data.exact || (state.axis === 'published' && !bySources) ? '' : 'at most ');
// The bucket with most mentions in the period, or -1.
function highest(values) {
  const [from, to] = period();
  let best = -1;
  for (let at = from; at <= to; at += 1) if (values[at] > 0 && (best < 0 || values[at] > values[best])) best = at;
  return best;
}
// The buckets of the period that have as much as the highest.
function peaksOf(values, best) {
  const [from, to] = period();
  return best < 0 ? [] : [...values.keys()].filter((at) => at >= from && at <= to && values[at] === values[best]);
}
// Their names; of more than two none is worth its date.
function peaksInWords(peaks) {
  const { names } = axis();
  if (peaks.length > 2) return counted(peaks.length, data.step);
  return peaks.map((at, position) => (position ? inText(names[at]) : names[at])).join(' and ');
}

// What was chosen, in words.
function timeInWords() {
  const [from, to] = period();
  if (whole()) return '';
  if (to < from) return 'at no time of this axis';
  return from === to ? axis().names[from] : `${axis().names[from]} to ${inText(axis().names[to])}`;
}
function sourcesInWords() {
  const chosen = [...state.sources].sort((one, other) => one - other).map((at) => data.outlets[at]);
  return chosen.length > 3 ? `${chosen.length} sources` : chosen.join(', ');
}
function chosenInWords() {
  const of = state.sources.size ? `only ${sourcesInWords()}` : '';
  const by = state.axis === 'referenced' ? 'by the dates that the texts name' : '';
  return [timeInWords(), by, of].filter(Boolean).join(', ');
}
