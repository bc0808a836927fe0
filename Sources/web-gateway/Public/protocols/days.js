// Days of the company's zone as instants: what "De" and "Até" mean.

const DAY = 86_400_000;

/** What the clock of `timeZone` shows at `instant`, as milliseconds of a UTC clock that shows the same. */
function wallClock(instant, timeZone) {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric",
    second: "numeric",
  });
  const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second);
}

/**
 * The first instant of `day` ("2026-11-22") in `timeZone`, in milliseconds.
 *
 * Where summer time begins at midnight, a day has no 00:00 and begins at 01:00; both candidates are tried.
 */
export function startOfDay(day, timeZone) {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const offset = (instant) => wallClock(instant, timeZone) - instant;
  const early = midnight - offset(midnight);
  const candidates = [early, midnight - offset(early)];
  const inside = candidates.filter((instant) => wallClock(instant, timeZone) >= midnight);
  return Math.min(...(inside.length > 0 ? inside : candidates));
}

/** The instants (RFC 3339) between which a record was opened: `from` inclusive, `to` exclusive; "" without a day. */
export function period(fromDay, toDay, timeZone) {
  const next = (day) => new Date(Date.parse(`${day}T00:00:00Z`) + DAY).toISOString().slice(0, 10);
  const text = (day) => new Date(startOfDay(day, timeZone)).toISOString();
  return { from: fromDay ? text(fromDay) : "", to: toDay ? text(next(toDay)) : "" };
}
