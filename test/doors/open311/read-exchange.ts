import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One request and the answer to it, as a file: `METHOD path`, headers, an empty line and a body; `---`; status, headers, an empty line, body. */
export interface Exchange {
  readonly name: string;
  readonly request: { readonly method: string; readonly path: string; readonly init: RequestInit };
  readonly answer: string;
  /** Puts another answer into the file. */
  write(answer: string): void;
}

const folder = join(import.meta.dirname, 'exchanges');

/** In the order of their names; `{name}` in a request stands for a value. */
export function readExchanges(): readonly string[] {
  return readdirSync(folder).sort();
}

export function readExchange(name: string, values: Readonly<Record<string, string>>): Exchange {
  const path = join(folder, name);
  const text = readFileSync(path, 'utf8');
  const [asked = '', answer = ''] = text.split('\n---\n');
  const filled = asked.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole);
  const [head = '', body] = filled.split('\n\n');
  const [first = '', ...lines] = head.split('\n');
  const [method = '', target = ''] = first.split(' ');
  const headers = lines.map((line): [string, string] => {
    const [key = '', value = ''] = line.split(': ');
    return [key, value];
  });
  return {
    name,
    request: {
      method,
      path: target,
      init: { method, headers, ...(body ? { body: body.replaceAll('\n', '') } : {}) },
    },
    answer: answer.trim(),
    write: (next) => writeFileSync(path, `${asked}\n---\n${next}\n`),
  };
}

/** What is another each time, by a name. */
export function settled(text: string, values: Readonly<Record<string, string>>): string {
  const named = Object.entries(values)
    .filter(([, value]) => value !== '')
    .reduce((all, [name, value]) => all.replaceAll(value, `{${name}}`), text);
  return named
    .replace(/PA-\d{4}-\d{6}/g, '{another code}')
    .replace(/(?<=[">])[\w-]{43}(?=["<])/g, '{another token}')
    .replace(/(?<!changeset"?[:>]"?)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00/g, '{moment}');
}
