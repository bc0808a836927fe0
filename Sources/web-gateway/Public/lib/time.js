// Moments and durations as people read them. The engine's instants are UTC; a page shows the company's zone.

/** A formatter of the company's zone. */
export class Clock {
  constructor(timeZone) {
    const zone = { timeZone, hourCycle: "h23" };
    this.timeOf = new Intl.DateTimeFormat("pt-BR", { ...zone, hour: "2-digit", minute: "2-digit" });
    this.dayOf = new Intl.DateTimeFormat("pt-BR", { ...zone, dateStyle: "short" });
    this.weekdayOf = new Intl.DateTimeFormat("pt-BR", { ...zone, weekday: "long", day: "2-digit", month: "2-digit" });
  }

  /** "14:05" */
  time(instant) {
    return this.timeOf.format(new Date(instant));
  }

  /** "25/11/2026 14:05" */
  moment(instant) {
    return `${this.dayOf.format(new Date(instant))} ${this.time(instant)}`;
  }

  /** "quinta-feira, 26/11, às 08:00" */
  opening(instant) {
    return `${this.weekdayOf.format(new Date(instant))}, às ${this.time(instant)}`;
  }
}

/** "0:07", "12:30" or "1:02:03" for a number of milliseconds, never negative. */
export function duration(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
  const two = (number) => String(number).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes}:${two(seconds % 60)}`
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}
