import { Problem } from "../problem.ts";

const MOST = 16;

let taken = 0;

/**
 * Takes a place for a tree and gives the way to leave it, which counts once however often it is called. TOO_MANY_VIEWS
 * where there is none: an isolate's memory is the same for all of its readers, and a slow one keeps a tree alive.
 */
export function takePlace(): () => void {
  if (taken >= MOST) {
    const headers = { "retry-after": "1" };
    throw new Problem("TOO_MANY_VIEWS", `${MOST} views are being read at the moment.`, { headers });
  }
  taken += 1;
  let isTaken = true;
  return () => {
    if (isTaken) taken -= 1;
    isTaken = false;
  };
}
