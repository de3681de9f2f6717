/** A list on the screen: one entry or several are picked, the ways out stay in view, and "why" is told in place. */
import {
  createPrompt,
  isDownKey,
  isEnterKey,
  isSpaceKey,
  isUpKey,
  type KeypressEvent,
  useKeypress,
  useRef,
  useState,
} from '@inquirer/core';
import { paragraph, widthOf } from '../../report/layout.js';
import type { Style } from '../../report/style.js';
import type { Entry } from '../world.js';
import { useEnd } from './line-prompt.js';

/** What is asked. Answers are given as positions, so that any value can stand behind an entry. */
export interface ListConfig {
  readonly message: string;
  readonly entries: readonly Pick<Entry<unknown>, 'label' | 'hint' | 'checked'>[];
  readonly ways: readonly { readonly label: string; readonly key?: string; readonly tells?: string }[];
  readonly many: boolean;
  /** The entry under the cursor at the start. */
  readonly start: number;
  readonly style: Style;
  /** The size of the terminal now: it can change while somebody reads. */
  readonly screen: () => { readonly columns: number; readonly rows: number };
}

export type ListReply = { readonly picked: readonly number[] } | { readonly way: number };

interface ListState {
  /** The line under the cursor: the entries first, the ways after them. */
  readonly active: number;
  readonly checked: readonly boolean[];
  readonly told: string | null;
  readonly refusal: string | null;
  readonly reply: ListReply | null;
}

const unpicked = 'Nothing is picked. Space picks; or take a line below the list.';

/** The prompt itself; null when the terminal has nothing more to say (Ctrl-D). Keys that make no sense are passed over. */
export const listPrompt = createPrompt<ListReply | null, ListConfig>((config, done) => {
  const [state, setState] = useState<ListState>({
    active: config.start,
    checked: config.entries.map((each) => each.checked === true),
    told: null,
    refusal: null,
    reply: null,
  });
  const top = useRef(0);
  useKeypress((key, line) => {
    const typed = line.line.trim();
    line.clearLine(0);
    const next = afterKey(config, state, key, typed);
    setState(next);
    if (next.reply) done(next.reply);
  });
  useEnd(() => done(null));
  if (state.reply) return answered(config, state.reply);
  const page = drawn(config, state, top.current);
  top.current = page.top;
  return `${page.text}${hiddenCursor}`;
});

const hiddenCursor = '\u001b[?25l';

function afterKey(config: ListConfig, state: ListState, key: KeypressEvent, typed: string): ListState {
  const still: ListState = { ...state, refusal: null };
  const last = config.entries.length + config.ways.length - 1;
  const move = (to: number): ListState => ({ ...still, active: to < 0 ? last : to > last ? 0 : to });
  if (isEnterKey(key)) return onEnter(config, still);
  if (isUpKey(key)) return move(state.active - 1);
  if (isDownKey(key)) return move(state.active + 1);
  if (key.name === 'pageup') return move(Math.max(0, state.active - 10));
  if (key.name === 'pagedown') return move(Math.min(last, state.active + 10));
  if (key.name === 'home') return move(0);
  if (key.name === 'end') return move(last);
  if (isSpaceKey(key) && config.many && state.active < config.entries.length)
    return { ...still, checked: state.checked.map((each, index) => (index === state.active ? !each : each)) };
  const way = config.ways.findIndex((each) => each.key !== undefined && each.key === typed);
  return way < 0 ? state : onWay(config, still, way);
}

function onEnter(config: ListConfig, state: ListState): ListState {
  const { entries, many } = config;
  if (state.active >= entries.length) return onWay(config, state, state.active - entries.length);
  if (!many) return { ...state, reply: { picked: [state.active] } };
  const picked = entries.flatMap((_, index) => (state.checked[index] ? [index] : []));
  return picked.length > 0 ? { ...state, reply: { picked } } : { ...state, refusal: unpicked };
}

function onWay(config: ListConfig, state: ListState, way: number): ListState {
  const tells = config.ways[way]?.tells;
  if (tells === undefined) return { ...state, reply: { way } };
  return { ...state, told: state.told === null ? tells : null };
}

/** What stays on the screen: the question and the answer, in at most three lines. */
function answered(config: ListConfig, reply: ListReply): string {
  const { style } = config;
  const labels = 'way' in reply ? [config.ways[reply.way]?.label] : reply.picked.map((at) => config.entries[at]?.label);
  const shown = labels.length > 4 ? [...labels.slice(0, 3), `and ${labels.length - 3} more`] : labels;
  const text = `${config.message} ${style.strong(shown.join(', '))}`;
  return `${style.good('✔')} ${paragraph(text, config.screen().columns - 1, '  ', '').join('\n')}`;
}

/** The whole prompt, never higher than the screen: what does not fit is scrolled, and both ends say so. */
function drawn(config: ListConfig, state: ListState, oldTop: number): { text: string; top: number } {
  const { entries, ways, style, many } = config;
  const { columns, rows: height } = config.screen();
  const width = columns - 1;
  const message = paragraph(config.message, width, '  ', '? ').map(style.strong);
  const told = state.told === null ? [] : wrappedLines(state.told, width).map(style.quiet);
  const active = (index: number, text: string) =>
    index === state.active ? style.strong(`> ${cut(text, width - 2)}`) : `  ${cut(text, width - 2)}`;
  const box = (index: number) => (many ? (state.checked[index] ? '[x] ' : '[ ] ') : '');
  const below = ways.map((way, index) =>
    active(entries.length + index, `${way.label}${way.key === undefined ? '' : ` (${way.key})`}`),
  );
  const hint = entries[state.active]?.hint ?? '';
  const foot = [
    ...(below.length > 0 ? ['', ...below] : []),
    '',
    state.refusal === null ? style.quiet(cut(hint, width)) : style.bad(cut(`! ${state.refusal}`, width)),
    style.quiet(many ? '↑↓ move · space picks · Enter goes on' : '↑↓ move · Enter picks'),
  ];
  const room = Math.max(4, height - 1 - message.length - told.length - foot.length);
  const view = scrolled(entries.length, room, Math.min(state.active, entries.length), oldTop);
  const rows = entries.slice(view.top, view.end).map((each, index) => {
    const at = view.top + index;
    return active(at, `${box(at)}${each.label}`);
  });
  if (view.top > 0) rows[0] = style.quiet(`  ↑ ${view.top + 1} more`);
  if (view.end < entries.length) rows[rows.length - 1] = style.quiet(`  ↓ ${entries.length - view.end + 1} more`);
  return { text: [...message, ...told, ...rows, ...foot].join('\n'), top: view.top };
}

/** Which entries show: the one under the cursor always, and never behind the marks at the two ends. */
export function scrolled(count: number, room: number, active: number, oldTop: number): { top: number; end: number } {
  if (count <= room) return { top: 0, end: count };
  let top = Math.min(oldTop, count - room);
  if (active < count && active <= top) top = Math.max(0, active - 1);
  if (active < count && active >= top + room - 1) top = Math.min(count - room, active - room + 2);
  return { top, end: top + room };
}

function wrappedLines(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => paragraph(line, width, '  '));
}

function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  const [first = ''] = paragraph(text, width - 1);
  return `${first}…`;
}
