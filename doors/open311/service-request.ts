import type { Members } from './formats.ts';

/** What the operations ask of a report. */
export interface RequestData {
  readonly code: string;
  readonly state: string;
  readonly categoryCode: string;
  readonly category: { readonly name: string };
  readonly description: string;
  readonly address: string | null;
  readonly lat: number;
  readonly lon: number;
  readonly receivedAt: string;
  readonly dueAt: string | null;
  readonly plannedFor: string | null;
  readonly outcome: string | null;
  /** Null also while the agencies cannot be told. */
  readonly agency: { readonly name: string } | null;
  readonly media: readonly { readonly url: string }[] | null;
  readonly lastChange: { readonly at: string } | null;
}

interface Standing {
  readonly status: 'open' | 'closed';
  /** The finer word, for people. */
  readonly words: string;
}

const open = (words: string): Standing => ({ status: 'open', words });
const closed = (words: string): Standing => ({ status: 'closed', words });

/** Two words are all that the standard has; closed is not fixed, and the finer word says which it is. */
const standings: Readonly<Record<string, Standing>> = {
  SUBMITTED: open('Đã gửi, chờ tiếp nhận'),
  ACCEPTED: open('Đã tiếp nhận'),
  ASSIGNED: open('Đã chuyển đơn vị xử lý'),
  RETURNED: open('Đơn vị trả lại, chờ chuyển đơn vị khác'),
  IN_PROGRESS: open('Đang xử lý'),
  NEED_INFO: open('Chờ bổ sung thông tin'),
  PLANNED: open('Đã lên kế hoạch'),
  REOPENED: open('Mở lại'),
  RESOLVED: closed('Đã xử lý, chờ công khai kết quả'),
  UNABLE: closed('Không xử lý được, chờ công khai kết quả'),
  PUBLISHED: closed('Đã công khai kết quả'),
  CLOSED: closed('Đã đóng'),
  REJECTED: closed('Từ chối tiếp nhận'),
  DUPLICATE: closed('Trùng với phản ánh khác'),
  WITHDRAWN: closed('Người gửi đã rút'),
};

const outcomes: Readonly<Record<string, string>> = {
  FIXED: 'người gửi xác nhận đã xử lý xong',
  UNCONFIRMED: 'đã xử lý, người gửi không phản hồi',
  UNABLE: 'không xử lý được',
  NOT_ACCEPTED: 'người gửi không chấp nhận kết quả',
};

const neverPublic = ['SUBMITTED', 'REJECTED', 'DUPLICATE', 'WITHDRAWN'];

/** The states that are public and have this status. */
export function statesOf(status: 'open' | 'closed'): string[] {
  return Object.entries(standings)
    .filter(([state, standing]) => standing.status === status && !neverPublic.includes(state))
    .map(([state]) => state);
}

/** A report as a service request: members and order as in the standard. `origin` begins the address of its picture. */
export function serviceRequest(data: RequestData, origin: string): Members {
  const { status, words } = standings[data.state] ?? open(data.state);
  const planned = data.plannedFor === null ? '' : ` (${data.plannedFor})`;
  const outcome = outcomes[data.outcome ?? ''];
  const photo = data.media?.[0]?.url;
  return {
    service_request_id: data.code,
    status,
    status_notes: `${words}${planned}${outcome === undefined ? '' : `: ${outcome}`}`,
    service_name: data.category.name,
    service_code: data.categoryCode,
    description: data.description,
    agency_responsible: data.agency?.name ?? null,
    service_notice: null,
    requested_datetime: inHue(data.receivedAt),
    updated_datetime: inHue(data.lastChange?.at ?? data.receivedAt),
    expected_datetime: data.dueAt === null ? null : inHue(data.dueAt),
    address: data.address,
    address_id: null,
    zipcode: null,
    lat: data.lat,
    long: data.lon,
    media_url: photo === undefined ? null : new URL(photo, origin).href,
  };
}

/** When the youngest change among them was. */
export function latestChange(all: readonly RequestData[]): Date | undefined {
  const times = all.map(({ lastChange, receivedAt }) => Date.parse(lastChange?.at ?? receivedAt));
  return times.length === 0 ? undefined : new Date(Math.max(...times));
}

const offsetMs = 7 * 60 * 60_000;

/** ISO 8601 with the city's offset, to the second, as the standard shows them. */
export function inHue(moment: string): string {
  return `${new Date(Date.parse(moment) + offsetMs).toISOString().slice(0, 19)}+07:00`;
}
