import type { Summary } from "../api/types";
import { channelName, plainName } from "../text/channels";
import { text } from "../text/en";
import { languageName } from "../text/format";
import { ChannelIcon } from "./ChannelIcon";

type From = Pick<Summary, "channel" | "language" | "address_name">;

/** Where a conversation takes place, in which language, and what the citizen goes by there. */
export function Source({ of }: { of: From }) {
  const name = plainName(of.address_name);
  return (
    <span className="source">
      <ChannelIcon channel={of.channel} /> {channelName(of.channel)} · {languageName(of.language)}
      {name !== "" && (
        <>
          {" "}
          · <bdi>{text.lists.callsThemselves(name)}</bdi>
        </>
      )}
    </span>
  );
}
