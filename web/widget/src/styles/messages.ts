import { css } from "lit";

/** The transcript, the suggested answers and the typing indicator. */
export const messageStyles = css`
  .stage {
    position: relative;
    display: flex;
    flex: 1;
    flex-direction: column;
    min-height: 0;
    background: var(--canvas);
  }
  .scroll {
    flex: 1;
    /* A long conversation is not laid out again for each letter that is typed. */
    contain: content;
    overflow-y: auto;
    overscroll-behavior: contain;
    padding: 16px;
  }
  .scroll:focus-visible {
    outline-offset: -3px;
  }
  ol {
    display: flex;
    flex-direction: column;
    padding: 0;
    list-style: none;
  }
  .message {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    max-width: 88%;
    margin-block-start: 14px;
  }
  .message.joined {
    margin-block-start: 4px;
  }
  li:first-child {
    margin-block-start: 0;
  }
  .pending li:first-child {
    margin-block-start: 14px;
  }
  .message.citizen {
    align-self: flex-end;
    align-items: flex-end;
  }
  .sender {
    margin: 0 4px 4px;
    color: var(--muted);
    font-size: 0.8125em;
    font-weight: 600;
  }
  .agent .sender {
    color: var(--agent-ink);
  }
  .bubble {
    max-width: 100%;
    padding: 9px 14px;
    border: 1px solid var(--line);
    border-radius: 16px;
    border-end-start-radius: 5px;
    background: var(--surface);
    line-height: 1.45;
    white-space: pre-wrap;
  }
  .agent .bubble {
    border-color: var(--agent-line);
    background: var(--agent);
  }
  .citizen .bubble {
    border-color: transparent;
    border-end-start-radius: 16px;
    border-end-end-radius: 5px;
    background: var(--mine);
    color: var(--on-mine);
  }
  .system .bubble {
    border-style: dashed;
    border-color: var(--edge);
  }
  .bubble a {
    color: inherit;
    text-underline-offset: 0.15em;
  }
  .bot .bubble a,
  .agent .bubble a,
  .system .bubble a {
    color: var(--accent);
  }
  .time,
  .edited {
    margin: 3px 4px 0;
    color: var(--muted);
    font-size: 0.75em;
  }
  .line {
    display: flex;
    align-items: center;
    gap: 12px;
    margin-block: 20px 6px;
    color: var(--muted);
    font-size: 0.875em;
    font-weight: 550;
    line-height: 1.4;
    text-align: center;
    text-wrap: balance;
  }
  .line::before,
  .line::after {
    content: "";
    flex: 1 0 16px;
    border-block-start: 1px solid var(--line);
  }
  .line.agent {
    color: var(--agent-ink);
    font-weight: 650;
  }
  .answers {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-block-start: 14px;
  }
  .answers button {
    min-height: 44px;
    padding: 8px 16px;
    border: 1px solid var(--accent);
    border-radius: 22px;
    background: var(--surface);
    color: var(--accent);
    font-weight: 550;
    line-height: 1.3;
    text-align: start;
  }
  .answers button:hover {
    background: var(--accent);
    color: var(--on-accent);
  }
  .trouble {
    margin-block-start: 6px;
    color: var(--bad);
    font-size: 0.875em;
    line-height: 1.4;
    text-align: end;
  }
  .ways {
    display: flex;
    justify-content: flex-end;
    gap: 8px;
    margin-block-start: 4px;
  }
  .ways button {
    min-height: 44px;
    padding: 6px 14px;
    border: 1px solid var(--bad);
    border-radius: 22px;
    background: var(--surface);
    color: var(--bad);
    font-weight: 600;
  }
  .dots {
    display: inline-flex;
    gap: 5px;
    margin-block-start: 14px;
    padding: 14px 16px;
    border: 1px solid var(--line);
    border-radius: 16px;
    border-end-start-radius: 5px;
    background: var(--surface);
  }
  .dots .who {
    margin-inline-start: 4px;
    color: var(--muted);
    font-size: 0.875em;
    line-height: 0.6;
  }
  .dots i {
    width: 7px;
    height: 7px;
    border-radius: 50%;
    background: var(--muted);
  }
  .newest {
    position: absolute;
    inset-block-end: 12px;
    inset-inline: 0;
    display: inline-flex;
    align-items: center;
    gap: 6px;
    width: max-content;
    min-height: 44px;
    margin-inline: auto;
    padding: 0 16px 0 12px;
    border: 1px solid transparent;
    border-radius: 22px;
    background: var(--accent);
    color: var(--on-accent);
    font-size: 0.9375em;
    font-weight: 600;
    box-shadow: var(--shadow);
  }
  @media (max-height: 460px) {
    .stage {
      flex: 1 0 180px;
    }
  }
  @media (forced-colors: active) {
    .citizen .bubble,
    .newest {
      border-color: CanvasText;
    }
    .dots i {
      background: CanvasText;
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    .dots i {
      animation: breathe 1.2s infinite ease-in-out;
    }
    .dots i:nth-child(2) {
      animation-delay: 0.15s;
    }
    .dots i:nth-child(3) {
      animation-delay: 0.3s;
    }
    @keyframes breathe {
      50% {
        opacity: 0.3;
      }
    }
  }
`;
