import type { CalendarDay, CalendarYear, WorkingCalendar } from '../../../subgraphs/kit/working-days.ts';
import { createWorkingCalendar } from '../../../subgraphs/kit/working-days.ts';

const holiday = (date: string, name: string): CalendarDay => ({ date, kind: 'HOLIDAY', name });

/** The calendars that the vectors of domain.md §4.2 need; 2027 is missing on purpose. */
export const sampleYears: readonly CalendarYear[] = [
  { year: 2023, status: 'PUBLISHED', days: [] },
  { year: 2024, status: 'PUBLISHED', days: [] },
  { year: 2025, status: 'PUBLISHED', days: [] },
  {
    year: 2026,
    status: 'PUBLISHED',
    days: [
      holiday('2026-02-16', 'Tết Nguyên đán'),
      holiday('2026-02-17', 'Tết Nguyên đán'),
      holiday('2026-02-18', 'Tết Nguyên đán'),
      holiday('2026-02-19', 'Tết Nguyên đán'),
      holiday('2026-02-20', 'Tết Nguyên đán'),
      holiday('2026-04-27', 'Nghỉ bù Giỗ Tổ Hùng Vương'),
      holiday('2026-04-30', 'Ngày Giải phóng miền Nam'),
      holiday('2026-05-01', 'Ngày Quốc tế Lao động'),
    ],
  },
];

export const sampleCalendar: WorkingCalendar = createWorkingCalendar(sampleYears);

/** A moment of the city, +07:00. */
export const local = (text: string): Date => new Date(`${text}+07:00`);
