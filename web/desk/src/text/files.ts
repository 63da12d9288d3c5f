import type { Attachment } from "../api/events";
import type { Settled } from "../state/about";
import { plainName } from "./channels";
import { humanised } from "./format";

const KINDS: Record<string, string> = {
  photo: "Photo",
  document: "Document",
  voice: "Voice message",
  audio: "Audio",
  video: "Video",
  sticker: "Sticker",
  location: "Location",
  contact: "Contact",
};

/** What a browser shows or plays in place; the service sends nothing else as what it is. */
const PICTURES: ReadonlySet<string> = new Set([
  "image/gif",
  "image/jpeg",
  "image/png",
  "image/webp",
]);
const SOUNDS = /^audio\/(aac|mp4|mpeg|ogg|x-wav)$/;
const FILMS = /^video\/(mp4|webm)$/;

/** How a file is shown once it is here. */
export type Look = "picture" | "sound" | "film" | "file";

/** What was found inside decides, not what the channel said. */
export function lookOf(mime: string | null): Look {
  if (mime === null) return "file";
  if (PICTURES.has(mime)) return "picture";
  if (SOUNDS.test(mime)) return "sound";
  return FILMS.test(mime) ? "film" : "file";
}

/** "Photo", "Voice message" */
export function kindName(kind: string): string {
  return KINDS[kind] ?? humanised(kind);
}

/** The file's own name as far as it has one, else its kind. */
export function fileName(file: Attachment): string {
  return plainName(file.name) || kindName(file.kind);
}

const KB = 1000;

/** "640 B", "34 KB", "2.4 MB". `bytes` >= 0; "" when unknown. */
export function fileSize(bytes: number | null): string {
  if (bytes === null || bytes < 0) return "";
  if (bytes < KB) return `${bytes} B`;
  if (bytes < 999.5 * KB) return `${Math.round(bytes / KB)} KB`;
  const mb = bytes / (KB * KB);
  return `${mb < 10 ? mb.toFixed(1) : Math.round(mb)} MB`;
}

/** Why a file is not here, in words. */
export function refusal(reason: string): string {
  switch (reason) {
    case "too_large":
      return "not kept: the file is too large.";
    case "kind":
      return "not kept: files of this kind are not accepted.";
    case "gone":
      return "not kept: it could not be fetched. Ask the citizen to send it again.";
    default:
      return `not kept (${humanised(reason).toLowerCase()}).`;
  }
}

/** Where a file is on its way to the agent. */
export type FileState =
  | { readonly at: "here"; readonly look: Look; readonly url: string; readonly size: number | null }
  | { readonly at: "coming" }
  | { readonly at: "refused"; readonly reason: string }
  | { readonly at: "place"; readonly latitude: number; readonly longitude: number }
  /** Nothing to fetch: a contact, or a sticker without a picture. */
  | { readonly at: "told" };

/** What can be shown of a file now: as the message had it, and what came of it since. */
export function fileState(file: Attachment, settled: Settled | undefined): FileState {
  const { latitude, longitude } = file;
  if (latitude !== null && longitude !== null) return { at: "place", latitude, longitude };
  const reason = file.refused ?? settled?.refused ?? null;
  if (reason !== null) return { at: "refused", reason };
  if (file.url === null) return { at: "told" };
  if (settled === undefined) return { at: "coming" };
  return {
    at: "here",
    look: lookOf(settled.mime),
    url: file.url,
    size: settled.size ?? file.size,
  };
}

/** "59.43696, 24.75353": degrees, to about a metre. */
export function coordinates(latitude: number, longitude: number): string {
  return `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
}

/** A map of the place; only a link, nothing is loaded from there. */
export function mapLink(latitude: number, longitude: number): string {
  const [lat, lon] = [latitude.toFixed(5), longitude.toFixed(5)];
  return `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lon}#map=17/${lat}/${lon}`;
}
