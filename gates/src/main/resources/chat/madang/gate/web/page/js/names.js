// What the page makes of a name: a colour that stays, letters for a picture, and whether two are the same.

const HUES = 12;

/** A number of 0 to 11 that is always the same for a name; page.css has a colour for each. */
export function hue(name) {
  let hash = 2166136261;
  for (const unit of fold(name)) hash = Math.imul(hash ^ unit.codePointAt(0), 16777619);
  return (hash >>> 8) % HUES;
}

/** The first letter of a name, for the round picture beside it. */
export function initial(name) {
  const [first = '?'] = graphemes(name.trim());
  return first.toUpperCase();
}

/** Names that differ in nothing but case are the same person's. */
export function fold(name) {
  return name.normalize('NFKC').toLowerCase();
}

/** In the order in which people look for names. */
export function byName(a, b) {
  return a.name.localeCompare(b.name);
}

const segmenter = new Intl.Segmenter();

function graphemes(text) {
  return Array.from(segmenter.segment(text), (part) => part.segment);
}
