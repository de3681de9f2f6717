/** Days of the calendar as text (`2026-11-26`): is it one, and which day comes so much later. No clock, no time zone. */

/** Whether a text is a day that the calendar has. */
export function isDay(text: string): boolean {
  const [, year = '', month = '', date = ''] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  return Number(date) >= 1 && Number(date) <= lastDateOf(Number(year), Number(month));
}

/** The same date so many months later, or the month's last where it is shorter: 31 January, one later, is 28 February. */
export function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const count = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(count / 12), (count % 12) + 1];
  return written(toYear, toMonth, Math.min(date, lastDateOf(toYear, toMonth)));
}

/** The number of days in a month; 0 where there is no such month. */
function lastDateOf(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

function written(year: number, month: number, date: number): string {
  const padded = (value: number, width: number) => String(value).padStart(width, '0');
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(date, 2)}`;
}
