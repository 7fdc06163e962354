/**
 * Decides the labels of progressive `@override` for one request: `percent(x)` is active in x of a hundred requests,
 * any other label, whose meaning is somebody else's, never.
 */
export function chooseOverrides(labels: readonly string[], random: () => number): Map<string, boolean> {
  return new Map(labels.map((label) => [label, random() * 100 < percentage(label)]));
}

function percentage(label: string): number {
  const match = /^percent\((\d{1,3}(?:\.\d{1,8})?)\)$/.exec(label);
  return match ? Number(match[1]) : 0;
}
