import fc from 'fast-check';
import { masked, maskContacts } from '../../../subgraphs/reports/mask.rules.ts';

const phones = [
  '0914123456',
  '0914 123 456',
  '0914.123.456',
  '0914-123-456',
  '09 14 12 34 56',
  '0 9 1 4 1 2 3 4 5 6',
  '+84914123456',
  '+84 914 123 456',
  '(+84) 914 123 456',
  '84914123456',
  '0084 914 123 456',
  '+84 (0) 914 123 456',
  '0234 3822 123',
  '(0234) 3822.123',
  '02343822123',
  '0123 456 7890',
  '０９１４１２３４５６',
  '0914\u200b123\u200b456',
  '+33 6 12 34 56 78',
  '046123456789',
];
const emails = [
  'name@gmail.com',
  'Ten.Rieng+1@mail.hue.gov.vn',
  'an@localhost',
  'nguyễn.an@thư.vn',
  'an＠vidu.vn',
  'an (at) vidu.vn',
  'an [at] vidu (dot) vn',
  'an(a còng)vidu(chấm)vn',
];
const harmless = [
  'Ổ gà sâu 20 cm, rộng 1.5 m, trước số 12 Lê Lợi.',
  'Đã báo tổng đài 1900 1075 lúc 08:30 ngày 05/11/2026.',
  'Ngày 03-01-2026 10 giờ, ngày 05.11.2026 14 giờ.',
  'Hồ sơ 000.00.12.H57-261120-0007, phản ánh PA-2026-000123.',
  'Thiệt hại 1.000.000.000 đồng, 12.500.000 đồng mỗi nhà.',
  'Toạ độ 16.4637, 107.5909.',
  'Chợ Đông Ba @ Huế',
  'Biển số 75A-123.45',
];

const words = fc
  .array(fc.constantFrom('đường', 'Lê Lợi', 'ngập', 'nước,', 'rất', 'sâu.', '—', '\n', 'số', '12'), {
    maxLength: 12,
  })
  .map((list) => list.join(' '));

describe('masking of what reaches a person', () => {
  test.each([...phones, ...emails])('takes out %s, alone and in a sentence', (contact) => {
    expect(maskContacts(contact).replace(/^\(/, '')).toBe(masked);
    const text = maskContacts(`Gọi cho tôi: ${contact}, cảm ơn.`);
    expect(text).toMatch(/^Gọi cho tôi: \(?\[đã ẩn\], cảm ơn\.$/);
  });

  test.each(harmless)('leaves as it is: %s', (text) => {
    expect(maskContacts(text)).toBe(text);
  });

  test('finds every one among any words, and masking again changes nothing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(words, fc.constantFrom(...phones, ...emails)), { maxLength: 4 }),
        words,
        (pieces, end) => {
          const text = [...pieces.map(([before, contact]) => `${before} gặp ${contact};`), end].join(' ');
          const clean = maskContacts(text);
          for (const [, contact] of pieces) expect(clean).not.toContain(contact);
          expect(clean.split(masked)).toHaveLength(pieces.length + 1);
          expect(maskContacts(clean)).toBe(clean);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('is stable on any text, and on the longest of the worst kind', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(maskContacts(maskContacts(text))).toBe(maskContacts(text));
      }),
    );
    for (const unit of ['a', '0', '0 ', '+', 'a@', '@', '(', '0.', '84 ', 'a (at) '])
      expect(typeof maskContacts(unit.repeat(4000 / unit.length))).toBe('string');
  });
});
