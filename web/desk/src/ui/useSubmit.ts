import { useState } from "react";
import type { Problem } from "../state/problem";
import { problemText } from "../text/problems";

/** The state of one act, and how to run it. */
export interface Submit {
  busy: boolean;
  /** Why it did not work, in plain words, or null. */
  error: string | null;
  /** Shows a reason of the page's own, before anything is asked of the service. */
  refuse(reason: string): void;
  /** Runs `work` unless it is running already; true when it worked. */
  run(work: () => Promise<Problem | null>): Promise<boolean>;
}

/** One act asked of the service: busy while it runs, the reason when it fails. */
export function useSubmit(): Submit {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const run = async (work: () => Promise<Problem | null>) => {
    if (busy) return false;
    setBusy(true);
    setError(null);
    const problem = await work();
    setBusy(false);
    setError(problem && problemText(problem));
    return problem === null;
  };
  return { busy, error, refuse: setError, run };
}
