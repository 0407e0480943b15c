// The page's words. They stand in /i18n/XX.json, all keys in all languages; PageTest looks after that.

export const LANGUAGES = { ko: '한국어', ja: '日本語', en: 'English' };

let words = {};
let language = 'en';

/** The first of the browser's languages that the page speaks; English when it speaks none. */
export function preferred(languages) {
  for (const one of languages) {
    const [primary] = one.toLowerCase().split('-');
    if (primary in LANGUAGES) return primary;
  }
  return 'en';
}

/** Speaks this language from now on. */
export async function speak(one) {
  const answer = await fetch(`/i18n/${one}.json`);
  if (!answer.ok) throw new Error(`/i18n/${one}.json: ${answer.status}`);
  words = await answer.json();
  language = one;
  document.documentElement.lang = one;
}

export function spoken() {
  return language;
}

/** What this key says, with {name} replaced by values.name. */
export function t(key, values = {}) {
  const text = words[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** What to say of a refusal. */
export function whyNot(failure) {
  const key = `why.${failure.why ?? 'lost'}`;
  const text = key in words ? words[key] : t('why.other', { why: failure.why });
  return text.replace('{seconds}', failure.seconds ?? 1);
}

const formats = new Map();

function format(name, options) {
  const key = `${language} ${name}`;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(language, options));
  return formats.get(key);
}

/** 15:04 */
export function clock(at) {
  return format('clock', { hour: 'numeric', minute: '2-digit' }).format(at);
}

/** Saturday, 21 November 2026 */
export function day(at) {
  return format('day', { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' }).format(at);
}

/** 21 Nov, 15:04 */
export function moment(at) {
  return format('moment', { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}

/** Whether two times are of the same day here. */
export function sameDay(a, b) {
  const [one, other] = [new Date(a), new Date(b)];
  return one.toDateString() === other.toDateString();
}
