import { css } from "lit";

/** The place to write and the line below it. */
export const composerStyles = css`
  .composer {
    display: flex;
    align-items: flex-end;
    gap: 8px;
    padding: 12px 12px 4px;
    border-block-start: 1px solid var(--line);
  }
  textarea {
    flex: 1;
    min-width: 0;
    min-height: 46px;
    max-height: 9.5em;
    padding: 10px 14px;
    border: 1px solid var(--edge);
    border-radius: 16px;
    background: var(--surface);
    color: var(--ink);
    font: inherit;
    line-height: 1.45;
    resize: none;
  }
  textarea:focus-visible {
    outline-offset: -1px;
  }
  textarea::placeholder {
    color: var(--muted);
    opacity: 1;
  }
  textarea[aria-invalid] {
    border-color: var(--bad);
  }
  .send {
    display: grid;
    flex: none;
    place-items: center;
    width: 46px;
    height: 46px;
    padding: 0;
    border: 1px solid transparent;
    border-radius: 50%;
    background: var(--accent);
    color: var(--on-accent);
  }
  .foot {
    display: flex;
    align-items: center;
    gap: 12px;
    min-height: 12px;
    padding: 0 12px calc(6px + env(safe-area-inset-bottom, 0px));
  }
  .person {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-height: 44px;
    padding: 0 10px;
    border: 0;
    border-radius: 12px;
    background: transparent;
    color: var(--accent);
    font-size: 0.9375em;
    font-weight: 600;
  }
  .person.away {
    visibility: hidden;
  }
  .person svg {
    width: 20px;
    height: 20px;
  }
  .person:hover span {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  .count {
    flex: 1;
    color: var(--muted);
    font-size: 0.8125em;
    line-height: 1.35;
    text-align: end;
  }
  .count.over {
    color: var(--bad);
  }
  @media (forced-colors: active) {
    .send {
      border-color: ButtonText;
    }
  }
`;
