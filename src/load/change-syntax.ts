/** Operators that look back: how an answer moved since somebody decided. Only rules about revisiting may ask. */
import type { ChangeTest } from '../core/model.js';
import { suggest, valueInWords, wordOf } from './diagnostic.js';
import { changesOf, lookingBack, type Subject, type TestMistake, typeInWords } from './test-syntax.js';
import type { Path } from './yaml.js';

/** The answer that is asked about; other facts have no before. */
type Asked = Subject & { readonly isAnswer: boolean };

type Wrong = (code: TestMistake['code'], message: string, help: string, more?: Partial<TestMistake>) => null;

/** Whether an operator looks back. */
export function isChange(op: string): op is ChangeTest['op'] {
  return Object.hasOwn(lookingBack, op);
}

/** Reads a test of change. `path` leads to the operand. Null when there is a mistake, which is then reported. */
export function readChange(
  op: ChangeTest['op'],
  raw: unknown,
  path: Path,
  { fact, type, isAnswer, mayLookBack }: Asked,
  report: (mistake: TestMistake) => void,
): ChangeTest | null {
  const wrong: Wrong = (code, message, help, more = {}) => {
    report({ code, path, message, help, ...more });
    return null;
  };
  if (!isAnswer) {
    const help = 'it compares an answer with the one that was pinned; nothing else has a before';
    return wrong('wrong-stratum', `"${op}" is for answers, and "${fact}" is none`, help, { at: 'key' });
  }
  if (!mayLookBack)
    return wrong('wrong-stratum', `"${op}" looks back`, 'only rules with "revisit" look back', { at: 'key' });
  const fitting = changesOf(type);
  if (!fitting.includes(op)) {
    const message = `"${op}" does not fit "${fact}", which is ${typeInWords(type)}`;
    return wrong('wrong-operator', message, suggest(op, fitting), { at: 'key' });
  }
  if (op === 'changed') {
    if (typeof raw === 'boolean') return { op, value: raw };
    return wrong('wrong-type', `"changed" wants true or false, not ${valueInWords(raw)}`, 'write true or false');
  }
  if (op === 'gained' || op === 'lost')
    return options(op, raw, path, fact, type.type === 'multi' ? type.options : [], wrong);
  return factor(op, raw, wrong);
}

function factor(op: 'grew-by' | 'shrank-by', raw: unknown, wrong: Wrong): ChangeTest | null {
  if (typeof raw === 'number' && Number.isFinite(raw) && raw > 1) return { op, factor: raw };
  return wrong(
    'wrong-value',
    `"${op}" wants how many times as much, a number above 1, not ${valueInWords(raw)}`,
    op === 'grew-by' ? 'for example 3: three times what it was' : 'for example 3: a third of what it was',
  );
}

function options(
  op: 'gained' | 'lost',
  raw: unknown,
  path: Path,
  fact: string,
  legal: readonly string[],
  wrong: Wrong,
): ChangeTest | null {
  const values: readonly unknown[] = Array.isArray(raw) ? raw : [raw];
  if (values.length === 0)
    return wrong('wrong-type', `"${op}" wants an option, or a list of them`, `for example { ${op}: ${legal[0]} }`);
  const known: ReadonlySet<unknown> = new Set(legal);
  const bad = values.findIndex((each) => !known.has(each));
  if (bad < 0) return { op, values: values.map(String) };
  const where = Array.isArray(raw) ? [...path, bad] : path;
  const message = `${valueInWords(values[bad])} is no option of "${fact}"`;
  return wrong('unknown-id', message, suggest(wordOf(values[bad]), legal), { path: where });
}
