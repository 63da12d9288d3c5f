import { useCallback, useEffect, useRef, useState } from "react";
import type { Api } from "../api/client";
import { problemText } from "../text/problems";
import { useDesk } from "./context";

/** A question to the service: no answer yet, its answer, or why there is none. */
export type Answer<Value> =
  | { readonly at: "asking" }
  | { readonly at: "here"; readonly value: Value }
  | { readonly at: "failed"; readonly why: string };

/**
 * Asks the service while the component is shown, and again when `about` changes; null asks nothing.
 * What was answered stays until the next answer is there. The second value asks once more.
 */
export function useAnswer<Value>(
  about: string | null,
  question: (api: Api) => Promise<Value>,
): [Answer<Value>, () => void] {
  const desk = useDesk();
  const [answer, setAnswer] = useState<Answer<Value>>({ at: "asking" });
  const [round, setRound] = useState(0);
  const newest = useRef(question);
  newest.current = question;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a round is the trigger, not an input
  useEffect(() => {
    if (about === null) return;
    let wanted = true;
    void desk.self
      .ask((api) => newest.current(api))
      .then((answered) => {
        if (!wanted) return;
        if ("value" in answered) setAnswer({ at: "here", value: answered.value });
        else setAnswer({ at: "failed", why: problemText(answered.problem) });
      });
    return () => {
      wanted = false;
    };
  }, [desk, about, round]);
  const again = useCallback(() => setRound((before) => before + 1), []);
  return [answer, again];
}
