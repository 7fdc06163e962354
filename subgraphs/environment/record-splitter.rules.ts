/** One record of a file, and where it was. */
export interface FileRecord {
  readonly text: string;
  /** Of its beginning, from 1. */
  readonly line: number;
  /** The byte behind it: to go on from here is to read what follows. */
  readonly end: number;
  /** The line at that byte. */
  readonly endLine: number;
  /** It was longer than `maxRecordBytes`; the text is empty. */
  readonly isTooLong: boolean;
}

/** Where reading begins: the end of a record, or the beginning of the file. */
export interface FilePlace {
  readonly end: number;
  readonly endLine: number;
}

export const maxRecordBytes = 256 * 1024;

/** Takes a file piece by piece; records come out as soon as they are whole, so no more than one is ever held. */
export interface Splitter {
  push(piece: Uint8Array): FileRecord[];
  /** What is left at the end of the file. */
  finish(): FileRecord[];
}

const newline = 0x0a;
const [quote, backslash] = [0x22, 0x5c];
const [open, close] = [new Set([0x7b, 0x5b]), new Set([0x7d, 0x5d])];
const [brace, bracket] = [0x7b, 0x5b];
const tailBytes = 64;

function beginsPage(before: string): boolean {
  return /"value"\s*:\s*$/.test(before);
}

/** Each line is a record. */
export function createLineSplitter(from: FilePlace): Splitter {
  const held = createHeld(from);
  return {
    push(piece) {
      const records: FileRecord[] = [];
      let start = 0;
      for (let at = piece.indexOf(newline); at !== -1; at = piece.indexOf(newline, start)) {
        held.add(piece.subarray(start, at + 1));
        records.push(held.take());
        start = at + 1;
      }
      held.add(piece.subarray(start));
      return records;
    },
    finish: () => (held.isEmpty() ? [] : [held.take()]),
  };
}

/**
 * Each JSON object is a record, whether they stand line by line, in one list, over many lines, or in a page of SensorThings
 * (`{ "value": [ … ] }`). What is between them
 * (commas, the list's own brackets, spaces) is none.
 */
export function createObjectSplitter(from: FilePlace): Splitter {
  const held = createHeld(from);
  let [depth, inText, escaped] = [0, false, false];
  const step = (byte: number): boolean => {
    if (inText) {
      inText = escaped || byte !== quote;
      escaped = !escaped && byte === backslash;
      return false;
    }
    if (depth > 0 && byte === quote) inText = true;
    else if (depth > 0 ? open.has(byte) : byte === brace) depth += 1;
    else if (depth > 0 && close.has(byte)) depth -= 1;
    return depth === 0 && close.has(byte);
  };
  return {
    push(piece) {
      const records: FileRecord[] = [];
      let start = 0;
      for (let at = 0; at < piece.length; at += 1) {
        const wasOutside = depth === 0;
        const ends = step(piece[at] ?? 0);
        // A page: what is in its list are the records, and what was before them is none.
        if (depth === 2 && piece[at] === bracket && beginsPage(held.tail(piece.subarray(start, at)))) {
          depth = 0;
          held.release();
          held.skip(piece.subarray(start, at + 1));
          start = at + 1;
          continue;
        }
        if (wasOutside && depth > 0) {
          held.skip(piece.subarray(start, at));
          start = at;
        } else if (ends && !wasOutside) {
          held.add(piece.subarray(start, at + 1));
          records.push(held.take());
          start = at + 1;
        }
      }
      if (depth > 0) held.add(piece.subarray(start));
      else held.skip(piece.subarray(start));
      return records;
    },
    finish: () => (held.isEmpty() ? [] : [held.take()]),
  };
}

/** The bytes of the record that is being read; of one that is too long only their number. */
function createHeld(from: FilePlace) {
  let { end, endLine: line } = from;
  let pieces: Uint8Array[] = [];
  let [length, lines] = [0, 0];
  const decoder = new TextDecoder();
  return {
    isEmpty: () => length === 0,
    /** The end of what is held and of what follows it. */
    tail(piece: Uint8Array): string {
      const last: Uint8Array[] = [piece.slice(-tailBytes)];
      let size = piece.length;
      for (let index = pieces.length - 1; index >= 0 && size < tailBytes; index -= 1) {
        const before = pieces[index] ?? new Uint8Array();
        last.unshift(before);
        size += before.length;
      }
      return decoder.decode(joined(last)).slice(-tailBytes);
    },
    /** What is held is no record. */
    release(): void {
      end += length;
      line += lines;
      [pieces, length, lines] = [[], 0, 0];
    },
    add(piece: Uint8Array): void {
      length += piece.length;
      lines += countLines(piece);
      // Copied: the reader may use its memory again.
      if (length <= maxRecordBytes) pieces.push(piece.slice());
      else pieces = [];
    },
    skip(piece: Uint8Array): void {
      end += piece.length;
      line += countLines(piece);
    },
    take(): FileRecord {
      const isTooLong = length > maxRecordBytes;
      const text = isTooLong ? '' : decoder.decode(joined(pieces)).replace(/\r?\n$/, '');
      end += length;
      const record = { text, line, end, endLine: line + lines, isTooLong };
      line += lines;
      [pieces, length, lines] = [[], 0, 0];
      return record;
    },
  };
}

function countLines(piece: Uint8Array): number {
  let count = 0;
  for (let at = piece.indexOf(newline); at !== -1; at = piece.indexOf(newline, at + 1)) count += 1;
  return count;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const [only] = pieces;
  if (only && pieces.length === 1) return only;
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
