// The whole page: the door, or the three sides with what stands above them.

import { html, nothing } from '../html.js';
import { t } from '../i18n.js';
import { dialog } from './dialogs.js';
import { door } from './door.js';
import { people } from './people.js';
import { side } from './side.js';
import { talk } from './talk.js';

/** The next second of the time until the next attempt. */
let tick = 0;

export function frame(app, scroll) {
  const { connection, entered } = app.client;
  if (!app.yard.me) {
    const seen = entered || connection.state === 'waiting';
    return html`${seen ? state(app, connection) : nothing}${entered ? waiting() : door(app)}`;
  }
  return html`
    <a class="skip" href=${app.active ? '#write' : '#find'} @click=${skip}>${t('skip')}</a>
    ${state(app, connection)}
    <div class="frame ${app.active ? 'talking' : 'listing'} ${app.peopleShown ? 'with-people' : ''}">
      ${app.narrow && app.active ? nothing : side(app)}
      ${app.narrow && !app.active ? nothing : talk(app, scroll)}
      ${people(app)}
    </div>
    <p class="toast" role="status">${app.toast}</p>
    ${dialog(app)}`;
}

function skip(event) {
  event.preventDefault();
  (document.getElementById('write') ?? document.querySelector('#find')).focus();
}

function waiting() {
  return html`<main class="door"><div class="card"><img src="/icon.svg" alt="" width="56" height="56">
    <h1>${t('madang')}</h1><p class="lead">${t('state.opening')}</p></div></main>`;
}

// How things are between the page and the server; nothing to see while all is well.
function state(app, connection) {
  const { state: how, retryAt } = connection;
  const seconds = Math.max(1, Math.ceil((retryAt - Date.now()) / 1000));
  clearTimeout(tick);
  if (how === 'waiting') tick = setTimeout(() => app.changed(), 1000);
  const unwell = how !== 'in';
  return html`<div class="state ${unwell ? how : 'well'}" role="status">
    ${unwell
      ? html`<span>${t(`state.${how === 'open' || how === 'closed' ? 'opening' : how}`)}</span>
          ${how === 'waiting'
            ? html`<span aria-hidden="true">${t('state.retry', { seconds })}</span>
              <button class="link" @click=${() => connection.open()}>${t('state.now')}</button>`
            : nothing}
          ${how === 'replaced' ? html`<button class="link" @click=${() => app.client.takeOver()}>${t('state.here')}</button>` : nothing}`
      : nothing}
  </div>`;
}
