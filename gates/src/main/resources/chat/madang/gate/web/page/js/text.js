// From what somebody wrote to pieces that the page shows as text, links, code and mentions.
// Pure, and nothing here makes HTML: each piece is shown as a text node.

const LINK = /https?:\/\/[^\s<>"'`|\\^{}\p{Cc}]+/giu;
const TRAILING = /[.,;:!?'"”’»。、，．！？…]+$/u;
const LETTER = /[\p{L}\p{N}_]/u;
const MARKS_MAX = 400;

/**
 * The pieces of a text, in order. Their texts, one after the other, are the whole text but for the marks of code.
 *
 * @param names who is here, for @mentions
 * @param me    my own name, which is a mention without an @ too
 * @returns [{kind: 'text' | 'link' | 'code' | 'block' | 'mention', text, href?, me?}]
 */
export function pieces(text, names = [], me = '') {
  const found = [];
  const sorted = [...names].sort((a, b) => b.length - a.length);
  for (const part of code(text)) {
    if (part.kind !== 'text') found.push(part);
    else for (const piece of links(part.text)) {
      if (piece.kind === 'text') found.push(...mentions(piece.text, sorted, me));
      else found.push(piece);
    }
    if (found.length > MARKS_MAX) return [{ kind: 'text', text }];
  }
  return found;
}

/** Whether it calls me. */
export function mentionsMe(text, me) {
  return pieces(text, [me], me).some((piece) => piece.me);
}

function code(text) {
  const parts = [];
  let at = 0;
  const plain = (to) => to > at && parts.push({ kind: 'text', text: text.slice(at, to) });
  while (at < text.length) {
    const open = text.indexOf('`', at);
    if (open < 0) break;
    const fence = text.startsWith('```', open) ? '```' : '`';
    const from = open + fence.length;
    const close = text.indexOf(fence, from);
    if (close <= from || (fence === '`' && text.slice(from, close).includes('\n'))) {
      const next = close === from ? close + fence.length : from;
      parts.push({ kind: 'text', text: text.slice(at, next) });
      at = next;
      continue;
    }
    plain(open);
    parts.push(fence === '`' ? { kind: 'code', text: text.slice(from, close) } : block(text.slice(from, close)));
    at = close + fence.length;
    if (fence === '```' && text[at] === '\n') at += 1;
  }
  plain(text.length);
  return parts;
}

// The first line of a block may be the name of a language.
function block(inner) {
  const text = inner.replace(/^[\w+#-]{0,20}\n/, '').replace(/\n$/, '');
  return { kind: 'block', text };
}

function links(text) {
  const parts = [];
  let at = 0;
  for (const match of text.matchAll(LINK)) {
    const shown = trimmed(match[0]);
    const href = address(shown);
    if (href === null) continue;
    if (match.index > at) parts.push({ kind: 'text', text: text.slice(at, match.index) });
    parts.push({ kind: 'link', text: shown, href });
    at = match.index + shown.length;
  }
  if (at < text.length) parts.push({ kind: 'text', text: text.slice(at) });
  return parts;
}

// A link in a sentence ends before the sentence's marks, and before a bracket that it did not open.
function trimmed(link) {
  let shown = link;
  for (;;) {
    let next = shown.replace(TRAILING, '');
    const last = next[next.length - 1];
    const opened = { ')': '(', ']': '[' }[last];
    if (opened && next.split(opened).length < next.split(last).length) next = next.slice(0, -1);
    if (next === shown) return shown;
    shown = next;
  }
}

function address(shown) {
  try {
    const url = new URL(shown);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
  } catch {
    return null; // "http://" alone, or a host that is none: it stays text
  }
}

function mentions(text, sorted, me) {
  const parts = [];
  const lower = text.toLowerCase();
  let at = 0;
  let from = 0;
  while (at < text.length) {
    const length = mentionAt(text, lower, at, sorted, me);
    if (length === 0) {
      at += 1;
      continue;
    }
    if (at > from) parts.push({ kind: 'text', text: text.slice(from, at) });
    const shown = text.slice(at, at + length);
    parts.push({ kind: 'mention', text: shown, me: shown.replace(/^@/, '').toLowerCase() === me.toLowerCase() });
    at += length;
    from = at;
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
  return parts;
}

// How long the mention is that begins here; 0 when there is none.
function mentionAt(text, lower, at, sorted, me) {
  if (at > 0 && LETTER.test(text[at - 1])) return 0;
  if (text[at] === '@') {
    for (const name of sorted) if (isName(text, lower, at + 1, name)) return name.length + 1;
    return me && isName(text, lower, at + 1, me) ? me.length + 1 : 0;
  }
  return me && isName(text, lower, at, me) ? me.length : 0;
}

// A Latin name ends where its letters end; Korean and Japanese names are followed by particles.
function isName(text, lower, at, name) {
  if (!lower.startsWith(name.toLowerCase(), at)) return false;
  const next = text[at + name.length];
  if (next === undefined || !LETTER.test(next)) return true;
  return !/[\p{Script=Latin}\p{N}_]$/u.test(name) || !/[\p{Script=Latin}\p{N}_]/u.test(next);
}
