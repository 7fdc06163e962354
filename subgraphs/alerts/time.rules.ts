/** `YYYY-MM-DDThh:mm:ss±hh:mm`: CAP's own form, with an offset always and never with Z. */
const capForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}$/;

/** The moment that a CAP time means, null for what is none; UTC is written -00:00. */
export function parseCapTime(text: string): Date | null {
  if (!capForm.test(text)) return null;
  const moment = new Date(text);
  if (Number.isNaN(moment.getTime())) return null;
  // JavaScript reads 31 February as 3 March; here it is no date.
  const day = Number(text.slice(8, 10));
  return day >= 1 && day <= daysInMonth(text) ? moment : null;
}

/** A moment as CAP writes it, in the city's time; whole seconds. */
export function capTime(moment: Date): string {
  const local = new Date(moment.getTime() + cityOffsetMs).toISOString().slice(0, 19);
  return `${local}+07:00`;
}

/** The moment without its fraction of a second: CAP knows whole ones. */
export function wholeSeconds(moment: Date): Date {
  return new Date(Math.floor(moment.getTime() / 1000) * 1000);
}

const cityOffsetMs = 7 * 60 * 60 * 1000;

function daysInMonth(text: string): number {
  const [year, month] = [Number(text.slice(0, 4)), Number(text.slice(5, 7))];
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
