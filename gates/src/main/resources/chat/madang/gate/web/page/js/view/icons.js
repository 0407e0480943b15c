// Drawn here, so that the page needs no font of pictures. Each is 24 by 24, in the colour of the text around it.

import { html } from '../html.js';

const draw = (d) => html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=${d}></path></svg>`;

export const back = draw('M15 5l-7 7 7 7');
export const plus = draw('M12 5v14M5 12h14');
export const search = draw('M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM16 16l4.5 4.5');
export const clockFace = draw('M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM12 7.5V12l3 2');
export const people = draw('M9 4.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM2.5 19.5c0-3.6 2.9-5.5 6.5-5.5s6.5 1.9 6.5 5.5M16 4.9a3.4 3.4 0 0 1 0 6.3M17.5 14.4c2.4.6 4 2.3 4 5.1');
export const send = draw('M4 12l16-7.5L14.5 20l-3-6.5zM11.5 13.5L20 4.5');
export const close = draw('M6 6l12 12M18 6L6 18');
export const leave = draw('M13.5 4H6.5A1.5 1.5 0 0 0 5 5.5v13A1.5 1.5 0 0 0 6.5 20h7M10.5 12H20M16.5 8.5L20 12l-3.5 3.5');
export const lock = draw('M7 11V8a5 5 0 0 1 10 0v3M5.5 11h13v9h-13z');
export const bin = draw('M5 7h14M10 4h4M7 7l.8 13h8.4L17 7');
export const down = draw('M12 5v14M6 13l6 6 6-6');
export const settings = draw('M4 7h9M17 7h3M4 17h3M11 17h9M15 4.8v4.4M9 14.8v4.4');
