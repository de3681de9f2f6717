/** An explanation as text: the short answer first, then the reasons, what keeps others back, and what it rests on. */
import type { Catalogue } from '../core/catalogue.js';
import type {
  DoubtfulFigure,
  Explanation,
  JudgedRule,
  LayerExplanation,
  NoAdvice,
  PatternExplanation,
  ProviderExplanation,
  QuestionExplanation,
  RuleExplanation,
  SignalExplanation,
} from '../core/explore/explanation.js';
import type { Reason } from '../core/reason.js';
import type { Tension } from '../core/recommendation.js';
import { contenderInWords, patternStanding, wayInWords } from './contender-words.js';
import { safeJson, visible } from './escape.js';
import { leafInWords } from './evidence-words.js';
import { schemaVersion } from './json.js';
import { paragraph } from './layout.js';
import { noAdviceInWords } from './no-advice-words.js';
import type { TerminalOptions } from './terminal-frame.js';
import {
  answerInWords,
  layerName,
  patternName,
  providerName,
  sourcesInWords,
  surfaceInWords,
  weightInWords,
} from './words.js';

type Options = Pick<TerminalOptions, 'style' | 'width' | 'verbose'>;

/** How many contenders are told without --verbose. */
const shown = 5;

/** Renders an explanation as text that ends in a line break. */
export function renderExplanation(catalogue: Catalogue, explanation: Explanation, options: Options): string {
  const page = new Page(catalogue, options);
  const parts = page.parts(explanation).filter((part) => part.length > 0);
  return `${parts.map((part) => part.join('\n')).join('\n\n')}\n`;
}

/** Renders an explanation as JSON. */
export function renderExplanationJson(profile: string, file: string, explanation: Explanation): string {
  return `${safeJson({ schemaVersion, profile, file, ...explanation })}\n`;
}

/** How a page of explanation is laid out. */
class Page {
  private readonly catalogue: Catalogue;
  private readonly options: Options;

  constructor(catalogue: Catalogue, options: Options) {
    this.catalogue = catalogue;
    this.options = options;
  }

  parts(explanation: Explanation): string[][] {
    switch (explanation.about) {
      case 'pattern':
        return this.pattern(explanation);
      case 'layer':
        return this.layer(explanation);
      case 'provider':
        return this.provider(explanation);
      case 'rule':
        return this.rule(explanation);
      case 'question':
        return this.question(explanation);
      case 'signal':
        return this.signal(explanation);
      case 'advice':
        return this.noAdvice(explanation.noAdvice);
      default:
        return explanation satisfies never;
    }
  }

  private pattern({ topic, pick, levelWith, tensions, noAdvice }: PatternExplanation): string[][] {
    const name = (id: string) => patternName(this.catalogue, id);
    if (noAdvice?.status === 'insufficient') return this.noAdvice(noAdvice, name(topic.id));
    const isAlone = topic.moves.some(({ points }) => points === 0);
    return [
      this.head(`${name(topic.id)}: ${patternStanding(this.catalogue, topic, pick && name(pick.id))}`),
      this.reasons('What rules it out, or may', topic.excludedBy),
      this.reasons(isAlone ? 'Why it is enough, whatever speaks for others' : 'What moves its points', topic.moves),
      this.reasons(pick ? `What puts ${name(pick.id)} ahead` : '', topic.tippedBy),
      this.list(
        'Level with it in points',
        levelWith.length === 0
          ? []
          : [...levelWith.map(name), 'Between equals the first concern that differs decides, then the least to own.'],
      ),
      this.tensions(tensions),
    ];
  }

  private layer(explanation: LayerExplanation): string[][] {
    const { layer, needed, neededBecause, surfaces, contenders, tensions, restsOn, noAdvice } = explanation;
    const name = layerName(this.catalogue, layer);
    if (noAdvice) return this.noAdvice(noAdvice, name);
    if (needed !== 'yes') {
      return [
        this.head(`${name}: ${needWord(needed)}`),
        this.list(
          'Because',
          neededBecause.map((each) => leafInWords(this.catalogue, each)),
        ),
      ];
    }
    const [pick] = contenders;
    const others = contenders.slice(1, this.options.verbose ? undefined : shown + 1);
    return [
      this.head(
        pick?.isPick
          ? `${name}: ${wayInWords(this.catalogue, pick)}`
          : `${name}: nothing in the catalogue meets every demand`,
      ),
      this.list(
        'Needed because',
        neededBecause.map((each) => leafInWords(this.catalogue, each)),
      ),
      pick?.isPick ? this.reasons('What speaks for and against the pick', [...pick.excludedBy, ...pick.moves]) : [],
      this.list(
        'Where it runs',
        Object.entries(surfaces).map(
          ([id, by]) => `${surfaceInWords(this.catalogue, id)}: ${providerName(this.catalogue, by)}`,
        ),
      ),
      this.list(
        'The others, and what keeps them back',
        others.map((each) => contenderInWords(this.catalogue, each)),
      ),
      this.tensions(tensions),
      this.doubtful(restsOn),
    ];
  }

  private provider({ provider, runs, layers, restsOn, noAdvice }: ProviderExplanation): string[][] {
    const name = providerName(this.catalogue, provider);
    if (noAdvice) return this.noAdvice(noAdvice, name);
    const one = ({ layer, needed, ways, pick }: ProviderExplanation['layers'][number]) => {
      const where = layerName(this.catalogue, layer);
      if (needed !== 'yes') return [`${where}: ${needWord(needed)}`];
      const taken = pick === null || pick === provider ? '' : ` (picked: ${providerName(this.catalogue, pick)})`;
      return ways.map((way) => `${where}, ${contenderInWords(this.catalogue, way)}${way.isPick ? '' : taken}`);
    };
    return [
      this.head(`${name}: ${layers.some(({ ways }) => ways.some((way) => way.isPick)) ? 'picked' : 'not picked'}`),
      this.list(
        'It runs, as the best that can',
        runs.map((surface) => surfaceInWords(this.catalogue, surface)),
      ),
      this.list('Layer by layer', layers.flatMap(one)),
      this.doubtful(restsOn),
    ];
  }

  private rule({ rule, truth, evidence, touches, tensions }: RuleExplanation): string[][] {
    const word = { yes: 'applies', no: 'does not apply', unknown: 'waits for an answer' }[truth];
    return [
      this.head(`${rule.id}: ${word}`),
      this.list('What it says', [rule.because, sourcesInWords(this.catalogue, rule.sources)]),
      this.list(
        'The answers behind that',
        evidence.map((each) => leafInWords(this.catalogue, each)),
      ),
      this.list('What it is about', touches.slice(0, this.options.verbose ? undefined : shown * 2)),
      this.tensions(tensions),
    ];
  }

  private question({ question, answer, rules, signals }: QuestionExplanation): string[][] {
    const asked = this.catalogue.question.get(question);
    const said = answer === null ? 'not answered' : answerInWords(this.catalogue, question, answer);
    return [
      this.head(`${question}: ${said}`),
      paragraph(visible(asked?.ask ?? ''), this.options.width),
      ...this.readers(rules, ` Named conditions: ${signals.join(', ') || 'none'}.`),
    ];
  }

  private signal({ signal, says, truth, evidence, rules }: SignalExplanation): string[][] {
    const word = { yes: 'holds', no: 'does not hold', unknown: 'waits for an answer' }[truth];
    return [
      this.head(`${signal}: ${word}`),
      paragraph(visible(says), this.options.width),
      this.list(
        'The answers behind that',
        evidence.map((each) => leafInWords(this.catalogue, each)),
      ),
      ...this.readers(rules),
    ];
  }

  /** The rules that read something: those that apply, those that wait, and how many say nothing. */
  private readers(rules: readonly JudgedRule[], more = ''): string[][] {
    const listed = (truth: 'yes' | 'unknown') =>
      rules.filter((each) => each.truth === truth).map((each) => `${each.because} [${each.rule}]`);
    const silent = rules.filter((each) => each.truth === 'no').length;
    return [
      this.list('Rules that read it and apply', listed('yes')),
      this.list('Rules that read it and wait', listed('unknown')),
      paragraph(
        `${silent} more ${silent === 1 ? 'rule reads it and does' : 'rules read it and do'} not apply.${more}`,
        this.options.width,
      ),
    ];
  }

  /** Why nothing is picked, of one thing or at all. */
  private noAdvice(why: NoAdvice, name: string | null = null): string[][] {
    const { head, says, title, lines } = noAdviceInWords(this.catalogue, why, name);
    return [this.head(head), says === '' ? [] : paragraph(says, this.options.width), this.list(title, lines)];
  }

  private reasons(title: string, reasons: readonly Reason[]): string[] {
    if (title === '' || reasons.length === 0) return [];
    const { style, width } = this.options;
    return [
      style.strong(title),
      ...reasons.flatMap((reason) => [
        ...paragraph(visible(`${weightInWords(reason)} ${reason.because}`), width, '  ', ''),
        ...reason.evidence.flatMap((each) =>
          paragraph(style.quiet(visible(leafInWords(this.catalogue, each))), width, '    '),
        ),
        ...paragraph(
          style.quiet(visible(`[${reason.rule}] ${sourcesInWords(this.catalogue, reason.sources)}`)),
          width,
          '    ',
        ),
      ]),
    ];
  }

  private tensions(tensions: readonly Tension[]): string[] {
    return this.list(
      'Who disagreed',
      tensions.map(
        ({ between, won, because }) => `${because} [${won} over ${between.find((each) => each !== won) ?? ''}]`,
      ),
    );
  }

  private doubtful(figures: readonly DoubtfulFigure[]): string[] {
    return this.list(
      'What it rests on that is doubtful',
      figures.map(
        ({ provider, says, doubts }) => `${providerName(this.catalogue, provider)}, ${says} (${doubts.join(', ')})`,
      ),
    );
  }

  private head(text: string): string[] {
    return paragraph(this.options.style.strong(visible(text)), this.options.width);
  }

  private list(title: string, lines: readonly string[]): string[] {
    const { style, width } = this.options;
    const said = lines.filter((line) => line !== '');
    return said.length === 0
      ? []
      : [style.strong(title), ...said.flatMap((line) => paragraph(visible(`- ${line}`), width, '  ', ''))];
  }
}

function needWord(needed: 'no' | 'unknown'): string {
  return needed === 'no' ? 'not needed' : 'not known yet whether it is needed';
}
