/** English. */
import type { Strings } from "./types";

export const en: Strings = {
  unread: (count) => (count === 1 ? "1 new message" : `${count} new messages`),
  title: "Chat",
  close: "Close chat",
  log: "Conversation",
  messages: "Messages",
  sending: "Messages being sent",
  composer: "Your message",
  placeholder: "Write a message",
  send: "Send",
  person: "Talk to a person",
  wantPerson: "I want to talk to a person",
  answers: "Suggested answers",
  you: "You",
  bot: "Automated assistant",
  agent: (name) => `Agent ${name}`,
  someone: "a member of our staff",
  service: "Service notice",
  connecting: "Connecting…",
  offline: "No connection. What you write is kept and sent when the connection is back.",
  starting: "Starting the conversation…",
  nobody: "Waiting for a person",
  ended: "Conversation closed",
  queued: "We are looking for a person to talk with you.",
  waiting: (position) =>
    `You are waiting for a person${position ? ` (position ${position})` : ""}. You can leave this page and come back.`,
  nowAgent: (name) => `You are now talking with ${name || en.someone}`,
  nowBot: "You are talking with the automated assistant again",
  closed: "This conversation is closed. Write again to reopen it.",
  replaced:
    "Your earlier conversation is no longer stored. This is a new one; what you had not sent yet is kept.",
  typingBot: "The automated assistant is typing",
  typingAgent: (name) => `${name || "Somebody"} is writing`,
  edited: "edited",
  file: "A file",
  newMessages: "New messages",
  unsent: "Not sent yet",
  again: "Try again",
  edit: "Edit",
  left: (count) => (count === 1 ? "1 character left" : `${count} characters left`),
  over: (count) => (count === 1 ? "1 character too many" : `${count} characters too many`),
  tooLong: (over) =>
    `Too long by ${over === 1 ? "1 character" : `${over} characters`}. Please shorten it or send it in parts.`,
  trouble(code, seconds) {
    if (code === "too_many_messages")
      return `Too many messages in a short time. This one is kept${seconds ? ` and sent again in ${seconds} seconds` : ""}.`;
    if (code === "text_too_long" || code === "too_large")
      return "Not sent: the message is too long. Please shorten it.";
    if (code === "empty_text" || code === "invalid_text")
      return "Not sent: the message has no text that can be read.";
    if (code === "unknown_payload") return "Not sent: this answer is no longer available.";
    if (code === "wrong_origin") return "Not sent: this website may not use the chat.";
    if (code === "network") return "Not sent yet. We keep trying.";
    if (code === "unavailable" || code === "internal_error")
      return "Not sent yet: the service has a problem. We keep trying.";
    return "Not sent.";
  },
  noStart(code, seconds) {
    if (code === "too_many_conversations")
      return `Too many conversations were started from your network.${seconds ? ` We try again in ${seconds} seconds.` : ""}`;
    if (code === "wrong_origin") return "This website may not use the chat.";
    if (code === "network") return "The chat cannot be reached. We keep trying.";
    if (code === "unavailable" || code === "internal_error")
      return "The chat has a problem at the moment. We keep trying.";
    return "The chat could not be started. Please try again later.";
  },
};
