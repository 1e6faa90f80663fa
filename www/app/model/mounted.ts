/** Up to this many visible rows all stand in the DOM; above, only those in view. */
export const ALL_MOUNTED = 1_000;

const MARGIN = 16;

/** What the scrolling box shows, in pixels, of `count` rows of one height. */
export interface View {
  readonly count: number;
  readonly top: number;
  readonly height: number;
  readonly rowHeight: number;
  /** How many rows to mount beyond each end of the view, where all may be. */
  readonly margin: number;
}

/** The half-open range of places to mount. */
export function mountedRange({ count, top, height, rowHeight, margin }: View): [from: number, to: number] {
  const beyond = count <= ALL_MOUNTED ? margin : MARGIN;
  const from = Math.floor(top / rowHeight) - beyond;
  const to = Math.ceil((top + height) / rowHeight) + beyond;
  return [Math.min(Math.max(0, from), count), Math.max(0, Math.min(to, count))];
}

/** The places to mount in ascending order; `active` stays mounted while it is scrolled out, or focus would be lost. */
export function mountedPlaces(view: View, active: number): number[] {
  const [from, to] = mountedRange(view);
  const places = Array.from({ length: to - from }, (_, step) => from + step);
  if (active < from && active >= 0) return [active, ...places];
  if (active >= to && active < view.count) return [...places, active];
  return places;
}
