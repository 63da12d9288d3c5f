import { type CSSResult, unsafeCSS } from "lit";
import { composerStyles } from "./composer";
import { LAUNCHER } from "./launcher";
import { menuStyles } from "./menu";
import { messageStyles } from "./messages";
import { panelStyles } from "./panel";
import { TOKENS } from "./tokens";

/** All styles of the component, in the order in which they apply. */
export const styles: CSSResult[] = [
  unsafeCSS(TOKENS + LAUNCHER),
  panelStyles,
  messageStyles,
  composerStyles,
  menuStyles,
];
