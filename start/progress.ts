/** Where progress is shown: one line that is written over on a terminal, a line each elsewhere. */
export interface Progress {
  /** Shows the step that now goes on; the one before is done. */
  readonly show: (text: string) => void;
  /** Takes the line away, so that what is printed next stands alone. */
  readonly clear: () => void;
}

interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Without a terminal, a step that counts (`loading, 3 of 270`) is heard of again after so long. */
const repeatMs = 3_000;

export function createProgress(output: Output): Progress {
  if (output.isTTY) {
    return {
      show: (text) => output.write(`\r\u001B[K${text}`),
      clear: () => output.write('\r\u001B[K'),
    };
  }
  let last = { step: '', at: 0 };
  const show = (text: string): void => {
    const step = text.replace(/, \d.*$/, '');
    if (step === '' || (step === last.step && Date.now() - last.at < repeatMs)) return;
    last = { step, at: Date.now() };
    output.write(`${text}\n`);
  };
  return { show, clear: () => undefined };
}
