const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const clock = new Intl.DateTimeFormat("en-GB", { timeStyle: "short" });
const calendar = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });
const relative = new Intl.RelativeTimeFormat("en");

/** `12:03`, or `27 Nov 2026, 12:03` on another day, in the reader's time zone. */
export function momentText(moment: number, now: number): string {
  const isToday = new Date(moment).toDateString() === new Date(now).toDateString();
  return isToday ? clock.format(moment) : dateText(moment);
}

/** `27 Nov 2026, 12:03`, in the reader's time zone. */
export function dateText(moment: number): string {
  return calendar.format(moment);
}

/** `just now`, `2 minutes ago`, `3 hours ago`, `4 days ago`. A moment that is still to come counts as now. */
export function agoText(moment: number, now: number): string {
  const age = now - moment;
  if (age < MINUTE) return "just now";
  if (age < HOUR) return relative.format(-Math.floor(age / MINUTE), "minute");
  if (age < DAY) return relative.format(-Math.floor(age / HOUR), "hour");
  return relative.format(-Math.floor(age / DAY), "day");
}
