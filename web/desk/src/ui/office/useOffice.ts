import type { OfficeApi } from "../../api/office";
import type { Problem } from "../../state/problem";
import { useDesk } from "../context";

/** Asks the office's part of the service; `then` gets the answer. Null when it worked. */
export type AskOffice = <Value>(
  question: (office: OfficeApi) => Promise<Value>,
  then?: (value: Value) => void,
) => Promise<Problem | null>;

/** A way to ask the office's part of the service, for `useSubmit`. */
export function useOffice(): AskOffice {
  const desk = useDesk();
  return async (question, then) => {
    const answer = await desk.self.ask((api) => question(api.office));
    if ("problem" in answer) return answer.problem;
    then?.(answer.value);
    return null;
  };
}
