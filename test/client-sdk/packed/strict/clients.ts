import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import { createHub, CreateReportDocument, ReportChangedDocument, ReportDocument } from '@hue-hub/client-sdk';
import { liveLink } from '@hue-hub/client-sdk/apollo';
import { useLive, useMutation, useOperation } from '@hue-hub/client-sdk/react';
import { liveExchange } from '@hue-hub/client-sdk/urql';
import { Client, fetchExchange } from '@urql/core';

const hub = createHub({ url: '/graphql' });

export const apollo = new ApolloClient({
  link: liveLink(hub).concat(new HttpLink({ uri: '/graphql' })),
  cache: new InMemoryCache(),
});
export const urql = new Client({
  url: '/graphql',
  preferGetMethod: false,
  exchanges: [liveExchange(hub), fetchExchange],
});

export function useReport(id: string): readonly (string | undefined)[] {
  const asked = useOperation(ReportDocument, { id });
  // @ts-expect-error without suspense there may be no answer yet
  const early: string = asked.data.report;
  const awaited = useOperation(ReportDocument, { id }, { suspense: true });
  const live = useLive(ReportChangedDocument, { id }, { initial: 0, reduce: (count) => count + 1 });
  const count: number = live.data;
  const { run } = useMutation(CreateReportDocument, { refreshes: [ReportDocument] });
  // @ts-expect-error a report has a title
  void run({ input: { categoryCode: 'TREES' } });
  return [early, awaited.data.report?.title, String(count), live.event?.data.reportChanged?.state];
}
