import type { GraphQLError } from 'graphql';
import type { FirstPart, LaterPart, Repeating } from '../shape/shape-parts.ts';
import type { Revealed } from '../shape/shaping.ts';
import type { Delivery } from './deliver-parts.ts';
import { toWire } from './respond.ts';
import type { Responding } from './respond.ts';

/**
 * The two forms in which an answer comes in parts, as clients ask for them in `accept`: by path and label (the
 * specification's state of 2022-08-24), and by ids that are announced as pending and completed (v0.2).
 */
export const incrementalFormats = ['deferSpec=20220824', 'incrementalSpec=v0.2'] as const;
export type IncrementalFormat = (typeof incrementalFormats)[number];

/** By ids a field is delivered once; by label a fragment is delivered whole. */
export function repeatingIn(format: IncrementalFormat): Repeating {
  return format === 'incrementalSpec=v0.2' ? 'fresh' : 'whole';
}

/** Writes the payloads of one answer as JSON. */
export interface IncrementalWriter {
  first(part: FirstPart): string;
  later(delivery: Delivery): string;
}

export interface Writing {
  /** The client's labels by the ids of parts. */
  readonly labels: ReadonlyMap<string, string | undefined>;
  readonly responding: Responding;
}

export function createIncrementalWriter(format: IncrementalFormat, writing: Writing): IncrementalWriter {
  return format === 'incrementalSpec=v0.2' ? writeByIds(writing) : writeByLabels(writing);
}

function writeByLabels({ labels, responding }: Writing): IncrementalWriter {
  const onePart = ({ part, from, content, errors }: LaterPart): string => {
    const { id, path, writing } = part;
    const label = labels.get(id);
    const at = from === undefined ? path : [...path, from];
    const [member, nothing] = writing.kind === 'items' ? ['items', 'null'] : ['data', 'null'];
    const [object] = content?.kind === 'objects' ? content.objects : [];
    const text = content?.kind === 'items' ? content.items : object?.text;
    return joined(
      `"${member}":${text ?? nothing}`,
      `"path":${JSON.stringify(at)}`,
      label !== undefined && `"label":${JSON.stringify(label)}`,
      errorsMember(errors, responding),
    );
  };
  return {
    first: ({ data, errors }) => joined(`"data":${data}`, errorsMember(errors, responding), '"hasNext":true'),
    later: ({ parts, hasNext }) =>
      joined(`"incremental":[${parts.map(onePart).join()}]`, `"hasNext":${hasNext}`),
  };
}

function writeByIds({ labels, responding }: Writing): IncrementalWriter {
  const ids = new Map<Revealed, string>();
  const announce = (parts: readonly Revealed[]): string | false => {
    const pending = parts.map((part) => {
      const id = String(ids.size);
      ids.set(part, id);
      const label = labels.get(part.id);
      return joined(
        `"id":"${id}"`,
        `"path":${JSON.stringify(part.path)}`,
        label !== undefined && `"label":${JSON.stringify(label)}`,
      );
    });
    return pending.length > 0 && `"pending":[${pending.join()}]`;
  };
  const contents = ({ part, content, errors }: LaterPart): string[] => {
    const id = `"id":"${ids.get(part) ?? ''}"`;
    if (content?.kind === 'items')
      return [joined(id, `"items":${content.items}`, errorsMember(errors, responding))];
    return (content?.objects ?? []).map(({ path, text }, index) => {
      const subPath = path.slice(part.path.length);
      return joined(
        id,
        subPath.length > 0 && `"subPath":${JSON.stringify(subPath)}`,
        `"data":${text}`,
        index === 0 && errorsMember(errors, responding),
      );
    });
  };
  /** What has no content to stand beside stands with the end. */
  const complete = ({ part, content, errors }: LaterPart): string => {
    const id = `"id":"${ids.get(part) ?? ''}"`;
    if (!content) return joined(id, `"errors":${JSON.stringify(toWire(errors, responding))}`);
    const told = content.kind === 'items' || content.objects.length > 0;
    return joined(id, !told && errorsMember(errors, responding));
  };
  return {
    first: ({ data, errors, revealed }) =>
      joined(`"data":${data}`, errorsMember(errors, responding), announce(revealed), '"hasNext":true'),
    later: ({ parts, hasNext }) => {
      const pending = announce(parts.flatMap(({ revealed }) => revealed));
      const incremental = parts.flatMap(contents);
      const completed = parts.filter(({ goesOn }) => !goesOn);
      return joined(
        pending,
        incremental.length > 0 && `"incremental":[${incremental.join()}]`,
        completed.length > 0 && `"completed":[${completed.map(complete).join()}]`,
        `"hasNext":${hasNext}`,
      );
    },
  };
}

function errorsMember(errors: readonly GraphQLError[], responding: Responding): string | false {
  return errors.length > 0 && `"errors":${JSON.stringify(toWire(errors, responding))}`;
}

function joined(...members: readonly (string | false)[]): string {
  return `{${members.filter((member) => member !== false).join()}}`;
}
