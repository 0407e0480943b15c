// The log's rows: days, what was said, what happened, and what I have said that is still on its way.

import { guard, html, nothing, repeat } from '../html.js';
import { clock, day, moment, sameDay, spoken, t } from '../i18n.js';
import { fold, hue } from '../names.js';
import { pieces } from '../text.js';
import { nameOf } from '../yard.js';
import * as icons from './icons.js';
import { face } from './parts.js';

const TOGETHER = 5 * 60_000;
const NAMES_MAX = 500;

/** The rows of these entries; `before` is the one before the first of them. */
export function rows(app, conversation, entries, before) {
  const names = conversation.members.size <= NAMES_MAX ? [...conversation.members.values()].map(({ name }) => name) : [];
  const at = new Map(entries.map((entry, index) => [entry.id, index]));
  return repeat(entries, ({ id }) => id, (entry) => {
    const index = at.get(entry.id);
    const previous = index === 0 ? before : entries[index - 1];
    const next = entries[index + 1];
    const newDay = !previous || !sameDay(previous.at, entry.at);
    const isNew = conversation.newFrom === entry.id;
    const begins = newDay || isNew || !together(previous, entry);
    const ends = !next || conversation.newFrom === next.id || !together(entry, next) || minute(next) !== minute(entry);
    return html`${guard([entry, newDay, isNew, begins, ends, spoken(), app.yard.me.name], () => html`
      ${newDay ? html`<p class="day"><span>${day(entry.at)}</span></p>` : nothing}
      ${isNew ? html`<p class="new"><span>${t('log.new')}</span></p>` : nothing}
      ${isTalk(entry) ? said(app, conversation, entry, names, begins, ends) : happened(entry)}`)}`;
  });
}

/** What I have said and nobody has answered yet. */
export function pendingRows(app, conversation) {
  const { outgoing } = app.client;
  return repeat(conversation.pending, ({ nonce }) => nonce, (message) => html`
    <article class="row own pending ${message.failed ? 'failed' : ''}" aria-hidden=${message.failed ? 'false' : 'true'}>
      <div class="line">
        <div class="bubble">${message.text}</div>
        ${message.failed ? nothing : html`<span class="when">${t('pending')}</span>`}
      </div>
      ${message.failed ? html`<p class="refused">${t('pending.failed', { why: whyText(message.failed) })}
        <button class="link" @click=${() => outgoing.again(conversation, message)}>${t('again')}</button>
        <button class="link" @click=${() => outgoing.discard(conversation, message)}>${t('discard')}</button></p>` : nothing}
    </article>`);
}

function minute({ at }) {
  return Math.floor(at / 60_000);
}

function whyText(why) {
  const text = t(`why.${why}`);
  return text === `why.${why}` ? why : text;
}

function isTalk({ type }) {
  return type === 'said' || type === 'whispered';
}

// Whether the second stands under the first without saying again who speaks.
function together(first, second) {
  if (!first || !isTalk(first) || !isTalk(second) || first.me || second.me) return false;
  return fold(first.who.name) === fold(second.who.name) && second.at - first.at < TOGETHER;
}

function said(app, conversation, entry, names, begins, ends) {
  const { who, own } = entry;
  if (entry.me) return action(entry, names, app.yard.me.name);
  const person = () => app.show({ kind: 'person', name: who.name, conversation });
  return html`<article class="row ${own ? 'own' : ''} ${begins ? 'begins' : ''} ${entry.calls ? 'calls' : ''}"
      tabindex="-1" data-id=${entry.id}>
    ${begins && !own ? face(who.name) : nothing}
    ${begins && !own
      ? html`<p class="head"><button class="name hue-${hue(who.name)}" tabindex="-1" @click=${person}>${who.name}</button></p>`
      : html`<span class="sr">${who.name}: </span>`}
    <div class="line">
      <div class="bubble">${entry.text === undefined
        ? html`<em class="removed">${t('log.redacted')}</em>`
        : shown(entry.text, names, app.yard.me.name)}</div>
      ${ends || entry.scheduled ? html`<time class="when" datetime=${new Date(entry.at).toISOString()} title=${moment(entry.at)}>
        ${entry.scheduled ? html`<span title=${t('log.scheduled')}>${icons.clockFace}<span class="sr">${t('log.scheduled')}</span></span>` : nothing}${clock(entry.at)}</time>` : nothing}
      ${own && entry.text !== undefined && app.client.hasHistory(conversation)
        ? html`<button class="act redact" aria-label=${t('redact')} title=${t('redact')}
            @click=${() => app.show({ kind: 'redact', conversation, entry })}>${icons.bin}</button>`
        : nothing}
    </div>
  </article>`;
}

function action(entry, names, me) {
  return html`<article class="row action" tabindex="-1" data-id=${entry.id}>
    <p><span aria-hidden="true">✳ </span><strong class="name hue-${hue(entry.who.name)}">${entry.who.name}</strong>
    ${entry.text === undefined ? t('log.redacted') : shown(entry.text, names, me)}</p>
  </article>`;
}

/** A text with its links, code and mentions; each piece is a text node. */
export function shown(text, names, me) {
  return pieces(text, names, me).map((piece) => {
    switch (piece.kind) {
      case 'link':
        return html`<a href=${piece.href} target="_blank" rel="noopener noreferrer">${piece.text}</a>`;
      case 'code':
        return html`<code>${piece.text}</code>`;
      case 'block':
        return html`<pre tabindex="0"><code>${piece.text}</code></pre>`;
      case 'mention':
        return html`<span class="mention ${piece.me ? 'me' : ''}">${piece.text}</span>`;
      default:
        return piece.text;
    }
  });
}

function happened(entry) {
  return html`<p class="line-of" data-id=${entry.id}>${sentence(entry)}</p>`;
}

function sentence(entry) {
  const name = entry.who && nameOf(entry.who);
  const because = entry.reason ? ` (${entry.reason})` : '';
  switch (entry.type) {
    case 'joined':
      return t('log.joined', { name });
    case 'left': case 'gone':
      return t('log.left', { name }) + because;
    case 'kicked':
      return t('log.kicked', { name, by: entry.by ? nameOf(entry.by) : '' }) + because;
    case 'topic':
      return entry.topic ? t('log.topic', { name, topic: entry.topic }) : t('log.topic.none', { name });
    case 'retitled':
      return t('log.retitled', { name, title: entry.title });
    case 'renamed':
      return t('log.renamed', { before: entry.before, name });
    case 'host':
      return t('log.host', { name });
    default:
      return '';
  }
}
