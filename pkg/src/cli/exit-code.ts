/** The exit codes. They are a promise: scripts depend on them. */
export const EXIT = {
  /** Nothing to say. */
  good: 0,
  /** There are problems. */
  problems: 1,
  /** Wrong arguments, or an input that cannot be read. */
  unusable: 2,
  /** 401, 403, 404: the service refuses. */
  refused: 3,
  /** 429, 5xx, no answer, timeout: try again later. */
  later: 4,
  /** The user interrupted the program. */
  interrupted: 130,
} as const;
