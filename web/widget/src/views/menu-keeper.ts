/** Which part of the menu is open, and where the focus goes when that changes. */
import type { LitElement } from "lit";
import type { MenuPlace } from "./menu";

/** What gets the focus at each place. */
const FOCUS: Record<MenuPlace, string> = {
  "": ".more",
  list: "#menu button",
  device: "#page-title",
  save: "#page-title",
  forget: "#page-title",
};

export class MenuKeeper {
  place: MenuPlace = "";
  /** Whether the link was copied; null: not tried. */
  copied: boolean | null = null;

  constructor(private readonly host: LitElement) {}

  /** Opens a place, or with "" the conversation, and leads the focus there. */
  goTo(place: MenuPlace): void {
    this.close(place);
    void this.host.updateComplete.then(() => this.find(FOCUS[place])?.focus());
  }

  /** Closes the menu, or moves on in it, without touching the focus. */
  close(place: MenuPlace = ""): void {
    this.place = place;
    this.copied = null;
    this.host.requestUpdate();
  }

  /** Copies the link; where the browser does not allow it, it stays marked for the citizen. */
  async copy(): Promise<void> {
    const field = this.find("#link") as HTMLInputElement | null;
    if (!field) return;
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      this.copied = true;
    } catch {
      // An old browser, or a page without https.
      this.copied = document.execCommand("copy");
    }
    this.host.requestUpdate();
  }

  private find(selector: string): HTMLElement | null {
    return this.host.renderRoot.querySelector(selector);
  }
}
