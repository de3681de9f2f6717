/** A line to type on the screen. What stands in it at the start can be erased: an empty line is an answer too. */
import { createPrompt, isEnterKey, isTabKey, useEffect, useKeypress, useState } from '@inquirer/core';
import type { Style } from '../../report/style.js';
import type { LineQuestion } from '../world.js';

export interface LineConfig extends LineQuestion {
  readonly style: Style;
}

/** The prompt itself; null when the terminal has nothing more to say (Ctrl-D). */
export const linePrompt = createPrompt<string | null, LineConfig>(
  ({ message, start = '', refuse, shown, style }, done) => {
    const [text, setText] = useState('');
    const [refusal, setRefusal] = useState<string | null>(null);
    const [finished, setFinished] = useState(false);
    useEffect((line) => {
      line.write(start);
      setText(start);
    }, []);
    useKeypress((key, line) => {
      if (isEnterKey(key)) {
        const why = refuse(text);
        setRefusal(why);
        setFinished(why === null);
        // The line was emptied by Enter; what cannot stand is put back to be mended.
        if (why === null) done(text);
        else line.write(text);
      } else if (isTabKey(key)) {
        line.clearLine(0);
        line.write(text);
      } else {
        setRefusal(null);
        setText(line.line);
      }
    });
    useEnd(() => done(null));
    if (finished) return `${style.good('✔')} ${style.strong(message)} ${shown?.(text) ?? text}`;
    return [`? ${style.strong(message)} ${text}`, refusal === null ? '' : style.bad(`! ${refusal}`)];
  },
);

/** Calls when the input ends while the question is open: else nothing would, and the program would end as if all were well. */
export function useEnd(ended: () => void): void {
  useEffect((line) => {
    line.on('close', ended);
    return () => line.removeListener('close', ended);
  }, []);
}
