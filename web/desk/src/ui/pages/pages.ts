import { type ComponentType, lazy } from "react";
import type { Role } from "../../api/types";
import { text } from "../../text/en";
import { OFFICE_PAGES } from "../office/officePages";

/** A page beside the conversations. */
export interface PageEntry {
  /** Its place in the address, below /desk/. */
  readonly path: string;
  readonly title: string;
  readonly roles: readonly Role[];
  readonly component: ComponentType;
}

/** Who sees all, assigns, and edits the office. */
export const SUPERVISORS: readonly Role[] = ["supervisor", "admin"];

// Each page is fetched when it is first opened: most agents never need one.
const BoardPage = lazy(async () => ({ default: (await import("./BoardPage")).BoardPage }));
const WaitsPage = lazy(async () => ({ default: (await import("./WaitsPage")).WaitsPage }));

/** Every page there is, in the order of the menu. */
export const PAGES: readonly PageEntry[] = [
  { path: "board", title: text.menu.board, roles: SUPERVISORS, component: BoardPage },
  { path: "waits", title: text.menu.waits, roles: SUPERVISORS, component: WaitsPage },
  ...OFFICE_PAGES,
];

/** The pages this role may open. */
export function pagesFor(role: Role): PageEntry[] {
  return PAGES.filter((page) => page.roles.includes(role));
}
