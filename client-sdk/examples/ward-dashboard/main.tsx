import { AirNowDocument, AlertsForDocument, AqiChangedDocument, createHub } from '@hue-hub/client-sdk';
import { ReportsInDocument, WardsDocument } from '@hue-hub/client-sdk';
import type { AlertsForSubscription, ReportsInSubscription } from '@hue-hub/client-sdk';
import { HubProvider, useLive, useOperation } from '@hue-hub/client-sdk/react';
import { useState, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';

const settings = new URLSearchParams(location.search);
const hub = createHub({ url: settings.get('hub') ?? 'http://localhost:4000/graphql' });
const inHue = { timeZone: 'Asia/Ho_Chi_Minh' };
type Say = (vi: string, en: string) => string;
type Listed<E> = readonly Extract<E, { readonly nodes: readonly unknown[] }>['nodes'][number][];
const noAlerts: Listed<AlertsForSubscription['alertsFor']> = [];
const noReports: Listed<ReportsInSubscription['reportsIn']> = [];

/** What a list on the screen is after an event of its stream. */
function listed<N extends { readonly id: string }>(
  shown: readonly N[],
  event: { readonly nodes: readonly N[] } | { readonly node: N } | { readonly id: string } | null,
): readonly N[] {
  if (!event) return shown;
  if ('nodes' in event) return event.nodes;
  const id = 'node' in event ? event.node.id : event.id;
  const others = shown.filter((each) => each.id !== id);
  return 'node' in event ? [event.node, ...others] : others;
}
interface Item {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly note: string;
}

function Part(props: { title: string; live: string; items?: readonly Item[]; children?: ReactNode }) {
  const { title, live, items = [], children } = props;
  return (
    <section aria-live="polite" aria-label={title}>
      <h2>
        {title} <small>{live === 'live' ? '● trực tiếp · live' : '○ …'}</small>
      </h2>
      {children}
      <ul>
        {items.map(({ id, kind, title: shown, note }) => (
          <li key={id} className={kind}>
            {shown} <small>{note}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Ward({ code, lat, lon, say }: { code: string; lat: number; lon: number; say: Say }) {
  const station = useOperation(AirNowDocument, { lat, lon }).data?.airNow.station;
  const air = useLive(AqiChangedDocument, station ? { station: station.id } : null);
  const alerts = useLive(
    AlertsForDocument,
    { where: { ward: code } },
    { initial: noAlerts, reduce: (shown, { data }) => listed(shown, data.alertsFor) },
  );
  const reports = useLive(
    ReportsInDocument,
    { area: { ward: code } },
    { initial: noReports, reduce: (shown, { data }) => listed(shown, data.reportsIn) },
  );
  const hour = air.data?.aqiChanged;
  const alertItems = alerts.data.map(({ id, head }) => {
    const { severity: kind, text } = head;
    return { id, kind, title: text?.headline ?? '', note: `${kind} · ${text?.description ?? ''}` };
  });
  const reportItems = reports.data.map(({ id, code: number, title, slaState: kind, state, agency }) => {
    return { id, kind, title, note: [number, state, agency?.name].join(' · ') };
  });
  return (
    <main>
      <Part title={say('Không khí', 'Air')} live={air.status}>
        <div className="air">
          <b style={{ background: hour?.colour ?? '#ddd' }}>{hour?.aqi ?? '–'}</b>
          <p>
            {hour?.levelName ?? say('Chưa có chỉ số', 'No index yet')}
            <small>
              {hour && `VN_AQI · ${station?.name} · ${new Date(hour.hour).toLocaleString('vi-VN', inHue)}`}
            </small>
          </p>
        </div>
      </Part>
      <Part title={say('Cảnh báo', 'Alerts')} live={alerts.status} items={alertItems}>
        {alertItems.length === 0 && say('Không có cảnh báo nào.', 'No alert holds.')}
      </Part>
      <Part title={say('Phản ánh', 'Reports')} live={reports.status} items={reportItems}>
        {reportItems.length === 0 && say('Chưa có phản ánh nào.', 'No report yet.')}
      </Part>
    </main>
  );
}

function Dashboard() {
  const [isEnglish, turn] = useState(false);
  const [code, choose] = useState(settings.get('ward'));
  const wards = useOperation(WardsDocument, { first: 50 }).data?.wards?.nodes ?? [];
  const ward = wards.find((each) => each.code === code) ?? wards[0];
  const say: Say = (vi, en) => (isEnglish ? en : vi);
  return (
    <div lang={say('vi', 'en')}>
      <header>
        <h1>{say('Bảng theo dõi phường, xã', 'Ward dashboard')}</h1>
        <select aria-label="Phường, xã · Ward" value={ward?.code} onChange={(e) => choose(e.target.value)}>
          {wards.map(({ code: each, fullName }) => (
            <option key={each} value={each} label={fullName} />
          ))}
        </select>
        <button onClick={() => turn(!isEnglish)}>{say('English', 'Tiếng Việt')}</button>
      </header>
      {ward && <Ward key={ward.code} {...ward} say={say} />}
    </div>
  );
}

createRoot(document.getElementById('app') ?? document.body).render(
  <HubProvider hub={hub}>
    <Dashboard />
  </HubProvider>,
);
