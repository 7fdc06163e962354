/** How many hours a NowCast looks at. */
export const nowCastHours = 12;

/** At least so many of the latest three hours are needed. */
const neededOfLatest = { of: 3, hours: 2 } as const;

/**
 * NowCast of PM by the decree: `hours[0]` is c1, the latest hour, null where there is no valid mean. The weight is the
 * least of the hours over the greatest, but at least one half; an hour that is missing has no weight. The sum is divided
 * by the sum of the weights at every weight: the decree prints it undivided for one half, which is the same to 0.03 %
 * with twelve hours and far off with gaps. Null when fewer than two of the latest three hours are there.
 */
export function nowCast(hours: readonly (number | null)[]): number | null {
  const looked = hours.slice(0, nowCastHours);
  const latest = looked.slice(0, neededOfLatest.of).filter((value) => value !== null);
  if (latest.length < neededOfLatest.hours) return null;
  const present = looked.filter((value) => value !== null);
  const weight = weightOf(present);
  let [sum, weights, power] = [0, 0, 1];
  for (const value of looked) {
    if (value !== null) {
      sum += power * value;
      weights += power;
    }
    power *= weight;
  }
  return sum / weights;
}

/** Of readings that are all zero the weight does not matter. Noise below zero must not turn the quotient round. */
function weightOf(present: readonly number[]): number {
  const greatest = Math.max(...present);
  if (greatest <= 0) return 1;
  return Math.max(Math.max(0, Math.min(...present)) / greatest, 1 / 2);
}
