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
    ObservedProperty,
    Pollutant,
    SeriesStep,
)
from .fragments import ownAirSensor


class AirNowStation(TypedDict):
    """A station that measures the air (trạm quan trắc không khí)."""
    id: str
    """Stable id of the hub."""
    name: str
    """Name in Vietnamese."""


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


class AqiChanged(TypedDict):
    """VN_AQI of one hour at one station."""
    hour: str
    """Beginning of the hour."""
    aqi: int | None
    """VN_AQI, 0 to 500; null with a reason."""
    level: AqiLevel | None
    """Its level."""
    levelName: str | None
    """The level in Vietnamese."""
    colour: str | None
    """The colour of the level, `#rrggbb`."""
    dominant: Pollutant | None
    """The pollutant that decides."""
    reason: AqiReason | None
    """Why there is no index; null where there is one."""


class GaugeCrossedAlarmsGauge(TypedDict):
    """A gauge of a river (trạm thuỷ văn)."""
    id: str
    """Stable id of the hub."""
    name: str
    """Name in Vietnamese."""
    water: str | None
    """The river: `Sông Hương`, `Sông Bồ`."""


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
    unit: str
    """Unit of all its values: µg/m³, °C, %, m, mm/h or m³/s."""
    property: ObservedProperty
    """What is measured."""


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


class RemoveAirSensor(TypedDict):
    """A sensor that was taken away."""
    id: str
    """Id of the station that it had."""


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


class WaterGaugesNode(TypedDict):
    """A gauge of a river (trạm thuỷ văn)."""
    id: str
    """Stable id of the hub."""
    name: str
    """Name in Vietnamese."""
    water: str | None
    """The river: `Sông Hương`, `Sông Bồ`."""
    levelM: float | None
    """Level of the last reading, m; null when that is not VALID or there is none."""
    measuredAt: str | None
    """Time of the last reading."""
    text: str | None
    """The level as bulletins write it: `3,15 m, dưới BĐ3 0,35 m`."""
    alarm: int | None
    """The level of alarm (báo động), 0 to 3; a level is left more than 0.10 m below it. Null where no levels are
    laid down.
    """


_AIR_NOW: Operation[AirNow] = Operation(
    name="environment.air_now",
    kind="query",
    field="airNow",
    hash="7aa0c6add763e3978d0a9741dc5cfe79ab3bd274a366614daef815d87398971f",
    text="query airNow($lat:Float!$lon:Float!){airNow(lat:$lat lon:$lon){aqi level levelName colour dominant hour reason distanceM station{id name}}}",
)


_AQI_CHANGED: Operation[AqiChanged | None] = Operation(
    name="environment.aqi_changed",
    kind="subscription",
    field="aqiChanged",
    hash="6bc1dbd251f5da375256284b46a4f34ce1c11d96966f74dce8b2d9c6dfac66e5",
    text="subscription aqiChanged($station:ID!$minLevel:AqiLevel){aqiChanged(station:$station minLevel:$minLevel){hour aqi level levelName colour dominant reason}}",
)


_GAUGE_CROSSED: Operation[GaugeCrossed | None] = Operation(
    name="environment.gauge_crossed",
    kind="subscription",
    field="gaugeCrossed",
    hash="213c4ecc26ad3416f37f458910053922a103de1ac754bd4b4b7c59b58f89ee23",
    text="subscription gaugeCrossed($level:Int!$gauge:ID){gaugeCrossed(level:$level gauge:$gauge){alarms{gauge{id name water}alarm from levelM at text}}}",
)


_INGEST_OBSERVATIONS: Operation[IngestObservations | None] = Operation(
    name="environment.ingest_observations",
    kind="mutation",
    field="ingestObservations",
    hash="fb794fd56eaaa36cb40609c1be308d51e84a04ba9b84e558b2ffbf4aef073b76",
    text="mutation ingestObservations($input:IngestObservationsInput!$clientMutationId:String){ingestObservations(input:$input clientMutationId:$clientMutationId){batchId added replaced repeated suspect invalid refused refusals{row field rule message}}}",
    is_keyed=True,
)


_MY_AIR_SENSORS: Operation[list[ownAirSensor]] = Operation(
    name="environment.my_air_sensors",
    kind="query",
    field="myAirSensors",
    hash="c41c18ac1a8a2ed58fea31c953c263510bf8c6a81a805777c34b93b5c26cd44e",
    text="query myAirSensors{myAirSensors{...ownAirSensor}}fragment ownAirSensor on OwnAirSensor{station{id name lat lon state datastreams{id property}}label exactPosition{lat lon}contact token registeredAt}",
)


_OBSERVATION_SERIES: Operation[ObservationSeries | None] = Operation(
    name="environment.observation_series",
    kind="query",
    field="observationSeries",
    hash="a45b49b247b1cde44596c3d4be8d00d22610f7a0c3a72ff031402aa6b834199c",
    text="query observationSeries($datastream:ID!$from:DateTime!$to:DateTime!$step:SeriesStep$maxPoints:Int){observationSeries(datastream:$datastream from:$from to:$to step:$step maxPoints:$maxPoints){datastream{unit property}points{at mean min max count}}}",
)


_REGISTER_AIR_SENSOR: Operation[ownAirSensor | None] = Operation(
    name="environment.register_air_sensor",
    kind="mutation",
    field="registerAirSensor",
    hash="7b55f6717b81e49639e6e97366a88a5c85365016d42e9c3ac65cf381e621980c",
    text="mutation registerAirSensor($input:AirSensorInput!$clientMutationId:String){registerAirSensor(input:$input clientMutationId:$clientMutationId){...ownAirSensor}}fragment ownAirSensor on OwnAirSensor{station{id name lat lon state datastreams{id property}}label exactPosition{lat lon}contact token registeredAt}",
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


_RENEW_AIR_SENSOR_TOKEN: Operation[ownAirSensor | None] = Operation(
    name="environment.renew_air_sensor_token",
    kind="mutation",
    field="renewAirSensorToken",
    hash="ede2b888cfe9b3008df289d4c0f0d7f5da1a8d6ec44ac2ed11abf223a1a1c03f",
    text="mutation renewAirSensorToken($id:ID!$clientMutationId:String){renewAirSensorToken(id:$id clientMutationId:$clientMutationId){...ownAirSensor}}fragment ownAirSensor on OwnAirSensor{station{id name lat lon state datastreams{id property}}label exactPosition{lat lon}contact token registeredAt}",
    is_keyed=True,
)


_SEND_AIR_SENSOR_READINGS: Operation[SendAirSensorReadings | None] = Operation(
    name="environment.send_air_sensor_readings",
    kind="mutation",
    field="sendAirSensorReadings",
    hash="b77592b24e9f99e1de84cf6fe4dd8021b5d5b19fc424a17b8182530384d8e5b3",
    text="mutation sendAirSensorReadings($station:ID!$token:String$input:IngestObservationsInput!$clientMutationId:String){sendAirSensorReadings(station:$station token:$token input:$input clientMutationId:$clientMutationId){added replaced repeated refused refusals{row field rule message}}}",
    is_keyed=True,
)


_WATER_GAUGES: Operation[WaterGaugesNode] = Operation(
    name="environment.water_gauges",
    kind="query",
    field="waterGauges",
    hash="d875d07e3ee14995922fe777354a0788a8bc6bb89dd1834cd279f4fcdb8ca0e4",
    text="query waterGauges($first:Int$after:String){waterGauges(first:$first after:$after){nodes{id name water levelM measuredAt text alarm}pageInfo{hasNextPage endCursor}}}",
)


OPERATIONS: tuple[Operation[Any], ...] = (_AIR_NOW, _AQI_CHANGED, _GAUGE_CROSSED, _INGEST_OBSERVATIONS, _MY_AIR_SENSORS, _OBSERVATION_SERIES, _REGISTER_AIR_SENSOR, _REMOVE_AIR_SENSOR, _RENEW_AIR_SENSOR_TOKEN, _SEND_AIR_SENSOR_READINGS, _WATER_GAUGES,)


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

    def aqi_changed(
        self,
        *,
        station: str,
        min_level: AqiLevel | None = None,
        options: LiveOptions | None = None,
    ) -> LiveStream[AqiChanged | None]:
        """The index of a station's latest hour, first as it is and then at each change of it: a new hour, or a
        correction. NOT_FOUND for an unknown station.

        station: Id of the station.

        min_level: Only changes that come to this level or a worse one, or leave it.
        """
        return self._caller.stream(
            _AQI_CHANGED, {"station": station, "minLevel": min_level}, options
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
    ) -> list[ownAirSensor]:
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

    def register_air_sensor(
        self,
        *,
        input: AirSensorInput,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> ownAirSensor | None:
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
    ) -> ownAirSensor | None:
        """Gives a sensor of yours a new token (cấp lại mã gửi); the one before is good for nothing more.
        NOT_FOUND for a sensor that is not yours.

        id: Id of its station.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _RENEW_AIR_SENSOR_TOKEN, {"id": id, "clientMutationId": idempotency_key}, options
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
        """Takes in at most 1,000 readings of one private person's sensor, as `ingestObservations` does for
        feeds: sent by its owner, or by the sensor itself with its token and without signing in. Rows of other
        stations are refused as UNKNOWN_DATASTREAM. NOT_FOUND for an unknown station, a wrong token, or a
        sensor that is not yours.

        station: Id of its station.

        input: The readings, as rows or in the format of a standard.

        token: The token that its owner was given; not needed by the owner.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _SEND_AIR_SENSOR_READINGS, {"station": station, "input": input, "token": token, "clientMutationId": idempotency_key}, options
        )

    def water_gauges(
        self,
        *,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> Page[WaterGaugesNode]:
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

    def aqi_changed(
        self,
        *,
        station: str,
        min_level: AqiLevel | None = None,
        options: LiveOptions | None = None,
    ) -> AsyncLiveStream[AqiChanged | None]:
        """The index of a station's latest hour, first as it is and then at each change of it: a new hour, or a
        correction. NOT_FOUND for an unknown station.

        station: Id of the station.

        min_level: Only changes that come to this level or a worse one, or leave it.
        """
        return self._caller.stream(
            _AQI_CHANGED, {"station": station, "minLevel": min_level}, options
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
    ) -> list[ownAirSensor]:
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

    async def register_air_sensor(
        self,
        *,
        input: AirSensorInput,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> ownAirSensor | None:
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
    ) -> ownAirSensor | None:
        """Gives a sensor of yours a new token (cấp lại mã gửi); the one before is good for nothing more.
        NOT_FOUND for a sensor that is not yours.

        id: Id of its station.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _RENEW_AIR_SENSOR_TOKEN, {"id": id, "clientMutationId": idempotency_key}, options
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
        """Takes in at most 1,000 readings of one private person's sensor, as `ingestObservations` does for
        feeds: sent by its owner, or by the sensor itself with its token and without signing in. Rows of other
        stations are refused as UNKNOWN_DATASTREAM. NOT_FOUND for an unknown station, a wrong token, or a
        sensor that is not yours.

        station: Id of its station.

        input: The readings, as rows or in the format of a standard.

        token: The token that its owner was given; not needed by the owner.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _SEND_AIR_SENSOR_READINGS, {"station": station, "input": input, "token": token, "clientMutationId": idempotency_key}, options
        )

    async def water_gauges(
        self,
        *,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> AsyncPage[WaterGaugesNode]:
        """The gauges of the rivers, the Hương and the Bồ before all, with level and flood alarm (báo động),
        ordered by id.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return await self._caller.page(
            _WATER_GAUGES, {"first": first, "after": after}, options
        )
