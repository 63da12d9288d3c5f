/** The launcher's look: in the loader before, and in the component after it is there. */

/** Outlines of the speech balloon, 24 by 24. */
export const LAUNCHER_PATHS: readonly string[] = [
  "M6.5 4.5h11A2.5 2.5 0 0 1 20 7v7a2.5 2.5 0 0 1-2.5 2.5H10L5.5 20v-3.7A2.5 2.5 0 0 1 4 14V7a2.5 2.5 0 0 1 2.5-2.5z",
  "M8.5 9h7M8.5 12.3h4.5",
];

export const LAUNCHER = `
.launcher {
  position: fixed;
  inset-block-end: calc(20px + env(safe-area-inset-bottom, 0px));
  inset-inline-end: 20px;
  display: inline-flex;
  align-items: center;
  gap: 0.6em;
  min-height: 56px;
  padding: 0 1.35em 0 1.1em;
  border: 1px solid transparent;
  border-radius: 28px;
  background: var(--accent);
  color: var(--on-accent);
  font: inherit;
  font-weight: 600;
  cursor: pointer;
  box-shadow: var(--shadow);
}
:host([position="left"]) .launcher { inset-inline: 20px auto; }
.launcher svg {
  width: 26px;
  height: 26px;
  fill: none;
  stroke: currentColor;
  stroke-width: 1.8;
  stroke-linecap: round;
  stroke-linejoin: round;
}
.launcher:hover { text-decoration: underline; text-underline-offset: 0.2em; }
.badge {
  position: absolute;
  inset-block-start: -6px;
  inset-inline-end: -4px;
  min-width: 24px;
  padding: 0 6px;
  border: 2px solid var(--surface);
  border-radius: 14px;
  background: #b3161d;
  color: #ffffff;
  font-size: 0.8125em;
  font-weight: 700;
  line-height: 22px;
  text-align: center;
}
.load-failed {
  position: fixed;
  inset-block-end: 92px;
  inset-inline-end: 20px;
  max-width: min(320px, calc(100vw - 40px));
  padding: 0.8em 1em;
  border: 1px solid var(--line);
  border-radius: 12px;
  background: var(--surface);
  color: var(--ink);
  box-shadow: var(--shadow);
}
:host([position="left"]) .load-failed { inset-inline: 20px auto; }
.load-failed a { color: var(--accent); }
`;
