import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '../src/chat/message.js';
import { textOf } from './support/corridor.js';
import { loadSample, sampleText } from './support/partnership.js';
import { ROOMS, type Room } from './support/rooms.js';

/** What would be markup, a mention or a tag somewhere, and is nothing but what somebody typed. */
const TYPED =
  'Told to *rest* & <b>leave</b> the rota _at once_ @here <!channel> `now` [see](this). Can they?';
const ANSWER = 'In general, no. Keep the texts and the rota.';

const flat = (text: string) => text.replace(/\s+/g, ' ');

/** Everything a message says, piece by piece, without what only says how it is drawn. */
const piecesOf = (message: Message): string[] =>
  message.parts.flatMap((part) => {
    switch (part.kind) {
      case 'facts':
        return part.facts.flatMap(({ label, value }) => [label, value]);
      case 'buttons':
        return part.buttons.map(({ label }) => label);
      case 'heading':
      case 'text':
      case 'quote':
      case 'note':
        return [part.text];
      case 'list':
      case 'copy':
      case 'chart':
        return [textOf({ summary: '', parts: [part] })];
    }
  }); // prettier-ignore

describe.each(ROOMS)('in %s', (_, open) => {
  let room: Room;
  beforeEach(async () => {
    room = await open('sqlite');
  });
  afterEach(() => room.drop());

  const ask = (what: string) =>
    room.form('nadia', 'consult', { issues: ['maternity'], what, nation: 'E', priority: 'routine' });
  const said = async () => (await room.board.messagesIn({ to: 'channel', ...room.channel })).flatMap(({ replies, ...root }) => [root, ...replies]); // prettier-ignore

  /** Whether everything that Corridor means to say here can be seen. */
  async function showsAll(messages: readonly { message: Message }[]) {
    const seen = flat(await room.sees());
    const pieces = messages.flatMap(({ message }) => piecesOf(message));
    expect(pieces.filter((each) => !seen.includes(flat(each)))).toEqual([]);
  }

  it('a consultation goes its way with the same words as everywhere, shown as they were typed', async () => {
    expect(flat(await ask(TYPED))).toContain('Posted: C-1');
    expect(flat(await room.press('priya', 'Take it'))).toContain('C-1 is yours. Everybody can see your name on its card.');
    expect(flat(await room.press('priya', 'Reply', { text: ANSWER }))).toContain('Your reply is in the thread of C-1.');
    expect(await said()).toHaveLength(2);
    await showsAll(await said());
    expect(flat(await room.press('nadia', 'That answered it'))).toContain('C-1 is answered. How did it end?');
    await showsAll((await said()).slice(0, 1));

    const seen = flat(await room.sees());
    expect(seen).toContain(TYPED);
    expect(seen).toContain('Priya Shah · solicitor · Harbour Advice');
    for (const each of [...room.notifications(), ...room.lines]) expect(each).not.toMatch(/rota|Keep the texts/);
  }); // prettier-ignore

  it('a text as long as a form takes is shown, within the platform’s limits, with every button', async () => {
    await ask('damp & <mould> '.repeat(200).trim());
    const seen = flat(await room.sees());
    expect(seen.match(/damp & <mould>/g)).toHaveLength(200);
    for (const label of ['Take it', 'Reply', 'Refer now', 'More']) expect(seen).toContain(label);
  });

  it('the same press twice is one deed, and what belongs to nobody here does nothing', async () => {
    await ask(TYPED);
    await room.press('priya', 'Take it');
    await room.again();
    const taken = () => room.database.db.consultEvent.count({ where: { kind: 'taken' } });
    expect(await taken()).toBe(1);
    expect(flat(await room.types('nadia', 'refund'))).toContain('I do not know that command.');
    expect(flat(await room.types('nadia', 'consult C-7'))).toContain('You do not have access to that reference, or it does not exist.');
  }); // prettier-ignore

  it('a stranger, and a member of another partnership, get nothing', async () => {
    await ask(TYPED);
    const { account } = room;
    if (account === null) {
      await expect(room.press('stranger', 'Take it')).rejects.toThrow('no form');
      expect(await room.database.db.consultEvent.count()).toBe(1);
      return;
    }
    const other = sampleText('renal').replace(/web: aisha/, account('aisha'));
    await loadSample(room.database, other);
    await room.directory.refresh();
    for (const who of ['stranger', 'aisha'])
      expect(flat(await room.press(who, 'Take it'))).toContain('champion');
    expect(flat(await room.types('stranger', 'consult C-1'))).toContain('champion');
    const theirs = flat(await room.types('aisha', 'consult C-1'));
    expect(theirs).not.toContain('rota');
    expect(theirs).toMatch(/You do not have access to that reference|champion/);
    expect(await room.database.db.consultEvent.count()).toBe(1);
  });
});
