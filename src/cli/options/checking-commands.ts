/** The flags of the commands that keep a decision true: pin, accept, check, review, diff, and what editors and shells ask. */
import { Argument, type Command as Commander, InvalidArgumentError, Option } from 'commander';
import type { Choice } from '../../core/check/pin.js';
import { actions } from '../../core/finding.js';
import { type Approach, approaches, type Severity, severities } from '../../core/model.js';
import { type CheckFormat, checkFormats } from '../../report/check-format-names.js';
import type { CheckCommand, Command, DecidingOptions, OutputFile, ReviewCommand, SchemaCommand } from '../command.js';
import { type Shell, shells } from '../completion/completion-shells.js';
import {
  addOutputOptions,
  commonOptions,
  outputOptions,
  type Raw,
  readDay,
  readList,
  readReason,
  textOr,
} from './reading-options.js';

type Choose = (command: Command) => void;

const todayOption = ['--today <day>', 'the day to reckon from, for repeatable runs', readDay] as const;

/** Adds the commands to the program. */
export function addCheckingCommands(program: Commander, choose: Choose): void {
  addPin(program, choose);
  addAccept(program, choose);
  addCheck(program, choose);
  addReview(program, choose);
  addDiff(program, choose);
  addSchema(program, choose);
  program
    .command('completion')
    .description('print a script that completes stackfit in a shell')
    .addArgument(new Argument('<shell>', 'the shell').choices(shells))
    .allowExcessArguments(false)
    .action((shell: Shell) => choose({ do: 'completion', shell }));
}

function addPin(program: Commander, choose: Choose): void {
  const command = program
    .command('pin')
    .description('record the decision in the profile, so that check can hold it against what changes')
    .argument('<profile>', 'a profile file');
  const choices = addDeciding(addOutputOptions(command, ['human', 'json']), 'a year');
  command.action((profile: string) =>
    choose({ do: 'pin', profile, ...decidingOptions(command.opts(), choices), ...outputOptions(command.opts()) }),
  );
}

/** What people choose, with the reason that follows it on the command line. */
interface Choices {
  readonly made: { -readonly [key in keyof Choice]: Choice[key] }[];
  because: string | null;
}

function addDeciding(command: Commander, usual: string): Choices {
  const choices: Choices = { made: [], because: null };
  command
    .option('--by <names>', 'who decides, with commas between them', readList)
    .option('--review-by <day>', `when to look again; ${usual} from today when left out`, readDay)
    .option('--choose <layer=product>', 'what you take instead; "pattern=…" for the pattern; repeatable', (value) => {
      choices.made.push(readChoice(value));
      return value;
    })
    .option('--because <reason>', 'why; of the choices before it that have no reason yet', (value) => {
      const open = choices.made.filter((each) => each.because === null);
      for (const each of open) each.because = readReason(value);
      if (open.length === 0) choices.because = readReason(value);
      return value;
    })
    .option('--take-advice', 'take what is advised, also where something else runs or was chosen before')
    .option(...todayOption);
  return choices;
}

function readChoice(value: string): Choices['made'][number] {
  const [, about = '', chosen = '', approach = null] = /^([a-z-]+)=([a-z0-9-]+)(?:\/([a-z-]+))?$/.exec(value) ?? [];
  if (chosen === '') throw new InvalidArgumentError('Write it as layer=product, for example database=firestore.');
  if (approach !== null && !(approaches as readonly string[]).includes(approach))
    throw new InvalidArgumentError(`After the slash stands how: ${approaches.join(', ')}.`);
  return { about, chosen, approach: approach as Approach | null, because: null };
}

function decidingOptions(raw: Raw, { made, because }: Choices): DecidingOptions {
  return {
    by: (raw.by as readonly string[] | undefined) ?? null,
    reviewBy: textOr(raw.reviewBy, null),
    today: textOr(raw.today, null),
    choices: made,
    because,
    takeAdvice: raw.takeAdvice === true,
  };
}

function addAccept(program: Commander, choose: Choose): void {
  const command = program
    .command('accept')
    .description('live with a finding of check until a day, for a reason')
    .argument('<profile>', 'a profile file')
    .argument('<finding>', 'its id, as check prints it')
    .requiredOption('--until <day>', 'when it is told again: within a year', readDay)
    .requiredOption('--because <reason>', 'why it can wait', readReason)
    .option(...todayOption);
  addOutputOptions(command, ['human', 'json']).action((profile: string, finding: string) => {
    const raw: Raw = command.opts();
    const [until, because] = [String(raw.until), String(raw.because)];
    choose({ do: 'accept', profile, finding, until, because, today: textOr(raw.today, null), ...outputOptions(raw) });
  });
}

function addCheck(program: Commander, choose: Choose): void {
  const command = program
    .command('check')
    .description(
      'does it still fit? Evaluates saved profiles again and tells what changed, why, and the smallest remedy',
    )
    .argument('[paths...]', 'files, folders, patterns, "-" for standard input; default: profiles/ and stackfit.yaml');
  addOutputOptions(command, checkFormats)
    .option('--output <format=file>', 'write one more report into a file; repeatable', collectOutput)
    .addOption(
      new Option('--fail-on <severity>', 'exit with 1 from this severity on')
        .choices([...severities, 'never'])
        .default('warning'),
    )
    .addOption(
      new Option('--min-severity <severity>', 'show nothing below; the exit code does not change')
        .choices(severities)
        .default('note'),
    )
    .option('--show-accepted', 'show findings that somebody accepted')
    .option('--baseline <file>', 'report only what an earlier report (--format json) did not have')
    .option('--allow-empty', 'no profile is fine, too')
    .option(...todayOption)
    .option('--stdin-filename <name>', 'what to call standard input')
    .option('-v, --verbose', 'every reason, with its source and evidence')
    .action((paths: readonly string[]) => choose(checkCommand(paths, command.opts())));
}

function checkCommand(paths: readonly string[], raw: Raw): CheckCommand {
  return {
    do: 'check',
    paths,
    format: raw.format as CheckFormat,
    verbose: raw.verbose === true,
    outputs: (raw.output ?? []) as readonly OutputFile[],
    failOn: raw.failOn as CheckCommand['failOn'],
    minSeverity: raw.minSeverity as Severity,
    showAccepted: raw.showAccepted === true,
    baseline: textOr(raw.baseline, null),
    allowEmpty: raw.allowEmpty === true,
    today: textOr(raw.today, null),
    standardInputName: textOr(raw.stdinFilename, null),
    ...commonOptions(raw),
  };
}

function collectOutput(value: string, earlier: readonly OutputFile[] = []): readonly OutputFile[] {
  const [, name = '', file = ''] = /^([a-z]+)=(.+)$/.exec(value) ?? [];
  const format = checkFormats.find((each) => each === name);
  if (format === undefined)
    throw new InvalidArgumentError(`Write it as format=file, with one of: ${checkFormats.join(', ')}.`);
  return [...earlier, { format, file }];
}

function addReview(program: Commander, choose: Choose): void {
  const command = program
    .command('review')
    .description('the review routine: plans, strain, pain, the bill; then keep, add, extract, or rewrite with evidence')
    .argument('<profile>', 'a profile file')
    .option('--planned <capabilities>', 'the top three of the next two releases; empty for none', readList)
    .option('--pain <points>', 'what hurts again and again; empty for nothing', readList)
    .option('--cost-trend <trend>', 'fine, rising or alarming')
    .addOption(new Option('--action <action>', 'what you decide').choices(actions));
  const choices = addDeciding(addOutputOptions(command, ['human', 'json']), 'six months');
  command.action((profile: string) => choose(reviewCommand(profile, command.opts(), choices)));
}

function reviewCommand(profile: string, raw: Raw, choices: Choices): ReviewCommand {
  return {
    do: 'review',
    profile,
    planned: (raw.planned as readonly string[] | undefined) ?? null,
    pain: (raw.pain as readonly string[] | undefined) ?? null,
    costTrend: textOr(raw.costTrend, null),
    action: textOr(raw.action, null),
    ...decidingOptions(raw, choices),
    ...outputOptions(raw),
  };
}

function addDiff(program: Commander, choose: Choose): void {
  const command = program
    .command('diff')
    .description('two profiles, or two versions of one: which answers differ, what that changes, and because of which')
    .argument('<before>', 'a profile file, "-" for standard input')
    .argument('<after>', 'a profile file, "-" for standard input');
  addOutputOptions(command, ['human', 'json', 'markdown']).action((before: string, after: string) =>
    choose({ do: 'diff', before, after, ...outputOptions(command.opts()) }),
  );
}

function addSchema(program: Commander, choose: Choose): void {
  const command = program
    .command('schema')
    .description('print a JSON Schema: of profiles or rule files for editors, of the JSON output for programs')
    .addArgument(new Argument('<of>', 'what it describes').choices(['profile', 'rules', 'json']))
    .option('--rules <folder>', 'add a folder of rules to the shipped ones')
    .allowExcessArguments(false);
  command.action((of: SchemaCommand['of']) =>
    choose({ do: 'schema', of, format: 'human', verbose: false, ...commonOptions(command.opts()) }),
  );
}
