const found: string[] = [];
/** Longer than any canary: what stands at the end of one piece may be the beginning of one. */
const overlap = 64;

/**
 * What nobody in any test may be told: private values of a person and of an organisation that no test asks for, in every city. Nobody is a
 * rightful reader of these.
 */
export const seededCanary = 'SEEDED_CANARY_of_somebody_else';

function note(where: string, text: string, canary: RegExp): void {
  const at = text.search(canary);
  if (at >= 0 && found.length < 20) found.push(`${where}: …${text.slice(Math.max(0, at - 80), at + 40)}`);
}

/** Notes where a canary was seen that nobody outside may see: in a log, or in what a process writes. */
export const canariesIn = Object.assign((where: string, text: string): void => note(where, text, /CANARY/), {
  found: (): readonly string[] => found,
  /** The same, and forgets them: for the test that shows that they are found. */
  taken: (): readonly string[] => found.splice(0),
  /**
   * For one answer, stream or socket of a client, piece by piece: notes the seeded canaries in it. What a test plants itself its own
   * rightful readers may be told.
   */
  reader: (where: string): ((piece: string) => void) => {
    let before = '';
    return (piece) => {
      const text = before + piece;
      note(where, text, new RegExp(seededCanary, 'i'));
      before = text.slice(-overlap);
    };
  },
});
