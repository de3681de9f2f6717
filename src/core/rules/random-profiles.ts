/** Profiles by chance, always the same for the same seed: samples that are compared with an exact result. */

import type { Catalogue } from '../catalogue.js';
import type { Answer, Facts } from '../model.js';
import { type AnswerClass, type Member, openClass } from './answer-classes.js';

/** A profile, and the class of each member that its answers fall into. */
export interface RandomProfile {
  readonly facts: Facts;
  readonly way: readonly number[];
}

/** Gives a whole number from 0 up to the one below `below`. */
export type Chance = (below: number) => number;

/**
 * Chance from a seed. Method: a linear congruential generator with the multiplier and increment of Numerical Recipes,
 * upper bits only.
 */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/**
 * One profile: a class of every member with equal chances, and any answer of that class, not only the one that stands for
 * it. What is open is left out; a list that is open has no options.
 */
export function randomProfile(catalogue: Catalogue, members: readonly Member[], chance: Chance): RandomProfile {
  const drawn = members.map(({ classes }) => chance(classes.length));
  const isOpenList = ({ fact, option }: Member) =>
    option !== null && members.some((each, level) => each.id === fact && drawn[level] === openClass(each));
  const way = members.map((member, level) => (isOpenList(member) ? 0 : (drawn[level] ?? 0)));
  const facts = new Map<string, Answer>();
  members.forEach(({ fact, option, classes }, level) => {
    const chosen = classes[way[level] ?? 0];
    if (chosen === undefined || chosen.answer === null) return;
    if (option === null) facts.set(fact, answerIn(chosen, chosen.answer, chance));
    else if (!members.some(({ id }) => id === fact) || facts.has(fact)) {
      const given = facts.get(fact);
      const list = Array.isArray(given) ? given : [];
      facts.set(fact, chosen.answer === true ? [...list, option] : list);
    }
  });
  return { facts: withinCeilings(catalogue, members, way, facts), way };
}

/** Whole numbers anywhere in the class: what lies between fractions is left to the one that stands for them. */
function answerIn({ most, options }: AnswerClass, answer: Answer, chance: Chance): Answer {
  if (options.length > 0) return options[chance(options.length)] ?? answer;
  if (typeof answer !== 'number' || !Number.isInteger(answer)) return answer;
  const widest = answer + 1000;
  return answer + chance(Math.floor(Math.min(most ?? widest, widest)) - answer + 1);
}

/** An answer above its ceiling takes the ceiling where its class allows that, else the smallest of its class. */
function withinCeilings(
  catalogue: Catalogue,
  members: readonly Member[],
  way: readonly number[],
  facts: Map<string, Answer>,
): Facts {
  for (const question of catalogue.questions) {
    if (question.type !== 'number' || typeof question.atMost !== 'string') continue;
    const [own, ceiling] = [facts.get(question.id), facts.get(question.atMost)];
    const level = members.findIndex(({ id }) => id === question.id);
    const least = Number(members[level]?.classes[way[level] ?? 0]?.answer ?? 0);
    if (typeof own !== 'number' || typeof ceiling !== 'number' || own <= ceiling) continue;
    facts.set(question.id, Math.max(least, ceiling));
    if (least > ceiling) facts.set(question.atMost, least);
  }
  return facts;
}
