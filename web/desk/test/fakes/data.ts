import type { Brief, DeskEvent, Me, MessageEvent, Summary } from "../../src/api/types";

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
    topic: null,
    priority: 0,
    waiting_since: AT,
    assignee: null,
    need: `need of ${id}`,
    last_seq: 0,
    last_at: AT,
    started_at: AT,
    disposition: null,
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
