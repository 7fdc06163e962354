import type { DoorRoute, Graph } from '../frame/index.ts';
import { doorError, loadOperations, route, template, writeXml, xml } from '../frame/index.ts';
import type { Members } from './formats.ts';
import { formats, renderList } from './formats.ts';
import type { EndpointType } from './endpoint.ts';
import { checkEndpoint, endpointPaths } from './endpoint.ts';

const { services } = loadOperations(import.meta.url, ['services']);

interface Category {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly workingDays: number;
}

function parseCategories(data: unknown): readonly Category[] {
  return (data as { reportCategories: readonly Category[] | null }).reportCategories ?? [];
}

async function readCategories(graph: Graph): Promise<readonly Category[]> {
  return parseCategories(await graph.run(services));
}

function serviceOf({ code, name, nameEn, workingDays }: Category): Members {
  return {
    service_code: code,
    service_name: name,
    description: `${nameEn}. Hạn xử lý: ${workingDays} ngày làm việc.`,
    // No category asks for more than a report has by itself.
    metadata: false,
    type: 'realtime',
    keywords: `${name}, ${nameEn}`,
    group: 'Phản ánh hiện trường',
  };
}

/** GET services: what may be reported. */
export const serviceList = (type: EndpointType): DoorRoute =>
  route({
    method: 'GET',
    path: template(`${endpointPaths[type]}/services{.format}`),
    formats,
    maxAgeS: 300,
    parse: (asked) => checkEndpoint(type, asked),
    answer: (_, graph) => readCategories(graph),
    render: (found, { format }) =>
      renderList(found.map(serviceOf), { list: 'services', each: 'service' }, format),
  });

/** GET service definition: of one of them, what else is asked. */
export const serviceDefinition = (type: EndpointType): DoorRoute =>
  route({
    method: 'GET',
    path: template(`${endpointPaths[type]}/services/{code}{.format}`),
    formats,
    maxAgeS: 300,
    parse: (asked) => {
      checkEndpoint(type, asked);
      return asked.path['code'];
    },
    answer: async (code, graph) => {
      const found = (await readCategories(graph)).find((category) => category.code === code);
      if (!found) throw doorError('NOT_FOUND', 'service_code was not found.');
      return found;
    },
    render: ({ code }, { format }) => {
      if (format.name === 'json')
        return { body: `${JSON.stringify({ service_code: code, attributes: [] })}\n` };
      const definition = [xml('service_code', code), xml('attributes', null)];
      return { body: writeXml(xml('service_definition', definition)) };
    },
  });
