import type { Verdict } from './problem.rules.ts';
import { refuseInput } from './problem.rules.ts';
import { checkText } from './text.rules.ts';

/**
 * A link that somebody outside gave. The hub never opens it; whoever does, from inside, must not be led to what is inside: so
 * only http and https to a public name, no number of a machine, no port of its own and no password (threats.md F01).
 */
export function checkLink(value: string | null | undefined, field: string): Verdict<string | null> {
  const checked = checkText(value, { field, max: 2_000 });
  if ('problem' in checked || checked.value === null) return checked;
  const url = URL.canParse(checked.value) ? new URL(checked.value) : undefined;
  if (url && isPublic(url)) return { value: url.href };
  return refuseInput(
    { field, rule: 'url_not_allowed' },
    `${field}: only http and https to a public host name, without port or password.`,
  );
}

/** URL has made one form of all spellings of a number (`127.1`, `0x7f.1`, `0`). */
function isPublic({ protocol, hostname, port, username, password }: URL): boolean {
  const isWeb = protocol === 'http:' || protocol === 'https:';
  const name = hostname.replace(/\.$/, '');
  const isName = /^(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]+$/.test(name);
  const isInside =
    /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|test|invalid|arpa|onion)$/.test(name);
  return isWeb && isName && !isInside && port === '' && username === '' && password === '';
}
