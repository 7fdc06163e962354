// Made by `hue-hub-sdk generate`. Do not edit.
import { operation, type Operation } from '../document.ts';
import type {
  AirNowQuery,
  AirNowQueryVariables,
  AirStationQuery,
  AirStationQueryVariables,
  AirStationsQuery,
  AirStationsQueryVariables,
  WaterGaugeQuery,
  WaterGaugeQueryVariables,
  WaterGaugesQuery,
  WaterGaugesQueryVariables,
  RainGaugesQuery,
  RainGaugesQueryVariables,
  ReservoirsQuery,
  ReservoirsQueryVariables,
  DatastreamQuery,
  DatastreamQueryVariables,
  ObservationsQuery,
  ObservationsQueryVariables,
  ObservationSeriesQuery,
  ObservationSeriesQueryVariables,
  IngestObservationsMutation,
  IngestObservationsMutationVariables,
  RegisterStationMutation,
  RegisterStationMutationVariables,
  SetObservationQualityMutation,
  SetObservationQualityMutationVariables,
  AqiChangedSubscription,
  AqiChangedSubscriptionVariables,
  GaugeCrossedSubscription,
  GaugeCrossedSubscriptionVariables,
<<<<<<< HEAD
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
=======
} from './types.ts';

const AqiPartFields = 'fragment AqiPartFields on AqiPart{pollutant aqi concentration hours method}';

const AirStationFields = 'fragment AirStationFields on AirStation{id name nameEn owner lat lon state stationClass ward{code name}aqi{...AqiHourFields}datastreams{...DatastreamFields}}';

const AqiHourFields = 'fragment AqiHourFields on AqiHour{hour version state aqi level levelName colour dominant reason parts{...AqiPartFields}}';

const DatastreamFields = 'fragment DatastreamFields on Datastream{id stationId property unit averagingMinutes latest{...ObservationFields}}';

const ObservationFields = 'fragment ObservationFields on Observation{at value quality rule resultAt}';

const WaterGaugeFields = 'fragment WaterGaugeFields on WaterGauge{id name nameEn owner water lat lon state ward{code name}levelM measuredAt alarm alarmSince alarmLevels{bd1 bd2 bd3}text datastreams{id property unit}}';
>>>>>>> 6218bab (Every root field of the vendors' contract has an operation, in its subgraph's file)

export const AirNowDocument: Operation<AirNowQuery, AirNowQueryVariables, 'query', 'airNow'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'airNow',
  field: 'airNow',
  text: 'query airNow($lat:Float!$lon:Float!){airNow(lat:$lat lon:$lon){aqi level levelName colour dominant hour reason distanceM station{id name nameEn lat lon}parts{...AqiPartFields}}}' + AqiPartFields,
  hash: '9703fdb4ab3e2451992a8cfb27365d4d93fec51faa55abf9b60436e16bc9ff0c',
});

export const AirStationDocument: Operation<AirStationQuery, AirStationQueryVariables, 'query', 'airStation'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'airStation',
  field: 'airStation',
  text: 'query airStation($id:ID!){airStation(id:$id){...AirStationFields}}' + AirStationFields + AqiHourFields + AqiPartFields + DatastreamFields + ObservationFields,
  hash: '4402cb4cae99c51e527b4479f78ef45053b5f32bdeb430d36dad317b3863bd49',
});

export const AirStationsDocument: Operation<AirStationsQuery, AirStationsQueryVariables, 'query', 'airStations'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'airStations',
  field: 'airStations',
  text: 'query airStations($first:Int$after:String){airStations(first:$first after:$after){nodes{...AirStationFields}pageInfo{hasNextPage endCursor}}}' + AirStationFields + AqiHourFields + AqiPartFields + DatastreamFields + ObservationFields,
  hash: 'f593443296cd637ea57e05a469a86262e41243f6dc0f5c97896087954eab3e0e',
  paged: true,
});

export const WaterGaugeDocument: Operation<WaterGaugeQuery, WaterGaugeQueryVariables, 'query', 'waterGauge'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'waterGauge',
  field: 'waterGauge',
  text: 'query waterGauge($id:ID!){waterGauge(id:$id){...WaterGaugeFields}}' + WaterGaugeFields,
  hash: 'e30d0a0c88d5f195f5e372bfb4e32628a3cd756b5b84a8e62504e1f29fbd9e05',
});

export const WaterGaugesDocument: Operation<WaterGaugesQuery, WaterGaugesQueryVariables, 'query', 'waterGauges'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'waterGauges',
  field: 'waterGauges',
  text: 'query waterGauges($first:Int$after:String){waterGauges(first:$first after:$after){nodes{...WaterGaugeFields}pageInfo{hasNextPage endCursor}}}' + WaterGaugeFields,
  hash: 'd2a50079781779c7029174ce0c96af6d09bd2ef20e71e58fef7b51625ed2b300',
  paged: true,
});

export const RainGaugesDocument: Operation<RainGaugesQuery, RainGaugesQueryVariables, 'query', 'rainGauges'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'rainGauges',
  field: 'rainGauges',
  text: 'query rainGauges($first:Int$after:String){rainGauges(first:$first after:$after){nodes{id name nameEn owner lat lon state ward{code name}rainMmPerHour measuredAt datastreams{id property unit}}pageInfo{hasNextPage endCursor}}}',
  hash: '95b81ac176863ec37ca5f58e7b34bfb3b12ddcd431e351b35311cd9921636807',
  paged: true,
});

export const ReservoirsDocument: Operation<ReservoirsQuery, ReservoirsQueryVariables, 'query', 'reservoirs'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'reservoirs',
  field: 'reservoirs',
  text: 'query reservoirs($first:Int$after:String){reservoirs(first:$first after:$after){nodes{id name nameEn owner lat lon state ward{code name}levelM inflowM3PerS outflowM3PerS measuredAt datastreams{id property unit}}pageInfo{hasNextPage endCursor}}}',
  hash: '0ebf6f08638872f0abcca2e509dbff9c9e93c9973bd988ec4f0d99fec6a06d5c',
  paged: true,
});

export const DatastreamDocument: Operation<DatastreamQuery, DatastreamQueryVariables, 'query', 'datastream'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'datastream',
  field: 'datastream',
  text: 'query datastream($id:ID!){datastream(id:$id){...DatastreamFields}}' + DatastreamFields + ObservationFields,
  hash: '039a10e255032a54f1b70f3b5ffac55a63a04ebf9e769314ad7b5c83c8dfde3d',
});

export const ObservationsDocument: Operation<ObservationsQuery, ObservationsQueryVariables, 'query', 'observations'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'observations',
  field: 'observations',
  text: 'query observations($datastream:ID!$from:DateTime!$to:DateTime!$first:Int$order:ObservationOrder){observations(datastream:$datastream from:$from to:$to first:$first order:$order){...ObservationFields}}' + ObservationFields,
  hash: 'cc0f094f3f8f0bedfc0a80708c64af2739c26a517c240043035316db8ef27178',
});

export const ObservationSeriesDocument: Operation<ObservationSeriesQuery, ObservationSeriesQueryVariables, 'query', 'observationSeries'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'observationSeries',
  field: 'observationSeries',
  text: 'query observationSeries($datastream:ID!$from:DateTime!$to:DateTime!$step:SeriesStep$maxPoints:Int){observationSeries(datastream:$datastream from:$from to:$to step:$step maxPoints:$maxPoints){datastream{id stationId property unit}points{at mean min max count}}}',
  hash: '2e3eb826fd27098a81fb51b17a2ef3c6a03b25a993b80b11b6277a1f3bc23e14',
});

export const IngestObservationsDocument: Operation<IngestObservationsMutation, IngestObservationsMutationVariables, 'mutation', 'ingestObservations'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'ingestObservations',
  field: 'ingestObservations',
  text: 'mutation ingestObservations($input:IngestObservationsInput!$clientMutationId:String){ingestObservations(input:$input clientMutationId:$clientMutationId){batchId added replaced repeated suspect invalid refused refusals{row field rule message}}}',
  hash: 'fb794fd56eaaa36cb40609c1be308d51e84a04ba9b84e558b2ffbf4aef073b76',
  keyed: true,
});

<<<<<<< HEAD
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
=======
export const RegisterStationDocument: Operation<RegisterStationMutation, RegisterStationMutationVariables, 'mutation', 'registerStation'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'registerStation',
  field: 'registerStation',
  text: 'mutation registerStation($input:StationInput!$clientMutationId:String){registerStation(input:$input clientMutationId:$clientMutationId){id kind ward{code name}datastreams{id property unit averagingMinutes}}}',
  hash: '348776fbb9f4b725026fc746ad5eb66dc47af852997f69dcf41903f454a33580',
  keyed: true,
});

export const SetObservationQualityDocument: Operation<SetObservationQualityMutation, SetObservationQualityMutationVariables, 'mutation', 'setObservationQuality'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'setObservationQuality',
  field: 'setObservationQuality',
  text: 'mutation setObservationQuality($datastream:ID!$at:DateTime!$quality:ObservationQuality!$reason:String!$clientMutationId:String){setObservationQuality(datastream:$datastream at:$at quality:$quality reason:$reason clientMutationId:$clientMutationId){...ObservationFields}}' + ObservationFields,
  hash: '88aa71271e4bfac1e9a4047a1ca8734269f66bd1d137d612e9113c921fbd7630',
  keyed: true,
});

export const AqiChangedDocument: Operation<AqiChangedSubscription, AqiChangedSubscriptionVariables, 'subscription', 'aqiChanged'> = /* @__PURE__ */ operation({
  kind: 'subscription',
  name: 'aqiChanged',
  field: 'aqiChanged',
  text: 'subscription aqiChanged($station:ID!$minLevel:AqiLevel){aqiChanged(station:$station minLevel:$minLevel){...AqiHourFields}}' + AqiHourFields + AqiPartFields,
  hash: '6c0520ceef314ad11238a15134d76a29f3ecd3e22615adc8320615d19039f32a',
});

export const GaugeCrossedDocument: Operation<GaugeCrossedSubscription, GaugeCrossedSubscriptionVariables, 'subscription', 'gaugeCrossed'> = /* @__PURE__ */ operation({
  kind: 'subscription',
  name: 'gaugeCrossed',
  field: 'gaugeCrossed',
  text: 'subscription gaugeCrossed($level:Int!$gauge:ID){gaugeCrossed(level:$level gauge:$gauge){alarms{gauge{id name nameEn water lat lon}alarm from levelM at text}}}',
  hash: 'f816e05b386491cd4bd78a2d0d06e36a85b006d8668a7d8b24e035c2790d75d3',
>>>>>>> 6218bab (Every root field of the vendors' contract has an operation, in its subgraph's file)
});

export const environment = {
  name: 'environment',
  operations: {
    airNow: AirNowDocument,
    airStation: AirStationDocument,
    airStations: AirStationsDocument,
    waterGauge: WaterGaugeDocument,
    waterGauges: WaterGaugesDocument,
    rainGauges: RainGaugesDocument,
    reservoirs: ReservoirsDocument,
    datastream: DatastreamDocument,
    observations: ObservationsDocument,
    observationSeries: ObservationSeriesDocument,
    ingestObservations: IngestObservationsDocument,
    registerStation: RegisterStationDocument,
    setObservationQuality: SetObservationQualityDocument,
    aqiChanged: AqiChangedDocument,
    gaugeCrossed: GaugeCrossedDocument,
<<<<<<< HEAD
    ingestObservations: IngestObservationsDocument,
    myAirSensors: MyAirSensorsDocument,
    registerAirSensor: RegisterAirSensorDocument,
    renewAirSensorToken: RenewAirSensorTokenDocument,
    removeAirSensor: RemoveAirSensorDocument,
    sendAirSensorReadings: SendAirSensorReadingsDocument,
=======
>>>>>>> 6218bab (Every root field of the vendors' contract has an operation, in its subgraph's file)
  },
} as const;
