// Small pieces that several views are made of.

import { html, nothing } from '../html.js';
import { t } from '../i18n.js';
import { hue, initial } from '../names.js';

/** The round picture beside a name. */
export function face(name, kind = '') {
  return html`<span class="face hue-${hue(name)} ${kind}" aria-hidden="true">${initial(name)}</span>`;
}

/** How many are unread; those that call me stand out. */
export function badge(conversation) {
  const { unread, called } = conversation;
  if (unread === 0) return nothing;
  const shown = unread > 99 ? '99+' : unread;
  return html`<span class="badge ${called > 0 || !conversation.isRoom ? 'calls' : ''}">
    <span aria-hidden="true">${shown}</span><span class="sr">${t('unread', { n: shown })}</span>
  </span>`;
}

/** What is wrong with what was filled in. */
export function problem(text) {
  return html`<p class="problem" role="alert">${text}</p>`;
}

/** How many are in a room; and how many fit in, when somebody has chosen that. */
export function ofHowMany(app, people, capacity) {
  return capacity && capacity < (app.yard.server?.capacity ?? Infinity) ? `${people}/${capacity}` : `${people}`;
}

/** What a rank is called; '' for those who have none. */
export function rank(member) {
  const ranks = member.ranks ?? [];
  const highest = ['host', 'operator', 'half-operator', 'voice'].find((one) => ranks.includes(one));
  return highest ? t(`rank.${highest}`) : '';
}

/** The values of a form, by name; texts without space around them. */
export function values(form) {
  const found = {};
  for (const [name, value] of new FormData(form)) found[name] = name === 'password' ? value : value.trim();
  return found;
}
