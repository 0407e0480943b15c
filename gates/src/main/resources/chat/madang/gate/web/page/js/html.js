// The one place that says where lit-html is.

export { html, nothing, render } from '/lib/lit-html/lit-html.js';
export { guard } from '/lib/lit-html/directives/guard.js';
export { keyed } from '/lib/lit-html/directives/keyed.js';
export { live } from '/lib/lit-html/directives/live.js';
export { repeat } from '/lib/lit-html/directives/repeat.js';
