// What can be checked of WCAG 2.2 AA in a page that is shown: a list of what fails.
(() => {
  const failures = [];
  const fail = (rule, one, more) => failures.push(`${rule}: ${one.outerHTML.slice(0, 120)} ${more || ''}`);
  const all = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());

  // 3.1.1, 2.4.2, 4.1.1: the language, the title, ids.
  if (!document.documentElement.lang) failures.push('language: none is stated');
  if (!document.title.trim()) failures.push('title: none');
  const ids = [...document.querySelectorAll('[id]')].map((one) => one.id);
  for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) failures.push(`ids: ${id} is there twice`);

  // 4.1.2: every control has a name.
  const named = (one) => {
    const by = one.getAttribute('aria-labelledby');
    if (by) return by.split(/\s+/).map((id) => document.getElementById(id)?.textContent || '').join(' ');
    if (one.getAttribute('aria-label')) return one.getAttribute('aria-label');
    if (one.labels?.length) return [...one.labels].map((label) => label.textContent).join(' ');
    return one.textContent || one.title || '';
  };
  const controls = 'a[href], button, input, select, summary, [role=slider], [role=region], [role=img], [tabindex="0"]';
  for (const one of all(controls)) if (!named(one).trim()) fail('name', one);
  // 1.1.1: a drawing is said, or hidden from those who do not see it.
  for (const one of all('svg:not(svg svg)')) {
    if (!one.closest('[aria-hidden=true], [role=img], [role=slider]') && !one.querySelector('title')) fail('alternative', one);
  }
  // 4.1.2: a slider says its value.
  for (const one of all('[role=slider]')) {
    for (const name of ['aria-valuemin', 'aria-valuemax', 'aria-valuenow', 'aria-valuetext']) {
      if (!one.hasAttribute(name)) fail('value', one, name);
    }
  }

  // 1.3.1: headings go down step by step; tables have heads; lists hold items.
  const level = (one) => Number(one.getAttribute('aria-level') || one.tagName.slice(1));
  const headings = all('h1, h2, h3, h4, h5, h6, [role=heading]');
  if (headings.filter((one) => level(one) === 1).length !== 1) failures.push('headings: not one of the first level');
  headings.forEach((one, at) => {
    if (level(one) > (at ? level(headings[at - 1]) : 0) + 1) fail('headings', one);
  });
  for (const table of all('table')) {
    if (!table.querySelector('thead th[scope=col]')) fail('table', table);
    if (table.querySelector('th:not([scope])')) fail('scope', table);
  }
  for (const list of all('ul, ol')) {
    if ([...list.children].some((item) => item.tagName !== 'LI')) fail('list', list);
  }
  if (all('main').length !== 1) failures.push('landmarks: not one main');

  // 2.5.8: what is pressed is at least 24 by 24 pixels, links in the text excepted.
  for (const one of all('button, input, select, summary, [role=slider]')) {
    const box = (one.labels?.[0] || one).getBoundingClientRect();
    if (Math.round(box.width) < 24 || Math.round(box.height) < 24) fail('target', one, `${box.width} × ${box.height}`);
  }
  // 1.4.10: no scrolling sideways, but of what scrolls by itself.
  if (document.documentElement.scrollWidth > innerWidth) failures.push(`width: ${document.documentElement.scrollWidth}`);

  // 1.4.3: contrast of every text with the ground on which it stands. The texts of the drawn map stand on its own
  // shapes, and are measured where charts are drawn.
  const parts = (colour) => (colour.match(/[\d.]+/g) || [0, 0, 0, 0]).map(Number);
  const light = (colour) => {
    const [r, g, b] = colour.map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const colour = parts(getComputedStyle(at).backgroundColor);
      if (colour.length < 4 || colour[3] === 1) return colour.slice(0, 3);
    }
    return [255, 255, 255];
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const one = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || one.closest('script, style, .drawn, option') || !one.checkVisibility({ visibilityProperty: true })) continue;
    const style = getComputedStyle(one);
    const [ink, paper] = [light(parts(one instanceof SVGElement ? style.fill : style.color).slice(0, 3)), light(ground(one))];
    const contrast = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (contrast < (large ? 3 : 4.5)) fail('contrast', one, contrast.toFixed(2));
  }
  return [...new Set(failures)];
})()
