import type { DraftInput } from '../../../subgraphs/reports/draft.rules.ts';
import { checkDraft, publicPosition } from '../../../subgraphs/reports/draft.rules.ts';

const good: DraftInput = {
  categoryCode: 'ENVIRONMENT_WASTE',
  title: 'Bùn đất tràn ra đường',
  description: 'Xe chở đất làm rơi bùn.\nRất trơn khi trời mưa.',
  lat: 16.4637,
  lon: 107.5909,
  source: 'APP',
};
const refusal = (change: Partial<DraftInput>) => {
  const verdict = checkDraft({ ...good, ...change }, { kind: 'person', accountName: 'Nguyễn Văn An' });
  return 'problem' in verdict ? verdict.problem : undefined;
};

describe('a draft', () => {
  test('keeps texts in NFC, trimmed, and takes the name of the account', () => {
    const decomposed = '  Ngập nước đường Hùng Vương '.normalize('NFD');
    const verdict = checkDraft(
      { ...good, title: decomposed, contact: { phone: '0234 382 2233' } },
      { kind: 'person', accountName: 'Trần Thị Bé' },
    );
    if ('problem' in verdict) throw new Error(verdict.problem.message);
    expect(verdict.value.title).toBe('Ngập nước đường Hùng Vương'.normalize('NFC'));
    expect(verdict.value.contact).toEqual({ name: 'Trần Thị Bé', phone: '02343822233', email: null });
  });

  test.each([
    ['no location at all', { lat: null, lon: undefined }, 'lat', 'location'],
    ['lat without lon', { lon: null }, 'lon', 'location'],
    ['lon without lat', { lat: null }, 'lat', 'location'],
    ['an unknown category', { categoryCode: 'UFO' }, 'categoryCode', 'category'],
    ['an empty title', { title: ' \n ' }, 'title', 'required'],
    ['an empty description', { description: '' }, 'description', 'required'],
    ['a title that cannot be seen', { title: '\u200b\u3164\u200f' }, 'title', 'required'],
    ['what is no character', { title: 'Rác\uffff' }, 'title', 'control_characters'],
    ['a NUL in the title', { title: 'Rác\u0000' }, 'title', 'control_characters'],
    ['a line break in the title', { title: 'Rác\nthải' }, 'title', 'control_characters'],
    ['a bidi override in the description', { description: 'a\u202eb' }, 'description', 'control_characters'],
    ['a lone surrogate', { description: 'a\ud800b' }, 'description', 'control_characters'],
    ['151 characters in the title', { title: 'á'.repeat(151) }, 'title', 'max_length'],
    ['4,001 characters in the description', { description: '🌧'.repeat(4001) }, 'description', 'max_length'],
    ['a phone number with letters', { contact: { phone: '09x' } }, 'contact.phone', 'phone'],
    ['an e-mail address without a domain', { contact: { email: 'an@hue' } }, 'contact.email', 'email'],
  ] as const)('with %s is refused (domain §1.12)', (...[, change, field, rule]) => {
    expect(refusal(change)).toMatchObject({ code: 'BAD_USER_INPUT', extra: { field, rule } });
  });

  test('counts code points after NFC and names the length', () => {
    expect(
      refusal({ title: 'á'.normalize('NFD').repeat(150), description: '🌧'.repeat(4000) }),
    ).toBeUndefined();
    expect(refusal({ title: 'á'.repeat(160) })?.extra).toMatchObject({ max: 150, length: 160 });
  });

  test('the public position has 4 decimals', () => {
    expect(publicPosition({ lat: 16.46374999, lon: 107.59095001 })).toEqual({ lat: 16.4637, lon: 107.591 });
  });
});
