/** A category of field reports; its agency comes from the followed jurisdictions, not from here. */
export interface Category {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  /** Term in working days, the day of receipt not counted. */
  readonly workingDays: number;
}

/** The city's ordinary term (domain.md §4.2, inferred from published cases). */
export const defaultWorkingDays = 7;

/** In the order in which forms show them. */
export const categories = [
  category('ENVIRONMENT_WASTE', 'Môi trường, rác thải', 'Waste and pollution'),
  category('ROAD_DAMAGE', 'Hư hỏng đường, vỉa hè', 'Damaged roads and pavements'),
  category('STREET_LIGHTING', 'Chiếu sáng công cộng', 'Street lighting'),
  category('DRAINAGE_FLOODING', 'Thoát nước, ngập úng', 'Drains and flooding'),
  category('TREES', 'Cây xanh', 'Trees and green spaces'),
  category('CONSTRUCTION_ORDER', 'Trật tự xây dựng', 'Building order'),
  category('PUBLIC_ORDER', 'Trật tự đô thị', 'Public order'),
  category('PARKING_TRAFFIC', 'Đỗ xe, giao thông', 'Parking and traffic'),
  category('WATER_SUPPLY', 'Cấp nước sinh hoạt', 'Water supply'),
  category('ELECTRICITY', 'Điện lực', 'Electricity'),
  category('NOISE', 'Tiếng ồn', 'Noise'),
  category('FOOD_SAFETY', 'An toàn thực phẩm', 'Food safety'),
  category('ADVERTISING', 'Quảng cáo, rao vặt', 'Advertisements'),
  category('ANIMALS', 'Vật nuôi, động vật', 'Animals'),
  category('TELECOM_CABLES', 'Cáp viễn thông', 'Telecom cables'),
  category('OTHER', 'Lĩnh vực khác', 'Other'),
] as const satisfies readonly Category[];

export function categoryOf(code: string): Category | undefined {
  return categories.find((known) => known.code === code);
}

function category(code: string, name: string, nameEn: string): Category {
  return { code, name, nameEn, workingDays: defaultWorkingDays };
}
