import { parseArgs, styleText } from 'node:util';
import { agencies, alerts, createHub } from '@hue-hub/client-sdk';
import { fileCursors } from '@hue-hub/client-sdk/file-cursors';
import { WebSocket } from 'ws';

const usage = `Cảnh báo của một phường, xã, trực tiếp · Alerts of a ward, live

  npm start -- 16.4637,107.5909        theo vị trí · by a place
  npm start -- 19789                   theo mã phường · by the ward's code
    --language en                      tiếng Anh · in English
    --hub URL                          http://localhost:4000/graphql
    --cursors FILE                     đi tiếp từ lần trước · go on where the last run stopped
`;

const words = {
  vi: {
    watching: 'Đang theo dõi',
    none: 'Không có cảnh báo nào đang có hiệu lực.',
    entered: 'MỚI',
    holds: 'ĐANG CÓ',
    changed: 'CẬP NHẬT',
    left: 'KẾT THÚC',
    until: 'đến',
    broken: 'Mất kết nối, đang thử lại',
    resumed: 'Đã nối lại, không sót cảnh báo nào',
    severity: {
      EXTREME: 'THẢM HỌA',
      SEVERE: 'NGHIÊM TRỌNG',
      MODERATE: 'VỪA',
      MINOR: 'NHẸ',
      UNKNOWN: 'CHƯA RÕ',
    },
  },
  en: {
    watching: 'Watching',
    none: 'No alert holds.',
    entered: 'NEW',
    holds: 'HOLDS',
    changed: 'UPDATE',
    left: 'ENDED',
    until: 'until',
    broken: 'The line broke, trying again',
    resumed: 'Back again, no alert was missed',
    severity: {
      EXTREME: 'EXTREME',
      SEVERE: 'SEVERE',
      MODERATE: 'MODERATE',
      MINOR: 'MINOR',
      UNKNOWN: 'UNKNOWN',
    },
  },
} as const;

type Severity = keyof (typeof words)['vi']['severity'];

/** Colours carry nothing that the word beside them does not say. */
const styles: Readonly<Record<Severity, Parameters<typeof styleText>[0]>> = {
  EXTREME: ['bold', 'white', 'bgMagenta'],
  SEVERE: ['bold', 'white', 'bgRed'],
  MODERATE: ['black', 'bgYellow'],
  MINOR: ['black', 'bgCyan'],
  UNKNOWN: ['inverse'],
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    hub: { type: 'string', default: 'http://localhost:4000/graphql' },
    language: { type: 'string', default: 'vi' },
    cursors: { type: 'string' },
  },
});
const language = values.language === 'en' ? 'en' : 'vi';
const text = words[language];
const hasColour = process.stdout.isTTY && !process.env['NO_COLOR'];
const paint = (style: Parameters<typeof styleText>[0], shown: string): string =>
  hasColour ? styleText(style, shown) : shown;
const say = (line: string): void =>
  console.log(`${paint('dim', new Date().toLocaleTimeString('vi-VN'))}  ${line}`);

const hub = createHub({ url: values.hub, webSocket: WebSocket, areas: [agencies, alerts] });

/** The ward that was asked for, by its code or by a place in it. */
async function findWard(asked: string): Promise<{ code: string; fullName: string } | null> {
  const [lat, lon] = asked.split(',').map(Number);
  if (lat === undefined || lon === undefined) return hub.agencies.ward({ code: asked });
  return hub.agencies.wardAt({ lat, lon });
}

/** One alert with what to do about it. */
async function show(label: string, id: string): Promise<void> {
  const thread = await hub.alerts.alertThread({ id, language: language === 'en' ? 'EN' : 'VI' });
  const message = thread?.messages.at(-1);
  if (!thread || !message) return;
  const severity: Severity = message.severity;
  const until = thread.expires ? ` · ${text.until} ${new Date(thread.expires).toLocaleString('vi-VN')}` : '';
  say(
    `${paint(styles[severity], ` ${text.severity[severity]} `)} ${label} · ${message.text?.headline ?? id}${until}`,
  );
  for (const line of [message.text?.description, message.text?.instruction])
    if (line) console.log(`          ${line}`);
}

async function watch(ward: { code: string; fullName: string }): Promise<void> {
  say(`${text.watching}: ${paint('bold', ward.fullName)}`);
  let isBroken = false;
  const onBreak = (): void => {
    if (!isBroken) say(paint('yellow', `${text.broken}…`));
    isBroken = true;
  };
  const keep = values.cursors
    ? { store: fileCursors(values.cursors), key: `alerts:${ward.code}` }
    : undefined;
  for await (const { data } of hub.alerts.alertsFor({ where: { ward: ward.code } }, { keep, onBreak })) {
    if (isBroken) say(paint('green', `${text.resumed}.`));
    isBroken = false;
    if (data?.__typename === 'ActiveAlertListSnapshot') {
      if (data.nodes.length === 0) say(text.none);
      for (const { id } of data.nodes) await show(text.holds, id);
    } else if (data?.__typename === 'ActiveAlertListEntered') await show(text.entered, data.node.id);
    else if (data?.__typename === 'ActiveAlertListChanged') await show(text.changed, data.node.id);
    else if (data) await show(text.left, data.id);
  }
}

const [asked] = positionals;
try {
  if (!asked) throw new Error(usage);
  const ward = await findWard(asked);
  if (!ward) throw new Error(`${asked}: ?`);
  await watch(ward);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  hub.close();
}
