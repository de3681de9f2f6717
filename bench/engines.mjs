/**
 * The rules about patterns in the words of other engines, and as straight-line JavaScript, for one comparison: the points of
 * every pattern and the list of fired rules for a profile. Profiles are complete, because the other engines take what is
 * not answered for a plain no.
 */
import { LogicEngine } from 'json-logic-engine';
import { Engine } from 'json-rules-engine';

const points = { slight: 1, moderate: 2, strong: 4 };

/** Rule by rule, the points for each pattern. */
export function pointsByRule({ rules, patterns }) {
  return rules.pattern.map((rule) =>
    patterns.map(({ id, unless }) =>
      rule.effects.reduce((total, { kind, target, strength }) => {
        const counts = unless === null && target?.on === 'pattern' && target.patterns.includes(id);
        return total + (counts ? (points[strength] ?? 0) * (kind === 'avoid' ? -1 : 1) : 0);
      }, 0),
    ),
  );
}

/** A profile in which every question is answered: where it is silent, with the first option, zero, no or an empty list. */
export function completed(catalogue, facts) {
  const silent = {
    choice: (each) => each.options[0].id,
    number: (each) => each.atLeast,
    multi: () => [],
    'yes-no': () => false,
  };
  return new Map(catalogue.questions.map((each) => [each.id, facts.get(each.id) ?? silent[each.type](each)]));
}

/**
 * Straight-line JavaScript over answers: one constant for each fact and signal, then rule by rule an expression in three
 * truth values (0 no, 1 unknown, 2 yes). Evaluated here and nowhere else: the program itself evaluates no text.
 */
export function straightLine(catalogue) {
  return generated(catalogue, ({ fact, test }, names) => {
    const name = names.fact(fact);
    return `(${name}===undefined?1:(${testOnAnswer(name, test)})?2:0)`;
  });
}

/** The same over the codes that the fast path reads: how fast such code can be when somebody has encoded the answers. */
export function straightLineOnCodes(catalogue, columns) {
  const of = (fact) => columns.of.get(fact).map((index) => ({ index, column: columns.all[index] }));
  return generated(
    catalogue,
    ({ fact, test }) => {
      const first = of(fact)[0];
      return `(codes[${first.index}]===0?1:(${testOnCodes(of(fact), test)})?2:0)`;
    },
    'codes',
  );
}

function generated(catalogue, leaf, input = 'facts') {
  const lines = [];
  const facts = new Map();
  const signals = new Map();
  const names = {
    fact(id) {
      if (!facts.has(id)) {
        facts.set(id, `f${facts.size}`);
        lines.push(`const ${facts.get(id)}=facts.get(${JSON.stringify(id)});`);
      }
      return facts.get(id);
    },
  };
  const expression = (condition) => {
    switch (condition.kind) {
      case 'always':
        return '2';
      case 'all':
        return condition.of.map(expression).reduceRight((rest, each) => `Math.min(${each},${rest})`, '2');
      case 'any':
        return condition.of.map(expression).reduceRight((rest, each) => `Math.max(${each},${rest})`, '0');
      case 'not':
        return `(2-${expression(condition.of)})`;
      case 'count': {
        const parts = condition.of.map((each) => {
          const name = `c${lines.length}`;
          lines.push(`const ${name}=${expression(each)};`);
          return name;
        });
        const sum = (test) => parts.map((each) => `(${each}${test}?1:0)`).join('+');
        return `(${sum('===2')}>=${condition.atLeast}?2:${sum('!==0')}<${condition.atLeast}?0:1)`;
      }
      case 'signal':
        if (!signals.has(condition.signal)) {
          const value = expression(catalogue.signal.get(condition.signal).when);
          signals.set(condition.signal, `s${signals.size}`);
          lines.push(`const ${signals.get(condition.signal)}=${value};`);
        }
        return signals.get(condition.signal);
      default:
        return leaf(condition, names);
    }
  };
  const byRule = pointsByRule(catalogue);
  catalogue.rules.pattern.forEach((rule, index) => {
    const value = expression(rule.when);
    const adds = byRule[index].map((each, pattern) => (each === 0 ? '' : `p${pattern}+=${each};`)).join('');
    lines.push(`if(${value}===2){fired[n++]=${index};${adds}}`);
  });
  const sums = catalogue.patterns.map((_, index) => `p${index}`);
  const body = `let n=0,${sums.map((each) => `${each}=0`).join(',')};\n${lines.join('\n')}\n${sums.map((each, index) => `scores[${index}]=${each};`).join('')}return n;`;
  return new Function(input, 'scores', 'fired', body);
}

function testOnAnswer(name, test) {
  const text = JSON.stringify;
  const list = (values, join) => values.map((each) => `${name}.includes(${text(each)})`).join(join) || 'false';
  switch (test.op) {
    case 'is':
      return `${name}===${text(test.value)}`;
    case 'is-not':
      return `${name}!==${text(test.value)}`;
    case 'in':
      return test.values.map((each) => `${name}===${text(each)}`).join('||');
    case 'not-in':
      return test.values.map((each) => `${name}!==${text(each)}`).join('&&');
    case 'includes':
      return list([test.value], '');
    case 'includes-any':
      return list(test.values, '||');
    case 'includes-all':
      return list(test.values, '&&');
    default:
      if (test.allowed) return test.allowed.map((each) => `${name}===${text(each)}`).join('||');
      if (test.op === 'between') return `${name}>=${test.from}&&${name}<=${test.to}`;
      return `${name}${test.op === 'at-least' ? '>=' : '<='}${test.value}`;
  }
}

function testOnCodes(columns, test) {
  const [{ index, column }] = columns;
  const code = `codes[${index}]`;
  const isAny = (values) => values.map((each) => `${code}===${column.codes.get(each)}`).join('||') || 'false';
  const masks = (values) =>
    columns.map((each) => {
      const bits = each.column.members.reduce((all, member, bit) => all | (values.includes(member) ? 1 << bit : 0), 0);
      return [`(codes[${each.index}]-1&${bits})`, bits];
    });
  const classOf = (value) => column.classOf[column.cuts.indexOf(value) * 2 + 1];
  switch (test.op) {
    case 'includes':
    case 'includes-any':
      return masks(test.values ?? [test.value])
        .filter(([, bits]) => bits !== 0)
        .map(([mask]) => `${mask}!==0`)
        .join('||');
    case 'includes-all':
      return masks(test.values)
        .filter(([, bits]) => bits !== 0)
        .map(([mask, bits]) => `${mask}===${bits}`)
        .join('&&');
    case 'in':
      return isAny(test.values);
    case 'not-in':
      return `!(${isAny(test.values)})`;
    case 'is':
    case 'is-not':
      return column.kind === 'number'
        ? `${code}${test.op === 'is' ? '===' : '!=='}${classOf(test.value)}`
        : `${code}${test.op === 'is' ? '===' : '!=='}${column.codes.get(test.value)}`;
    default:
      if (test.allowed) return isAny(test.allowed);
      if (test.op === 'between') return `${code}>=${classOf(test.from)}&&${code}<=${classOf(test.to)}`;
      return `${code}${test.op === 'at-least' ? '>=' : '<='}${classOf(test.value)}`;
  }
}

/** json-logic-engine: all rules as one document, compiled; its answer is a list of yes and no. */
export function jsonLogic(catalogue) {
  const wordOf = { 'at-least': '>=', 'at-most': '<=', is: '===', 'is-not': '!==' };
  const leaf = ({ fact, test }) => {
    const value = { var: fact };
    const each = (values) => values.map((one) => ({ in: [one, value] }));
    if (test.allowed) return { in: [value, test.allowed] };
    if (test.op === 'in') return { in: [value, test.values] };
    if (test.op === 'not-in') return { '!': [{ in: [value, test.values] }] };
    if (test.op === 'includes') return each([test.value])[0];
    if (test.op === 'includes-any') return { or: each(test.values) };
    if (test.op === 'includes-all') return { and: each(test.values) };
    if (test.op === 'between') return { '<=': [test.from, value, test.to] };
    return { [wordOf[test.op]]: [value, test.value] };
  };
  const logic = (condition) => {
    switch (condition.kind) {
      case 'always':
        return true;
      case 'all':
        return { and: condition.of.map(logic) };
      case 'any':
        return { or: condition.of.map(logic) };
      case 'not':
        return { '!': [logic(condition.of)] };
      case 'count':
        return { '>=': [{ '+': condition.of.map((each) => ({ if: [logic(each), 1, 0] })) }, condition.atLeast] };
      case 'signal':
        return logic(catalogue.signal.get(condition.signal).when);
      default:
        return leaf(condition);
    }
  };
  const judge = new LogicEngine().build(catalogue.rules.pattern.map((rule) => logic(rule.when)));
  const byRule = pointsByRule(catalogue);
  return (answers, scores, fired) => {
    const verdicts = judge(answers);
    scores.fill(0);
    let count = 0;
    for (let rule = 0; rule < verdicts.length; rule += 1) {
      if (!verdicts[rule]) continue;
      fired[count++] = rule;
      for (let pattern = 0; pattern < scores.length; pattern += 1) scores[pattern] += byRule[rule][pattern];
    }
    return count;
  };
}

/** json-rules-engine: one rule each; a count, which it has no word for, as any of all the ways to reach it. */
export function jsonRules(catalogue) {
  const wordOf = {
    'at-least': 'greaterThanInclusive',
    'at-most': 'lessThanInclusive',
    is: 'equal',
    'is-not': 'notEqual',
  };
  const leaf = ({ fact, test }) => {
    const each = (values) => values.map((value) => ({ fact, operator: 'contains', value }));
    if (test.allowed) return { fact, operator: 'in', value: test.allowed };
    if (test.op === 'in') return { fact, operator: 'in', value: test.values };
    if (test.op === 'not-in') return { fact, operator: 'notIn', value: test.values };
    if (test.op === 'includes') return each([test.value])[0];
    if (test.op === 'includes-any') return { any: each(test.values) };
    if (test.op === 'includes-all') return { all: each(test.values) };
    if (test.op === 'between')
      return {
        all: [
          { fact, operator: wordOf['at-least'], value: test.from },
          { fact, operator: wordOf['at-most'], value: test.to },
        ],
      };
    return { fact, operator: wordOf[test.op], value: test.value };
  };
  const condition = (each) => {
    switch (each.kind) {
      case 'always':
        return { all: [] };
      case 'all':
      case 'any':
        return { [each.kind]: each.of.map(condition) };
      case 'not':
        return { not: condition(each.of) };
      case 'count':
        return { any: choices(each.of.map(condition), each.atLeast).map((all) => ({ all })) };
      case 'signal':
        return condition(catalogue.signal.get(each.signal).when);
      default:
        return leaf(each);
    }
  };
  const engine = new Engine([], { allowUndefinedFacts: true });
  catalogue.rules.pattern.forEach((rule, index) => {
    const when = condition(rule.when);
    const conditions = 'all' in when || 'any' in when || 'not' in when ? when : { all: [when] };
    engine.addRule({ conditions, event: { type: 'fired', params: { index } } });
  });
  const byRule = pointsByRule(catalogue);
  return async (answers, scores, fired) => {
    const { events } = await engine.run(answers);
    scores.fill(0);
    events.forEach(({ params: { index } }, at) => {
      fired[at] = index;
      for (let pattern = 0; pattern < scores.length; pattern += 1) scores[pattern] += byRule[index][pattern];
    });
    return events.length;
  };
}

function choices(items, count) {
  if (count === 0) return [[]];
  return items.flatMap((item, index) => choices(items.slice(index + 1), count - 1).map((rest) => [item, ...rest]));
}
