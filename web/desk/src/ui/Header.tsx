import { text } from "../text/en";
import { LinkState } from "./LinkState";
import { Menu } from "./Menu";
import { NoticeBar } from "./NoticeBar";
import { PresenceControl } from "./PresenceControl";
import { Sections } from "./pages/Sections";

/** Where I am, whether the desk is connected, what is new, and whether I am there. */
export function Header() {
  return (
    <header className="header">
      <h1 className="brand">{text.product}</h1>
      <Sections />
      <LinkState />
      <NoticeBar />
      <div className="header__me">
        <PresenceControl />
        <Menu />
      </div>
    </header>
  );
}
