/**
 * Colours and measures. A host page may set the custom properties that begin
 * with `--baton-`; everything else is the widget's own.
 */
const LIGHT = `
  color-scheme: light;
  --accent: var(--baton-accent, #0d5a63);
  --on-accent: var(--baton-on-accent, #ffffff);
  --mine: var(--baton-accent, #0d5a63);
  --on-mine: var(--baton-on-accent, #ffffff);
  --surface: #ffffff;
  --canvas: #f3f6f5;
  --ink: #17262a;
  --muted: #50615f;
  --line: #d3dddb;
  --edge: #7b8d8a;
  --agent: #fff6e6;
  --agent-line: #ecd9b0;
  --agent-ink: #6b4a08;
  --strip: #e3eff0;
  --bad: #a3181f;
  --bad-soft: #fdeeee;
  --focus: #0b63ce;
  --shadow: 0 12px 40px rgb(12 40 44 / 0.22), 0 2px 8px rgb(12 40 44 / 0.12);
`;

const DARK = `
  color-scheme: dark;
  --accent: var(--baton-accent-dark, #7ed0d6);
  --on-accent: var(--baton-on-accent-dark, #06282c);
  --mine: #17616a;
  --on-mine: #ffffff;
  --surface: #172123;
  --canvas: #0f1719;
  --ink: #e7efee;
  --muted: #a6b6b4;
  --line: #2d3b3d;
  --edge: #7f9290;
  --agent: #2b2414;
  --agent-line: #57482a;
  --agent-ink: #f0d091;
  --strip: #1d3134;
  --bad: #ff9a98;
  --bad-soft: #341b1c;
  --focus: #8ec1ff;
  --shadow: 0 12px 40px rgb(0 0 0 / 0.6), 0 0 0 1px #2d3b3d;
`;

/**
 * Everything stands in `.root`, which starts from nothing of the page around
 * it. The host element itself would not do: a page's `* { ... }` reaches it.
 * `medium` is the reader's own text size, whatever the page does to its root.
 */
export const TOKENS = `
.root {
  all: initial;
  display: block;
  position: relative;
  z-index: var(--baton-z-index, 2147483000);
  font: medium / 1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  -webkit-text-size-adjust: 100%;
  ${LIGHT}
  color: var(--ink);
}
@media (prefers-color-scheme: dark) {
  :host(:not([theme="light"])) .root { ${DARK} }
}
:host([theme="dark"]) .root { ${DARK} }
[hidden] { display: none !important; }
* { box-sizing: border-box; margin: 0; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
@media print { :host { display: none; } }
`;
