import type { DeskEvent, MessageEvent } from "../../src/api/events";
import type { Agent, Brief, Me, Summary } from "../../src/api/types";

export const AT = "2031-03-03T09:00:00Z";

export const mari: Me = {
  id: "a1",
  username: "mari",
  name: "Mari",
  role: "agent",
  presence: "available",
};

export function summary(id: string, fields: Partial<Summary> = {}): Summary {
  return {
    id,
    channel: "web",
    language: "en",
    control: "queued",
    reason: "asked",
    returned: null,
    topic: null,
    priority: 0,
    team: null,
    waiting_since: AT,
    opens_at: null,
    offered_to: null,
    offered_until: null,
    assignee: null,
    assigned_at: null,
    awaiting_since: null,
    late: false,
    helpers: [],
    need: `need of ${id}`,
    last_seq: 0,
    last_at: AT,
    citizen_at: AT,
    started_at: AT,
    closed_at: null,
    disposition: null,
    ces: null,
    ...fields,
  };
}

/** An agent as colleagues see one, on duty and without teams or languages of their own. */
export function agent(id: string, name: string, fields: Partial<Agent> = {}): Agent {
  return {
    id,
    name,
    presence: "available",
    role: "agent",
    on_duty: true,
    load: 0,
    capacity: 3,
    teams: [],
    languages: [],
    ...fields,
  };
}

/** A summary of a conversation that Mari has. */
export function mine(id: string, fields: Partial<Summary> = {}): Summary {
  return summary(id, { control: "agent", assignee: { id: mari.id, name: mari.name }, ...fields });
}

export function brief(fields: Partial<Brief> = {}): Brief {
  return {
    reason: "asked",
    topic: null,
    priority: 0,
    need: "",
    language: "en",
    channel: "web",
    topics: [],
    slots: [],
    lookups: [],
    form: null,
    handed_over_at: AT,
    ...fields,
  };
}

export function said(
  seq: number,
  author: MessageEvent["author"] = "citizen",
  text = `message ${seq}`,
): MessageEvent {
  return { seq, at: AT, type: "message", author, text };
}

/** Messages of the citizen with seq 1 to `count`. */
export function log(count: number): DeskEvent[] {
  return Array.from({ length: count }, (_, index) => said(index + 1));
}
