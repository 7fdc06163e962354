import { createElement, Suspense } from 'react';
import { renderToString } from 'react-dom/server';
import { createHub, ReportChangedDocument, ReportDocument } from '../../../client-sdk/src/index.ts';
import { HubProvider, useLive, useMutation, useOperation } from '../../../client-sdk/src/react/index.ts';

/** A hub that nobody may ask. */
function untouchable() {
  const asked: string[] = [];
  const touch = (what: string) => () => {
    asked.push(what);
    throw new Error(`expected nothing to be asked, got ${what}`);
  };
  const hub = createHub({ url: 'http://127.0.0.1:9/', fetch: touch('fetch'), token: touch('token') });
  return { hub, asked };
}

function Title({ suspense }: { readonly suspense: boolean }) {
  const options = suspense ? { suspense } : {};
  const { status, data } = useOperation(ReportDocument, { id: 'a' }, options);
  return createElement('p', null, data?.report?.title ?? status);
}

function State() {
  const { status } = useLive(ReportChangedDocument, { id: 'a' });
  const { status: done } = useMutation(ReportDocument);
  return createElement('p', null, `${status} ${done}`);
}

function AwaitedState() {
  const { data } = useLive(ReportChangedDocument, { id: 'a' }, { suspense: true });
  return createElement('p', null, data.reportChanged?.state);
}

describe('the hooks on a server', () => {
  test('ask the hub nothing: what is awaited shows as pending, and a stream as connecting', () => {
    const { hub, asked } = untouchable();
    const children = [
      createElement(Title, { key: 'title', suspense: false }),
      createElement(State, { key: 'state' }),
    ];
    expect(renderToString(createElement(HubProvider, { hub }, children))).toBe(
      '<p>pending</p><p>connecting idle</p>',
    );
    expect(asked).toEqual([]);
  });

  test('show the fallback of what suspends', () => {
    const { hub, asked } = untouchable();
    const fallback = createElement('p', null, 'waiting');
    for (const awaited of [createElement(Title, { suspense: true }), createElement(AwaitedState)]) {
      const children = createElement(Suspense, { fallback }, awaited);
      expect(renderToString(createElement(HubProvider, { hub }, children))).toContain('<p>waiting</p>');
    }
    expect(asked).toEqual([]);
  });

  test('say that they need a provider', () => {
    expect(() => renderToString(createElement(State))).toThrow('expected a <HubProvider');
  });
});
