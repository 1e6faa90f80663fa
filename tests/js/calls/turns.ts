// As they are before a case counts them.
const { setTimeout: set } = globalThis;

/** A turn of the event loop: all that is due by then has run. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    set(resolve, 0);
  });
}

/** Some turns: on a slow machine they take longer, and no less happens in them. */
export async function turns(count: number): Promise<void> {
  for (let nth = 0; nth < count; nth++) await turn();
}

/** Counts the turns of the event loop until it settles, and gives up after `most`. */
export async function turnsUntil(work: Promise<unknown>, most = 1_000): Promise<number> {
  let isOver = false;
  const settled = () => {
    isOver = true;
  };
  work.then(settled, settled);
  let count = 0;
  for (await undefined; !isOver && count < most; count++) await turn();
  return count;
}
