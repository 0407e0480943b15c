// Language and colours: at the door, and in the dialog about oneself.

import { html } from '../html.js';
import { LANGUAGES, spoken, t } from '../i18n.js';

const THEMES = ['', 'light', 'dark'];

export function choices(app) {
  return html`<div class="choices">
    <label class="field">
      <span>${t('language')}</span>
      <select @change=${(event) => app.speak(event.target.value)} class="language">
        ${Object.entries(LANGUAGES).map(([code, name]) =>
          html`<option value=${code} lang=${code} .selected=${code === spoken()}>${name}</option>`)}
      </select>
    </label>
    <label class="field">
      <span>${t('theme')}</span>
      <select @change=${(event) => app.paint(event.target.value || null)} class="theme">
        ${THEMES.map((one) =>
          html`<option value=${one} .selected=${one === (app.theme ?? '')}>${t(`theme.${one || 'system'}`)}</option>`)}
      </select>
    </label>
  </div>`;
}
