import type { ListItem, Message, Part } from '../chat/message.js';
import { ChartView } from './chart.js';
import { areaText } from './field.js';
import { PressButton } from './press.js';
import type { Desk } from './visit.js';

/**
 * `level` is that of the headings inside; ids inside start with `id`, which is used once on a page; `about` is the id
 * of the words that say what the buttons are about.
 */
type Drawn = { desk: Desk; level: 2 | 3 | 4; id: string; about: string };

/** The parts of a Message, in order. Whatever people typed is text and stays text. */
export const Parts = ({ parts, ...drawn }: Drawn & { parts: readonly Part[] }) => (
  <>
    {parts.map((part, index) => (
      <PartView part={part} {...drawn} id={`${drawn.id}-${index}`} />
    ))}
  </>
);

/** The first heading of a message, if it has one. */
export const headingOf = ({ parts }: Message): string | undefined =>
  parts.find((part) => part.kind === 'heading')?.text;

type PartProps = Drawn & { part: Part };

function PartView({ part, desk, level, id, about }: PartProps) {
  switch (part.kind) {
    case 'heading':
      return <Heading level={level} text={part.text} />;
    case 'text':
      return <p class="said">{part.text}</p>;
    case 'quote':
      return <blockquote class="typed">{part.text}</blockquote>;
    case 'facts':
      return <Facts facts={part.facts} />;
    case 'list':
      return <Items items={part.items} desk={desk} id={id} />;
    case 'buttons':
      return (
        <div class="presses">
          {part.buttons.map((button) => (
            <PressButton button={button} desk={desk} about={about} />
          ))}
        </div>
      );
    case 'note':
      return <Note part={part} />;
    case 'copy':
      return <CopyText part={part} id={id} />;
    case 'chart':
      return <ChartView chart={part} />;
  }
}

function Heading({ level, text }: { level: 2 | 3 | 4; text: string }) {
  if (level === 2) return <h2 class="part-heading">{text}</h2>;
  return level === 3 ? <h3 class="part-heading">{text}</h3> : <h4 class="part-heading">{text}</h4>;
}

const Facts = ({ facts }: { facts: Extract<Part, { kind: 'facts' }>['facts'] }) => (
  <dl class="facts">
    {facts.map((fact) => (
      <div>
        <dt>{fact.label}</dt>
        <dd class="said">{fact.value}</dd>
      </div>
    ))}
  </dl>
);

const Items = ({ items, desk, id }: { items: readonly ListItem[]; desk: Desk; id: string }) => (
  <ul class="items">
    {items.map((item, index) => (
      <li>
        <div class="item-words">
          <p class="said" id={`${id}-${index}`}>
            {item.text}
          </p>
          {item.note !== undefined && <p class="said item-note">{item.note}</p>}
        </div>
        {item.button && <PressButton button={item.button} desk={desk} about={`${id}-${index}`} />}
      </li>
    ))}
  </ul>
);

const Note = ({ part }: { part: Extract<Part, { kind: 'note' }> }) =>
  part.tone === 'warning' ? (
    <p class="said warning">
      <strong>Important: </strong>
      {part.text}
    </p>
  ) : (
    <p class="said note">{part.text}</p>
  );

const CopyText = ({ part, id }: { part: Extract<Part, { kind: 'copy' }>; id: string }) => (
  <div class="copy">
    <label for={id}>{part.label}</label>
    <textarea id={id} class="form-control" readonly data-copy rows={part.text.split('\n').length + 1}>
      {areaText(part.text)}
    </textarea>
  </div>
);
