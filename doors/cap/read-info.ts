import type { XmlElement } from '../frame/index.ts';
import { badInput } from '../frame/index.ts';
import { child, childrenOf, oneOf, required, textOf, wordOf } from './elements.ts';
import { riskParameter, wardGeocode } from './words.ts';

const categories = [
  'Geo',
  'Met',
  'Safety',
  'Security',
  'Rescue',
  'Fire',
  'Health',
  'Env',
  'Transport',
  'Infra',
  'CBRNE',
  'Other',
] as const;
const urgencies = ['Immediate', 'Expected', 'Future', 'Past', 'Unknown'] as const;
const severities = ['Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown'] as const;
const certainties = ['Observed', 'Likely', 'Possible', 'Unlikely', 'Unknown'] as const;

interface ReceivedText {
  readonly language: 'VI' | 'EN';
  readonly event: string;
  readonly headline: string;
  readonly description: string;
  readonly instruction: string | null;
}

interface ReceivedArea {
  readonly description: string;
  readonly polygons: readonly string[];
  readonly circles: readonly string[];
  readonly wards: readonly string[];
}

/** What the `info` of a message say together: the same warning in one language each. */
export interface ReceivedInfo extends Facts {
  readonly texts: readonly ReceivedText[];
}

interface Facts {
  readonly categories: readonly string[];
  readonly urgency: string;
  readonly severity: string;
  readonly certainty: string;
  readonly riskLevel: number | null;
  readonly effective: string | null;
  readonly onset: string | null;
  readonly expires: string | null;
  readonly areas: readonly ReceivedArea[];
}

/**
 * The warning of a message; nothing when it has none. Languages other than Vietnamese and English are left out; what is said once for
 * all languages (urgency, times, level) is the same in each `info`, or they were several warnings.
 * @throws badInput rule `cap_info`, `cap_element`
 */
export function readInfos(root: XmlElement): Partial<ReceivedInfo> {
  const infos = childrenOf(root, 'info').map((info) => ({ info, language: languageOf(info) }));
  const [first, ...others] = infos;
  if (!first) return {};
  const facts = factsOf(first.info);
  const same = sameInAll(facts);
  if (others.some(({ info }) => sameInAll(factsOf(info)) !== same))
    throw badInput(
      { field: 'info', rule: 'cap_info' },
      'All "info" of a message are one warning, in one language each.',
    );
  const texts = infos.flatMap(({ info, language }) => (language === null ? [] : [readText(info, language)]));
  return { ...facts, areas: areasIn(infos), texts };
}

/** How places are described is each language's own. */
function sameInAll(facts: Facts): string {
  return JSON.stringify({ ...facts, areas: null });
}

/** Those of the Vietnamese text, else of the first. */
function areasIn(
  infos: readonly { readonly info: XmlElement; readonly language: 'VI' | 'EN' | null }[],
): readonly ReceivedArea[] {
  const { info } = infos.find(({ language }) => language === 'VI') ?? infos[0] ?? {};
  return info ? factsOf(info).areas : [];
}

/** Without one it is English (CAP 1.2, 3.2.2). */
function languageOf(info: XmlElement): 'VI' | 'EN' | null {
  const [language] = (textOf(child(info, 'language')) ?? 'en-US').toLowerCase().split('-');
  if (language === 'vi') return 'VI';
  return language === 'en' ? 'EN' : null;
}

function factsOf(info: XmlElement): Facts {
  return {
    categories: childrenOf(info, 'category').map((each) =>
      wordOf(textOf(each) ?? '', 'category', categories),
    ),
    urgency: oneOf(info, 'urgency', urgencies),
    severity: oneOf(info, 'severity', severities),
    certainty: oneOf(info, 'certainty', certainties),
    riskLevel: riskOf(info),
    effective: textOf(child(info, 'effective')),
    onset: textOf(child(info, 'onset')),
    expires: textOf(child(info, 'expires')),
    areas: childrenOf(info, 'area').map(areaOf),
  };
}

/** The headline and the description may be left out in CAP: then the event, or the headline, says it all. */
function readText(info: XmlElement, language: 'VI' | 'EN'): ReceivedText {
  const event = required(info, 'event');
  const headline = textOf(child(info, 'headline')) ?? event;
  const description = textOf(child(info, 'description')) ?? headline;
  return { language, event, headline, description, instruction: textOf(child(info, 'instruction')) };
}

function riskOf(info: XmlElement): number | null {
  const [level] = valuesNamed(info, 'parameter', riskParameter);
  if (level === undefined) return null;
  if (/^[1-5]$/.test(level)) return Number(level);
  throw badInput({ field: 'parameter', rule: 'risk_level' }, `${riskParameter} is from 1 to 5.`);
}

function areaOf(area: XmlElement): ReceivedArea {
  const each = (name: string) => childrenOf(area, name).flatMap((one) => textOf(one) ?? []);
  return {
    description: required(area, 'areaDesc'),
    polygons: each('polygon'),
    circles: each('circle'),
    wards: valuesNamed(area, 'geocode', wardGeocode),
  };
}

function valuesNamed(parent: XmlElement, element: string, name: string): readonly string[] {
  return childrenOf(parent, element)
    .filter((each) => textOf(child(each, 'valueName')) === name)
    .map((each) => required(each, 'value'));
}
