import type { ReactiveController, ReactiveControllerHost } from "lit";
import { type Offered, offeredBy } from "../files/offered.ts";

/** Takes files that are dropped anywhere on the page. Without it the browser would leave the page for them. */
export class DroppedFiles implements ReactiveController {
  /** Whether files are held over the page. */
  over = false;
  readonly #host: ReactiveControllerHost;
  readonly #dropped: (offered: Offered) => void;

  constructor(host: ReactiveControllerHost, dropped: (offered: Offered) => void) {
    this.#host = host;
    this.#dropped = dropped;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener("dragenter", this.#hold);
    addEventListener("dragover", this.#hold);
    addEventListener("dragleave", this.#leave);
    addEventListener("drop", this.#drop);
  }

  hostDisconnected(): void {
    removeEventListener("dragenter", this.#hold);
    removeEventListener("dragover", this.#hold);
    removeEventListener("dragleave", this.#leave);
    removeEventListener("drop", this.#drop);
  }

  readonly #hold = (event: DragEvent): void => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    this.#become(true);
  };

  // Between two elements of the page there is another one to go to.
  readonly #leave = ({ relatedTarget }: DragEvent): void => {
    if (relatedTarget === null) this.#become(false);
  };

  readonly #drop = (event: DragEvent): void => {
    this.#become(false);
    if (!holdsFiles(event) || !event.dataTransfer) return;
    event.preventDefault();
    this.#dropped(offeredBy(event.dataTransfer));
  };

  #become(over: boolean): void {
    if (over === this.over) return;
    this.over = over;
    this.#host.requestUpdate();
  }
}

// Text that is dragged into a field is none of ours.
function holdsFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes("Files") ?? false;
}
