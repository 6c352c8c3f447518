import { instantInWords } from '../../shared/days.js';
import type { Leap, Persona } from '../needs.js';
import { Hidden } from '../press.js';
import { type Desk, pathTo, type Visit } from '../visit.js';

/** What stands around a place: the time, the other people one can be, and this person's places with what is new. */
export type Around = {
  now: Date;
  people: readonly Persona[];
  places: readonly { channel: string | null; name: string; fresh: number }[];
};

const LEAPS: readonly { to: Leap; label: string }[] = [
  { to: 'day', label: 'A day on' },
  { to: 'week', label: 'A week on' },
  { to: 'next', label: 'Next thing due' },
];

/** Who one is and how to be somebody else; what time it is here and how to move it. */
export const Bar = ({ desk, around }: { desk: Desk; around: Around }) => (
  <section class="bar" aria-label="Who you are and what time it is">
    <div class="sheet bar-row">
      <div class="whoami">
        <p>
          You are <strong>{desk.visit.persona.name}</strong>
          <span class="role">{desk.visit.persona.description}</span>
        </p>
        <details class="switch">
          <summary>Be somebody else</summary>
          <ul>
            {around.people
              .filter((each) => each.user !== desk.visit.persona.user)
              .map((each) => (
                <li>
                  <a href={pathTo(each.user)}>
                    {each.name}
                    <span class="role">{each.description}</span>
                  </a>
                </li>
              ))}
          </ul>
        </details>
      </div>
      <form class="clock" method="post" action={`${pathTo(desk.visit.persona.user)}/time`}>
        <Hidden desk={desk} />
        <p id="clock">
          Here it is <strong>{instantInWords(around.now, 'Europe/London')}</strong>
        </p>
        <div class="presses">
          {LEAPS.map(({ to, label }) => (
            <button class="btn btn-sm btn-outline-primary" name="to" value={to} aria-describedby="clock">
              {label}
            </button>
          ))}
        </div>
      </form>
    </div>
  </section>
);

/** This person's places. A place with something new leads straight to it. */
export const Places = ({ around, visit }: { around: Around; visit: Visit }) => (
  <nav class="places" aria-label="Your places">
    <ul>
      {around.places.map(({ channel, name, fresh }) => (
        <li>
          <a
            href={`${pathTo(visit.persona.user, channel)}${fresh > 0 ? '#new' : ''}`}
            aria-current={channel === (visit.channel?.channel ?? null) ? 'page' : undefined}
          >
            {name}
            {fresh > 0 && <span class="waiting">{fresh} new</span>}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);
