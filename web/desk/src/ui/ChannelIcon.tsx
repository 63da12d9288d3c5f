import { memo } from "react";

/** Drawn on 16 by 16; the channel's name always stands beside it, so it says nothing itself. */
const SHAPES: Record<string, string> = {
  web: "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1ZM1 8h14M8 1c5 4 5 10 0 14M8 1C3 5 3 11 8 15",
  telegram: "M1.5 7.5 14.5 2 12 14 7.5 10.500 5 13V9.500L12 4.500",
  messenger:
    "M8 1.500C4 1.500 1 4.300 1 7.700c0 2 1 3.700 2.500 4.800V15l2.300-1.300c4.700 1 9.200-1.700 9.200-6 0-3.400-3-6.200-7-6.200ZM4 9.500 7 6.500 9 8.500 12 6",
};
const ANY = "M2 2.500h12v8.500H7.500L4 14v-3H2Z";

/** A mark for the channel, for the eye that looks for it in a list. */
export const ChannelIcon = memo(function ChannelIcon({ channel }: { channel: string }) {
  return (
    <svg className="channel-icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={SHAPES[channel] ?? ANY} />
    </svg>
  );
});
