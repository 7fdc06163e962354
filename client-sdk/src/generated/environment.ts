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
  MyAirSensorsQuery,
  MyAirSensorsQueryVariables,
  RegisterAirSensorMutation,
  RegisterAirSensorMutationVariables,
  RenewAirSensorTokenMutation,
  RenewAirSensorTokenMutationVariables,
  RemoveAirSensorMutation,
  RemoveAirSensorMutationVariables,
  SendAirSensorReadingsMutation,
  SendAirSensorReadingsMutationVariables,
} from './types.ts';

const ownAirSensor = 'fragment ownAirSensor on OwnAirSensor{station{id name lat lon state datastreams{id property}}label exactPosition{lat lon}contact token registeredAt}';

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

export const MyAirSensorsDocument: Operation<MyAirSensorsQuery, MyAirSensorsQueryVariables, 'query', 'myAirSensors'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'myAirSensors',
  field: 'myAirSensors',
  text: 'query myAirSensors{myAirSensors{...ownAirSensor}}' + ownAirSensor,
  hash: 'c41c18ac1a8a2ed58fea31c953c263510bf8c6a81a805777c34b93b5c26cd44e',
});

export const RegisterAirSensorDocument: Operation<RegisterAirSensorMutation, RegisterAirSensorMutationVariables, 'mutation', 'registerAirSensor'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'registerAirSensor',
  field: 'registerAirSensor',
  text: 'mutation registerAirSensor($input:AirSensorInput!$clientMutationId:String){registerAirSensor(input:$input clientMutationId:$clientMutationId){...ownAirSensor}}' + ownAirSensor,
  hash: '7b55f6717b81e49639e6e97366a88a5c85365016d42e9c3ac65cf381e621980c',
  keyed: true,
});

export const RenewAirSensorTokenDocument: Operation<RenewAirSensorTokenMutation, RenewAirSensorTokenMutationVariables, 'mutation', 'renewAirSensorToken'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'renewAirSensorToken',
  field: 'renewAirSensorToken',
  text: 'mutation renewAirSensorToken($id:ID!$clientMutationId:String){renewAirSensorToken(id:$id clientMutationId:$clientMutationId){...ownAirSensor}}' + ownAirSensor,
  hash: 'ede2b888cfe9b3008df289d4c0f0d7f5da1a8d6ec44ac2ed11abf223a1a1c03f',
  keyed: true,
});

export const RemoveAirSensorDocument: Operation<RemoveAirSensorMutation, RemoveAirSensorMutationVariables, 'mutation', 'removeAirSensor'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'removeAirSensor',
  field: 'removeAirSensor',
  text: 'mutation removeAirSensor($id:ID!$clientMutationId:String){removeAirSensor(id:$id clientMutationId:$clientMutationId){id}}',
  hash: '7565a9078e9a57fb75b439d7e01932a0c604e708d0d7ed26820500cb09e6f966',
  keyed: true,
});

export const SendAirSensorReadingsDocument: Operation<SendAirSensorReadingsMutation, SendAirSensorReadingsMutationVariables, 'mutation', 'sendAirSensorReadings'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'sendAirSensorReadings',
  field: 'sendAirSensorReadings',
  text: 'mutation sendAirSensorReadings($station:ID!$token:String$input:IngestObservationsInput!$clientMutationId:String){sendAirSensorReadings(station:$station token:$token input:$input clientMutationId:$clientMutationId){added replaced repeated refused refusals{row field rule message}}}',
  hash: 'b77592b24e9f99e1de84cf6fe4dd8021b5d5b19fc424a17b8182530384d8e5b3',
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
    myAirSensors: MyAirSensorsDocument,
    registerAirSensor: RegisterAirSensorDocument,
    renewAirSensorToken: RenewAirSensorTokenDocument,
    removeAirSensor: RemoveAirSensorDocument,
    sendAirSensorReadings: SendAirSensorReadingsDocument,
  },
} as const;
