// Made by `hue-hub-sdk generate`. Do not edit.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** State of an account. */
export type AccountState =
  /** Its tokens are accepted. */
  | 'ACTIVE'
  /** None is. */
  | 'SUSPENDED';

/** The place of an agency in the administration. */
export type AgencyLevel =
  /** The city, and the province before 2025 (thành phố, tỉnh). */
  | 'CITY'
  /** Department, branch or public company of the city (sở, ban, ngành, đơn vị). */
  | 'DEPARTMENT'
  /** District, town or county: none since 1 July 2025 (quận, thị xã, huyện). */
  | 'DISTRICT'
  /** Ward or commune (phường, xã). */
  | 'WARD';

/** Whether an agency is at work. */
export type AgencyState =
  /** At work (đang hoạt động). */
  | 'ACTIVE'
  /** Ended, its tasks passed to its successors (đã sáp nhập). */
  | 'MERGED';

/** A sensor of a private person. It is a station of class LOW_COST for the air. */
export type AirSensorInput = {
  /** How the operations centre (IOC) may reach you about it, at most 200 characters; you and identity officers see it. */
  contact?: string | null | undefined;
  /** What it measures, each property once. */
  datastreams: Array<DatastreamInput>;
  /** What you call it, at most 100 characters; only you see it. */
  label?: string | null | undefined;
  /** Latitude of the sensor, degrees north, WGS 84. Others see it rounded to 0.01. */
  lat: number;
  /** Longitude of the sensor, degrees east, WGS 84. Others see it rounded to 0.01. */
  lon: number;
};

/** Levels of flood alarm, rising, m. */
export type AlarmLevelsInput = {
  /** Báo động I, m. */
  bd1: number;
  /** Báo động II, m. */
  bd2: number;
  /** Báo động III, m. */
  bd3: number;
};

/** A part of where an alert holds: wards, polygons and circles, at least one of them. */
export type AlertAreaInput = {
  /** Circles as CAP writes them: the centre `lat,lon`, a space, and the radius in kilometres, at most 250; 0 is the place itself. */
  circles?: Array<string> | null | undefined;
  /** In words, 1 to 200 characters. */
  description: string;
  /** Polygons as CAP writes them: at least four `lat,lon` pairs with a space between, the last one equal to the first. */
  polygons?: Array<string> | null | undefined;
  /** Official codes of wards that are meant as a whole. */
  wards?: Array<string> | null | undefined;
};

/** What kind of matter an alert is about, by CAP 1.2. */
export type AlertCategory =
  /** Chemical, biological, radiological, nuclear or explosive danger. */
  | 'CBRNE'
  /** Environment: pollution. */
  | 'ENV'
  /** Fire. */
  | 'FIRE'
  /** Of the earth: landslide, earthquake. */
  | 'GEO'
  /** Health. */
  | 'HEALTH'
  /** Power, water, telephone and other works. */
  | 'INFRA'
  /** Of the weather: storm, flood, heat. */
  | 'MET'
  /** Anything else. */
  | 'OTHER'
  /** Rescue. */
  | 'RESCUE'
  /** Public safety. */
  | 'SAFETY'
  /** Security. */
  | 'SECURITY'
  /** Transport. */
  | 'TRANSPORT';

/** How sure it is. */
export type AlertCertainty =
  /** More likely than not. */
  | 'LIKELY'
  /** It has happened or is going on. */
  | 'OBSERVED'
  /** Possible. */
  | 'POSSIBLE'
  /** Not known. */
  | 'UNKNOWN'
  /** Hardly to be expected. */
  | 'UNLIKELY';

/** How far a message is on its way. */
export type AlertDraftState =
  /** It was discarded and never issued. */
  | 'DISCARDED'
  /** Made by itself from what was measured or reported; nobody has taken it over yet. */
  | 'DRAFT'
  /** It was issued (đã phát hành). */
  | 'ISSUED'
  /** Somebody wrote it or took it over; a second person is to approve it (chờ phê duyệt). */
  | 'PENDING_APPROVAL';

/** A language of an alert. */
export type AlertLanguage =
  /** English. */
  | 'EN'
  /** Vietnamese. */
  | 'VI';

/** What a message does. */
export type AlertMessageType =
  /** It begins an alert. */
  | 'ALERT'
  /** It calls off what it refers to. */
  | 'CANCEL'
  /** It takes the place of what it refers to. */
  | 'UPDATE';

/** A place. */
export type AlertPointInput = {
  /** Latitude in degrees north, WGS 84: about 16 to 16.75 in the city. */
  lat: number;
  /** Longitude in degrees east, WGS 84: about 107 to 108.2 in the city. */
  lon: number;
};

/** What somebody says of a message that reached them. */
export type AlertReplyKind =
  /** Received and accepted. */
  | 'ACK'
  /** Received and refused. */
  | 'ERROR';

/** The colour of a level of disaster risk. */
export type AlertRiskColour =
  /** Level 1 (xanh dương nhạt). */
  | 'LIGHT_BLUE'
  /** Level 2 (vàng nhạt). */
  | 'LIGHT_YELLOW'
  /** Level 3 (da cam). */
  | 'ORANGE'
  /** Level 5 (tím). */
  | 'PURPLE'
  /** Level 4 (đỏ). */
  | 'RED';

/** Whom a message is for. Only PUBLIC reaches the public. */
export type AlertScope =
  /** Its addresses only. */
  | 'PRIVATE'
  /** Everybody. */
  | 'PUBLIC'
  /** Those whom its restriction names. */
  | 'RESTRICTED';

/** How grave it is. */
export type AlertSeverity =
  /** Extraordinary danger to life or property. */
  | 'EXTREME'
  /** Little danger. */
  | 'MINOR'
  /** Possible danger. */
  | 'MODERATE'
  /** Significant danger. */
  | 'SEVERE'
  /** Not known. */
  | 'UNKNOWN';

/** Whether a message is in earnest. Only ACTUAL reaches the public. */
export type AlertStatus =
  /** In earnest. */
  | 'ACTUAL'
  /** Not for use. */
  | 'DRAFT'
  /** For an exercise (diễn tập). */
  | 'EXERCISE'
  /** For the systems that pass messages on. */
  | 'SYSTEM'
  /** A technical test. */
  | 'TEST';

/** What people read, in one language. */
export type AlertTextInput = {
  /** What happens, 1 to 4,000 characters. */
  description: string;
  /** What it is about, such as "Lũ", 1 to 100 characters. */
  event: string;
  /** The whole in one line, 1 to 160 characters. */
  headline: string;
  /** What to do, at most 4,000 characters. */
  instruction?: string | null | undefined;
  /** The language; each once. */
  language: AlertLanguage;
};

/** What has become of an alert. */
export type AlertThreadState =
  /** It was issued and not changed since. */
  | 'ACTIVE'
  /** It was called off before its time was over. */
  | 'CANCELLED'
  /** Its time is over. */
  | 'EXPIRED'
  /** An update took the place of it and of others: it goes on in `mergedInto`. */
  | 'MERGED'
  /** It was updated; its head says what holds. */
  | 'UPDATED';

/** How soon to act. */
export type AlertUrgency =
  /** Within the hour. */
  | 'EXPECTED'
  /** Soon. */
  | 'FUTURE'
  /** At once. */
  | 'IMMEDIATE'
  /** No longer. */
  | 'PAST'
  /** Not known. */
  | 'UNKNOWN';

/** Where alerts are asked for: exactly one of these. */
export type AlertWhereInput = {
  /** A place in the city. */
  point?: AlertPointInput | null | undefined;
  /** Official code of a ward or commune; NOT_FOUND when there is none. */
  ward?: string | null | undefined;
};

/** What a key is to be. */
export type ApiKeyInput = {
  /** How long it lives, 1 to 365 days. */
  days?: number;
  /** What it is for, at most 80 characters. */
  name: string;
  /**
   * For the sandbox of the app (môi trường thử): good from its registration on, and good for nothing else. `X-Sandbox-As` then says as
   * whom of the sandbox the app asks: citizen, citizen2, officer or ioc.
   */
  sandbox?: boolean;
  /** What it may do, of what its app may. */
  scopes?: Array<string>;
};

/** Whether a key is good. */
export type ApiKeyState =
  /** Good. */
  | 'ACTIVE'
  /** Good for a while yet: another one was made in its place. */
  | 'ENDING'
  /** Its time is over. */
  | 'EXPIRED'
  /** Taken back. */
  | 'REVOKED';

/** What a document does. */
export type AppDocumentKind =
  /** It changes something. */
  | 'MUTATION'
  /** It reads. */
  | 'QUERY'
  /** It follows something. */
  | 'SUBSCRIPTION';

/** The levels of VN_AQI (Decision 1459/QĐ-TCMT, 2019), best first. */
export type AqiLevel =
  /** 151 to 200 (Xấu). */
  | 'BAD'
  /** 0 to 50 (Tốt). */
  | 'GOOD'
  /** 301 to 500 (Nguy hại). */
  | 'HAZARDOUS'
  /** 51 to 100 (Trung bình). */
  | 'MODERATE'
  /** 101 to 150 (Kém). */
  | 'POOR'
  /** 201 to 300 (Rất xấu). */
  | 'VERY_BAD';

/** How the concentration behind an index was made. */
export type AqiMethod =
  /** Greatest mean of an hour in the day. */
  | 'MAX_1H'
  /** Greatest mean of eight hours in the day. */
  | 'MAX_8H'
  /** Mean of the hour. */
  | 'MEAN_1H'
  /** Mean of the day. */
  | 'MEAN_24H'
  /** NowCast over up to 12 hours, the sum divided by the sum of the weights. */
  | 'NOWCAST';

/** Why there is no index. */
export type AqiReason =
  /** Fewer than 18 hours of dust are valid in the day. */
  | 'DAY_INCOMPLETE'
  /** Neither PM2.5 nor PM10 was measured: without dust there is no VN_AQI. */
  | 'NO_PM'
  /** No station is within 25 km. */
  | 'NO_STATION'
  /** Fewer than two of the latest three hours of dust are valid. */
  | 'PM_HOURS_MISSING'
  /** The nearest station has had no index for more than two hours. */
  | 'STALE';

/** Whether an index may still change. */
export type AqiState =
  /** Older than 48 hours (chính thức). */
  | 'FINAL'
  /** Corrections still come (tạm tính). */
  | 'PROVISIONAL';

/** What a day of the working calendar is. */
export type CalendarKind =
  /** Public holiday or the day off given for one on a weekend (nghỉ lễ, nghỉ bù). */
  | 'HOLIDAY'
  /** A weekday off that another day makes up for (nghỉ hoán đổi). */
  | 'SWAP_OFF'
  /** A Saturday or Sunday at work that makes up for a swapped day (làm bù). */
  | 'SWAP_WORK';

/** How sure the calendar of a year is. */
export type CalendarStatus =
  /** Derived from the law; the announcement may choose other days (tạm tính). */
  | 'PROVISIONAL'
  /** As announced (đã công bố). */
  | 'PUBLISHED';

/** A whole profile. */
export type CitizenProfileInput = {
  /** Address in words, at most 300 characters. */
  address?: string | null | undefined;
  /** Day of birth, not in the future. */
  birthDate?: string | null | undefined;
  /** 12 digits that fit birth date and sex. */
  cccd?: string | null | undefined;
  /** E-mail address. */
  email?: string | null | undefined;
  /** Name as in the papers, at most 100 characters. */
  fullName?: string | null | undefined;
  /** Telephone number. */
  phone?: string | null | undefined;
  /** Sex as in the papers. */
  sex?: CitizenSex | null | undefined;
};

/** Sex as in the papers. */
export type CitizenSex =
  /** Nữ. */
  | 'FEMALE'
  /** Nam. */
  | 'MALE';

/** What an app is looked at for. */
export type ConformanceCheck =
  /** Nothing that it sent uses anything deprecated. */
  | 'NO_DEPRECATED_FIELD'
  /** Everything that it sent is on its list of documents. */
  | 'PERSISTED_OPERATIONS'
  /** It repeated the mutation whose answer was cut off, with the same clientMutationId. */
  | 'REPEATED_CUT_MUTATION'
  /** It resumed the stream that was cut, from a cursor of it. */
  | 'RESUMED_CUT_STREAM'
  /** After the planted 429 it sent nothing before the seconds of Retry-After were over, and went on then. */
  | 'WAITED_AFTER_429';

/** Where a conformance run stands. */
export type ConformanceRunState =
  /** Something was failed, or was not seen. */
  | 'FAILED'
  /** It is over, and is judged within seconds. */
  | 'JUDGING'
  /** Every item was passed. */
  | 'PASSED'
  /** What the app does in its sandbox is noted. */
  | 'RUNNING';

/** What was found. */
export type ConformanceVerdict =
  /** The app did otherwise. */
  | 'FAILED'
  /** The app gave no occasion, or did not go on after it. */
  | 'NOT_SEEN'
  /** The app did it. */
  | 'PASSED';

/** In which capacity somebody agrees. */
export type ConsentCapacity =
  /** For a child. */
  | 'GUARDIAN'
  /** For oneself. */
  | 'SELF';

/** What somebody agrees to. */
export type ConsentInput = {
  /** Code of a purpose of `consentPurposes`. */
  purpose: string | number;
  /** To whom, where the purpose has a recipient: the id of the app or agency. */
  recipientId?: string | number | null | undefined;
  /** What it covers: some of the purpose's scopes, at least one. */
  scope: Array<string>;
  /** The words that were shown and agreed to, 1 to 4000 characters. */
  statement: string;
};

/** To whom a consent is given. */
export type ConsentRecipientKind =
  /** A public body. */
  | 'AGENCY'
  /** An app of a vendor. */
  | 'APP';

/** A field report as it is sent. */
export type CreateReportInput = {
  /** The place in words, at most 300 characters; everybody reads it. */
  address?: string | null | undefined;
  /** Its category. */
  categoryCode: ReportCategoryCode;
  /** How to reach you: kept under your own key, shown to identity officers only. */
  contact?: ReportContactInput | null | undefined;
  /** What is reported, 1 to 4,000 characters. */
  description: string;
  /** Latitude of the place, degrees north, WGS 84. Without both coordinates: BAD_USER_INPUT with rule `location`; more than 300 m outside every ward: `outside_city`, with `hint: "swapped?"` when they look exchanged. */
  lat?: number | null | undefined;
  /** Longitude of the place, degrees east, WGS 84. */
  lon?: number | null | undefined;
  /** Photos: ids of your own uploads of kind REPORT_PHOTO, at most 10, each used once. Everybody sees copies without metadata. */
  media?: Array<string | number> | null | undefined;
  /**
   * For apps, which cannot upload: where a photo is to be seen, http or https at a public host name, at most 2,000 characters; otherwise BAD_USER_INPUT
   * with rule `url_not_allowed`. The hub never opens it and shows it to nobody but those who handle the report.
   */
  mediaUrl?: string | null | undefined;
  /**
   * A name to show to everybody with the report, at most 60 characters and without phone number or e-mail address. Leave it out and nobody but the
   * identity officers learns who sent it; hideReporterName takes it back at any time.
   */
  reporterAlias?: string | null | undefined;
  /** The way by which it came. */
  source?: ReportSource;
  /** Title, 1 to 150 characters. */
  title: string;
};

/** What a person can ask for about own data. */
export type DataRequestKind =
  /** A copy of all of it (quyền truy cập). */
  | 'ACCESS'
  /** A correction (chỉnh sửa). */
  | 'CORRECTION'
  /** That it is deleted (xóa dữ liệu). */
  | 'DELETION'
  /** An objection to its use (phản đối xử lý). */
  | 'OBJECTION'
  /** That its use is restricted (hạn chế xử lý). */
  | 'RESTRICTION'
  /** That a withdrawn consent is kept to by who holds the data (rút lại sự đồng ý). */
  | 'WITHDRAWAL';

/** State of a request. */
export type DataRequestState =
  /** Answered that it is being dealt with. */
  | 'ACKNOWLEDGED'
  /** Carried out. */
  | 'DONE'
  /** The term was extended. */
  | 'EXTENDED'
  /** Received; the answer is due. */
  | 'RECEIVED'
  /** Refused, with a reason. */
  | 'REFUSED';

/** What the identity officer can do with a request. */
export type DataRequestStep =
  /** Takes it up. */
  | 'ACKNOWLEDGE'
  /** Says that what was asked for is done. */
  | 'COMPLETE'
  /** Takes more days for it, once. */
  | 'EXTEND'
  /** Refuses it, with a reason. */
  | 'REFUSE';

/** What a station measures. */
export type DatastreamInput = {
  /** The time that one reading is the mean of: 1, 5, 10, 15, 20, 30, 60, 180, 480 or 1440 minutes. */
  averagingMinutes: number;
  /** The property. */
  property: ObservedProperty;
};

/**
 * A box of degrees, WGS 84; its edges belong to it. Each side is at most 1.5 degrees long: the whole city fits into it. Otherwise BAD_USER_INPUT
 * with rule `range`, `order` or `max_side`, and with `hint: "swapped?"` when latitude and longitude look exchanged.
 */
export type GeoBoxInput = {
  /** Highest longitude, degrees east. */
  east: number;
  /** Highest latitude, degrees north. */
  north: number;
  /** Lowest latitude, degrees north. */
  south: number;
  /** Lowest longitude, degrees east. */
  west: number;
};

/** A link that somebody asks to have verified. */
export type GuardianLinkInput = {
  /** Birth date of the child, who is under 18. */
  childBirthDate: string;
  /** Opaque id of the child: `me { id }` of the child's account. */
  childId: string | number;
  /** Name of the child as in the papers, at most 100 characters. */
  childName: string;
  /** What you are to the child. */
  relation: GuardianRelation;
  /** Who is asked. */
  verifier: GuardianLinkVerifierInput;
};

/** A side of a family link. */
export type GuardianLinkSide =
  /** As the child. */
  | 'CHILD'
  /** As the guardian. */
  | 'GUARDIAN';

/** State of a family link. */
export type GuardianLinkState =
  /** Over. */
  | 'ENDED'
  /** Not verified. */
  | 'REFUSED'
  /** Waits to be verified. */
  | 'REQUESTED'
  /** Verified; in force on the days that it says. */
  | 'VERIFIED'
  /** Taken back by who asked. */
  | 'WITHDRAWN';

/** Who is asked to verify a link. */
export type GuardianLinkVerifierInput = {
  /** Id of the agency that is the ward's committee, or of the school. */
  id: string | number;
  /** A ward's committee or a school. */
  kind: GuardianLinkVerifierKind;
};

/** Kinds of verifiers. */
export type GuardianLinkVerifierKind =
  /** A school (trường học). */
  | 'SCHOOL'
  /** The people's committee of a ward or commune (UBND phường, xã). */
  | 'WARD';

/** What a guardian is to a child. */
export type GuardianRelation =
  /** Appointed by law (người giám hộ được cử). */
  | 'APPOINTED'
  /** Cha. */
  | 'FATHER'
  /** Ông, bà. */
  | 'GRANDPARENT'
  /** Mẹ. */
  | 'MOTHER'
  /** Anh, chị. */
  | 'SIBLING';

/** Readings: exactly one of `rows` and `records`. */
export type IngestObservationsInput = {
  /** How the records are written; needed with them. */
  format?: ObservationFormat | null | undefined;
  /** As records of a format: the lines of a CSV file with its header first, or one JSON document each. */
  records?: Array<string> | null | undefined;
  /** As rows. */
  rows?: Array<ObservationRowInput> | null | undefined;
};

/** Why a row was refused. */
export type IngestRule =
  /** No moment with its offset. */
  | 'DATE_TIME'
  /** More than five minutes ahead. */
  | 'FUTURE'
  /** Another value for the same time without a later result time. */
  | 'LATER_RESULT_NEEDED'
  /** Quality control has set this reading. */
  | 'NOT_YOURS'
  /** The value is no number. */
  | 'NUMBER'
  /** One record has more than 256 KiB. */
  | 'RECORD_SIZE'
  /** Older than what is kept of its datastream. */
  | 'RETENTION'
  /** A column or member that is needed is missing. */
  | 'SHAPE'
  /** The unit does not fit the datastream, such as ppb for µg/m³. */
  | 'UNIT'
  /** There is no such datastream. */
  | 'UNKNOWN_DATASTREAM';

/** How records are written, one text each. */
export type ObservationFormat =
  /** A header line, then one line for each reading: columns `datastream`, `at`, `value`, and if need be `unit` and `resultAt`; or `station` and `property` instead of `datastream`. */
  | 'CSV'
  /** NGSI-LD AirQualityObserved, normalised or simplified. */
  | 'NGSI_LD'
  /** OGC SensorThings 1.1: an Observation with its `Datastream`, or a data array. */
  | 'SENSOR_THINGS';

/** Which of readings come first. */
export type ObservationOrder =
  /** The newest. */
  | 'NEWEST_FIRST'
  /** The oldest. */
  | 'OLDEST_FIRST';

/** Whether a reading counts. */
export type ObservationQuality =
  /** Impossible, or what the instrument writes when it has no reading; never averaged (không hợp lệ). */
  | 'INVALID'
  /** Implausible; never averaged until somebody has looked at it (nghi ngờ). */
  | 'SUSPECT'
  /** Counts (hợp lệ). */
  | 'VALID';

/** One reading. */
export type ObservationRowInput = {
  /** When its averaging time began, ISO 8601 with offset. A wrong one costs this row only. */
  at: string;
  /** Id of the datastream. */
  datastream: string | number;
  /** When it was made known; the same moment when left out. */
  resultAt?: string | null | undefined;
  /** Its unit, where that is not the one of the datastream: µg/m³ and mg/m³, m and cm are converted, ppb is refused. */
  unit?: string | null | undefined;
  /** The value; null, -999, -9999 and 9999 mean that there is none. */
  value?: number | null | undefined;
};

/** Why a reading is not VALID, or why it is so although it was not. */
export type ObservationRule =
  /** Outside of what was ever measured here. */
  | 'IMPLAUSIBLE'
  /** Outside of what can be. */
  | 'IMPOSSIBLE'
  /** A value such as -999, -9999 or 9999 by which an instrument says that it has none. */
  | 'SENTINEL'
  /** Set by quality control. */
  | 'SET';

/** What a datastream measures. */
export type ObservedProperty =
  /** Carbon monoxide, µg/m³. */
  | 'CO'
  /** Relative humidity, %. */
  | 'HUMIDITY'
  /** What flows into a reservoir (lưu lượng đến), m³/s. */
  | 'INFLOW'
  /** Nitrogen dioxide, µg/m³. */
  | 'NO2'
  /** Ozone, µg/m³. */
  | 'O3'
  /** What a reservoir lets out (lưu lượng xả), m³/s. */
  | 'OUTFLOW'
  /** Dust, PM10 (bụi), µg/m³. */
  | 'PM10'
  /** Fine dust, PM2.5 (bụi mịn), µg/m³. */
  | 'PM25'
  /** Rain (lượng mưa), mm/h. */
  | 'RAIN'
  /** Sulphur dioxide, µg/m³. */
  | 'SO2'
  /** Temperature of the air, °C. */
  | 'TEMPERATURE'
  /** Level of the water (mực nước), m. */
  | 'WATER_LEVEL';

/** What VN_AQI is computed from. */
export type Pollutant =
  /** Carbon monoxide. */
  | 'CO'
  /** Nitrogen dioxide. */
  | 'NO2'
  /** Ozone. */
  | 'O3'
  /** Dust, PM10 (bụi). */
  | 'PM10'
  /** Fine dust, PM2.5 (bụi mịn). */
  | 'PM25'
  /** Sulphur dioxide. */
  | 'SO2';

/** Which public reports; all that is set must hold. */
export type PublicReportFilter = {
  /** Handled by this agency. */
  agency?: string | number | null | undefined;
  /** With the public position in this box; what is wrong with it is BAD_USER_INPUT. */
  bbox?: GeoBoxInput | null | undefined;
  /** Of one of these categories, at most 16, in place of `category`. */
  categories?: Array<ReportCategoryCode> | null | undefined;
  /** Of this category. */
  category?: ReportCategoryCode | null | undefined;
  /** Received before this moment. */
  receivedBefore?: string | null | undefined;
  /** Received at this moment or later. */
  receivedFrom?: string | null | undefined;
  /** In one of these states, at most 15. */
  states?: Array<ReportState> | null | undefined;
  /** In the ward with this official code. */
  ward?: string | null | undefined;
};

/**
 * A message of another issuer: the members of CAP 1.2, those of `info` with it. ALERT and UPDATE have all of categories, urgency, severity,
 * certainty, texts and areas (rule `cap_info`).
 */
export type ReceivedAlertInput = {
  /** Whom a PRIVATE one is for; required there. */
  addresses?: Array<string> | null | undefined;
  /** 1 to 20. */
  areas?: Array<AlertAreaInput> | null | undefined;
  /** What kind of matter it is. */
  categories?: Array<AlertCategory> | null | undefined;
  /** How sure it is. */
  certainty?: AlertCertainty | null | undefined;
  /** From when on it holds, as `sent` is written; from when it was sent when left out. */
  effective?: string | null | undefined;
  /** Until when it holds, as `sent` is written; 24 hours when left out. */
  expires?: string | null | undefined;
  /** Its name there, likewise. */
  identifier: string;
  /** What it does. */
  messageType: ReceivedAlertType;
  /** Why, of an Ack or Error. */
  note?: string | null | undefined;
  /** When the event is expected to begin, as `sent` is written. */
  onset?: string | null | undefined;
  /** The messages that it acts on, each as `sender,identifier,sent`; required but for ALERT. */
  references?: Array<string> | null | undefined;
  /** Whom a RESTRICTED one is restricted to; required there. */
  restriction?: string | null | undefined;
  /** Level of disaster risk, 1 to 5, for natural disasters. */
  riskLevel?: number | null | undefined;
  /** Whom it is for. */
  scope: AlertScope;
  /** Who issued it: 1 to 100 characters without space, comma, < and &. */
  sender: string;
  /** When it was sent, `2026-11-25T08:30:00+07:00`, never with Z and not in the future. */
  sent: string;
  /** How grave it is. */
  severity?: AlertSeverity | null | undefined;
  /** In earnest or not. */
  status: AlertStatus;
  /** Vietnamese always, and English where there is one; of a CANCEL those of what it calls off when left out. */
  texts?: Array<AlertTextInput> | null | undefined;
  /** How soon to act. */
  urgency?: AlertUrgency | null | undefined;
};

/** What a message of another issuer does, by CAP 1.2. */
export type ReceivedAlertType =
  /** It says that what it refers to was received and accepted. */
  | 'ACK'
  /** It begins an alert. */
  | 'ALERT'
  /** It calls off what it refers to. */
  | 'CANCEL'
  /** It says that what it refers to was refused. */
  | 'ERROR'
  /** It takes the place of what it refers to. */
  | 'UPDATE';

/** What an answer says. */
export type ReportAnswerKind =
  /** The matter is resolved (đã xử lý). */
  | 'RESOLVED'
  /** The agency cannot resolve it (không xử lý được). */
  | 'UNABLE';

/** An area of the city: exactly one of these. */
export type ReportAreaInput = {
  /** A box, such as what a map shows. */
  bbox?: GeoBoxInput | null | undefined;
  /** Official code of a ward or commune; NOT_FOUND when there is none. */
  ward?: string | null | undefined;
};

/** In what capacity somebody acted. */
export type ReportAuthor =
  /** An officer of an agency (đơn vị xử lý). */
  | 'AGENCY'
  /** The operations centre (trung tâm giám sát, điều hành). */
  | 'OPERATIONS_CENTRE'
  /** The person who sent the report (người phản ánh). */
  | 'REPORTER'
  /** A deadline or a change of the calendar. */
  | 'SYSTEM';

/** Codes of the categories. */
export type ReportCategoryCode =
  /** Advertisements (quảng cáo, rao vặt). */
  | 'ADVERTISING'
  /** Animals (vật nuôi, động vật). */
  | 'ANIMALS'
  /** Building without permission or order (trật tự xây dựng). */
  | 'CONSTRUCTION_ORDER'
  /** Drains and flooding (thoát nước, ngập úng). */
  | 'DRAINAGE_FLOODING'
  /** Electricity (điện lực). */
  | 'ELECTRICITY'
  /** Waste and pollution (môi trường, rác thải). */
  | 'ENVIRONMENT_WASTE'
  /** Food safety (an toàn thực phẩm). */
  | 'FOOD_SAFETY'
  /** Noise (tiếng ồn). */
  | 'NOISE'
  /** Everything else (lĩnh vực khác). */
  | 'OTHER'
  /** Parking and traffic (đỗ xe, giao thông). */
  | 'PARKING_TRAFFIC'
  /** Public order and pavement encroachment (trật tự đô thị). */
  | 'PUBLIC_ORDER'
  /** Damaged roads and pavements (hư hỏng đường, vỉa hè). */
  | 'ROAD_DAMAGE'
  /** Street lighting (chiếu sáng công cộng). */
  | 'STREET_LIGHTING'
  /** Telecom cables and posts (cáp viễn thông). */
  | 'TELECOM_CABLES'
  /** Trees and green spaces (cây xanh). */
  | 'TREES'
  /** Water supply (cấp nước). */
  | 'WATER_SUPPLY';

/** Where a comment stands. */
export type ReportCommentState =
  /** Public (đã duyệt). */
  | 'APPROVED'
  /** Waits for a moderator (chờ duyệt). */
  | 'PENDING'
  /** Not public, with a reason (không duyệt). */
  | 'REJECTED'
  /** Taken back by its author (đã rút). */
  | 'WITHDRAWN';

/** How to reach the reporter. */
export type ReportContactInput = {
  /** E-mail address, at most 254 characters. */
  email?: string | null | undefined;
  /** Name, at most 100 characters; that of your account when left out. */
  name?: string | null | undefined;
  /** Phone number: 9 to 15 digits, with or without a leading +. */
  phone?: string | null | undefined;
};

/** What is known of a field report before it is sent. */
export type ReportDraftInput = {
  /** Its category. */
  categoryCode: ReportCategoryCode;
  /** Latitude of the place, degrees north, WGS 84; refused as in createReport. */
  lat?: number | null | undefined;
  /** Longitude of the place, degrees east, WGS 84. */
  lon?: number | null | undefined;
  /** Title and description so far, at most 4,000 characters: what has the same words comes first. */
  text?: string | null | undefined;
};

/** What a piece of evidence is. */
export type ReportEvidenceKind =
  /** A document with its number (văn bản). */
  | 'DOCUMENT'
  /** A photo (ảnh), which is an upload. */
  | 'PHOTO'
  /** A record made on the spot (biên bản hiện trường). */
  | 'SITE_RECORD';

/** Which reports; all that is set must hold. */
export type ReportFilter = {
  /** Handled by this agency. */
  agency?: string | number | null | undefined;
  /** With the public position in this box; what is wrong with it is BAD_USER_INPUT. */
  bbox?: GeoBoxInput | null | undefined;
  /** Of one of these categories, at most 16, in place of `category`. */
  categories?: Array<ReportCategoryCode> | null | undefined;
  /** Of this category. */
  category?: ReportCategoryCode | null | undefined;
  /** Your own reports in every state; UNAUTHENTICATED when nobody is signed in. */
  mine?: boolean | null | undefined;
  /** In the queue of this agency: it has the report, and has neither given it back nor answered. */
  queue?: string | number | null | undefined;
  /** Received before this moment. */
  receivedBefore?: string | null | undefined;
  /** Received at this moment or later. */
  receivedFrom?: string | null | undefined;
  /** In one of these states, at most 15. States before ACCEPTED are found in your own reports and by the operations centre only. */
  states?: Array<ReportState> | null | undefined;
  /** In the ward with this official code. */
  ward?: string | null | undefined;
};

/** How a report is handled (quy trình). */
export type ReportMode =
  /** By the operations centre at once, within one working day (xử lý ngay). */
  | 'INSTANT'
  /** By an agency within a term (có thời hạn). */
  | 'TIMED';

/** What lies around a point. */
export type ReportNearInput = {
  /** Latitude of the middle, degrees north, WGS 84. */
  lat: number;
  /** Longitude of the middle, degrees east, WGS 84. */
  lon: number;
  /** Radius in metres, 1 to 2000. */
  radiusM: number;
};

/** What a closed report came to. */
export type ReportOutcome =
  /** The reporter accepted an answer that says resolved. */
  | 'FIXED'
  /** The reporter did not accept the answer. */
  | 'NOT_ACCEPTED'
  /** The agency could not resolve it. */
  | 'UNABLE'
  /** The answer says resolved; the reporter was silent. */
  | 'UNCONFIRMED';

/** How satisfied the reporter is (mức độ hài lòng); satisfied in all counts is the first two. */
export type ReportRatingLevel =
  /** Accepted (chấp nhận). */
  | 'ACCEPTED'
  /** Not accepted (không chấp nhận). */
  | 'NOT_ACCEPTED'
  /** Satisfied (hài lòng). */
  | 'SATISFIED';

/** The order of what is found. */
export type ReportSearchOrder =
  /** The nearest first. */
  | 'NEAREST'
  /** The newest receipt first. */
  | 'NEWEST';

/** Why a share has no value: there is nothing that it could be a part of. */
export type ReportShareUnknown =
  /** No report was closed. */
  | 'NONE_CLOSED'
  /** No answered report has known due dates. */
  | 'NONE_DUE'
  /** No report was eligible. */
  | 'NONE_ELIGIBLE'
  /** No report was answered. */
  | 'NONE_HANDLED'
  /** Nothing was rated. */
  | 'NONE_RATED'
  /** No report was sent. */
  | 'NONE_SENT';

/** The kind of a day off. */
export type ReportSkippedKind =
  /** Public holiday or the day off given for one on a weekend (nghỉ lễ, nghỉ bù). */
  | 'HOLIDAY'
  /** A weekday off that another day makes up for (nghỉ hoán đổi). */
  | 'SWAP_OFF'
  /** A weekend day at work (làm bù); it counts and is never skipped. */
  | 'SWAP_WORK';

/** How a report stands against its due date (tình trạng thời hạn). */
export type ReportSlaState =
  /** The clock runs, at most 24 hours are left (sắp đến hạn). */
  | 'DUE_SOON'
  /** Answered in time (đúng hạn). */
  | 'MET'
  /** Answered late (trễ hạn). */
  | 'MISSED'
  /** Ended without an answer: no due date applies. */
  | 'NONE'
  /** The clock runs, more than 24 hours are left (trong hạn). */
  | 'ON_TIME'
  /** Not answered after the due date (quá hạn). */
  | 'OVERDUE'
  /** The clock stands still (tạm dừng). */
  | 'PAUSED'
  /** There is no due date yet: a calendar is missing. */
  | 'UNKNOWN';

/** The way by which a report came (kênh tiếp nhận). */
export type ReportSource =
  /** Mobile app. */
  | 'APP'
  /** E-mail. */
  | 'EMAIL'
  /** Facebook. */
  | 'FACEBOOK'
  /** Phone line 1900 1075 (tổng đài). */
  | 'HOTLINE'
  /** App of a vendor (ứng dụng của đơn vị khác), which sends for somebody who has not signed in here. */
  | 'VENDOR_APP'
  /** Web page. */
  | 'WEB'
  /** Zalo. */
  | 'ZALO';

/** Where a report stands (trạng thái). */
export type ReportState =
  /** Taken on by the operations centre; public from here on (đã tiếp nhận). */
  | 'ACCEPTED'
  /** Given to an agency (đã chuyển xử lý). */
  | 'ASSIGNED'
  /** At its end; see the outcome (đã đóng). */
  | 'CLOSED'
  /** Repeats another report; never public (trùng lặp). */
  | 'DUPLICATE'
  /** Being worked on (đang xử lý). */
  | 'IN_PROGRESS'
  /** The agency waits for the reporter; the clock stands still (chờ bổ sung thông tin). */
  | 'NEED_INFO'
  /** Planned for a day (đã lên kế hoạch). */
  | 'PLANNED'
  /** The answer is public and may be rated (đã công khai kết quả). */
  | 'PUBLISHED'
  /** Not taken on, with a reason; never public (từ chối). */
  | 'REJECTED'
  /** Opened again by the reporter, waiting for a new assignment (mở lại). */
  | 'REOPENED'
  /** Answered as resolved, not yet published (đã xử lý). */
  | 'RESOLVED'
  /** Given back as not its own by the agency (trả lại). */
  | 'RETURNED'
  /** Sent; only the reporter and the operations centre see it (đã gửi). */
  | 'SUBMITTED'
  /** Answered as not possible, not yet published (không xử lý được). */
  | 'UNABLE'
  /** Taken back by the reporter; never public (đã rút). */
  | 'WITHDRAWN';

/** What statistics are broken down by. */
export type ReportStatsDimension =
  /** By agency (đơn vị xử lý). */
  | 'AGENCY'
  /** By category (lĩnh vực). */
  | 'CATEGORY'
  /** By month of receipt. */
  | 'MONTH'
  /** By ward or commune (phường, xã). */
  | 'WARD';

/** Which reports are counted; all that is set must hold. */
export type ReportStatsFilter = {
  /** Of this agency. */
  agency?: string | number | null | undefined;
  /** Of this category. */
  category?: ReportCategoryCode | null | undefined;
  /** In the ward with this official code. */
  ward?: string | null | undefined;
};

/** What can be done to a report. */
export type ReportStep =
  /** The operations centre took it on. */
  | 'ACCEPT'
  /** It was taken on to be resolved at once. */
  | 'ACCEPT_INSTANT'
  /** The reporter answered. */
  | 'ANSWER_INFO'
  /** It was given to an agency. */
  | 'ASSIGN'
  /** A person claimed what an app had sent. */
  | 'CLAIM'
  /** It was closed after 15 days of silence. */
  | 'CLOSE_SILENT'
  /** A comment became public, or is public no longer. */
  | 'COMMENT'
  /** The reporter accepted the answer. */
  | 'CONFIRM'
  /** It was sent. */
  | 'CREATE'
  /** The agency answered that it cannot. */
  | 'DECLARE_UNABLE'
  /** The reporter did not accept the answer and let it rest. */
  | 'DISPUTE'
  /** The last 24 hours before the due date have begun (sắp đến hạn). Once for each due date; the version stays. */
  | 'DUE_SOON'
  /** The public name of the reporter was taken back. */
  | 'HIDE_NAME'
  /** A note among the offices was written. */
  | 'INTERNAL_NOTE'
  /** It was found to repeat another report. */
  | 'MARK_DUPLICATE'
  /** A change of the working calendar moved or set the due date. */
  | 'MOVE_DUE'
  /** A public note was written. */
  | 'NOTE'
  /** The due date has passed without an answer (quá hạn). Once for each due date; the version stays. */
  | 'OVERDUE'
  /** A day was planned. */
  | 'PLAN'
  /** The answer was published. */
  | 'PUBLISH'
  /** Something in a picture was pixelated, or shown again. */
  | 'REDACT_MEDIA'
  /** The operations centre did not take it on. */
  | 'REJECT'
  /** The reporter did not accept the answer and had it reopened. */
  | 'REOPEN'
  /** The agency asked the reporter. */
  | 'REQUEST_INFO'
  /** The agency answered that it is resolved. */
  | 'RESOLVE'
  /** The operations centre resolved it at once. */
  | 'RESOLVE_INSTANT'
  /** The agency went on without an answer of the reporter. */
  | 'RESUME'
  /** The agency gave it back. */
  | 'RETURN'
  /** Work began or went on. */
  | 'START'
  /** The reporter took it back. */
  | 'WITHDRAW';

/** A text of a report that is searched. */
export type ReportTextField =
  /** The place in words. */
  | 'ADDRESS'
  /** Its code. */
  | 'CODE'
  /** Its description. */
  | 'DESCRIPTION'
  /** Its title. */
  | 'TITLE';

/** What a line of the history is. */
export type ReportUpdateKind =
  /** The answer of the reporter. */
  | 'ANSWER'
  /** The due date was moved or set. */
  | 'DUE_DATE'
  /** A note among the offices. */
  | 'INTERNAL_NOTE'
  /** A note to everybody. */
  | 'PUBLIC_NOTE'
  /** A question to the reporter. */
  | 'QUESTION'
  /** A step from one state to another. */
  | 'STEP';

/** Length of a step, in the time of the city. */
export type SeriesStep =
  /** A day. */
  | 'DAY'
  /** An hour. */
  | 'HOUR'
  /** A month. */
  | 'MONTH'
  /** A week from Monday. */
  | 'WEEK';

/** The kind of instrument. */
export type StationClass =
  /** A low-cost sensor: indicative (cảm biến). */
  | 'LOW_COST'
  /** A reference instrument (trạm chuẩn). */
  | 'REFERENCE';

/** A station to be registered. */
export type StationInput = {
  /** Its levels of flood alarm. */
  alarmLevels?: AlarmLevelsInput | null | undefined;
  /** What it measures, each property once. */
  datastreams: Array<DatastreamInput>;
  /** Small letters, digits and single hyphens, at most 40. */
  id: string | number;
  /** What it is for. */
  kind: StationKind;
  /** Latitude, degrees north, WGS 84. */
  lat: number;
  /** Longitude, degrees east, WGS 84. */
  lon: number;
  /** Name in Vietnamese. */
  name: string;
  /** Name in English. */
  nameEn: string;
  /** The organisation that answers for it: never a private person. */
  owner: string;
  /** The kind of instrument. */
  stationClass: StationClass;
  /** Codes of the wards to be warned at a crossing. */
  warnedWards?: Array<string> | null | undefined;
  /** The river of a gauge. */
  water?: string | null | undefined;
};

/** What a station is for. */
export type StationKind =
  /** Air quality. */
  | 'AIR'
  /** Rain. */
  | 'RAIN'
  /** A reservoir. */
  | 'RESERVOIR'
  /** Level of a river. */
  | 'WATER_LEVEL';

/** Whether a station reports. */
export type StationState =
  /** More than 24 hours ago, or never. */
  | 'OFFLINE'
  /** Its last averaging time ended within two hours. */
  | 'ONLINE'
  /** More than two hours ago. */
  | 'STALE';

/** What a file is sent for. */
export type UploadKind =
  /** A photo that proves an answer (ảnh minh chứng), sent by an officer or the operations centre: the `evidence` of an answer. */
  | 'REPORT_EVIDENCE'
  /** A photo of what is reported (ảnh hiện trường): `media` of createReport. */
  | 'REPORT_PHOTO';

/** What an app is registered with. */
export type VendorAppInput = {
  /** What it does, at most 500 characters. */
  about: string;
  /** Its name, at most 80 characters. */
  name: string;
  /** What it needs beyond public things: usage:read, reports:read, reports:write, alerts:send (messages of another issuer of alerts). */
  scopes?: Array<string>;
};

/** Where an app stands. */
export type VendorAppState =
  /** Has passed a conformance run, and may have keys for the city itself. */
  | 'CONFORMANT'
  /** In use. */
  | 'LIVE'
  /** Being tried out; its keys are not good here. */
  | 'SANDBOX'
  /** Shut out. */
  | 'SUSPENDED';

/** Whom the city writes to. */
export type VendorContactInput = {
  /** E-mail address. */
  email: string;
  /** Name of the person, at most 100 characters. */
  name: string;
  /** Telephone number. */
  phone?: string | null | undefined;
};

/** What an organisation is registered with. */
export type VendorInput = {
  /** Whom the city writes to. */
  contact: VendorContactInput;
  /** Its name, at most 120 characters. */
  name: string;
  /** Its address on the web, https. */
  website?: string | null | undefined;
};

/** A tier. */
export type VendorPlanCode =
  /** For what the city has ordered or what serves a whole ward. */
  | 'CITY'
  /** Every app begins with it. */
  | 'OPEN';

export type WardFieldsFragment = { code: string, name: string, nameEn: string, fullName: string, fullNameEn: string, lat: number, lon: number, areaKm2: number, agency: { id: string, name: string } | null };

export type AgencyFieldsFragment = { id: string, code: string, name: string, nameEn: string, level: AgencyLevel, state: AgencyState, validFrom: string | null, validTo: string | null, parent: { id: string, name: string } | null, ward: { code: string, name: string } | null, successors: Array<{ id: string, name: string }> };

export type CalendarDayFieldsFragment = { date: string, kind: CalendarKind, name: string };

export type WardQueryVariables = Exact<{
  code: string;
  boundary?: boolean;
}>;


export type WardQuery = { ward: (
    { boundary?: Record<string, unknown> }
    & WardFieldsFragment
  ) | null };

export type WardAtQueryVariables = Exact<{
  lat: number;
  lon: number;
  boundary?: boolean;
}>;


export type WardAtQuery = { wardAt: (
    { boundary?: Record<string, unknown> }
    & WardFieldsFragment
  ) | null };

export type WardsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  boundary?: boolean;
}>;


export type WardsQuery = { wards: { nodes: Array<(
      { boundary?: Record<string, unknown> }
      & WardFieldsFragment
    )>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type AgencyQueryVariables = Exact<{
  id?: string | number | null | undefined;
  code?: string | null | undefined;
  asOf?: string | null | undefined;
}>;


export type AgencyQuery = { agency: AgencyFieldsFragment | null };

export type AgenciesQueryVariables = Exact<{
  level?: AgencyLevel | null | undefined;
  asOf?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AgenciesQuery = { agencies: { nodes: Array<AgencyFieldsFragment>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type JurisdictionQueryVariables = Exact<{
  categoryCode: string;
  wardCode: string;
}>;


export type JurisdictionQuery = { jurisdiction: AgencyFieldsFragment | null };

export type CalendarQueryVariables = Exact<{
  year: number;
}>;


export type CalendarQuery = { calendar: { year: number, status: CalendarStatus, version: number, note: string | null, days: Array<CalendarDayFieldsFragment> } | null };

export type WorkingDueQueryVariables = Exact<{
  from: string;
  days: number;
}>;


export type WorkingDueQuery = { workingDue: { dueAt: string, status: CalendarStatus, skipped: Array<CalendarDayFieldsFragment> } | null };

export type AlertMessageFieldsFragment = { id: string, identifier: string, sender: string, senderName: string | null, sent: string | null, reference: string | null, references: Array<string>, status: AlertStatus, messageType: AlertMessageType, scope: AlertScope, categories: Array<AlertCategory>, severity: AlertSeverity, urgency: AlertUrgency, certainty: AlertCertainty, riskLevel: number | null, riskColour: AlertRiskColour | null, riskColourName: string | null, effective: string | null, onset: string | null, expires: string | null, text: { language: AlertLanguage, event: string, headline: string, description: string, instruction: string | null }, areas: Array<{ description: string, polygons: Array<string>, circles: Array<string>, wards: Array<{ code: string, name: string } | null> }> };

export type AlertFieldsFragment = { id: string, version: number, state: AlertThreadState, startedAt: string, holdsFrom: string, expires: string, endedAt: string | null, mergedInto: { id: string } | null, head: AlertMessageFieldsFragment };

export type AlertQueryVariables = Exact<{
  id: string | number;
  language?: AlertLanguage;
}>;


export type AlertQuery = { alert: AlertMessageFieldsFragment | null };

export type AlertThreadQueryVariables = Exact<{
  id: string | number;
  language?: AlertLanguage;
}>;


export type AlertThreadQuery = { alertThread: (
    { messages: Array<AlertMessageFieldsFragment> }
    & AlertFieldsFragment
  ) | null };

export type ActiveAlertsQueryVariables = Exact<{
  where?: AlertWhereInput | null | undefined;
  at?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  language?: AlertLanguage;
}>;


export type ActiveAlertsQuery = { activeAlerts: { nodes: Array<AlertFieldsFragment>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type AlertHistoryQueryVariables = Exact<{
  ward?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  language?: AlertLanguage;
}>;


export type AlertHistoryQuery = { alertHistory: { nodes: Array<AlertFieldsFragment>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type AlertFeedQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  language?: AlertLanguage;
}>;


export type AlertFeedQuery = { alertFeed: { nodes: Array<AlertFieldsFragment>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type AlertFeedUpdatedAtQueryVariables = Exact<{ [key: string]: never; }>;


export type AlertFeedUpdatedAtQuery = { alertFeedUpdatedAt: string };

export type ReceiveAlertMutationVariables = Exact<{
  input: ReceivedAlertInput;
  clientMutationId?: string | null | undefined;
}>;


export type ReceiveAlertMutation = { receiveAlert: { reference: string, state: AlertDraftState | null, receivedAt: string, replies: Array<{ reference: string, references: Array<string>, kind: AlertReplyKind, sender: string, sent: string, isOurs: boolean, note: string | null }> } | null };

export type AlertsForSubscriptionVariables = Exact<{
  where: AlertWhereInput;
  first?: number;
  language?: AlertLanguage;
}>;


export type AlertsForSubscription = { alertsFor:
    | { __typename: 'ActiveAlertListChanged', node: AlertFieldsFragment }
    | { __typename: 'ActiveAlertListEntered', node: AlertFieldsFragment }
    | { __typename: 'ActiveAlertListLeft', id: string, version: number, state: AlertThreadState }
    | { __typename: 'ActiveAlertListSnapshot', complete: boolean, endCursor: string | null, nodes: Array<AlertFieldsFragment> }
   | null };

export type AccountFieldsFragment = { citizenId: string, state: AccountState, notBefore: string | null, reason: string | null };

export type ProfileFieldsFragment = { fullName: string | null, sex: CitizenSex | null, birthDate: string | null, cccd: string | null, phone: string | null, email: string | null, address: string | null, version: number, changedAt: string | null };

export type ConsentPurposeFieldsFragment = { code: string, name: string, nameEn: string, about: string, scopes: Array<string>, recipient: ConsentRecipientKind | null, isSensitive: boolean, isPublication: boolean };

export type ConsentFieldsFragment = { id: string, scope: Array<string>, recipientId: string | null, subjectId: string, capacity: ConsentCapacity, statement: string | null, grantedAt: string, withdrawnAt: string | null, agreedScope: Array<string>, missing: Array<ConsentCapacity>, purpose: { code: string, name: string, nameEn: string } };

export type GuardianLinkFieldsFragment = { id: string, guardianId: string, childId: string, childName: string | null, childBirthDate: string | null, relation: GuardianRelation, state: GuardianLinkState, version: number, isInForce: boolean, validFrom: string | null, validTo: string | null, words: string | null, requestedAt: string, decidedAt: string | null, endedAt: string | null, verifier: { kind: GuardianLinkVerifierKind, id: string, agency: { id: string, name: string } | null } };

export type DataRequestFieldsFragment = { id: string, kind: DataRequestKind, state: DataRequestState, version: number, allowed: Array<DataRequestStep>, receivedAt: string, acknowledgedAt: string | null, answerDueAt: string | null, dueAt: string, isOverdue: boolean, extendedDays: number | null, extensionReason: string | null, closedAt: string | null, details: string | null, answer: string | null, awaited: Array<string>, copyUntil: string | null, lastChange: { step: string, from: DataRequestState | null, to: DataRequestState, at: string } };

export type MeQueryVariables = Exact<{
  profile?: boolean;
}>;


export type MeQuery = { me: { id: string, displayName: string | null, vneidLevel: number, identity: { level: number, name: string, about: string, allows: Array<string> }, account: AccountFieldsFragment, profile?: ProfileFieldsFragment } | null };

export type UpdateProfileMutationVariables = Exact<{
  input: CitizenProfileInput;
  expectedVersion: number;
  clientMutationId?: string | null | undefined;
}>;


export type UpdateProfileMutation = { updateProfile: ProfileFieldsFragment | null };

export type EndMySessionsMutationVariables = Exact<{
  clientMutationId?: string | null | undefined;
}>;


export type EndMySessionsMutation = { endMySessions: AccountFieldsFragment | null };

export type AccessLogQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AccessLogQuery = { accessLog: { nodes: Array<{ id: string, at: string, area: string, entity: string, entityId: string, fields: Array<string>, purpose: string, who: { id: string | null, role: string, agency: { id: string, name: string } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type IdentityLevelsQueryVariables = Exact<{ [key: string]: never; }>;


export type IdentityLevelsQuery = { identityLevels: Array<{ level: number, name: string, about: string, allows: Array<string> }> };

export type ConsentPurposesQueryVariables = Exact<{ [key: string]: never; }>;


export type ConsentPurposesQuery = { consentPurposes: Array<ConsentPurposeFieldsFragment> };

export type MyConsentsQueryVariables = Exact<{
  childId?: string | number | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MyConsentsQuery = { myConsents: { nodes: Array<ConsentFieldsFragment>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type GrantConsentMutationVariables = Exact<{
  input: ConsentInput;
  childId?: string | number | null | undefined;
  clientMutationId?: string | null | undefined;
}>;


export type GrantConsentMutation = { grantConsent: ConsentFieldsFragment | null };

export type WithdrawConsentMutationVariables = Exact<{
  purpose: string | number;
  recipientId?: string | number | null | undefined;
  childId?: string | number | null | undefined;
  clientMutationId?: string | null | undefined;
}>;


export type WithdrawConsentMutation = { withdrawConsent: ConsentFieldsFragment | null };

export type GuardianLinkQueryVariables = Exact<{
  id: string | number;
}>;


export type GuardianLinkQuery = { guardianLink: GuardianLinkFieldsFragment | null };

export type MyGuardianLinksQueryVariables = Exact<{
  as?: GuardianLinkSide;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MyGuardianLinksQuery = { myGuardianLinks: { nodes: Array<GuardianLinkFieldsFragment>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type RequestGuardianLinkMutationVariables = Exact<{
  input: GuardianLinkInput;
  clientMutationId?: string | null | undefined;
}>;


export type RequestGuardianLinkMutation = { requestGuardianLink: GuardianLinkFieldsFragment | null };

export type WithdrawGuardianLinkMutationVariables = Exact<{
  id: string | number;
  expectedVersion?: number | null | undefined;
  clientMutationId?: string | null | undefined;
}>;


export type WithdrawGuardianLinkMutation = { withdrawGuardianLink: GuardianLinkFieldsFragment | null };

export type EndGuardianLinkMutationVariables = Exact<{
  id: string | number;
  reason: string;
  expectedVersion?: number | null | undefined;
  clientMutationId?: string | null | undefined;
}>;


export type EndGuardianLinkMutation = { endGuardianLink: GuardianLinkFieldsFragment | null };

export type DataRequestQueryVariables = Exact<{
  id: string | number;
}>;


export type DataRequestQuery = { dataRequest: (
    { areas: Array<{ area: string, doneAt: string, counts: Array<{ name: string, count: number }> }> }
    & DataRequestFieldsFragment
  ) | null };

export type MyDataRequestsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MyDataRequestsQuery = { myDataRequests: { nodes: Array<DataRequestFieldsFragment>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type RequestDataMutationVariables = Exact<{
  kind: DataRequestKind;
  details?: string | null | undefined;
  clientMutationId?: string | null | undefined;
}>;


export type RequestDataMutation = { requestData: (
    { areas: Array<{ area: string, doneAt: string, counts: Array<{ name: string, count: number }> }> }
    & DataRequestFieldsFragment
  ) | null };

export type DataRequestChangedSubscriptionVariables = Exact<{
  id: string | number;
}>;


export type DataRequestChangedSubscription = { dataRequestChanged: (
    { areas: Array<{ area: string, doneAt: string, counts: Array<{ name: string, count: number }> }> }
    & DataRequestFieldsFragment
  ) | null };

export type RegisterAppDocumentsMutationVariables = Exact<{
  appId: string | number;
  documents: Array<string> | string;
  clientMutationId?: string | null | undefined;
}>;


export type RegisterAppDocumentsMutation = { registerAppDocuments: { appId: string, ids: Array<string> } | null };

export type ObservationFieldsFragment = { at: string, value: number | null, quality: ObservationQuality, rule: ObservationRule | null, resultAt: string };

export type DatastreamFieldsFragment = { id: string, stationId: string, property: ObservedProperty, unit: string, averagingMinutes: number, latest: ObservationFieldsFragment | null };

export type AqiPartFieldsFragment = { pollutant: Pollutant, aqi: number, concentration: number, hours: number, method: AqiMethod };

export type AqiHourFieldsFragment = { hour: string, version: number, state: AqiState, aqi: number | null, level: AqiLevel | null, levelName: string | null, colour: string | null, dominant: Pollutant | null, reason: AqiReason | null, parts: Array<AqiPartFieldsFragment> };

export type AirStationFieldsFragment = { id: string, name: string, nameEn: string, owner: string | null, lat: number, lon: number, state: StationState, stationClass: StationClass, ward: { code: string, name: string } | null, aqi: AqiHourFieldsFragment | null, datastreams: Array<DatastreamFieldsFragment> };

export type WaterGaugeFieldsFragment = { id: string, name: string, nameEn: string, owner: string, water: string | null, lat: number, lon: number, state: StationState, levelM: number | null, measuredAt: string | null, alarm: number | null, alarmSince: string | null, text: string | null, ward: { code: string, name: string } | null, alarmLevels: { bd1: number, bd2: number, bd3: number } | null, datastreams: Array<{ id: string, property: ObservedProperty, unit: string }> };

export type OwnAirSensorFieldsFragment = { label: string | null, contact: string | null, token: string | null, registeredAt: string, station: { id: string, name: string, lat: number, lon: number, state: StationState, datastreams: Array<{ id: string, property: ObservedProperty }> }, exactPosition: { lat: number, lon: number } | null };

export type AirNowQueryVariables = Exact<{
  lat: number;
  lon: number;
}>;


export type AirNowQuery = { airNow: { aqi: number | null, level: AqiLevel | null, levelName: string | null, colour: string | null, dominant: Pollutant | null, hour: string | null, reason: AqiReason | null, distanceM: number | null, station: { id: string, name: string, nameEn: string, lat: number, lon: number } | null, parts: Array<AqiPartFieldsFragment> } };

export type AirStationQueryVariables = Exact<{
  id: string | number;
}>;


export type AirStationQuery = { airStation: AirStationFieldsFragment | null };

export type AirStationsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AirStationsQuery = { airStations: { nodes: Array<AirStationFieldsFragment>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type WaterGaugeQueryVariables = Exact<{
  id: string | number;
}>;


export type WaterGaugeQuery = { waterGauge: WaterGaugeFieldsFragment | null };

export type WaterGaugesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type WaterGaugesQuery = { waterGauges: { nodes: Array<WaterGaugeFieldsFragment>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type RainGaugesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type RainGaugesQuery = { rainGauges: { nodes: Array<{ id: string, name: string, nameEn: string, owner: string, lat: number, lon: number, state: StationState, rainMmPerHour: number | null, measuredAt: string | null, ward: { code: string, name: string } | null, datastreams: Array<{ id: string, property: ObservedProperty, unit: string }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ReservoirsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ReservoirsQuery = { reservoirs: { nodes: Array<{ id: string, name: string, nameEn: string, owner: string, lat: number, lon: number, state: StationState, levelM: number | null, inflowM3PerS: number | null, outflowM3PerS: number | null, measuredAt: string | null, ward: { code: string, name: string } | null, datastreams: Array<{ id: string, property: ObservedProperty, unit: string }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type DatastreamQueryVariables = Exact<{
  id: string | number;
}>;


export type DatastreamQuery = { datastream: DatastreamFieldsFragment | null };

export type ObservationsQueryVariables = Exact<{
  datastream: string | number;
  from: string;
  to: string;
  first?: number | null | undefined;
  order?: ObservationOrder | null | undefined;
}>;


export type ObservationsQuery = { observations: Array<ObservationFieldsFragment> };

export type ObservationSeriesQueryVariables = Exact<{
  datastream: string | number;
  from: string;
  to: string;
  step?: SeriesStep | null | undefined;
  maxPoints?: number | null | undefined;
}>;


export type ObservationSeriesQuery = { observationSeries: { datastream: { id: string, stationId: string, property: ObservedProperty, unit: string }, points: Array<{ at: string, mean: number, min: number, max: number, count: number }> } | null };

export type IngestObservationsMutationVariables = Exact<{
  input: IngestObservationsInput;
  clientMutationId?: string | null | undefined;
}>;


export type IngestObservationsMutation = { ingestObservations: { batchId: string, added: number, replaced: number, repeated: number, suspect: number, invalid: number, refused: number, refusals: Array<{ row: number, field: string, rule: IngestRule, message: string }> } | null };

export type RegisterStationMutationVariables = Exact<{
  input: StationInput;
  clientMutationId?: string | null | undefined;
}>;


export type RegisterStationMutation = { registerStation: { id: string, kind: StationKind, ward: { code: string, name: string } | null, datastreams: Array<{ id: string, property: ObservedProperty, unit: string, averagingMinutes: number }> } | null };

export type SetObservationQualityMutationVariables = Exact<{
  datastream: string | number;
  at: string;
  quality: ObservationQuality;
  reason: string;
  clientMutationId?: string | null | undefined;
}>;


export type SetObservationQualityMutation = { setObservationQuality: ObservationFieldsFragment | null };

export type MyAirSensorsQueryVariables = Exact<{ [key: string]: never; }>;


export type MyAirSensorsQuery = { myAirSensors: Array<OwnAirSensorFieldsFragment> };

export type RegisterAirSensorMutationVariables = Exact<{
  input: AirSensorInput;
  clientMutationId?: string | null | undefined;
}>;


export type RegisterAirSensorMutation = { registerAirSensor: OwnAirSensorFieldsFragment | null };

export type RenewAirSensorTokenMutationVariables = Exact<{
  id: string | number;
  clientMutationId?: string | null | undefined;
}>;


export type RenewAirSensorTokenMutation = { renewAirSensorToken: OwnAirSensorFieldsFragment | null };

export type RemoveAirSensorMutationVariables = Exact<{
  id: string | number;
  clientMutationId?: string | null | undefined;
}>;


export type RemoveAirSensorMutation = { removeAirSensor: { id: string } | null };

export type SendAirSensorReadingsMutationVariables = Exact<{
  station: string | number;
  token?: string | null | undefined;
  input: IngestObservationsInput;
  clientMutationId?: string | null | undefined;
}>;


export type SendAirSensorReadingsMutation = { sendAirSensorReadings: { added: number, replaced: number, repeated: number, refused: number, refusals: Array<{ row: number, field: string, rule: IngestRule, message: string }> } | null };

export type AqiChangedSubscriptionVariables = Exact<{
  station: string | number;
  minLevel?: AqiLevel | null | undefined;
}>;


export type AqiChangedSubscription = { aqiChanged: AqiHourFieldsFragment | null };

export type GaugeCrossedSubscriptionVariables = Exact<{
  level: number;
  gauge?: string | number | null | undefined;
}>;


export type GaugeCrossedSubscription = { gaugeCrossed: { alarms: Array<{ alarm: number, from: number | null, levelM: number | null, at: string | null, text: string | null, gauge: { id: string, name: string, nameEn: string, water: string | null, lat: number, lon: number } }> } | null };

export type ReportMediaFieldsFragment = { id: string, url: string, thumbnailUrl: string, mediaType: string, width: number, height: number };

export type ReportAnswerFieldsFragment = { kind: ReportAnswerKind, text: string, answeredAt: string, agency: { id: string, name: string } | null, evidence: Array<{ kind: ReportEvidenceKind, reference: string | null, media: ReportMediaFieldsFragment | null }> };

export type ReportUpdateFieldsFragment = { id: string, version: number, kind: ReportUpdateKind, step: ReportStep | null, from: ReportState | null, to: ReportState | null, by: ReportAuthor, at: string, text: string | null, agency: { id: string, name: string } | null };

export type PublicReportCommentFieldsFragment = { id: string, text: string, alias: string | null, round: number | null, writtenAt: string, publishedAt: string };

export type ReportCommentFieldsFragment = { id: string, version: number, state: ReportCommentState, text: string | null, alias: string | null, own: boolean, reason: string | null, round: number | null, writtenAt: string, changedAt: string, publishedAt: string | null, report: { id: string, code: string, title: string } };

export type ReportFieldsFragment = { id: string, code: string, version: number, state: ReportState, mode: ReportMode, source: ReportSource, title: string, description: string, categoryCode: ReportCategoryCode, address: string | null, lat: number, lon: number, receivedAt: string, acceptedAt: string | null, dueAt: string | null, plannedFor: string | null, slaState: ReportSlaState, resolvedAt: string | null, publishedAt: string | null, closedAt: string | null, outcome: ReportOutcome | null, reopenings: number, reporterAlias: string | null, commentCount: number, followerCount: number, viewerFollows: boolean, category: { code: ReportCategoryCode, name: string, nameEn: string }, ward: { code: string, name: string } | null, agency: { id: string, name: string } | null, dueAtUnknown: { rule: string, year: number } | null, media: Array<ReportMediaFieldsFragment>, answer: ReportAnswerFieldsFragment | null, lastChange: { step: ReportStep, from: ReportState | null, to: ReportState, why: string | null, at: string } | null };

export type ReportDetailFieldsFragment = { rounds: Array<{ publishedAt: string, rating: ReportRatingLevel | null, ratedAt: string | null, reopened: boolean, answer: ReportAnswerFieldsFragment, comment: PublicReportCommentFieldsFragment | null }>, terms: Array<{ startedAt: string, dueAt: string | null, endedAt: string | null, workingDays: number, pauses: Array<{ from: string, to: string | null }>, skipped: Array<{ date: string, kind: ReportSkippedKind, name: string }> }>, updates: { nodes: Array<ReportUpdateFieldsFragment> } | null, comments: { nodes: Array<PublicReportCommentFieldsFragment> } | null };

export type PublicReportFieldsFragment = { id: string, code: string, version: number, state: ReportState, mode: ReportMode, source: ReportSource, title: string, description: string, categoryCode: ReportCategoryCode, address: string | null, lat: number, lon: number, receivedAt: string, acceptedAt: string | null, dueAt: string | null, plannedFor: string | null, slaState: ReportSlaState, resolvedAt: string | null, publishedAt: string | null, closedAt: string | null, outcome: ReportOutcome | null, reopenings: number, reporterAlias: string | null, commentCount: number, followerCount: number, category: { code: ReportCategoryCode, name: string, nameEn: string }, ward: { code: string, name: string } | null, agency: { id: string, name: string } | null, dueAtUnknown: { rule: string, year: number } | null, media: Array<ReportMediaFieldsFragment>, answer: ReportAnswerFieldsFragment | null, lastChange: { step: ReportStep, from: ReportState | null, to: ReportState, why: string | null, at: string } | null };

export type PublicReportDetailFieldsFragment = { rounds: Array<{ publishedAt: string, rating: ReportRatingLevel | null, ratedAt: string | null, reopened: boolean, answer: ReportAnswerFieldsFragment, comment: PublicReportCommentFieldsFragment | null }>, terms: Array<{ startedAt: string, dueAt: string | null, endedAt: string | null, workingDays: number, pauses: Array<{ from: string, to: string | null }>, skipped: Array<{ date: string, kind: ReportSkippedKind, name: string }> }>, updates: { nodes: Array<ReportUpdateFieldsFragment> } | null, comments: { nodes: Array<PublicReportCommentFieldsFragment> } | null };

export type ReportShareFieldsFragment = { count: number, of: number, share: number | null, lowerBound: number | null, shareUnknown: ReportShareUnknown | null };

export type ReportFigureFieldsFragment = { sent: number, waiting: number, rejected: number, withdrawn: number, duplicate: number, ratedSatisfied: number, ratedAccepted: number, eligible: ReportShareFieldsFragment, handled: ReportShareFieldsFragment, fixed: ReportShareFieldsFragment, unable: ReportShareFieldsFragment, onTime: ReportShareFieldsFragment, rated: ReportShareFieldsFragment, satisfied: ReportShareFieldsFragment, notAccepted: ReportShareFieldsFragment, reopened: ReportShareFieldsFragment, closed: ReportShareFieldsFragment, disputed: ReportShareFieldsFragment, unconfirmed: ReportShareFieldsFragment, answers: { given: number, handlingTime: { measured: number, median: { days: number, hours: number } | null, p90: { days: number, hours: number } | null } } };

export type ReportCategoriesQueryVariables = Exact<{ [key: string]: never; }>;


export type ReportCategoriesQuery = { reportCategories: Array<{ code: ReportCategoryCode, name: string, nameEn: string, workingDays: number, defaultAgency: { id: string, name: string } | null }> | null };

export type ReportQueryVariables = Exact<{
  id?: string | number | null | undefined;
  code?: string | null | undefined;
  private?: boolean;
}>;


export type ReportQuery = { report: (
    { mediaLink?: string | null, duplicateOf: { id: string, code: string } | null, exactPosition?: { lat: number, lon: number } | null, infoThread?: { nodes: Array<ReportUpdateFieldsFragment> } | null }
    & ReportFieldsFragment
    & ReportDetailFieldsFragment
  ) | null };

export type ReportByTokenQueryVariables = Exact<{
  token: string;
}>;


export type ReportByTokenQuery = { reportByToken: ReportFieldsFragment | null };

export type ReportsQueryVariables = Exact<{
  filter?: ReportFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ReportsQuery = { reports: { nodes: Array<ReportFieldsFragment>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type ReportsNearQueryVariables = Exact<{
  lat: number;
  lon: number;
  radiusM: number;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ReportsNearQuery = { reportsNear: { edges: Array<{ distanceM: number, node: ReportFieldsFragment }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type SearchReportsQueryVariables = Exact<{
  text: string;
  filter?: ReportFilter | null | undefined;
  near?: ReportNearInput | null | undefined;
  order?: ReportSearchOrder;
  highlights?: boolean;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SearchReportsQuery = { searchReports: { edges: Array<{ distanceM: number | null, node: ReportFieldsFragment, highlights?: Array<{ field: ReportTextField, pieces: Array<{ text: string, hit: boolean }> }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type FollowedReportsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type FollowedReportsQuery = { followedReports: { nodes: Array<ReportFieldsFragment>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type DuplicatesOfQueryVariables = Exact<{
  draft: ReportDraftInput;
}>;


export type DuplicatesOfQuery = { duplicatesOf: Array<{ distanceM: number, likeness: number | null, report: ReportFieldsFragment }> | null };

export type PublicReportQueryVariables = Exact<{
  id?: string | number | null | undefined;
  code?: string | null | undefined;
}>;


export type PublicReportQuery = { publicReport: (
    PublicReportFieldsFragment
    & PublicReportDetailFieldsFragment
  ) | null };

export type PublicReportsByCodeQueryVariables = Exact<{
  codes: Array<string> | string;
}>;


export type PublicReportsByCodeQuery = { publicReportsByCode: Array<PublicReportFieldsFragment | null> | null };

export type PublicReportsQueryVariables = Exact<{
  filter?: PublicReportFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type PublicReportsQuery = { publicReports: { nodes: Array<PublicReportFieldsFragment>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type PublicReportsNearQueryVariables = Exact<{
  lat: number;
  lon: number;
  radiusM: number;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type PublicReportsNearQuery = { publicReportsNear: { edges: Array<{ distanceM: number, node: PublicReportFieldsFragment }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type SearchPublicReportsQueryVariables = Exact<{
  text: string;
  filter?: ReportFilter | null | undefined;
  near?: ReportNearInput | null | undefined;
  order?: ReportSearchOrder;
  highlights?: boolean;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SearchPublicReportsQuery = { searchPublicReports: { edges: Array<{ distanceM: number | null, node: PublicReportFieldsFragment, highlights?: Array<{ field: ReportTextField, pieces: Array<{ text: string, hit: boolean }> }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type MyReportCommentsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MyReportCommentsQuery = { myReportComments: { nodes: Array<ReportCommentFieldsFragment>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type ReportClustersQueryVariables = Exact<{
  categoryCode?: ReportCategoryCode | null | undefined;
  wardCode?: string | null | undefined;
  since?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ReportClustersQuery = { reportClusters: { nodes: Array<{ id: string, version: number, categoryCode: ReportCategoryCode, lat: number, lon: number, radiusM: number, reportCount: number, firstAt: string, lastAt: string, detectedAt: string, category: { code: ReportCategoryCode, name: string, nameEn: string }, ward: { code: string, name: string } | null, reports: Array<{ id: string, code: string, title: string, state: ReportState }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type ReportStatsQueryVariables = Exact<{
  by?: ReportStatsDimension | null | undefined;
  filter?: ReportStatsFilter | null | undefined;
  from?: string | null | undefined;
  to?: string | null | undefined;
}>;


export type ReportStatsQuery = { reportStats: { from: string | null, to: string | null, asOf: string, figures: ReportFigureFieldsFragment, backlog: { open: number, overdue: number }, groups: Array<{ month: string | null, agency: { id: string, name: string } | null, category: { code: ReportCategoryCode, name: string } | null, ward: { code: string, name: string } | null, figures: ReportFigureFieldsFragment, backlog: { open: number, overdue: number } | null }> } | null };

export type CreateUploadMutationVariables = Exact<{
  kind: UploadKind;
  bytes: number;
  sha256: string;
  clientMutationId?: string | null | undefined;
}>;


export type CreateUploadMutation = { createUpload: { id: string, url: string, expiresAt: string } | null };

export type CreateReportMutationVariables = Exact<{
  input: CreateReportInput;
  asApp?: boolean;
  clientMutationId?: string | null | undefined;
}>;


export type CreateReportMutation = { createReport: (
    { claimToken?: string | null }
    & ReportFieldsFragment
  ) | null };

export type ClaimReportMutationVariables = Exact<{
  token: string;
  clientMutationId?: string | null | undefined;
}>;


export type ClaimReportMutation = { claimReport: ReportFieldsFragment | null };

export type WithdrawReportMutationVariables = Exact<{
  id: string | number;
  expectedVersion?: number | null | undefined;
  clientMutationId?: string | null | undefined;
}>;


export type WithdrawReportMutation = { withdrawReport: ReportFieldsFragment | null };

export type AnswerReportInfoMutationVariables = Exact<{
  id: string | number;
  answer?: string | null | undefined;
  expectedVersion?: number | null | undefined;
  clientMutationId?: string | null | undefined;
}>;


export type AnswerReportInfoMutation = { answerReportInfo: ReportFieldsFragment | null };

export type RateReportMutationVariables = Exact<{
  id: string | number;
  level: ReportRatingLevel;
  reopen?: boolean;
  comment?: string | null | undefined;
  expectedVersion?: number | null | undefined;
  clientMutationId?: string | null | undefined;
}>;


export type RateReportMutation = { rateReport: ReportFieldsFragment | null };

export type HideReporterNameMutationVariables = Exact<{
  id: string | number;
  expectedVersion?: number | null | undefined;
  clientMutationId?: string | null | undefined;
}>;


export type HideReporterNameMutation = { hideReporterName: ReportFieldsFragment | null };

export type FollowReportMutationVariables = Exact<{
  id: string | number;
  clientMutationId?: string | null | undefined;
}>;


export type FollowReportMutation = { followReport: ReportFieldsFragment | null };

export type UnfollowReportMutationVariables = Exact<{
  id: string | number;
  clientMutationId?: string | null | undefined;
}>;


export type UnfollowReportMutation = { unfollowReport: ReportFieldsFragment | null };

export type CommentReportMutationVariables = Exact<{
  id: string | number;
  text: string;
  alias?: string | null | undefined;
  clientMutationId?: string | null | undefined;
}>;


export type CommentReportMutation = { commentReport: ReportCommentFieldsFragment | null };

export type EditReportCommentMutationVariables = Exact<{
  id: string | number;
  text: string;
  alias?: string | null | undefined;
  expectedVersion: number;
  clientMutationId?: string | null | undefined;
}>;


export type EditReportCommentMutation = { editReportComment: ReportCommentFieldsFragment | null };

export type WithdrawReportCommentMutationVariables = Exact<{
  id: string | number;
  expectedVersion?: number | null | undefined;
  clientMutationId?: string | null | undefined;
}>;


export type WithdrawReportCommentMutation = { withdrawReportComment: ReportCommentFieldsFragment | null };

export type ReportChangedSubscriptionVariables = Exact<{
  id: string | number;
}>;


export type ReportChangedSubscription = { reportChanged: ReportFieldsFragment | null };

export type PublicReportChangedSubscriptionVariables = Exact<{
  id: string | number;
}>;


export type PublicReportChangedSubscription = { publicReportChanged: PublicReportFieldsFragment | null };

export type FollowedReportsChangedSubscriptionVariables = Exact<{
  first?: number;
}>;


export type FollowedReportsChangedSubscription = { followedReportsChanged:
    | { __typename: 'FollowedReportListChanged', node: ReportFieldsFragment }
    | { __typename: 'FollowedReportListEntered', node: ReportFieldsFragment }
    | { __typename: 'FollowedReportListLeft', id: string, version: number }
    | { __typename: 'FollowedReportListSnapshot', complete: boolean, endCursor: string | null, nodes: Array<ReportFieldsFragment> }
   | null };

export type ReportsInSubscriptionVariables = Exact<{
  area: ReportAreaInput;
  first?: number;
}>;


export type ReportsInSubscription = { reportsIn:
    | { __typename: 'PublicReportListChanged', node: PublicReportFieldsFragment }
    | { __typename: 'PublicReportListEntered', node: PublicReportFieldsFragment }
    | { __typename: 'PublicReportListLeft', id: string, version: number }
    | { __typename: 'PublicReportListSnapshot', complete: boolean, endCursor: string | null, nodes: Array<PublicReportFieldsFragment> }
   | null };

export type CreateStreamTicketMutationVariables = Exact<{
  clientMutationId?: string | null | undefined;
}>;


export type CreateStreamTicketMutation = { createStreamTicket: { ticket: string, openUntil: string, resumeUntil: string } | null };

export type RenewStreamMutationVariables = Exact<{
  stream: string | number;
  token: string;
  clientMutationId?: string | null | undefined;
}>;


export type RenewStreamMutation = { renewStream: { stream: string, expiresAt: string } | null };

export type MoveAreaMutationVariables = Exact<{
  stream: string | number;
  bbox?: GeoBoxInput | null | undefined;
  ward?: string | null | undefined;
  clientMutationId?: string | null | undefined;
}>;


export type MoveAreaMutation = { moveArea: { stream: string } | null };

export type VendorPlanFieldsFragment = { code: VendorPlanCode, name: string, about: string, unitsPerDay: number, requestsPerSecond: number };

export type VendorFieldsFragment = { id: string, name: string, website: string | null, registeredAt: string, version: number };

export type VendorAppFieldsFragment = { id: string, name: string, about: string, state: VendorAppState, suspendedFor: string | null, version: number, scopes: Array<string>, listedOnly: boolean, registeredAt: string, plan: VendorPlanFieldsFragment, vendor: { id: string, name: string } };

export type ApiKeyFieldsFragment = { id: string, name: string, scopes: Array<string>, sandbox: boolean, state: ApiKeyState, createdAt: string, expiresAt: string };

export type OwnVendorAppFieldsFragment = { keys: { nodes: Array<ApiKeyFieldsFragment> } | null, usage: { day: string, used: number, unitsPerDay: number } | null, documents: { nodes: Array<{ id: string, name: string | null, kind: AppDocumentKind, cost: number, deprecated: Array<string>, registeredAt: string }> } | null };

export type VendorPlansQueryVariables = Exact<{ [key: string]: never; }>;


export type VendorPlansQuery = { vendorPlans: Array<VendorPlanFieldsFragment> };

export type VendorQueryVariables = Exact<{
  id: string | number;
}>;


export type VendorQuery = { vendor: (
    { apps: { nodes: Array<VendorAppFieldsFragment> } }
    & VendorFieldsFragment
  ) | null };

export type VendorsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type VendorsQuery = { vendors: { nodes: Array<VendorFieldsFragment>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type VendorAppQueryVariables = Exact<{
  id: string | number;
  own?: boolean;
}>;


export type VendorAppQuery = { vendorApp: VendorAppFieldsFragment & { keys?: { nodes: Array<ApiKeyFieldsFragment> } | null, usage?: { day: string, used: number, unitsPerDay: number } | null, documents?: { nodes: Array<{ id: string, name: string | null, kind: AppDocumentKind, cost: number, deprecated: Array<string>, registeredAt: string }> } | null } | null };

export type VendorAppsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type VendorAppsQuery = { vendorApps: { nodes: Array<VendorAppFieldsFragment>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type MyVendorsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MyVendorsQuery = { myVendors: { nodes: Array<(
      { contact: { name: string, email: string, phone: string | null } | null, apps: { nodes: Array<{ id: string, name: string, state: VendorAppState, version: number, scopes: Array<string>, listedOnly: boolean }> } }
      & VendorFieldsFragment
    )>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type ThisAppQueryVariables = Exact<{ [key: string]: never; }>;


export type ThisAppQuery = { thisApp: VendorAppFieldsFragment | null };

export type RegisterVendorMutationVariables = Exact<{
  input: VendorInput;
  clientMutationId?: string | null | undefined;
}>;


export type RegisterVendorMutation = { registerVendor: VendorFieldsFragment | null };

export type UpdateVendorMutationVariables = Exact<{
  id: string | number;
  input: VendorInput;
  expectedVersion: number;
  clientMutationId?: string | null | undefined;
}>;


export type UpdateVendorMutation = { updateVendor: VendorFieldsFragment | null };

export type RegisterVendorAppMutationVariables = Exact<{
  vendorId: string | number;
  input: VendorAppInput;
  clientMutationId?: string | null | undefined;
}>;


export type RegisterVendorAppMutation = { registerVendorApp: VendorAppFieldsFragment | null };

export type UpdateVendorAppMutationVariables = Exact<{
  id: string | number;
  input: VendorAppInput;
  expectedVersion: number;
  clientMutationId?: string | null | undefined;
}>;


export type UpdateVendorAppMutation = { updateVendorApp: VendorAppFieldsFragment | null };

export type LaunchVendorAppMutationVariables = Exact<{
  id: string | number;
  expectedVersion?: number | null | undefined;
  clientMutationId?: string | null | undefined;
}>;


export type LaunchVendorAppMutation = { launchVendorApp: VendorAppFieldsFragment | null };

export type SetVendorAppDocumentsMutationVariables = Exact<{
  id: string | number;
  listedOnly: boolean;
  expectedVersion?: number | null | undefined;
  clientMutationId?: string | null | undefined;
}>;


export type SetVendorAppDocumentsMutation = { setVendorAppDocuments: VendorAppFieldsFragment | null };

export type RemoveAppDocumentsMutationVariables = Exact<{
  appId: string | number;
  ids: Array<string | number> | string | number;
  clientMutationId?: string | null | undefined;
}>;


export type RemoveAppDocumentsMutation = { removeAppDocuments: VendorAppFieldsFragment | null };

export type StartConformanceRunMutationVariables = Exact<{
  appId: string | number;
  clientMutationId?: string | null | undefined;
}>;


export type StartConformanceRunMutation = { startConformanceRun: { id: string, state: ConformanceRunState, endsAt: string } | null };

export type FinishConformanceRunMutationVariables = Exact<{
  id: string | number;
  clientMutationId?: string | null | undefined;
}>;


export type FinishConformanceRunMutation = { finishConformanceRun: { id: string, state: ConformanceRunState } | null };

export type ConformanceRunQueryVariables = Exact<{
  id: string | number;
  own?: boolean;
}>;


export type ConformanceRunQuery = { conformanceRun: { id: string, state: ConformanceRunState, startedAt: string, endsAt: string, judgedAt: string | null, items: Array<{ check: ConformanceCheck, verdict: ConformanceVerdict, requests?: Array<{ requestId: string, operationName: string | null, at: string, note: string | null }> | null }> } | null };

export type CreateApiKeyMutationVariables = Exact<{
  appId: string | number;
  input: ApiKeyInput;
  clientMutationId?: string | null | undefined;
}>;


export type CreateApiKeyMutation = { createApiKey: { secret: string | null, key: ApiKeyFieldsFragment } | null };

export type RotateApiKeyMutationVariables = Exact<{
  id: string | number;
  overlapHours?: number;
  clientMutationId?: string | null | undefined;
}>;


export type RotateApiKeyMutation = { rotateApiKey: { secret: string | null, key: ApiKeyFieldsFragment } | null };

export type RevokeApiKeyMutationVariables = Exact<{
  id: string | number;
  clientMutationId?: string | null | undefined;
}>;


export type RevokeApiKeyMutation = { revokeApiKey: ApiKeyFieldsFragment | null };

export type VendorAppChangedSubscriptionVariables = Exact<{
  id: string | number;
}>;


export type VendorAppChangedSubscription = { vendorAppChanged: VendorAppFieldsFragment };

export type QuotaWarningSubscriptionVariables = Exact<{
  appId: string | number;
}>;


export type QuotaWarningSubscription = { quotaWarning: { day: string, percent: number, used: number, unitsPerDay: number, at: string, app: { id: string, name: string } } | null };
