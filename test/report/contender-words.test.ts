/** How far behind a contender is, and where it loses its points: what is printed must explain the whole. */
import { describe, expect, it } from 'vitest';
import type { Contender } from '../../src/core/explore/explanation.js';
import type { Reason } from '../../src/core/reason.js';
import { contenderInWords } from '../../src/report/contender-words.js';
import { shipped } from '../support/catalogue.js';

const { catalogue } = shipped();

const why: Reason = {
  ...{ rule: 'my/rule', concern: 'data', effect: 'prefer', points: 2, truth: 'yes', because: 'It is so.' },
  ...{ sources: [], evidence: [] },
};

function told(changes: Partial<Contender>): string {
  return contenderInWords(catalogue, {
    ...{ id: 'firebase', kind: 'object-storage', approach: 'platform', isPick: false, isAllowed: true, points: 0 },
    ...{ behind: 2, behindHere: 2, together: [], excludedBy: [], moves: [], tippedBy: [why], notKnown: [] },
    ...changes,
  }).replace('Firebase (object-storage, platform): ', '');
}

describe('the points behind', () => {
  it('are explained by a rule of the layer where all of them are lost in it', () => {
    expect(told({})).toBe('2 points behind. It is so. [my/rule]');
  });

  it('are split where some come with other layers or bills', () => {
    expect(told({ behind: 29, together: ['api', 'auth', 'database', 'hosting'] })).toBe(
      '29 points behind: 2 here, 27 because 4 other layers would change with it. Here: It is so. [my/rule]',
    );
    expect(told({ behind: 5, together: ['auth', 'database'] })).toBe(
      '5 points behind: 2 here, 3 because sign-in and database would change with it. Here: It is so. [my/rule]',
    );
    expect(told({ behind: 3 })).toBe('3 points behind: 2 here, 1 for the bills. Here: It is so. [my/rule]');
    expect(told({ behind: 1 })).toBe('1 point behind: 2 here, less 1 for the bills. Here: It is so. [my/rule]');
  });

  it('are laid on no rule of the layer where none is lost in it', () => {
    expect(told({ behind: 3, behindHere: 0 })).toBe('3 points behind: level here, 3 for the bills');
    expect(told({ behind: 3, behindHere: -1, together: ['api'] })).toBe(
      '3 points behind: 1 ahead here, 4 because API would change with it',
    );
  });
});

it('a rule that does not count for want of knowledge says so', () => {
  expect(told({ notKnown: ['my/rule'] })).toBe(
    '2 points behind. It is so. Not known of this product, so it does not count. [my/rule]',
  );
  expect(told({ behind: null, behindHere: null, excludedBy: [{ ...why, effect: 'exclude' }] })).toBe(
    'ruled out. It is so. [my/rule]',
  );
});
