import { BusinessUnitsError, translate } from "./errors.js";
import type { Glue } from "./glue.js";
import { compiled, isAddress, type ModuleSource } from "./module-source.js";

/**
 * One WebAssembly module with the code that is generated around it.
 *
 * There may be several loads at once, from the package's own place and from callers' sources. The first load that has
 * compiled the module creates its only instance, so a load that hangs delays no caller.
 */
export class Module {
  readonly glue: Glue;
  #isLoaded = false;
  #ownSource: (() => ModuleSource | Promise<ModuleSource>) | undefined;
  #ownLoad: Promise<void> | undefined;
  #instantiating: Promise<unknown> | undefined;
  #arrived: () => void = () => undefined;
  readonly #arrival = new Promise<void>((resolve) => {
    this.#arrived = resolve;
  });
  // NOTE: created when it is needed, since workerd forbids it while a script is loading.
  #downloads: AbortController | undefined;

  constructor(glue: Glue) {
    this.glue = glue;
  }

  get isLoaded(): boolean {
    return this.#isLoaded;
  }

  /** Sets the source of `init()` without an argument. */
  loadFrom(source: () => ModuleSource | Promise<ModuleSource>): void {
    this.#ownSource = source;
  }

  init(source?: ModuleSource | Promise<ModuleSource>): Promise<void> {
    if (this.#isLoaded) return Promise.resolve();
    if (source !== undefined) return Promise.race([this.#arrival, this.#load(() => source)]);
    this.#ownLoad ??= this.#load(() => this.#ownSource?.()).finally(() => {
      this.#ownLoad = undefined;
    });
    return Promise.race([this.#arrival, this.#ownLoad]);
  }

  initSync(module: WebAssembly.Module | ArrayBuffer | ArrayBufferView): void {
    if (this.#isLoaded) return;
    if (this.#instantiating) {
      throw new BusinessUnitsError("ERR_STATE", "init() is under way: await it instead.");
    }
    try {
      const isCompiled = module instanceof WebAssembly.Module;
      const made = isCompiled ? module : new WebAssembly.Module(module as BufferSource);
      this.#attach(new WebAssembly.Instance(made, this.glue.imports()), made);
    } catch (cause) {
      throw this.#notLoaded(cause);
    }
  }

  /** Throws `ERR_STATE` when a synchronous function is called before the module is loaded. */
  assertLoaded(): void {
    if (this.#isLoaded) return;
    throw new BusinessUnitsError(
      "ERR_STATE",
      "The WebAssembly module is not loaded yet: await init() once before buildTree().",
    );
  }

  /** Runs a call of the module, and throws our class in place of the module's errors. */
  translated<T>(work: () => T): T {
    try {
      return work();
    } catch (thrown) {
      throw this.translate(thrown);
    }
  }

  /** Converts an error of the module to our class. A trap marks the module as broken. */
  translate(thrown: unknown): unknown {
    if (!this.glue.isTrap(thrown)) return translate(thrown);
    this.glue.breakDown();
    return translate(new WebAssembly.RuntimeError());
  }

  /**
   * Fetches the module. A missing file is often answered with the site's own page and status 200: without a check the
   * failure would be "expected magic word 00 61 73 6d, found 3c 21 64 6f".
   */
  async download(address: URL | string): Promise<Response> {
    this.#downloads ??= new AbortController();
    const response = await fetch(address, { signal: this.#downloads.signal });
    if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
    if (response.headers.get("content-type")?.includes("html")) {
      throw new Error(`${response.url} is a page, not the module: serve ${this.glue.file} there`);
    }
    return response;
  }

  async #load(source: () => ModuleSource | Promise<ModuleSource> | undefined): Promise<void> {
    try {
      const given = await source();
      if (given === undefined) throw new Error("this entry needs init(source)");
      await this.#instantiate(await compiled(isAddress(given) ? await this.download(given) : given));
    } catch (cause) {
      if (!this.#isLoaded) throw this.#notLoaded(cause);
    }
  }

  async #instantiate(module: WebAssembly.Module): Promise<void> {
    if (this.#isLoaded) return;
    this.#instantiating ??= WebAssembly.instantiate(module, this.glue.imports())
      .then((instance) => this.#attach(instance, module))
      .finally(() => {
        this.#instantiating = undefined;
      });
    await this.#instantiating;
  }

  #attach(instance: WebAssembly.Instance, module: WebAssembly.Module): void {
    this.glue.attach(instance, module);
    this.#isLoaded = true;
    this.#arrived();
    // Other downloads are no longer needed.
    this.#downloads?.abort();
  }

  #notLoaded(cause: unknown): BusinessUnitsError {
    const { file } = this.glue;
    const why = cause instanceof Error ? cause.message : String(cause);
    const remedy = REMEDIES.find(([sign]) => sign.test(why))?.[1];
    const message = `The WebAssembly module could not be loaded: ${why}`;
    return new BusinessUnitsError("ERR_STATE", remedy ? `${message} ${remedy(file)}` : message, {
      hint: `A Content-Security-Policy must allow 'wasm-unsafe-eval'; a bundler must ship ${file}.`,
    });
  }
}

const REMEDIES: readonly [RegExp, (file: string) => string][] = [
  [
    /content.security.policy|\bCSP\b|unsafe-eval/i,
    () => "Add 'wasm-unsafe-eval' to script-src of the page's policy.",
  ],
  [
    /disallowed by embedder/,
    (file) =>
      `This runtime compiles nothing while it runs: import business-units/${file} and give it to init().`,
  ],
  [/WebAssembly is not defined/, () => "This runtime has no WebAssembly."],
  [/must be a buffer source/, () => "What another realm compiled, await init(module) takes."],
];
