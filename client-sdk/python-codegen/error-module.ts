import type { Disposition } from '../src/error-codes.ts';
import { moduleText } from './module-text.ts';
import { stringLiteral } from './python-text.ts';

/** The hub's codes: with what HTTP status each ends a request, and what it means for another try of the same. */
export interface ErrorCodes {
  readonly [code: string]: { readonly status: number; readonly disposition: Disposition };
}

/** One exception for each code of the hub's table. */
export function errorModule(codes: ErrorCodes): string {
  const entries = Object.entries(codes).map(([code, { status }]) => ({
    code,
    status,
    name: className(code),
  }));
  const classes = entries.map(
    ({ code, status, name }) =>
      `class ${name}(HubError):\n    """\`${code}\`: ended with HTTP status ${status} when nothing was run."""\n`,
  );
  const literal = `ErrorCode = Literal[\n${entries.map(({ code }) => `    ${stringLiteral(code)},\n`).join('')}]\n`;
  const byCode = `BY_CODE: dict[str, type[HubError]] = {\n${entries.map(({ code, name }) => `    ${stringLiteral(code)}: ${name},\n`).join('')}}\n`;
  const dispositions = Object.entries(codes).map(
    ([code, { disposition }]) => `    ${stringLiteral(code)}: ${stringLiteral(disposition)},\n`,
  );
  const again = `Disposition = Literal["final", "again", "later", "token", "text"]\n\nDISPOSITIONS: dict[str, Disposition] = {\n${dispositions.join('')}}\n`;
  const names = ['ErrorCode', ...entries.map(({ name }) => name)].toSorted();
  const all = `__all__ = [\n${names.map((name) => `    ${stringLiteral(name)},\n`).join('')}]\n`;
  return moduleText({
    source: "the hub's error table",
    home: 'hue_hub',
    declarations: [all, literal, ...classes, byCode, again],
  });
}

/** `NOT_FOUND` → `NotFoundError`, `INTERNAL_SERVER_ERROR` → `InternalServerError`. */
function className(code: string): string {
  const words = code.split('_').map((word) => word.charAt(0) + word.slice(1).toLowerCase());
  return `${words.join('').replace(/Error$/, '')}Error`;
}
