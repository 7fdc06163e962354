import { spawn } from 'node:child_process';

export interface ProcessOptions {
  readonly cwd: string;
  readonly signal: AbortSignal;
  /** `show` passes the output on to stderr as it comes; `capture` keeps it. */
  readonly output: 'show' | 'capture';
}

/** Runs a program to its end: its exit code (1 when a signal ended it) and what it wrote, if captured. */
export async function runProcess(
  command: readonly [string, ...string[]],
  options: ProcessOptions,
): Promise<{ code: number; output: string }> {
  const [program, ...args] = command;
  const { cwd, signal } = options;
  const stdio =
    options.output === 'show' ? (['ignore', 2, 2] as const) : (['ignore', 'pipe', 'pipe'] as const);
  const child = spawn(program, args, { cwd, signal, stdio: [...stdio] });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((done) => {
    child.once('error', (error) => done({ code: 1, output: `${output}${error.message}` }));
    child.once('close', (code) => done({ code: code ?? 1, output }));
  });
}
