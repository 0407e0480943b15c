// The middle: a conversation with its head, its log and the place to write.

import { html, keyed, live, nothing } from '../html.js';
import { t } from '../i18n.js';
import { face, ofHowMany } from './parts.js';
import * as icons from './icons.js';
import { pendingRows, rows } from './rows.js';

const LINES_MAX = 8;
const bytes = new TextEncoder();

export function talk(app, scroll) {
  const conversation = app.active;
  if (!conversation) {
    return html`<main class="talk empty"><div>
      <img src="/icon.svg" alt="" width="72" height="72"><h1>${t('madang')}</h1><p>${t('talk.none')}</p>
    </div></main>`;
  }
  return html`<main class="talk" aria-label=${conversation.title}>
    ${head(app, conversation)}
    ${log(app, conversation, scroll)}
    ${composer(app, conversation)}
  </main>`;
}

function head(app, conversation) {
  const { isRoom, title, topic, members, capacity } = conversation;
  const count = t('members.count', { n: ofHowMany(app, members.size, capacity) });
  return html`<header class="head">
    <button class="act back" aria-label=${t('back')} @click=${() => app.open(null)}>${icons.back}</button>
    ${face(title, isRoom ? 'room' : '')}
    <div class="what"><h1>${title}</h1>
      <p>${isRoom ? (topic ? `${count} · ${topic}` : count) : t('whisper.with', { name: title })}</p></div>
    ${isRoom
      ? html`<button class="act plan" aria-label=${t('schedule')} title=${t('schedule')}
            @click=${() => app.show({ kind: 'schedule', conversation })}>${icons.clockFace}</button>
          <button class="act people-toggle" aria-label=${t('members')} title=${t('members')} aria-expanded=${app.peopleShown}
            @click=${() => { app.peopleShown = !app.peopleShown; app.changed(); }}>${icons.people}</button>`
      : nothing}
    <button class="act leave" aria-label=${t(isRoom ? 'leave' : 'whisper.close')} title=${t(isRoom ? 'leave' : 'whisper.close')}
      @click=${() => app.leave(conversation)}>${isRoom ? icons.leave : icons.close}</button>
  </header>`;
}

function log(app, conversation, scroll) {
  const { entries, before, below } = scroll.shown(conversation);
  const typists = conversation.typists(Date.now());
  // Each conversation has a log of its own: rows of another are not what has just been said in this one.
  return html`<div class="log-frame">
    ${keyed(conversation, html`<div class="log" id="log" role="log" aria-live="polite" aria-relevant="additions" tabindex="0"
        aria-label=${t('log.of', { title: conversation.title })} aria-busy=${conversation.loading}
        @scroll=${() => scroll.moved()}>
      <p class="begin">${conversation.loading ? t('log.loading') : conversation.log.more ? '' : t('log.begin', { title: conversation.title })}</p>
      ${rows(app, conversation, entries, before)}
      ${pendingRows(app, conversation)}
    </div>`)}
    ${below ? html`<button class="to-end" @click=${() => app.follow()}>${icons.down} ${t(conversation.unread > 0 ? 'log.newer' : 'log.end')}</button>` : nothing}
    <p class="typing">${typing(typists)}</p>
  </div>`;
}

function typing(names) {
  if (names.length === 0) return '';
  return names.length > 3 ? t('typing.many', { n: names.length }) : t('typing', { names: names.join(', ') });
}

function composer(app, conversation) {
  const draft = app.draft(conversation);
  const limit = app.yard.server?.textBytes ?? 4096;
  const over = bytes.encode(draft).length - limit;
  // What stands in the field may be newer than what was last shown.
  const say = () => {
    const field = document.getElementById('write');
    const text = field.value;
    if (text.trim() === '' || bytes.encode(text).length > limit) return;
    app.talk(text);
    field.value = '';
  };
  const keys = (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    if (matchMedia('(pointer: coarse)').matches) return; // there Enter is a new line, and a button sends
    event.preventDefault();
    say();
  };
  const label = t(conversation.isRoom ? 'write.room' : 'write.whisper', { title: conversation.title });
  return html`<form class="composer" @submit=${(event) => { event.preventDefault(); say(); }}>
    <textarea id="write" rows=${Math.min(LINES_MAX, draft.split('\n').length)} placeholder=${label} aria-label=${label}
      enterkeyhint="send" .value=${live(draft)} @input=${(event) => app.keepDraft(event.target.value)} @keydown=${keys}
      aria-invalid=${over > 0}></textarea>
    ${over > 0 ? html`<span class="over" role="alert">${t('write.over', { n: over })}</span>` : nothing}
    <button class="primary send" aria-label=${t('send')} ?disabled=${draft.trim() === '' || over > 0}>${icons.send}</button>
  </form>`;
}
