/** A form that answers have. */
export interface Format {
  /** What addresses call it: `json` in `requests.json`. */
  readonly name: string;
  /** As it is sent, parameters included. */
  readonly mediaType: string;
  /** Other types by which a client may ask for it. */
  readonly alsoAs?: readonly string[];
}

export const json: Format = Object.freeze({ name: 'json', mediaType: 'application/json; charset=utf-8' });
export const xmlFormat: Format = Object.freeze({
  name: 'xml',
  mediaType: 'application/xml; charset=utf-8',
  alsoAs: ['text/xml'],
});

/** What the client likes best of what there is, the first where it says nothing or anything; undefined when it takes none. */
export function chooseFormat(accept: string | undefined, formats: readonly Format[]): Format | undefined {
  if (accept === undefined || accept.trim() === '') return formats[0];
  const wanted = ranges(accept);
  const refused = new Set(wanted.filter(({ quality }) => quality === 0).map(({ type }) => type));
  for (const { type, quality } of wanted) {
    if (quality === 0) continue;
    const found = formats.find((format) => {
      const names = [format.mediaType.split(';', 1)[0] ?? '', ...(format.alsoAs ?? [])];
      return names.some((name) => !refused.has(name) && covers(type, name));
    });
    if (found) return found;
  }
  return undefined;
}

interface Range {
  readonly type: string;
  readonly quality: number;
}

function ranges(accept: string): Range[] {
  return accept
    .split(',', 32)
    .map((part): Range => {
      const [type = '', ...parameters] = part.split(';').map((each) => each.trim().toLowerCase());
      const quality = Number(parameters.find((each) => each.startsWith('q='))?.slice(2) ?? 1);
      return { type, quality: Number.isNaN(quality) ? 0 : quality };
    })
    .sort((a, b) => b.quality - a.quality);
}

function covers(range: string, type: string): boolean {
  if (range === '*/*' || range === type) return true;
  return range.endsWith('/*') && type.startsWith(range.slice(0, -1));
}
