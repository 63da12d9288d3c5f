import type { ComponentType } from "react";
import type { Role } from "../../api/types";

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

/** Every page there is, in the order of the menu. */
export const PAGES: readonly PageEntry[] = [];

/** The pages this role may open. */
export function pagesFor(role: Role): PageEntry[] {
  return PAGES.filter((page) => page.roles.includes(role));
}
