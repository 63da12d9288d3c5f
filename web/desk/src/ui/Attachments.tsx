import { type ReactNode, useState } from "react";
import type { Attachment } from "../api/types";
import type { About } from "../state/about";
import { text } from "../text/en";
import {
  coordinates,
  fileName,
  fileSize,
  kindName,
  mapLink,
  refusal,
  type Stage,
  stageOf,
} from "../text/files";

interface Props {
  files: readonly Attachment[];
  about: About;
  /** Whose they are, for those who hear pictures instead of seeing them. */
  from: string;
}

/** What came with a message: pictures and players in place, everything else as a named link. */
export function Attachments({ files, about, from }: Props) {
  return (
    <ul className="files" aria-label={text.file.list}>
      {files.map((file) => (
        <li key={file.number} className="file">
          <File file={file} stage={stageOf(file, about.files.get(file.number))} from={from} />
        </li>
      ))}
    </ul>
  );
}

function File({ file, stage, from }: { file: Attachment; stage: Stage; from: string }) {
  switch (stage.at) {
    case "coming":
      return <Told file={file}>{text.file.coming}</Told>;
    case "refused":
      return <Told file={file}>{refusal(stage.reason)}</Told>;
    case "told":
      return <Told file={file} />;
    case "place":
      return (
        <Told file={file}>
          {coordinates(stage.latitude, stage.longitude)} ·{" "}
          <Away href={mapLink(stage.latitude, stage.longitude)}>{text.file.map}</Away>
        </Told>
      );
    case "here":
      return <Here file={file} stage={stage} from={from} />;
  }
}

type Arrived = Extract<Stage, { at: "here" }>;

function Here({ file, stage, from }: { file: Attachment; stage: Arrived; from: string }) {
  const [broken, setBroken] = useState(false);
  const what = text.file.of(kindName(file.kind), from);
  const onError = () => setBroken(true);
  const link = <Link file={file} stage={stage} />;
  if (broken || stage.look === "file") {
    return (
      <>
        {link} {broken && <span className="file__more">{text.file.broken}</span>}
      </>
    );
  }
  if (stage.look === "picture") {
    return (
      <>
        <Away href={stage.url} className="file__picture">
          <img src={stage.url} alt={what} loading="lazy" onError={onError} />
        </Away>
        {link}
      </>
    );
  }
  return (
    <>
      {stage.look === "sound" ? (
        // biome-ignore lint/a11y/useMediaCaption: a citizen's recording has no captions
        <audio src={stage.url} controls preload="none" aria-label={what} onError={onError} />
      ) : (
        // biome-ignore lint/a11y/useMediaCaption: a citizen's recording has no captions
        <video src={stage.url} controls preload="metadata" aria-label={what} onError={onError} />
      )}
      {link}
    </>
  );
}

/** Name and size; what a browser can show opens in a tab of its own, the rest is saved. */
function Link({ file, stage }: { file: Attachment; stage: Arrived }) {
  const size = fileSize(stage.size);
  const name = <bdi>{fileName(file)}</bdi>;
  return (
    <span className="file__line">
      {stage.look === "file" ? (
        <a href={stage.url} download={fileName(file)}>
          {name}
        </a>
      ) : (
        <Away href={stage.url}>{name}</Away>
      )}{" "}
      {size && <span className="file__more">{size}</span>}
    </span>
  );
}

/** What there is to say about something that cannot be opened. */
function Told({ file, children }: { file: Attachment; children?: ReactNode }) {
  const kind = kindName(file.kind);
  const name = fileName(file);
  return (
    <span className="file__line">
      {kind}
      {name !== kind && (
        <>
          : <bdi>{name}</bdi>
        </>
      )}{" "}
      {children && <span className="file__more">{children}</span>}
    </span>
  );
}

function Away(props: { href: string; className?: string; children: ReactNode }) {
  return (
    <a
      href={props.href}
      className={props.className}
      target="_blank"
      rel="noreferrer noopener"
      title={text.file.opens}
    >
      {props.children}
    </a>
  );
}
