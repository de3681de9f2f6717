/** The flags of the commands that advise: ask, advise, and rules for those who write them. */
import { Command as Commander } from 'commander';
import { type AskCommand, type Command, draftFile, type RulesCommand } from './command.js';
import { addOutputOptions, collectAnswer, outputOptions, type Raw, textOr } from './reading-options.js';

type Choose = (command: Command) => void;

/** Adds the commands to the program. */
export function addAdvisingCommands(program: Commander, choose: Choose): void {
  const ask = program
    .command('ask')
    .description('ask about the app, then advise (what plain "stackfit" does)')
    .option('--quick', 'ask only the few questions that decide most; the advice is provisional')
    .option('--list', 'list the questions and their options, and ask nothing')
    .option('--resume', 'go on with an interrupted interview')
    .option('--answers <file>', 'take answers from a file, "-" for standard input')
    .option('--set <question=answer>', 'answer a question here; repeatable; "?" means I don\'t know', collectAnswer)
    .option('--save <file>', 'save the answers as a profile; without a terminal it replaces a file of that name')
    .option('--draft <file>', 'where answers are kept until they are saved', draftFile)
    .action((_, command: Commander) => choose(askCommand(command.opts())));
  const advise = program
    .command('advise')
    .description('advise on a saved profile')
    .argument('<profile>', 'a profile file, "-" for standard input')
    .action((profile: string, _, command: Commander) =>
      choose({ do: 'advise', profile, ...outputOptions(command.opts()) }),
    );
  for (const command of [ask, advise])
    addOutputOptions(command, ['human', 'json', 'markdown']).option(
      '-v, --verbose',
      'every reason, with its source and evidence',
    );
  program.addCommand(rulesCommands(choose));
}

function rulesCommands(choose: Choose): Commander {
  const rules = new Commander('rules')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .usage('<command> [options]')
    .description('for rule authors: what the rules rest on, and what is wrong with them');
  const tasks = {
    claims: 'every claim of the documents, with what carries it',
    lint: 'what is wrong with rules that load: untraced or expired figures, names without a source',
  } as const satisfies Record<RulesCommand['task'], string>;
  for (const task of ['claims', 'lint'] as const) {
    const command = rules.command(task).description(tasks[task]);
    addOutputOptions(command, ['human', 'json']);
    command.action(() => choose({ do: 'rules', task, ...outputOptions(command.opts()) }));
  }
  return rules;
}

function askCommand(raw: Raw): AskCommand {
  return {
    do: 'ask',
    mode: raw.quick === true ? 'quick' : 'full',
    list: raw.list === true,
    resume: raw.resume === true,
    answers: textOr(raw.answers, null),
    set: (raw.set ?? []) as readonly string[],
    save: textOr(raw.save, null),
    draft: textOr(raw.draft, draftFile),
    ...outputOptions(raw),
  };
}
