/** An explanation as text: the short answer first, then the reasons, what keeps others back, and what it rests on. */
import type { Catalogue } from '../core/catalogue.js';
import type {
  Contender,
  DoubtfulFigure,
  Explanation,
  LayerExplanation,
  PatternExplanation,
  ProviderExplanation,
  QuestionExplanation,
  RuleExplanation,
} from '../core/explore/explanation.js';
import type { Evidence } from '../core/model.js';
import type { Reason } from '../core/reason.js';
import type { Tension } from '../core/recommendation.js';
import { safeJson, visible } from './escape.js';
import { leafInWords } from './evidence-words.js';
import { schemaVersion } from './json.js';
import { paragraph } from './layout.js';
import type { TerminalOptions } from './terminal-frame.js';
import { answerInWords, layerName, patternName, providerName, sourcesInWords, weightInWords } from './words.js';

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
      default:
        return explanation satisfies never;
    }
  }

  private pattern({ topic, pick, tensions }: PatternExplanation): string[][] {
    const name = (id: string) => patternName(this.catalogue, id);
    const isAlone = topic.moves.some(({ points }) => points === 0);
    return [
      this.head(`${name(topic.id)}: ${this.standing(topic, pick === null ? null : name(pick.id))}`),
      this.reasons('What rules it out, or may', topic.excludedBy),
      this.reasons(isAlone ? 'Why it is enough, whatever speaks for others' : 'What moves its points', topic.moves),
      this.reasons(pick ? `What puts ${name(pick.id)} ahead` : '', topic.tippedBy),
      this.tensions(tensions),
    ];
  }

  private layer({ layer, needed, neededBecause, contenders, tensions, restsOn }: LayerExplanation): string[][] {
    const name = layerName(this.catalogue, layer);
    if (needed !== 'yes') {
      return [
        this.head(`${name}: ${needWord(needed)}`),
        this.list(
          'Because',
          neededBecause.map((each) => this.evidence(each)),
        ),
      ];
    }
    const [pick] = contenders;
    const others = contenders.slice(1, this.options.verbose ? undefined : shown + 1);
    return [
      this.head(pick?.isPick ? `${name}: ${this.way(pick)}` : `${name}: nothing in the catalogue meets every demand`),
      this.list(
        'Needed because',
        neededBecause.map((each) => this.evidence(each)),
      ),
      pick?.isPick ? this.reasons('What speaks for and against the pick', [...pick.excludedBy, ...pick.moves]) : [],
      this.list(
        'The others, and what keeps them back',
        others.map((each) => this.contender(each)),
      ),
      this.tensions(tensions),
      this.doubtful(restsOn),
    ];
  }

  private provider({ provider, layers, restsOn }: ProviderExplanation): string[][] {
    const name = providerName(this.catalogue, provider);
    const one = ({ layer, needed, ways, pick }: ProviderExplanation['layers'][number]) => {
      const where = layerName(this.catalogue, layer);
      if (needed !== 'yes') return [`${where}: ${needWord(needed)}`];
      const taken = pick === null || pick === provider ? '' : ` (picked: ${providerName(this.catalogue, pick)})`;
      return ways.map((way) => `${where}, ${this.contender(way)}${way.isPick ? '' : taken}`);
    };
    return [
      this.head(`${name}: ${layers.some(({ ways }) => ways.some((way) => way.isPick)) ? 'picked' : 'not picked'}`),
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
        evidence.map((each) => this.evidence(each)),
      ),
      this.list('What it is about', touches.slice(0, this.options.verbose ? undefined : shown * 2)),
      this.tensions(tensions),
    ];
  }

  private question({ question, answer, rules, signals }: QuestionExplanation): string[][] {
    const asked = this.catalogue.question.get(question);
    const said = answer === null ? 'not answered' : answerInWords(this.catalogue, question, answer);
    const listed = (truth: 'yes' | 'unknown') =>
      rules.filter((each) => each.truth === truth).map((each) => `${each.because} [${each.rule}]`);
    const silent = rules.filter((each) => each.truth === 'no').length;
    return [
      this.head(`${question}: ${said}`),
      paragraph(visible(asked?.ask ?? ''), this.options.width),
      this.list('Rules that read it and apply', listed('yes')),
      this.list('Rules that read it and wait', listed('unknown')),
      paragraph(
        `${silent} more ${silent === 1 ? 'rule reads' : 'rules read'} it and do not apply. Named conditions: ${signals.join(', ') || 'none'}.`,
        this.options.width,
      ),
    ];
  }

  private standing(topic: Contender, pick: string | null): string {
    if (topic.isPick) return 'picked';
    if (topic.excludedBy.some(({ truth }) => truth === 'yes')) return 'ruled out';
    if (topic.behind !== null && topic.behind < 0) return 'held back by a rule that waits for an answer';
    if (topic.behind === 0) return `level with ${pick ?? 'the pick'}, and after it in the order of merit`;
    if (topic.behind !== null) return `${pointsBehind(topic.behind)}${pick === null ? '' : ` ${pick}`}`;
    const alone = this.catalogue.pattern.get(topic.id)?.unless;
    return alone ? 'ruled out: the answers ask for more' : `not picked${pick === null ? '' : `: ${pick} is enough`}`;
  }

  private way({ id, kind, approach }: Contender): string {
    return `${kind} → ${approach} → ${providerName(this.catalogue, id)}`;
  }

  private contender(contender: Contender): string {
    const { id, kind, approach, isPick, excludedBy, tippedBy } = contender;
    const [open] = excludedBy;
    const out = excludedBy.find(({ truth }) => truth === 'yes');
    const why = isPick || !contender.isAllowed ? undefined : (out ?? (contender.behind === null ? open : tippedBy[0]));
    const because = why ? `. ${why.because} [${why.rule}]` : '';
    return `${providerName(this.catalogue, id)} (${kind}, ${approach}): ${stateOf(contender)}${because}`;
  }

  private reasons(title: string, reasons: readonly Reason[]): string[] {
    if (title === '' || reasons.length === 0) return [];
    const { style, width } = this.options;
    return [
      style.strong(title),
      ...reasons.flatMap((reason) => [
        ...paragraph(visible(`${weightInWords(reason)} ${reason.because}`), width, '  ', ''),
        ...reason.evidence.flatMap((each) => paragraph(style.quiet(visible(this.evidence(each))), width, '    ')),
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

  private evidence(evidence: Evidence): string {
    return leafInWords(this.catalogue, evidence);
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

function pointsBehind(points: number): string {
  return `${points} ${points === 1 ? 'point' : 'points'} behind`;
}

/** How a way to cover a layer stands, in a few words. */
function stateOf({ isPick, isAllowed, behind, excludedBy }: Contender): string {
  if (isPick) return 'picked';
  if (!isAllowed) return 'not within the pattern';
  if (excludedBy.some(({ truth }) => truth === 'yes')) return 'ruled out';
  if (behind === null)
    return excludedBy.length > 0 ? 'not certain to be allowed' : 'does not fit beside the other picks';
  return behind === 0 ? 'level: a tie' : pointsBehind(behind);
}
