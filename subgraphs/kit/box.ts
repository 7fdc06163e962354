/** A box of degrees, WGS 84; the edges belong to it. */
export interface Box {
  readonly south: number;
  readonly west: number;
  readonly north: number;
  readonly east: number;
}

/** The longest side of a box, degrees: the whole city fits into it. */
export const maxBoxSide = 1.5;

/** What is wrong with a box: the member, the rule that it breaks, and a hint where there is one. */
export interface BoxFault {
  readonly member: keyof Box;
  readonly rule: 'range' | 'order' | 'max_side';
  readonly message: string;
  readonly hint?: 'swapped?';
}

/** The first fault of a box as a client gave it, or null. */
export function boxFault(box: Box): BoxFault | null {
  const fault = faultOf(box);
  if (fault?.rule !== 'range') return fault;
  const swapped = { south: box.west, west: box.south, north: box.east, east: box.north };
  return faultOf(swapped) === null ? { ...fault, hint: 'swapped?' } : fault;
}

export function isInBox(box: Box, { lat, lon }: { readonly lat: number; readonly lon: number }): boolean {
  return box.south <= lat && lat <= box.north && box.west <= lon && lon <= box.east;
}

const ranges = { south: 90, north: 90, west: 180, east: 180 } as const;
const sides = [
  ['south', 'north'],
  ['west', 'east'],
] as const;

function faultOf(box: Box): BoxFault | null {
  for (const member of ['south', 'west', 'north', 'east'] as const) {
    const range = ranges[member];
    if (!(Math.abs(box[member]) <= range))
      return { member, rule: 'range', message: `${member} is from -${range} to ${range} degrees.` };
  }
  for (const [from, to] of sides) {
    if (box[from] >= box[to])
      return { member: to, rule: 'order', message: `${to} must be greater than ${from}.` };
    if (box[to] - box[from] > maxBoxSide)
      return {
        member: to,
        rule: 'max_side',
        message: `From ${from} to ${to} there are at most ${maxBoxSide} degrees.`,
      };
  }
  return null;
}
