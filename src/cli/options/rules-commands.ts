/** The flags of `rules`: what those who write rules ask of them. */
import { Command as Commander, InvalidArgumentError } from 'commander';
import { type Command, type RulesTask, shippedRules } from '../command.js';
import { addOutputOptions, outputOptions, type Raw, readDay, textOr } from './reading-options.js';

type Choose = (command: Command) => void;

/** What each command is for. */
const tasks = {
  claims: 'every claim of the documents, with what carries it',
  lint: 'what is wrong with rules that load: untraced or expired figures, names without a source, conditions that decide nothing',
  test: 'runs the examples of every rule',
  coverage: 'which rules and tests the profiles never show both ways',
  verify: 'what the rules about patterns make of every combination of answers',
  impact: 'what a change of the rules does to profiles',
} as const satisfies Record<RulesTask['task'], string>;

const verifyExitCodes = `
Exit codes:
  0  every law is kept
  1  a law is broken, or the explained path disagrees
  2  the rules do not load, or the time was over before all was walked: the
     report says how far it got`;

const setOfRules = `a folder of rules, added to the shipped ones; "${shippedRules}" for these alone (a folder of that name is ./${shippedRules})`;

/** Every `rules` command in words, for a message. */
export const rulesTasks: readonly string[] = Object.keys(tasks);

/** The command `rules` with the commands below it. */
export function rulesCommands(choose: Choose): Commander {
  const rules = new Commander('rules')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .usage('<command> [options]')
    .description('for rule authors: what the rules rest on, what they do, and what is wrong with them');
  const add = (task: RulesTask['task']) =>
    addOutputOptions(rules.command(task).description(tasks[task]), ['human', 'json']);
  const choosing = (command: Commander, read: (raw: Raw, args: readonly (string | readonly string[])[]) => RulesTask) =>
    command.action(() => {
      const raw = command.opts();
      choose({ do: 'rules', ...read(raw, command.processedArgs), ...outputOptions(raw) });
    });
  for (const task of ['claims', 'lint', 'test'] as const) choosing(add(task), () => ({ task }));
  choosing(
    add('coverage')
      .argument('[profiles...]', 'files, folders or patterns; none: profiles/ and stackfit.yaml')
      .option('--min <percent>', 'end with 1 below this', readPercent),
    (raw, [profiles]) => ({ task: 'coverage', profiles: listOf(profiles), min: numberOr(raw.min, null) }),
  );
  choosing(
    add('verify')
      .option('--time <seconds>', 'stop after so long and say how far it got', readSeconds, 60)
      .addHelpText('after', verifyExitCodes),
    (raw) => ({ task: 'verify', seconds: numberOr(raw.time, 60) }),
  );
  choosing(
    add('impact')
      .argument('<folder-before>', setOfRules)
      .argument('<folder-after>', `another one, or "${shippedRules}"`)
      .argument('[profiles...]', 'files, folders or patterns; none: profiles/ and stackfit.yaml')
      .option('--today <date>', 'check as if it were this day', readDay),
    (raw, [before, after, profiles]) => ({
      ...{ task: 'impact', before: String(before), after: String(after) },
      ...{ profiles: listOf(profiles), today: textOr(raw.today, null) },
    }),
  );
  return rules;
}

function listOf(value: string | readonly string[] | undefined): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function numberOr<T>(raw: unknown, otherwise: T): number | T {
  return typeof raw === 'number' ? raw : otherwise;
}

function readPercent(value: string): number {
  const percent = /^\d+(\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
  if (!(percent <= 100)) throw new InvalidArgumentError('Write a number from 0 to 100.');
  return percent;
}

function readSeconds(value: string): number {
  const seconds = /^\d+(\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
  if (!(seconds > 0)) throw new InvalidArgumentError('Write a number of seconds above 0.');
  return seconds;
}
