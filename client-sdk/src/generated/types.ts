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

/** What a day of the working calendar is. */
export type CalendarKind =
  /** Public holiday or the day off given for one on a weekend (nghỉ lễ, nghỉ bù). */
  | 'HOLIDAY'
  /** A weekday off that another day makes up for (nghỉ hoán đổi). */
  | 'SWAP_OFF'
  /** A Saturday or Sunday at work that makes up for a swapped day (làm bù). */
  | 'SWAP_WORK';

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

/** How to reach the reporter. */
export type ReportContactInput = {
  /** E-mail address, at most 254 characters. */
  email?: string | null | undefined;
  /** Name, at most 100 characters; that of your account when left out. */
  name?: string | null | undefined;
  /** Phone number: 9 to 15 digits, with or without a leading +. */
  phone?: string | null | undefined;
};

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

/** Whether a station reports. */
export type StationState =
  /** More than 24 hours ago, or never. */
  | 'OFFLINE'
  /** Its last averaging time ended within two hours. */
  | 'ONLINE'
  /** More than two hours ago. */
  | 'STALE';

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
  /** Keeps to what the hub asks of apps. */
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

export type WardAtQueryVariables = Exact<{
  lat: number;
  lon: number;
}>;


export type WardAtQuery = { wardAt: { code: string, name: string, fullName: string, agency: { id: string, name: string } | null } | null };

export type WorkingDueQueryVariables = Exact<{
  from: string;
  days: number;
}>;


export type WorkingDueQuery = { workingDue: { dueAt: string, skipped: Array<{ date: string, kind: CalendarKind, name: string }> } | null };

export type ActiveAlertsQueryVariables = Exact<{
  where?: AlertWhereInput | null | undefined;
  at?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  language?: AlertLanguage;
}>;


export type ActiveAlertsQuery = { activeAlerts: { nodes: Array<{ id: string, version: number, state: AlertThreadState, holdsFrom: string, expires: string, head: { id: string, severity: AlertSeverity, urgency: AlertUrgency, riskLevel: number | null, riskColour: AlertRiskColour | null, text: { event: string, headline: string, description: string, instruction: string | null } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type AlertThreadQueryVariables = Exact<{
  id: string | number;
  language?: AlertLanguage;
}>;


export type AlertThreadQuery = { alertThread: { id: string, version: number, state: AlertThreadState, startedAt: string, holdsFrom: string, expires: string, endedAt: string | null, messages: Array<{ id: string, reference: string | null, messageType: AlertMessageType, sent: string | null, severity: AlertSeverity, text: { headline: string, description: string, instruction: string | null }, areas: Array<{ description: string, polygons: Array<string>, circles: Array<string> }> }> } | null };

export type AlertsForSubscriptionVariables = Exact<{
  where: AlertWhereInput;
  first?: number;
  language?: AlertLanguage;
}>;


export type AlertsForSubscription = { alertsFor:
    | { __typename: 'ActiveAlertListChanged', node: { id: string, version: number, state: AlertThreadState, head: { severity: AlertSeverity, text: { headline: string } } } }
    | { __typename: 'ActiveAlertListEntered', node: { id: string, version: number, state: AlertThreadState, head: { severity: AlertSeverity, text: { headline: string } } } }
    | { __typename: 'ActiveAlertListLeft', id: string, version: number, state: AlertThreadState }
    | { __typename: 'ActiveAlertListSnapshot', complete: boolean, endCursor: string | null, nodes: Array<{ id: string, version: number, state: AlertThreadState, head: { severity: AlertSeverity, text: { headline: string } } }> }
   | null };

export type ReceiveAlertMutationVariables = Exact<{
  input: ReceivedAlertInput;
  clientMutationId?: string | null | undefined;
}>;


export type ReceiveAlertMutation = { receiveAlert: { reference: string, state: AlertDraftState | null, receivedAt: string, replies: Array<{ kind: AlertReplyKind, sender: string, note: string | null }> } | null };

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { me: { id: string, displayName: string | null, vneidLevel: number, identity: { level: number, name: string, allows: Array<string> }, account: { state: AccountState, notBefore: string | null } } | null };

export type MyProfileQueryVariables = Exact<{ [key: string]: never; }>;


export type MyProfileQuery = { me: { id: string, profile: { fullName: string | null, sex: CitizenSex | null, birthDate: string | null, cccd: string | null, phone: string | null, email: string | null, address: string | null, version: number, changedAt: string | null } } | null };

export type UpdateProfileMutationVariables = Exact<{
  input: CitizenProfileInput;
  expectedVersion: number;
  clientMutationId?: string | null | undefined;
}>;


export type UpdateProfileMutation = { updateProfile: { version: number, changedAt: string | null } | null };

export type EndMySessionsMutationVariables = Exact<{
  clientMutationId?: string | null | undefined;
}>;


export type EndMySessionsMutation = { endMySessions: { notBefore: string | null } | null };

export type AccessLogQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AccessLogQuery = { accessLog: { nodes: Array<{ id: string, at: string, area: string, entity: string, entityId: string, fields: Array<string>, purpose: string, who: { role: string, agency: { id: string, name: string } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type ConsentPurposesQueryVariables = Exact<{ [key: string]: never; }>;


export type ConsentPurposesQuery = { consentPurposes: Array<{ code: string, name: string, about: string, scopes: Array<string>, recipient: ConsentRecipientKind | null, isSensitive: boolean, isPublication: boolean }> };

export type ConsentCoreFragment = { id: string, scope: Array<string>, recipientId: string | null, subjectId: string, capacity: ConsentCapacity, grantedAt: string, withdrawnAt: string | null, agreedScope: Array<string>, missing: Array<ConsentCapacity>, purpose: { code: string, name: string } };

export type MyConsentsQueryVariables = Exact<{
  childId?: string | number | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MyConsentsQuery = { myConsents: { nodes: Array<{ id: string, scope: Array<string>, recipientId: string | null, subjectId: string, capacity: ConsentCapacity, grantedAt: string, withdrawnAt: string | null, agreedScope: Array<string>, missing: Array<ConsentCapacity>, purpose: { code: string, name: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type GrantConsentMutationVariables = Exact<{
  input: ConsentInput;
  childId?: string | number | null | undefined;
  clientMutationId?: string | null | undefined;
}>;


export type GrantConsentMutation = { grantConsent: { id: string, scope: Array<string>, recipientId: string | null, subjectId: string, capacity: ConsentCapacity, grantedAt: string, withdrawnAt: string | null, agreedScope: Array<string>, missing: Array<ConsentCapacity>, purpose: { code: string, name: string } } | null };

export type WithdrawConsentMutationVariables = Exact<{
  purpose: string | number;
  recipientId?: string | number | null | undefined;
  childId?: string | number | null | undefined;
  clientMutationId?: string | null | undefined;
}>;


export type WithdrawConsentMutation = { withdrawConsent: { id: string, scope: Array<string>, recipientId: string | null, subjectId: string, capacity: ConsentCapacity, grantedAt: string, withdrawnAt: string | null, agreedScope: Array<string>, missing: Array<ConsentCapacity>, purpose: { code: string, name: string } } | null };

export type GuardianLinkCoreFragment = { id: string, guardianId: string, childId: string, relation: GuardianRelation, state: GuardianLinkState, version: number, isInForce: boolean, validFrom: string | null, validTo: string | null, verifier: { kind: GuardianLinkVerifierKind, id: string } };

export type MyGuardianLinksQueryVariables = Exact<{
  as?: GuardianLinkSide;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MyGuardianLinksQuery = { myGuardianLinks: { nodes: Array<{ id: string, guardianId: string, childId: string, relation: GuardianRelation, state: GuardianLinkState, version: number, isInForce: boolean, validFrom: string | null, validTo: string | null, verifier: { kind: GuardianLinkVerifierKind, id: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type RequestGuardianLinkMutationVariables = Exact<{
  input: GuardianLinkInput;
  clientMutationId?: string | null | undefined;
}>;


export type RequestGuardianLinkMutation = { requestGuardianLink: { id: string, guardianId: string, childId: string, relation: GuardianRelation, state: GuardianLinkState, version: number, isInForce: boolean, validFrom: string | null, validTo: string | null, verifier: { kind: GuardianLinkVerifierKind, id: string } } | null };

export type EndGuardianLinkMutationVariables = Exact<{
  id: string | number;
  reason: string;
  expectedVersion?: number | null | undefined;
  clientMutationId?: string | null | undefined;
}>;


export type EndGuardianLinkMutation = { endGuardianLink: { id: string, guardianId: string, childId: string, relation: GuardianRelation, state: GuardianLinkState, version: number, isInForce: boolean, validFrom: string | null, validTo: string | null, verifier: { kind: GuardianLinkVerifierKind, id: string } } | null };

export type DataRequestCoreFragment = { id: string, kind: DataRequestKind, state: DataRequestState, version: number, receivedAt: string, answerDueAt: string | null, dueAt: string, isOverdue: boolean, closedAt: string | null, awaited: Array<string>, copyUntil: string | null, areas: Array<{ area: string, doneAt: string }>, lastChange: { step: string, from: DataRequestState | null, to: DataRequestState, at: string } };

export type MyDataRequestsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MyDataRequestsQuery = { myDataRequests: { nodes: Array<{ id: string, kind: DataRequestKind, state: DataRequestState, version: number, receivedAt: string, answerDueAt: string | null, dueAt: string, isOverdue: boolean, closedAt: string | null, awaited: Array<string>, copyUntil: string | null, areas: Array<{ area: string, doneAt: string }>, lastChange: { step: string, from: DataRequestState | null, to: DataRequestState, at: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type DataRequestQueryVariables = Exact<{
  id: string | number;
}>;


export type DataRequestQuery = { dataRequest: { details: string | null, answer: string | null, extensionReason: string | null, id: string, kind: DataRequestKind, state: DataRequestState, version: number, receivedAt: string, answerDueAt: string | null, dueAt: string, isOverdue: boolean, closedAt: string | null, awaited: Array<string>, copyUntil: string | null, areas: Array<{ area: string, doneAt: string }>, lastChange: { step: string, from: DataRequestState | null, to: DataRequestState, at: string } } | null };

export type RequestDataMutationVariables = Exact<{
  kind: DataRequestKind;
  details?: string | null | undefined;
  clientMutationId?: string | null | undefined;
}>;


export type RequestDataMutation = { requestData: { id: string, kind: DataRequestKind, state: DataRequestState, version: number, receivedAt: string, answerDueAt: string | null, dueAt: string, isOverdue: boolean, closedAt: string | null, awaited: Array<string>, copyUntil: string | null, areas: Array<{ area: string, doneAt: string }>, lastChange: { step: string, from: DataRequestState | null, to: DataRequestState, at: string } } | null };

export type DataRequestChangedSubscriptionVariables = Exact<{
  id: string | number;
}>;


export type DataRequestChangedSubscription = { dataRequestChanged: { answer: string | null, extensionReason: string | null, id: string, kind: DataRequestKind, state: DataRequestState, version: number, receivedAt: string, answerDueAt: string | null, dueAt: string, isOverdue: boolean, closedAt: string | null, awaited: Array<string>, copyUntil: string | null, areas: Array<{ area: string, doneAt: string }>, lastChange: { step: string, from: DataRequestState | null, to: DataRequestState, at: string } } | null };

export type AirNowQueryVariables = Exact<{
  lat: number;
  lon: number;
}>;


export type AirNowQuery = { airNow: { aqi: number | null, level: AqiLevel | null, levelName: string | null, colour: string | null, dominant: Pollutant | null, hour: string | null, reason: AqiReason | null, distanceM: number | null, station: { id: string, name: string } | null } };

export type WaterGaugesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type WaterGaugesQuery = { waterGauges: { nodes: Array<{ id: string, name: string, water: string | null, levelM: number | null, measuredAt: string | null, text: string | null, alarm: number | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ObservationSeriesQueryVariables = Exact<{
  datastream: string | number;
  from: string;
  to: string;
  step?: SeriesStep | null | undefined;
  maxPoints?: number | null | undefined;
}>;


export type ObservationSeriesQuery = { observationSeries: { datastream: { unit: string, property: ObservedProperty }, points: Array<{ at: string, mean: number, min: number, max: number, count: number }> } | null };

export type AqiChangedSubscriptionVariables = Exact<{
  station: string | number;
  minLevel?: AqiLevel | null | undefined;
}>;


export type AqiChangedSubscription = { aqiChanged: { hour: string, aqi: number | null, level: AqiLevel | null, levelName: string | null, colour: string | null, dominant: Pollutant | null, reason: AqiReason | null } | null };

export type GaugeCrossedSubscriptionVariables = Exact<{
  level: number;
  gauge?: string | number | null | undefined;
}>;


export type GaugeCrossedSubscription = { gaugeCrossed: { alarms: Array<{ alarm: number, from: number | null, levelM: number | null, at: string | null, text: string | null, gauge: { id: string, name: string, water: string | null } }> } | null };

export type IngestObservationsMutationVariables = Exact<{
  input: IngestObservationsInput;
  clientMutationId?: string | null | undefined;
}>;


export type IngestObservationsMutation = { ingestObservations: { batchId: string, added: number, replaced: number, repeated: number, suspect: number, invalid: number, refused: number, refusals: Array<{ row: number, field: string, rule: IngestRule, message: string }> } | null };

export type MyAirSensorsQueryVariables = Exact<{ [key: string]: never; }>;


export type MyAirSensorsQuery = { myAirSensors: Array<{ label: string | null, contact: string | null, token: string | null, registeredAt: string, station: { id: string, name: string, lat: number, lon: number, state: StationState, datastreams: Array<{ id: string, property: ObservedProperty }> }, exactPosition: { lat: number, lon: number } | null }> };

export type RegisterAirSensorMutationVariables = Exact<{
  input: AirSensorInput;
  clientMutationId?: string | null | undefined;
}>;


export type RegisterAirSensorMutation = { registerAirSensor: { label: string | null, contact: string | null, token: string | null, registeredAt: string, station: { id: string, name: string, lat: number, lon: number, state: StationState, datastreams: Array<{ id: string, property: ObservedProperty }> }, exactPosition: { lat: number, lon: number } | null } | null };

export type RenewAirSensorTokenMutationVariables = Exact<{
  id: string | number;
  clientMutationId?: string | null | undefined;
}>;


export type RenewAirSensorTokenMutation = { renewAirSensorToken: { label: string | null, contact: string | null, token: string | null, registeredAt: string, station: { id: string, name: string, lat: number, lon: number, state: StationState, datastreams: Array<{ id: string, property: ObservedProperty }> }, exactPosition: { lat: number, lon: number } | null } | null };

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

export type OwnAirSensorFragment = { label: string | null, contact: string | null, token: string | null, registeredAt: string, station: { id: string, name: string, lat: number, lon: number, state: StationState, datastreams: Array<{ id: string, property: ObservedProperty }> }, exactPosition: { lat: number, lon: number } | null };

export type ReportCoreFragment = { id: string, code: string, state: ReportState, version: number, title: string, categoryCode: ReportCategoryCode, lat: number, lon: number, receivedAt: string, dueAt: string | null, slaState: ReportSlaState, ward: { code: string, name: string } | null, agency: { id: string, name: string } | null };

export type ReportQueryVariables = Exact<{
  id?: string | number | null | undefined;
  code?: string | null | undefined;
}>;


export type ReportQuery = { report: { description: string, address: string | null, id: string, code: string, state: ReportState, version: number, title: string, categoryCode: ReportCategoryCode, lat: number, lon: number, receivedAt: string, dueAt: string | null, slaState: ReportSlaState, lastChange: { step: ReportStep, from: ReportState | null, to: ReportState, why: string | null, at: string } | null, ward: { code: string, name: string } | null, agency: { id: string, name: string } | null } | null };

export type ReportsQueryVariables = Exact<{
  filter?: ReportFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ReportsQuery = { reports: { nodes: Array<{ id: string, code: string, state: ReportState, version: number, title: string, categoryCode: ReportCategoryCode, lat: number, lon: number, receivedAt: string, dueAt: string | null, slaState: ReportSlaState, ward: { code: string, name: string } | null, agency: { id: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type CreateReportMutationVariables = Exact<{
  input: CreateReportInput;
  clientMutationId?: string | null | undefined;
}>;


export type CreateReportMutation = { createReport: { id: string, code: string, state: ReportState, version: number, title: string, categoryCode: ReportCategoryCode, lat: number, lon: number, receivedAt: string, dueAt: string | null, slaState: ReportSlaState, ward: { code: string, name: string } | null, agency: { id: string, name: string } | null } | null };

export type ReportByTokenQueryVariables = Exact<{
  token: string;
}>;


export type ReportByTokenQuery = { reportByToken: { id: string, code: string, state: ReportState, version: number, title: string, categoryCode: ReportCategoryCode, lat: number, lon: number, receivedAt: string, dueAt: string | null, slaState: ReportSlaState, ward: { code: string, name: string } | null, agency: { id: string, name: string } | null } | null };

export type ClaimReportMutationVariables = Exact<{
  token: string;
  clientMutationId?: string | null | undefined;
}>;


export type ClaimReportMutation = { claimReport: { id: string, code: string, state: ReportState, version: number, title: string, categoryCode: ReportCategoryCode, lat: number, lon: number, receivedAt: string, dueAt: string | null, slaState: ReportSlaState, ward: { code: string, name: string } | null, agency: { id: string, name: string } | null } | null };

export type RateReportMutationVariables = Exact<{
  id: string | number;
  level: ReportRatingLevel;
  reopen?: boolean;
  clientMutationId?: string | null | undefined;
}>;


export type RateReportMutation = { rateReport: { outcome: ReportOutcome | null, id: string, code: string, state: ReportState, version: number, title: string, categoryCode: ReportCategoryCode, lat: number, lon: number, receivedAt: string, dueAt: string | null, slaState: ReportSlaState, ward: { code: string, name: string } | null, agency: { id: string, name: string } | null } | null };

export type ReportChangedSubscriptionVariables = Exact<{
  id: string | number;
}>;


export type ReportChangedSubscription = { reportChanged: { id: string, code: string, state: ReportState, version: number, title: string, categoryCode: ReportCategoryCode, lat: number, lon: number, receivedAt: string, dueAt: string | null, slaState: ReportSlaState, lastChange: { step: ReportStep, from: ReportState | null, to: ReportState, why: string | null, at: string } | null, ward: { code: string, name: string } | null, agency: { id: string, name: string } | null } | null };

export type PublicReportCoreFragment = { id: string, code: string, state: ReportState, version: number, title: string, categoryCode: ReportCategoryCode, lat: number, lon: number, receivedAt: string, dueAt: string | null, slaState: ReportSlaState, ward: { code: string, name: string } | null, agency: { id: string, name: string } | null, lastChange: { step: ReportStep, from: ReportState | null, to: ReportState, why: string | null, at: string } | null };

export type PublicReportQueryVariables = Exact<{
  id?: string | number | null | undefined;
  code?: string | null | undefined;
}>;


export type PublicReportQuery = { publicReport: { description: string, address: string | null, outcome: ReportOutcome | null, id: string, code: string, state: ReportState, version: number, title: string, categoryCode: ReportCategoryCode, lat: number, lon: number, receivedAt: string, dueAt: string | null, slaState: ReportSlaState, answer: { kind: ReportAnswerKind, text: string, answeredAt: string } | null, ward: { code: string, name: string } | null, agency: { id: string, name: string } | null, lastChange: { step: ReportStep, from: ReportState | null, to: ReportState, why: string | null, at: string } | null } | null };

export type PublicReportsQueryVariables = Exact<{
  filter?: PublicReportFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type PublicReportsQuery = { publicReports: { nodes: Array<{ id: string, code: string, state: ReportState, version: number, title: string, categoryCode: ReportCategoryCode, lat: number, lon: number, receivedAt: string, dueAt: string | null, slaState: ReportSlaState, ward: { code: string, name: string } | null, agency: { id: string, name: string } | null, lastChange: { step: ReportStep, from: ReportState | null, to: ReportState, why: string | null, at: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type PublicReportChangedSubscriptionVariables = Exact<{
  id: string | number;
}>;


export type PublicReportChangedSubscription = { publicReportChanged: { id: string, code: string, state: ReportState, version: number, title: string, categoryCode: ReportCategoryCode, lat: number, lon: number, receivedAt: string, dueAt: string | null, slaState: ReportSlaState, ward: { code: string, name: string } | null, agency: { id: string, name: string } | null, lastChange: { step: ReportStep, from: ReportState | null, to: ReportState, why: string | null, at: string } | null } | null };

export type ReportsInSubscriptionVariables = Exact<{
  area: ReportAreaInput;
  first?: number;
}>;


export type ReportsInSubscription = { reportsIn:
    | { __typename: 'PublicReportListChanged', node: { id: string, code: string, state: ReportState, version: number, title: string, categoryCode: ReportCategoryCode, lat: number, lon: number, receivedAt: string, dueAt: string | null, slaState: ReportSlaState, ward: { code: string, name: string } | null, agency: { id: string, name: string } | null, lastChange: { step: ReportStep, from: ReportState | null, to: ReportState, why: string | null, at: string } | null } }
    | { __typename: 'PublicReportListEntered', node: { id: string, code: string, state: ReportState, version: number, title: string, categoryCode: ReportCategoryCode, lat: number, lon: number, receivedAt: string, dueAt: string | null, slaState: ReportSlaState, ward: { code: string, name: string } | null, agency: { id: string, name: string } | null, lastChange: { step: ReportStep, from: ReportState | null, to: ReportState, why: string | null, at: string } | null } }
    | { __typename: 'PublicReportListLeft', id: string, version: number }
    | { __typename: 'PublicReportListSnapshot', complete: boolean, endCursor: string | null, nodes: Array<{ id: string, code: string, state: ReportState, version: number, title: string, categoryCode: ReportCategoryCode, lat: number, lon: number, receivedAt: string, dueAt: string | null, slaState: ReportSlaState, ward: { code: string, name: string } | null, agency: { id: string, name: string } | null, lastChange: { step: ReportStep, from: ReportState | null, to: ReportState, why: string | null, at: string } | null }> }
   | null };

export type VendorPlansQueryVariables = Exact<{ [key: string]: never; }>;


export type VendorPlansQuery = { vendorPlans: Array<{ code: VendorPlanCode, name: string, about: string, unitsPerDay: number, requestsPerSecond: number }> };

export type VendorAppsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type VendorAppsQuery = { vendorApps: { nodes: Array<{ id: string, name: string, about: string, state: VendorAppState, plan: { code: VendorPlanCode }, vendor: { id: string, name: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type MyVendorsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MyVendorsQuery = { myVendors: { nodes: Array<{ id: string, name: string, version: number, contact: { name: string, email: string, phone: string | null } | null, apps: { nodes: Array<{ id: string, name: string, state: VendorAppState, version: number, keys: { nodes: Array<{ id: string, name: string, scopes: Array<string>, state: ApiKeyState, expiresAt: string }> } | null, usage: { day: string, used: number, unitsPerDay: number } | null }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type ThisAppQueryVariables = Exact<{ [key: string]: never; }>;


export type ThisAppQuery = { thisApp: { id: string, name: string, state: VendorAppState, scopes: Array<string> } | null };

export type RegisterVendorMutationVariables = Exact<{
  input: VendorInput;
  clientMutationId?: string | null | undefined;
}>;


export type RegisterVendorMutation = { registerVendor: { id: string, name: string, version: number } | null };

export type RegisterVendorAppMutationVariables = Exact<{
  vendorId: string | number;
  input: VendorAppInput;
  clientMutationId?: string | null | undefined;
}>;


export type RegisterVendorAppMutation = { registerVendorApp: { id: string, name: string, state: VendorAppState, version: number } | null };

export type LaunchVendorAppMutationVariables = Exact<{
  id: string | number;
  expectedVersion?: number | null | undefined;
  clientMutationId?: string | null | undefined;
}>;


export type LaunchVendorAppMutation = { launchVendorApp: { id: string, state: VendorAppState, version: number } | null };

export type CreateApiKeyMutationVariables = Exact<{
  appId: string | number;
  input: ApiKeyInput;
  clientMutationId?: string | null | undefined;
}>;


export type CreateApiKeyMutation = { createApiKey: { secret: string | null, key: { id: string, scopes: Array<string>, expiresAt: string } } | null };

export type RotateApiKeyMutationVariables = Exact<{
  id: string | number;
  overlapHours?: number;
  clientMutationId?: string | null | undefined;
}>;


export type RotateApiKeyMutation = { rotateApiKey: { secret: string | null, key: { id: string, expiresAt: string } } | null };

export type RevokeApiKeyMutationVariables = Exact<{
  id: string | number;
  clientMutationId?: string | null | undefined;
}>;


export type RevokeApiKeyMutation = { revokeApiKey: { id: string, state: ApiKeyState } | null };

export type QuotaWarningSubscriptionVariables = Exact<{
  appId: string | number;
}>;


export type QuotaWarningSubscription = { quotaWarning: { day: string, percent: number, used: number, unitsPerDay: number } | null };
