/** Anything but what stands in JSON as it is: quotes, backslashes, control characters and surrogates are to be escaped. */
const escaped = /[^ !#-[\]-\ud7ff\ue000-\uffff]/;

/** A string as JSON. Nearly none has anything to escape, and looking costs less than letting JSON.stringify copy. */
export function quote(text: string): string {
  return escaped.test(text) ? JSON.stringify(text) : `"${text}"`;
}

/** Any value of parsed JSON as JSON again. */
export function jsonOf(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'boolean' || Number.isFinite(value)) return String(value);
  return JSON.stringify(value);
}
