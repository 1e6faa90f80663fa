import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";

/** A file as a user has it on a computer. */
export interface Kept {
  readonly name: string;
  readonly content: string | Buffer;
}

/** Chooses a file with the page's button, and waits until something is shown for it. */
export async function chooseFile(page: Page, { name, content }: Kept): Promise<void> {
  const file = { name, mimeType: "application/octet-stream", buffer: Buffer.from(content) };
  const chooser = page.waitForEvent("filechooser");
  await page.locator("file-entry button").click();
  await (await chooser).setFiles([file]);
  await page.locator(".explorer, page-notice, .strip.wrong").first().waitFor();
}

/** Puts files into a folder of their own and tells their places. */
export async function onDisk(...files: Kept[]): Promise<string[]> {
  const folder = await mkdtemp(path.join(tmpdir(), "dropped-"));
  return Promise.all(
    files.map(async ({ name, content }) => {
      const place = path.join(folder, name);
      await writeFile(place, content);
      return place;
    }),
  );
}

/** Drags files of this computer over the middle of the page, as a person would; `drop` lets go of them. */
export async function drag(
  page: Page,
  places: readonly string[],
): Promise<{ drop(): Promise<void>; leave(): Promise<void> }> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...places], dragOperationsMask: 1 };
  const tell = (type: "dragEnter" | "dragOver" | "drop") =>
    session.send("Input.dispatchDragEvent", { type, x: 300, y: 300, data });
  await tell("dragEnter");
  await tell("dragOver");
  return {
    drop: async () => void (await tell("drop")),
    // The protocol's own dragCancel tells the page nothing.
    leave: () =>
      page.evaluate(() => void document.body.dispatchEvent(new DragEvent("dragleave", { bubbles: true }))),
  };
}
