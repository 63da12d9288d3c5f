import type { Attachment } from "./events";

/** Files are taken from the service itself only, whatever an event says. */
const OURS = /^\/api\/desk\/conversations\/[\w-]+\/attachments\/\d+\/\d+$/;

/** The attachments of a message; what is none is left out. */
export function parseAttachments(value: unknown): Attachment[] {
  if (!Array.isArray(value)) return [];
  return value.map(parseAttachment).filter((one) => one !== null);
}

function parseAttachment(value: unknown): Attachment | null {
  if (typeof value !== "object" || value === null) return null;
  const fields = value as Record<string, unknown>;
  if (!Number.isInteger(fields.number)) return null;
  const url = textOf(fields.url);
  return {
    number: fields.number as number,
    kind: textOf(fields.kind) ?? "document",
    name: textOf(fields.name),
    mime: textOf(fields.mime),
    size: numberOf(fields.size),
    latitude: numberOf(fields.latitude),
    longitude: numberOf(fields.longitude),
    refused: textOf(fields.refused),
    url: url !== null && OURS.test(url) ? url : null,
  };
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function numberOf(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}
