import type { XmlNode } from '../frame/index.ts';
import { writeXml, xml } from '../frame/index.ts';
import { capLanguages, capNamespace, capTime, riskParameter, toCapWord, wardGeocode } from './words.ts';

export interface CapText {
  readonly language: keyof typeof capLanguages;
  readonly event: string;
  readonly headline: string;
  readonly description: string;
  readonly instruction: string | null;
}

export interface CapArea {
  readonly description: string;
  readonly wards: readonly ({ readonly code: string } | null)[];
  readonly polygons: readonly string[];
  readonly circles: readonly string[];
}

/** A message as the graph gives it; moments are ISO 8601. */
export interface CapMessage {
  readonly id: string;
  readonly identifier: string;
  readonly sender: string;
  readonly senderName: string | null;
  readonly sent: string;
  readonly messageType: string;
  readonly status: string;
  readonly scope: string;
  readonly references: readonly string[];
  readonly categories: readonly string[];
  readonly urgency: string;
  readonly severity: string;
  readonly certainty: string;
  readonly riskLevel: number | null;
  readonly effective: string | null;
  readonly onset: string | null;
  readonly expires: string;
  readonly texts: readonly CapText[];
  readonly areas: readonly CapArea[];
}

/** One public message as a document of CAP 1.2, valid against its schema; an `info` for each language. */
export function renderCap(message: CapMessage): string {
  const { identifier, sender, sent, status, messageType, scope, references, texts } = message;
  return writeXml(
    xml(
      'alert',
      [
        xml('identifier', identifier),
        xml('sender', sender),
        xml('sent', capTime(sent)),
        xml('status', toCapWord(status)),
        xml('msgType', toCapWord(messageType)),
        xml('scope', toCapWord(scope)),
        references.length === 0 ? null : xml('references', references.join(' ')),
        texts.map((text) => infoOf(message, text)),
      ],
      { xmlns: capNamespace },
    ),
  );
}

/** Its elements are in the order that the schema demands. */
function infoOf(message: CapMessage, text: CapText): XmlNode {
  const { categories, urgency, severity, certainty, effective, onset, expires, senderName } = message;
  const { riskLevel, areas } = message;
  return xml('info', [
    xml('language', capLanguages[text.language]),
    categories.map((category) => xml('category', toCapWord(category))),
    xml('event', text.event),
    xml('urgency', toCapWord(urgency)),
    xml('severity', toCapWord(severity)),
    xml('certainty', toCapWord(certainty)),
    effective && xml('effective', capTime(effective)),
    onset && xml('onset', capTime(onset)),
    xml('expires', capTime(expires)),
    senderName && xml('senderName', senderName),
    xml('headline', text.headline),
    xml('description', text.description),
    text.instruction && xml('instruction', text.instruction),
    riskLevel === null ? null : named('parameter', riskParameter, String(riskLevel)),
    areas.map(areaOf),
  ]);
}

function areaOf({ description, wards, polygons, circles }: CapArea): XmlNode {
  return xml('area', [
    xml('areaDesc', description),
    polygons.map((polygon) => xml('polygon', polygon)),
    circles.map((circle) => xml('circle', circle)),
    wards.map((ward) => ward && named('geocode', wardGeocode, ward.code)),
  ]);
}

function named(element: string, name: string, value: string): XmlNode {
  return xml(element, [xml('valueName', name), xml('value', value)]);
}
