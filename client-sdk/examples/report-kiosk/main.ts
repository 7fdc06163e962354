import { agencies, createHub, isHubError, reports, uploadPhoto } from '@hue-hub/client-sdk';

const settings = new URLSearchParams(location.search);
const url = settings.get('hub') ?? 'http://localhost:4000/graphql';
const signIn = settings.get('signIn') ?? 'http://localhost:4001';
/** Of the sample sign-in, which asks for no password. An app of yours has a token by its own sign-in with VNeID. */
async function token(): Promise<string> {
  const body = new URLSearchParams('grant_type=urn:hub:sample&client_id=sample&username=citizen');
  const answer = await fetch(`${signIn}/token`, { method: 'POST', body });
  return (await answer.json()).access_token;
}
const hub = createHub({ url, token, areas: [agencies, reports] });

let place = { lat: Number(settings.get('lat') ?? 16.4637), lon: Number(settings.get('lon') ?? 107.5909) };
const [form] = document.forms;
const at = (id: string): HTMLElement => document.getElementById(id) ?? document.body;
const isEnglish = (): boolean => document.documentElement.lang === 'en';
const say = (vi: string, en: string): string => (isEnglish() ? en : vi);
const shown = (at: string): string => new Date(at).toLocaleString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh' });
const categories = (await hub.reports.reportCategories()) ?? [];

/** What has `data-en` holds the other language there. */
function turnLanguage(): void {
  document.documentElement.lang = isEnglish() ? 'vi' : 'en';
  for (const each of document.querySelectorAll<HTMLElement>('[data-en]'))
    [each.textContent, each.dataset['en']] = [each.dataset['en'] ?? '', each.textContent ?? ''];
}
async function showPlace(): Promise<void> {
  const ward = await hub.agencies.wardAt(place);
  at('ward').textContent = ward && `📍 ${ward.fullName}`;
}
const onProgress = (sent: number, total: number): void => {
  at('progress').toggleAttribute('hidden', sent === total);
  at('progress').setAttribute('value', String(sent / total));
};
/** The photo goes first; what the hub then knows it by stands in the report. */
async function send(draft: FormData): Promise<void> {
  const photo = draft.get('photo');
  const isThere = photo instanceof File && photo.size > 0;
  const media = isThere ? [await uploadPhoto(hub, { kind: 'REPORT_PHOTO', file: photo, onProgress })] : [];
  const categoryCode = categories.find(({ code }) => code === draft.get('category'))?.code ?? 'OTHER';
  const words = ['title', 'description'].map((name) => draft.get(name));
  const [title = '', description = ''] = words.filter((word) => typeof word === 'string');
  const input = { ...place, categoryCode, title, description, media };
  const report = await hub.reports.createReport({ input });
  if (report) await follow(report.id);
}
/** Each state as it comes, over any broken line. */
async function follow(id: string): Promise<void> {
  form?.toggleAttribute('hidden', true);
  at('sent').toggleAttribute('hidden', false);
  for await (const { data } of hub.reports.reportChanged({ id })) {
    if (!data) continue;
    const due = data.dueAt ? `${say('hạn', 'due')} ${shown(data.dueAt)}` : '';
    at('code').textContent = data.code;
    at('facts').textContent = [data.ward?.name, data.agency?.name, due].filter(Boolean).join(' · ');
    const step = at('steps').appendChild(document.createElement('li'));
    const time = document.createElement('time');
    time.textContent = shown(data.lastChange?.at ?? data.receivedAt);
    step.append(document.getElementById(data.state)?.textContent ?? data.state, time);
  }
}
function tell(error: unknown): void {
  const reason = isHubError(error) ? `${error.field ?? ''} ${error.message}` : String(error);
  const isPhoto = isHubError(error) && error.field === 'bytes';
  const ofPhoto = say('Ảnh phải là JPEG, PNG, WebP, tối đa 10 MB.', 'Photos: JPEG, PNG, WebP, up to 10 MB.');
  at('problem').textContent = `${say('Chưa gửi được.', 'Not sent.')} ${isPhoto ? ofPhoto : reason}`;
}

form?.addEventListener('submit', (event) => {
  event.preventDefault();
  at('problem').textContent = '';
  send(new FormData(form)).catch(tell);
});
at('language').addEventListener('click', turnLanguage);
at('again').addEventListener('click', () => location.reload());
at('locate').addEventListener('click', () =>
  navigator.geolocation.getCurrentPosition(({ coords }) => {
    place = { lat: coords.latitude, lon: coords.longitude };
    showPlace().catch(tell);
  }),
);
at('category').append(...categories.map(({ code, name, nameEn }) => new Option(`${name} · ${nameEn}`, code)));
await showPlace();
