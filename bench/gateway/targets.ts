/** One number that was asked for, and what it was. */
export interface Target {
  readonly what: string;
  readonly wanted: string;
  readonly was: string;
  readonly isMet: boolean;
}

export type Load = 'different' | 'equal';

/** Requests a second of a gateway (by the beginning of its name); undefined where it was not measured. */
export type Speed = (peer: string, operation: string, load: Load) => number | undefined;

interface Wanted {
  readonly peer: string;
  readonly name: string;
  readonly least: number;
}

const ofDifferent: readonly Wanted[] = [
  { peer: 'stock', name: 'stock', least: 8 },
  { peer: 'Hive Gateway', name: 'Hive Gateway', least: 5 },
  { peer: 'Hive Router', name: 'Hive Router', least: 0.6 },
];

/** The targets of issue 7; those against a gateway that was not there say so. */
export function judge(
  speed: Speed,
  cold: { readonly ours: number; readonly stock: number } | null,
): Target[] {
  const ratios = (operation: string, load: Load, wanted: readonly Wanted[]): Target[] =>
    wanted.map(({ peer, name, least }) =>
      ratio({ operation, load, name, least }, speed('ours', operation, load), speed(peer, operation, load)),
    );
  return [
    ...ratios('nested', 'different', ofDifferent),
    ...ratios('small', 'different', ofDifferent),
    ...ratios('nested', 'equal', [
      { peer: 'stock', name: 'stock', least: 18 },
      { peer: 'Hive Router', name: 'Hive Router', least: 0.9 },
    ]),
    smallEqual(speed),
    ...(cold ? [coldTarget(cold)] : []),
  ];
}

function ratio(
  wanted: { readonly operation: string; readonly load: Load; readonly name: string; readonly least: number },
  ours: number | undefined,
  theirs: number | undefined,
): Target {
  const what = `${wanted.operation}, ${wanted.load}`;
  const asked = `≥ ${wanted.least} × ${wanted.name}`;
  if (!ours || !theirs) return { what, wanted: asked, was: 'not measured: it was not there', isMet: false };
  return {
    what,
    wanted: asked,
    was: `${(ours / theirs).toFixed(2)} ×`,
    isMet: ours / theirs >= wanted.least,
  };
}

function smallEqual(speed: Speed): Target {
  const [ours, stock, echo] = ['ours', 'stock', 'bare'].map((peer) => speed(peer, 'small', 'equal'));
  const what = 'small, equal';
  const wanted = '≥ 25 × stock or ≥ 70 % of a bare echo, whichever is less';
  if (!ours || !stock || !echo)
    return { what, wanted, was: 'not measured: one of them was not there', isMet: false };
  const [times, share] = [ours / stock, ours / echo];
  const was = `${times.toFixed(1)} ×; ${(share * 100).toFixed(0)} %`;
  return { what, wanted, was, isMet: times >= 25 || share >= 0.7 };
}

function coldTarget({ ours, stock }: { readonly ours: number; readonly stock: number }): Target {
  return {
    what: 'an operation asked for the first time',
    wanted: '≤ 1.5 × the time of stock',
    was: `${(ours / stock).toFixed(2)} × (${ours.toFixed(1)} ms, stock ${stock.toFixed(1)} ms)`,
    isMet: ours / stock <= 1.5,
  };
}
