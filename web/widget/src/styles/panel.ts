import { css, unsafeCSS } from "lit";

/** Where the dialog takes the whole screen. */
export const SHEET = "(max-width: 480px), (max-height: 460px)";

/** The dialog: a card beside the page, the whole screen where there is no room for that. */
export const panelStyles = css`
  .hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .panel {
    position: fixed;
    inset-block-end: calc(20px + env(safe-area-inset-bottom, 0px));
    inset-inline-end: 20px;
    display: flex;
    flex-direction: column;
    width: 408px;
    height: min(700px, calc(100vh - 40px));
    height: min(700px, calc(100dvh - 40px));
    overflow: hidden;
    border: 1px solid var(--line);
    border-radius: 18px;
    background: var(--surface);
    box-shadow: var(--shadow);
    overflow-wrap: anywhere;
  }
  :host([position="left"]) .panel {
    inset-inline: 20px auto;
  }
  .head {
    display: flex;
    align-items: center;
    gap: 12px;
    padding: 12px 10px 12px 16px;
    border-block-end: 1px solid var(--line);
  }
  .avatar {
    display: grid;
    flex: none;
    place-items: center;
    width: 42px;
    height: 42px;
    border: 1px solid transparent;
    border-radius: 50%;
    background: var(--strip);
    color: var(--accent);
  }
  .avatar.agent {
    border-color: var(--agent-line);
    background: var(--agent);
    color: var(--agent-ink);
  }
  .title {
    flex: 1;
    min-width: 0;
  }
  h2 {
    font-size: 1.0625em;
    font-weight: 650;
    line-height: 1.3;
  }
  .speaker {
    color: var(--muted);
    font-size: 0.875em;
    line-height: 1.35;
  }
  button {
    font: inherit;
    color: inherit;
    cursor: pointer;
  }
  .icon {
    display: grid;
    flex: none;
    place-items: center;
    width: 44px;
    height: 44px;
    padding: 0;
    border: 1px solid transparent;
    border-radius: 12px;
    background: transparent;
    color: var(--muted);
  }
  .icon:hover {
    background: var(--canvas);
    color: var(--ink);
  }
  .strip.full {
    border-block-end: 1px solid var(--line);
    background: var(--strip);
  }
  .strip p {
    padding: 9px 16px;
    font-size: 0.875em;
    line-height: 1.4;
  }
  .strip.offline,
  .strip.offline .leave {
    background: var(--bad-soft);
    color: var(--bad);
  }
  .alert p {
    padding: 10px 16px;
    border-block-start: 1px solid var(--bad);
    background: var(--bad-soft);
    color: var(--bad);
    font-size: 0.9375em;
    line-height: 1.4;
  }
  @media ${unsafeCSS(SHEET)} {
    .panel {
      inset: var(--visible-top, 0) 0 auto;
      width: 100%;
      height: 100vh;
      height: var(--visible-height, 100dvh);
      border: 0;
      border-radius: 0;
    }
    :host([position="left"]) .panel {
      inset: var(--visible-top, 0) 0 auto;
    }
  }
  @media (max-height: 460px) {
    .head {
      padding-block: 4px;
    }
    .avatar {
      display: none;
    }
    /* A page enlarged four times: nothing may be squeezed away, so all of it scrolls. */
    .panel {
      overflow-y: auto;
    }
  }
  @media (forced-colors: active) {
    .panel,
    .avatar,
    .icon {
      border: 1px solid ButtonText;
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    .panel {
      animation: rise 160ms ease-out;
    }
    @keyframes rise {
      from {
        opacity: 0;
        transform: translateY(12px);
      }
    }
  }
`;
