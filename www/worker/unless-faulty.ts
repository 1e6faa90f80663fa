/** Returns the result of work by the platform; undefined where it fails or takes longer than `ms`. */
export async function unlessFaulty<T>(ms: number, work: () => Promise<T>): Promise<T | undefined> {
  let cancel = () => {};
  const late = new Promise<undefined>((resolve) => {
    const timer = setTimeout(resolve, ms, undefined);
    cancel = () => clearTimeout(timer);
  });
  try {
    return await Promise.race([work(), late]);
  } catch {
    return undefined;
  } finally {
    cancel();
  }
}
