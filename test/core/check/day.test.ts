/** Days as text: which ones the calendar has, and which comes so many months later. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDay, monthsAfter } from '../../../src/core/check/day.js';

describe('a day', () => {
  it.each(['2026-11-26', '2024-02-29', '2000-02-29', '2026-12-31', '0001-01-01'])('%s is one', (text) => {
    expect(isDay(text)).toBe(true);
  });

  it.each([
    ['2026-02-29', 'no leap year'],
    ['1900-02-29', 'no leap year either: a full century'],
    ['2026-04-31', 'April has thirty'],
    ['2026-13-01', 'no such month'],
    ['2026-00-10', 'no such month'],
    ['2026-01-00', 'days count from one'],
    ['2026-1-1', 'two digits each'],
    ['26-01-01', 'four digits for the year'],
    ['2026-01-01T00:00', 'no time of day'],
    [' 2026-01-01', 'nothing around it'],
    ['2026-01-01\n', 'nothing around it'],
    ['', 'nothing at all'],
  ])('%j is none: %s', (text) => {
    expect(isDay(text)).toBe(false);
  });
});

describe('months later', () => {
  it.each([
    ['2026-02-10', 12, '2027-02-10'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2027-01-15', -1, '2026-12-15'],
    ['2026-08-31', -6, '2026-02-28'],
    ['2026-05-05', 0, '2026-05-05'],
  ])('%s and %i: %s', (day, months, expected) => {
    expect(monthsAfter(day, months)).toBe(expected);
  });

  it('is always a day, as many months away as asked, and never later in the month', () => {
    const days = fc
      .date({ min: new Date('1990-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
      .map((each) => each.toISOString().slice(0, 10));
    fc.assert(
      fc.property(days, fc.integer({ min: -600, max: 600 }), (day, months) => {
        const then = monthsAfter(day, months);
        const count = (each: string) => Number(each.slice(0, 4)) * 12 + Number(each.slice(5, 7));
        expect(isDay(then)).toBe(true);
        expect(count(then) - count(day)).toBe(months);
        expect(then.slice(8) <= day.slice(8)).toBe(true);
      }),
    );
  });
});
