import type { Button, Message, Part } from '../../../chat/message.js';
import type { Member, Partnership } from '../../partnerships/rules.js';
import { agreedBy, undoable, VOICES, type Story, type Voice } from '../rules.js';

const SPEAKS_FOR: Readonly<Record<Voice, string>> = {
  adviser: 'an adviser of the service',
  champion: 'the champion or deputy',
};

export type AskView = {
  story: Story;
  /** Null once it has been taken back. */
  text: string | null;
  reader: Member;
  /** Whom the reader may speak for. */
  voices: readonly Voice[];
};

/** What somebody is asked who may agree to a story. It changes in place. */
export function askMessage({ story, text, reader, voices }: AskView): Message {
  if (text === null) return takenBack('A story for the team: taken back');
  const open = VOICES.filter((voice) => agreedBy(story, voice) === null);
  const done = story.postedAt !== null;
  const summary = done ? 'A story for the team: it is posted' : 'A story for the team: do you agree?';
  const standing = done
    ? 'Two people agreed. It stands in the partnership’s channel.'
    : `It is posted in the partnership’s channel once these have agreed: ${open.map((voice) => SPEAKS_FOR[voice]).join(' and ')}.`;
  return {
    summary,
    parts: [
      { kind: 'heading', text: 'A story for the team' },
      { kind: 'quote', text },
      { kind: 'text', text: standing },
      ...(done ? [] : [CHECK]),
      { kind: 'buttons', buttons: buttonsFor(story, reader, voices) },
    ],
  };
}

const CHECK: Part = {
  kind: 'note',
  text: 'Before you agree: could anybody in the channel tell who it is about, or who would rather not be known? Then say no.',
};

function buttonsFor(story: Story, reader: Member, voices: readonly Voice[]): Button[] {
  const value = story.id;
  if (story.postedAt !== null) return [endButton(story, 'Take it down')];
  if (undoable(story, reader.id) !== null) return [{ action: 'stories.undo', label: 'Undo', value }];
  return [
    ...(voices.some((voice) => agreedBy(story, voice) === null) ? [agreeButton(story, voices)] : []),
    endButton(story, 'Not this one'),
  ];
}

const agreeButton = ({ id }: Story, voices: readonly Voice[]): Button => ({
  action: 'stories.agree',
  label: voices.includes('champion') ? 'Post story' : 'Agree',
  value: id,
  tone: 'primary',
  confirm: {
    title: 'Agree to this story?',
    text: 'With both agreements it stands in the partnership’s channel, for everybody there. Until the other one is there you can undo yours.',
    yes: 'I agree',
    no: 'Not yet',
  },
});

const endButton = ({ id }: Story, label: 'Take it back' | 'Take it down' | 'Not this one'): Button => ({
  action: 'stories.end',
  label,
  value: id,
  tone: 'danger',
  confirm: {
    title: `${label}?`,
    text: 'Its words are erased here, and wherever else it stands. Nobody is told who did it.',
    yes: label,
    no: 'Keep it',
  },
});

/** What whoever proposed it reads at once. */
export const proposedMessage = (story: Story): Message => ({
  summary: 'A story for the team: on its way',
  parts: [
    {
      kind: 'text',
      text: 'Thank you. An adviser and the champion or deputy are asked to agree. Once both have, it stands in the partnership’s channel.',
    },
    { kind: 'buttons', buttons: [endButton(story, 'Take it back')] },
  ],
});

/** The story as everybody in the partnership’s channel reads it. */
export const storyMessage = (text: string | null, { serviceLabel }: Partnership): Message =>
  text === null
    ? takenBack('A story from the partnership: taken back')
    : {
        summary: 'A story from the partnership: what came of it',
        parts: [
          { kind: 'heading', text: `What came of it: ${serviceLabel}` },
          { kind: 'quote', text },
          {
            kind: 'note',
            text: 'De-identified, and told because the person agreed. Please do not guess who it is.',
          },
        ],
      };

const takenBack = (summary: string): Message => ({
  summary,
  parts: [{ kind: 'text', text: 'A story was here. It has been taken back.' }],
});
