import type { Problem } from "../state/problem";
import { duration } from "./format";

const SENTENCES: Record<string, string> = {
  network: "There is no connection to the service. Please try again.",
  desk_error: "Something went wrong in this page. Please reload it; what you wrote is kept.",
  wrong_login: "User name or password is not right.",
  not_signed_in: "Your session has ended. Please sign in again.",
  wrong_origin: "This page was opened under an address the service does not allow.",
  not_queued: "This conversation is no longer in the queue.",
  not_yours: "You do not have this conversation (any more).",
  unknown_conversation: "There is no such conversation. It may have been removed.",
  unknown_agent: "There is no such agent any more. Choose another one.",
  unknown_team: "There is no such team any more. Choose another one.",
  unknown_step: "The bot does not go on there any more. Choose another step.",
  agent_off_duty: "This colleague is not at work. Choose somebody else.",
  not_allowed: "Your role does not include this.",
  unfilled_variable: "Something in the text is still to be filled in.",
  assistant_away: "The bot cannot be asked just now. Please try again in a moment.",
  text_too_long: "The text is longer than 4,000 characters.",
  channel_closed: "The citizen cannot be written to over this channel now.",
  empty_text: "There is no text.",
  invalid_text: "The text has characters that cannot be sent.",
  too_large: "This is too much to send at once.",
  unavailable: "The service is not ready at the moment. Please try again.",
  internal_error: "The service had a problem. Nothing was lost; please try again.",
};

const TOO_MANY: Record<string, string> = {
  too_many_logins: "Too many attempts to sign in.",
  too_many_messages: "Too many messages in a short time.",
};

/** A problem in plain words, with what to do next. */
export function problemText(problem: Problem): string {
  if (problem.code === "already_taken") return taken(problem.holder);
  if (problem.code in TOO_MANY || problem.retryAfter !== null) {
    const what = TOO_MANY[problem.code] ?? "The service is busy.";
    const wait = problem.retryAfter;
    return wait === null
      ? `${what} Please wait a little.`
      : `${what} Try again in ${duration(Math.ceil(wait) * 1000)}.`;
  }
  if (problem.code.startsWith("http_5")) return SENTENCES.unavailable ?? "";
  const sentence = SENTENCES[problem.code] ?? problem.sentence;
  return sentence || `The service did not accept this (${problem.code}).`;
}

function taken(holder: string | null): string {
  return holder
    ? `${holder} was faster and has this conversation now.`
    : "Somebody else was faster and has this conversation now.";
}
