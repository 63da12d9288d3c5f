import type { MouseEvent, ReactNode } from "react";
import { pagePath } from "../../desk/route";
import { pageShown, talks } from "../../state/select";
import { text } from "../../text/en";
import { useDeskState } from "../context";
import { useNavigation } from "../navigation";
import { pagesFor } from "./pages";

/** The parts of the desk this role may use; nothing at all where there is only one. */
export function Sections() {
  const role = useDeskState((state) => state.session.me?.role ?? "agent");
  const here = useDeskState(pageShown);
  const takes = useDeskState(talks);
  const { back } = useNavigation();
  const pages = pagesFor(role);
  const office = pages.filter((page) => page.path.startsWith("office/"));
  const firstOfOffice = office[0];
  if (pages.length === 0) return null;
  return (
    <nav className="sections" aria-label={text.menu.pages}>
      {takes && (
        <Section href="/desk/" current={here === null} onFollow={back}>
          {text.menu.desk}
        </Section>
      )}
      {pages
        .filter((page) => !page.path.startsWith("office/"))
        .map((page) => (
          <PageLink key={page.path} path={page.path} current={here === page.path}>
            {page.title}
          </PageLink>
        ))}
      {firstOfOffice && (
        <PageLink path={firstOfOffice.path} current={here?.startsWith("office/") ?? false}>
          {office.length > 1 ? text.menu.office : firstOfOffice.title}
        </PageLink>
      )}
    </nav>
  );
}

interface PageLinkProps {
  path: string;
  current: boolean;
  children: ReactNode;
}

/** A link to a page of the desk. */
export function PageLink({ path, current, children }: PageLinkProps) {
  const { page } = useNavigation();
  return (
    <Section href={pagePath(path)} current={current} onFollow={() => page(path)}>
      {children}
    </Section>
  );
}

interface SectionProps {
  href: string;
  current: boolean;
  onFollow(): void;
  children: ReactNode;
}

function Section({ href, current, onFollow, children }: SectionProps) {
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    onFollow();
  };
  return (
    <a className="section" href={href} aria-current={current ? "page" : undefined} onClick={follow}>
      {children}
    </a>
  );
}
