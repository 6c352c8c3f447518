import type { Message } from '../../chat/message.js';
import { Layout, type Looks } from '../layout.js';
import { Parts } from '../message.js';
import type { CommandLine, MenuLine, Posted } from '../needs.js';
import { beside, type Desk } from '../visit.js';
import { type Around, Bar, Places } from './around.js';
import { Board } from './board.js';
import { Commands } from './commands.js';

/** `beside` is the message it answers, null when it is about none. */
export type Told = { by: 'corridor' | 'clock'; message: Message; beside: string | null };

export type PlacePageProps = {
  /** For the cards everybody sees, and for the answer only this person sees. */
  desks: { everyone: Desk; one: Desk };
  posted: readonly Posted[];
  fresh: ReadonlySet<string>;
  told: Told | null;
  words: readonly CommandLine[];
  menu: readonly MenuLine[];
  around: Around;
  looks: Looks;
};

/** A place as one person sees it: what was answered just now, what they can do, and what has been said. */
export function PlacePage({ desks, posted, fresh, told, words, menu, around, looks }: PlacePageProps) {
  const { channel, persona } = desks.everyone.visit;
  const name = channel?.name ?? 'Your messages';
  const answer = told && <ToldView told={told} desk={beside(desks.one, told.beside)} />;
  const at = posted.flatMap(({ id, replies }) => [id, ...replies.map((each) => each.id)]);
  const under = told?.beside && at.includes(told.beside) ? told.beside : null;
  return (
    <Layout
      title={`${name} · ${persona.name}`}
      looks={looks}
      above={<Bar desk={desks.one} around={around} />}
    >
      <div class="workspace">
        <Places around={around} visit={desks.everyone.visit} />
        <div class="place">
          <h1>{name}</h1>
          <p class="about">{channel?.about ?? 'From Corridor, to you alone.'}</p>
          {under === null && answer}
          <Commands desk={desks.one} words={words} />
          <Board
            desk={desks.everyone}
            posted={posted}
            fresh={fresh}
            menu={channel ? menu : []}
            answer={{ under, shown: answer }}
          />
        </div>
      </div>
    </Layout>
  );
}

const ToldView = ({ told, desk }: { told: Told; desk: Desk }) => (
  <section class="told" id="told" aria-labelledby="told-title" tabindex={-1} autofocus>
    <h2 id="told-title">{told.by === 'clock' ? 'The clock was moved' : 'Only you can see this'}</h2>
    <Parts parts={told.message.parts} desk={desk} level={3} id="told-part" about="told-title" />
  </section>
);
