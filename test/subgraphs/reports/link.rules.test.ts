import fc from 'fast-check';
import { checkLink } from '../../../subgraphs/reports/link.rules.ts';

const ruleOf = (value: string): unknown => {
  const verdict = checkLink(value, 'mediaUrl');
  return 'problem' in verdict ? verdict.problem.extra?.['rule'] : verdict.value;
};

describe('a link to a photo elsewhere', () => {
  test.each([
    'http://127.1',
    'http://0177.0.0.1',
    'http://[::ffff:127.0.0.1]',
    'http://169.254.169.254',
    'http://0',
  ])('F01: %s is not taken', (url) => expect(ruleOf(`${url}/a.jpg`)).toBe('url_not_allowed'));

  test.each([
    'file:///etc/passwd',
    'gopher://example.org/1',
    'javascript:alert(1)',
    'data:image/png;base64,AAAA',
    'http://localhost/a.jpg',
    'http://LOCALHOST./a.jpg',
    'http://mongo/a.jpg',
    'http://db.internal/a.jpg',
    'http://printer.local/a.jpg',
    'https://user:secret@example.org/a.jpg',
    'https://example.org:8080/a.jpg',
    'http://0x7f000001/',
    'http://2130706433/',
    '//example.org/a.jpg',
    'a.jpg',
  ])('F01: %s is not taken', (url) => expect(ruleOf(url)).toBe('url_not_allowed'));

  test('of a public name is kept as it is', () => {
    expect(ruleOf('https://anh.example.org/2026/11/a.jpg?w=1600')).toBe(
      'https://anh.example.org/2026/11/a.jpg?w=1600',
    );
  });

  test('F01: no spelling of a number of a machine is taken', () => {
    fc.assert(
      fc.property(fc.ipV4Extended(), (host) => expect(ruleOf(`http://${host}/`)).toBe('url_not_allowed')),
    );
    fc.assert(fc.property(fc.ipV6(), (host) => expect(ruleOf(`http://[${host}]/`)).toBe('url_not_allowed')));
  });
});
