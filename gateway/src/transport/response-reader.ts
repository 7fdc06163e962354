import { decodeUtf8 } from './decode-utf8.ts';
import { parseAnswer } from './parse-answer.ts';
import type { ResponseHead } from './response-head.ts';
import type { SubgraphAnswer } from './subgraph-call.ts';

/** Collects the body of one response, bounded, and makes a GraphQL answer of it. */
export class ResponseReader {
  readonly #maxBytes: number;
  readonly #chunks: Buffer[] = [];
  #bytes = 0;
  #head: ResponseHead | undefined;
  /** Of a body that came in one piece, which most do: then nothing is copied. */
  #whole: string | undefined;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get status(): number {
    return this.#head?.status ?? 0;
  }

  /** False when it announces more bytes than allowed. */
  head(head: ResponseHead): boolean {
    this.#head = head;
    return typeof head.framing !== 'number' || head.framing <= this.#maxBytes;
  }

  /** The bytes are the caller's again afterwards. False when there are more than allowed: nothing more is kept. */
  add(bytes: Buffer): boolean {
    this.#bytes += bytes.byteLength;
    if (this.#bytes > this.#maxBytes) return false;
    if (bytes.byteLength === this.#head?.framing) this.#whole = decodeUtf8(bytes);
    else this.#chunks.push(Buffer.from(bytes));
    return true;
  }

  /** Undefined when it is no GraphQL response. */
  answer(): SubgraphAnswer | undefined {
    if (!this.#head?.isJson) return undefined;
    return parseAnswer(this.#whole ?? decodeUtf8(Buffer.concat(this.#chunks, this.#bytes)));
  }
}
