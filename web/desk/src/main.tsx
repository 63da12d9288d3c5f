import { createRoot } from "react-dom/client";
import { browserDesk } from "./desk/browser";
import { App } from "./ui/App";
import { DeskContext } from "./ui/context";
import { createTicker } from "./ui/ticker";
import "./styles/index.css";

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
