// @ts-check

/** @typedef {import("./script.ts").Behaviour} Behaviour */

/**
 * A weather: what it is like, and how often which answer is spoilt by what. The chances are hundredths that add up to
 * less than 100; what is left answers as always.
 * @typedef {{ about: string, spoils: readonly (readonly [percent: number, behaviour: Behaviour])[] }} Climate
 * @typedef {"calm" | "drizzle" | "fog" | "frost" | "storm" | "outage"} ClimateName
 */

/** @type {Behaviour} */
const tooMany = { does: "refuse", status: 429, headers: { "retry-after": "1" } };
/** @type {Behaviour} */
const unavailable = { does: "refuse", status: 503 };

/**
 * The weathers that the sandbox can have.
 * @type {Readonly<Record<ClimateName, Climate>>}
 */
export const climates = {
  calm: { about: "every answer comes whole and at once", spoils: [] },
  drizzle: {
    about: "an answer in four is 429 and asks to wait a second",
    spoils: [[25, tooMany]],
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
    about: "two answers in five fail: resets, 500, 503, 429, and now and then silence",
    spoils: [
      [7, { does: "reset", at: "start" }],
      [7, { does: "reset", at: "headers" }],
      [7, { does: "reset", at: "body" }],
      [7, { does: "refuse", status: 500 }],
      [5, unavailable],
      [4, tooMany],
      [3, { does: "fall silent", at: "body" }],
    ],
  },
  outage: { about: "every answer is 503", spoils: [[100, unavailable]] },
};

/** The names of the weathers, for messages. */
export const climateNames = Object.keys(climates).join(", ");

/**
 * Whether there is a weather of that name.
 * @param {string} name
 * @returns {name is ClimateName}
 */
export function isClimate(name) {
  return Object.hasOwn(climates, name);
}

/**
 * What spoils an answer, if anything does.
 * @param {ClimateName} name
 * @param {number} chance from 0 to 1
 * @returns {Behaviour | undefined}
 */
export function spoiltBy(name, chance) {
  let left = chance * 100;
  return climates[name].spoils.find(([percent]) => {
    left -= percent;
    return left < 0;
  })?.[1];
}
