// Starts the page, and shows it anew, once a frame at the most, when something has changed.

import { App } from './app.js';
import { render } from './html.js';
import { listenToKeys } from './keys.js';
import { Scroll } from './scroll.js';
import { Store } from './store.js';
import { frame } from './view/frame.js';

const page = document.getElementById('page');
let planned = false;
let ready = false;
/** The kind of the dialog that is open; null when none is. */
let shown = null;
/** What had the focus before the dialog; null before the first. */
let opener = null;

const store = new Store(storage('localStorage'));
addEventListener('storage', ({ key }) => store.forget(key));
const app = new App(store, new Store(storage('sessionStorage')), plan);
const scroll = new Scroll(app);
listenToKeys(app);
await app.start();
page.replaceChildren();
ready = true;
show();

function plan() {
  if (planned) return;
  planned = true;
  // A page that is not seen has no frames, but its title and its log go on.
  if (document.hidden) setTimeout(show, 200);
  else requestAnimationFrame(show);
}

function show() {
  planned = false;
  if (!ready) return;
  scroll.before();
  if (scroll.following) app.seen();
  render(frame(app, scroll), page);
  scroll.after();
  openDialog();
}

// The dialog's place in the page is lit's, whether it is open is the browser's.
function openDialog() {
  const dialog = page.querySelector('dialog');
  const kind = app.dialog?.kind ?? null;
  if (!dialog || (dialog.open === (kind !== null) && kind === shown)) return;
  shown = kind;
  if (kind !== null) {
    if (!dialog.open) {
      opener = document.activeElement;
      dialog.showModal();
    }
    (dialog.querySelector('[autofocus]') ?? dialog.querySelector('input, .primary, button'))?.focus();
  } else {
    dialog.close();
    // What had the focus has it again; unless it is hidden by now, or gone.
    if (document.activeElement !== document.body) return;
    const row = opener?.isConnected ? opener.closest('.row') : null;
    (row ?? document.getElementById('write') ?? document.getElementById('find'))?.focus();
  }
}

function storage(kind) {
  try {
    return window[kind];
  } catch {
    return undefined; // forbidden by the browser
  }
}
