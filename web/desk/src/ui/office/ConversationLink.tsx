import type { MouseEvent } from "react";
import { pathOf } from "../../desk/route";
import { office } from "../../text/office";
import { useNavigation } from "../navigation";

/** Opens a conversation by its id. */
export function ConversationLink({ id }: { id: string }) {
  const { show } = useNavigation();
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    show(id);
  };
  return (
    <a href={pathOf(id)} onClick={follow}>
      <span className="visually-hidden">{office.followUps.open} </span>
      {id}
    </a>
  );
}
