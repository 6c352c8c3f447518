import type { Fault } from '../fakes/faults.js';
import type { Dice } from './dice.js';
import type { Moment } from './deliver.js';
import { waited, type Life, type World } from './world.js';

const LEASE_MS = 30_000;
const SAYING = /^(chat\.(postMessage|update)|say|change)$/;

type Needs = { world: World; dice: Dice; weather: { fault(method: string): Fault | undefined } };

export type Blows = ReturnType<typeof createBlows>;

/** Kills and freezes processes, at bad moments and at any. */
export function createBlows({ world, dice, weather }: Needs) {
  let onMoment: (moment: Moment) => void = () => undefined;
  let onRequest: (method: string, token: string) => Fault | undefined = () => undefined;
  let lastRequest = Date.now();
  for (const { faults } of [world.slack, world.teams])
    faults.decide((method, token) => {
      lastRequest = Date.now();
      return onRequest(method, token) ?? weather.fault(method);
    });

  /** Kills it before, while or after a platform is answered or asked, or at any time, and starts it again. */
  async function kill(life: Life): Promise<void> {
    // A decision takes a few milliseconds once it has come in: most deaths are to strike within one.
    const [kind, delay, applied] = [
      dice.one([0, 1, 1, 1, 2, 3]),
      dice.below(dice.one([12, 40, 400])),
      dice.chance(500),
    ];
    let nth = dice.between(1, 6);
    await new Promise<void>((resolve) => {
      let isDead = false; // one death for each moment: what is left of its timers must not kill the next life
      const die = () => {
        if (isDead) return;
        isDead = true;
        resolve(world.kill(life));
      };
      setTimeout(die, kind === 0 ? dice.below(1_000) : 2_000);
      onMoment = (moment) => {
        if (kind === (moment === 'sent' ? 1 : 2)) setTimeout(die, delay);
      };
      onRequest = (method, token) => {
        if (kind !== 3 || !token.endsWith(life.suffix) || !SAYING.test(method) || (nth -= 1) !== 0)
          return undefined;
        die();
        return applied ? undefined : { kind: 'reset', applied: false };
      };
    });
    onMoment = () => undefined;
    onRequest = () => undefined;
    await waited(dice.below(200));
    await world.start(life);
  }

  /**
   * Longer than a lease, so that others take over what it had in hand, and shorter than the settling time. Mostly it
   * wakes just when they do.
   */
  async function freeze({ program }: Life): Promise<void> {
    program?.freeze();
    await waited((LEASE_MS / world.speed) * (1 + dice.below(dice.one([30, 60, 500])) / 1_000));
    program?.thaw();
  }

  return {
    on: (moment: Moment) => onMoment(moment),
    /** For how many milliseconds nobody has asked a platform for anything. */
    quietMs: () => Date.now() - lastRequest,
    /**
     * The next request that says something is carried out, but its answer never comes.
     * @returns who waits for it
     */
    hang: (): Promise<Life> =>
      new Promise((resolve) => {
        onRequest = (method, token) => {
          const life = world.lives.find(({ suffix }) => token.endsWith(suffix));
          if (!life || !SAYING.test(method)) return undefined;
          onRequest = () => undefined;
          resolve(life);
          return { kind: 'hang', applied: true };
        };
      }),
    /** The next blow. @returns how many were frozen with it */
    async strike(freezing: boolean): Promise<number> {
      const life = dice.one(world.lives);
      const others = world.lives.filter((each) => each !== life);
      const frozen = freezing ? (others.length > 0 ? dice.one(others) : life) : null;
      if (frozen === life) await freeze(life);
      const thawed = frozen !== null && frozen !== life ? freeze(frozen) : undefined;
      await kill(life);
      await thawed;
      return frozen === null ? 0 : 1;
    },
  };
}
