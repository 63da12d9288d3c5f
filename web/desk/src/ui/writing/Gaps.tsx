import { type ReactNode, type RefObject, useEffect, useRef } from "react";
import type { Gap } from "../../state/canned";
import { text } from "../../text/en";
import { gapName } from "../../text/format";

interface MirrorProps {
  words: string;
  gaps: readonly Gap[];
  box: RefObject<HTMLTextAreaElement | null>;
}

/** The same words behind the text box, with what is to be filled in marked: a text box cannot. */
export function Mirror({ words, gaps, box }: MirrorProps) {
  const mirror = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const follow = () => {
      if (mirror.current) mirror.current.scrollTop = element.scrollTop;
    };
    follow();
    element.addEventListener("scroll", follow, { passive: true });
    return () => element.removeEventListener("scroll", follow);
  }, [box]);
  const parts: ReactNode[] = [];
  let from = 0;
  for (const gap of gaps) {
    parts.push(words.slice(from, gap.from));
    parts.push(<mark key={gap.from}>{words.slice(gap.from, gap.to)}</mark>);
    from = gap.to;
  }
  parts.push(words.slice(from));
  return (
    <div ref={mirror} className="box__mirror" aria-hidden="true">
      {parts}
    </div>
  );
}

/** What is still to be filled in, each with a way to it. */
export function Gaps({ gaps, onPick }: { gaps: readonly Gap[]; onPick(gap: Gap): void }) {
  return (
    <p className="gaps">
      {gaps.map((gap) => (
        <button
          key={gap.from}
          type="button"
          className="button button--small"
          onClick={() => onPick(gap)}
        >
          {text.composer.gap(gapName(gap.name))}
        </button>
      ))}
    </p>
  );
}
