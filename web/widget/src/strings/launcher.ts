/** What stands on the page before the chat itself is loaded. */
import type { Language } from "../core/language";

export interface LauncherStrings {
  label: string;
  loadFailed: string;
  plain: string;
}

export const launcherStrings: Record<Language, LauncherStrings> = {
  en: {
    label: "Chat with us",
    loadFailed: "The chat could not be loaded. Please try again, or use",
    plain: "the simple chat page",
  },
  es: {
    label: "Escríbanos",
    loadFailed: "No se pudo cargar el chat. Inténtelo de nuevo o use",
    plain: "la página de chat sencilla",
  },
};
