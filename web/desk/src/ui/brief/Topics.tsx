import type { DeskEvent } from "../../api/events";
import type { TriedTopic } from "../../api/types";
import { answerTo } from "../../state/answers";
import { text } from "../../text/en";
import { humanised, percent } from "../../text/format";
import { showEntrySoon } from "../focus";

interface Props {
  topics: readonly TriedTopic[];
  events: readonly DeskEvent[];
  onShow(): void;
}

/** What the bot thought it was about, how sure it was, and what it answered. */
export function TopicsTried({ topics, events, onShow }: Props) {
  if (topics.length === 0) return <p className="hint">{text.brief.noTopics}</p>;
  return (
    <ul className="topics">
      {topics.map((topic) => (
        <li key={`${topic.seq}-${topic.intent}`}>
          <span>{humanised(topic.intent)}</span>
          <span className="topics__sure">{percent(topic.confidence)}</span>
          <svg
            className="topics__bar"
            viewBox="0 0 100 4"
            preserveAspectRatio="none"
            aria-hidden="true"
          >
            <rect className="topics__rail" width="100" height="4" />
            <rect className="topics__level" width={topic.confidence * 100} height="4" />
          </svg>
          <Answered topic={topic} events={events} onShow={onShow} />
        </li>
      ))}
    </ul>
  );
}

function Answered({ topic, events, onShow }: { topic: TriedTopic } & Omit<Props, "topics">) {
  const answer = answerTo(events, topic.seq);
  if (answer === null) return null;
  const words = answer.map((message) => message.text).join(" ");
  const show = () => {
    onShow();
    showEntrySoon(answer[0]?.seq ?? topic.seq);
  };
  if (words === "") return <p className="topics__answer">{text.brief.notAnswered}</p>;
  return (
    <p className="topics__answer">
      <span className="visually-hidden">{text.brief.answered} </span>
      <q>{words}</q>{" "}
      <button type="button" className="button button--link" onClick={show}>
        {text.entry.look}
        <span className="visually-hidden">: {humanised(topic.intent)}</span>
      </button>
    </p>
  );
}
