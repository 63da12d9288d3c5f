/** What sound and notification tell of. Nothing of what a citizen wrote stands here. */
export const alert = {
  offered: (count: number) =>
    count > 1 ? `${count} conversations are offered to you` : "A conversation is offered to you",
  help: () => "A colleague calls you in",
  given: (count: number) =>
    count > 1 ? `${count} conversations were given to you` : "A conversation was given to you",
  late: () => "A citizen waits for your answer",
  queued: (count: number) =>
    count > 1 ? `${count} new conversations in the queue` : "New in the queue",
  said: (count: number) =>
    count > 1 ? `${count} new messages for you` : "A new message in one of your conversations",
  whisper: () => "A colleague whispers to you",
  lost: (count: number) =>
    count > 1
      ? `${count} of your conversations are not yours any more`
      : "One of your conversations is not yours any more",
} as const;

/** The shortcuts, as the list of them and the buttons name them. */
export const keys = {
  heading: "Keyboard shortcuts",
  hint: "They work while you are not writing. Escape leaves the text box.",
  off: "Shortcuts of one key are switched off: see “Sound and notifications” in your menu.",
  writing: "While you write an answer",
  anywhere: "Everywhere",
  close: "Close",
} as const;

/** The menu of the person who is signed in. */
export const menu = {
  of: (name: string) => `Menu of ${name}`,
  name: "Your name for citizens",
  settings: "Sound and notifications",
  keys: "Keyboard shortcuts",
  signOut: "Sign out",
  pages: "Pages",
  desk: "Conversations",
  board: "Board",
  waits: "Wait forecasts",
  office: "Office",
  sound: "Play a sound for new work",
  soundHint: "Two soft notes. The browser plays them once you have clicked in the desk.",
  tryIt: "Try it",
  popups: "Show a notification while the desk is in the background",
  popupsHint: "It never shows what a citizen wrote.",
  popupsRefused:
    "This browser does not allow notifications for the desk. Allow them in its settings for this page.",
  shortcuts: "Use shortcuts of one key",
  shortcutsHint: "Switch them off if you steer the computer by voice.",
  kept: "These choices are kept in this browser.",
  done: "Done",
} as const;
