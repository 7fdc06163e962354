import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Takes the lock of a data folder for this process: `{ release }`, or `{ holder }` (a process id) when a living
 * process has it. The lock of a process that was killed is taken over; a process id that was given out again since
 * is told apart by the time at which its process began.
 */
export function takeLock(dataDir) {
  mkdirSync(dataDir, { recursive: true });
  const path = join(dataDir, 'lock');
  const mine = `${path}.${process.pid}`;
  const text = JSON.stringify({ pid: process.pid, began: beganAt(process.pid) });
  writeFileSync(mine, text);
  try {
    // A link is made whole or not at all: nobody ever reads half a lock.
    while (!linked(mine, path)) {
      const holder = livingHolder(path);
      if (holder) return { holder };
      putAside(path);
    }
  } finally {
    rmSync(mine, { force: true });
  }
  return { release: () => readQuietly(path) === text && rmSync(path, { force: true }) };
}

function linked(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function livingHolder(path) {
  try {
    const { pid, began } = JSON.parse(readQuietly(path));
    return pid !== process.pid && began === beganAt(pid) ? pid : null;
  } catch {
    return null;
  }
}

/** Removes a stale lock; when another start replaced it in between, that one's lock is put back. */
function putAside(path) {
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
    if (livingHolder(aside)) linked(aside, path);
    rmSync(aside, { force: true });
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}

function readQuietly(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** When the process began, in words that differ for another process with its id; null when there is none. */
function beganAt(pid) {
  try {
    if (process.platform !== 'linux') {
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
    }
    // Field 22 of stat (ticks since boot), counted after the command's name, which may hold spaces.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const boot = readQuietly('/proc/sys/kernel/random/boot_id').trim();
    return `${boot} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
  } catch {
    return null;
  }
}
