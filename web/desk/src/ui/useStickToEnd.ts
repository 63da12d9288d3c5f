import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";

/** How far from the end still counts as being there, in CSS pixels. */
const SLACK = 48;

/** What a scrolling log needs. */
export interface StickToEnd {
  box: RefObject<HTMLDivElement | null>;
  /** Something new is below what the agent is reading. */
  newBelow: boolean;
  onScroll(): void;
  toEnd(): void;
}

/** Keeps a log at its end while one reads there, and leaves it alone while one reads further up. */
export function useStickToEnd(size: number): StickToEnd {
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const height = useRef(0);
  const [newBelow, setNewBelow] = useState(false);
  const toEnd = () => {
    const element = box.current;
    if (element) element.scrollTop = element.scrollHeight;
    atEnd.current = true;
    setNewBelow(false);
  };
  const onScroll = () => {
    const element = box.current;
    // A late word of an earlier scroll, in a box that has just shrunk, is not the reader's doing.
    if (!element || element.clientHeight !== height.current) return;
    atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < SLACK;
    if (atEnd.current) setNewBelow(false);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: growth is the trigger, not an input
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    if (atEnd.current) element.scrollTop = element.scrollHeight;
    else setNewBelow(true);
  }, [size]);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      height.current = element.clientHeight;
      if (atEnd.current) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { box, newBelow, onScroll, toEnd };
}
