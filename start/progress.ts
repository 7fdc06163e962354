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

export function createProgress(output: Output): Progress {
  if (!output.isTTY) {
    let last = '';
    const show = (text: string): void => {
      if (text !== last) output.write(`${text}\n`);
      last = text;
    };
    return { show, clear: () => undefined };
  }
  return {
    show: (text) => output.write(`\r\u001B[K${text}`),
    clear: () => output.write('\r\u001B[K'),
  };
}
