/** Spanish. */
import type { Strings } from "./types";

export const es: Strings = {
  unread: (count) => (count === 1 ? "1 mensaje nuevo" : `${count} mensajes nuevos`),
  title: "Chat",
  close: "Cerrar el chat",
  log: "Conversación",
  messages: "Mensajes",
  sending: "Mensajes por enviar",
  composer: "Su mensaje",
  placeholder: "Escriba un mensaje",
  send: "Enviar",
  person: "Hablar con una persona",
  wantPerson: "Quiero hablar con una persona",
  answers: "Respuestas sugeridas",
  you: "Usted",
  bot: "Asistente automático",
  agent: (name) => `Agente ${name}`,
  someone: "una persona de nuestro equipo",
  service: "Aviso del servicio",
  connecting: "Conectando…",
  offline: "No hay conexión. Lo que escriba se guarda y se envía cuando vuelva la conexión.",
  starting: "Iniciando la conversación…",
  nobody: "Esperando a una persona",
  ended: "Conversación cerrada",
  queued: "Buscamos a una persona para hablar con usted.",
  waiting: (position) =>
    `Está esperando a una persona${position ? ` (lugar ${position})` : ""}. Puede salir de esta página y volver.`,
  nowAgent: (name) => `Ahora habla con ${name || es.someone}`,
  nowBot: "Habla de nuevo con el asistente automático",
  closed: "Esta conversación está cerrada. Escriba de nuevo para reabrirla.",
  replaced:
    "Su conversación anterior ya no está guardada. Esta es una nueva; lo que no había enviado se conserva.",
  typingBot: "El asistente automático está escribiendo",
  typingAgent: (name) => `${name || "Alguien"} está escribiendo`,
  edited: "editado",
  file: "Un archivo",
  newMessages: "Mensajes nuevos",
  unsent: "Aún no enviado",
  again: "Intentar de nuevo",
  edit: "Editar",
  left: (count) => (count === 1 ? "Queda 1 carácter" : `Quedan ${count} caracteres`),
  over: (count) => (count === 1 ? "Sobra 1 carácter" : `Sobran ${count} caracteres`),
  tooLong: (over) =>
    `Sobra${over === 1 ? " 1 carácter" : `n ${over} caracteres`}. Acorte el mensaje o envíelo por partes.`,
  trouble(code, seconds) {
    if (code === "too_many_messages")
      return `Demasiados mensajes en poco tiempo. Este se guarda${seconds ? ` y se envía de nuevo en ${seconds} segundos` : ""}.`;
    if (code === "text_too_long" || code === "too_large")
      return "No enviado: el mensaje es demasiado largo. Acórtelo, por favor.";
    if (code === "empty_text" || code === "invalid_text")
      return "No enviado: el mensaje no tiene texto legible.";
    if (code === "unknown_payload") return "No enviado: esta respuesta ya no está disponible.";
    if (code === "wrong_origin") return "No enviado: este sitio web no puede usar el chat.";
    if (code === "network") return "Aún no enviado. Seguimos intentando.";
    if (code === "unavailable" || code === "internal_error")
      return "Aún no enviado: el servicio tiene un problema. Seguimos intentando.";
    return "No enviado.";
  },
  noStart(code, seconds) {
    if (code === "too_many_conversations")
      return `Se iniciaron demasiadas conversaciones desde su red.${seconds ? ` Intentamos de nuevo en ${seconds} segundos.` : ""}`;
    if (code === "wrong_origin") return "Este sitio web no puede usar el chat.";
    if (code === "network") return "No se puede llegar al chat. Seguimos intentando.";
    if (code === "unavailable" || code === "internal_error")
      return "El chat tiene un problema en este momento. Seguimos intentando.";
    return "No se pudo iniciar el chat. Inténtelo más tarde, por favor.";
  },
};
