/** The evidence of a figure: what it takes from around it, what dates it, and until when it holds. */
import { describe, expect, it } from 'vitest';
import { type Dating, datedOf, evidenceOf, within } from '../../src/load/evidence.js';

const dating: Dating = {
  lifetimes: { price: 12, limit: 24, trait: 18, 'way-out': 36 },
  dates: new Map([['dated-page', '2026-03-15']]),
};

describe('what is not written', () => {
  const around = { source: 'their-page', on: '2026-01-31', confidence: 'low', expires: '2026-06-30' } as const;

  it('is taken from around', () => {
    expect(within(around, {})).toEqual(around);
    expect(within(around, { confidence: 'high' })).toEqual({ ...around, confidence: 'high' });
    expect(within(around, { on: '2026-02-01' })).toEqual({ ...around, on: '2026-02-01' });
  });

  it('is not taken from around by a figure with a source of its own: that page was read on another day', () => {
    expect(within(around, { source: 'other-page' })).toEqual({ source: 'other-page' });
    expect(within(around, { source: 'other-page', on: '2026-02-01' })).toEqual({
      source: 'other-page',
      on: '2026-02-01',
    });
  });

  it('leaves other keys of a figure out', () => {
    const limit = { fact: 'connections', at: 10, confidence: 'high' as const };
    expect(within({ source: 'their-page' }, limit)).toEqual({ source: 'their-page', confidence: 'high' });
  });

  it('is null when nothing around says it either', () => {
    expect(evidenceOf({}, dating)).toEqual({ source: null, on: null, confidence: null });
  });
});

describe('the day of a figure', () => {
  it('is its own, else the one that its source shows, else unknown', () => {
    expect(evidenceOf({ source: 'dated-page', on: '2026-02-01' }, dating).on).toBe('2026-02-01');
    expect(evidenceOf({ source: 'dated-page' }, dating).on).toBe('2026-03-15');
    expect(evidenceOf({ source: 'undated-page' }, dating).on).toBeNull();
  });
});

describe('a figure expires', () => {
  const expires = (on: string, kind: 'price' | 'limit' | 'trait' | 'way-out' = 'price') =>
    datedOf({ on }, kind, dating).expires;

  it('when the lifetime of its kind has passed', () => {
    expect(expires('2026-01-31', 'price')).toBe('2027-01-31');
    expect(expires('2026-01-31', 'limit')).toBe('2028-01-31');
    expect(expires('2026-01-31', 'trait')).toBe('2027-07-31');
    expect(expires('2026-01-31', 'way-out')).toBe('2029-01-31');
  });

  it('in another year when the months run over its end, and in December when they just reach it', () => {
    expect(expires('2026-07-01', 'trait')).toBe('2028-01-01');
    expect(expires('2026-06-01', 'trait')).toBe('2027-12-01');
    expect(expires('2025-12-31', 'price')).toBe('2026-12-31');
  });

  it('in a month when its source shows no day, and as if read in January when it shows only a year', () => {
    expect(expires('2026-08', 'trait')).toBe('2028-02');
    expect(expires('2026', 'trait')).toBe('2027-07');
  });

  it('counted from the day of its source when it has none of its own', () => {
    expect(datedOf({ source: 'dated-page' }, 'price', dating).expires).toBe('2027-03-15');
  });

  it('on the day that is written, whatever its age', () => {
    expect(datedOf({ on: '2026-01-01', expires: '2026-02-01' }, 'way-out', dating).expires).toBe('2026-02-01');
    expect(datedOf({ expires: '2026-02-01' }, 'price', dating).expires).toBe('2026-02-01');
  });

  it('never when nobody knows its day, or nobody said how long its kind keeps', () => {
    expect(datedOf({ source: 'undated-page' }, 'price', dating).expires).toBeNull();
    expect(datedOf({ on: '2026-01-01' }, 'price', { ...dating, lifetimes: null }).expires).toBeNull();
  });
});
