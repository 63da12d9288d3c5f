import type { AgentRef, Author } from "../api/types";

/** For how long somebody is shown as writing after the last sign of it, in ms. */
const WRITES = 6_000;

/** Somebody who writes just now. */
export interface Writing {
  readonly author: Author;
  readonly name: string | null;
  /** Until when it is shown, in ms on this computer's clock. */
  readonly until: number;
}

/** What is kept nowhere: who writes and who else looks, by conversation. */
export interface Around {
  readonly writing: Readonly<Record<string, Writing | undefined>>;
  readonly looking: Readonly<Record<string, readonly AgentRef[] | undefined>>;
}

/** Nobody is there. */
export const nobodyAround: Around = { writing: {}, looking: {} };

/** What can happen around a conversation. */
export type AroundAction =
  | { type: "around/writes"; id: string; author: Author; name: string | null; now: number }
  | { type: "around/wrote"; id: string; author: Author }
  | { type: "around/looks"; id: string; agents: readonly AgentRef[] }
  | { type: "around/left" };

/** Moves it. Who has said what they were writing does not write any more. */
export function around(state: Around, action: AroundAction): Around {
  switch (action.type) {
    case "around/writes": {
      const { id, author, name, now } = action;
      return {
        ...state,
        writing: { ...state.writing, [id]: { author, name, until: now + WRITES } },
      };
    }
    case "around/wrote":
      if (state.writing[action.id]?.author !== action.author) return state;
      return { ...state, writing: { ...state.writing, [action.id]: undefined } };
    case "around/looks":
      return { ...state, looking: { ...state.looking, [action.id]: action.agents } };
    case "around/left":
      return nobodyAround;
  }
}
