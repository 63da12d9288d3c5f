import { html, svg, type TemplateResult } from "lit";
import type { Strings } from "../strings";
import { LAUNCHER_PATHS } from "../styles/launcher";

/** The button that opens the dialog, with a badge for what came in the meantime. */
export function launcherView(
  strings: Strings,
  label: string,
  unread: number,
  open: boolean,
  onOpen: () => void,
): TemplateResult {
  return html`<button
    class="launcher"
    type="button"
    aria-haspopup="dialog"
    aria-expanded=${open ? "true" : "false"}
    aria-controls="dialog"
    aria-label=${unread ? `${label}, ${strings.unread(unread)}` : label}
    ?hidden=${open}
    @click=${onOpen}
  >
    <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      ${LAUNCHER_PATHS.map((path) => svg`<path d=${path} />`)}
    </svg>
    <span>${label}</span>
    ${unread ? html`<span class="badge" aria-hidden="true">${unread > 9 ? "9+" : unread}</span>` : ""}
  </button>`;
}
