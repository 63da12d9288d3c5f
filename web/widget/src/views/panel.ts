import { html, nothing, type TemplateResult } from "lit";
import { answersView } from "./answers";
import { composerView } from "./composer";
import type { Context } from "./context";
import { headerView } from "./header";
import { downIcon } from "./icons";
import { logView } from "./log";
import { menuView } from "./menu";
import { pendingView } from "./pending";
import { statusView, typingView } from "./status";

/**
 * The dialog. It is in the document from the start, only hidden, so that its
 * live regions are known before they have something to say.
 *
 * @param sheet it fills the screen and the page behind cannot be used
 */
export function panelView(
  context: Context,
  open: boolean,
  sheet: boolean,
  onKey: (event: KeyboardEvent) => void,
): TemplateResult {
  const { strings, actions, newBelow, menu } = context;
  const isPage = menu.place !== "" && menu.place !== "list";
  return html`<section
    id="dialog"
    class="panel"
    role="dialog"
    aria-labelledby="title"
    aria-modal=${sheet ? "true" : nothing}
    ?hidden=${!open}
    @keydown=${onKey}
  >
    ${headerView(context)}
    <div class=${isPage ? "talk behind" : "talk"} @pointerdown=${actions.lookAway}>
    ${isPage ? menuView(context) : nothing} ${statusView(context)}
    <div class="stage">
      <div class="scroll" role="group" tabindex="0" aria-label=${strings.messages}>
        ${logView(context)} ${pendingView(context)} ${answersView(context)} ${typingView(context)}
      </div>
      ${
        newBelow
          ? html`<button class="newest" type="button" @click=${actions.toNewest}>
              ${downIcon}${strings.newMessages}
            </button>`
          : nothing
      }
    </div>
    ${composerView(context)}
    </div>
  </section>`;
}
