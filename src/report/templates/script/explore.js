// Charts that answer to pointer and keys, one name at a time, and its sentences.
const current = (within) => within.querySelector(`.plotbox[data-axis=${state.axis}], [data-axis=${state.axis}] .plotbox`);

// Shades buckets of a chart.
function shade(plot, name, from, to) {
  for (const inner of all('svg.plot svg', plot)) {
    let mark = inner.querySelector(`.${name}`);
    if (!mark) {
      mark = element('rect', { class: name, height: '100%' });
      inner.append(mark);
    }
    mark.setAttribute('x', from);
    mark.setAttribute('width', Math.max(0, to - from + 1));
  }
}
function shadePeriod(plot, name) {
  const [from, to] = whole() ? [0, -1] : period();
  shade(plot, name, from, to);
}

const tip = byId('page/tip');
function tell(plot, at, text, count) {
  shade(plot, 'cursor', at, at);
  tip.textContent = text;
  tip.hidden = false;
  const box = plot.querySelector('svg').getBoundingClientRect();
  const x = box.left + (at + 0.5) / count * box.width;
  tip.style.left = `${Math.max(4, Math.min(innerWidth - tip.offsetWidth - 4, x - tip.offsetWidth / 2))}px`;
  // Below, where it hides nothing that is said above; above where there is no room.
  const below = box.bottom + 4;
  tip.style.top = `${below + tip.offsetHeight < innerHeight ? below : Math.max(4, box.top - tip.offsetHeight + 8)}px`;
}
function hush(plot) {
  tip.hidden = true;
  shade(plot, 'cursor', 0, -1);
}
function bucketAt(plot, event, count) {
  const box = plot.querySelector('svg').getBoundingClientRect();
  return Math.max(0, Math.min(count - 1, Math.floor((event.clientX - box.left) / box.width * count)));
}

// A chart that answers to pointer and keys: `text` says a bucket, `choose` goes to it.
function answer(plot, count, label, text, choose) {
  let at = 0;
  const show = (next) => {
    at = Math.max(0, Math.min(count - 1, next));
    plot.setAttribute('aria-valuenow', at);
    plot.setAttribute('aria-valuetext', text(at));
    tell(plot, at, text(at), count);
  };
  plot.tabIndex = 0;
  const said = { role: 'slider', 'aria-label': label, 'aria-valuemin': 0, 'aria-valuemax': count - 1, 'aria-valuenow': 0, 'aria-valuetext': text(0) };
  for (const [key, value] of Object.entries(said)) plot.setAttribute(key, value);
  plot.addEventListener('pointermove', (event) => show(bucketAt(plot, event, count)));
  plot.addEventListener('pointerleave', () => hush(plot));
  plot.addEventListener('blur', () => hush(plot));
  if (choose) plot.addEventListener('click', (event) => choose(bucketAt(plot, event, count)));
  plot.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 12, PageDown: -12 }[event.key];
    if (step) show(at + step);
    else if (event.key === 'Home') show(0);
    else if (event.key === 'End') show(count - 1);
    else if (event.key === 'Enter' && choose) choose(at);
    else if (event.key === 'Escape') hush(plot);
    else return;
    event.preventDefault();
  });
}

// Where a name's sentences of a bucket stand.
const placeOf = (entity, at) => `${entity.anchor}/${state.axis === 'referenced' ? 'of-' : ''}${axis().buckets[at]}`;

// A word as a shell takes it for one.
const quoted = (text) => (/^[\p{L}\p{N}._:/][\p{L}\p{N}._:/-]*$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

// A bucket whose sentences had no room in the page: its figures, and the command that gives them all.
function makeBucket(id) {
  const [anchor, name] = [id.slice(0, id.indexOf('/')), id.slice(id.indexOf('/') + 1)];
  const own = name.startsWith('of-') && data.referenced ? 'referenced' : 'published';
  const { buckets, names, days } = data[own];
  const bare = (text) => text.slice(text.indexOf('/') + 1).replace(/^of-/, '');
  const at = buckets.indexOf(own === 'referenced' ? bare(id) : name);
  const entity = entities.get(anchor);
  const cells = cellsOf(entity, own).filter(([bucket]) => bucket === at);
  const box = byId(anchor).querySelector(`.evidence[data-axis=${own}]`);
  if (at < 0 || !cells.length || !box) return null;
  const sum = (part) => cells.reduce((total, cell) => total + cell[part], 0);
  const count = bySources ? counted(sum(2), 'source') : `${counted(sum(2), 'mention')} in ${counted(sum(3), 'document')}`;
  const command = `dateline ${own === 'referenced' ? 'chronology' : 'mentions'} ${quoted(entity.id)} --from ${days[at][0]} --to ${days[at][1]}${data.dir || ''}`;
  const heading = html('h4', { tabindex: -1 }, html('a', { href: `#${id}` }, names[at]), ' ', html('span', {}, count));
  const section = html('section', { class: 'bucket', id }, heading, html('p', { class: 'rest' }, 'No room for sentences here; all: ', html('code', {}, command)));
  const place = (other) => buckets.indexOf(bare(other.id));
  const next = all('.bucket', box).find((other) => place(other) < 0 || place(other) > at);
  if (next) next.before(section); else box.append(section);
  return section;
}

// What an article gets when it is shown first.
function furnish(article) {
  if (article.dataset.ready) return;
  article.dataset.ready = 'yes';
  const entity = entities.get(article.id);
  for (const figure of all('figure.timeline', article)) {
    const name = figure.dataset.axis;
    const plot = figure.querySelector('.plotbox');
    const { names, buckets } = data[name];
    const text = (at) => {
      const [covered, [mentions, documents]] = [coverage(name), byBucket(cellsOf(entity, name), name)];
      if (!covered[at] && !mentions[at]) return `${names[at]}: no ${bySources ? 'sources' : 'documents'}`;
      if (bySources) return `${names[at]}: ${number(mentions[at])} of ${counted(covered[at], 'source')}`;
      return `${names[at]}: ${counted(mentions[at], 'mention')} in ${number(documents[at])} of ${counted(covered[at], 'document')}`;
    };
    const how = name === 'referenced' ? 'by the dates that the texts name' : 'over time';
    answer(plot, buckets.length, `${entity.name} ${how}; Enter goes to the sentences`, text, (at) => {
      if (byBucket(cellsOf(entity))[0][at]) go(placeOf(entity, at));
      else say(`${names[at]}: no ${unit}`);
    });
    offerPicture(figure, entity.name, entity.anchor);
  }
  for (const text of all('pre.figures', article)) makeTable(text, entity, text.closest('[data-axis]').dataset.axis);
  for (const table of all('table.data', article)) offerTable(table);
  for (const table of all('table.plain', article)) offerTable(table, table);
  for (const item of all('.bucket li', article)) {
    item.querySelector('p').append(' ', html('button', { type: 'button', class: 'small cite' }, 'Copy citation'));
  }
}

// A name's part as it is for what is chosen.
const lines = new Map();
function refresh(article) {
  const entity = entities.get(article.id);
  const plot = current(article);
  const covered = coverage();
  const [mentions, documents] = byBucket(cellsOf(entity));
  if (plot) {
    redraw(plot, () => [countsOf(uncovered(mentions, covered)), rates(documents, covered)]);
    shadePeriod(plot, 'chosen');
  }
  for (const table of all(`[data-axis=${state.axis}] table.data`, article)) fillTable(table, () => figureRows(entity));
  lead(article, entity, mentions);
  sentences(article, mentions, documents);
}
function lead(article, entity, mentions) {
  const line = article.querySelector('.lead');
  if (!lines.has(line)) lines.set(line, [...line.childNodes]);
  if (asMade()) { line.replaceChildren(...lines.get(line)); return; }
  const [count, documents] = total(entity);
  const strong = (text) => html('strong', {}, text);
  const parts = [bySources ? atMost() : '', strong(counted(count, unit)), ...(bySources ? [] : [` in ${atMost()}`, strong(counted(documents, 'document'))]), ': ', chosenInWords()];
  const best = highest(mentions);
  const peaks = peaksOf(mentions, best);
  if (peaks.length > 1) parts.push(`; most in ${inText(peaksInWords(peaks))} (${number(mentions[best])} each)`);
  else if (best >= 0) parts.push('; most in ', html('a', { href: `#${placeOf(entity, best)}` }, `${inText(axis().names[best])} (${number(mentions[best])})`));
  line.replaceChildren(...parts, '.');
}

// The sentences of the buckets and sources that are chosen.
function sentences(article, mentions, documents) {
  const [from, to] = period();
  let [shown, counts] = [0, 0];
  for (const bucket of all(`.evidence[data-axis=${state.axis}] .bucket`, article)) {
    const at = axis().buckets.indexOf(bucket.id.slice(bucket.id.indexOf('/') + 1).replace(/^of-/, ''));
    const items = all('li', bucket);
    for (const item of items) item.hidden = !chosenSource(Number(item.dataset.o || 0));
    const here = items.filter((item) => !item.hidden).length;
    bucket.hidden = at < 0 ? filtered() && !here : at < from || at > to || (state.sources.size > 0 && !mentions[at]);
    if (!bucket.hidden) { shown += here; counts += at < 0 ? here : mentions[at]; }
    tally(bucket, at, [mentions, documents]);
  }
  for (const bucket of all('.told .bucket', article)) {
    for (const item of all('li', bucket)) item.hidden = !chosenSource(Number(item.dataset.o || 0));
    const [first, last] = bucket.id.slice(bucket.id.lastIndexOf('/on-') + 4).split('_');
    const days = axis().days;
    const outside = state.axis === 'referenced' && !whole() && (to < from || inOrder(last) < inOrder(days[from][0]) || inOrder(first) > inOrder(days[to][1]));
    bucket.hidden = outside || !all('li:not([hidden])', bucket).length;
  }
  const note = article.querySelector(`.evidence[data-axis=${state.axis}] .note`);
  if (!note) return;
  if (!lines.has(note)) lines.set(note, [...note.childNodes]);
  if (!filtered()) { note.replaceChildren(...lines.get(note)); return; }
  note.replaceChildren(`${counted(shown, 'sentence')} of ${bySources ? 'what is chosen' : counted(counts, 'mention')} are here: ${chosenInWords()}. The page has a few of each ${data.step} from all sources; the commands give all.`);
}
// The count of a bucket's sentences and the command that gives them all, for the sources that are chosen.
function tally(bucket, at, [mentions, documents]) {
  const [count, command] = [bucket.querySelector('h4 span'), bucket.querySelector('.rest')];
  for (const one of [count, command]) if (one && !lines.has(one)) lines.set(one, [...one.childNodes]);
  if (!state.sources.size || at < 0) {
    for (const one of [count, command]) if (one) one.replaceChildren(...lines.get(one));
    return;
  }
  if (!bySources) count.replaceChildren(`${counted(mentions[at], 'mention')} in ${counted(documents[at], 'document')}`);
  if (!command) return;
  const printed = lines.get(command).find((one) => one.nodeName === 'CODE').textContent;
  const others = data.others && state.sources.has(data.outlets.length - 1);
  const some = state.axis === 'published' && !others;
  const of = some ? [...state.sources].map((source) => ` --source ${quoted(data.outlets[source])}`).join('') : '';
  const room = bucket.querySelector('li') ? 'All' : 'No room for sentences here; all';
  command.replaceChildren(some ? `${room}: ` : `${room}, of every source: `, html('code', {}, printed + of));
}
