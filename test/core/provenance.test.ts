/** What is doubtful about a figure on a day: its age, its source, both or nothing. */
import { describe, expect, it } from 'vitest';
import { type DatedEvidence, doubtsOf } from '../../src/core/provenance.js';

const good: DatedEvidence = { source: 'their-page', on: '2025-06-01', confidence: 'high', expires: '2026-06-01' };

describe('a figure is doubtful', () => {
  it('from the day after its last good one', () => {
    expect(doubtsOf(good, '2026-05-31')).toEqual([]);
    expect(doubtsOf(good, '2026-06-01')).toEqual([]);
    expect(doubtsOf(good, '2026-06-02')).toEqual(['expired']);
  });

  it('never by age when nobody knows its age', () => {
    expect(doubtsOf({ ...good, on: null, expires: null }, '2099-01-01')).toEqual([]);
  });

  it('when its source is not sure, however sure its date is', () => {
    expect(doubtsOf({ ...good, confidence: 'low' }, '2026-01-01')).toEqual(['unverified']);
    for (const confidence of ['high', 'medium', null] as const)
      expect(doubtsOf({ ...good, confidence }, '2026-01-01')).toEqual([]);
  });

  it('for both reasons at once', () => {
    expect(doubtsOf({ ...good, confidence: 'low' }, '2027-01-01')).toEqual(['expired', 'unverified']);
  });

  it('after the last day of its last month or year when the source shows no more', () => {
    expect(doubtsOf({ ...good, expires: '2026-06' }, '2026-06-30')).toEqual([]);
    expect(doubtsOf({ ...good, expires: '2026-06' }, '2026-07-01')).toEqual(['expired']);
    expect(doubtsOf({ ...good, expires: '2026' }, '2026-12-31')).toEqual([]);
    expect(doubtsOf({ ...good, expires: '2026' }, '2027-01-01')).toEqual(['expired']);
  });
});
