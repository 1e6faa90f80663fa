/** A map with a limit: it drops the entries that were set longest ago. */
export class Recent<Value> extends Map<string, Value> {
  readonly #most: number;

  constructor(most: number) {
    super();
    this.#most = most;
  }

  override set(key: string, value: Value): this {
    super.delete(key);
    super.set(key, value);
    for (const oldest of this.keys()) {
      if (this.size <= this.#most) break;
      super.delete(oldest);
    }
    return this;
  }
}
