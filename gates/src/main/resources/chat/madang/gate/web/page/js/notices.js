// What reaches people who look elsewhere: the number in the title, and the notifications of the desktop.

import { t } from './i18n.js';

const TEXT_MAX = 200;

export class Notices {
  #app;

  constructor(app) {
    this.#app = app;
  }

  /** Whether the browser can, and may. */
  get state() {
    if (!('Notification' in globalThis)) return 'none';
    if (Notification.permission === 'denied') return 'denied';
    return Notification.permission === 'granted' && this.#app.noticesWanted ? 'on' : 'off';
  }

  /** Asked for by a button, never by the page itself. */
  async turn(on) {
    if (on && Notification.permission !== 'granted') await Notification.requestPermission();
    this.#app.noticesWanted = on && Notification.permission === 'granted';
  }

  /** Somebody has said something: does it concern me, and do I see it already? */
  news(conversation, entry) {
    const concerns = entry.calls || !conversation.isRoom;
    const seen = conversation === this.#app.active && !document.hidden && document.hasFocus();
    if (!concerns || seen || this.state !== 'on') return;
    const title = conversation.isRoom ? `${entry.who.name} — ${conversation.title}` : entry.who.name;
    const body = entry.text.slice(0, TEXT_MAX);
    let notice;
    try {
      notice = new Notification(title, { body, tag: conversation.key, icon: '/icon.svg' });
    } catch {
      return; // There are browsers that let service workers alone do it.
    }
    notice.onclick = () => {
      window.focus();
      this.#app.open(conversation);
      notice.close();
    };
  }

  /** The unread, in the title of the tab. */
  title() {
    const { conversations } = this.#app.yard;
    const unread = conversations.reduce((sum, one) => sum + one.unread, 0);
    const place = this.#app.active ? `${this.#app.active.title} · ` : '';
    document.title = `${unread > 0 ? `(${unread > 99 ? '99+' : unread}) ` : ''}${place}${t('madang')}`;
  }
}
