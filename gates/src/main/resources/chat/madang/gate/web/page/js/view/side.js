// The left side: who I am, the search, my rooms and whispers, and the other rooms of the yard.

import { html, nothing, repeat } from '../html.js';
import { t } from '../i18n.js';
import { fold } from '../names.js';
import { badge, face, ofHowMany } from './parts.js';
import * as icons from './icons.js';

const OTHERS_MAX = 100;

export function side(app) {
  const { yard, search } = app;
  const wanted = fold(search.trim());
  const fits = (title) => fold(title).includes(wanted);
  const rooms = yard.rooms.filter((room) => fits(room.title));
  const whispers = yard.whispers.filter((one) => fits(one.title));
  const others = yard.others.filter((room) => fits(room.title));
  const exact = [...yard.rooms, ...yard.list].some((room) => fold(room.title) === wanted);
  const nothingAtAll = rooms.length + whispers.length + others.length === 0;
  return html`
    <div class="side" role=${app.narrow ? 'main' : 'none'}>
      ${app.narrow ? html`<h1 class="sr">${t('madang')}</h1>` : nothing}
      <div class="top">
        <button class="self" @click=${() => app.show({ kind: 'self' })} aria-label=${t('self.open', { name: yard.me.name })}>
          ${face(yard.me.name)}
          <span class="who"><strong>${yard.me.name}</strong>
            <small>${t(yard.me.account === undefined ? 'self.guest' : 'self.account')}</small></span>
          ${icons.settings}
        </button>
      </div>
      ${finder(app)}
      <nav class="lists" aria-label=${t('lists')}>
        ${rooms.length > 0 ? section(t('rooms.mine'), rooms, (room) => mine(app, room)) : nothing}
        ${whispers.length > 0 ? section(t('whispers'), whispers, (one) => mine(app, one)) : nothing}
        ${others.length > 0 ? section(t('rooms.others'), others.slice(0, OTHERS_MAX), (room) => other(app, room)) : nothing}
        ${others.length > OTHERS_MAX ? html`<p class="none">${t('rooms.more', { n: others.length - OTHERS_MAX })}</p>` : nothing}
        ${nothingAtAll ? html`<p class="none">${t(wanted ? 'rooms.notfound' : 'rooms.none')}</p>` : nothing}
        ${wanted && !exact
          ? html`<button class="item make" @click=${() => app.show({ kind: 'create', title: search.trim() })}>
              <span class="face make">${icons.plus}</span><span class="what">${t('rooms.make', { title: search.trim() })}</span>
            </button>`
          : nothing}
      </nav>
      <div class="bottom">
        <button class="primary create" @click=${() => app.show({ kind: 'create' })}>${icons.plus} ${t('create')}</button>
        <button class="plain planned" @click=${() => app.show({ kind: 'planned' })}>
          ${icons.clockFace} ${t('planned')}${yard.scheduled.length > 0 ? html` <span class="count">${yard.scheduled.length}</span>` : nothing}
        </button>
      </div>
    </div>`;
}

function finder(app) {
  const find = (event) => {
    app.search = event.target.value;
    app.changed();
  };
  const go = (event) => {
    if (event.isComposing) return;
    if (event.key === 'Enter') document.querySelector('.lists .item')?.click();
    if (event.key === 'Escape' && app.search !== '') {
      app.search = '';
      event.stopPropagation();
      app.changed();
    }
  };
  return html`<div class="finder" role="search">
    ${icons.search}
    <input type="search" id="find" placeholder=${t('find')} aria-label=${t('find')} autocomplete="off"
      .value=${app.search} @input=${find} @keydown=${go} @focus=${() => app.client.list()}>
    <kbd aria-hidden="true">Ctrl K</kbd>
  </div>`;
}

function section(title, items, row) {
  return html`<section aria-label=${title}>
    <h2>${title}</h2>
    <ul>${repeat(items, (item) => item.key ?? item.handle, (item) => html`<li>${row(item)}</li>`)}</ul>
  </section>`;
}

function mine(app, one) {
  const current = one === app.active;
  const last = one.log.entries.findLast((entry) => entry.text);
  const draft = !current && app.draft(one);
  return html`<button class="item ${current ? 'current' : ''} ${one.unread > 0 ? 'news' : ''}"
      aria-current=${current ? 'page' : 'false'} @click=${() => app.open(one)}>
    ${face(one.title, one.isRoom ? 'room' : '')}
    <span class="what">
      <span class="title">${one.title}</span>
      <small>${draft ? html`<em>${t('draft')}</em> ${draft}` : last ? preview(one, last) : nothing}</small>
    </span>
    ${one.isRoom ? html`<span class="members">${heads(app, one.members.size, one.capacity)}</span>` : nothing}
    ${badge(one)}
  </button>`;
}

function preview(one, entry) {
  return one.isRoom || entry.own ? `${entry.own ? t('you') : entry.who.name}: ${entry.text}` : entry.text;
}

function other(app, room) {
  return html`<button class="item" @click=${() => app.join(room)}>
    ${face(room.title, 'room')}
    <span class="what">
      <span class="title">${room.title}${room.key ? icons.lock : nothing}</span>
      <small>${room.topic ?? ''}</small>
    </span>
    <span class="members">${heads(app, room.people, room.capacity)}</span>
    <span class="sr">${t('join')}</span>
  </button>`;
}

function heads(app, people, capacity) {
  const shown = ofHowMany(app, people, capacity);
  return html`<span aria-hidden="true">${shown}</span><span class="sr">${t('members.count', { n: shown })}</span>`;
}
