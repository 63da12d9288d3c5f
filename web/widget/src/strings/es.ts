/** Spanish. */
import { shown } from "../core/range";
import type { Opening } from "../core/time";
import { esMenu } from "./menu";
import type { Strings } from "./types";

function amount(count: number, unit: string): string {
  if (count === 1) return unit === "hour" ? "una hora" : "un minuto";
  return `${shown(count)} ${unit === "hour" ? "horas" : "minutos"}`;
}

function when({ day, time }: Opening): string {
  const clock = time.startsWith("1:") ? `a la ${time}` : `a las ${time}`;
  return day ? `el ${day} ${clock}` : clock;
}

export const es: Strings = {
  menu: esMenu,
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
  scale: "De 1, muy difícil, a 7, muy fácil",
  hardest: "muy difícil",
  easiest: "muy fácil",
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
  queuedFor: (opening) =>
    opening
      ? `A esta hora no atienden personas. Vuelven ${when(opening)}; usted queda en la fila.`
      : "A esta hora no atienden personas. Usted queda en la fila para cuando vuelvan.",
  waitsAgain(reason, name) {
    const who = name || "La persona que le atendía";
    const place = "Usted conserva su lugar en la fila, y lo que escribió queda guardado.";
    if (reason === "agent_lost") return `Se perdió la conexión con ${name || es.someone}. ${place}`;
    if (reason === "no_answer") return `${who} no pudo responder a tiempo. ${place}`;
    if (reason === "signed_out" || reason === "shift_ended" || reason === "account_disabled")
      return `${who} tuvo que irse. ${place}`;
    if (reason === "transfer") return `${who} pasó su conversación a otra persona. ${place}`;
    if (reason === "came_back") return "Le llevamos otra vez con una persona.";
    return es.queued;
  },
  waiting(position) {
    if (position === 1) return "Usted es la siguiente persona en la fila.";
    return position
      ? `Usted tiene el lugar ${position} en la fila para hablar con una persona.`
      : "Está esperando a una persona.";
  },
  range(range) {
    if (!range) return "Todavía no podemos decir cuánto tardará.";
    const { low, high, unit } = range;
    if (low === 0) return `Debería tardar menos de ${amount(high, unit)}.`;
    if (low === high) return `Debería tardar más o menos ${amount(low, unit)}.`;
    return `Debería tardar entre ${shown(low)} y ${amount(high, unit)}.`;
  },
  backAt: (opening) =>
    opening
      ? `Las personas vuelven ${when(opening)}. Puede cerrar esta ventana: su lugar en la fila se conserva.`
      : "Ahora no hay personas. Puede cerrar esta ventana: su lugar en la fila se conserva.",
  meanwhile: "Puede seguir preguntando al asistente, o salir de esta página y volver.",
  leaveQueue: "No quiero esperar",
  leftQueue: "Ya no espera a una persona. Le atiende de nuevo el asistente automático.",
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
