/**
 * Decision diagrams: a condition over members as one shared graph, so that equal conditions are the same node.
 *
 * Source of the method: Bryant, "Graph-based algorithms for Boolean function manipulation" (1986), with as many branches
 * at a node as its member has classes. Nodes are canonical: a condition that can never be yes is the node `no`.
 */

/** A node by its number. */
export type Node = number;

export const no: Node = 0;
export const yes: Node = 1;

/** All nodes over one order of members; it only ever grows. */
export interface Diagrams {
  /** How many classes the member of each level has. */
  readonly sizes: readonly number[];
  /** The level of each node; for `no` and `yes` one below the last. */
  readonly levels: number[];
  /** Where each node leads, by class. */
  readonly branches: (readonly Node[])[];
  readonly known: Map<string, Node>;
  readonly conjunctions: Map<number, Node>;
  readonly opposites: Map<Node, Node>;
}

/** Diagrams over members with so many classes each, from the first level to the last. */
export function diagramsOver(sizes: readonly number[]): Diagrams {
  return {
    sizes,
    levels: [sizes.length, sizes.length],
    branches: [[], []],
    known: new Map(),
    conjunctions: new Map(),
    opposites: new Map([
      [no, yes],
      [yes, no],
    ]),
  };
}

/** The node that looks at a member and goes on by its class. */
export function branch(diagrams: Diagrams, level: number, branches: readonly Node[]): Node {
  const [first = no] = branches;
  if (branches.every((each) => each === first)) return first;
  const key = `${level}:${branches.join(',')}`;
  const known = diagrams.known.get(key);
  if (known !== undefined) return known;
  const node = diagrams.levels.length;
  diagrams.levels.push(level);
  diagrams.branches.push(branches);
  diagrams.known.set(key, node);
  return node;
}

/** Where a node goes when the member of a level has a class; a node below that level does not look at it. */
export function follow(diagrams: Diagrams, node: Node, level: number, index: number): Node {
  return diagrams.levels[node] === level ? (diagrams.branches[node]?.[index] ?? no) : node;
}

/** Yes where the condition is no. */
export function opposite(diagrams: Diagrams, node: Node): Node {
  const known = diagrams.opposites.get(node);
  if (known !== undefined) return known;
  const branches = (diagrams.branches[node] ?? []).map((each) => opposite(diagrams, each));
  const result = branch(diagrams, diagrams.levels[node] ?? 0, branches);
  diagrams.opposites.set(node, result);
  diagrams.opposites.set(result, node);
  return result;
}

/** Node numbers stay far below this: the pair of two is one exact number. */
const pairing = 2 ** 26;

/** Yes where both are. */
export function both(diagrams: Diagrams, a: Node, b: Node): Node {
  if (a === no || b === no || a === opposite(diagrams, b)) return no;
  if (a === yes || a === b) return b;
  if (b === yes) return a;
  const key = Math.min(a, b) * pairing + Math.max(a, b);
  const known = diagrams.conjunctions.get(key);
  if (known !== undefined) return known;
  const level = Math.min(diagrams.levels[a] ?? 0, diagrams.levels[b] ?? 0);
  const branches = Array.from({ length: diagrams.sizes[level] ?? 0 }, (_, index) =>
    both(diagrams, follow(diagrams, a, level, index), follow(diagrams, b, level, index)),
  );
  const result = branch(diagrams, level, branches);
  diagrams.conjunctions.set(key, result);
  return result;
}

/** Yes where any of the two is. */
export function either(diagrams: Diagrams, a: Node, b: Node): Node {
  return opposite(diagrams, both(diagrams, opposite(diagrams, a), opposite(diagrams, b)));
}

/** Yes where so many of the parts are. */
export function atLeast(diagrams: Diagrams, needed: number, parts: readonly Node[]): Node {
  if (needed <= 0) return yes;
  const [first, ...rest] = parts;
  if (first === undefined || parts.length < needed) return no;
  const withFirst = both(diagrams, first, atLeast(diagrams, needed - 1, rest));
  return either(diagrams, withFirst, atLeast(diagrams, needed, rest));
}

/** Whether the first is yes nowhere that the second is not. */
export function implies(diagrams: Diagrams, a: Node, b: Node): boolean {
  return both(diagrams, a, opposite(diagrams, b)) === no;
}

/** The condition once the member of a level has a class. */
export function restrict(diagrams: Diagrams, node: Node, level: number, index: number): Node {
  const memory = new Map<Node, Node>();
  const visit = (each: Node): Node => {
    const at = diagrams.levels[each] ?? 0;
    if (at > level) return each;
    if (at === level) return follow(diagrams, each, level, index);
    const known = memory.get(each);
    if (known !== undefined) return known;
    const result = branch(diagrams, at, (diagrams.branches[each] ?? []).map(visit));
    memory.set(each, result);
    return result;
  };
  return visit(node);
}

/** How many combinations of classes make it yes: exact, whatever the size. */
export function countYes(diagrams: Diagrams, node: Node): bigint {
  const memory = new Map<Node, bigint>();
  const between = (from: number, to: number) =>
    diagrams.sizes.slice(from, to).reduce((product, size) => product * BigInt(size), 1n);
  const visit = (each: Node): bigint => {
    if (each === no) return 0n;
    if (each === yes) return 1n;
    const known = memory.get(each);
    if (known !== undefined) return known;
    const level = diagrams.levels[each] ?? 0;
    const sum = (diagrams.branches[each] ?? []).reduce(
      (total, next) => total + visit(next) * between(level + 1, diagrams.levels[next] ?? 0),
      0n,
    );
    memory.set(each, sum);
    return sum;
  };
  return visit(node) * between(0, diagrams.levels[node] ?? 0);
}

/** Classes, level by level, that make a node yes; a member that it does not look at gets its first. Null when nothing does. */
export function wayToYes(diagrams: Diagrams, node: Node): number[] | null {
  if (node === no) return null;
  const way = diagrams.sizes.map(() => 0);
  for (let at = node; at !== yes; ) {
    const branches = diagrams.branches[at] ?? [];
    const index = branches.findIndex((next) => next !== no);
    way[diagrams.levels[at] ?? 0] = index;
    at = branches[index] ?? yes;
  }
  return way;
}
