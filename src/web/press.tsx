import type { Button } from '../chat/message.js';
import { newId } from '../shared/ids.js';
import { type Desk, pathTo } from './visit.js';

type HiddenProps = { desk: Desk; fields?: Readonly<Record<string, string>> };

/** What travels with every sending: who may send it, from where, and the name of this one event. */
export const Hidden = ({ desk, fields = {} }: HiddenProps) => (
  <>
    {Object.entries({
      csrf: desk.csrf,
      key: newId(),
      place: desk.visit.channel?.channel ?? '',
      beside: desk.visit.beside ?? '',
      ...fields,
    }).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
  </>
);

type PressProps = { button: Button; desk: Desk; about: string };

/** A button of a card. Anything that discloses or destroys opens what it will do first, and only then offers the press. */
export const PressButton = ({ button, desk, about }: PressProps) =>
  button.confirm ? (
    <details class="confirm">
      <summary class={`btn ${looks(button)}`} aria-describedby={about}>
        {button.label}
      </summary>
      <div class={button.tone === 'danger' ? 'confirm-box is-danger' : 'confirm-box'}>
        <p class="fw-bold mb-1">{button.confirm.title}</p>
        <p class="said">{button.confirm.text}</p>
        <div class="presses">
          <PressForm button={button} desk={desk} about={about} label={button.confirm.yes} />
          <a class="btn btn-outline-secondary" href={desk.here} data-close>
            {button.confirm.no}
          </a>
        </div>
      </div>
    </details>
  ) : (
    <PressForm button={button} desk={desk} about={about} label={button.label} />
  );

const PressForm = ({ button, desk, about, label }: PressProps & { label: string }) => (
  <form method="post" action={`${pathTo(desk.visit.persona.user)}/press`}>
    <Hidden desk={desk} fields={{ action: button.action, value: desk.sign(button.action, button.value) }} />
    <button class={`btn ${looks(button)}`} aria-describedby={about}>
      {label}
    </button>
  </form>
);

function looks({ tone }: Button): string {
  if (tone === 'primary') return 'btn-primary';
  return tone === 'danger' ? 'btn-outline-danger' : 'btn-outline-primary';
}
