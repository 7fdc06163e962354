/** True while a process with this id exists, also one of another user. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return parseCode(error) === 'EPERM';
  }
}

function parseCode(error: unknown): unknown {
  return (error as { code?: unknown }).code;
}
