// Made by `hue-hub-sdk generate`. Do not edit.
import { operation, type Operation } from '../document.ts';
import type {
  AirNowQuery,
  AirNowQueryVariables,
  WaterGaugesQuery,
  WaterGaugesQueryVariables,
  ObservationSeriesQuery,
  ObservationSeriesQueryVariables,
  AqiChangedSubscription,
  AqiChangedSubscriptionVariables,
  GaugeCrossedSubscription,
  GaugeCrossedSubscriptionVariables,
  IngestObservationsMutation,
  IngestObservationsMutationVariables,
} from './types.ts';

export const AirNowDocument: Operation<AirNowQuery, AirNowQueryVariables, 'query', 'airNow'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'airNow',
  field: 'airNow',
  text: 'query airNow($lat:Float!$lon:Float!){airNow(lat:$lat lon:$lon){aqi level levelName colour dominant hour reason distanceM station{id name}}}',
  hash: '7aa0c6add763e3978d0a9741dc5cfe79ab3bd274a366614daef815d87398971f',
});

export const WaterGaugesDocument: Operation<WaterGaugesQuery, WaterGaugesQueryVariables, 'query', 'waterGauges'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'waterGauges',
  field: 'waterGauges',
  text: 'query waterGauges($first:Int$after:String){waterGauges(first:$first after:$after){nodes{id name water levelM measuredAt text alarm}pageInfo{hasNextPage endCursor}}}',
  hash: 'd875d07e3ee14995922fe777354a0788a8bc6bb89dd1834cd279f4fcdb8ca0e4',
  paged: true,
});

export const ObservationSeriesDocument: Operation<ObservationSeriesQuery, ObservationSeriesQueryVariables, 'query', 'observationSeries'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'observationSeries',
  field: 'observationSeries',
  text: 'query observationSeries($datastream:ID!$from:DateTime!$to:DateTime!$step:SeriesStep$maxPoints:Int){observationSeries(datastream:$datastream from:$from to:$to step:$step maxPoints:$maxPoints){datastream{unit property}points{at mean min max count}}}',
  hash: 'a45b49b247b1cde44596c3d4be8d00d22610f7a0c3a72ff031402aa6b834199c',
});

export const AqiChangedDocument: Operation<AqiChangedSubscription, AqiChangedSubscriptionVariables, 'subscription', 'aqiChanged'> = /* @__PURE__ */ operation({
  kind: 'subscription',
  name: 'aqiChanged',
  field: 'aqiChanged',
  text: 'subscription aqiChanged($station:ID!$minLevel:AqiLevel){aqiChanged(station:$station minLevel:$minLevel){hour aqi level levelName colour dominant reason}}',
  hash: '6bc1dbd251f5da375256284b46a4f34ce1c11d96966f74dce8b2d9c6dfac66e5',
});

export const GaugeCrossedDocument: Operation<GaugeCrossedSubscription, GaugeCrossedSubscriptionVariables, 'subscription', 'gaugeCrossed'> = /* @__PURE__ */ operation({
  kind: 'subscription',
  name: 'gaugeCrossed',
  field: 'gaugeCrossed',
  text: 'subscription gaugeCrossed($level:Int!$gauge:ID){gaugeCrossed(level:$level gauge:$gauge){alarms{gauge{id name water}alarm from levelM at text}}}',
  hash: '213c4ecc26ad3416f37f458910053922a103de1ac754bd4b4b7c59b58f89ee23',
});

export const IngestObservationsDocument: Operation<IngestObservationsMutation, IngestObservationsMutationVariables, 'mutation', 'ingestObservations'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'ingestObservations',
  field: 'ingestObservations',
  text: 'mutation ingestObservations($input:IngestObservationsInput!$clientMutationId:String){ingestObservations(input:$input clientMutationId:$clientMutationId){batchId added replaced repeated suspect invalid refused refusals{row field rule message}}}',
  hash: 'fb794fd56eaaa36cb40609c1be308d51e84a04ba9b84e558b2ffbf4aef073b76',
  keyed: true,
});

export const environment = {
  name: 'environment',
  operations: {
    airNow: AirNowDocument,
    waterGauges: WaterGaugesDocument,
    observationSeries: ObservationSeriesDocument,
    aqiChanged: AqiChangedDocument,
    gaugeCrossed: GaugeCrossedDocument,
    ingestObservations: IngestObservationsDocument,
  },
} as const;
