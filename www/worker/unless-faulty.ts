/** What some part of the platform gives; undefined where it fails, or takes longer than this. */
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
