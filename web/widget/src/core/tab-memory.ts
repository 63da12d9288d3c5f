import type { Storage } from "./storage";

/**
 * What one tab remembers over a reload: the draft, and whether the dialog is
 * open. Other tabs have their own.
 */
export class TabMemory {
  private readonly draftName: string;
  private readonly openName: string;

  /** @param scope address of the service */
  constructor(
    private readonly storage: Storage,
    scope: string,
  ) {
    this.draftName = `baton:${scope}:draft`;
    this.openName = `baton:${scope}:open`;
  }

  get draft(): string {
    return this.storage.get(this.draftName) ?? "";
  }

  set draft(text: string) {
    if (text) this.storage.set(this.draftName, text);
    else this.storage.remove(this.draftName);
  }

  get open(): boolean {
    return this.storage.get(this.openName) === "yes";
  }

  set open(open: boolean) {
    if (open) this.storage.set(this.openName, "yes");
    else this.storage.remove(this.openName);
  }
}
