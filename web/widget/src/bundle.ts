/** Entry of the bundle: defines the element, once. */
import { BatonChat } from "./element";

export { BatonChat };

if (!customElements.get("baton-chat")) customElements.define("baton-chat", BatonChat);
