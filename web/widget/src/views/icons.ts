/** Icons, drawn in the current colour and silent to assistive technology. */
import { type SVGTemplateResult, svg } from "lit";

function icon(path: SVGTemplateResult): SVGTemplateResult {
  return svg`<svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor"
    stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"
    aria-hidden="true" focusable="false">${path}</svg>`;
}

export const closeIcon = icon(svg`<path d="M6 6l12 12M18 6L6 18" />`);
export const sendIcon = icon(svg`<path d="M5 12h13M12.5 5.5L19 12l-6.5 6.5" />`);
export const downIcon = icon(svg`<path d="M12 5v13M6 12.5l6 6 6-6" />`);
export const personIcon = icon(
  svg`<circle cx="12" cy="8.2" r="3.7" /><path d="M4.8 20c.6-4 3.5-6 7.2-6s6.6 2 7.2 6" />`,
);
export const assistantIcon = icon(
  svg`<path d="M12 3.5l1.7 4.8 4.8 1.7-4.8 1.7L12 16.5l-1.7-4.8L5.5 10l4.8-1.7z" /><path d="M18.5 15.5l.7 1.8 1.8.7-1.8.7-.7 1.8-.7-1.8-1.8-.7 1.8-.7z" />`,
);
export const waitIcon = icon(svg`<circle cx="12" cy="12" r="8" /><path d="M12 7.5V12l3 2" />`);
export const menuIcon = icon(
  svg`<circle cx="12" cy="5.5" r="1" /><circle cx="12" cy="12" r="1" /><circle cx="12" cy="18.5" r="1" />`,
);
export const backIcon = icon(svg`<path d="M19 12H6M11.5 5.5L5 12l6.5 6.5" />`);
