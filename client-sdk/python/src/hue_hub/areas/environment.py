# Made by `npm run sdk` from operations/environment.graphql. Do not edit.
from __future__ import annotations

from typing import Any, TypedDict

from ..call import AsyncCaller, CallOptions, Caller
from ..live_options import LiveOptions
from ..live_stream import AsyncLiveStream, LiveStream
from ..operation import Operation
from ..page import AsyncPage, Page
from ..scalars import Moment
from .inputs import (
    AirSensorInput,
    AqiLevel,
    AqiReason,
    IngestObservationsInput,
    IngestRule,
    ObservationOrder,
    ObservationQuality,
    ObservedProperty,
    Pollutant,
    SeriesStep,
    StationInput,
    StationKind,
    StationState,
)
from .fragments import (
    AirStationFields,
    AqiHourFields,
    AqiPartFields,
    DatastreamFields,
    ObservationFields,
    OwnAirSensorFields,
    WaterGaugeFields,
)


class AirNowStation(TypedDict):
    """A station that measures the air (trạm quan trắc không khí)."""
    id: str
    """Stable id of the hub."""
    name: str
    """Name in Vietnamese."""
    nameEn: str
    """Name in English."""
    lat: float
    """Latitude, degrees north, WGS 84; rounded to 0.01 for a sensor of a private person."""
    lon: float
    """Longitude, degrees east, WGS 84; rounded to 0.01 for a sensor of a private person."""


class AirNow(TypedDict):
    """The air at a place (chất lượng không khí), as the nearest station measured it."""
    aqi: int | None
    """VN_AQI, 0 to 500; null with a reason."""
    level: AqiLevel | None
    """Its level."""
    levelName: str | None
    """The level in Vietnamese: `Tốt`, `Trung bình`, `Kém`, `Xấu`, `Rất xấu`, `Nguy hại`."""
    colour: str | None
    """The colour of the level, `#rrggbb`."""
    dominant: Pollutant | None
    """The pollutant that decides."""
    hour: str | None
    """Beginning of the hour that is shown."""
    reason: AqiReason | None
    """Why there is no index; null where there is one."""
    distanceM: int | None
    """Distance of that station, m."""
    station: AirNowStation | None
    """Where it was measured."""
    parts: list[AqiPartFields]
    """The indices of the single pollutants."""


class GaugeCrossedAlarmsGauge(TypedDict):
    """A gauge of a river (trạm thuỷ văn)."""
    id: str
    """Stable id of the hub."""
    name: str
    """Name in Vietnamese."""
    nameEn: str
    """Name in English."""
    water: str | None
    """The river: `Sông Hương`, `Sông Bồ`."""
    lat: float
    """Latitude, degrees north, WGS 84."""
    lon: float
    """Longitude, degrees east, WGS 84."""


# Where a gauge stands.
GaugeCrossedAlarms = TypedDict(
    "GaugeCrossedAlarms",
    {
        # The gauge.
        "gauge": "GaugeCrossedAlarmsGauge",
        # Level of alarm, 0 to 3.
        "alarm": "int",
        # The level before the crossing; null in the present state.
        "from": "int | None",
        # Level of the water at that moment, m.
        "levelM": "float | None",
        # Time of the reading.
        "at": "str | None",
        # As bulletins write it: `3,55 m, trên BĐ3 0,05 m`.
        "text": "str | None",
    },
)


class GaugeCrossed(TypedDict):
    """The present alarms at the start of a stream, then one crossing at a time."""
    alarms: list[GaugeCrossedAlarms]
    """Of each gauge that is watched at the start; of the gauge that crossed, afterwards."""


class IngestObservationsRefusals(TypedDict):
    """A row that was refused."""
    row: int
    """Which row, or record of a format, from 0."""
    field: str
    """What is wrong in it."""
    rule: IngestRule
    """The rule that it breaks."""
    message: str
    """The rule in words."""


class IngestObservations(TypedDict):
    """What came of a batch."""
    batchId: str
    """The batch, as the journal names it."""
    added: int
    """New readings."""
    replaced: int
    """Corrections; what they replaced is kept."""
    repeated: int
    """Rows that were there already."""
    suspect: int
    """Of added and replaced: SUSPECT."""
    invalid: int
    """Of added and replaced: INVALID."""
    refused: int
    """Rows that were refused."""
    refusals: list[IngestObservationsRefusals]
    """The first 100 of them."""


class ObservationSeriesDatastream(TypedDict):
    """What one station measures of one property (chuỗi số liệu)."""
    id: str
    """Station, a dot, property: `kim-long.water-level`."""
    stationId: str
    """Id of its station."""
    property: ObservedProperty
    """What is measured."""
    unit: str
    """Unit of all its values: µg/m³, °C, %, m, mm/h or m³/s."""


class ObservationSeriesPoints(TypedDict):
    """A step of a series, or one reading."""
    at: str
    """Beginning of the step, or time of the reading."""
    mean: float
    """Mean of the VALID readings."""
    min: float
    """The least of them."""
    max: float
    """The greatest of them."""
    count: int
    """How many."""


class ObservationSeries(TypedDict):
    """A datastream over time."""
    datastream: ObservationSeriesDatastream
    """The datastream."""
    points: list[ObservationSeriesPoints]
    """In order of time; a step without VALID readings has none."""


class RainGaugesNodeWard(TypedDict):
    """A ward or commune (phường, xã): the lower of the two levels of local government."""
    code: str
    """Official code, five digits."""
    name: str
    """Name in Vietnamese without the word for its kind: `Thuận Hoá`."""


class RainGaugesNodeDatastreams(TypedDict):
    """What one station measures of one property (chuỗi số liệu)."""
    id: str
    """Station, a dot, property: `kim-long.water-level`."""
    property: ObservedProperty
    """What is measured."""
    unit: str
    """Unit of all its values: µg/m³, °C, %, m, mm/h or m³/s."""


class RainGaugesNode(TypedDict):
    """A rain gauge (trạm đo mưa)."""
    id: str
    """Stable id of the hub."""
    name: str
    """Name in Vietnamese."""
    nameEn: str
    """Name in English."""
    owner: str
    """The organisation that answers for it."""
    lat: float
    """Latitude, degrees north, WGS 84."""
    lon: float
    """Longitude, degrees east, WGS 84."""
    state: StationState
    """Whether it reports."""
    ward: RainGaugesNodeWard | None
    """The ward or commune (phường, xã) in which it stands."""
    rainMmPerHour: float | None
    """Rain of the last reading, mm/h; null when that is not VALID or there is none."""
    measuredAt: str | None
    """Time of the last reading."""
    datastreams: list[RainGaugesNodeDatastreams]
    """What it measures."""


class RegisterStationWard(TypedDict):
    """A ward or commune (phường, xã): the lower of the two levels of local government."""
    code: str
    """Official code, five digits."""
    name: str
    """Name in Vietnamese without the word for its kind: `Thuận Hoá`."""


class RegisterStationDatastreams(TypedDict):
    """What one station measures of one property (chuỗi số liệu)."""
    id: str
    """Station, a dot, property: `kim-long.water-level`."""
    property: ObservedProperty
    """What is measured."""
    unit: str
    """Unit of all its values: µg/m³, °C, %, m, mm/h or m³/s."""
    averagingMinutes: int
    """The time that one reading is the mean of, minutes."""


class RegisterStation(TypedDict):
    """A station that was registered."""
    id: str
    """Its id."""
    kind: StationKind
    """What it is for."""
    ward: RegisterStationWard | None
    """The ward or commune in which it stands."""
    datastreams: list[RegisterStationDatastreams]
    """What readings are to be sent to."""


class RemoveAirSensor(TypedDict):
    """A sensor that was taken away."""
    id: str
    """Id of the station that it had."""


class ReservoirsNodeWard(TypedDict):
    """A ward or commune (phường, xã): the lower of the two levels of local government."""
    code: str
    """Official code, five digits."""
    name: str
    """Name in Vietnamese without the word for its kind: `Thuận Hoá`."""


class ReservoirsNodeDatastreams(TypedDict):
    """What one station measures of one property (chuỗi số liệu)."""
    id: str
    """Station, a dot, property: `kim-long.water-level`."""
    property: ObservedProperty
    """What is measured."""
    unit: str
    """Unit of all its values: µg/m³, °C, %, m, mm/h or m³/s."""


class ReservoirsNode(TypedDict):
    """A reservoir (hồ chứa) above the city."""
    id: str
    """Stable id of the hub."""
    name: str
    """Name in Vietnamese."""
    nameEn: str
    """Name in English."""
    owner: str
    """The organisation that answers for it."""
    lat: float
    """Latitude, degrees north, WGS 84."""
    lon: float
    """Longitude, degrees east, WGS 84."""
    state: StationState
    """Whether it reports."""
    ward: ReservoirsNodeWard | None
    """The ward or commune (phường, xã) in which it stands."""
    levelM: float | None
    """Level of the water, m above the sea."""
    inflowM3PerS: float | None
    """What flows in (lưu lượng đến), m³/s."""
    outflowM3PerS: float | None
    """What it lets out (lưu lượng xả), m³/s."""
    measuredAt: str | None
    """Time of the last reading."""
    datastreams: list[ReservoirsNodeDatastreams]
    """What it measures."""


class SendAirSensorReadingsRefusals(TypedDict):
    """A row that was refused."""
    row: int
    """Which row, or record of a format, from 0."""
    field: str
    """What is wrong in it."""
    rule: IngestRule
    """The rule that it breaks."""
    message: str
    """The rule in words."""


class SendAirSensorReadings(TypedDict):
    """What came of a batch."""
    added: int
    """New readings."""
    replaced: int
    """Corrections; what they replaced is kept."""
    repeated: int
    """Rows that were there already."""
    refused: int
    """Rows that were refused."""
    refusals: list[SendAirSensorReadingsRefusals]
    """The first 100 of them."""


_AIR_NOW: Operation[AirNow] = Operation(
    name="environment.air_now",
    kind="query",
    field="airNow",
    hash="9703fdb4ab3e2451992a8cfb27365d4d93fec51faa55abf9b60436e16bc9ff0c",
    text="query airNow($lat:Float!$lon:Float!){airNow(lat:$lat lon:$lon){aqi level levelName colour dominant hour reason distanceM station{id name nameEn lat lon}parts{...AqiPartFields}}}fragment AqiPartFields on AqiPart{pollutant aqi concentration hours method}",
)


_AIR_STATION: Operation[AirStationFields | None] = Operation(
    name="environment.air_station",
    kind="query",
    field="airStation",
    hash="4402cb4cae99c51e527b4479f78ef45053b5f32bdeb430d36dad317b3863bd49",
    text="query airStation($id:ID!){airStation(id:$id){...AirStationFields}}fragment AirStationFields on AirStation{id name nameEn owner lat lon state stationClass ward{code name}aqi{...AqiHourFields}datastreams{...DatastreamFields}}fragment AqiHourFields on AqiHour{hour version state aqi level levelName colour dominant reason parts{...AqiPartFields}}fragment AqiPartFields on AqiPart{pollutant aqi concentration hours method}fragment DatastreamFields on Datastream{id stationId property unit averagingMinutes latest{...ObservationFields}}fragment ObservationFields on Observation{at value quality rule resultAt}",
)


_AIR_STATIONS: Operation[AirStationFields] = Operation(
    name="environment.air_stations",
    kind="query",
    field="airStations",
    hash="f593443296cd637ea57e05a469a86262e41243f6dc0f5c97896087954eab3e0e",
    text="query airStations($first:Int$after:String){airStations(first:$first after:$after){nodes{...AirStationFields}pageInfo{hasNextPage endCursor}}}fragment AirStationFields on AirStation{id name nameEn owner lat lon state stationClass ward{code name}aqi{...AqiHourFields}datastreams{...DatastreamFields}}fragment AqiHourFields on AqiHour{hour version state aqi level levelName colour dominant reason parts{...AqiPartFields}}fragment AqiPartFields on AqiPart{pollutant aqi concentration hours method}fragment DatastreamFields on Datastream{id stationId property unit averagingMinutes latest{...ObservationFields}}fragment ObservationFields on Observation{at value quality rule resultAt}",
)


_AQI_CHANGED: Operation[AqiHourFields | None] = Operation(
    name="environment.aqi_changed",
    kind="subscription",
    field="aqiChanged",
    hash="6c0520ceef314ad11238a15134d76a29f3ecd3e22615adc8320615d19039f32a",
    text="subscription aqiChanged($station:ID!$minLevel:AqiLevel){aqiChanged(station:$station minLevel:$minLevel){...AqiHourFields}}fragment AqiHourFields on AqiHour{hour version state aqi level levelName colour dominant reason parts{...AqiPartFields}}fragment AqiPartFields on AqiPart{pollutant aqi concentration hours method}",
)


_DATASTREAM: Operation[DatastreamFields | None] = Operation(
    name="environment.datastream",
    kind="query",
    field="datastream",
    hash="039a10e255032a54f1b70f3b5ffac55a63a04ebf9e769314ad7b5c83c8dfde3d",
    text="query datastream($id:ID!){datastream(id:$id){...DatastreamFields}}fragment DatastreamFields on Datastream{id stationId property unit averagingMinutes latest{...ObservationFields}}fragment ObservationFields on Observation{at value quality rule resultAt}",
)


_GAUGE_CROSSED: Operation[GaugeCrossed | None] = Operation(
    name="environment.gauge_crossed",
    kind="subscription",
    field="gaugeCrossed",
    hash="f816e05b386491cd4bd78a2d0d06e36a85b006d8668a7d8b24e035c2790d75d3",
    text="subscription gaugeCrossed($level:Int!$gauge:ID){gaugeCrossed(level:$level gauge:$gauge){alarms{gauge{id name nameEn water lat lon}alarm from levelM at text}}}",
)


_INGEST_OBSERVATIONS: Operation[IngestObservations | None] = Operation(
    name="environment.ingest_observations",
    kind="mutation",
    field="ingestObservations",
    hash="fb794fd56eaaa36cb40609c1be308d51e84a04ba9b84e558b2ffbf4aef073b76",
    text="mutation ingestObservations($input:IngestObservationsInput!$clientMutationId:String){ingestObservations(input:$input clientMutationId:$clientMutationId){batchId added replaced repeated suspect invalid refused refusals{row field rule message}}}",
    is_keyed=True,
)


_MY_AIR_SENSORS: Operation[list[OwnAirSensorFields]] = Operation(
    name="environment.my_air_sensors",
    kind="query",
    field="myAirSensors",
    hash="7881f34aaa6736a8ccfe69b3105c540217e6c7a5fc8a03a509a27ae1afb2d03f",
    text="query myAirSensors{myAirSensors{...OwnAirSensorFields}}fragment OwnAirSensorFields on OwnAirSensor{station{id name lat lon state datastreams{id property}}label exactPosition{lat lon}contact token registeredAt}",
)


_OBSERVATION_SERIES: Operation[ObservationSeries | None] = Operation(
    name="environment.observation_series",
    kind="query",
    field="observationSeries",
    hash="2e3eb826fd27098a81fb51b17a2ef3c6a03b25a993b80b11b6277a1f3bc23e14",
    text="query observationSeries($datastream:ID!$from:DateTime!$to:DateTime!$step:SeriesStep$maxPoints:Int){observationSeries(datastream:$datastream from:$from to:$to step:$step maxPoints:$maxPoints){datastream{id stationId property unit}points{at mean min max count}}}",
)


_OBSERVATIONS: Operation[list[ObservationFields]] = Operation(
    name="environment.observations",
    kind="query",
    field="observations",
    hash="cc0f094f3f8f0bedfc0a80708c64af2739c26a517c240043035316db8ef27178",
    text="query observations($datastream:ID!$from:DateTime!$to:DateTime!$first:Int$order:ObservationOrder){observations(datastream:$datastream from:$from to:$to first:$first order:$order){...ObservationFields}}fragment ObservationFields on Observation{at value quality rule resultAt}",
)


_RAIN_GAUGES: Operation[RainGaugesNode] = Operation(
    name="environment.rain_gauges",
    kind="query",
    field="rainGauges",
    hash="95b81ac176863ec37ca5f58e7b34bfb3b12ddcd431e351b35311cd9921636807",
    text="query rainGauges($first:Int$after:String){rainGauges(first:$first after:$after){nodes{id name nameEn owner lat lon state ward{code name}rainMmPerHour measuredAt datastreams{id property unit}}pageInfo{hasNextPage endCursor}}}",
)


_REGISTER_AIR_SENSOR: Operation[OwnAirSensorFields | None] = Operation(
    name="environment.register_air_sensor",
    kind="mutation",
    field="registerAirSensor",
    hash="3272be3eb35a769810806f18fde29c8776c7c5773ed1782d347592dc4cfe9e57",
    text="mutation registerAirSensor($input:AirSensorInput!$clientMutationId:String){registerAirSensor(input:$input clientMutationId:$clientMutationId){...OwnAirSensorFields}}fragment OwnAirSensorFields on OwnAirSensor{station{id name lat lon state datastreams{id property}}label exactPosition{lat lon}contact token registeredAt}",
    is_keyed=True,
)


_REGISTER_STATION: Operation[RegisterStation | None] = Operation(
    name="environment.register_station",
    kind="mutation",
    field="registerStation",
    hash="348776fbb9f4b725026fc746ad5eb66dc47af852997f69dcf41903f454a33580",
    text="mutation registerStation($input:StationInput!$clientMutationId:String){registerStation(input:$input clientMutationId:$clientMutationId){id kind ward{code name}datastreams{id property unit averagingMinutes}}}",
    is_keyed=True,
)


_REMOVE_AIR_SENSOR: Operation[RemoveAirSensor | None] = Operation(
    name="environment.remove_air_sensor",
    kind="mutation",
    field="removeAirSensor",
    hash="7565a9078e9a57fb75b439d7e01932a0c604e708d0d7ed26820500cb09e6f966",
    text="mutation removeAirSensor($id:ID!$clientMutationId:String){removeAirSensor(id:$id clientMutationId:$clientMutationId){id}}",
    is_keyed=True,
)


_RENEW_AIR_SENSOR_TOKEN: Operation[OwnAirSensorFields | None] = Operation(
    name="environment.renew_air_sensor_token",
    kind="mutation",
    field="renewAirSensorToken",
    hash="da2bed944360f738e24edfde900dfc02171ef8fc79e798b11eb8293e26e3c1a4",
    text="mutation renewAirSensorToken($id:ID!$clientMutationId:String){renewAirSensorToken(id:$id clientMutationId:$clientMutationId){...OwnAirSensorFields}}fragment OwnAirSensorFields on OwnAirSensor{station{id name lat lon state datastreams{id property}}label exactPosition{lat lon}contact token registeredAt}",
    is_keyed=True,
)


_RESERVOIRS: Operation[ReservoirsNode] = Operation(
    name="environment.reservoirs",
    kind="query",
    field="reservoirs",
    hash="0ebf6f08638872f0abcca2e509dbff9c9e93c9973bd988ec4f0d99fec6a06d5c",
    text="query reservoirs($first:Int$after:String){reservoirs(first:$first after:$after){nodes{id name nameEn owner lat lon state ward{code name}levelM inflowM3PerS outflowM3PerS measuredAt datastreams{id property unit}}pageInfo{hasNextPage endCursor}}}",
)


_SEND_AIR_SENSOR_READINGS: Operation[SendAirSensorReadings | None] = Operation(
    name="environment.send_air_sensor_readings",
    kind="mutation",
    field="sendAirSensorReadings",
    hash="b77592b24e9f99e1de84cf6fe4dd8021b5d5b19fc424a17b8182530384d8e5b3",
    text="mutation sendAirSensorReadings($station:ID!$token:String$input:IngestObservationsInput!$clientMutationId:String){sendAirSensorReadings(station:$station token:$token input:$input clientMutationId:$clientMutationId){added replaced repeated refused refusals{row field rule message}}}",
    is_keyed=True,
)


_SET_OBSERVATION_QUALITY: Operation[ObservationFields | None] = Operation(
    name="environment.set_observation_quality",
    kind="mutation",
    field="setObservationQuality",
    hash="88aa71271e4bfac1e9a4047a1ca8734269f66bd1d137d612e9113c921fbd7630",
    text="mutation setObservationQuality($datastream:ID!$at:DateTime!$quality:ObservationQuality!$reason:String!$clientMutationId:String){setObservationQuality(datastream:$datastream at:$at quality:$quality reason:$reason clientMutationId:$clientMutationId){...ObservationFields}}fragment ObservationFields on Observation{at value quality rule resultAt}",
    is_keyed=True,
)


_WATER_GAUGE: Operation[WaterGaugeFields | None] = Operation(
    name="environment.water_gauge",
    kind="query",
    field="waterGauge",
    hash="e30d0a0c88d5f195f5e372bfb4e32628a3cd756b5b84a8e62504e1f29fbd9e05",
    text="query waterGauge($id:ID!){waterGauge(id:$id){...WaterGaugeFields}}fragment WaterGaugeFields on WaterGauge{id name nameEn owner water lat lon state ward{code name}levelM measuredAt alarm alarmSince alarmLevels{bd1 bd2 bd3}text datastreams{id property unit}}",
)


_WATER_GAUGES: Operation[WaterGaugeFields] = Operation(
    name="environment.water_gauges",
    kind="query",
    field="waterGauges",
    hash="d2a50079781779c7029174ce0c96af6d09bd2ef20e71e58fef7b51625ed2b300",
    text="query waterGauges($first:Int$after:String){waterGauges(first:$first after:$after){nodes{...WaterGaugeFields}pageInfo{hasNextPage endCursor}}}fragment WaterGaugeFields on WaterGauge{id name nameEn owner water lat lon state ward{code name}levelM measuredAt alarm alarmSince alarmLevels{bd1 bd2 bd3}text datastreams{id property unit}}",
)


OPERATIONS: tuple[Operation[Any], ...] = (_AIR_NOW, _AIR_STATION, _AIR_STATIONS, _AQI_CHANGED, _DATASTREAM, _GAUGE_CROSSED, _INGEST_OBSERVATIONS, _MY_AIR_SENSORS, _OBSERVATION_SERIES, _OBSERVATIONS, _RAIN_GAUGES, _REGISTER_AIR_SENSOR, _REGISTER_STATION, _REMOVE_AIR_SENSOR, _RENEW_AIR_SENSOR_TOKEN, _RESERVOIRS, _SEND_AIR_SENSOR_READINGS, _SET_OBSERVATION_QUALITY, _WATER_GAUGE, _WATER_GAUGES,)


class EnvironmentArea:
    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def air_now(
        self,
        *,
        lat: float,
        lon: float,
        options: CallOptions | None = None,
    ) -> AirNow:
        """The air (không khí) at a place now: VN_AQI of the nearest station within 25 km that has an index not
        older than two hours. Where none has, that of the nearest sensor of a private person within 5 km, and
        else the nearest station and the reason. A place more than 300 m outside the city is BAD_USER_INPUT
        with rule `outside_city`, and with `hint: 'swapped?'` when latitude and longitude look exchanged.

        lat: Latitude in degrees north, WGS 84: about 16 to 16.75 in the city.

        lon: Longitude in degrees east, WGS 84: about 107 to 108.2 in the city.
        """
        return self._caller.call(
            _AIR_NOW, {"lat": lat, "lon": lon}, options
        )

    def air_station(
        self,
        *,
        id: str,
        options: CallOptions | None = None,
    ) -> AirStationFields | None:
        """One station that measures the air (trạm quan trắc không khí). NOT_FOUND when there is none.

        id: Stable id of the hub, such as `le-loi`.
        """
        return self._caller.call(
            _AIR_STATION, {"id": id}, options
        )

    def air_stations(
        self,
        *,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> Page[AirStationFields]:
        """The stations that measure the air, ordered by id.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return self._caller.page(
            _AIR_STATIONS, {"first": first, "after": after}, options
        )

    def aqi_changed(
        self,
        *,
        station: str,
        min_level: AqiLevel | None = None,
        options: LiveOptions | None = None,
    ) -> LiveStream[AqiHourFields | None]:
        """The index of a station's latest hour, first as it is and then at each change of it: a new hour, or a
        correction. NOT_FOUND for an unknown station.

        station: Id of the station.

        min_level: Only changes that come to this level or a worse one, or leave it.
        """
        return self._caller.stream(
            _AQI_CHANGED, {"station": station, "minLevel": min_level}, options
        )

    def datastream(
        self,
        *,
        id: str,
        options: CallOptions | None = None,
    ) -> DatastreamFields | None:
        """One datastream (chuỗi số liệu): what one station measures of one property. NOT_FOUND when there is
        none.

        id: Its id: station, a dot, property, such as `kim-long.water-level`.
        """
        return self._caller.call(
            _DATASTREAM, {"id": id}, options
        )

    def gauge_crossed(
        self,
        *,
        level: int,
        gauge: str | None = None,
        options: LiveOptions | None = None,
    ) -> LiveStream[GaugeCrossed | None]:
        """Tells when a gauge rises to a level of flood alarm (báo động I, II, III) or falls from it; first the
        present alarm of each gauge. A level counts as left when the water is more than 0.10 m below it, so
        that waves tell nothing.

        level: The level of alarm that is watched: 1, 2 or 3.

        gauge: Only this gauge; all of them when left out. NOT_FOUND when there is none.
        """
        return self._caller.stream(
            _GAUGE_CROSSED, {"level": level, "gauge": gauge}, options
        )

    def ingest_observations(
        self,
        *,
        input: IngestObservationsInput,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> IngestObservations | None:
        """Takes in a batch of at most 1,000 readings; operators of feeds only. Each row stands by itself: one
        that is refused costs no other, and the report names it with its rule. When no row at all can be taken
        the whole is BAD_USER_INPUT and nothing is stored. Sending a batch again changes nothing.

        input: The readings, as rows or in the format of a standard.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _INGEST_OBSERVATIONS, {"input": input, "clientMutationId": idempotency_key}, options
        )

    def my_air_sensors(
        self,
        *,
        options: CallOptions | None = None,
    ) -> list[OwnAirSensorFields]:
        """Your own sensors (cảm biến của tôi), those that you registered first before the others; 10 at most."""
        return self._caller.call(
            _MY_AIR_SENSORS, {}, options
        )

    def observation_series(
        self,
        *,
        datastream: str,
        from_: Moment,
        to: Moment,
        step: SeriesStep | None = None,
        max_points: int | None = None,
        options: CallOptions | None = None,
    ) -> ObservationSeries | None:
        """A datastream over time, VALID readings only, made small enough to draw: by step with least, greatest
        and mean value, or thinned out to `maxPoints` readings that keep the look of the curve
        (Largest-Triangle-Three-Buckets). Exactly one of `step` and `maxPoints`; both or none is
        BAD_USER_INPUT with rule `exactly_one`. More than 1,000 points, or more than 366 days (31 for readings
        denser than hourly ones that are thinned out), is BAD_USER_INPUT with rule `max_points` or `max_span`.

        datastream: Id of the datastream.

        from_: From this moment on.

        to: Before this moment, which comes after `from`.

        step: One point for each hour, or local day, week (from Monday) or month, that has VALID readings.

        max_points: 3 to 1,000.
        """
        return self._caller.call(
            _OBSERVATION_SERIES, {"datastream": datastream, "from": from_, "to": to, "step": step, "maxPoints": max_points}, options
        )

    def observations(
        self,
        *,
        datastream: str,
        from_: Moment,
        to: Moment,
        first: int | None = None,
        order: ObservationOrder | None = None,
        options: CallOptions | None = None,
    ) -> list[ObservationFields]:
        """The single readings of a datastream with their quality, SUSPECT and INVALID ones too.

        datastream: Id of the datastream.

        from_: From this moment on.

        to: Before this moment.

        first: How many, 1 to 100; 20 when left out. For more go on from the time of the last one: `to` is
        that time, or `from` a millisecond after it where the oldest come first.

        order: The newest first when left out.
        """
        return self._caller.call(
            _OBSERVATIONS, {"datastream": datastream, "from": from_, "to": to, "first": first, "order": order}, options
        )

    def rain_gauges(
        self,
        *,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> Page[RainGaugesNode]:
        """The rain gauges (trạm đo mưa), ordered by id.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return self._caller.page(
            _RAIN_GAUGES, {"first": first, "after": after}, options
        )

    def register_air_sensor(
        self,
        *,
        input: AirSensorInput,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> OwnAirSensorFields | None:
        """Registers a sensor of your own for the air (đăng ký cảm biến của tôi); you must be signed in.
        Everybody sees a station of class LOW_COST at a place rounded to about 1 km, under a name of the hub's
        making, and its readings. The place itself only you see; who you are, you and identity officers. More
        than 10 sensors are CONFLICT with rule `max_sensors`, a place outside the city BAD_USER_INPUT with
        rule `outside_city`. One that moves is registered anew.

        input: The sensor.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _REGISTER_AIR_SENSOR, {"input": input, "clientMutationId": idempotency_key}, options
        )

    def register_station(
        self,
        *,
        input: StationInput,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> RegisterStation | None:
        """Registers a station with its datastreams where it stands; operators and the operations centre (IOC).
        An id that is taken is CONFLICT.

        input: The station.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _REGISTER_STATION, {"input": input, "clientMutationId": idempotency_key}, options
        )

    def remove_air_sensor(
        self,
        *,
        id: str,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> RemoveAirSensor | None:
        """Takes a sensor of yours away (gỡ cảm biến): its station is gone at once, its readings soon after.
        NOT_FOUND for a sensor that is not yours.

        id: Id of its station.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _REMOVE_AIR_SENSOR, {"id": id, "clientMutationId": idempotency_key}, options
        )

    def renew_air_sensor_token(
        self,
        *,
        id: str,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> OwnAirSensorFields | None:
        """Gives a sensor of yours a new token (cấp lại mã gửi); the one before is good for nothing more.
        NOT_FOUND for a sensor that is not yours.

        id: Id of its station.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _RENEW_AIR_SENSOR_TOKEN, {"id": id, "clientMutationId": idempotency_key}, options
        )

    def reservoirs(
        self,
        *,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> Page[ReservoirsNode]:
        """The reservoirs (hồ chứa) above the city with level, inflow and outflow, ordered by id.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return self._caller.page(
            _RESERVOIRS, {"first": first, "after": after}, options
        )

    def send_air_sensor_readings(
        self,
        *,
        station: str,
        input: IngestObservationsInput,
        token: str | None = None,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> SendAirSensorReadings | None:
        """Takes in at most 1,000 readings of one private person's sensor, row by row as those of feeds are: sent
        by its owner, or by the sensor itself with its token and without signing in. Rows of other stations
        are refused as UNKNOWN_DATASTREAM. NOT_FOUND for an unknown station, a wrong token, or a sensor that
        is not yours.

        station: Id of its station.

        input: The readings, as rows or in the format of a standard.

        token: The token that its owner was given; not needed by the owner.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _SEND_AIR_SENSOR_READINGS, {"station": station, "input": input, "token": token, "clientMutationId": idempotency_key}, options
        )

    def set_observation_quality(
        self,
        *,
        datastream: str,
        at: Moment,
        quality: ObservationQuality,
        reason: str,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> ObservationFields | None:
        """Quality control: sets the quality of one reading. Operators and auditors; an INVALID reading is made
        VALID again by an auditor only. What depends on it, the air-quality index before all, is computed
        anew. The quality that it has already is CONFLICT, an INVALID reading without a value BAD_USER_INPUT
        with rule `no_value`.

        datastream: Id of the datastream.

        at: Time of the reading.

        quality: The quality that it is to have.

        reason: Why, 1 to 500 characters; everybody may read it.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _SET_OBSERVATION_QUALITY, {"datastream": datastream, "at": at, "quality": quality, "reason": reason, "clientMutationId": idempotency_key}, options
        )

    def water_gauge(
        self,
        *,
        id: str,
        options: CallOptions | None = None,
    ) -> WaterGaugeFields | None:
        """One water gauge (trạm thuỷ văn). NOT_FOUND when there is none.

        id: Stable id of the hub, such as `kim-long`.
        """
        return self._caller.call(
            _WATER_GAUGE, {"id": id}, options
        )

    def water_gauges(
        self,
        *,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> Page[WaterGaugeFields]:
        """The gauges of the rivers, the Hương and the Bồ before all, with level and flood alarm (báo động),
        ordered by id.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return self._caller.page(
            _WATER_GAUGES, {"first": first, "after": after}, options
        )


class AsyncEnvironmentArea:
    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller

    async def air_now(
        self,
        *,
        lat: float,
        lon: float,
        options: CallOptions | None = None,
    ) -> AirNow:
        """The air (không khí) at a place now: VN_AQI of the nearest station within 25 km that has an index not
        older than two hours. Where none has, that of the nearest sensor of a private person within 5 km, and
        else the nearest station and the reason. A place more than 300 m outside the city is BAD_USER_INPUT
        with rule `outside_city`, and with `hint: 'swapped?'` when latitude and longitude look exchanged.

        lat: Latitude in degrees north, WGS 84: about 16 to 16.75 in the city.

        lon: Longitude in degrees east, WGS 84: about 107 to 108.2 in the city.
        """
        return await self._caller.call(
            _AIR_NOW, {"lat": lat, "lon": lon}, options
        )

    async def air_station(
        self,
        *,
        id: str,
        options: CallOptions | None = None,
    ) -> AirStationFields | None:
        """One station that measures the air (trạm quan trắc không khí). NOT_FOUND when there is none.

        id: Stable id of the hub, such as `le-loi`.
        """
        return await self._caller.call(
            _AIR_STATION, {"id": id}, options
        )

    async def air_stations(
        self,
        *,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> AsyncPage[AirStationFields]:
        """The stations that measure the air, ordered by id.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return await self._caller.page(
            _AIR_STATIONS, {"first": first, "after": after}, options
        )

    def aqi_changed(
        self,
        *,
        station: str,
        min_level: AqiLevel | None = None,
        options: LiveOptions | None = None,
    ) -> AsyncLiveStream[AqiHourFields | None]:
        """The index of a station's latest hour, first as it is and then at each change of it: a new hour, or a
        correction. NOT_FOUND for an unknown station.

        station: Id of the station.

        min_level: Only changes that come to this level or a worse one, or leave it.
        """
        return self._caller.stream(
            _AQI_CHANGED, {"station": station, "minLevel": min_level}, options
        )

    async def datastream(
        self,
        *,
        id: str,
        options: CallOptions | None = None,
    ) -> DatastreamFields | None:
        """One datastream (chuỗi số liệu): what one station measures of one property. NOT_FOUND when there is
        none.

        id: Its id: station, a dot, property, such as `kim-long.water-level`.
        """
        return await self._caller.call(
            _DATASTREAM, {"id": id}, options
        )

    def gauge_crossed(
        self,
        *,
        level: int,
        gauge: str | None = None,
        options: LiveOptions | None = None,
    ) -> AsyncLiveStream[GaugeCrossed | None]:
        """Tells when a gauge rises to a level of flood alarm (báo động I, II, III) or falls from it; first the
        present alarm of each gauge. A level counts as left when the water is more than 0.10 m below it, so
        that waves tell nothing.

        level: The level of alarm that is watched: 1, 2 or 3.

        gauge: Only this gauge; all of them when left out. NOT_FOUND when there is none.
        """
        return self._caller.stream(
            _GAUGE_CROSSED, {"level": level, "gauge": gauge}, options
        )

    async def ingest_observations(
        self,
        *,
        input: IngestObservationsInput,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> IngestObservations | None:
        """Takes in a batch of at most 1,000 readings; operators of feeds only. Each row stands by itself: one
        that is refused costs no other, and the report names it with its rule. When no row at all can be taken
        the whole is BAD_USER_INPUT and nothing is stored. Sending a batch again changes nothing.

        input: The readings, as rows or in the format of a standard.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _INGEST_OBSERVATIONS, {"input": input, "clientMutationId": idempotency_key}, options
        )

    async def my_air_sensors(
        self,
        *,
        options: CallOptions | None = None,
    ) -> list[OwnAirSensorFields]:
        """Your own sensors (cảm biến của tôi), those that you registered first before the others; 10 at most."""
        return await self._caller.call(
            _MY_AIR_SENSORS, {}, options
        )

    async def observation_series(
        self,
        *,
        datastream: str,
        from_: Moment,
        to: Moment,
        step: SeriesStep | None = None,
        max_points: int | None = None,
        options: CallOptions | None = None,
    ) -> ObservationSeries | None:
        """A datastream over time, VALID readings only, made small enough to draw: by step with least, greatest
        and mean value, or thinned out to `maxPoints` readings that keep the look of the curve
        (Largest-Triangle-Three-Buckets). Exactly one of `step` and `maxPoints`; both or none is
        BAD_USER_INPUT with rule `exactly_one`. More than 1,000 points, or more than 366 days (31 for readings
        denser than hourly ones that are thinned out), is BAD_USER_INPUT with rule `max_points` or `max_span`.

        datastream: Id of the datastream.

        from_: From this moment on.

        to: Before this moment, which comes after `from`.

        step: One point for each hour, or local day, week (from Monday) or month, that has VALID readings.

        max_points: 3 to 1,000.
        """
        return await self._caller.call(
            _OBSERVATION_SERIES, {"datastream": datastream, "from": from_, "to": to, "step": step, "maxPoints": max_points}, options
        )

    async def observations(
        self,
        *,
        datastream: str,
        from_: Moment,
        to: Moment,
        first: int | None = None,
        order: ObservationOrder | None = None,
        options: CallOptions | None = None,
    ) -> list[ObservationFields]:
        """The single readings of a datastream with their quality, SUSPECT and INVALID ones too.

        datastream: Id of the datastream.

        from_: From this moment on.

        to: Before this moment.

        first: How many, 1 to 100; 20 when left out. For more go on from the time of the last one: `to` is
        that time, or `from` a millisecond after it where the oldest come first.

        order: The newest first when left out.
        """
        return await self._caller.call(
            _OBSERVATIONS, {"datastream": datastream, "from": from_, "to": to, "first": first, "order": order}, options
        )

    async def rain_gauges(
        self,
        *,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> AsyncPage[RainGaugesNode]:
        """The rain gauges (trạm đo mưa), ordered by id.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return await self._caller.page(
            _RAIN_GAUGES, {"first": first, "after": after}, options
        )

    async def register_air_sensor(
        self,
        *,
        input: AirSensorInput,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> OwnAirSensorFields | None:
        """Registers a sensor of your own for the air (đăng ký cảm biến của tôi); you must be signed in.
        Everybody sees a station of class LOW_COST at a place rounded to about 1 km, under a name of the hub's
        making, and its readings. The place itself only you see; who you are, you and identity officers. More
        than 10 sensors are CONFLICT with rule `max_sensors`, a place outside the city BAD_USER_INPUT with
        rule `outside_city`. One that moves is registered anew.

        input: The sensor.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _REGISTER_AIR_SENSOR, {"input": input, "clientMutationId": idempotency_key}, options
        )

    async def register_station(
        self,
        *,
        input: StationInput,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> RegisterStation | None:
        """Registers a station with its datastreams where it stands; operators and the operations centre (IOC).
        An id that is taken is CONFLICT.

        input: The station.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _REGISTER_STATION, {"input": input, "clientMutationId": idempotency_key}, options
        )

    async def remove_air_sensor(
        self,
        *,
        id: str,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> RemoveAirSensor | None:
        """Takes a sensor of yours away (gỡ cảm biến): its station is gone at once, its readings soon after.
        NOT_FOUND for a sensor that is not yours.

        id: Id of its station.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _REMOVE_AIR_SENSOR, {"id": id, "clientMutationId": idempotency_key}, options
        )

    async def renew_air_sensor_token(
        self,
        *,
        id: str,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> OwnAirSensorFields | None:
        """Gives a sensor of yours a new token (cấp lại mã gửi); the one before is good for nothing more.
        NOT_FOUND for a sensor that is not yours.

        id: Id of its station.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _RENEW_AIR_SENSOR_TOKEN, {"id": id, "clientMutationId": idempotency_key}, options
        )

    async def reservoirs(
        self,
        *,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> AsyncPage[ReservoirsNode]:
        """The reservoirs (hồ chứa) above the city with level, inflow and outflow, ordered by id.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return await self._caller.page(
            _RESERVOIRS, {"first": first, "after": after}, options
        )

    async def send_air_sensor_readings(
        self,
        *,
        station: str,
        input: IngestObservationsInput,
        token: str | None = None,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> SendAirSensorReadings | None:
        """Takes in at most 1,000 readings of one private person's sensor, row by row as those of feeds are: sent
        by its owner, or by the sensor itself with its token and without signing in. Rows of other stations
        are refused as UNKNOWN_DATASTREAM. NOT_FOUND for an unknown station, a wrong token, or a sensor that
        is not yours.

        station: Id of its station.

        input: The readings, as rows or in the format of a standard.

        token: The token that its owner was given; not needed by the owner.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _SEND_AIR_SENSOR_READINGS, {"station": station, "input": input, "token": token, "clientMutationId": idempotency_key}, options
        )

    async def set_observation_quality(
        self,
        *,
        datastream: str,
        at: Moment,
        quality: ObservationQuality,
        reason: str,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> ObservationFields | None:
        """Quality control: sets the quality of one reading. Operators and auditors; an INVALID reading is made
        VALID again by an auditor only. What depends on it, the air-quality index before all, is computed
        anew. The quality that it has already is CONFLICT, an INVALID reading without a value BAD_USER_INPUT
        with rule `no_value`.

        datastream: Id of the datastream.

        at: Time of the reading.

        quality: The quality that it is to have.

        reason: Why, 1 to 500 characters; everybody may read it.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _SET_OBSERVATION_QUALITY, {"datastream": datastream, "at": at, "quality": quality, "reason": reason, "clientMutationId": idempotency_key}, options
        )

    async def water_gauge(
        self,
        *,
        id: str,
        options: CallOptions | None = None,
    ) -> WaterGaugeFields | None:
        """One water gauge (trạm thuỷ văn). NOT_FOUND when there is none.

        id: Stable id of the hub, such as `kim-long`.
        """
        return await self._caller.call(
            _WATER_GAUGE, {"id": id}, options
        )

    async def water_gauges(
        self,
        *,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> AsyncPage[WaterGaugeFields]:
        """The gauges of the rivers, the Hương and the Bồ before all, with level and flood alarm (báo động),
        ordered by id.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return await self._caller.page(
            _WATER_GAUGES, {"first": first, "after": after}, options
        )
