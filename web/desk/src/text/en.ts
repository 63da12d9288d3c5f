import { humanised } from "./format";

const CHANNELS: Record<string, string> = {
  web: "Website",
  messenger: "Messenger",
  telegram: "Telegram",
};

const REASONS: Record<string, string> = {
  asked: "Asked for a person",
  misunderstood: "The bot did not understand",
  form_failed: "A form could not be finished",
  crisis: "Crisis",
  complaint: "Complaint",
  assistant_offer: "Accepted the bot's offer of a person",
  assistant_failed: "The bot could not answer",
  transfer: "Put back into the queue by an agent",
};

const ORIGINS: Record<string, string> = {
  citizen: "said by the citizen",
  lookup: "looked up",
  agent: "corrected by an agent",
};

/** Every English sentence of the desk that is not an error (those are in problems.ts). */
export const text = {
  product: "Baton desk",
  title: (waiting: number) => (waiting > 0 ? `(${waiting}) Baton desk` : "Baton desk"),
  channel: (id: string) => CHANNELS[id] ?? humanised(id),
  reason: (id: string | null | undefined) => (id ? (REASONS[id] ?? humanised(id)) : ""),
  topic: (id: string | null | undefined) => (id ? humanised(id) : "No topic yet"),

  signIn: {
    heading: "Sign in to the desk",
    username: "User name",
    password: "Password",
    submit: "Sign in",
    busy: "Signing in…",
    noUsername: "Enter your user name.",
    noPassword: "Enter your password.",
    expired:
      "Your session has ended. Sign in again: you come back to the same place, and nothing you wrote is lost.",
    starting: "Opening the desk…",
    unreachable: "The service does not answer. The desk keeps trying.",
  },

  header: {
    region: "Your desk",
    presence: "Presence",
    available: "Available",
    away: "Away",
    yourName: "Your name:",
    signOut: "Sign out",
    skip: "Skip to the conversation",
  },

  link: {
    open: "Connected",
    connecting: "Connecting…",
    lost: "No connection. Trying again…",
    offline: "Offline. Your text is kept and sent later.",
    retry: "Try now",
  },

  notice: {
    region: "Notices",
    queued: (words: string, count: number) =>
      count > 1
        ? `${count} new conversations in the queue`
        : `New in the queue: ${words || "a conversation"}`,
    said: (words: string) => `New message: ${words}`,
    open: "Open",
    dismiss: "Dismiss notice",
  },

  lists: {
    region: "Conversations",
    queue: "Queue",
    mine: "My conversations",
    emptyQueue: "Nobody is waiting.",
    emptyMine: "You have no conversations. Take one from the queue.",
    loading: "Loading…",
    take: "Take",
    takeOf: (what: string) => `conversation: ${what}`,
    taking: "Taking…",
    waiting: (time: string) => `Waiting ${time}`,
    urgent: "Urgent",
    priority: "Priority",
    unread: (count: number) => (count === 1 ? "1 new message" : `${count} new messages`),
    draft: "Draft",
    unsent: "Not sent",
    noWords: "No words from the citizen yet",
  },

  conversation: {
    region: "Conversation",
    none: "No conversation selected",
    noneHint: "Choose one from the queue or from your conversations.",
    loading: "Loading the conversation…",
    unknown: "There is no such conversation. It may have been removed.",
    failed: "The conversation could not be loaded.",
    retry: "Try again",
    back: "Back to the lists",
    showBrief: "Show brief",
    showConversation: "Show conversation",
    log: "Transcript",
    newBelow: "New messages below",
    dismiss: "Dismiss message",
    control: {
      bot: "The bot is answering",
      queued: "In the queue",
      mine: "You have this conversation",
      agent: (name: string) => `${name} has this conversation`,
      closed: (disposition: string) => (disposition ? `Closed: ${disposition}` : "Closed"),
    },
  },

  entry: {
    citizen: "Citizen",
    bot: "Bot",
    system: "System",
    agent: "Agent",
    you: (name: string) => `${name} (you)`,
    note: (name: string) => `Note by ${name}`,
    noteOnly: "Only colleagues see this",
    offered: "Offered buttons:",
    started: (channel: string, language: string) =>
      `Conversation started · ${channel} · ${language}`,
    queued: (reason: string) => (reason ? `Passed to people: ${reason}` : "Passed to people"),
    requeued: (by: string) => `${by} put the conversation back into the queue`,
    taken: (name: string) => `${name} took the conversation`,
    transferred: (by: string, name: string) => `${by} transferred the conversation to ${name}`,
    returned: (by: string) =>
      by ? `${by} returned the conversation to the bot` : "The bot has the conversation again",
    notDelivered: (why: string) =>
      `A message could not be delivered to the citizen${why ? `: ${why}` : ""}`,
    closed: (by: string, disposition: string) =>
      `${by || "System"} closed the conversation${disposition ? `: ${disposition}` : ""}`,
    understood: (topic: string, sure: string) => `The bot understood: ${topic} (${sure})`,
    turnFailed: "The bot could not answer this message",
    someone: "An agent",
    sending: "Sending…",
    waiting: "Not sent yet. It is sent as soon as there is a connection.",
    sent: "Sent",
    refused: (why: string) => `Not sent. ${why}`,
    retry: "Send again",
    edit: "Put back into the text box",
    asNote: "Keep as a note",
    discard: "Discard",
  },

  composer: {
    region: "Write",
    mode: "What you write is",
    answerMode: "Answer to the citizen",
    noteMode: "Note for colleagues",
    answerLabel: "Answer to the citizen",
    noteLabel: "Note for colleagues (the citizen never sees it)",
    answerHint: "Enter sends, Shift+Enter starts a new line.",
    noteHint: "Enter saves the note, Shift+Enter starts a new line.",
    sendAnswer: "Send answer",
    saveNote: "Save note",
    left: (count: number) => `${count} characters left`,
    over: (count: number) => `${count} characters too many`,
    tooLong: "The text is too long. Shorten it to send it.",
    orphan: "You were writing an answer, but you do not have this conversation now:",
    moveToNote: "Move it to the note",
    onlyNotes: "Take the conversation to answer. You can leave a note.",
    onlyNotesOther: "Only notes are possible: you do not have this conversation.",
  },

  brief: {
    heading: "Brief",
    none: "The brief appears here.",
    why: "Why a person",
    need: "In the citizen's words",
    topics: "Topics tried",
    noTopics: "None",
    slots: "Collected",
    noSlots: "Nothing yet",
    origin: (id: string) => ORIGINS[id] ?? humanised(id),
    lookups: "Looked up",
    noLookups: "Nothing yet",
    form: "Form stopped at",
    formAt: (form: string, slot: string) => (slot ? `${form}: waiting for “${slot}”` : form),
    noForm: "No form was running",
    language: "Language",
    channel: "Channel",
    handedOver: "Handed over",
    started: "Started",
    notHandedOver: "Not handed over now",
  },

  actions: {
    region: "What to do with the conversation",
    take: "Take conversation",
    back: "Return to the bot",
    transfer: "Transfer",
    close: "Close",
  },

  dialog: {
    cancel: "Cancel",
    busy: "One moment…",
    note: "Note for colleagues (optional)",
    unsent: "You have text here that is not sent yet. It stays in the text box.",
    transfer: {
      heading: "Transfer the conversation",
      to: "To",
      queue: "Back to the queue",
      presence: { available: "available", away: "away", offline: "offline" },
      none: "No other agents have an account.",
      loading: "Loading the agents…",
      choose: "Choose where the conversation goes.",
      submit: "Transfer conversation",
    },
    back: {
      heading: "Return to the bot",
      explain: "The bot answers the citizen's next message. You can read along.",
      submit: "Return to bot",
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
      submit: "Sign out and discard",
    },
  },
} as const;
