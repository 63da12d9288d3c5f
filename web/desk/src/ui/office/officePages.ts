import { lazy } from "react";
import type { Role } from "../../api/types";
import { officeTitles as titles } from "../../text/officeTitles";
import type { PageEntry } from "../pages/pages";

const ALL: readonly Role[] = ["agent", "editor", "supervisor", "admin"];
const SUPERVISORS: readonly Role[] = ["supervisor", "admin"];

const Canned = lazy(async () => ({ default: (await import("./CannedPage")).CannedPage }));
const Teams = lazy(async () => ({ default: (await import("./TeamsPage")).TeamsPage }));
const Rules = lazy(async () => ({ default: (await import("./RulesPage")).RulesPage }));
const FollowUps = lazy(async () => ({ default: (await import("./FollowUpsPage")).FollowUpsPage }));
const Access = lazy(async () => ({ default: (await import("./AccessPage")).AccessPage }));
const Accounts = lazy(async () => ({ default: (await import("./AccountsPage")).AccountsPage }));

/** The pages of the office, in the order of the menu. */
export const OFFICE_PAGES: readonly PageEntry[] = [
  { path: "office/canned", title: titles.canned, roles: ALL, component: Canned },
  { path: "office/teams", title: titles.teams, roles: SUPERVISORS, component: Teams },
  { path: "office/rules", title: titles.rules, roles: SUPERVISORS, component: Rules },
  {
    path: "office/follow-ups",
    title: titles.followUps,
    roles: SUPERVISORS,
    component: FollowUps,
  },
  { path: "office/access", title: titles.access, roles: SUPERVISORS, component: Access },
  { path: "office/accounts", title: titles.accounts, roles: ["admin"], component: Accounts },
];
