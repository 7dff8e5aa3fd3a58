// Citations, pictures and tables to take along.
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
// What the page says elsewhere, and a picture alone must say itself.
function captionAlone(figure) {
  const { axis: name } = figure.dataset;
  const { among, left, buckets } = data[name];
  const count = counted(covering(name, 0, buckets.length - 1), bySources ? 'source' : 'document');
  const of = state.sources.size ? ', of all sources' : '';
  return [
    `Counted among ${count} ${among}.`,
    // The coverage says it on the page, too.
    left && figure.closest('.entity') ? `Not in it${of}: ${left}.` : '',
    state.sources.size ? `Only ${sourcesInWords()}.` : '', data.origin, `${data.title}. Made with dateline.`,
  ].filter(Boolean).join(' ');
}
function picture(figure, name) {
  const plot = figure.querySelector('svg.plot');
  const { width, height } = plot.getBoundingClientRect();
  const copy = plot.cloneNode(true);
  const made = [...copy.querySelectorAll('*')];
  [...plot.querySelectorAll('*')].forEach((one, at) => {
    const style = getComputedStyle(one);
    for (const part of ['fill', 'stroke', 'stroke-width', 'font-size', 'stroke-dasharray', 'vector-effect', 'opacity', 'font-weight', 'text-anchor', 'paint-order', 'display']) {
      made[at].setAttribute(part, style.getPropertyValue(part));
    }
    if (one.matches('.head')) made[at].setAttribute('x', 8 - MARGIN.left);
  });
  for (const mark of copy.querySelectorAll('.picked, .cursor, .chosen')) mark.remove();
  copy.setAttribute('width', width);
  copy.setAttribute('overflow', 'visible');
  const caption = wrapped(`${figure.querySelector('figcaption').textContent} ${captionAlone(figure)}`, width / 6.4);
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
// A drawing of the charts' own, which has its name and caption in it: with the colours of the page, and without links.
const COLOURS = ['fill', 'stroke'];
function drawing(figure) {
  const drawn = figure.querySelector('svg');
  const copy = drawn.cloneNode(true);
  const made = [copy, ...copy.querySelectorAll('*')];
  [drawn, ...drawn.querySelectorAll('*')].forEach((one, at) => {
    const style = getComputedStyle(one);
    for (const part of COLOURS) if (one.getAttribute(part)?.startsWith('#')) made[at].setAttribute(part, style.getPropertyValue(part));
  });
  for (const link of copy.querySelectorAll('a')) link.replaceWith(...link.querySelectorAll('circle'));
  const [w, h] = ['width', 'height'].map((side) => Number(drawn.getAttribute(side)));
  return { w, h, text: new XMLSerializer().serializeToString(copy) };
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
      const drawn = figure.matches('.drawn') ? drawing(figure) : picture(figure, name);
      const blob = ending === 'svg' ? new Blob([drawn.text], { type: 'image/svg+xml' }) : await painted(drawn);
      save(blob, file, ending);
    });
    line.append(button);
  }
  if (figure.matches('.drawn')) figure.after(line); else figure.append(line);
}

// Tables as CSV: the rows that are shown, with no cell that a spreadsheet would run.
function cell(text) {
  const plain = text.trim().replace(/\s+/g, ' ');
  const safe = /^[=+\-@]/.test(plain) ? `'${plain}` : plain.replace(/^(\d{1,3})(,\d{3})+(\.\d+)?$/, (figure) => figure.replaceAll(',', ''));
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
// A date stands in a table as it is read, and in a file as a program reads it.
const written = new Map(['published', 'referenced'].filter((name) => data[name])
  .flatMap((name) => data[name].names.map((text, at) => [text.toLowerCase(), data[name].buckets[at]])));
function plainDate(one) {
  const { sort } = one.dataset;
  if (sort) return `${sort}${one.textContent.match(/ \(.*\)$/)?.[0] ?? ''}`;
  if (one.cellIndex > 0) return one.textContent;
  const ends = one.textContent.trim().toLowerCase().split(' to ').map((end) => written.get(end));
  return ends.every(Boolean) ? ends.join(' to ') : one.textContent;
}
function offerTable(table, box = table.parentElement) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'save small';
  button.textContent = 'Download as CSV';
  button.addEventListener('click', () => {
    const lines = all('tr', table).filter((row) => !row.hidden)
      .map((row) => all('th, td', row).filter((one) => !one.classList.contains('wide')).map((one) => cell(plainDate(one))).join(','));
    // A file of a part of the time, or of some sources, says so by its name, if what it holds is of that part.
    const follows = table.matches('.index') || table.closest('[data-axis]');
    const name = [table.dataset.name, follows ? chosenInWords() : ''].filter(Boolean).join(' ');
    save(new Blob([`${lines.join('\r\n')}\r\n`], { type: 'text/csv;charset=utf-8' }), name.slice(0, 120), 'csv');
  });
  const line = document.createElement('p');
  line.append(button);
  box.after(line);
}
