import type { Role } from '../subgraphs/kit/process/viewer.ts';

/** One person of the sample sign-in. The account's name is its `sub`: person ids come from it and from the realm. */
export interface SampleAccount {
  readonly sub: string;
  readonly name: string;
  readonly about: string;
  readonly roles: readonly Role[];
  readonly vneidLevel: 0 | 1 | 2;
  /** The agency that an officer acts for. */
  readonly agency?: string;
}

/** The two agencies that the sample officers act for: different ones, so that a transfer can be tried. */
export const officerAgencies = { officer: 'so-xay-dung', officer2: 'hepco' } as const;

/** At least one account for each role of the city; `citizen2` and `officer2` are the strangers of every example. */
export function sampleAccounts(agencies: typeof officerAgencies = officerAgencies): readonly SampleAccount[] {
  const level2 = { vneidLevel: 2 } as const;
  return [
    { sub: 'citizen', name: 'Nguyễn Thị Hương', about: 'sends reports', roles: ['citizen'], ...level2 },
    { sub: 'citizen2', name: 'Lê Văn Bảo', about: 'another citizen', roles: ['citizen'], vneidLevel: 1 },
    { sub: 'guardian', name: 'Trần Thị Mai', about: 'of a child', roles: ['citizen', 'guardian'], ...level2 },
    {
      sub: 'officer',
      name: 'Phan Quang Dũng',
      about: `handles reports at ${agencies.officer}`,
      roles: ['officer'],
      agency: agencies.officer,
      ...level2,
    },
    {
      sub: 'officer2',
      name: 'Võ Hữu Phúc',
      about: `handles reports at ${agencies.officer2}`,
      roles: ['officer'],
      agency: agencies.officer2,
      ...level2,
    },
    { sub: 'ioc', name: 'Hoàng Minh Sơn', about: 'directs reports at the IOC', roles: ['ioc'], ...level2 },
    {
      sub: 'identity-officer',
      name: 'Đặng Thanh Bình',
      about: 'may see who reported, and each look is written down',
      roles: ['ioc', 'identityOfficer'],
      ...level2,
    },
    { sub: 'practitioner', name: 'Bùi Thị Lan', about: 'health', roles: ['practitioner'], ...level2 },
    { sub: 'teacher', name: 'Đỗ Văn Minh', about: 'education', roles: ['teacher'], ...level2 },
    { sub: 'operator', name: 'Hồ Đắc Trung', about: 'runs a feed', roles: ['operator'], vneidLevel: 0 },
    {
      sub: 'vendor',
      name: 'Công ty Sông Hương',
      about: 'builds on the hub',
      roles: ['vendor'],
      vneidLevel: 0,
    },
    { sub: 'judge', name: 'Tôn Nữ Hoài An', about: 'scores contest entries', roles: ['judge'], ...level2 },
    { sub: 'moderator', name: 'Trương Công Hiếu', about: 'moderates', roles: ['moderator'], ...level2 },
    { sub: 'auditor', name: 'Ngô Thanh Tùng', about: 'reads what was done', roles: ['auditor'], ...level2 },
  ];
}
