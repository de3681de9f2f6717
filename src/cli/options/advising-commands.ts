/** The flags of the commands that advise: ask, advise, and rules for those who write them. */
import { type Command as Commander, Option } from 'commander';
import { type AskCommand, type Command, draftFile } from '../command.js';
import { addOutputOptions, collectAnswer, outputOptions, type Raw, textOr } from './reading-options.js';
import { rulesCommands } from './rules-commands.js';

type Choose = (command: Command) => void;

/** Adds the commands to the program. */
export function addAdvisingCommands(program: Commander, choose: Choose): void {
  const ask = program
    .command('ask')
    .description('ask about the app, then advise (what plain "stackfit" does)')
    .option('--quick', 'ask only the few questions that decide most; the advice is provisional')
    .addOption(new Option('--all', 'ask everything, also what can no longer change the result').conflicts('quick'))
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

function askCommand(raw: Raw): AskCommand {
  return {
    do: 'ask',
    mode: raw.quick === true ? 'quick' : raw.all === true ? 'full' : 'adaptive',
    list: raw.list === true,
    resume: raw.resume === true,
    answers: textOr(raw.answers, null),
    set: (raw.set ?? []) as readonly string[],
    save: textOr(raw.save, null),
    draft: textOr(raw.draft, draftFile),
    ...outputOptions(raw),
  };
}
