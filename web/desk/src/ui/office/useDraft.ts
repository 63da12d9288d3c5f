import { useState } from "react";
import type { Flaw, Saved, Versioned } from "../../api/office";
import { useSubmit } from "../useSubmit";
import { type AskOffice, useOffice } from "./useOffice";

/** A whole list that is edited here and saved at once. */
export interface Draft<Thing> {
  readonly list: readonly Thing[];
  readonly changed: boolean;
  readonly busy: boolean;
  /** Why saving did not work, in plain words. */
  readonly error: string | null;
  /** What is wrong with it, after it was refused. */
  readonly refused: readonly Flaw[];
  /** What may be a mistake, after it was saved. */
  readonly warnings: readonly Flaw[];
  readonly saved: boolean;
  change(list: readonly Thing[]): void;
  discard(): void;
  save(): Promise<void>;
}

interface Outcome {
  refused: readonly Flaw[];
  warnings: readonly Flaw[];
  saved: boolean;
}

const NOTHING: Outcome = { refused: [], warnings: [], saved: false };

/**
 * Edits a list that came with its version. `send` saves it; what is kept then is the new start,
 * so that saving twice does not look like somebody else's change.
 */
export function useDraft<Thing>(
  start: Versioned<Thing>,
  send: (ask: AskOffice, list: readonly Thing[], version: string, then: Then<Thing>) => Asked,
): Draft<Thing> {
  const ask = useOffice();
  const [kept, setKept] = useState(start);
  const [list, setList] = useState(start.list);
  const [outcome, setOutcome] = useState(NOTHING);
  const { busy, error, run } = useSubmit();
  const then = (answer: Saved<Thing>) => {
    if ("refused" in answer) {
      setOutcome({ ...NOTHING, refused: answer.refused });
      return;
    }
    setKept(answer);
    setList(answer.list);
    setOutcome({ refused: [], warnings: answer.warnings, saved: true });
  };
  return {
    list,
    changed: list !== kept.list,
    busy,
    error,
    ...outcome,
    change: (next) => {
      setList(next);
      setOutcome(NOTHING);
    },
    discard: () => {
      setList(kept.list);
      setOutcome(NOTHING);
    },
    save: async () => {
      setOutcome(NOTHING);
      await run(() => send(ask, list, kept.version, then));
    },
  };
}

/** Takes what became of a list. */
export type Then<Thing> = (answer: Saved<Thing>) => void;

type Asked = ReturnType<AskOffice>;
