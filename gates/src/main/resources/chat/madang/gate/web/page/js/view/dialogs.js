// The dialogs. One <dialog> stands in the page; what is in it follows from app.dialog.

import { html, nothing } from '../html.js';
import { moment, t } from '../i18n.js';
import { fold } from '../names.js';
import { choices } from './choices.js';
import * as icons from './icons.js';
import { face, problem, rank, values } from './parts.js';

const KINDS = { create, key, self, person, kick, redact, schedule, planned };

/** Whom a host may put out of the room. */
const KICKERS = ['host', 'operator', 'half-operator'];

export function dialog(app) {
  const { dialog: open } = app;
  const parts = open ? KINDS[open.kind](app, open) : null;
  const cancel = (event) => {
    event.preventDefault();
    app.close();
  };
  const outside = (event) => event.target === event.currentTarget && app.close();
  return html`<dialog aria-labelledby="dialog-title" @cancel=${cancel} @click=${outside}>
    ${parts
      ? html`<div class="sheet">
          <div class="title"><h2 id="dialog-title">${parts.title}</h2>
            <button class="act" aria-label=${t('close')} @click=${() => app.close()}>${icons.close}</button></div>
          ${parts.body}
        </div>`
      : nothing}
  </dialog>`;
}

// A form that does one thing; what is wrong with it stands above its buttons.
function form(app, { problem: wrong, busy }, go, fields, done, danger = false) {
  const submit = (event) => {
    event.preventDefault();
    void done(values(event.target));
  };
  return html`<form @submit=${submit}>
    ${fields}
    ${problem(wrong)}
    <p class="buttons"><button type="button" class="plain" @click=${() => app.close()}>${t('cancel')}</button>
      <button class=${danger ? 'danger' : 'primary'} ?disabled=${busy}>${go}</button></p>
  </form>`;
}

function field(label, input, hint) {
  return html`<label class="field"><span>${label}</span>${input}${hint ? html`<small>${hint}</small>` : nothing}</label>`;
}

function create(app, open) {
  const fields = html`
    ${field(t('room.title'), html`<input name="title" required .value=${open.title ?? ''} autocomplete="off" autofocus>`)}
    ${field(t('room.capacity'), html`<input name="capacity" type="number" min="2" max="100000" inputmode="numeric">`, t('room.capacity.hint'))}`;
  const done = ({ title, capacity }) => app.create(title, capacity === '' ? undefined : Number(capacity));
  return { title: t('create'), body: form(app, open, t('create.go'), fields, done) };
}

function key(app, open) {
  const fields = field(t('room.key'), html`<input name="key" required autocomplete="off" autofocus>`);
  const done = ({ key: word }) => app.join(open.room, word);
  return { title: open.room.title, body: form(app, open, t('join'), fields, done) };
}

function self(app, open) {
  const { me } = app.yard;
  const fields = field(t('name'), html`<input name="name" required maxlength=${app.yard.server?.nameLength ?? 32}
    .value=${me.name} autocomplete="nickname">`);
  const done = ({ name }) => (name === me.name ? app.close() : app.settle(() => app.client.rename(name)));
  return {
    title: t('self'),
    body: html`
      ${form(app, open, t('rename'), fields, done)}
      <hr>${choices(app)}${noticesRow(app)}
      <hr><p class="buttons"><button class="plain out" @click=${() => app.goOut()}>${icons.leave} ${t('self.out')}</button></p>`,
  };
}

function noticesRow(app) {
  const { state } = app.notices;
  if (state === 'none') return nothing;
  const on = state === 'on';
  return html`<p class="notices"><span>${t(`notices.${state}`)}</span>
    ${state === 'denied' ? nothing : html`<button class="plain" aria-pressed=${on} @click=${() => app.notices.turn(!on)}>
      ${t(on ? 'notices.turn.off' : 'notices.turn.on')}</button>`}</p>`;
}

function person(app, { name, conversation }) {
  const member = conversation.members.get(fold(name)) ?? { name };
  const mine = conversation.ranksOf(app.yard.me.name);
  const mayKick = mine.some((one) => KICKERS.includes(one)) && conversation.members.has(fold(name));
  const about = [rank(member), member.account && t('person.account', { account: member.account }), member.away, member.gate];
  return {
    title: name,
    body: html`<div class="person">${face(name, 'large')}<p>${about.filter(Boolean).join(' · ')}</p></div>
      <div class="stack">
        <button class="primary" @click=${() => app.openWhisper(name)}>${t('whisper')}</button>
        ${conversation.isRoom ? html`<button class="plain" @click=${() => app.mention(name)}>${t('mention')}</button>` : nothing}
        ${mayKick ? html`<button class="plain kick" @click=${() => app.show({ kind: 'kick', name, conversation })}>${t('kick')}</button>` : nothing}
      </div>`,
  };
}

function kick(app, open) {
  const { name, conversation } = open;
  const fields = html`<p>${t('kick.ask', { name, room: conversation.title })}</p>
    ${field(t('reason'), html`<input name="reason" autocomplete="off" autofocus>`)}`;
  const done = ({ reason }) => app.settle(() => app.client.kick(conversation, name, reason));
  return { title: t('kick'), body: form(app, open, t('kick'), fields, done, true) };
}

function redact(app, open) {
  const done = () => app.settle(() => app.client.redact(open.conversation, open.entry.id));
  const fields = html`<p>${t('redact.ask')}</p><blockquote>${open.entry.text}</blockquote>`;
  return { title: t('redact'), body: form(app, open, t('redact.go'), fields, done, true) };
}

function schedule(app, open) {
  const { conversation } = open;
  const soonest = local(Date.now() + 60_000);
  open.due ??= local(Date.now() + 3_600_000); // once: what was picked stays
  const fields = html`
    ${field(t('schedule.text'), html`<textarea name="text" rows="3" required .value=${app.draft(conversation)} autofocus></textarea>`)}
    ${field(t('schedule.due'), html`<input name="due" type="datetime-local" required min=${soonest} .value=${open.due}>`,
      t('schedule.hint', { zone: Intl.DateTimeFormat().resolvedOptions().timeZone }))}`;
  const done = async ({ text, due }) => {
    const drafted = text === app.draft(conversation).trim();
    const at = new Date(due).getTime();
    if (!(await app.settle(() => app.client.schedule(conversation, text, at)))) return;
    if (drafted && app.active === conversation) app.keepDraft('');
    app.say(t('schedule.done', { when: moment(at) }));
  };
  return { title: t('schedule'), body: form(app, open, t('schedule.go'), fields, done) };
}

function planned(app, open) {
  const messages = app.yard.scheduled.toSorted((a, b) => a.due - b.due);
  return {
    title: t('planned'),
    body: html`
      ${messages.length === 0 ? html`<p class="none">${t('planned.none')}</p>` : nothing}
      <ul class="planned-list">${messages.map((message) => html`<li>
        <p class="when"><time datetime=${new Date(message.due).toISOString()}>${moment(message.due)}</time> · ${message.title}</p>
        <p class="text">${message.text}</p>
        <button class="plain" @click=${() => app.try(() => app.client.unschedule(message.id))}>${t('planned.cancel')}</button>
      </li>`)}</ul>
      ${problem(open.problem)}`,
  };
}

// A time as <input type=datetime-local> has it: local, to the minute.
function local(at) {
  const date = new Date(at);
  return new Date(at - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
