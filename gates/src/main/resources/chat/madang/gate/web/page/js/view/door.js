// Before one is in: as a guest, with an account, or making one.

import { html, nothing } from '../html.js';
import { t } from '../i18n.js';
import { problem, values } from './parts.js';
import { choices } from './choices.js';

export function door(app) {
  const { mode, busy, server } = app.door;
  const registration = server?.registration ?? { open: true, email: false };
  const modes = ['guest', 'account', ...(registration.open ? ['register'] : [])];
  const submit = (event) => {
    event.preventDefault();
    const { mode: _, ...fields } = values(event.target);
    const { email, ...rest } = fields;
    const type = mode === 'register' ? 'register' : 'hello';
    void app.comeIn({ type, ...rest, ...(email && { email }) });
  };
  return html`
    <main class="door">
      <div class="card">
        <img src="/icon.svg" alt="" width="56" height="56">
        <h1>${t('madang')}</h1>
        <p class="lead">${t('door.lead')}</p>
        <form @submit=${submit}>
          <fieldset class="segments">
            <legend class="sr">${t('door.how')}</legend>
            ${modes.map((one) => html`<label>
              <input type="radio" name="mode" value=${one} .checked=${one === mode} @change=${() => app.doorMode(one)}>
              <span>${t(`door.${one}`)}</span>
            </label>`)}
          </fieldset>
          ${mode === 'guest' ? guest(server) : account(mode, registration)}
          ${problem(app.door.problem)}
          <button class="primary" ?disabled=${busy}>${t(busy ? 'door.busy' : `door.go.${mode}`)}</button>
        </form>
        ${choices(app)}
      </div>
    </main>`;
}

function guest(server) {
  return html`<label class="field">
    <span>${t('name')}</span>
    <input name="name" required maxlength=${server?.nameLength ?? 32} autocomplete="nickname" autofocus>
  </label>`;
}

function account(mode, registration) {
  const password = mode === 'register' ? 'new-password' : 'current-password';
  return html`
    <label class="field">
      <span>${t('account')}</span>
      <input name="account" required autocomplete="username" autocapitalize="none">
    </label>
    <label class="field">
      <span>${t('password')}</span>
      <input name="password" type="password" required autocomplete=${password}>
    </label>
    ${mode === 'register' && registration.email
      ? html`<label class="field">
          <span>${t('email')}</span>
          <input name="email" type="email" required autocomplete="email">
        </label>`
      : nothing}`;
}
