import { badInput } from './errors.ts';

/** How many fields a query string or a form may have, and how long a value of them may be: as for texts in operations. */
const maxFields = 200;
const maxNameLength = 200;
const maxValueLength = 16_384;

/** The fields of a query string or of a form. */
export class Fields {
  readonly #values: ReadonlyMap<string, readonly string[]>;

  private constructor(values: ReadonlyMap<string, readonly string[]>) {
    this.#values = values;
  }

  /** @throws BAD_USER_INPUT rule `max_fields`, `max_length`, `control_character` */
  static of(search: URLSearchParams): Fields {
    const values = new Map<string, string[]>();
    let count = 0;
    for (const [name, value] of search) {
      count += 1;
      if (count > maxFields)
        throw badInput({ field: 'fields', rule: 'max_fields' }, `Send at most ${maxFields} fields.`);
      const field = name.slice(0, maxNameLength);
      if (name.length > maxNameLength || value.length > maxValueLength) {
        const most = `A name may have ${maxNameLength} characters, a value ${maxValueLength}.`;
        throw badInput({ field, rule: 'max_length' }, `"${field}" is too long. ${most}`);
      }
      // What ends a text for some who read it, and is no character of XML at all.
      if (`${name}${value}`.includes('\0'))
        throw badInput({ field, rule: 'control_character' }, `"${field}" has a character that is not text.`);
      values.set(name, [...(values.get(name) ?? []), value]);
    }
    return new Fields(values);
  }

  /** The only value; undefined when it is absent or empty. @throws BAD_USER_INPUT rule `once` */
  one(name: string): string | undefined {
    const [value, second] = this.all(name);
    if (second !== undefined)
      throw badInput({ field: name, rule: 'once' }, `"${name}" may be given only once.`);
    return value === '' ? undefined : value;
  }

  /** In their order; empty ones too. */
  all(name: string): readonly string[] {
    return this.#values.get(name) ?? [];
  }

  names(): string[] {
    return [...this.#values.keys()];
  }

  /** A whole number in a range. @throws BAD_USER_INPUT rule `whole_number`, `range` */
  whole(name: string, { min, max }: { readonly min: number; readonly max: number }): number | undefined {
    const text = this.one(name);
    if (text === undefined) return undefined;
    if (!/^-?\d{1,15}$/.test(text))
      throw badInput({ field: name, rule: 'whole_number' }, `"${name}" must be a whole number.`);
    const value = Number(text);
    if (value < min || value > max)
      throw badInput({ field: name, rule: 'range' }, `"${name}" must be from ${min} to ${max}.`);
    return value;
  }

  /** A decimal number, not in words and not infinite. @throws BAD_USER_INPUT rule `number` */
  number(name: string): number | undefined {
    const text = this.one(name);
    if (text === undefined) return undefined;
    if (!/^[+-]?\d{1,15}(?:\.\d{1,20})?$/.test(text))
      throw badInput({ field: name, rule: 'number' }, `"${name}" must be a decimal number, such as 16.4637.`);
    return Number(text);
  }

  /** A moment with its offset (ISO 8601, RFC 3339). @throws BAD_USER_INPUT rule `date_time` */
  moment(name: string): Date | undefined {
    const text = this.one(name);
    if (text === undefined) return undefined;
    // An unescaped "+" of an offset arrives as a space.
    const value = parseMoment(text.replace(/ (?=\d\d:?\d\d$)/, '+'));
    if (value) return value;
    const example = '2026-11-26T08:00:00+07:00 or 2026-11-26T01:00:00Z';
    throw badInput(
      { field: name, rule: 'date_time' },
      `"${name}" must be a moment with its offset: ${example}.`,
    );
  }
}

const momentForm = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+-]\d\d:?\d\d)$/i;

/** Null for what is no moment; 30 February is none. */
export function parseMoment(text: string): Date | null {
  const [, day, time, offset] = momentForm.exec(text) ?? [];
  if (day === undefined || time === undefined || offset === undefined) return null;
  const zone = offset.length === 5 ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset.toUpperCase();
  const moment = new Date(`${day}T${time}${zone}`);
  if (Number.isNaN(moment.getTime())) return null;
  // A day that the month does not have is moved on by Date, silently.
  const noon = new Date(`${day}T12:00:00Z`);
  return noon.toISOString().startsWith(day) ? moment : null;
}
