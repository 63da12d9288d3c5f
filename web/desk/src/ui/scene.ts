import { createContext, use } from "react";
import type { Scene } from "../text/channels";

/** The conversation an entry stands in. */
export interface Stage extends Scene {
  readonly id: string;
  /** I have it and the channel takes words: something can be sent again. */
  readonly canSend: boolean;
}

/** Of the transcript that is shown. */
export const StageContext = createContext<Stage>({
  id: "",
  channel: "",
  name: null,
  canSend: false,
});

/** Where, and with whom, this entry was said. */
export function useStage(): Stage {
  return use(StageContext);
}
