/** Rules in groups that share no open question: what happens in one says nothing about another. */

/** A rule, by its place, and the open questions that it reads. */
export interface Reading {
  readonly rule: number;
  readonly reads: readonly string[];
}

/** Rules that share no open question, directly or through others, in groups of their own. */
export function independent(rules: readonly Reading[]): Reading[][] {
  let groups: Reading[][] = [];
  for (const rule of rules) {
    const isNear = (group: readonly Reading[]) =>
      group.some(({ reads }) => reads.some((question) => rule.reads.includes(question)));
    groups = [...groups.filter((group) => !isNear(group)), [rule, ...groups.filter(isNear).flat()]];
  }
  return groups;
}
