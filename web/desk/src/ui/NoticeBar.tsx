import type { Notice } from "../state/desk";
import { text } from "../text/en";
import { useDesk, useDeskState } from "./context";
import { useNavigation } from "./navigation";

/** Tells of new work in words, in a live region that is also there to be seen. */
export function NoticeBar() {
  const desk = useDesk();
  const notice = useDeskState((state) => state.notice);
  const { show } = useNavigation();
  const dismiss = () => desk.store.dispatch({ type: "notice", notice: null });
  const open = (id: string) => {
    dismiss();
    show(id);
  };
  return (
    <section className="notice" aria-label={text.notice.region} data-shown={notice !== null}>
      <p className="notice__text" role="status">
        {notice && sentence(notice)}
      </p>
      {notice && (
        <>
          <button
            type="button"
            className="button button--small"
            onClick={() => open(notice.conversationId)}
          >
            {text.notice.open}
          </button>
          <button
            type="button"
            className="button button--small button--quiet"
            aria-label={text.notice.dismiss}
            title={text.notice.dismiss}
            onClick={dismiss}
          >
            <span aria-hidden="true">✕</span>
          </button>
        </>
      )}
    </section>
  );
}

function sentence({ kind, words, count }: Notice): string {
  return text.notice[kind](words, count);
}
