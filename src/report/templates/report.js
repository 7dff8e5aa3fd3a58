// What scripts add to the page: search, filters, the brush, one name at a time, citations and downloads.
// Everything that is shown stands in the page without them.
'use strict';
(() => {
  const byId = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const root = document.documentElement;
  const data = JSON.parse(byId('page/data').textContent);
  const last = data.buckets.length - 1;
  const entities = new Map(data.entities.map((entity) => [entity.anchor, entity]));
  const rows = all('table.index tbody tr').map((row, order) => {
    const entity = entities.get(decoded(row.querySelector('a').getAttribute('href').slice(1)));
    return { row, entity, order, cells: all('th, td', row), mentions: row.cells[2].textContent, documents: row.cells[3].textContent };
  });
  const fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  for (const one of rows) one.keys = [one.entity.name, one.entity.anchor, ...one.entity.names].map(fold);
  const number = (count) => count.toLocaleString('en-US');
  const counted = (count, one) => `${number(count)} ${one}${count === 1 ? '' : 's'}`;
  const say = (text) => { byId('page/said').textContent = text; };
  let period = [0, last];

  function decoded(text) {
    try { return decodeURIComponent(text); } catch { return text; }
  }

  // The page of one name, or of all: what the address asks for.
  function route(event) {
    const target = decoded(location.hash.slice(1));
    const slash = target.indexOf('/');
    const name = slash < 0 ? target : target.slice(0, slash);
    const article = entities.has(name) ? byId(name) : null;
    for (const shown of all('.entity.shown')) shown.classList.remove('shown');
    for (const picked of all('.picked-one')) picked.classList.remove('picked-one');
    root.classList.toggle('one', article !== null);
    // The title above is the page's heading while the overview is hidden.
    const brand = document.querySelector('.brand');
    if (article) { brand.setAttribute('role', 'heading'); brand.setAttribute('aria-level', '1'); } else brand.removeAttribute('role');
    if (!article) {
      document.title = data.title;
      if (event && target.startsWith('page/')) byId(target)?.focus();
      return;
    }
    article.classList.add('shown');
    furnish(article);
    document.title = `${entities.get(name).name} · ${data.title}`;
    const bucket = slash < 0 ? null : byId(target);
    pick(article, slash < 0 ? -1 : data.buckets.indexOf(target.slice(slash + 1)));
    if (bucket) bucket.classList.add('picked-one');
    const heading = bucket ? bucket.querySelector('h4') : article.querySelector('h2');
    if (bucket) bucket.scrollIntoView({ block: 'start', behavior: 'instant' });
    else scrollTo({ top: 0, behavior: 'instant' });
    if (event || bucket) heading.focus({ preventScroll: true });
  }

  // Shades buckets of a chart.
  function shade(plot, name, from, to) {
    for (const inner of all('svg.plot > svg', plot)) {
      let mark = inner.querySelector(`.${name}`);
      if (!mark) {
        mark = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
        mark.setAttribute('class', name);
        mark.setAttribute('height', 100);
        inner.append(mark);
      }
      mark.setAttribute('x', from);
      mark.setAttribute('width', Math.max(0, to - from + 1));
    }
  }

  function pick(article, at) {
    const plot = article.querySelector('.plotbox');
    if (plot) shade(plot, 'picked', at < 0 ? 0 : at, at < 0 ? -1 : at);
  }

  const tip = byId('page/tip');
  function tell(plot, at, text) {
    shade(plot, 'cursor', at, at);
    tip.textContent = text;
    tip.hidden = false;
    const box = plot.querySelector('svg').getBoundingClientRect();
    const x = box.left + (at + 0.5) / data.buckets.length * box.width;
    tip.style.left = `${Math.max(4, Math.min(innerWidth - tip.offsetWidth - 4, x - tip.offsetWidth / 2))}px`;
    tip.style.top = `${Math.max(4, box.top - tip.offsetHeight + 8)}px`;
  }
  function hush(plot) {
    tip.hidden = true;
    shade(plot, 'cursor', 0, -1);
  }
  function bucketAt(plot, event) {
    const box = plot.querySelector('svg').getBoundingClientRect();
    const at = Math.floor((event.clientX - box.left) / box.width * data.buckets.length);
    return Math.max(0, Math.min(last, at));
  }

  // A chart that answers to pointer and keys: `text` says a bucket, `choose` goes to it.
  function answer(plot, label, text, choose) {
    let at = 0;
    const show = (next) => {
      at = Math.max(0, Math.min(last, next));
      plot.setAttribute('aria-valuenow', at);
      plot.setAttribute('aria-valuetext', text(at));
      tell(plot, at, text(at));
    };
    plot.tabIndex = 0;
    plot.setAttribute('role', 'slider');
    plot.setAttribute('aria-label', label);
    plot.setAttribute('aria-valuemin', 0);
    plot.setAttribute('aria-valuemax', last);
    plot.setAttribute('aria-valuenow', 0);
    plot.setAttribute('aria-valuetext', text(0));
    plot.addEventListener('pointermove', (event) => show(bucketAt(plot, event)));
    plot.addEventListener('pointerleave', () => hush(plot));
    plot.addEventListener('blur', () => hush(plot));
    if (choose) plot.addEventListener('click', (event) => choose(bucketAt(plot, event)));
    plot.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 12, PageDown: -12 }[event.key];
      if (step) show(at + step);
      else if (event.key === 'Home') show(0);
      else if (event.key === 'End') show(last);
      else if (event.key === 'Enter' && choose) choose(at);
      else if (event.key === 'Escape') hush(plot);
      else return;
      event.preventDefault();
    });
  }

  // What an article gets when it is shown first.
  function furnish(article) {
    if (article.dataset.ready) return;
    article.dataset.ready = 'yes';
    const entity = entities.get(article.id);
    const plot = article.querySelector('.plotbox');
    if (plot) {
      const counts = new Map(entity.counts.map(([at, mentions, documents]) => [at, [mentions, documents]]));
      const told = new Map(entity.told);
      const text = (at) => {
        const [mentions, documents] = counts.get(at) || [0, 0];
        const named = told.has(at) ? `; ${counted(told.get(at), 'mention')} by the date that the sentence names` : '';
        if (!data.coverage[at]) return `${data.names[at]}: no documents${named}`;
        return `${data.names[at]}: ${counted(mentions, 'mention')} in ${number(documents)} of ${counted(data.coverage[at], 'document')}${named}`;
      };
      answer(plot, `${entity.name} over time; Enter goes to the sentences`, text, (at) => {
        if (counts.has(at)) location.hash = `#${entity.anchor}/${data.buckets[at]}`;
        else say(`${data.names[at]}: no mention`);
      });
    }
    const figure = article.querySelector('figure.timeline');
    if (figure) offerPicture(figure, entity.name, entity.anchor);
    for (const table of all('table.data', article)) offerTable(table);
    for (const item of all('.bucket li', article)) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'small cite';
      button.textContent = 'Copy citation';
      item.querySelector('p').append(' ', button);
    }
  }

  function citation(item) {
    const line = item.querySelector('p').cloneNode(true);
    line.querySelector('button')?.remove();
    const link = item.querySelector('p a');
    const address = location.protocol.startsWith('http') ? location.href.split('#')[0] : '';
    const parts = [`“${item.querySelector('blockquote').textContent.trim()}”`, line.textContent.replace(/\s+/g, ' ').trim()];
    if (link) parts.push(link.href);
    parts.push(`${data.title}, ${address}#${item.closest('.bucket').id}`);
    return parts.join('\n');
  }
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // A page from a file may have no clipboard: the old way.
      const area = document.createElement('textarea');
      area.value = text;
      area.className = 'unseen';
      document.body.append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
    }
  }
  document.addEventListener('click', async (event) => {
    const button = event.target.closest('button.cite');
    if (!button) return;
    await copy(citation(button.closest('li')));
    button.textContent = 'Copied';
    say('The citation is copied.');
    button.focus();
    setTimeout(() => { button.textContent = 'Copy citation'; }, 2000);
  });

  function save(blob, name, ending) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = `${name.replace(/[^\p{L}\p{N}._-]+/gu, '_')}.${ending}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  // A chart as a picture that stands alone: the page's colours as attributes, with its name and its caption.
  const MARGIN = { left: 56, top: 44, right: 24, bottom: 12, line: 16 };
  function wrapped(text, width) {
    const lines = [''];
    for (const word of text.split(/\s+/)) {
      if (lines.at(-1).length + word.length > width) lines.push('');
      lines.push(`${lines.pop()} ${word}`.trim());
    }
    return lines;
  }
  function picture(figure, name) {
    const plot = figure.querySelector('svg.plot');
    const { width, height } = plot.getBoundingClientRect();
    const copy = plot.cloneNode(true);
    const made = [...copy.querySelectorAll('*')];
    [...plot.querySelectorAll('*')].forEach((one, at) => {
      const style = getComputedStyle(one);
      for (const part of ['fill', 'stroke', 'stroke-width', 'font-size', 'font-weight', 'text-anchor', 'paint-order', 'display']) {
        made[at].setAttribute(part, style.getPropertyValue(part));
      }
      if (one.matches('.head')) made[at].setAttribute('x', 8 - MARGIN.left);
    });
    for (const mark of copy.querySelectorAll('.picked, .cursor')) mark.remove();
    copy.setAttribute('width', width);
    copy.setAttribute('overflow', 'visible');
    const caption = wrapped(`${figure.querySelector('figcaption').textContent} ${data.title}. Made with dateline.`, width / 6.4);
    const [w, h] = [MARGIN.left + width + MARGIN.right, MARGIN.top + height + caption.length * MARGIN.line + MARGIN.bottom];
    const make = (tag, attributes, ...inner) => {
      const one = document.createElementNS('http://www.w3.org/2000/svg', tag);
      for (const [key, value] of Object.entries(attributes)) one.setAttribute(key, value);
      one.append(...inner);
      return one;
    };
    const colour = getComputedStyle(root);
    const [ink, muted, paper] = ['--ink', '--muted', '--paper'].map((part) => colour.getPropertyValue(part).trim());
    const line = (text, at) => make('text', { x: 8, y: MARGIN.top + height + (at + 1) * MARGIN.line, fill: muted, 'font-size': 12 }, text);
    const svg = make('svg', { width: w, height: h, viewBox: `0 0 ${w} ${h}`, 'font-family': 'sans-serif' },
      make('title', {}, name), make('rect', { width: w, height: h, fill: paper }),
      make('text', { x: 8, y: 28, fill: ink, 'font-size': 20, 'font-weight': 700 }, name),
      make('g', { transform: `translate(${MARGIN.left} ${MARGIN.top})` }, copy), ...caption.map(line));
    return { w, h, text: new XMLSerializer().serializeToString(svg) };
  }
  async function painted({ w, h, text }) {
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [Math.round(w * 2), Math.round(h * 2)];
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise((done) => canvas.toBlob(done, 'image/png'));
  }
  function offerPicture(figure, name, file) {
    const line = document.createElement('p');
    for (const ending of ['svg', 'png']) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'save small';
      button.textContent = `Download as ${ending.toUpperCase()}`;
      button.addEventListener('click', async () => {
        const drawn = picture(figure, name);
        const blob = ending === 'svg' ? new Blob([drawn.text], { type: 'image/svg+xml' }) : await painted(drawn);
        save(blob, file, ending);
      });
      line.append(button);
    }
    figure.append(line);
  }

  // Tables as CSV: the rows that are shown, with no cell that a spreadsheet would run.
  function cell(text) {
    const plain = text.trim().replace(/\s+/g, ' ');
    const safe = /^[=+\-@]/.test(plain) ? `'${plain}` : plain.replace(/^(\d{1,3})(,\d{3})+(\.\d+)?$/, (figure) => figure.replaceAll(',', ''));
    return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  }
  function offerTable(table) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Download as CSV';
    button.addEventListener('click', () => {
      const lines = all('tr', table).filter((row) => !row.hidden)
        .map((row) => all('th, td', row).filter((one) => !one.classList.contains('wide')).map((one) => cell(one.textContent)).join(','));
      save(new Blob([`${lines.join('\r\n')}\r\n`], { type: 'text/csv;charset=utf-8' }), table.dataset.name, 'csv');
    });
    const line = document.createElement('p');
    line.append(button);
    table.parentElement.after(line);
  }

  // The list of names: search, kinds, period, order.
  const search = byId('page/search');
  const shown = byId('page/shown');
  const note = shown.textContent;
  const whole = () => period[0] === 0 && period[1] === last;
  function list() {
    const words = fold(search.value).split(/\s+/).filter(Boolean);
    const kinds = new Set(all('input[name=kind]:checked').map((box) => box.value));
    let count = 0;
    for (const one of rows) {
      let [mentions, documents] = [0, 0];
      for (const [at, m, d] of one.entity.counts) {
        if (at >= period[0] && at <= period[1]) { mentions += m; documents += d; }
      }
      const fits = words.every((word) => one.keys.some((key) => key.includes(word)));
      one.row.hidden = !(fits && kinds.has(one.entity.kind) && (whole() || mentions > 0));
      one.row.cells[2].textContent = whole() ? one.mentions : number(mentions);
      one.row.cells[3].textContent = whole() ? one.documents : number(documents);
      const inner = one.row.querySelector('.spark');
      inner.setAttribute('viewBox', `${period[0]} 0 ${Math.max(1, period[1] - period[0] + 1)} 100`);
      if (!one.row.hidden) count += 1;
    }
    const time = whole() ? '' : `, ${data.names[period[0]]} to ${data.names[period[1]]}`;
    const changed = words.length || time || count < rows.length;
    if (!count) { shown.textContent = `No name on this page fits${time}.`; return; }
    shown.textContent = changed ? `${number(count)} of ${counted(rows.length, 'name')}${time}` : note;
  }
  let sorted = null;
  function order(column, button) {
    const value = (one) => one.row.cells[column].textContent.trim();
    const figures = column === 2 || column === 3;
    const down = sorted === column ? button.closest('th').getAttribute('aria-sort') === 'ascending' : figures;
    const compare = figures
      ? (one, other) => Number(value(one).replaceAll(',', '')) - Number(value(other).replaceAll(',', ''))
      : (one, other) => value(one).localeCompare(value(other), 'en');
    rows.sort((one, other) => (down ? compare(other, one) : compare(one, other)) || one.order - other.order);
    for (const head of all('table.index thead th')) head.removeAttribute('aria-sort');
    button.closest('th').setAttribute('aria-sort', down ? 'descending' : 'ascending');
    sorted = column;
    document.querySelector('table.index tbody').append(...rows.map((one) => one.row));
  }
  all('table.index thead th').forEach((head, column) => {
    if (head.classList.contains('wide')) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => order(column, button));
  });

  search.addEventListener('input', () => {
    if (root.classList.contains('one')) { location.hash = '#page/names'; route(); search.focus(); }
    list();
    if (search.value) byId('page/names').scrollIntoView({ block: 'start' });
  });
  search.addEventListener('keydown', (event) => {
    const first = [...document.querySelectorAll('table.index tbody tr')].find((row) => !row.hidden);
    if (event.key === 'Enter' && search.value && first) location.hash = first.querySelector('a').getAttribute('href');
    if (event.key === 'Escape') { search.value = ''; list(); }
  });
  for (const box of all('input[name=kind]')) box.addEventListener('change', list);

  // The brush, and the two lists that do the same for the keyboard.
  const brush = document.querySelector('.brush');
  if (brush) {
    const [from, to] = [byId('page/from'), byId('page/to')];
    for (const choice of [from, to]) choice.append(...data.names.map((name, at) => new Option(name, at)));
    const choose = (one, other) => {
      period = [Math.min(one, other), Math.max(one, other)];
      [from.value, to.value] = period;
      shade(brush, 'picked', whole() ? 0 : period[0], whole() ? -1 : period[1]);
      list();
    };
    choose(0, last);
    from.addEventListener('change', () => choose(+from.value, Math.max(+from.value, +to.value)));
    to.addEventListener('change', () => choose(Math.min(+from.value, +to.value), +to.value));
    byId('page/all').addEventListener('click', () => choose(0, last));
    answer(brush, 'Documents over time', (at) => `${data.names[at]}: ${counted(data.coverage[at], 'document')}`);
    let start = null;
    brush.addEventListener('pointerdown', (event) => {
      start = bucketAt(brush, event);
      brush.setPointerCapture(event.pointerId);
    });
    brush.addEventListener('pointermove', (event) => {
      if (start !== null) choose(start, bucketAt(brush, event));
    });
    brush.addEventListener('pointerup', (event) => {
      if (start === bucketAt(brush, event) && !whole() && period[0] === period[1]) say(`${data.names[start]} is chosen`);
      start = null;
    });
    brush.addEventListener('pointercancel', () => { start = null; });
  }

  // Light and dark.
  const theme = byId('page/theme');
  theme.addEventListener('click', () => {
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
    try { localStorage.setItem('dateline-theme', root.dataset.theme); } catch { /* Not kept, then. */ }
  });

  let opened = [];
  addEventListener('beforeprint', () => {
    opened = all('details:not([open])').filter((one) => one.checkVisibility());
    for (const one of opened) one.open = true;
  });
  addEventListener('afterprint', () => { for (const one of opened) one.open = false; });

  for (const part of all('.tools, .scripted')) part.hidden = false;
  for (const figure of all('.overview figure.timeline')) offerPicture(figure, 'Coverage', 'coverage');
  for (const table of all('.overview table.data')) offerTable(table);
  addEventListener('hashchange', route);
  // A browser goes to the address's end when all is loaded: then once more, over what is hidden by now.
  addEventListener('load', () => route());
  route();
})();
