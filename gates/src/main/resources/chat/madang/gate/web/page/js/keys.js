// By keyboard alone: Ctrl+K finds a room, arrows go through lists and the log, Escape closes what is open.

const LISTS = '.lists, .people ul';

export function listenToKeys(app) {
  document.addEventListener('keydown', (event) => {
    if (event.isComposing || event.defaultPrevented) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') return find(app, event);
    if (app.dialog) return undefined;
    if (event.key === 'Escape') return escape(app);
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') return arrow(event);
    return undefined;
  });
}

function find(app, event) {
  if (!app.yard.me) return;
  event.preventDefault();
  if (app.dialog) app.close();
  if (app.narrow) app.open(null);
  requestAnimationFrame(() => {
    const input = document.getElementById('find');
    input?.focus();
    input?.select();
  });
}

function escape(app) {
  if (app.peopleShown && app.overlaps) {
    app.peopleShown = false;
    app.changed();
    document.querySelector('.people-toggle')?.focus();
  } else if (document.activeElement?.closest('.log, .lists, .people')) {
    document.getElementById('write')?.focus();
  }
}

function arrow(event) {
  const { target, key } = event;
  const step = key === 'ArrowDown' ? 1 : -1;
  if (target.id === 'find') {
    if (step > 0) focus(event, document.querySelector('.lists .item'));
    return;
  }
  const list = target.closest?.(LISTS);
  if (list) return through(event, [...list.querySelectorAll('.item')], step);
  const log = target.closest?.('.log');
  if (log) return through(event, [...log.querySelectorAll('.row[tabindex]')], step);
  return undefined;
}

function through(event, items, step) {
  const current = items.findIndex((item) => item.contains(event.target));
  const next = current < 0 ? items.length - 1 : current + step;
  if (next < 0 && event.target.closest('.lists')) focus(event, document.getElementById('find'));
  else focus(event, items[next]);
}

function focus(event, element) {
  if (!element) return;
  event.preventDefault();
  element.focus();
}
