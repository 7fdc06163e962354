export interface CsvHeader {
  readonly separator: ',' | ';' | '\t';
  /** In lower case. */
  readonly columns: readonly string[];
}

const separators = [',', ';', '\t'] as const;

/** Excel's word to itself before the header, `sep=;`: no line of the table. */
const separatorLine = /^\uFEFF?"?sep=.?"?,*$/i;

/** Whether a line at the beginning of a file comes before its header: an empty one, or that of Excel. */
export function isBeforeHeader(line: string): boolean {
  return line.replace(/^\uFEFF/, '').trim() === '' || separatorLine.test(line.trim());
}

/** What the first line says of the others: the separator that occurs most, and the names of the columns. */
export function readCsvHeader(line: string): CsvHeader {
  // A byte order mark is what spreadsheets write first.
  const text = line.replace(/^\uFEFF/, '');
  const counts = separators.map((separator) => ({ separator, count: text.split(separator).length }));
  const { separator } = counts.reduce((a, b) => (b.count > a.count ? b : a));
  const columns = splitCsv(text, separator) ?? [];
  return { separator, columns: columns.map((column) => column.trim().toLowerCase()) };
}

/**
 * The fields of one line, in the order of the header's columns; null for a line that does not have their number. A reading
 * never holds a line break, so neither does a field.
 */
export function readCsvLine(line: string, { separator, columns }: CsvHeader): readonly string[] | null {
  const fields = splitCsv(line, separator);
  if (fields?.length !== columns.length) return null;
  return fields.map((field) => field.trim());
}

/** RFC 4180: a field in quotes may hold the separator, and a quote twice. Null for a quote that is not closed. */
function splitCsv(line: string, separator: CsvHeader['separator']): string[] | null {
  if (!line.includes('"')) return line.split(separator);
  const fields: string[] = [];
  let at = 0;
  while (at <= line.length) {
    const field = line[at] === '"' ? quoted(line, at, separator) : plain(line, at, separator);
    if (field === null) return null;
    fields.push(field.text);
    at = field.next;
  }
  return fields;
}

interface Field {
  readonly text: string;
  /** Where the next field begins; behind the line's end when there is none. */
  readonly next: number;
}

function plain(line: string, from: number, separator: string): Field {
  const end = line.indexOf(separator, from);
  return end === -1
    ? { text: line.slice(from), next: line.length + 1 }
    : { text: line.slice(from, end), next: end + 1 };
}

function quoted(line: string, from: number, separator: string): Field | null {
  const pieces: string[] = [];
  for (let at = from + 1; ; ) {
    const end = line.indexOf('"', at);
    if (end === -1) return null;
    pieces.push(line.slice(at, end));
    if (line[end + 1] !== '"') {
      const isLast = end + 1 === line.length;
      if (!isLast && line[end + 1] !== separator) return null;
      return { text: pieces.join('"'), next: isLast ? line.length + 1 : end + 2 };
    }
    at = end + 2;
  }
}
