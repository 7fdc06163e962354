import type { Viewer } from '../../../subgraphs/kit/process/viewer.ts';
import { clientError } from '../errors.ts';
import type { AppDocuments } from './app-documents.ts';
import { hashOf } from './check-document.ts';

/** What of a request says which document is meant. */
export interface AskedDocument {
  readonly query?: string | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Stands before every road: an app that may send only what is on its list sends nothing else, whether by text or by hash; and what
 * is on an app's list it may send by its hash alone. All others pass as they are.
 */
export interface DocumentGate {
  /** The same request, with the text where only a hash was sent. @throws FORBIDDEN (rule not_listed), UNAVAILABLE */
  admit<Asked extends AskedDocument>(asked: Asked, viewer: Viewer): Promise<Asked>;
  /** For a road that has looked at who asks already: nobody but apps is held up. */
  concerns(viewer: Viewer): boolean;
}

export function createDocumentGate(
  documents: AppDocuments | undefined,
  persist: (registration: { readonly hash: string; readonly text: string }) => void,
): DocumentGate {
  const concerns = ({ kind, id }: Viewer): boolean =>
    documents !== undefined && kind === 'app' && id !== null;
  return {
    concerns,
    admit: async (asked, viewer) => {
      if (!documents || viewer.id === null || !concerns(viewer)) return asked;
      const sent = asked.query === '' ? undefined : asked.query;
      const hash = sent === undefined ? persistedHash(asked.extensions) : hashOf(sent);
      const listedOnly = await documents.isListedOnly(viewer.id);
      if (sent !== undefined && !listedOnly) return asked;
      const text = hash === undefined ? undefined : await documents.find(viewer.id, hash);
      if (text === undefined && listedOnly) throw notListed();
      if (text === undefined || hash === undefined || sent !== undefined) return asked;
      persist({ hash, text });
      return { ...asked, query: text };
    },
  };
}

function notListed(): Error {
  return clientError('FORBIDDEN', 'This app may send only the documents on its list.', {
    extensions: { rule: 'not_listed' },
  });
}

function persistedHash(extensions: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const asked = extensions?.['persistedQuery'];
  if (typeof asked !== 'object' || asked === null || !('sha256Hash' in asked)) return undefined;
  return typeof asked.sha256Hash === 'string' ? asked.sha256Hash : undefined;
}
