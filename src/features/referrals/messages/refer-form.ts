import { PRIORITY_LABELS } from '../../../chat/words.js';
import type { Field, FieldErrors, Form, Option, Values } from '../../../chat/form.js';
import type { Part } from '../../../chat/message.js';
import {
  capacityLine,
  emergencyLine,
  type Member,
  type Partnership,
  type Service,
} from '../../partnerships/rules.js';
import { NEEDS } from '../rules/needs.js';
import { navigatorsFor } from '../rules/referral.js';
import { MOST_CHARACTERS, MOST_IN_NOTE } from '../schema.js';
import { HANDOVER_LABELS, SHARE_LABELS } from './labels.js';

export type ReferFormInput = {
  partnership: Partnership;
  member: Member;
  now: Date;
  /** What is filled in already: from what was typed before, or from another referral. */
  values: Values;
  context: { partOf?: string; consultation?: string; seenDuplicate?: boolean };
  errors?: FieldErrors;
  warning?: string;
};

/** The referral form: the five inputs that matter first, everything else optional or filled in. */
export function referForm(input: ReferFormInput): Form {
  const { partnership, context, errors, warning } = input;
  const intro: Part[] = [
    ...(warning ? [{ kind: 'note', text: warning, tone: 'warning' } as const] : []),
    {
      kind: 'note',
      text: 'Seen by the receiving service’s advisers only. No names, dates of birth, addresses, phone, hospital or NHS numbers.',
    },
    { kind: 'note', text: emergencyLine(partnership), tone: 'warning' },
  ];
  return {
    action: 'referrals.send',
    context: JSON.stringify(context),
    title: 'Refer',
    submit: context.seenDuplicate ? 'Send it anyway' : 'Send referral',
    intro,
    fields: firstFive(input),
    more: { heading: 'Already filled in, or only if it helps', fields: theRest(input) },
    ...(errors && { errors }),
  };
}

const text = (values: Values, name: string) => {
  const value = values[name];
  return typeof value === 'string' && value !== '' ? { value } : {};
};
/** The same for a choice: what is not, or no longer, offered cannot be filled in. */
const oneOf = (options: readonly Option[], values: Values, name: string) => ({
  options,
  ...(options.some(({ value }) => value === values[name]) && text(values, name)),
});
const someOf = (options: readonly Option[], values: Values, name: string) => {
  const given = values[name] ?? [];
  const chosen = (typeof given === 'string' ? [given] : given).filter((each) =>
    options.some(({ value }) => value === each),
  );
  return { options, ...(chosen.length > 0 && { values: chosen }) };
};

function firstFive({ partnership, values, now }: ReferFormInput): Field[] {
  const services = partnership.services.filter(({ status }) => status === 'active');
  return [
    {
      kind: 'choice',
      name: 'service',
      label: 'Which service?',
      required: true,
      ...oneOf(
        services.map((service) => serviceOption(service, now, partnership.timeZone)),
        services.length === 1 ? { service: services[0]?.id } : values,
        'service',
      ),
    },
    {
      kind: 'choices',
      name: 'issues',
      label: 'What is it about?',
      hint: 'One or more. Not sure is fine.',
      required: true,
      ...someOf(partnership.issues.map(labelled), values, 'issues'),
    },
    {
      kind: 'text',
      name: 'what',
      label: 'What is happening?',
      hint: 'A few plain sentences about the situation, not the person: “Taken off the rota after announcing her pregnancy.”',
      lines: 'many',
      max: MOST_CHARACTERS,
      required: true,
      ...text(values, 'what'),
    },
    {
      kind: 'date',
      name: 'keyDate',
      label: 'Is there a last day to act?',
      hint: 'From a letter, a hearing or a notice. Leave it empty if you are not sure.',
      required: false,
      ...text(values, 'keyDate'),
    },
    {
      kind: 'choice',
      name: 'agreed',
      label: 'Has the person agreed to this referral?',
      hint: `Say something like: “${partnership.agreement.words.replaceAll('{service}', 'the service')}”`,
      required: true,
      ...oneOf(
        [
          { value: 'spoken', label: 'Yes, in conversation' },
          { value: 'written', label: 'Yes, in writing' },
        ],
        values,
        'agreed',
      ),
    },
  ];
}

const serviceOption = (service: Service, now: Date, timeZone: string): Option => ({
  value: service.id,
  label: clip(service.name),
  note: clip(capacityLine(service.capacity, now, timeZone)),
});

/** Slack’s limit for an option, which keeps lists readable everywhere. */
const clip = (words: string) => (words.length <= 75 ? words : `${words.slice(0, 74)}…`);

function theRest({ partnership, member, values }: ReferFormInput): Field[] {
  const workers = navigatorsFor(partnership, member);
  const modes = [...new Set(partnership.services.flatMap(({ handover }) => handover))];
  return [
    {
      kind: 'choice',
      name: 'share',
      label: 'What did they agree we tell you back?',
      hint: 'Asked apart from the referral. If you did not ask, leave it as it is.',
      required: true,
      ...oneOf(
        (['none', 'status', 'summary'] as const).map((level) => ({
          value: level,
          label: SHARE_LABELS[level],
        })),
        { share: values['share'] ?? partnership.shareDefault },
        'share',
      ),
    },
    {
      kind: 'choice',
      name: 'priority',
      label: 'How soon?',
      required: true,
      ...oneOf(
        Object.entries(PRIORITY_LABELS).map(([value, label]) => ({ value, label })),
        { priority: values['priority'] ?? 'routine' },
        'priority',
      ),
    },
    ...optional('site', 'Which site?', partnership.sites.map(named), {
      site: values['site'] ?? member.site?.id,
    }),
    ...optional('navigator', 'Does a link worker follow this?', workers.map(named), values),
    {
      kind: 'choices',
      name: 'contact',
      label: 'Safe contact',
      hint: 'Needed for domestic abuse and family matters. Which ways are safe?',
      required: false,
      ...someOf(NEEDS.contact.map(labelled), values, 'contact'),
    },
    {
      kind: 'text',
      name: 'contactNote',
      label: 'Best time, language, or what to know before getting in touch',
      hint: 'No phone numbers or addresses here.',
      lines: 'one',
      max: MOST_IN_NOTE,
      required: false,
      ...text(values, 'contactNote'),
    },
    {
      kind: 'choices',
      name: 'access',
      label: 'Access needs',
      required: false,
      ...someOf(NEEDS.access.map(labelled), values, 'access'),
    },
    ...(modes.length > 1
      ? optional('handover', 'How will the person’s details be handed over?', modes.map(handover), values)
      : []),
  ];
}

const labelled = ({ key, label }: { key: string; label: string }): Option => ({ value: key, label });
const named = ({ id, name }: { id: string; name: string }): Option => ({ value: id, label: clip(name) });
const handover = (mode: keyof typeof HANDOVER_LABELS): Option => ({
  value: mode,
  label: HANDOVER_LABELS[mode],
});

/** A choice that is left out when there is nothing to choose from. */
const optional = (name: string, label: string, options: readonly Option[], values: Values): Field[] =>
  options.length === 0
    ? []
    : [{ kind: 'choice', name, label, required: false, ...oneOf(options, values, name) }];
