/** Operators that look back: how an answer moved since somebody decided. Only rules about revisiting may ask. */
import type { ChangeTest } from '../core/model.js';
import { suggest, valueInWords } from './diagnostic.js';
import { type Subject, type TestMistake, typeInWords } from './test-syntax.js';
import type { Path } from './yaml.js';

const operators = {
  changed: ['choice', 'multi', 'yes-no', 'number'],
  'grew-by': ['number'],
  'shrank-by': ['number'],
  gained: ['multi'],
  lost: ['multi'],
} as const;

/** Whether an operator looks back. */
export function isChange(op: string): op is ChangeTest['op'] {
  return op in operators;
}

/** Reads a test of change. `path` leads to the operand. Null when there is a mistake, which is then reported. */
export function readChange(
  op: ChangeTest['op'],
  raw: unknown,
  path: Path,
  { fact, type, mayLookBack }: Subject & { readonly mayLookBack: boolean },
  report: (mistake: TestMistake) => void,
): ChangeTest | null {
  const wrong = (code: TestMistake['code'], message: string, help: string, at?: 'key', where = path): null => {
    report({ code, path: where, message, help, ...(at ? { at } : {}) });
    return null;
  };
  if (!mayLookBack) {
    const help = 'it compares an answer with the one that was pinned; nothing else has a before';
    return wrong('wrong-stratum', `"${op}" is for answers, in rules with "revisit"`, help, 'key');
  }
  if (!(operators[op] as readonly string[]).includes(type.type)) {
    const fitting = Object.entries(operators).filter(([, types]) => (types as readonly string[]).includes(type.type));
    const help = `use one of: ${fitting.map(([name]) => name).join(', ')}`;
    return wrong('wrong-operator', `"${op}" does not fit "${fact}", which is ${typeInWords(type)}`, help, 'key');
  }
  switch (op) {
    case 'changed':
      if (typeof raw === 'boolean') return { op, value: raw };
      return wrong('wrong-type', '"changed" wants true or false', 'write true or false');
    case 'grew-by':
    case 'shrank-by':
      if (typeof raw === 'number' && Number.isFinite(raw) && raw > 1) return { op, factor: raw };
      return wrong(
        'wrong-value',
        `"${op}" wants how many times, more than 1, not ${valueInWords(raw)}`,
        'for example 3',
      );
    case 'gained':
    case 'lost': {
      const options = type.type === 'multi' ? type.options : [];
      const values: readonly unknown[] = Array.isArray(raw) ? raw : [raw];
      if (values.length === 0) return wrong('wrong-type', `"${op}" wants an option, or a list of them`, 'name one');
      const bad = values.findIndex((each) => !options.includes(String(each)));
      if (bad < 0) return { op, values: values.map(String) };
      const where = Array.isArray(raw) ? [...path, bad] : path;
      const message = `${valueInWords(values[bad])} is no option of "${fact}"`;
      return wrong('unknown-id', message, suggest(String(values[bad]), options), undefined, where);
    }
    default:
      return op satisfies never;
  }
}
