import type { Alarm } from "./ports";

/** Two soft notes, a third apart: heard in an office without startling anybody. Hz. */
const NOTES = [587.3, 740];
/** How long one note sounds, in seconds, and how loud it is, 0 to 1. */
const LENGTH = 0.22;
const LOUDNESS = 0.12;

/** Sound and notifications of the browser. Both stay silent where the browser forbids them. */
export function browserAlarm(): Alarm {
  let context: AudioContext | null = null;
  const wake = () => {
    // Browsers let a page sound only after somebody has touched it.
    context ??= new AudioContext();
    if (context.state === "suspended") void context.resume().catch(() => undefined);
  };
  addEventListener("pointerdown", wake, { passive: true });
  addEventListener("keydown", wake);
  return {
    ring: () => {
      if (context?.state === "running") play(context);
    },
    popup: (words, open) => {
      if (!("Notification" in window) || Notification.permission !== "granted") return;
      try {
        // One tag: a newer one takes the place of the last instead of piling up.
        const shown = new Notification("Baton desk", { body: words, tag: "baton-desk" });
        shown.onclick = () => {
          window.focus();
          open();
          shown.close();
        };
      } catch {
        // Some phones show notifications only from a service worker; the sound and the title remain.
      }
    },
  };
}

function play(context: AudioContext): void {
  NOTES.forEach((hertz, index) => {
    const start = context.currentTime + index * LENGTH * 0.7;
    const note = context.createOscillator();
    const volume = context.createGain();
    note.frequency.value = hertz;
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(LOUDNESS, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, start + LENGTH);
    note.connect(volume).connect(context.destination);
    note.start(start);
    note.stop(start + LENGTH);
  });
}

/** Asks the browser to allow notifications; true when it does. */
export async function askForPopups(): Promise<boolean> {
  if (!("Notification" in window)) return false;
  if (Notification.permission === "granted") return true;
  return (await Notification.requestPermission()) === "granted";
}
