import type { Behaviour } from "./script.ts";

/** A weather: what it is like, and how often which answer is spoilt by what. */
export interface Climate {
  about: string;
  /** Chances, in hundredths, that add up to less than 100; what is left answers as always. */
  spoils: readonly (readonly [percent: number, behaviour: Behaviour])[];
}

const TOO_MANY: Behaviour = { does: "refuse", status: 429, headers: { "retry-after": "1" } };
const FAILS: Behaviour = { does: "refuse", status: 500 };
const UNAVAILABLE: Behaviour = { does: "refuse", status: 503 };

/** The weathers that the sandbox can have. */
export const CLIMATES = {
  calm: { about: "every answer comes whole and at once", spoils: [] },
  drizzle: {
    about: "an answer in four is 429 and asks to wait a second",
    spoils: [[25, TOO_MANY]],
  },
  fog: {
    about: "half of the answers are cut: short of their length, without their last chunk, or in their JSON",
    spoils: [
      [20, { does: "close", at: "body" }],
      [15, { does: "chunk badly", fault: "no end" }],
      [15, { does: "send", body: "cut" }],
    ],
  },
  frost: {
    about: "an answer in three stops for ever: before its head, or in the middle of its body",
    spoils: [
      [15, { does: "fall silent", at: "start" }],
      [18, { does: "fall silent", at: "body" }],
    ],
  },
  storm: {
    about: "half of the answers fail: resets, 500, 503, 429, and now and then silence",
    spoils: [
      [8, { does: "reset", at: "start" }],
      [8, { does: "reset", at: "headers" }],
      [8, { does: "reset", at: "body" }],
      [10, FAILS],
      [8, UNAVAILABLE],
      [5, TOO_MANY],
      [5, { does: "fall silent", at: "body" }],
    ],
  },
  outage: { about: "every answer is 503", spoils: [[100, UNAVAILABLE]] },
} as const satisfies Record<string, Climate>;

/** The name of a weather. */
export type ClimateName = keyof typeof CLIMATES;

/** Whether there is a weather of that name. */
export function isClimate(name: string): name is ClimateName {
  return Object.hasOwn(CLIMATES, name);
}

/** What spoils an answer, if anything does; `chance` is from 0 to 1. */
export function spoiltBy(name: ClimateName, chance: number): Behaviour | undefined {
  let left = chance * 100;
  for (const [percent, behaviour] of (CLIMATES[name] as Climate).spoils) {
    left -= percent;
    if (left < 0) return behaviour;
  }
  return undefined;
}
