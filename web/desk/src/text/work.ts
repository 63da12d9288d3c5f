import type {
  FeedbackEvent,
  HelpEndedEvent,
  HelpEvent,
  NamedEvent,
  OfferEndedEvent,
  OfferEvent,
  RoutedEvent,
  SlotEvent,
  SurveyEvent,
} from "../api/events";
import type { Team } from "../api/types";
import { plainName } from "./channels";
import { text } from "./en";
import { humanised } from "./format";

/** Events about the work on a conversation, besides of who has control. */
export type WorkEvent =
  | RoutedEvent
  | OfferEvent
  | OfferEndedEvent
  | SlotEvent
  | HelpEvent
  | HelpEndedEvent
  | SurveyEvent
  | FeedbackEvent
  | NamedEvent;

/** One quiet line for what happened between the messages, or "" for nothing worth a line. */
export function workLine(event: WorkEvent, teams: readonly Team[]): string {
  const { entry } = text;
  switch (event.type) {
    case "routed":
      return routedLine(event, teams);
    case "offer":
      return entry.offer(event.agent.name);
    case "offer_ended":
      return endOf(event.reason)(event.agent.name);
    case "slot":
      return entry.slot(event.by.name, humanised(event.name).toLowerCase(), event.value);
    case "help":
      return entry.help(event.by.name, event.colleague.name);
    case "help_ended":
      return entry.helpEnded(event.colleague.name);
    case "survey":
      return entry.survey;
    case "feedback":
      return feedbackLine(event);
    case "named":
      return plainName(event.name) === "" ? "" : entry.named(plainName(event.name));
  }
}

function endOf(reason: string | undefined): (name: string) => string {
  const { offerEnded } = text.entry;
  return reason === "declined" || reason === "gone" ? offerEnded[reason] : offerEnded.lapsed;
}

function routedLine(event: RoutedEvent, teams: readonly Team[]): string {
  const team = event.team === null ? text.entry.anyTeam : teamName(event.team, teams);
  const priority = text.entry.priorityOf(event.priority);
  const by = event.by?.name ?? "";
  return by ? text.entry.routedBy(by, team, priority) : text.entry.routed(team, priority);
}

function feedbackLine(event: FeedbackEvent): string {
  if (typeof event.score === "number") return text.entry.feedback(event.score);
  return typeof event.words_seq === "number" ? text.entry.comment : text.entry.noFeedback;
}

/** The name of a team; an id whose team is gone is shown as words. */
export function teamName(id: string | null, teams: readonly Team[]): string {
  if (id === null) return "";
  return teams.find((team) => team.id === id)?.name ?? humanised(id);
}
