import { createRoot } from "react-dom/client";
import { browserDesk } from "./desk/browser";
import { App } from "./ui/App";
import { DeskContext } from "./ui/context";
import { createTicker } from "./ui/ticker";
import "./styles/index.css";

// A page of the desk that is gone because the service was updated: the new desk has it. What was
// being written is kept.
addEventListener("vite:preloadError", () => location.reload());

const place = document.getElementById("desk");
if (place) {
  const desk = browserDesk();
  createRoot(place).render(
    <DeskContext value={{ desk, ticker: createTicker() }}>
      <App />
    </DeskContext>,
  );
  void desk.start();
}
