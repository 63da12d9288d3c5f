import { type FormEvent, type ReactNode, useLayoutEffect, useRef } from "react";
import { text } from "../../text/en";

interface Props {
  heading: string;
  submit: string;
  busy: boolean;
  error: string | null;
  onSubmit(): void;
  onClose(): void;
  children: ReactNode;
}

/**
 * A modal form. The browser's own <dialog> keeps focus inside, closes on Escape and gives
 * focus back to where it was.
 */
export function Dialog({ heading, submit, busy, error, onSubmit, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!busy) onSubmit();
  };
  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby="dialog-heading"
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <form onSubmit={send} noValidate>
        <h2 id="dialog-heading">{heading}</h2>
        {children}
        <p className="error-text" role="alert">
          {error}
        </p>
        <div className="dialog__buttons">
          <button type="button" className="button" onClick={onClose}>
            {text.dialog.cancel}
          </button>
          <button type="submit" className="button button--primary" aria-disabled={busy}>
            {busy ? text.dialog.busy : submit}
          </button>
        </div>
      </form>
    </dialog>
  );
}
