/**
 * Our looks on top of Bootstrap's: dark ink on warm paper, one teal for what can be pressed, one amber for what must be
 * noticed. Every pair of text and ground is at least 4.5:1. Lines stay short enough to read.
 */
export const STYLE = `
:root, [data-bs-theme=light] {
  --ink: #17272e;
  --ink-soft: #4a5b62;
  --paper: #f7f6f2;
  --line: #d7d8d0;
  --edge: #7c8a8c;
  --teal: #0b5c61;
  --teal-deep: #08454a;
  --teal-pale: #e4f0ef;
  --amber: #8a5a00;
  --amber-pale: #fff5de;
  --red: #9c2323;
  --red-pale: #fdf0ee;
  --bs-body-color: var(--ink);
  --bs-body-bg: var(--paper);
  --bs-body-font-size: 1.0625rem;
  --bs-body-line-height: 1.55;
  --bs-border-color: var(--line);
  --bs-border-radius: .5rem;
  --bs-link-color: var(--teal);
  --bs-link-color-rgb: 11, 92, 97;
  --bs-link-hover-color: var(--teal-deep);
  --bs-link-hover-color-rgb: 8, 69, 74;
}
:root { scroll-padding-top: 1rem; scroll-behavior: auto; }
body { overflow-wrap: break-word; }
h1 { font-size: 1.375rem; font-weight: 650; letter-spacing: -.01em; margin: 0 0 .25rem; }
h2 { font-size: 1.25rem; font-weight: 650; margin: 0 0 .75rem; }
h3 { font-size: 1.125rem; font-weight: 650; margin: 0; }
h4 { font-size: 1.0625rem; font-weight: 650; margin: 0; }
p, ul, ol, dl { margin-bottom: .75rem; }
:focus-visible, .btn:focus-visible, .form-control:focus, .day:focus-within, .form-select:focus, .form-check-input:focus {
  outline: 3px solid var(--teal);
  outline-offset: 2px;
  box-shadow: 0 0 0 2px #fff;
}
main:focus, main:focus-visible { outline: none; box-shadow: none; }
.sheet { max-width: 72rem; margin: 0 auto; padding-left: 1rem; padding-right: 1rem; }
main.sheet { padding-top: 1rem; padding-bottom: 3rem; }
.narrow, .opening { max-width: 42rem; }
.skip { position: absolute; left: 1rem; top: -6rem; padding: .75rem 1rem; background: #fff; z-index: 10; }
.skip:focus { top: .5rem; }

.masthead { background: var(--teal-deep); color: #fff; }
.masthead-row { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 1rem; padding-top: .5rem; padding-bottom: .5rem; }
.brand { color: #fff; font-size: 1.25rem; font-weight: 650; text-decoration: none; padding: .125rem 0; }
.brand:hover { color: #fff; text-decoration: underline; }
.brand:focus-visible { outline-color: #fff; box-shadow: none; }
.brand-line { display: none; color: #d5e7e6; font-size: .9375rem; }
.colophon { color: var(--ink-soft); font-size: .9375rem; border-top: 1px solid var(--line); padding: 1rem 0 1.5rem; }
.colophon p { margin-bottom: 0; margin-top: 0; }

.bar { background: #fff; border-bottom: 1px solid var(--line); }
.bar-row { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .375rem 2rem; padding-top: .5rem; padding-bottom: .75rem; }
.whoami { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline; gap: 0 .75rem; flex: 1 1 18rem; }
.whoami > [open] { flex-basis: 100%; }
.bar p { margin: 0; }
.role { display: none; color: var(--ink-soft); font-size: .9375rem; }
.switch summary { color: var(--teal); text-decoration: underline; padding: .25rem 0; width: fit-content; }
.switch ul { list-style: none; padding: 0; margin: .5rem 0 0; border: 1px solid var(--line); border-radius: .5rem; max-width: 26rem; }
.switch li + li { border-top: 1px solid var(--line); }
.switch a { display: block; padding: .5rem .875rem; text-decoration: none; font-weight: 600; }
.switch a:hover { background: var(--teal-pale); }
.switch .role { display: block; font-weight: 400; }
.clock .presses { margin-top: .375rem; gap: .375rem; }
.clock .btn { --bs-btn-padding-x: .5rem; --bs-btn-font-size: .875rem; }
.whoami summary { font-size: .9375rem; }
.message-menu summary { font-size: .9375rem; }

.btn { --bs-btn-padding-y: .5rem; --bs-btn-padding-x: 1rem; --bs-btn-font-weight: 600; min-height: 2.75rem; }
.btn-sm { --bs-btn-padding-y: .25rem; --bs-btn-padding-x: .75rem; --bs-btn-font-size: .9375rem; min-height: 2.25rem; }
.btn-lg { --bs-btn-padding-y: .625rem; --bs-btn-padding-x: 1.5rem; --bs-btn-font-size: 1.125rem; }
.btn-primary {
  --bs-btn-bg: var(--teal); --bs-btn-border-color: var(--teal);
  --bs-btn-hover-bg: var(--teal-deep); --bs-btn-hover-border-color: var(--teal-deep);
  --bs-btn-active-bg: var(--teal-deep); --bs-btn-active-border-color: var(--teal-deep);
}
.btn-outline-primary {
  --bs-btn-bg: #fff; --bs-btn-color: var(--teal); --bs-btn-border-color: var(--teal);
  --bs-btn-hover-bg: var(--teal-pale); --bs-btn-hover-color: var(--teal-deep); --bs-btn-hover-border-color: var(--teal-deep);
  --bs-btn-active-bg: var(--teal-pale); --bs-btn-active-color: var(--teal-deep); --bs-btn-active-border-color: var(--teal-deep);
}
.btn-outline-danger {
  --bs-btn-bg: #fff; --bs-btn-color: var(--red); --bs-btn-border-color: var(--red);
  --bs-btn-hover-bg: var(--red); --bs-btn-hover-border-color: var(--red);
  --bs-btn-active-bg: var(--red); --bs-btn-active-border-color: var(--red);
}
.btn-outline-secondary { --bs-btn-bg: #fff; --bs-btn-color: var(--ink); --bs-btn-border-color: var(--edge); }
.presses:not(:last-child) { margin-bottom: .75rem; }
.presses { display: flex; flex-wrap: wrap; gap: .625rem; align-items: flex-start; }

.workspace { display: grid; gap: 1rem 2.5rem; grid-template-columns: minmax(0, 1fr); }
.place { max-width: 46rem; min-width: 0; }
.about { color: var(--ink-soft); margin-bottom: 1rem; }
.places ul { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .5rem; }
.places a {
  display: flex; align-items: center; justify-content: space-between; gap: .75rem; min-height: 2.75rem; padding: .375rem .875rem;
  border: 1px solid var(--line); border-radius: .5rem; background: #fff; text-decoration: none; font-weight: 600;
}
.places a:hover { background: var(--teal-pale); }
.places a[aria-current] { color: var(--ink); border-color: var(--teal); box-shadow: inset .25rem 0 0 var(--teal); }
.waiting, .new {
  display: inline-block; padding: 0 .5rem; border-radius: .375rem; background: var(--amber-pale); color: #6b4500;
  border: 1px solid #d9b263; font-size: .875rem; font-weight: 600; white-space: nowrap;
}

.told, .commands, .card-said, .person {
  background: #fff; border: 1px solid var(--line); border-radius: .625rem; padding: 1rem;
}
.told { border: 2px solid var(--teal); background: var(--teal-pale); margin-bottom: 1.5rem; }
.card-said + .told { margin: .625rem 0 0; }
.told > h2 { font-size: 1rem; color: var(--teal-deep); }
.told > :last-child, .card-said > :last-child { margin-bottom: 0; }
.commands { margin-bottom: 1.5rem; }
.commands h2 { font-size: 1.0625rem; }
.commands .presses .btn { --bs-btn-padding-x: .625rem; --bs-btn-font-size: .9375rem; }
.commands .presses { gap: .5rem; }
.typing { margin-top: .75rem; }
.typing summary, .folded summary { color: var(--teal); padding: .25rem 0; width: fit-content; }
.typing form { margin: .5rem 0 1rem; }
.typing .btn-link { --bs-btn-padding-x: 0; font-weight: 600; }
.typed-row { display: flex; gap: .625rem; margin-top: .25rem; max-width: 30rem; }

.board-head { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 0 1rem; margin-bottom: .75rem; }
.board-head h2 { margin: 0; }
.board, .thread { list-style: none; margin: 0; padding: 0; }
.board > li + li { margin-top: 1rem; }
.thread { margin: .625rem 0 0 .75rem; padding-left: .875rem; border-left: 3px solid var(--line); }
.thread > li + li { margin-top: .625rem; }
.thread .card-said { padding: .75rem 1rem; }
.stamp { color: var(--ink-soft); font-size: .9375rem; margin-bottom: .5rem; display: flex; flex-wrap: wrap; align-items: center; gap: .125rem .625rem; }
.author { color: var(--ink); font-weight: 600; }

.part-heading { margin: 0 0 .5rem; }
.said { white-space: pre-line; unicode-bidi: isolate; }
.typed {
  white-space: pre-wrap; unicode-bidi: isolate; margin: 0 0 .875rem; padding: .625rem 1rem; background: var(--paper);
  border-left: .25rem solid var(--edge); border-radius: 0 .375rem .375rem 0;
}
.facts { display: grid; gap: .375rem; margin-bottom: .875rem; }
.facts > div { display: grid; grid-template-columns: 6.25rem minmax(0, 1fr); gap: .75rem; align-items: baseline; }
.facts dt { font-weight: 600; color: var(--ink-soft); font-size: .9375rem; line-height: 1.35; }
.facts dd { margin: 0; }
.items { list-style: none; padding: 0; border-top: 1px solid var(--line); margin-bottom: .875rem; }
.items > li { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: .5rem 1rem; padding: .75rem 0; border-bottom: 1px solid var(--line); }
.item-words { flex: 1 1 16rem; min-width: 0; }
.item-words p { margin: 0; }
.item-note { color: var(--ink-soft); font-size: .9375rem; }
.note { color: var(--ink-soft); font-size: .9375rem; }
.warning { background: var(--amber-pale); border-left: .25rem solid var(--amber); border-radius: 0 .375rem .375rem 0; padding: .5rem .75rem; font-size: .9375rem; }
.copy { margin-bottom: .875rem; }
.copy label { font-weight: 600; margin-bottom: .25rem; }
.copy textarea { background: #fff; font-size: 1rem; }

.chart { margin: 0 0 .875rem; }
.chart-rows { display: grid; gap: .25rem 1.5rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr)); margin: .5rem 0; }
.chart-row p { margin: 0 0 .125rem; color: var(--ink-soft); }
.chart-row svg { display: block; width: 100%; height: 3.5rem; }
.chart-row rect { fill: var(--edge); }
.chart-row rect.newest { fill: var(--teal); }
.chart summary { min-height: 2.75rem; display: flex; align-items: center; color: var(--teal); width: fit-content; }
.chart-table { max-width: 24rem; }

.confirm > summary { list-style: none; width: fit-content; display: inline-flex; align-items: center; }
.confirm > summary::-webkit-details-marker { display: none; }
.confirm[open] { flex-basis: 100%; }
.confirm-box { margin-top: .625rem; padding: 1rem 1.25rem; border: 2px solid var(--teal); border-radius: .5rem; background: var(--teal-pale); }
.confirm-box.is-danger { border-color: var(--red); background: var(--red-pale); }

.people { list-style: none; padding: 0; display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 26rem), 1fr)); }
.person { display: flex; flex-direction: column; }
.person-role { color: var(--ink-soft); margin-bottom: .75rem; }
.person-foot { margin: auto 0 0; display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1rem; }
.opening { margin-bottom: 2.25rem; }
.opening h1 { font-size: 2rem; margin-bottom: .75rem; }
.opening .lead { font-size: 1.1875rem; font-weight: 400; }

.form-sheet { background: #fff; border: 1px solid var(--line); border-radius: .625rem; padding: 1rem; max-width: 46rem; }
.acting { color: var(--ink-soft); font-size: .9375rem; margin-bottom: .75rem; }
.row-field { border: 0; margin: 1.5rem 0; padding: 0; min-width: 0; }
.row-field.has-error { border-left: .25rem solid var(--red); padding-left: 1rem; }
.question { display: block; width: 100%; font-size: 1.125rem; font-weight: 650; margin-bottom: .25rem; }
.optional { font-weight: 400; color: var(--ink-soft); font-size: 1rem; }
.hint { color: var(--ink-soft); margin-bottom: .5rem; }
.error { color: var(--red); margin-bottom: .5rem; }
.form-control, .form-select, .form-check-input { border-color: var(--edge); }
.form-control, .form-select { min-height: 2.75rem; background-color: #fff; }
.form-control, .form-select, .form-control:focus { color: var(--ink); background-color: #fff; }
.form-check-input:not(:checked) { background-color: #fff; }
.day { max-width: 12rem; }
.has-error .form-control, .has-error .form-select, .has-error .form-check-input { border-color: var(--red); }
.kind { margin: 1rem 0 .125rem; font-weight: 600; color: var(--ink-soft); }
.options { display: grid; gap: .125rem; }
.options.side-by-side { grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr)); }
.form-check { min-height: 2.75rem; padding: .5rem 0 .5rem 2.25rem; margin: 0; }
.form-check .form-check-input { width: 1.375rem; height: 1.375rem; margin: .0625rem 0 0 -2.25rem; }
.form-check-input:checked { background-color: var(--teal); border-color: var(--teal); }
.form-check-label { padding-right: .5rem; }
.option-note { display: block; color: var(--ink-soft); font-size: .9375rem; }
.more { margin-top: 2.25rem; padding-top: 1.75rem; border-top: 1px solid var(--line); }
.more h2 { margin: 0; }
.folded { margin-top: 1.5rem; }
.folded summary { font-weight: 600; }
.folded small { display: block; color: var(--ink-soft); font-weight: 400; }
.more .row-field:last-child { margin-bottom: .25rem; }
.send { margin-top: 1.5rem; align-items: center; }
.send .btn-link { --bs-btn-padding-x: 0; }
.summary { border: 3px solid var(--red); border-radius: .5rem; background: #fff; padding: 1rem 1.25rem; margin: 1rem 0 1.5rem; }
.summary h2 { font-size: 1.125rem; margin-bottom: .5rem; }
.summary ul { margin: 0; padding-left: 1.25rem; }
.summary a { color: var(--red); font-weight: 600; }

/* On a phone a long form, such as what was found before it is sent, can be sent from wherever one is in it. */
@media (max-width: 35.99rem) and (min-height: 32rem) {
  html { scroll-padding-bottom: 9rem; }
  .send { position: sticky; bottom: 0; gap: 0 .625rem; margin: 2rem -1.25rem -1.25rem; padding: .75rem 1.25rem; }
  .send { background: #fff; border-top: 1px solid var(--line); border-radius: 0 0 .625rem .625rem; }
  .send .btn-link { --bs-btn-padding-x: 0; --bs-btn-font-size: 1rem; }
}
@media (min-width: 36rem) {
  h1 { font-size: 1.75rem; }
  main.sheet { padding-top: 1.75rem; }
  .role { display: block; }
  .whoami { display: block; }
  .send .btn-link { --bs-btn-padding-x: 1rem; }
  .commands .presses .btn { --bs-btn-padding-x: 1rem; --bs-btn-font-size: 1rem; }
  .told, .commands, .card-said, .person { padding: 1.125rem 1.25rem; }
  .brand-line { display: inline; }
  .options.in-two { grid-template-columns: repeat(2, minmax(0, 1fr)); column-gap: 1.5rem; }
  .form-sheet { padding: 2rem 2.5rem; }
  .facts > div { grid-template-columns: 11rem minmax(0, 1fr); gap: 1rem; }
}
@media (min-width: 60rem) {
  .workspace { grid-template-columns: 15rem minmax(0, 1fr); }
  .places ul { flex-direction: column; position: sticky; top: 1rem; }
}
@media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
`;
