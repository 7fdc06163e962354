import { agencyCode, holderOn, jurisdictionFor } from '../../../subgraphs/agencies/agency.rules.ts';
import { calendarFault, noteFault } from '../../../subgraphs/agencies/calendar.rules.ts';
import { readCityData, sampleOfficerAgencies } from '../../../subgraphs/agencies/seed.ts';
import type { CityData } from '../../../subgraphs/agencies/seed.ts';
import { isCivilDate, isWeekend } from '../../../subgraphs/kit/working-days.ts';

let city: CityData;
beforeAll(async () => {
  city = await readCityData();
});

const unique = (values: readonly string[]): boolean => new Set(values).size === values.length;

describe("the city's data", () => {
  test('has the 40 wards, each with its own committee', () => {
    expect(city.wards).toHaveLength(40);
    expect(unique(city.wards.map(({ code }) => code))).toBe(true);
    for (const ward of city.wards) {
      const office = city.agencies.find(({ id }) => id === ward.agencyId);
      expect(office).toMatchObject({ level: 'WARD', wardCode: ward.code, validTo: null });
      expect(office?.name.toLowerCase()).toContain(ward.fullName.toLowerCase());
    }
  });

  test('names agencies by unique ids, codes of the right shape, and parents and successors that exist', () => {
    const ids = new Set(city.agencies.map(({ id }) => id));
    expect(ids.size).toBe(city.agencies.length);
    for (const agency of city.agencies) {
      expect(agencyCode(agency.code)).toBe(agency.code);
      expect([agency.parentId ?? agency.id, ...agency.successorIds].filter((id) => !ids.has(id))).toEqual([]);
      expect([agency.validFrom, agency.validTo].every((date) => date === null || isCivilDate(date))).toBe(
        true,
      );
      expect(agency.successorIds.length > 0).toBe(agency.validTo !== null);
    }
  });

  test('gives each code to one agency at a time', () => {
    const dates = [
      '1990-01-01',
      '2024-12-31',
      '2025-01-01',
      '2025-03-01',
      '2025-06-30',
      '2025-07-01',
      '2026-11-22',
    ];
    for (const date of dates) {
      const atWork = city.agencies.filter(
        ({ validFrom, validTo }) =>
          (validFrom === null || validFrom <= date) && (validTo === null || validTo >= date),
      );
      expect(unique(atWork.map(({ code }) => code))).toBe(true);
      for (const agency of atWork) {
        const holders = city.agencies.filter(({ code }) => code === agency.code);
        expect(holderOn(holders, date)?.id).toBe(agency.id);
      }
    }
  });

  test('has no district at work since 1 July 2025', () => {
    const districts = city.agencies.filter(({ level }) => level === 'DISTRICT');
    expect(districts.length).toBeGreaterThan(8);
    expect(districts.filter(({ validTo }) => validTo === null || validTo > '2025-06-30')).toEqual([]);
  });

  test('leads every successor chain to agencies at work', () => {
    const byId = new Map(city.agencies.map((agency) => [agency.id, agency]));
    const ends = (id: string, depth = 0): string[] => {
      const agency = byId.get(id);
      if (!agency || depth > 5) throw new Error(`a chain without end at ${id}`);
      return agency.validTo === null ? [id] : agency.successorIds.flatMap((next) => ends(next, depth + 1));
    };
    for (const { id } of city.agencies) expect(ends(id).length).toBeGreaterThan(0);
  });

  test('names an agency at work for each category in each ward', () => {
    const categories = new Set(city.jurisdictions.map(({ categoryCode }) => categoryCode));
    expect(categories.size).toBe(16);
    for (const categoryCode of categories) {
      for (const ward of city.wards) {
        const found = jurisdictionFor(city.jurisdictions, { categoryCode, wardCode: ward.code });
        const agencyId = found === 'ward' ? ward.agencyId : found?.agencyId;
        expect(city.agencies.find(({ id }) => id === agencyId)?.validTo).toBeNull();
      }
    }
  });

  test('has officers of agencies at work, with unique ids', () => {
    expect(unique(city.officers.map(({ id }) => id))).toBe(true);
    for (const { agencyId } of city.officers) {
      expect(city.agencies.find(({ id }) => id === agencyId)?.validTo).toBeNull();
    }
    for (const agencyId of Object.values(sampleOfficerAgencies)) {
      expect(city.officers.some((officer) => officer.agencyId === agencyId)).toBe(true);
    }
  });

  test('has faultless calendars of 2023 to 2027, of which 2027 alone is provisional', () => {
    expect(city.calendars.map(({ year, status }) => [year, status])).toEqual([
      [2023, 'PUBLISHED'],
      [2024, 'PUBLISHED'],
      [2025, 'PUBLISHED'],
      [2026, 'PUBLISHED'],
      [2027, 'PROVISIONAL'],
    ]);
    for (const { year, days, note } of city.calendars) {
      expect(calendarFault(year, days)).toBeNull();
      expect(noteFault(note)).toBeNull();
    }
  });

  test('gives eleven weekdays off as holidays each year, and makes up for each swapped day', () => {
    for (const { days } of city.calendars) {
      const count = (kind: string): number =>
        days.filter((day) => day.kind === kind && (kind === 'SWAP_WORK' || !isWeekend(day.date))).length;
      expect(count('HOLIDAY')).toBe(11);
      expect(count('SWAP_OFF')).toBe(count('SWAP_WORK'));
    }
  });

  test('is the same each time it is read', async () => {
    expect(await readCityData()).toEqual(city);
  });
});
