import type { ErasedCounts } from '../kit/erase-person.ts';
import { erasedReportOf } from '../kit/erase-person.ts';
import type { JournalEntry, SubgraphParts, Timer, Tx } from '../kit/index.ts';
import type { AccountDesk } from './account.store.ts';
import { eraseAccount, exportAccount, openAccountDesk } from './account.store.ts';
import type { ConsentDesk } from './consent.store.ts';
import {
  eraseConsents,
  exportConsents,
  hasThirdParty,
  markSubject,
  openConsentDesk,
  retellAll,
} from './consent.store.ts';
import { copyExpiry, expireCopy, fetchPart } from './copy.store.ts';
import { beginErasure, eraseRequests, exportRequests, noteErased } from './erasure.store.ts';
import { openFactStore } from './fact.store.ts';
import type { Dependents, LinkDesk } from './link.store.ts';
import { childOf, eraseLinks, exportLinks, linkTimer, openLinkDesk, turnLink } from './link.store.ts';
import { lookOf } from './look.events.ts';
import type { LookStore } from './look.store.ts';
import { openLookStore } from './look.store.ts';
import type { ProfileDesk } from './profile.store.ts';
import { eraseProfile, exportProfile, openProfileDesk } from './profile.store.ts';
import type { BeginErasure, RequestDesk } from './request.store.ts';
import {
  copyTimer,
  openRequestDesk,
  recount,
  recountTimer,
  requestClock,
  startRecount,
  tellClock,
} from './request.store.ts';

/** All that the city keeps of persons as such. */
export interface CitizensStore {
  readonly looks: LookStore;
  readonly profiles: ProfileDesk;
  readonly links: LinkDesk;
  readonly consents: ConsentDesk;
  readonly requests: RequestDesk;
  readonly accounts: AccountDesk;
  /** What a change of a link means for the consents about the child. */
  readonly dependents: Dependents;
  readonly hasThirdParty: (personId: string, tx: Tx) => Promise<boolean>;
  readonly beginErasure: BeginErasure;
  /** Takes over what agencies tells. */
  followFacts(entry: JournalEntry, tx: Tx): Promise<void>;
  /** Takes over what any area tells of persons: looks at them, and that they were erased there. */
  hear(entry: JournalEntry, area: string, tx: Tx): Promise<void>;
  /** The same for this area's own journal: erasures are noted where they are done. */
  hearOwn(entries: readonly JournalEntry[], tx: Tx): Promise<void>;
  /** Everything that is kept of a person here. */
  exportPerson(personId: string): Promise<Record<string, unknown[]>>;
  /** Takes a person out of everything; counts of what went. */
  erasePerson(personId: string, tx: Tx): Promise<Record<string, number>>;
}

export async function openCitizensStore(parts: SubgraphParts): Promise<CitizensStore> {
  const facts = await openFactStore(parts);
  const looks = await openLookStore(parts);
  const links = await openLinkDesk(parts, facts);
  const consents = await openConsentDesk(parts, (id, tx) => childOf(links, id, tx));
  const requests = await openRequestDesk(parts, facts);
  const desks = { looks, links, consents, requests };
  const persons = {
    ...desks,
    profiles: await openProfileDesk(parts),
    accounts: await openAccountDesk(parts),
  };
  const dependents: Dependents = {
    mark: (childId, tx) => markSubject(consents, childId, tx),
    retell: (childId, tx) => retellAll(consents, childId, tx),
  };
  const erase = (personId: string, tx: Tx) => erasePerson({ ...persons, dependents }, personId, tx);
  return {
    ...persons,
    dependents,
    hasThirdParty: (personId, tx) => hasThirdParty(consents, personId, tx),
    beginErasure: ({ row, version }, tx) =>
      beginErasure(requests, { row, version, erase: (within) => erase(row.personId, within) }, tx),
    async followFacts(entry, tx) {
      const year = await facts.follow(entry, tx);
      if (year !== null) await startRecount(year, tx);
    },
    async hear(entry, area, tx) {
      const look = lookOf(entry, area);
      if (look) await looks.addLook(look, tx);
      const report = erasedReportOf(entry);
      if (!report) return;
      await looks.forget(report.personId, { area, until: report.at }, tx);
      await noteErased(requests, { area, report }, tx);
    },
    async hearOwn(entries, tx) {
      for (const entry of entries) {
        const look = lookOf(entry, 'citizens');
        if (look) await looks.addLook(look, tx);
      }
    },
    exportPerson: (personId) => exportPerson(persons, personId),
    erasePerson: erase,
  };
}

type Persons = Pick<CitizensStore, 'looks' | 'profiles' | 'links' | 'consents' | 'requests' | 'accounts'>;

async function exportPerson(persons: Persons, personId: string): Promise<Record<string, unknown[]>> {
  const { looks, profiles, links, consents, requests, accounts } = persons;
  const held: Readonly<Record<string, readonly unknown[]>> = {
    ...(await exportProfile(profiles, personId)),
    ...(await exportLinks(links, personId)),
    ...(await exportConsents(consents, personId)),
    ...(await exportRequests(requests, personId)),
    ...(await exportAccount(accounts, personId)),
    ...(await looks.exportPerson(personId)),
  };
  return Object.fromEntries(Object.entries(held).map(([name, rows]) => [name, [...rows]]));
}

async function erasePerson(
  {
    dependents,
    looks,
    profiles,
    links,
    consents,
    requests,
    accounts,
  }: Persons & { readonly dependents: Dependents },
  personId: string,
  tx: Tx,
): Promise<Record<string, number>> {
  const counts: ErasedCounts = {
    ...(await eraseProfile(profiles, personId, tx)),
    ...(await eraseLinks(links, { personId, dependents }, tx)),
    ...(await eraseConsents(consents, personId, tx)),
    ...(await eraseRequests(requests, personId, tx)),
    ...(await eraseAccount(accounts, personId, tx)),
    ...(await looks.erasePerson(personId, tx)),
  };
  return { ...counts };
}

type TimerHandler = (timer: Timer, tx: Tx, store: CitizensStore) => Promise<void>;

export const citizenTimers: Readonly<Record<string, TimerHandler>> = {
  [requestClock]: ({ key }, tx, { requests }) => tellClock(requests, key, tx),
  [recountTimer]: ({ data }, tx, { requests }) => recount(requests, data, tx),
  [copyTimer]: ({ data }, tx, store) =>
    fetchPart(store.requests, { ...parsePart(data), own: (id) => store.exportPerson(id) }, tx),
  [copyExpiry]: ({ key }, tx, { requests }) => expireCopy(requests, key, tx),
  [linkTimer]: ({ key }, tx, { links, dependents }) => turnLink(links, { id: key, dependents }, tx),
};

// Only what was set with a request for a copy is read with it.
function parsePart(data: Timer['data']): { readonly id: string; readonly area: string } {
  return data as { id: string; area: string };
}
