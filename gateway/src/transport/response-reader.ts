import { parseAnswer } from './parse-answer.ts';
import type { SubgraphAnswer } from './subgraph-call.ts';

/** Collects the body of one response, bounded, and makes a GraphQL answer of it. */
export class ResponseReader {
  readonly #maxBytes: number;
  readonly #chunks: Buffer[] = [];
  #bytes = 0;
  #status = 0;
  #isJson = true;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get status(): number {
    return this.#status;
  }

  /** @param headers names and values in turn, as they came */
  head(status: number, headers: readonly Buffer[]): 'go on' | 'too large' {
    this.#status = status;
    for (let at = 0; at + 1 < headers.length; at += 2) {
      const [name, value] = [headers[at], headers[at + 1]];
      if (!name || !value) continue;
      if (isNamed(name, 'content-type')) this.#isJson &&= isJsonType(value.toString('latin1'));
      else if (isNamed(name, 'content-encoding')) this.#isJson = false;
      else if (isNamed(name, 'content-length') && Number(value.toString('latin1')) > this.#maxBytes)
        return 'too large';
    }
    return 'go on';
  }

  /** False when there are more bytes than allowed: nothing more is kept. */
  add(chunk: Buffer): boolean {
    this.#bytes += chunk.byteLength;
    if (this.#bytes > this.#maxBytes) return false;
    this.#chunks.push(chunk);
    return true;
  }

  /** Undefined when it is no GraphQL response. */
  answer(): SubgraphAnswer | undefined {
    if (!this.#isJson) return undefined;
    const [first] = this.#chunks;
    const bytes = first && this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks, this.#bytes);
    return parseAnswer(bytes.toString('utf8'));
  }
}

function isNamed(name: Buffer, expected: string): boolean {
  return name.byteLength === expected.length && name.toString('latin1').toLowerCase() === expected;
}

const plainTypes: ReadonlySet<string> = new Set([
  'application/json',
  'application/json; charset=utf-8',
  'application/graphql-response+json; charset=utf-8',
]);

function isJsonType(type: string): boolean {
  return (
    plainTypes.has(type) ||
    /^application\/(?:[\w.-]+\+)?json *(?:;(?! *charset=(?!"?utf-?8\b)).*)?$/i.test(type)
  );
}
