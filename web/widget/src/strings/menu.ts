/** The menu of the dialog, in both languages. */
import type { MenuStrings } from "./types";

export const enMenu: MenuStrings = {
  label: "Menu",
  back: "Back to the conversation",
  device: "Continue on another device",
  deviceText:
    "Open this link on your phone or another computer, and the conversation goes on there. Whoever has the link can read this conversation and write in it, so send it only to yourself.",
  link: "Your link",
  copy: "Copy the link",
  copied: "The link is copied.",
  copyFailed: "Your browser did not copy it. The link is marked: please copy it yourself.",
  save: "Save or print the conversation",
  saveText:
    "You get all of it: what you wrote, what the assistant answered and what our staff said.",
  print: "Open a page to print",
  asText: "Save as a text file",
  forget: "Forget this conversation on this device",
  forgetText:
    "For computers that others use, too. Nobody who uses this browser after you can open the conversation. Our staff still have it. You cannot go on with it here, unless you kept the link of “Continue on another device”.",
  forgetNow: "Forget it on this device",
  keep: "Do not forget it",
};

export const esMenu: MenuStrings = {
  label: "Menú",
  back: "Volver a la conversación",
  device: "Seguir en otro dispositivo",
  deviceText:
    "Abra este enlace en su teléfono o en otra computadora y la conversación sigue allí. Quien tenga el enlace puede leer esta conversación y escribir en ella: envíelo solo a usted.",
  link: "Su enlace",
  copy: "Copiar el enlace",
  copied: "El enlace está copiado.",
  copyFailed: "Su navegador no lo copió. El enlace está marcado: cópielo usted, por favor.",
  save: "Guardar o imprimir la conversación",
  saveText:
    "Recibe todo: lo que usted escribió, lo que respondió el asistente y lo que dijo nuestro personal.",
  print: "Abrir una página para imprimir",
  asText: "Guardar como archivo de texto",
  forget: "Olvidar esta conversación en este dispositivo",
  forgetText:
    "Para computadoras que otras personas usan también. Quien use este navegador después no podrá abrir la conversación. Nuestro personal la conserva. Aquí no podrá seguir con ella, salvo que haya guardado el enlace de «Seguir en otro dispositivo».",
  forgetNow: "Olvidarla en este dispositivo",
  keep: "No olvidarla",
};
