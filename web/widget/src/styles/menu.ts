import { css } from "lit";

/** The menu below the header, its pages, and what one does while waiting. */
export const menuStyles = css`
  .head {
    position: relative;
    gap: 8px;
  }
  .menu {
    position: absolute;
    inset-block-start: calc(100% - 4px);
    inset-inline-end: 10px;
    z-index: 1;
    width: min(21em, calc(100% - 20px));
    padding: 6px;
    border: 1px solid var(--line);
    border-radius: 14px;
    background: var(--surface);
    box-shadow: var(--shadow);
    list-style: none;
  }
  .menu button {
    width: 100%;
    min-height: 44px;
    padding: 8px 12px;
    border: 0;
    border-radius: 10px;
    background: transparent;
    line-height: 1.35;
    text-align: start;
  }
  .menu button:hover {
    background: var(--strip);
  }
  .talk {
    position: relative;
    display: flex;
    flex: 1;
    flex-direction: column;
    min-height: 0;
  }
  /* Out of sight and of reach, but where the reader was. */
  .talk.behind > :not(.page) {
    visibility: hidden;
  }
  .page {
    position: absolute;
    inset: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    padding: 8px 16px 24px;
    background: var(--surface);
    line-height: 1.5;
  }
  .page h3 {
    margin-block: 12px 8px;
    font-size: 1.125em;
    font-weight: 650;
    line-height: 1.3;
  }
  .page p,
  .page form {
    margin-block-start: 12px;
  }
  .page label {
    display: block;
    margin-block: 16px 4px;
    font-size: 0.875em;
    font-weight: 600;
  }
  .page input[type="text"] {
    width: 100%;
    min-height: 44px;
    padding: 8px 12px;
    border: 1px solid var(--edge);
    border-radius: 12px;
    background: var(--canvas);
    color: var(--ink);
    font: inherit;
    font-size: 0.875em;
  }
  .page .ways {
    flex-wrap: wrap;
    justify-content: flex-start;
  }
  .page .ways button,
  .leave {
    min-height: 44px;
    padding: 8px 16px;
    border: 1px solid var(--accent);
    border-radius: 22px;
    background: var(--surface);
    color: var(--accent);
    font-weight: 550;
    line-height: 1.3;
  }
  .page .ways .main {
    background: var(--accent);
    color: var(--on-accent);
  }
  .back {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-height: 44px;
    margin-inline-start: -6px;
    padding: 0 10px 0 6px;
    border: 0;
    border-radius: 12px;
    background: transparent;
    color: var(--accent);
    font-size: 0.9375em;
    font-weight: 600;
  }
  .leave {
    margin: 8px 16px 10px;
    font-size: 0.875em;
  }
  .leave:disabled {
    border-color: var(--edge);
    color: var(--muted);
  }
  .scale {
    display: grid;
    grid-template-columns: repeat(7, minmax(0, 1fr));
    gap: 4px;
    max-width: 26em;
    margin-block-start: 14px;
  }
  .scale button {
    min-height: 44px;
    padding: 0;
    border: 1px solid var(--accent);
    border-radius: 12px;
    background: var(--surface);
    color: var(--accent);
    font-weight: 650;
  }
  .scale button:hover {
    background: var(--accent);
    color: var(--on-accent);
  }
  .scale p {
    display: flex;
    grid-column: 1 / -1;
    justify-content: space-between;
    color: var(--muted);
    font-size: 0.8125em;
  }
  @media (max-height: 460px) {
    .talk {
      flex: 1 0 auto;
    }
  }
  @media (max-width: 360px) {
    .avatar {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .menu,
    .menu button {
      border: 1px solid ButtonText;
    }
  }
`;
