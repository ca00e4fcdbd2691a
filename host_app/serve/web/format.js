// Numbers for people.

const whole   = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const precise = new Intl.NumberFormat("en", { minimumSignificantDigits: 3,
                                              maximumSignificantDigits: 3 });

/** A count, all digits. */
export const count = (value) => whole.format(value);

/** A number with three digits that count. */
export const short = (value) => (Math.abs(value) >= 1000 ? whole : precise).format(value);

/** A rate with one digit behind the point: it must not jump in width from second to second. */
export const rate = (value) => (value >= 1000 ? whole.format(value) : value.toFixed(1));

/** Seconds, in the unit that fits. */
export function time(seconds) {
  if (seconds === 0) return "0 ms";
  if (seconds < 1e-3) return `${short(seconds * 1e6)} µs`;
  return seconds < 1 ? `${short(seconds * 1e3)} ms` : `${short(seconds)} s`;
}

/** A fraction as a percentage. */
export const percent = (fraction) => `${(100 * fraction).toFixed(fraction < 0.0995 ? 1 : 0)} %`;

/** Bytes in units of 1,000. */
export function bytes(value) {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  let at = 0;
  while (value >= 1000 && at < units.length - 1) {
    value /= 1000;
    at += 1;
  }
  return `${at ? short(value) : count(value)} ${units[at]}`;
}
