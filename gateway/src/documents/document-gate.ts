import { clientError } from '../errors.ts';
import type { Identity } from '../identity/identity.ts';
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
  admit<Asked extends AskedDocument>(asked: Asked, identity: Identity): Promise<Asked>;
  /** For a road that has looked at who asks already: nobody but apps, and the people of their sandboxes, is held up. */
  concerns(identity: Identity): boolean;
}

export function createDocumentGate(
  documents: AppDocuments | undefined,
  persist: (registration: { readonly hash: string; readonly text: string }) => void,
): DocumentGate {
  return {
    concerns: (identity) => documents !== undefined && appOf(identity) !== null,
    admit: async (asked, identity) => {
      const app = appOf(identity);
      if (!documents || app === null) return asked;
      const sent = asked.query === '' ? undefined : asked.query;
      const hash = sent === undefined ? persistedHash(asked.extensions) : hashOf(sent);
      const listedOnly = await documents.isListedOnly(app);
      if (sent !== undefined && !listedOnly) return asked;
      const text = hash === undefined ? undefined : await documents.find(app, hash);
      if (text === undefined && listedOnly) throw notListed();
      if (text === undefined || hash === undefined || sent !== undefined) return asked;
      persist({ hash, text });
      return { ...asked, query: text };
    },
  };
}

/** Whose list counts: the people of a sandbox are its app's. */
function appOf({ viewer, sandboxOf }: Identity): string | null {
  return sandboxOf ?? (viewer.kind === 'app' ? viewer.id : null);
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
