import type { ConsentDesk, WithdrawCall } from './consent.store.ts';
import { withdrawConsent } from './consent.store.ts';
import type { ConsentRow } from './consent.model.ts';
import type { RequestDesk } from './request.store.ts';
import { insertRequest } from './request.store.ts';

interface Desks {
  readonly consents: ConsentDesk;
  readonly requests: RequestDesk;
}

/**
 * Withdraws a consent, which is in force here at once. Where it let somebody else hold data, a request is received with
 * it: the office has to make sure, within the legal term, that the other one has stopped too.
 */
export function withdrawWithRequest({ consents, requests }: Desks, call: WithdrawCall): Promise<ConsentRow> {
  return withdrawConsent(consents, call, async ({ givenBy: personId, recipientId }, tx) => {
    if (recipientId === null) return;
    await insertRequest(requests, { personId, kind: 'WITHDRAWAL', thirdParty: true, details: null }, tx);
  });
}
