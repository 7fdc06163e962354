const found: string[] = [];

/** Notes where a canary was seen that nobody outside may see: in a log, or in what a process writes. */
export const canariesIn = Object.assign(
  (where: string, text: string): void => {
    const at = text.search(/CANARY/);
    if (at >= 0 && found.length < 20) found.push(`${where}: …${text.slice(Math.max(0, at - 80), at + 40)}`);
  },
  { found: (): readonly string[] => found },
);
