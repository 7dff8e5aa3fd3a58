// The page of one name, or of all: what the address asks for.
let target = '';
function show() {
  root.classList.toggle('on-referenced', state.axis === 'referenced');
  root.classList.toggle('on-published', state.axis === 'published');
  root.classList.toggle('filtered', filtered());
  showChoice();
  const [asked, overall] = [chosenInWords(), root.classList.contains('one') ? '' : '; the map, and the figures above it, are of all'];
  byId('page/asked').textContent = asked ? ` Shown here: ${inText(asked)}${overall}.` : '';
  const article = document.querySelector('.entity.shown');
  if (article) refresh(article); else overview();
}
// The reader chose something: it is shown, and the address says it.
function chosen() {
  // The time of a bucket whose sentences were shown may not be among it.
  if (root.classList.contains('one') && target.includes('/')) {
    target = target.slice(0, target.indexOf('/'));
    unpick();
  }
  try { history.replaceState(null, '', address(target)); } catch { /* Then the address says it with the next step. */ }
  show();
}
function go(next) {
  const end = address(next);
  if (location.hash === end) route(true); else location.hash = end;
}
function unpick() {
  for (const picked of all('.picked-one')) picked.classList.remove('picked-one');
  for (const plot of all('.entity .plotbox')) if (plot.querySelector('.picked')) shade(plot, 'picked', 0, -1);
}
function route(event) {
  target = readAddress();
  const slash = target.indexOf('/');
  const name = slash < 0 ? target : target.slice(0, slash);
  const article = entities.has(name) ? byId(name) : null;
  const bucket = article && slash >= 0 ? byId(target) || makeBucket(target) : null;
  // A place of one axis is shown on it.
  const own = bucket?.closest('[data-axis]')?.dataset.axis;
  if (own && own !== state.axis) state.axis = own;
  for (const one of all('.entity.shown')) one.classList.remove('shown');
  unpick();
  root.classList.toggle('one', article !== null);
  // The title above is the page's heading while the overview is hidden.
  const brand = document.querySelector('.brand');
  if (article) { brand.setAttribute('role', 'heading'); brand.setAttribute('aria-level', '1'); } else brand.removeAttribute('role');
  if (article) {
    article.classList.add('shown');
    furnish(article);
  }
  show();
  const unknown = byId('page/unknown');
  unknown.hidden = Boolean(article) || !target || target.startsWith('page/');
  unknown.textContent = unknown.hidden ? '' : `Nothing on this page is called “${target}”: here is all of it.`;
  if (!article) {
    document.title = data.title;
    if (event && target.startsWith('page/')) byId(target)?.focus();
    return;
  }
  document.title = `${entities.get(name).name} · ${data.title}`;
  if (bucket?.hidden) {
    [state.from, state.to, state.sources] = [null, null, new Set()];
    show();
  }
  const at = axis().buckets.indexOf(target.slice(slash + 1).replace(/^of-/, ''));
  const plot = current(article);
  if (plot && slash >= 0 && at >= 0) shade(plot, 'picked', at, at);
  if (bucket) bucket.classList.add('picked-one');
  const heading = bucket ? bucket.querySelector('h4') : article.querySelector('h2');
  if (bucket) bucket.scrollIntoView({ block: 'start', behavior: 'instant' });
  else scrollTo({ top: 0, behavior: 'instant' });
  if (event || bucket) heading.focus({ preventScroll: true });
}
// A link within the page keeps what was chosen.
document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href^="#"]');
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go(decoded(link.getAttribute('href').slice(1)));
});

// Light and dark.
byId('page/theme').addEventListener('click', () => {
  const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = dark ? 'light' : 'dark';
  try { localStorage.setItem('dateline-theme', root.dataset.theme); } catch { /* Not kept, then. */ }
});

let opened = [];
addEventListener('beforeprint', () => {
  opened = all('details.figures:not([open])').filter((one) => one.checkVisibility());
  for (const one of opened) one.open = true;
});
addEventListener('afterprint', () => { for (const one of opened) one.open = false; });

for (const part of all('.tools, .scripted')) part.hidden = false;
for (const figure of all('.overview figure.timeline')) offerPicture(figure, 'Coverage', 'coverage');
for (const figure of all('.drawn')) offerPicture(figure, 'Map', 'map');
for (const table of all('.overview table.data')) offerTable(table);
addEventListener('hashchange', route);
// A browser goes to the address's end when all is loaded: then once more, over what is hidden by now.
addEventListener('load', () => route());
route();
