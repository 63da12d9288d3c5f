const LINK = /https?:\/\/[^\s<>"]+[^\s<>"'.,;:!?)\]}]/g;

interface Props {
  words: string;
  /** Links of a citizen stay plain text: an agent must not be led anywhere by one careless click. */
  linked: boolean;
}

/** What somebody said, with its own line breaks. */
export function Words({ words, linked }: Props) {
  return <p className="words">{linked ? withLinks(words) : words}</p>;
}

function withLinks(words: string) {
  const parts = [];
  let from = 0;
  for (const match of words.matchAll(LINK)) {
    parts.push(words.slice(from, match.index));
    parts.push(
      <a key={match.index} href={match[0]} target="_blank" rel="noreferrer noopener">
        {match[0]}
      </a>,
    );
    from = match.index + match[0].length;
  }
  parts.push(words.slice(from));
  return parts;
}
