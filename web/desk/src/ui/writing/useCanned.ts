import { type KeyboardEvent, type RefObject, useState } from "react";
import type { CannedResponse } from "../../api/types";
import { gapsIn, matching, type Slash, slashAt } from "../../state/canned";
import { type Answer, useAnswer } from "../useAnswer";

interface Ask {
  id: string;
  /** Canned responses are for answers. */
  enabled: boolean;
  value: string;
  box: RefObject<HTMLTextAreaElement | null>;
  write(text: string): void;
}

/** The list of canned responses while a word after a slash is typed. */
export interface Canned {
  readonly open: boolean;
  readonly answer: Answer<CannedResponse[]>;
  readonly found: readonly CannedResponse[];
  readonly chosen: CannedResponse | undefined;
  /** True when the key was meant for the list. */
  onKey(event: KeyboardEvent): boolean;
  onCaret(): void;
  insert(response: CannedResponse): void;
  close(): void;
}

/** Finds canned responses by typing `/`; arrow keys choose, Enter or Tab inserts, Escape closes. */
export function useCanned({ id, enabled, value, box, write }: Ask): Canned {
  const [slash, setSlash] = useState<Slash | null>(null);
  /** The slash the agent closed the list for. */
  const [closedAt, setClosedAt] = useState<number | null>(null);
  const [place, setPlace] = useState(0);
  const open = enabled && slash !== null && slash.from !== closedAt;
  const [answer] = useAnswer(open ? id : null, (api) => api.canned(id));
  const all = answer.at === "here" ? answer.value : [];
  const found = open && slash ? matching(all, slash.query) : [];
  const chosen = found[Math.min(place, found.length - 1)];

  const onCaret = () => {
    const caret = box.current?.selectionStart ?? 0;
    const next = slashAt(box.current?.value ?? value, caret);
    if (next?.from !== slash?.from) setClosedAt(null);
    if (next?.query !== slash?.query) setPlace(0);
    setSlash(next);
  };
  const insert = (response: CannedResponse) => {
    if (!slash) return;
    const end = slash.from + 1 + slash.query.length;
    write(value.slice(0, slash.from) + response.filled + value.slice(end));
    setSlash(null);
    const gap = gapsIn(response.filled)[0];
    const from = slash.from + (gap ? gap.from : response.filled.length);
    const to = slash.from + (gap ? gap.to : response.filled.length);
    // Once the text box shows the new words.
    requestAnimationFrame(() => {
      box.current?.focus();
      box.current?.setSelectionRange(from, to);
    });
  };
  const onKey = (event: KeyboardEvent) => {
    if (!open) return false;
    if (event.key === "Escape") setClosedAt(slash?.from ?? null);
    else if (event.key === "ArrowDown") setPlace(step(place, 1, found.length));
    else if (event.key === "ArrowUp") setPlace(step(place, -1, found.length));
    else if ((event.key === "Enter" || event.key === "Tab") && chosen) insert(chosen);
    else return false;
    event.preventDefault();
    return true;
  };
  const close = () => setSlash(null);
  return { open, answer, found, chosen, onKey, onCaret, insert, close };
}

function step(place: number, by: number, count: number): number {
  return count === 0 ? 0 : (Math.min(place, count - 1) + by + count) % count;
}
