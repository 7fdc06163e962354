import type { XmlNode } from '../frame/index.ts';
import { writeXml, xml } from '../frame/index.ts';
import type { CapText } from './render-cap.ts';
import { capLanguages, capTime, toCapWord } from './words.ts';

export interface FeedMessage {
  readonly id: string;
  readonly sender: string;
  readonly senderName: string | null;
  readonly sent: string;
  readonly messageType: string;
  readonly categories: readonly string[];
  readonly expires: string;
  readonly text: Pick<CapText, 'language' | 'headline' | 'description'>;
}

export interface Feed {
  readonly origin: string;
  readonly language: keyof typeof capLanguages;
  /** When the feed was last another. */
  readonly updated: string;
  readonly messages: readonly FeedMessage[];
}

const titles = {
  VI: 'Cảnh báo của thành phố Huế',
  EN: 'Alerts of the city of Huế',
} as const;

/** An Atom feed (RFC 4287) of messages, the newest first; each links to its document of CAP. */
export function renderAtom({ origin, language, updated, messages }: Feed): string {
  const newest = [...messages].sort((a, b) =>
    a.sent < b.sent ? 1 : a.sent > b.sent ? -1 : a.id < b.id ? -1 : 1,
  );
  const self = `${origin}/cap/feed.atom${language === 'EN' ? '?lang=en' : ''}`;
  return writeXml(
    xml(
      'feed',
      [
        xml('id', `tag:hue.gov.vn,2026:cap/feed/${language.toLowerCase()}`),
        xml('title', titles[language]),
        xml('updated', capTime(updated)),
        xml('author', xml('name', 'hue.gov.vn')),
        xml('link', null, { rel: 'self', type: 'application/atom+xml', href: self }),
        newest.map((message) => entryOf(message, origin)),
      ],
      { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': capLanguages[language] },
    ),
  );
}

function entryOf(
  { id, sender, senderName, sent, messageType, categories, text }: FeedMessage,
  origin: string,
): XmlNode {
  const href = `${origin}/cap/alerts/${encodeURIComponent(id)}.xml`;
  return xml(
    'entry',
    [
      xml('id', `tag:hue.gov.vn,2026:cap/${encodeURIComponent(id)}`),
      xml('title', text.headline),
      xml('updated', capTime(sent)),
      xml('published', capTime(sent)),
      xml('author', xml('name', senderName ?? sender)),
      [messageType, ...categories].map((word) => xml('category', null, { term: toCapWord(word) })),
      xml('summary', text.description),
      xml('link', null, { rel: 'alternate', type: 'application/cap+xml', href }),
    ],
    { 'xml:lang': capLanguages[text.language] },
  );
}
