/** Helpers of the dialog that need the real page around it. */
import { SHEET } from "../styles/panel";

/** True where the dialog fills the screen: nothing of the page is left to tab to. */
export function isSheet(): boolean {
  return matchMedia(SHEET).matches;
}

/** Calls `changed` when the dialog begins or ceases to fill the screen. The result stops it. */
export function watchSheet(changed: () => void): () => void {
  const query = matchMedia(SHEET);
  query.addEventListener("change", changed);
  return () => query.removeEventListener("change", changed);
}

/** True for fingers: focusing a text field would bring up a keyboard over the answer. */
export function isTouch(): boolean {
  return matchMedia("(pointer: coarse)").matches;
}

/** Leads Tab from the last control of the panel to the first, and back. */
export function keepTabInside(panel: HTMLElement, event: KeyboardEvent): void {
  const root = panel.getRootNode() as ShadowRoot;
  const stops = [
    ...panel.querySelectorAll<HTMLElement>("button, a[href], input, textarea, [tabindex='0']"),
  ].filter((stop) => getComputedStyle(stop).visibility === "visible");
  const from = event.shiftKey ? stops[0] : stops[stops.length - 1];
  const to = event.shiftKey ? stops[stops.length - 1] : stops[0];
  if (root.activeElement !== from || !to) return;
  event.preventDefault();
  to.focus();
}

/** Whether a key sends what was written: while an input method composes, Enter chooses a word. */
export function sends(event: KeyboardEvent): boolean {
  return event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229;
}

/** As high as its text, up to the height its style allows. */
export function growTextarea(field: HTMLTextAreaElement): void {
  field.style.height = "auto";
  const border = field.offsetHeight - field.clientHeight;
  field.style.height = `${field.scrollHeight + border}px`;
}

/**
 * Tells the host's style how much of the screen an on-screen keyboard leaves
 * and where that begins. A page that is zoomed by fingers is left alone. The
 * result stops it.
 */
export function trackVisibleHeight(host: HTMLElement): () => void {
  const view = window.visualViewport;
  if (!view) return () => {};
  const tell = (): void => {
    const zoomed = Math.abs(view.scale - 1) > 0.01;
    host.style.setProperty("--visible-height", zoomed ? "100dvh" : `${view.height}px`);
    host.style.setProperty("--visible-top", zoomed ? "0px" : `${view.offsetTop}px`);
  };
  tell();
  view.addEventListener("resize", tell);
  view.addEventListener("scroll", tell);
  return () => {
    view.removeEventListener("resize", tell);
    view.removeEventListener("scroll", tell);
  };
}
