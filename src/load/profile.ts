/** A profile file to a profile: shape, legal answers, contradictions; every mistake positioned, nothing lost. */
import * as z from 'zod/mini';
import type { Catalogue } from '../core/catalogue.js';
import { decidedBy, judge, situationOf } from '../core/condition.js';
import { factsOf } from '../core/facts.js';
import type { Answer, Facts, Origin, Profile } from '../core/model.js';
import { checkAnswer } from './answers.js';
import { type Diagnostic, nearest, sortDiagnostics, suggest } from './diagnostic.js';
import { checkShape } from './shape.js';
import { type Located, type Path, parseYaml } from './yaml.js';

const later = z.optional(z.unknown());

/** The keys of a profile. What `check` writes and reads is passed over here; its shape belongs to `check`. */
const profileFile = z.strictObject({
  profile: z.literal(1),
  name: z.string().check(z.minLength(1), z.maxLength(200)),
  answers: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
  observed: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
  stack: later,
  'vendor-events': later,
  decision: later,
  accepted: later,
});

export interface LoadedProfile {
  /** Null when there is any diagnostic. */
  readonly profile: Profile | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Loads a profile from its text, against the questions of a catalogue. */
export function loadProfile(catalogue: Catalogue, file: string, text: string): LoadedProfile {
  const parsed = parseYaml(file, text);
  if (parsed.located === null) return { profile: null, diagnostics: parsed.diagnostics };
  const { located } = parsed;
  const { value, diagnostics: shape } = checkShape(profileFile, located);
  const diagnostics = shape.map((each) => explainVersion(each));
  const raw = value ?? (located.data as Partial<z.infer<typeof profileFile>>);
  const answers = readAnswers(catalogue, located, raw.answers, ['answers'], diagnostics);
  const observed = readObserved(catalogue, located, raw.observed, diagnostics);
  if (diagnostics.length === 0)
    diagnostics.push(
      ...contradictions(catalogue, factsOf({ answers, observed }), (id) => placeOf(located, answers, id)),
    );
  if (diagnostics.length > 0 || value === null) return { profile: null, diagnostics: sortDiagnostics(diagnostics) };
  const origins = new Map<string, Origin>();
  for (const id of answers.keys()) origins.set(id, located.origin(['answers', id]));
  for (const id of observed.keys()) origins.set(id, located.origin(['observed', id, 'value']));
  return { profile: { name: value.name, answers, observed, origins }, diagnostics: [] };
}

/** The answers of a file that holds a profile, or nothing but answers; null as a value is an explicit "I don't know". */
export function loadAnswers(
  catalogue: Catalogue,
  file: string,
  text: string,
): { answers: Facts; unknown: ReadonlySet<string>; name: string | null; diagnostics: readonly Diagnostic[] } {
  const parsed = parseYaml(file, text);
  const diagnostics = [...parsed.diagnostics];
  const unknown = new Set<string>();
  if (parsed.located === null) return { answers: new Map(), unknown, name: null, diagnostics };
  const { located } = parsed;
  const data = located.data;
  if (!isMap(data)) {
    diagnostics.push(
      located.diagnostic('wrong-type', [], 'the file must be a map of answers', { help: 'for example team-size: 3' }),
    );
    return { answers: new Map(), unknown, name: null, diagnostics };
  }
  const whole = 'profile' in data || 'answers' in data;
  const raw = whole ? data.answers : data;
  const path: Path = whole ? ['answers'] : [];
  const answers = readAnswers(catalogue, located, raw, path, diagnostics, unknown);
  const name = whole && typeof data.name === 'string' ? data.name : null;
  return { answers, unknown, name, diagnostics: sortDiagnostics(diagnostics) };
}

function explainVersion(diagnostic: Diagnostic): Diagnostic {
  if (!/"profile"/.test(diagnostic.message)) return diagnostic;
  return { ...diagnostic, help: 'write "profile: 1" as the first key: the version of the format' };
}

function isMap(raw: unknown): raw is Record<string, unknown> {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}

function readAnswers(
  catalogue: Catalogue,
  located: Located,
  raw: unknown,
  path: Path,
  diagnostics: Diagnostic[],
  unknown?: Set<string>,
): Map<string, Answer> {
  const answers = new Map<string, Answer>();
  if (!isMap(raw)) return answers;
  for (const [id, value] of Object.entries(raw)) {
    if (value === null && unknown && catalogue.question.has(id)) unknown.add(id);
    else readAnswer(catalogue, located, id, value, [...path, id], [...path, id], answers, diagnostics);
  }
  refuseAboveCeiling(catalogue, located, answers, path, diagnostics);
  return answers;
}

function readObserved(
  catalogue: Catalogue,
  located: Located,
  raw: unknown,
  diagnostics: Diagnostic[],
): Map<string, Answer> {
  const observed = new Map<string, Answer>();
  if (!isMap(raw)) return observed;
  for (const [id, value] of Object.entries(raw)) {
    const path = ['observed', id];
    if (!isMap(value) || !('value' in value)) {
      diagnostics.push(
        located.diagnostic(
          'wrong-type',
          path,
          `what was observed of "${id}" needs a value, a date and where it is from`,
          { help: '{ value: 1200, on: "2026-10-01", from: product analytics }' },
        ),
      );
      continue;
    }
    for (const key of Object.keys(value))
      if (!['value', 'on', 'from'].includes(key))
        diagnostics.push(
          located.diagnostic('unknown-key', [...path, key], `unknown key "${key}" in what was observed`, {
            at: 'key',
            help: suggest(key, ['value', 'on', 'from']),
          }),
        );
    readAnswer(catalogue, located, id, value.value, path, [...path, 'value'], observed, diagnostics);
  }
  return observed;
}

function readAnswer(
  catalogue: Catalogue,
  located: Located,
  id: string,
  value: unknown,
  keyPath: Path,
  valuePath: Path,
  answers: Map<string, Answer>,
  diagnostics: Diagnostic[],
): void {
  const question = catalogue.question.get(id);
  if (!question) {
    const near = nearest(id, catalogue.question.keys());
    const help = near === null ? 'the questions are listed by "stackfit ask --list"' : `did you mean "${near}"?`;
    diagnostics.push(located.diagnostic('unknown-id', keyPath, `unknown question "${id}"`, { at: 'key', help }));
    return;
  }
  const checked = checkAnswer(question, value);
  if (checked.ok) answers.set(id, checked.answer);
  else {
    const deep = Array.isArray(value) ? badItem(value, (each) => !checkAnswer(question, each).ok) : null;
    const path = deep === null ? valuePath : [...valuePath, deep];
    diagnostics.push(
      located.diagnostic(checked.code, path, checked.message, checked.help === null ? {} : { help: checked.help }),
    );
  }
}

function badItem(items: readonly unknown[], isBad: (item: unknown) => boolean): number | null {
  const index = items.findIndex(isBad);
  return index < 0 ? null : index;
}

/** A number whose ceiling is another answer, such as backend engineers within the team. */
function refuseAboveCeiling(
  catalogue: Catalogue,
  located: Located,
  answers: Facts,
  path: Path,
  diagnostics: Diagnostic[],
): void {
  for (const problem of aboveCeiling(catalogue, answers))
    diagnostics.push(
      located.diagnostic('contradiction', [...path, problem.question], problem.message, { help: problem.help }),
    );
}

/** Answers that are larger than the answer that caps them. */
export function aboveCeiling(
  catalogue: Catalogue,
  answers: Facts,
): { question: string; message: string; help: string }[] {
  return catalogue.questions.flatMap((question) => {
    if (question.type !== 'number' || typeof question.atMost !== 'string') return [];
    const [got, most] = [answers.get(question.id), answers.get(question.atMost)];
    if (typeof got !== 'number' || typeof most !== 'number' || got <= most) return [];
    const message = `"${question.id}" is ${got}, more than "${question.atMost}" (${most})`;
    return [{ question: question.id, message, help: `at most ${most}, or correct "${question.atMost}"` }];
  });
}

/** Answers that cannot both be true, named. `place` points at an answer. */
export function contradictions(
  catalogue: Catalogue,
  facts: Facts,
  place: (id: string) => { located: Located; path: Path } | null,
): Diagnostic[] {
  const situation = situationOf(facts, catalogue.signal);
  return catalogue.questions.flatMap((question) =>
    question.contradicts
      .filter((each) => judge(each.when, situation) === 'yes')
      .map((each): Diagnostic => {
        const named = [...new Set(decidedBy(each.when, situation).map((one) => one.fact))];
        const message = `the answers to ${named.map((id) => `"${id}"`).join(' and ')} contradict each other`;
        const at = place(question.id) ?? place(named[0] ?? '');
        if (at) return at.located.diagnostic('contradiction', at.path, message, { help: each.because });
        return {
          code: 'contradiction',
          message,
          origin: null,
          length: 1,
          sourceLine: null,
          help: each.because,
          related: null,
        };
      }),
  );
}

function placeOf(located: Located, answers: Facts, id: string): { located: Located; path: Path } {
  return { located, path: answers.has(id) ? ['answers', id] : ['observed', id] };
}
