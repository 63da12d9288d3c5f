/**
 * v1.js: the one script tag of a website.
 *
 *   <script src="https://chat.example/widget/v1.js" data-lang="es" defer></script>
 *
 * It draws the launcher and fetches the chat itself only when somebody wants
 * to talk, or has talked before. Attributes: data-lang, data-title,
 * data-label, data-position (left, right), data-theme (light, dark),
 * data-service, data-resume. Any element of the page with data-baton-open opens the chat.
 */
import { chooseLanguage } from "./core/language";
import type { Session } from "./core/session";
import { launcherStrings } from "./strings/launcher";
import { LAUNCHER, LAUNCHER_PATHS } from "./styles/launcher";
import { TOKENS } from "./styles/tokens";

/** File name of the bundle, filled in by the build. */
declare const BUNDLE: string;

const SVG = "http://www.w3.org/2000/svg";

/** data-* of the script tag, and the attribute of the element each becomes. */
const ATTRIBUTES: Record<string, string> = {
  lang: "lang",
  title: "heading",
  label: "label",
  position: "position",
  theme: "theme",
};

/** The element with its settings, not on the page yet. */
function makeHost(dataset: DOMStringMap, service: string): HTMLElement {
  const host = document.createElement("baton-chat");
  host.setAttribute("service", service);
  for (const [name, attribute] of Object.entries(ATTRIBUTES)) {
    const value = dataset[name];
    if (value) host.setAttribute(attribute, value);
  }
  return host;
}

/** A function that imports the bundle, once; after a failure the next call tries again. */
function makeImport(base: string): () => Promise<unknown> {
  let loading: Promise<unknown> | null = null;
  let failures = 0;
  return () => {
    // A browser may remember a failed import by its address: another one each time.
    const again = failures ? `?again=${failures}` : "";
    loading ??= import(new URL(BUNDLE + again, base).href).catch((problem) => {
      failures += 1;
      loading = null;
      throw problem;
    });
    return loading;
  };
}

function start(script: HTMLScriptElement): void {
  if (document.querySelector("baton-chat")) return;
  const { dataset, src } = script;
  const service = (dataset.service ? new URL(dataset.service, location.href) : new URL(src)).origin;
  const wishes = [dataset.lang, document.documentElement.lang, navigator.language];
  const strings = launcherStrings[chooseLanguage(wishes)];
  const host = makeHost(dataset, service);
  const root = host.attachShadow({ mode: "open" });
  const button = launcher(dataset.label || strings.label);
  const frame = document.createElement("div");
  frame.className = "root";
  frame.append(button);
  root.append(frame);
  addStyles(root);

  const load = makeImport(src);
  let brought = "resume" in dataset ? broughtSession() : null;
  const open = (): void => {
    root.querySelector(".load-failed")?.remove();
    load().then(
      () => {
        const chat = host as HTMLElement & { show(): void; adopt(session: Session): void };
        if (brought) chat.adopt(brought);
        else chat.show();
        brought = null;
      },
      () => frame.append(failure(strings.loadFailed, strings.plain, service)),
    );
  };
  const ahead = (): void => preload(new URL(BUNDLE, src).href);
  button.addEventListener("click", open);
  button.addEventListener("pointerenter", ahead, { once: true });
  button.addEventListener("focus", ahead, { once: true });
  document.addEventListener("click", (event) => {
    const opener = event.target instanceof Element && event.target.closest("[data-baton-open]");
    if (!opener) return;
    event.preventDefault();
    open();
  });
  document.body.append(host);
  if ("resume" in dataset)
    window.addEventListener("hashchange", () => {
      brought = broughtSession();
      if (brought) open();
    });
  if (brought) open();
  else if (remembers(service)) load().catch(() => {});
}

/**
 * Fetches without running: the launcher must not be exchanged under the finger
 * that is about to press it.
 */
function preload(href: string): void {
  const link = document.createElement("link");
  link.rel = "modulepreload";
  link.href = href;
  document.head.append(link);
}

function launcher(label: string): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "launcher";
  button.setAttribute("aria-haspopup", "dialog");
  button.setAttribute("aria-expanded", "false");
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("viewBox", "0 0 24 24");
  picture.setAttribute("aria-hidden", "true");
  for (const d of LAUNCHER_PATHS) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    picture.append(path);
  }
  const text = document.createElement("span");
  text.textContent = label;
  button.append(picture, text);
  return button;
}

function failure(text: string, linkText: string, origin: string): HTMLElement {
  const box = document.createElement("p");
  box.className = "load-failed";
  box.setAttribute("role", "alert");
  const link = document.createElement("a");
  link.href = `${origin}/plain`;
  link.textContent = linkText;
  box.append(`${text} `, link, ".");
  return box;
}

/** Constructed style sheets pass a strict content security policy; old browsers get an element. */
function addStyles(root: ShadowRoot): void {
  const css = TOKENS + LAUNCHER;
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch {
    const style = document.createElement("style");
    style.textContent = css;
    root.prepend(style);
  }
}

/**
 * The conversation that the address brings along behind its #, as `#<id>.<token>`. It is taken out
 * of the address bar and the history at once.
 */
function broughtSession(): Session | null {
  const [, conversationId, token] = /^#([\w-]{1,64})\.([\w-]{20,200})$/.exec(location.hash) ?? [];
  if (!conversationId || !token) return null;
  history.replaceState(history.state, "", location.pathname + location.search);
  return { conversationId, token };
}

/** There is a conversation to resume, perhaps with an unread answer. */
function remembers(origin: string): boolean {
  try {
    return localStorage.getItem(`baton:${origin}:session`) !== null;
  } catch {
    return false;
  }
}

const script =
  (document.currentScript as HTMLScriptElement | null) ??
  document.querySelector<HTMLScriptElement>('script[src*="/widget/v1.js"]');

if (script && "customElements" in window) {
  if (document.body) start(script);
  else document.addEventListener("DOMContentLoaded", () => start(script));
}
