import { humanised } from "./format";

/** Why a conversation came to people, or back to the queue. */
const REASONS: Record<string, string> = {
  asked: "Asked for a person",
  misunderstood: "The bot did not understand",
  form_failed: "A form could not be finished",
  crisis: "Crisis",
  complaint: "Complaint",
  assistant_offer: "Accepted the bot's offer of a person",
  assistant_failed: "The bot could not answer",
  answered_outside: "Answered elsewhere",
  came_back: "Came back after it was closed",
  supervisor: "Sent to people by a supervisor",
  transfer: "Put back into the queue by an agent",
  clerk_away: "Staff elsewhere stopped answering",
  agent_lost: "The agent's computer lost its connection",
  no_answer: "The agent did not answer in time",
  signed_out: "The agent signed out",
  shift_ended: "The agent's shift ended",
  account_disabled: "The agent's account was disabled",
  left_queue: "The citizen did not want to wait",
};

/** In a few words; a code this desk does not know is shown as words. */
export function reasonName(id: string | null | undefined): string {
  return id ? (REASONS[id] ?? humanised(id)) : "";
}

/** What became of a conversation that an agent lost: follows the agent's name. */
const LOSSES: Record<string, string> = {
  agent_lost: "lost the connection",
  no_answer: "did not answer in time",
  signed_out: "signed out",
  shift_ended: "ended the shift",
  account_disabled: "can no longer use the desk",
};

/** "lost the connection", or "" for one that was given away on purpose. */
export function lossOf(reason: string | null | undefined): string {
  return LOSSES[reason ?? ""] ?? "";
}
