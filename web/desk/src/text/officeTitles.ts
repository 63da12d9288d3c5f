/** The names of the office's pages, for the menu; the pages' other words come with them. */
export const officeTitles = {
  canned: "Canned responses",
  teams: "Teams",
  rules: "Rules",
  followUps: "Follow-ups",
  access: "Access log",
  accounts: "Accounts",
  password: "Change password",
};
