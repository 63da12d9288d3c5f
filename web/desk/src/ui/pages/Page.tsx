import { Suspense } from "react";
import { text } from "../../text/en";
import { useDeskState } from "../context";
import { places } from "../focus";
import { PAGES } from "./pages";
import { PageLink } from "./Sections";

/** One page beside the conversations, with the menu of the office where it belongs to that. */
export function Page({ name }: { name: string }) {
  const role = useDeskState((state) => state.session.me?.role ?? "agent");
  const found = PAGES.find((page) => page.path === name);
  if (!found?.roles.includes(role)) {
    return (
      <div className="nothing">
        <h2 id={places.page} tabIndex={-1}>
          {text.menu.office}
        </h2>
        <p>{found ? text.board.notAllowed : text.problem.nowhere}</p>
      </div>
    );
  }
  const Shown = found.component;
  const office = PAGES.filter(
    (page) => page.path.startsWith("office/") && page.roles.includes(role),
  );
  const inOffice = name.startsWith("office/") && office.length > 1;
  return (
    <div className="page__inner">
      {inOffice && (
        <nav className="office-menu" aria-label={text.menu.office}>
          {office.map((page) => (
            <PageLink key={page.path} path={page.path} current={page.path === name}>
              {page.title}
            </PageLink>
          ))}
        </nav>
      )}
      <div className="page__content">
        <Suspense fallback={<p role="status">{text.lists.loading}</p>}>
          <Shown />
        </Suspense>
      </div>
    </div>
  );
}
