import type { CommandLine } from '../needs.js';
import { Hidden } from '../press.js';
import { type Desk, pathTo } from '../visit.js';

type CommandsProps = { desk: Desk; words: readonly CommandLine[] };

/** What one can ask for: the usual things as buttons, everything by its word. */
export const Commands = ({ desk, words }: CommandsProps) => (
  <section class="commands" aria-labelledby="commands-title">
    <h2 id="commands-title">What would you like to do?</h2>
    <form method="post" action={sayPath(desk)} class="presses">
      <Hidden desk={desk} />
      {usualFirst(words.filter(goesAlone)).map(({ word, shortcut }, index) => (
        <button class={`btn ${index === 0 ? 'btn-primary' : 'btn-outline-primary'}`} name="text" value={word}>
          {shortcut ?? word.charAt(0).toUpperCase() + word.slice(1)}
        </button>
      ))}
    </form>
    <Typing desk={desk} words={words} />
  </section>
);

/** As people type them in a chat, and what can be typed. */
const Typing = ({ desk, words }: CommandsProps) => (
  <details class="typing">
    <summary>Type a command</summary>
    <form method="post" action={sayPath(desk)}>
      <Hidden desk={desk} />
      <label for="command">Command</label>
      <div class="typed-row">
        <input class="form-control" id="command" name="text" autocomplete="off" autocapitalize="none" />
        <button class="btn btn-outline-primary">Send</button>
      </div>
    </form>
    <dl class="facts">
      {usualFirst(words).map(({ word, about, hint }) => (
        <div>
          <dt>{hint === undefined ? word : `${word} (${hint})`}</dt>
          <dd>{about}.</dd>
        </div>
      ))}
    </dl>
  </details>
);

/** A word that only means something with more after it is typed, not pressed. */
const goesAlone = ({ shortcut, hint }: CommandLine): boolean => shortcut !== undefined || hint === undefined;

const usualFirst = (words: readonly CommandLine[]) =>
  words.toSorted((one, other) => Number(Boolean(other.shortcut)) - Number(Boolean(one.shortcut)));

const sayPath = (desk: Desk) => `${pathTo(desk.visit.persona.user)}/say`;
