import type { Child } from 'hono/jsx';
import { instantInWords } from '../../shared/days.js';
import { headingOf, Parts } from '../message.js';
import type { MenuLine, Posted, Said } from '../needs.js';
import { Hidden } from '../press.js';
import { beside, type Desk, pathTo, spotOf } from '../visit.js';

type BoardProps = {
  desk: Desk;
  posted: readonly Posted[];
  fresh: ReadonlySet<string>;
  menu: readonly MenuLine[];
  /** What was answered just now, and the message it belongs under. */
  answer: { under: string | null; shown: Child };
};

const ZONE = 'Europe/London';

/** What has been said in a place, oldest first, with a way straight to what is new. */
export function Board({ desk, posted, fresh, menu, answer }: BoardProps) {
  const firstFresh = posted.flatMap((each) => [each, ...each.replies]).find((said) => fresh.has(said.id))?.id;
  const draw = (said: Said, level: 3 | 4) => (
    <>
      <Card
        said={said}
        desk={beside(desk, said.id)}
        level={level}
        menu={menu}
        isNew={fresh.has(said.id)}
        isFirst={said.id === firstFresh}
      />
      {answer.under === said.id && answer.shown}
    </>
  );
  return (
    <section aria-labelledby="board-title">
      <div class="board-head">
        <h2 id="board-title">What has been said</h2>
        {posted.length > 2 && (
          <a href={firstFresh === undefined ? '#newest' : '#new'}>
            {firstFresh === undefined ? 'Go to the newest' : 'Go to what is new'}
          </a>
        )}
      </div>
      {posted.length === 0 && <p class="note">Nothing yet.</p>}
      <ol class="board">
        {posted.map((root, index) => (
          <li id={index === posted.length - 1 ? 'newest' : undefined}>
            {draw(root, 3)}
            {root.replies.length > 0 && <Thread replies={root.replies} draw={draw} />}
          </li>
        ))}
      </ol>
    </section>
  );
}

type ThreadProps = { replies: readonly Said[]; draw: (said: Said, level: 3 | 4) => Child };

const Thread = ({ replies, draw }: ThreadProps) => (
  <ol class="thread" aria-label="Replies">
    {replies.map((reply) => (
      <li>{draw(reply, 4)}</li>
    ))}
  </ol>
);

type CardProps = {
  said: Said;
  desk: Desk;
  level: 3 | 4;
  menu: readonly MenuLine[];
  isNew: boolean;
  isFirst: boolean;
};

const Card = ({ said, desk, level, menu, isNew, isFirst }: CardProps) => {
  const titleId = `said-${said.id}`;
  return (
    <article class="card-said" id={spotOf(said.id)} tabindex={-1} aria-labelledby={titleId}>
      <span id={titleId} hidden>
        {headingOf(said.message) ?? said.message.summary}
      </span>
      <p class="stamp" id={isFirst ? 'new' : undefined}>
        {isNew && <span class="new">New</span>}
        <span class="author">Corridor</span>{' '}
        <time datetime={said.at.toISOString()}>{instantInWords(said.at, ZONE)}</time>
      </p>
      <Parts parts={said.message.parts} desk={desk} level={level} id={`part-${said.id}`} about={titleId} />
      {menu.length > 0 && <Menu menu={menu} desk={desk} messageId={said.id} about={titleId} />}
    </article>
  );
};

type MenuProps = { menu: readonly MenuLine[]; desk: Desk; messageId: string; about: string };

/** What can be done with any message: in a chat this is behind its three dots. */
const Menu = ({ menu, desk, messageId, about }: MenuProps) => (
  <details class="switch message-menu">
    <summary aria-describedby={about}>With this message</summary>
    <form method="post" action={`${pathTo(desk.visit.persona.user)}/pick`} class="presses">
      <Hidden desk={desk} fields={{ message: messageId }} />
      {menu.map(({ action, label }) => (
        <button
          class="btn btn-sm btn-outline-secondary"
          name="action"
          value={action}
          aria-describedby={about}
        >
          {label}
        </button>
      ))}
    </form>
  </details>
);
