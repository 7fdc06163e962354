// Made by `hue-hub-sdk generate`. Do not edit.
import { operation, type Area, type Operation } from '../generated-code.ts';
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
  AqiChangedSubscription,
  AqiChangedSubscriptionVariables,
  GaugeCrossedSubscription,
  GaugeCrossedSubscriptionVariables,
} from './types.ts';

const AqiPartFieldsFragmentText = 'fragment AqiPartFields on AqiPart{pollutant aqi concentration hours method}';

const AirStationFieldsFragmentText = 'fragment AirStationFields on AirStation{id name nameEn owner lat lon state stationClass ward{code name}aqi{...AqiHourFields}datastreams{...DatastreamFields}}';

const AqiHourFieldsFragmentText = 'fragment AqiHourFields on AqiHour{hour version state aqi level levelName colour dominant reason parts{...AqiPartFields}}';

const DatastreamFieldsFragmentText = 'fragment DatastreamFields on Datastream{id stationId property unit averagingMinutes latest{...ObservationFields}}';

const ObservationFieldsFragmentText = 'fragment ObservationFields on Observation{at value quality rule resultAt}';

const WaterGaugeFieldsFragmentText = 'fragment WaterGaugeFields on WaterGauge{id name nameEn owner water lat lon state ward{code name}levelM measuredAt alarm alarmSince alarmLevels{bd1 bd2 bd3}text datastreams{id property unit}}';

const OwnAirSensorFieldsFragmentText = 'fragment OwnAirSensorFields on OwnAirSensor{station{id name lat lon state datastreams{id property}}label exactPosition{lat lon}contact token registeredAt}';

export const AirNowDocument: Operation<AirNowQuery, AirNowQueryVariables, 'query', 'airNow'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'airNow',
  field: 'airNow',
  text: 'query airNow($lat:Float!$lon:Float!){airNow(lat:$lat lon:$lon){aqi level levelName colour dominant hour reason distanceM station{id name nameEn lat lon}parts{...AqiPartFields}}}',
  hash: '9703fdb4ab3e2451992a8cfb27365d4d93fec51faa55abf9b60436e16bc9ff0c',
}, [AqiPartFieldsFragmentText]);

export const AirStationDocument: Operation<AirStationQuery, AirStationQueryVariables, 'query', 'airStation'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'airStation',
  field: 'airStation',
  text: 'query airStation($id:ID!){airStation(id:$id){...AirStationFields}}',
  hash: '4402cb4cae99c51e527b4479f78ef45053b5f32bdeb430d36dad317b3863bd49',
}, [AirStationFieldsFragmentText, AqiHourFieldsFragmentText, AqiPartFieldsFragmentText, DatastreamFieldsFragmentText, ObservationFieldsFragmentText]);

export const AirStationsDocument: Operation<AirStationsQuery, AirStationsQueryVariables, 'query', 'airStations'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'airStations',
  field: 'airStations',
  text: 'query airStations($first:Int$after:String){airStations(first:$first after:$after){nodes{...AirStationFields}pageInfo{hasNextPage endCursor}}}',
  hash: 'f593443296cd637ea57e05a469a86262e41243f6dc0f5c97896087954eab3e0e',
  paged: true,
}, [AirStationFieldsFragmentText, AqiHourFieldsFragmentText, AqiPartFieldsFragmentText, DatastreamFieldsFragmentText, ObservationFieldsFragmentText]);

export const WaterGaugeDocument: Operation<WaterGaugeQuery, WaterGaugeQueryVariables, 'query', 'waterGauge'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'waterGauge',
  field: 'waterGauge',
  text: 'query waterGauge($id:ID!){waterGauge(id:$id){...WaterGaugeFields}}',
  hash: 'e30d0a0c88d5f195f5e372bfb4e32628a3cd756b5b84a8e62504e1f29fbd9e05',
}, [WaterGaugeFieldsFragmentText]);

export const WaterGaugesDocument: Operation<WaterGaugesQuery, WaterGaugesQueryVariables, 'query', 'waterGauges'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'waterGauges',
  field: 'waterGauges',
  text: 'query waterGauges($first:Int$after:String){waterGauges(first:$first after:$after){nodes{...WaterGaugeFields}pageInfo{hasNextPage endCursor}}}',
  hash: 'd2a50079781779c7029174ce0c96af6d09bd2ef20e71e58fef7b51625ed2b300',
  paged: true,
}, [WaterGaugeFieldsFragmentText]);

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
  text: 'query datastream($id:ID!){datastream(id:$id){...DatastreamFields}}',
  hash: '039a10e255032a54f1b70f3b5ffac55a63a04ebf9e769314ad7b5c83c8dfde3d',
}, [DatastreamFieldsFragmentText, ObservationFieldsFragmentText]);

export const ObservationsDocument: Operation<ObservationsQuery, ObservationsQueryVariables, 'query', 'observations'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'observations',
  field: 'observations',
  text: 'query observations($datastream:ID!$from:DateTime!$to:DateTime!$first:Int$order:ObservationOrder){observations(datastream:$datastream from:$from to:$to first:$first order:$order){...ObservationFields}}',
  hash: 'cc0f094f3f8f0bedfc0a80708c64af2739c26a517c240043035316db8ef27178',
}, [ObservationFieldsFragmentText]);

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
  text: 'mutation setObservationQuality($datastream:ID!$at:DateTime!$quality:ObservationQuality!$reason:String!$clientMutationId:String){setObservationQuality(datastream:$datastream at:$at quality:$quality reason:$reason clientMutationId:$clientMutationId){...ObservationFields}}',
  hash: '88aa71271e4bfac1e9a4047a1ca8734269f66bd1d137d612e9113c921fbd7630',
  keyed: true,
}, [ObservationFieldsFragmentText]);

export const MyAirSensorsDocument: Operation<MyAirSensorsQuery, MyAirSensorsQueryVariables, 'query', 'myAirSensors'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'myAirSensors',
  field: 'myAirSensors',
  text: 'query myAirSensors{myAirSensors{...OwnAirSensorFields}}',
  hash: '7881f34aaa6736a8ccfe69b3105c540217e6c7a5fc8a03a509a27ae1afb2d03f',
}, [OwnAirSensorFieldsFragmentText]);

export const RegisterAirSensorDocument: Operation<RegisterAirSensorMutation, RegisterAirSensorMutationVariables, 'mutation', 'registerAirSensor'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'registerAirSensor',
  field: 'registerAirSensor',
  text: 'mutation registerAirSensor($input:AirSensorInput!$clientMutationId:String){registerAirSensor(input:$input clientMutationId:$clientMutationId){...OwnAirSensorFields}}',
  hash: '3272be3eb35a769810806f18fde29c8776c7c5773ed1782d347592dc4cfe9e57',
  keyed: true,
}, [OwnAirSensorFieldsFragmentText]);

export const RenewAirSensorTokenDocument: Operation<RenewAirSensorTokenMutation, RenewAirSensorTokenMutationVariables, 'mutation', 'renewAirSensorToken'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'renewAirSensorToken',
  field: 'renewAirSensorToken',
  text: 'mutation renewAirSensorToken($id:ID!$clientMutationId:String){renewAirSensorToken(id:$id clientMutationId:$clientMutationId){...OwnAirSensorFields}}',
  hash: 'da2bed944360f738e24edfde900dfc02171ef8fc79e798b11eb8293e26e3c1a4',
  keyed: true,
}, [OwnAirSensorFieldsFragmentText]);

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

export const AqiChangedDocument: Operation<AqiChangedSubscription, AqiChangedSubscriptionVariables, 'subscription', 'aqiChanged'> = /* @__PURE__ */ operation({
  kind: 'subscription',
  name: 'aqiChanged',
  field: 'aqiChanged',
  text: 'subscription aqiChanged($station:ID!$minLevel:AqiLevel){aqiChanged(station:$station minLevel:$minLevel){...AqiHourFields}}',
  hash: '6c0520ceef314ad11238a15134d76a29f3ecd3e22615adc8320615d19039f32a',
}, [AqiHourFieldsFragmentText, AqiPartFieldsFragmentText]);

export const GaugeCrossedDocument: Operation<GaugeCrossedSubscription, GaugeCrossedSubscriptionVariables, 'subscription', 'gaugeCrossed'> = /* @__PURE__ */ operation({
  kind: 'subscription',
  name: 'gaugeCrossed',
  field: 'gaugeCrossed',
  text: 'subscription gaugeCrossed($level:Int!$gauge:ID){gaugeCrossed(level:$level gauge:$gauge){alarms{gauge{id name nameEn water lat lon}alarm from levelM at text}}}',
  hash: 'f816e05b386491cd4bd78a2d0d06e36a85b006d8668a7d8b24e035c2790d75d3',
});

export type EnvironmentOperations = {
  /**
   * The air (không khí) at a place now: VN_AQI of the nearest station within 25 km that has an index not older than two hours. Where none
   * has, that of the nearest sensor of a private person within 5 km, and else the nearest station and the reason. A place more than 300 m outside the city is BAD_USER_INPUT with rule `outside_city`, and with
   * `hint: "swapped?"` when latitude and longitude look exchanged.
   */
  readonly airNow: typeof AirNowDocument;
  /**
   * One station that measures the air (trạm quan trắc không khí). NOT_FOUND when there is none.
   */
  readonly airStation: typeof AirStationDocument;
  /**
   * The stations that measure the air, ordered by id.
   */
  readonly airStations: typeof AirStationsDocument;
  /**
   * One water gauge (trạm thuỷ văn). NOT_FOUND when there is none.
   */
  readonly waterGauge: typeof WaterGaugeDocument;
  /**
   * The gauges of the rivers, the Hương and the Bồ before all, with level and flood alarm (báo động), ordered by id.
   */
  readonly waterGauges: typeof WaterGaugesDocument;
  /**
   * The rain gauges (trạm đo mưa), ordered by id.
   */
  readonly rainGauges: typeof RainGaugesDocument;
  /**
   * The reservoirs (hồ chứa) above the city with level, inflow and outflow, ordered by id.
   */
  readonly reservoirs: typeof ReservoirsDocument;
  /**
   * One datastream (chuỗi số liệu): what one station measures of one property. NOT_FOUND when there is none.
   */
  readonly datastream: typeof DatastreamDocument;
  /**
   * The single readings of a datastream with their quality, SUSPECT and INVALID ones too.
   */
  readonly observations: typeof ObservationsDocument;
  /**
   * A datastream over time, VALID readings only, made small enough to draw: by step with least, greatest and mean value, or thinned out to
   * `maxPoints` readings that keep the look of the curve (Largest-Triangle-Three-Buckets). Exactly one of `step` and `maxPoints`; both or none is
   * BAD_USER_INPUT with rule `exactly_one`. More than 1,000 points, or more than 366 days (31 for readings denser than hourly ones that are
   * thinned out), is BAD_USER_INPUT with rule `max_points` or `max_span`.
   */
  readonly observationSeries: typeof ObservationSeriesDocument;
  /**
   * Takes in a batch of at most 1,000 readings; operators of feeds only. Each row stands by itself: one that is refused costs no other, and the
   * report names it with its rule. When no row at all can be taken the whole is BAD_USER_INPUT and nothing is stored. Sending a batch again
   * changes nothing.
   */
  readonly ingestObservations: typeof IngestObservationsDocument;
  /**
   * Registers a station with its datastreams where it stands; operators and the operations centre (IOC). An id that is taken is CONFLICT.
   */
  readonly registerStation: typeof RegisterStationDocument;
  /**
   * Quality control: sets the quality of one reading. Operators and auditors; an INVALID reading is made VALID again by an auditor only. What
   * depends on it, the air-quality index before all, is computed anew. The quality that it has already is CONFLICT, an INVALID reading without a
   * value BAD_USER_INPUT with rule `no_value`.
   */
  readonly setObservationQuality: typeof SetObservationQualityDocument;
  /**
   * Your own sensors (cảm biến của tôi), those that you registered first before the others; 10 at most.
   */
  readonly myAirSensors: typeof MyAirSensorsDocument;
  /**
   * Registers a sensor of your own for the air (đăng ký cảm biến của tôi); you must be signed in. Everybody sees a station of class LOW_COST at a place rounded to about
   * 1 km, under a name of the hub's making, and its readings. The place itself only you see; who you are, you and identity officers. More than 10
   * sensors are CONFLICT with rule `max_sensors`, a place outside the city BAD_USER_INPUT with rule `outside_city`. One that moves is
   * registered anew.
   */
  readonly registerAirSensor: typeof RegisterAirSensorDocument;
  /**
   * Gives a sensor of yours a new token (cấp lại mã gửi); the one before is good for nothing more. NOT_FOUND for a sensor that is not yours.
   */
  readonly renewAirSensorToken: typeof RenewAirSensorTokenDocument;
  /**
   * Takes a sensor of yours away (gỡ cảm biến): its station is gone at once, its readings soon after. NOT_FOUND for a sensor that is not yours.
   */
  readonly removeAirSensor: typeof RemoveAirSensorDocument;
  /**
   * Takes in at most 1,000 readings of one private person's sensor, row by row as those of feeds are: sent by its owner, or by the sensor itself with its token
   * and without signing in. Rows of other stations are refused as UNKNOWN_DATASTREAM. NOT_FOUND for an unknown station, a wrong token, or a sensor that is not yours.
   */
  readonly sendAirSensorReadings: typeof SendAirSensorReadingsDocument;
  /**
   * The index of a station's latest hour, first as it is and then at each change of it: a new hour, or a correction. NOT_FOUND for an unknown
   * station.
   */
  readonly aqiChanged: typeof AqiChangedDocument;
  /**
   * Tells when a gauge rises to a level of flood alarm (báo động I, II, III) or falls from it; first the present alarm of each gauge. A level
   * counts as left when the water is more than 0.10 m below it, so that waves tell nothing.
   */
  readonly gaugeCrossed: typeof GaugeCrossedDocument;
};

export const environment: Area<'environment', EnvironmentOperations> = {
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
    myAirSensors: MyAirSensorsDocument,
    registerAirSensor: RegisterAirSensorDocument,
    renewAirSensorToken: RenewAirSensorTokenDocument,
    removeAirSensor: RemoveAirSensorDocument,
    sendAirSensorReadings: SendAirSensorReadingsDocument,
    aqiChanged: AqiChangedDocument,
    gaugeCrossed: GaugeCrossedDocument,
  },
};
