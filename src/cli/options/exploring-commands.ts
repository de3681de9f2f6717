/** The flags of the commands that ask "what if": explain, whatif, rehearse and compare. */
import { type Command as Commander, Option } from 'commander';
import type { Command, FlipsCommand } from '../command.js';
import { addOutputOptions, collectAnswer, outputOptions, readDay, textOr } from './reading-options.js';

type Choose = (command: Command) => void;

/** Adds the commands to the program. */
export function addExploringCommands(program: Commander, choose: Choose): void {
  const explain = program
    .command('explain')
    .description('why, why not, and what it rests on: for a pattern, layer, product, rule, question or named condition')
    .argument('<profile>', 'a profile file, "-" for standard input')
    .argument(
      '[topic]',
      'an id or a name; "layer:realtime" where several things have it; default: the pattern that is picked',
    )
    .option('--today <day>', 'the day to reckon the age of figures from', readDay)
    .option('-v, --verbose', 'every contender');
  addOutputOptions(explain, ['human', 'json']).action((profile: string, topic: string | undefined) => {
    const raw = explain.opts();
    choose({ do: 'explain', profile, topic: topic ?? null, today: textOr(raw.today, null), ...outputOptions(raw) });
  });
  const whatif = program
    .command('whatif')
    .description('the advice beside the advice with other answers: only what differs, and because of which answer')
    .argument('<profile>', 'a profile file, "-" for standard input')
    .requiredOption(
      '--set <question=answer>',
      'an answer that is tried; repeatable; "?" means I don\'t know',
      collectAnswer,
    );
  addOutputOptions(whatif, ['human', 'json', 'markdown']).action((profile: string) => {
    const raw = whatif.opts();
    choose({ do: 'whatif', profile, set: raw.set as readonly string[], ...outputOptions(raw) });
  });
  const flips = program
    .command('flips')
    .description('the smallest changes of one answer, or two, that change the advice, and how firmly it stands')
    .argument('<profile>', 'a profile file, "-" for standard input')
    .addOption(
      new Option('--pairs <of>', 'which pairs of answers are tried')
        .choices(['none', 'pattern', 'layers'])
        .default('pattern'),
    )
    .option('-v, --verbose', 'every change');
  addOutputOptions(flips, ['human', 'json']).action((profile: string) => {
    const raw = flips.opts();
    choose({ do: 'flips', profile, pairs: raw.pairs as FlipsCommand['pairs'], ...outputOptions(raw) });
  });
  const rehearse = program
    .command('rehearse')
    .description('growth rehearsed: in each of some futures what changes first, and what is cheap to prepare now')
    .argument('<profile>', 'a profile file, "-" for standard input');
  addOutputOptions(rehearse, ['human', 'json']).action((profile: string) =>
    choose({ do: 'rehearse', profile, ...outputOptions(rehearse.opts()) }),
  );
  const compare = program
    .command('compare')
    .description("several people's answers about one project: which disagreements matter, and which do not")
    .argument('<profiles...>', 'two profile files or more');
  addOutputOptions(compare, ['human', 'json']).allowExcessArguments(true);
  compare.action((profiles: readonly string[]) =>
    choose({ do: 'compare', profiles, ...outputOptions(compare.opts()) }),
  );
}
