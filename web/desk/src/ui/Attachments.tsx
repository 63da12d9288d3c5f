import { type ReactNode, useState } from "react";
import type { Attachment } from "../api/events";
import type { About } from "../state/about";
import { text } from "../text/en";
import {
  coordinates,
  type FileState,
  fileName,
  fileSize,
  fileState,
  kindName,
  mapLink,
  refusal,
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
          <File file={file} state={fileState(file, about.files.get(file.number))} from={from} />
        </li>
      ))}
    </ul>
  );
}

function File({ file, state, from }: { file: Attachment; state: FileState; from: string }) {
  switch (state.at) {
    case "coming":
      return <Told file={file}>{text.file.coming}</Told>;
    case "refused":
      return <Told file={file}>{refusal(state.reason)}</Told>;
    case "told":
      return <Told file={file} />;
    case "place":
      return (
        <Told file={file}>
          {coordinates(state.latitude, state.longitude)} ·{" "}
          <Away href={mapLink(state.latitude, state.longitude)}>{text.file.map}</Away>
        </Told>
      );
    case "here":
      return <Here file={file} state={state} from={from} />;
  }
}

type Arrived = Extract<FileState, { at: "here" }>;

function Here({ file, state, from }: { file: Attachment; state: Arrived; from: string }) {
  const [broken, setBroken] = useState(false);
  const what = text.file.of(kindName(file.kind), from);
  const onError = () => setBroken(true);
  const link = <Link file={file} state={state} />;
  if (broken || state.look === "file") {
    return (
      <>
        {link} {broken && <span className="file__more">{text.file.broken}</span>}
      </>
    );
  }
  if (state.look === "picture") {
    return (
      <>
        <Away href={state.url} className="file__picture">
          <img src={state.url} alt={what} loading="lazy" onError={onError} />
        </Away>
        {link}
      </>
    );
  }
  return (
    <>
      {state.look === "sound" ? (
        // biome-ignore lint/a11y/useMediaCaption: a citizen's recording has no captions
        <audio src={state.url} controls preload="none" aria-label={what} onError={onError} />
      ) : (
        // biome-ignore lint/a11y/useMediaCaption: a citizen's recording has no captions
        <video src={state.url} controls preload="metadata" aria-label={what} onError={onError} />
      )}
      {link}
    </>
  );
}

/** Name and size; what a browser can show opens in a tab of its own, the rest is saved. */
function Link({ file, state }: { file: Attachment; state: Arrived }) {
  const size = fileSize(state.size);
  const name = <bdi>{fileName(file)}</bdi>;
  return (
    <span className="file__line">
      {state.look === "file" ? (
        <a href={state.url} download={fileName(file)}>
          {name}
        </a>
      ) : (
        <Away href={state.url}>{name}</Away>
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
