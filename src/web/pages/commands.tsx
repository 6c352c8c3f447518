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
      {words
        .filter(({ shortcut }) => shortcut !== undefined)
        .map(({ word, shortcut }, index) => (
          <button
            class={`btn ${index === 0 ? 'btn-primary' : 'btn-outline-primary'}`}
            name="text"
            value={word}
          >
            {shortcut}
          </button>
        ))}
    </form>
    <Typing desk={desk} words={words} />
  </section>
);

/** As people type them in a chat, and what can be typed. */
const Typing = ({ desk, words }: CommandsProps) => (
  <details class="typing">
    <summary>More, or type a command</summary>
    <form method="post" action={sayPath(desk)}>
      <Hidden desk={desk} />
      <label for="command">Command</label>
      <div class="typed-row">
        <input class="form-control" id="command" name="text" autocomplete="off" autocapitalize="none" />
        <button class="btn btn-outline-primary">Send</button>
      </div>
    </form>
    <form method="post" action={sayPath(desk)}>
      <Hidden desk={desk} />
      <dl class="facts">
        {words.map((line) => (
          <div>
            <dt>{goesAlone(line) ? <Word word={line.word} /> : `${line.word} (${line.hint})`}</dt>
            <dd>{line.about}.</dd>
          </div>
        ))}
      </dl>
    </form>
  </details>
);

const Word = ({ word }: { word: string }) => (
  <button class="btn btn-link" name="text" value={word}>
    {word}
  </button>
);

/** A word that only means something with more after it is typed, not pressed. */
const goesAlone = ({ shortcut, hint }: CommandLine): boolean => shortcut !== undefined || hint === undefined;

const sayPath = (desk: Desk) => `${pathTo(desk.visit.persona.user)}/say`;
