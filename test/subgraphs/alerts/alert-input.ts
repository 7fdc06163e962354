import type { AlertInput } from '../../../subgraphs/alerts/content.rules.ts';

/** A square over the middle of the city. */
export const square = '16.45,107.57 16.48,107.57 16.48,107.6 16.45,107.6 16.45,107.57';

/** A flood that holds in it. */
export const flood: AlertInput = {
  status: 'ACTUAL',
  scope: 'PUBLIC',
  categories: ['MET'],
  urgency: 'EXPECTED',
  severity: 'SEVERE',
  certainty: 'LIKELY',
  texts: [
    {
      language: 'VI',
      event: 'Lũ',
      headline: 'Lũ trên sông Hương',
      description: 'Nước đang lên.',
      instruction: 'Sơ tán.',
    },
    { language: 'EN', event: 'Flood', headline: 'Flood on the Hương', description: 'The water is rising.' },
  ],
  areas: [{ description: 'Trung tâm thành phố', polygons: [square] }],
};
