import { check, type Fact, type Verdict } from './check.js';
import { createBlows, type Blows } from './blows.js';
import { createDice } from './dice.js';
import { leftovers, type Held } from './leftovers.js';
import { createPeople } from './people.js';
import { createHistory, look } from './record.js';
import { createWeather } from './weather.js';
import { openWorld, waited, type World, type WorldOptions } from './world.js';

export type RunOptions = Pick<WorldOptions, 'server' | 'processes' | 'main' | 'speed' | 'spans'> & {
  events: number;
  kills: number;
  seed: number;
  /** Ends at the first thing that can never be put right, for a run that is expected to fail. */
  hasty?: boolean;
};

export type Ran = Verdict &
  Held & {
    /** Replies that somebody answered for, and what was written in Teams that nobody did. */
    crossing: Readonly<{ promised: number; unanswered: number }>;
    freezes: number;
    seconds: number;
    lines: readonly string[];
  };

const AT_ONCE = 8;
/** Nothing has come right for so long, in the program’s time: it never will. */
const STALL_MS = 400_000;
/** A lease, a settling time and some more: whatever would be said again has been by then. */
const AFTERWARDS_MS = 120_000;
/** Each consultation gets about so many replies. */
const EVENTS_A_THREAD = 120;

/** Lets people work while the program is killed and frozen and Slack and Teams falter, and judges what came of it. */
export async function run(options: RunOptions): Promise<Ran> {
  const began = Date.now();
  const { seed, speed } = options;
  const history = createHistory();
  const weather = createWeather(createDice(seed + 1), speed);
  const world = await openWorld({ ...options, ...weather, onLanded: history.landed });
  try {
    const blows = createBlows({ world, dice: createDice(seed + 2), weather });
    const people = createPeople({ world, history, dice: createDice(seed + 3), on: blows.on });
    const judge = (end: readonly Fact[] = []) => check([...history.facts(), ...look(world.seen(), world.channels), ...end]);
    const isHopeless = () => {
      if (options.hasty !== true) return false;
      const { duplicated, outOfOrder } = judge();
      return duplicated.length + outOfOrder.length > 0;
    };
    const day: Day = { ...options, blows, people, isHopeless, done: 0, over: false };
    await people.arrive();
    const [freezes] = await Promise.all([strikeAll(day), workOn(day)]);
    if (!day.over) await untilRight(speed, judge, isHopeless);
    const early = day.over || isHopeless();
    const { facts, held } = early ? NO_END : await endOf(day, world);
    const lines = world.lives.flatMap(({ program }) => program?.lines.slice(-15) ?? []);
    const { crossing } = people;
    const verdict = judge(facts);
    const lost = early ? [] : verdict.lost; // after an early end, most of what is missing was still to come
    return { ...verdict, lost, ...held, crossing, freezes, seconds: (Date.now() - began) / 1_000, lines };
  } finally {
    await world.close();
  }
} // prettier-ignore

type End = Awaited<ReturnType<typeof leftovers>>;
const NO_END: End = { facts: [], held: { held: 0, behind: 0 } };

type Day = RunOptions & {
  blows: Blows;
  people: ReturnType<typeof createPeople>;
  isHopeless: () => boolean;
  done: number;
  over: boolean;
};

/** First the questions, since most of the work is answering them. */
async function workOn(day: Day): Promise<void> {
  const threads = Math.max(4, Math.round(day.events / EVENTS_A_THREAD));
  const work = async (until: number, what: () => Promise<void>) => {
    while (day.done < until && !day.over) {
      day.done += 1;
      await what();
    }
  };
  const atOnce = (until: number, what: () => Promise<void>) =>
    Promise.all(Array.from({ length: AT_ONCE }, () => work(until, what)));
  await atOnce(threads, day.people.consult);
  await atOnce(day.events, day.people.act);
}

/** Spreads the blows over the day. @returns how many were frozen */
async function strikeAll(day: Day): Promise<number> {
  let freezes = 0;
  for (let kill = 0; kill < day.kills && !day.over; kill += 1) {
    while (day.done < (kill * day.events) / day.kills && day.done < day.events) await waited(20);
    freezes += await day.blows.strike(day.processes > 1 || kill % 6 === 1);
    day.over = day.isHopeless();
  }
  return freezes;
}

/** Waits until nothing is missing, and then until nothing can come twice any more. */
async function untilRight(speed: number, judge: () => Verdict, isHopeless: () => boolean): Promise<void> {
  let [missing, since] = ['', Date.now()];
  while (Date.now() - since < STALL_MS / speed && !isHopeless()) {
    const now = judge().lost.join('\n');
    if (now === '') return await waited(AFTERWARDS_MS / speed);
    if (now !== missing) [missing, since] = [now, Date.now()];
    await waited(250);
  }
}

/**
 * Everybody stops in the middle of something, stays away for a week and comes back: what was in hand is finished, and
 * what was due meanwhile happens once.
 */
async function endOf({ blows, people }: Day, world: World): Promise<End> {
  const hanging = blows.hang();
  const referring = people.refer();
  const waiting = await hanging;
  const stopped = await world.stop();
  const visible = stopped.find(({ life }) => life === waiting)?.readiness === 503;
  world.passWeek();
  await Promise.all(world.lives.map(world.start));
  await referring;
  const started = Date.now();
  const patienceMs = AFTERWARDS_MS / world.speed;
  while (Date.now() - started < patienceMs || blows.quietMs() < patienceMs) await waited(100);
  const codes = [...stopped, ...(await world.stop())].map(({ code }) => code);
  const { facts, held } = await leftovers(world.database, new Date(world.now() - 60_000));
  const ends = codes.filter((code) => code !== 0).map((code) => owed(`a clean end, not ${code}`));
  return {
    facts: [...ends, ...(visible ? [] : [owed('whoever stops says so while it does')]), ...facts],
    held,
  };
}

const owed = (what: string): Fact => ({ kind: 'owed', what });
