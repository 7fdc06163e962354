import type { Door, WireError } from '../frame/index.ts';
import type { Members } from './formats.ts';
import { renderList } from './formats.ts';

/** What members of the graph's input are called here. */
const names: Readonly<Record<string, string>> = {
  categoryCode: 'service_code',
  categories: 'service_code',
  title: 'description',
  lon: 'long',
  address: 'address_string',
  'contact.name': 'first_name',
  'contact.phone': 'phone',
  'contact.email': 'email',
  mediaUrl: 'media_url',
  clientMutationId: 'Idempotency-Key',
};

/** The field of an error by its name in the standard. */
function fieldOf({ extensions }: WireError): string | undefined {
  const field = extensions?.['field'];
  if (typeof field !== 'string') return undefined;
  const own = field.replace(/^(?:input|filter)\./, '').replace(/[.[]\d+\]?$/, '');
  return names[own] ?? own;
}

/**
 * GeoReport v2, "Errors": a key that is missing or wrong is 403, a service_code that there is none of is 404; everything else has the
 * status of its code.
 */
export const statusOf: NonNullable<Door['statusOf']> = (error) => {
  const code = error.extensions?.['code'];
  if (code === 'UNAUTHENTICATED') return 403;
  return isUnknownService(error) ? 404 : undefined;
};

const rulesOfForm = ['required', 'once', 'max_items', 'max_length'];

function isUnknownService(error: WireError): boolean {
  const { code, rule } = { ...error.extensions };
  const isOfForm = typeof rule === 'string' && rulesOfForm.includes(rule);
  return code === 'BAD_USER_INPUT' && fieldOf(error) === 'service_code' && !isOfForm;
}

/** A list of code and description; the description begins with the field that is wrong. */
export const renderProblem: Door['renderProblem'] = ({ status, errors, format }) => {
  const things = errors.map((error): Members => {
    const field = fieldOf(error);
    // What the graph says of a code is said in its own words.
    if (isUnknownService(error)) return { code: status, description: 'service_code was not found.' };
    return { code: status, description: field ? `${field}: ${error.message}` : error.message };
  });
  return renderList(things, { list: 'errors', each: 'error' }, format);
};
