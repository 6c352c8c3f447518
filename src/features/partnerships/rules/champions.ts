import type { Member, Partnership } from '../rules.js';

/** Whether somebody is a champion of their partnership: its digest is theirs, and they hear when something had to be removed. */
export const isChampion = ({ active, duties }: Member): boolean =>
  active && (duties.includes('champion') || duties.includes('deputy-champion'));

/** The champion and the deputies, the champion first. */
export const championsOf = ({ members }: Partnership): Member[] =>
  members
    .filter(isChampion)
    .toSorted(
      (one, two) => Number(two.duties.includes('champion')) - Number(one.duties.includes('champion')),
    );
