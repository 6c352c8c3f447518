import type { Field, FieldErrors, Form, Values } from '../../chat/form.js';
import { sentence, type Message } from '../../chat/message.js';
import { dayAt } from '../../shared/days.js';
import { serviceState } from '../partnerships/messages.js';
import {
  CAPACITY_WORDS,
  emergencyLine,
  type Partnership,
  type Service,
  type Who,
} from '../partnerships/rules.js';
import { LEVELS, maySet } from './rules.js';
import { MOST_IN_NOTE } from './schema.js';
import type { SetOutcome } from './use-cases.js';

/** `capacity`: what room each service has, and since when that is known; one’s own can be set. */
export function capacityList({ member, partnership }: Who, now: Date): Message {
  const { services, serviceLabel, timeZone } = partnership;
  return {
    summary: `${serviceLabel}: who has room`,
    parts: [
      { kind: 'heading', text: `${serviceLabel}: who has room` },
      {
        kind: 'list',
        items: services.map((service) => ({
          text: service.name,
          note: serviceState(service, now, timeZone),
          ...(maySet(member, service) && { button: setButton(service) }),
        })),
      },
      { kind: 'note', text: 'Set by each service’s own advisers. After a week without a word it says so.' },
    ],
  };
}

const setButton = ({ id }: Service, label = 'Set capacity') => ({ action: 'capacity.set', label, value: id });

/** What room is there? Filled in with what was said last, or with what was typed just now. */
export function capacityForm(
  service: Service,
  { partnership }: Who,
  now: Date,
  typed?: { values: Values; errors: FieldErrors },
): Form {
  return {
    action: 'capacity.set',
    context: JSON.stringify({ service: service.id }),
    title: 'Set capacity',
    submit: 'Set capacity',
    intro: [
      {
        kind: 'note',
        text: `${service.name}. Everybody in the partnership sees this, with your service’s name and today’s date, before they refer.`,
      },
      { kind: 'note', text: emergencyLine(partnership), tone: 'warning' },
    ],
    fields: fieldsWith(typed?.values ?? lastSaid(service, partnership, now)),
    ...(typed && { errors: typed.errors }),
  };
}

function fieldsWith(values: Values): Field[] {
  const filled = (name: string) => {
    const value = values[name];
    return typeof value === 'string' && value !== '' ? { value } : {};
  };
  const level = LEVELS.find((each) => each === values['level']);
  return [
    {
      kind: 'choice',
      name: 'level',
      label: 'Is there room for new referrals?',
      required: true,
      options: LEVELS.map((each) => ({ value: each, label: CAPACITY_WORDS[each] })),
      ...(level && { value: level }),
    },
    {
      kind: 'text',
      name: 'note',
      label: 'A few words',
      hint: `Such as “about 3 weeks”: ${MOST_IN_NOTE} characters at most. Nothing about anybody.`,
      lines: 'one',
      max: MOST_IN_NOTE,
      required: false,
      ...filled('note'),
    },
    {
      kind: 'date',
      name: 'pausedUntil',
      label: 'Paused until',
      hint: 'Only if you take nothing for now: the first day on which you will again.',
      required: false,
      ...filled('pausedUntil'),
    },
  ];
}

function lastSaid({ capacity }: Service, { timeZone }: Partnership, now: Date): Values {
  if (!capacity) return {};
  const { level, note, pausedUntil } = capacity;
  const paused = pausedUntil && pausedUntil > now ? dayAt(pausedUntil, timeZone) : undefined;
  return { level, note: note ?? undefined, pausedUntil: paused };
}

const ERRORS: Readonly<Record<string, string>> = {
  choose: 'Please choose one.',
  'too-long': `A few words: ${MOST_IN_NOTE} characters at most.`,
  date: 'Please choose a day from the calendar, or leave it empty.',
  over: 'Please choose a day after today, or leave it empty.',
  far: 'Please choose a day within a year, or leave it empty.',
};

/** What to do about each field that was not right. */
export const capacityErrors = (keys: Readonly<Record<string, string>>): FieldErrors =>
  Object.fromEntries(
    Object.entries(keys).map(([field, key]) => [field, ERRORS[key] ?? ERRORS['choose'] ?? '']),
  );

/** What became of it. */
export function setOutcome(outcome: SetOutcome, { timeZone }: Partnership, now: Date): Message {
  switch (outcome.kind) {
    case 'set':
      return said(
        'capacity set',
        `${stateOf(outcome.service, now, timeZone)} Everybody in the partnership sees this from now on.`,
        outcome.service,
      );
    case 'changed-since':
      return said(
        'capacity set since',
        `Somebody has set it since you were asked. ${stateOf(outcome.service, now, timeZone)}`,
        outcome.service,
      );
    case 'not-yours':
      return sentence(`Only advisers of ${outcome.service.organisation.name} set this. Nothing has changed.`);
    case 'not-found':
      return sentence('That service is no longer here. Type “capacity” for the ones that are.');
  }
}

/** The question, in a direct message; once somebody has answered it, what holds now, without buttons. */
export function askMessage(
  service: Service,
  open: { report: string } | null,
  { timeZone }: Partnership,
  now: Date,
): Message {
  if (!open) return said('capacity set', stateOf(service, now, timeZone), service);
  return {
    summary: `${service.name}: is its capacity still right?`,
    parts: [
      { kind: 'text', text: `${stateOf(service, now, timeZone)} Is that still right?` },
      { kind: 'note', text: 'People see this line before they refer.' },
      {
        kind: 'buttons',
        buttons: [
          {
            action: 'capacity.still-right',
            label: 'Still right',
            value: `${service.id}:${open.report}`,
            tone: 'primary',
          },
          setButton(service, 'Change it'),
        ],
      },
    ],
  };
}

const stateOf = (service: Service, now: Date, timeZone: string) =>
  `${service.name}: ${serviceState(service, now, timeZone)}.`;

const said = (verb: string, text: string, { name }: Service): Message => ({
  summary: `${name}: ${verb}`,
  parts: [{ kind: 'text', text }],
});
