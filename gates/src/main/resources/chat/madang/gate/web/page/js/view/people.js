// The right side: who is in the room.

import { html, nothing, repeat } from '../html.js';
import { t } from '../i18n.js';
import { fold } from '../names.js';
import { sortedMembers } from '../yard.js';
import * as icons from './icons.js';
import { face, rank } from './parts.js';

const SHOWN_MAX = 300;

export function people(app) {
  const { active } = app;
  if (!active?.isRoom) return nothing;
  const members = sortedMembers(active);
  const hide = () => {
    app.peopleShown = false;
    app.changed();
    document.querySelector('.people-toggle')?.focus();
  };
  return html`<aside class="people" aria-label=${t('members')}>
    <header class="head"><h2>${t('members')} <small>${members.length}</small></h2>
      <button class="act hide" aria-label=${t('close')} @click=${hide}>${icons.close}</button></header>
    <ul>${repeat(members.slice(0, SHOWN_MAX), ({ name }) => fold(name), (member) => html`<li>${row(app, active, member)}</li>`)}</ul>
    ${members.length > SHOWN_MAX ? html`<p class="none">${t('members.more', { n: members.length - SHOWN_MAX })}</p>` : nothing}
  </aside>`;
}

function row(app, conversation, member) {
  const me = fold(member.name) === fold(app.yard.me.name);
  const called = rank(member);
  return html`<button class="item ${member.away ? 'away' : ''}"
      @click=${() => app.show(me ? { kind: 'self' } : { kind: 'person', name: member.name, conversation })}>
    ${face(member.name)}
    <span class="what"><span class="title">${member.name}${me ? html` <small>${t('me')}</small>` : nothing}</span>
      <small>${[called, member.away, member.bot ? t('bot') : '', member.gate].filter(Boolean).join(' · ')}</small></span>
  </button>`;
}
