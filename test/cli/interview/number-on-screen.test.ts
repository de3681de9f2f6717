/** A number typed on the screen: the keys of lists, "?" and "<", count at the end of the line, whatever stands before them. */
import { describe, expect, it } from 'vitest';
import { askNumber } from '../../../src/cli/interview/number-on-screen.js';
import { plainStyle } from '../../../src/report/style.js';
import { facts, number, tinyCatalogue } from '../../support/tiny.js';
import { fakePerson } from '../fake-world.js';

/** What comes of these lines, and what was said beside the question. */
async function typing(...lines: readonly string[]) {
  const said: string[] = [];
  const question = number('team', { because: 'It matters.', atLeast: 1 });
  const reply = await askNumber(
    {
      catalogue: tinyCatalogue({ questions: [question] }),
      prompter: fakePerson(lines),
      style: plainStyle,
      width: 80,
      say: async (text) => {
        said.push(text);
      },
      keep: async () => {},
    },
    { question, message: 'How many?', answers: facts(), decides: null },
  );
  return { reply, said: said.join('') };
}

describe('at a number', () => {
  it.each(['?', '??', '<?', '5?', '12k ?', 'many?'])('%j tells why, and the question stays', async (line) => {
    const { reply, said } = await typing(line, '3');
    expect(said).toContain('Why: It matters.');
    expect(reply).toEqual({ answer: 3 });
  });

  it.each(['<', '<<', '?<', '5<', '12k <', 'many<'])('%j goes back', async (line) => {
    expect((await typing(line)).reply).toBe('back');
  });

  it('a minus sign is understood, and refused as too small', async () => {
    await expect(typing('-1')).rejects.toThrow('-1 is too small for "team". At least 1.');
  });
});
