import type { ReactNode } from "react";

interface Props {
  /** The id of the heading that names it. */
  labelledBy: string;
  children: ReactNode;
}

/** A table of figures that scrolls sideways by itself where the screen is narrow, by keyboard as well. */
export function TableBox({ labelledBy, children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who scrolls by keyboard must get here
    <section className="table-box table-box--figures" aria-labelledby={labelledBy} tabIndex={0}>
      {children}
    </section>
  );
}
