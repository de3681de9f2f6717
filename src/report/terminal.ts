/** The recommendation for a terminal: the answer first, then the stack, the risks, the first steps, what is open. */
import type { LayerAdvice, Tension } from '../core/recommendation.js';
import { visible } from './escape.js';
import { openInOrder, openTitles, settledInWords } from './interview-words.js';
import { table } from './layout.js';
import { noAdvice } from './no-advice-words.js';
import { comparison, controls, forComparison } from './terminal-context.js';
import { Frame, type TerminalOptions } from './terminal-frame.js';
import { layerReasons, patternReasons } from './terminal-reasons.js';
import {
  confidenceInWords,
  layerInSentence,
  layerName,
  lowerFirst,
  patternName,
  pickInWords,
  providerName,
  reasonInWords,
  reasonsAgainst,
  type Subject,
  severityInWords,
  situationInWords,
  strongestReasons,
  surfaceInWords,
  whereInWords,
} from './words.js';

/** A plan longer than this is read by nobody on a first day. */
const shownSteps = 10;

/** Renders a recommendation as text that ends in a line break. */
export function renderTerminal(subject: Subject, options: TerminalOptions): string {
  const page = new Page(subject, options);
  return `${page.lines().join('\n')}\n`;
}

/** The page of a recommendation, part by part. */
class Page extends Frame {
  lines(): string[] {
    const parts = [
      this.answer(),
      this.conflict(),
      this.stack(),
      this.surfaces(),
      this.risks(),
      this.firstSteps(),
      controls(this),
      forComparison(this),
      this.tensions(),
      this.open(),
      this.verbose ? comparison(this) : [],
      this.verbose ? patternReasons(this) : [],
      this.verbose ? layerReasons(this) : [],
      this.foot(),
    ];
    return parts.filter((part) => part.length > 0).flatMap((part, index) => (index === 0 ? part : ['', ...part]));
  }

  private answer(): string[] {
    const { catalogue, recommendation, name } = this.subject;
    const { pattern } = recommendation;
    const head = [this.style.strong(visible(name)), ...this.wrap(situationInWords(this.subject))].filter(
      (line) => line !== '',
    );
    if (pattern.pick === null) return [...head, '', ...this.noAnswer()];
    const says = catalogue.pattern.get(pattern.pick)?.says ?? '';
    return [
      ...head,
      '',
      this.style.good(this.style.strong(patternName(catalogue, pattern.pick))),
      ...this.wrap(says),
      ...this.wrap(confidenceInWords(this.subject)),
      ...recommendation.provisionalBecause.flatMap((because) => this.item(this.style.warning('Provisional.'), because)),
      ...(strongestReasons(recommendation).length + reasonsAgainst(recommendation).length > 0 ? [''] : []),
      ...strongestReasons(recommendation).flatMap((each) => this.item('+', reasonInWords(catalogue, each))),
      ...reasonsAgainst(recommendation)
        .slice(0, 2)
        .flatMap((reason) => this.item('-', reason.because)),
      ...this.gap(),
    ];
  }

  private noAnswer(): string[] {
    const { recommendation } = this.subject;
    if (recommendation.pattern.status === 'insufficient')
      return [
        this.style.warning(noAdvice.tooFew),
        ...recommendation.provisionalBecause.flatMap((each) => this.wrap(each)),
      ];
    return [
      this.style.bad(noAdvice.excluded),
      ...this.wrap(`${noAdvice.giveUp} Nothing was widened to hide it.`),
      ...this.gap(),
    ];
  }

  private gap(): string[] {
    const { catalogue, recommendation } = this.subject;
    const { gap, bestFit, pick } = recommendation.pattern;
    if (gap === null || bestFit === null || bestFit === pick) {
      if (gap !== null && pick === null)
        return ['', ...this.wrap(`Missing: ${gap.missing.join('; ')}. ${gap.because}`)];
      return [];
    }
    const missing = gap.missing.length > 0 ? ` Missing: ${gap.missing.join('; ')}.` : '';
    return [
      '',
      ...this.wrap(`Best fit with more people: ${patternName(catalogue, bestFit)}.${missing} ${gap.because}`),
    ];
  }

  private conflict(): string[] {
    const { conflict } = this.subject.recommendation.pattern;
    if (conflict.length === 0) return [];
    return [
      this.heading(noAdvice.title),
      ...conflict.flatMap((each) => [
        ...this.item('x', each.demands),
        ...this.wrap(this.style.quiet(`[${each.rules.join(', ')}]`), '  '),
      ]),
    ];
  }

  private stack(): string[] {
    const { catalogue, recommendation } = this.subject;
    const layers = Object.entries(recommendation.layers);
    if (recommendation.pattern.pick === null || layers.every(([, advice]) => advice.status === 'not-needed')) return [];
    const columns = [
      { title: 'Layer', width: 13 },
      { title: 'Kind', width: 20 },
      { title: 'Approach', width: 11 },
      { title: 'Pick', width: 14 },
      { title: 'Alternative', width: 14 },
    ];
    const needed = layers.filter(([, advice]) => advice.pick !== null || advice.status === 'impossible');
    const rows = needed.map(([id, advice]) => [
      layerName(catalogue, id),
      advice.kind ?? '',
      advice.approach ?? '',
      pickInWords(catalogue, advice),
      this.alternative(advice),
    ]);
    return [
      this.heading('The stack'),
      ...table(columns, rows, this.style.strong),
      ...this.notNeeded(layers),
      ...this.bills(),
    ];
  }

  private alternative(advice: LayerAdvice): string {
    const [first] = advice.alternatives;
    if (!first) return '';
    const name = providerName(this.subject.catalogue, first.pick);
    return advice.tiedWith.includes(first.pick) ? `${name} (tie)` : name;
  }

  /** The layers without a pick: those that are not needed with the reason, those that wait for an answer by name. */
  private notNeeded(layers: readonly [string, LayerAdvice][]): string[] {
    const { catalogue } = this.subject;
    const left = layers.filter(([, advice]) => advice.status === 'not-needed');
    const open = layers.filter(([, advice]) => advice.status === 'open' && advice.pick === null);
    const words = left.map(
      ([id, advice]) => `${layerName(catalogue, id)} (${lowerFirst(advice.note).replace(/\.$/, '')})`,
    );
    const names = open.map(([id]) => layerInSentence(catalogue, id));
    return [
      ...(left.length + open.length > 0 ? [''] : []),
      ...(left.length > 0 ? this.wrap(`Not needed: ${words.join('; ')}.`) : []),
      ...(open.length > 0 ? this.wrap(`Needed or not, depending on open answers: ${names.join(', ')}.`) : []),
    ];
  }

  private bills(): string[] {
    const { vendors, layers } = this.subject.recommendation;
    if (Object.values(layers).every((advice) => advice.pick === null)) return [];
    if (vendors.length === 0) return this.wrap('Bills: none beyond your own machines.');
    return this.wrap(`Bills from ${vendors.length}: ${vendors.join(', ')}.`);
  }

  private surfaces(): string[] {
    const { catalogue, recommendation } = this.subject;
    const lines = Object.values(recommendation.layers).flatMap(({ surfaces }) =>
      Object.entries(surfaces).flatMap(([surface, pick]) =>
        this.item('-', `${surfaceInWords(catalogue, surface)}: ${providerName(catalogue, pick)}`),
      ),
    );
    return lines.length === 0 ? [] : [this.heading('Where it runs'), ...lines];
  }

  private risks(): string[] {
    const { catalogue, recommendation } = this.subject;
    if (recommendation.risks.length === 0) return [];
    const colour = { error: this.style.bad, warning: this.style.warning, note: this.style.quiet };
    return [
      this.heading('What to watch'),
      ...recommendation.risks.flatMap((risk) => {
        const where = whereInWords(catalogue, risk.layer);
        return [
          ...this.item(colour[risk.severity](severityInWords(risk.severity)), `${risk.because}${where}`),
          ...this.wrap(risk.mitigation, '  '),
          ...(this.verbose ? this.cite(risk.rule, risk.sources) : []),
        ];
      }),
    ];
  }

  private firstSteps(): string[] {
    const { plan } = this.subject.recommendation;
    if (plan.length === 0) return [];
    const shown = this.verbose ? plan : plan.slice(0, shownSteps);
    const more = plan.length - shown.length;
    return [
      this.heading('What to do first'),
      ...shown.flatMap((step, index) => [
        ...this.step(index + 1, step.step),
        ...(this.verbose ? this.wrap(this.style.quiet(step.because), '    ') : []),
        ...(this.verbose ? this.cite(step.rule, step.sources, '    ') : []),
      ]),
      ...(more > 0
        ? this.wrap(
            `${more} more ${more === 1 ? 'step follows' : 'steps follow'} (--verbose lists ${more === 1 ? 'it' : 'them'}).`,
          )
        : []),
    ];
  }

  private tensions(): string[] {
    const { tensions } = this.subject.recommendation;
    const shown = this.verbose ? tensions : tensions.slice(0, 3);
    if (shown.length === 0) return [];
    const more = tensions.length - shown.length;
    return [
      this.heading('Where the rules pull apart'),
      ...shown.flatMap((tension) => this.tension(tension)),
      ...(more > 0 ? this.wrap(`${more} more with --verbose.`) : []),
    ];
  }

  private tension({ between, won, because }: Tension): string[] {
    const lost = between.find((rule) => rule !== won) ?? '';
    const reason = this.subject.catalogue.data.rules.find((rule) => rule.id === lost)?.because ?? lost;
    return [
      ...this.item('-', `${because} It outweighs: ${lowerFirst(reason)}`),
      ...(this.verbose ? this.wrap(this.style.quiet(`[${won} over ${lost}]`), '  ') : []),
    ];
  }

  private open(): string[] {
    const { settling, others } = openInOrder(this.subject);
    const items = (questions: readonly string[]) => questions.flatMap((each) => this.item('?', each));
    const titles = openTitles(this.subject);
    const block = (title: string, lines: readonly string[]) =>
      lines.length === 0 ? [] : [this.heading(title), ...lines];
    if (this.verbose) return [...block(titles.settling, items(settling)), ...block(titles.others, items(others))];
    const all = [...settling, ...others];
    if (all.length === 0) return [];
    if (this.subject.settling?.length === 0) return block(titles.others, this.wrap(settledInWords(all.length)));
    const shown = (settling.length > 0 ? settling : others).slice(0, 3);
    const more = all.length - shown.length;
    const [matters, them] = more === 1 ? ['question matters', 'it'] : ['questions matter', 'them'];
    return [
      ...block(settling.length > 0 ? titles.settling : titles.others, items(shown)),
      ...(more > 0 ? this.wrap(`${more} more ${matters} less (--verbose lists ${them}).`) : []),
    ];
  }

  private foot(): string[] {
    const { catalogue, recommendation, file } = this.subject;
    const { released } = catalogue.data;
    const more = this.verbose ? '' : ' Every reason and source: --verbose.';
    return this.wrap(
      this.style.quiet(
        `From ${visible(file)}; rules ${recommendation.rules} of ${released}, facts ${recommendation.facts}.${more}`,
      ),
    );
  }
}
