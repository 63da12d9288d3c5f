/** English. */
import { shown } from "../core/range";
import type { Opening } from "../core/time";
import { enMenu } from "./menu";
import type { Strings } from "./types";

function amount(count: number, unit: string): string {
  if (count === 1) return unit === "hour" ? "an hour" : "a minute";
  return `${shown(count)} ${unit}s`;
}

const when = ({ day, time }: Opening): string => (day ? `on ${day} at ${time}` : `at ${time}`);

export const en: Strings = {
  menu: enMenu,
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
  scale: "From 1, very hard, to 7, very easy",
  hardest: "very hard",
  easiest: "very easy",
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
  queuedFor: (opening) =>
    opening
      ? `People do not answer at this hour. They are back ${when(opening)}; you are in line for then.`
      : "People do not answer at this hour. You are in line for when they are back.",
  waitsAgain(reason, name) {
    const who = name || "The person you talked with";
    const place = "Your place in line is kept, and what you wrote is kept, too.";
    if (reason === "agent_lost")
      return `The connection to ${name || en.someone} was lost. ${place}`;
    if (reason === "no_answer") return `${who} could not answer in time. ${place}`;
    if (reason === "signed_out" || reason === "shift_ended" || reason === "account_disabled")
      return `${who} had to leave. ${place}`;
    if (reason === "transfer") return `${who} has passed your conversation on. ${place}`;
    if (reason === "came_back") return "We are taking you back to a person.";
    return en.queued;
  },
  waiting(position) {
    if (position === 1) return "You are next in line for a person.";
    return position
      ? `You are number ${position} in line for a person.`
      : "You are waiting for a person.";
  },
  range(range) {
    if (!range) return "We cannot say yet how long it will take.";
    const { low, high, unit } = range;
    if (low === 0) return `It should take less than ${amount(high, unit)}.`;
    if (low === high) return `It should take about ${amount(low, unit)}.`;
    return `It should take about ${shown(low)} to ${amount(high, unit)}.`;
  },
  backAt: (opening) =>
    opening
      ? `People are back ${when(opening)}. You can close this window: your place in line is kept.`
      : "People are not in now. You can close this window: your place in line is kept.",
  meanwhile: "You can go on asking the assistant, or leave this page and come back.",
  leaveQueue: "I do not want to wait",
  leftQueue: "You are not waiting for a person any more. The automated assistant is here again.",
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
