/** What a caller's own function threw, on its way through the module: whatever it is, it comes out as it went in. */
export class Theirs {
  readonly thrown: unknown;

  constructor(thrown: unknown) {
    this.thrown = thrown;
  }
}

/** A token or a key, or the function that gives one; what that throws is marked as the caller's. */
export function marked<Given>(given: Given): Given {
  if (typeof given !== "function") return given;
  const asked = async (...context: unknown[]) => {
    try {
      return await given(...context);
    } catch (thrown) {
      throw new Theirs(thrown);
    }
  };
  return asked as Given;
}
