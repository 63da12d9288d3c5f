/** The words of the dialogs. */
export const dialog = {
  cancel: "Cancel",
  busy: "One moment…",
  note: "Note for colleagues (optional)",
  unsent: "You have text here that is not sent yet. It stays in the text box.",
  transfer: {
    heading: "Transfer the conversation",
    to: "To",
    queue: "Back to the queue",
    queueDetail: "keeps its place",
    teams: "A team",
    agents: "A colleague",
    presence: { available: "available", away: "away", offline: "offline" },
    load: (load: number, capacity: number) => `${load} of ${capacity} conversations`,
    misfit: { team: "another team", language: "does not speak the language" },
    none: "No colleague is at work now.",
    choose: "Choose where the conversation goes.",
    submit: "Transfer conversation",
  },
  back: {
    heading: "Return to the bot",
    explain: "The bot has the conversation from then on. You can read along.",
    step: "Where shall the bot go on?",
    noStep: "Wait for the citizen's next message",
    stopped: "where it stopped",
    knows: "The bot knows:",
    knowsNothing: "The bot knows no facts about this yet.",
    loading: "Asking the bot where it can go on…",
    noSteps: "The bot cannot be asked where to go on just now.",
    submit: "Return to bot",
  },
  help: {
    heading: "Call someone in",
    explain: "They read along and can whisper to you. The citizen does not see it.",
    who: "Who",
    choose: "Choose who is to read along.",
    submit: "Call in",
  },
  assign: {
    heading: "Assign the conversation",
    explain: (name: string) => `${name} has it now and will be told that you took it away.`,
    submit: "Assign",
    me: (name: string) => `${name} (you)`,
    choose: "Choose who gets it.",
  },
  route: {
    heading: "Team and priority",
    team: "Team",
    priority: "Priority",
    hint: "0 is normal, 9 the highest that rules give. From 10 on it is urgent and goes first.",
    submit: "Change",
  },
  shift: {
    heading: "End your shift?",
    explain: (count: number) =>
      count === 1
        ? "You have 1 conversation. It goes back to the front of the queue; the citizen is told."
        : `You have ${count} conversations. They go back to the front of the queue; the citizens are told.`,
    submit: "Hand over and end shift",
  },
  close: {
    heading: "Close the conversation",
    disposition: "How did it end?",
    loading: "Loading the choices…",
    choose: "Choose how it ended.",
    submit: "Close conversation",
  },
  name: {
    heading: "The name citizens see",
    label: "Display name",
    hint: "Citizens read “You are now talking with” and this name.",
    empty: "Enter a name.",
    submit: "Save name",
  },
  signOut: {
    heading: "Sign out?",
    explain: "You have text that is not sent. Signing out throws it away on this computer.",
    holds: (count: number) =>
      count === 1
        ? "You have 1 conversation. It goes back to the front of the queue."
        : `You have ${count} conversations. They go back to the front of the queue.`,
    submit: "Sign out and discard",
    submitHolding: "Hand over and sign out",
  },
} as const;
