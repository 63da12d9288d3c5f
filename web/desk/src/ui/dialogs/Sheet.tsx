import { type ReactNode, useLayoutEffect, useRef } from "react";

interface Props {
  heading: string;
  close: string;
  onClose(): void;
  children: ReactNode;
}

/** Something to read or choose that asks nothing of the service: one button closes it. */
export function Sheet({ heading, close, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="dialog sheet"
      aria-labelledby="dialog-heading"
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <h2 id="dialog-heading">{heading}</h2>
      {children}
      <div className="dialog__buttons">
        <button type="button" className="button button--primary" onClick={onClose}>
          {close}
        </button>
      </div>
    </dialog>
  );
}
