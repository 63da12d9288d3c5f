import { html, nothing, type TemplateResult } from "lit";
import type { Context } from "./context";
import { leaveView, waitText } from "./wait";

/** What the status line says now; "" when all is well. */
export function statusText(context: Context): string {
  const { state, strings, slow } = context;
  if (state.link === "offline") return strings.offline;
  if (state.phase === "idle") return "";
  if (state.phase === "creating") return slow ? strings.starting : "";
  if (state.link === "connecting" && slow) return strings.connecting;
  return waitText(context);
}

/** What is said under the header about the link or the queue, and the way out of the queue. */
export function statusView(context: Context): TemplateResult {
  const text = statusText(context);
  const leave = leaveView(context);
  const full = text || leave !== nothing ? "full" : "";
  const offline = context.state.link === "offline" ? "offline" : "";
  return html`<div class="strip ${full} ${offline}">
    <div role="status">${text ? html`<p>${text}</p>` : ""}</div>
    ${leave}
  </div>`;
}

/** Who is typing, in a region of its own: it must not make the log speak. */
export function typingView({ state, strings }: Context): TemplateResult {
  const name = state.transcript.agentName;
  // Dots are enough for a machine; that a person is at it is said.
  const hidden = state.typing === "agent" ? "who" : "hidden";
  const text = state.typing === "agent" ? strings.typingAgent(name) : strings.typingBot;
  return html`<div role="status" class="typing">
    ${
      state.typing
        ? html`<p class="dots"><i></i><i></i><i></i><span class=${hidden}>${text}</span></p>`
        : ""
    }
  </div>`;
}

/** What keeps the conversation from starting or the draft from being sent. */
export function alertView(
  { state, strings, refused, draft }: Context,
  over: number,
): TemplateResult {
  const { problem } = state;
  let text = "";
  if (problem) text = strings.noStart(problem.code, problem.waitSeconds);
  else if (refused && draft && over > 0) text = strings.tooLong(over);
  return html`<div role="alert" class="alert">${text ? html`<p>${text}</p>` : ""}</div>`;
}
