/** A profile file to a profile: shape, legal answers, contradictions; every mistake positioned, nothing lost. */
import type { Catalogue } from '../core/catalogue.js';
import { aboveCeilings, contradictionsIn } from '../core/clash.js';
import { factsOf } from '../core/facts.js';
import type { Facts, Profile } from '../core/model.js';
import { type Diagnostic, sortDiagnostics } from './diagnostic.js';
import { Fields, isMap } from './fields.js';
import { readProfileTop } from './profile-shape.js';
import { AnswerReader } from './read-answers.js';
import { DecisionReader } from './read-decision.js';
import { StackReader } from './read-stack.js';
import { type Located, type Path, parseYaml } from './yaml.js';

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
  const { top, diagnostics } = readProfileTop(located);
  const fields = new Fields(located, diagnostics);
  const reader = new AnswerReader(catalogue, fields);
  const answers = reader.answers(top.answers, ['answers'], null);
  const observed = reader.observed(top.observed);
  const stacks = new StackReader(catalogue, fields);
  const decided = new DecisionReader(catalogue, fields, reader, stacks);
  const stack = stacks.stack(top.stack, ['stack']);
  const vendorEvents = decided.vendorEvents(top['vendor-events'], ['vendor-events']);
  const decision = decided.decision(top.decision);
  const accepted = decided.accepted(top.accepted, ['accepted']);
  // What is known for certain to clash stays so whatever else is put right, so it is told in the same run.
  const facts = factsOf({ answers, observed });
  const place = (id: string): Place | null => {
    if (observed.has(id)) return { located, path: ['observed', id, 'value'] };
    return answers.has(id) ? { located, path: ['answers', id] } : null;
  };
  diagnostics.push(...ceilingDiagnostics(catalogue, facts, place), ...contradictions(catalogue, facts, place));
  if (diagnostics.length > 0) return { profile: null, diagnostics: sortDiagnostics(diagnostics) };
  const originOf = (path: Path) => located.origin(path);
  return {
    profile: { name: top.name, answers, observed, stack, vendorEvents, decision, accepted, originOf },
    diagnostics: [],
  };
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
  const answers = new AnswerReader(catalogue, new Fields(located, diagnostics)).answers(raw, path, unknown);
  diagnostics.push(...ceilingDiagnostics(catalogue, answers, (id) => ({ located, path: [...path, id] })));
  const name = whole && typeof data.name === 'string' ? data.name : null;
  return { answers, unknown, name, diagnostics: sortDiagnostics(diagnostics) };
}

/** Where an answer stands. */
interface Place {
  readonly located: Located;
  readonly path: Path;
}

interface AboveCeiling {
  readonly question: string;
  readonly ceiling: string;
  readonly message: string;
  readonly help: string;
}

function ceilingDiagnostics(catalogue: Catalogue, facts: Facts, place: (id: string) => Place | null): Diagnostic[] {
  return aboveCeiling(catalogue, facts).map(({ question, ceiling, message, help }) =>
    placed(message, help, [question, ceiling], place),
  );
}

/** Answers that are larger than the answer that caps them, such as backend engineers within the team. */
export function aboveCeiling(catalogue: Catalogue, answers: Facts): AboveCeiling[] {
  return aboveCeilings(catalogue, answers).map(({ question, ceiling }) => {
    const [got, most] = [answers.get(question), answers.get(ceiling)];
    const message = `"${question}" is ${got}, more than "${ceiling}" (${most})`;
    return { question, ceiling, message, help: `at most ${most}, or correct "${ceiling}"` };
  });
}

/** Answers that cannot both be true, named. `place` points at an answer; null for one that stands in no file. */
export function contradictions(catalogue: Catalogue, facts: Facts, place: (id: string) => Place | null): Diagnostic[] {
  return contradictionsIn(catalogue, facts).map(({ question, between, because }): Diagnostic => {
    const quoted = between.map((id) => `"${id}"`).join(' and ');
    const message =
      between.length === 1
        ? `the answer to ${quoted} contradicts itself`
        : `the answers to ${quoted} contradict each other`;
    const first = facts.has(question) ? [question] : [];
    return placed(message, because, [...first, ...between], place);
  });
}

/** A clash at the first of the answers that stands in a file, with the next one beside it. */
function placed(
  message: string,
  help: string,
  named: readonly string[],
  place: (id: string) => Place | null,
): Diagnostic {
  const found = [...new Set(named)].flatMap((id) => {
    const at = place(id);
    return at ? [{ id, ...at }] : [];
  });
  const [first, second] = found;
  if (first === undefined)
    return { code: 'contradiction', message, origin: null, length: 1, sourceLine: null, help, related: null };
  const related = second ? { message: `"${second.id}" stands here`, origin: second.located.origin(second.path) } : null;
  return first.located.diagnostic('contradiction', first.path, message, { help, related });
}
