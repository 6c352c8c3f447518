import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  decideAgree,
  hasFigures,
  undoable,
  VOICES,
  type Story,
  type Voice,
} from '../src/features/stories/rules.js';
import { button, buttonsOf, formOf, messageOf, textOf } from './support/corridor.js';
import { providers } from './support/database.js';
import { CANARY, openReferralCase, said, type ReferralCase } from './support/referral-case.js';

const WORDS = `She was taken off the rota (${CANARY}). After a letter her shifts came back, and she feels safe at work.`;

describe.each(providers)('a story for the team, on %s', (provider) => {
  let bench: ReferralCase;
  beforeEach(async () => {
    bench = await openReferralCase(provider);
  });
  afterEach(() => bench.close());

  const ended = async (share = 'summary', codes = ['WORK-ADJUSTED']) => {
    const sent = await bench.send({ share });
    await bench.press('priya', 'referrals.take', sent.id);
    await bench.fill('priya', 'outcomes.record', sent.id, { codes });
    return sent;
  };
  const own = async (user: string, reference: string) => (await bench.messages(user, reference))[0]!;
  const asked = async (user: string) => (await bench.corridor.as(user).messages()).filter(({ message }) => message.summary.startsWith('A story'));
  const ask = async (user: string) => (await asked(user)).at(-1)!.message;
  const press = async (user: string, label: string) => said(await bench.corridor.as(user).press(button(await ask(user), label)));
  const posted = async () => (await bench.corridor.channel('corridor')).map(({ message }) => textOf(message));
  const trail = async () =>
    (await bench.database.db.auditEvent.findMany({ where: { action: { startsWith: 'story.' } }, orderBy: { seq: 'asc' } })).map(({ action, result }) => `${action} ${result}`);

  async function tell(user: string, reference: string, values: Record<string, string> = {}) {
    const form = formOf(await bench.corridor.as(user).press(button(await own(user, reference), 'Tell the team')));
    return bench.corridor.as(user).submit(form, { text: WORDS, agreed: 'spoken', ...values });
  }

  it('is posted once, when an adviser and a champion have both agreed, and nobody is named', async () => {
    const { reference } = await ended();
    expect(said(await tell('nadia', reference))).toContain('An adviser and the champion or deputy are asked to agree');
    for (const user of ['priya', 'bev', 'ruth']) expect(textOf(await ask(user))).toContain(WORDS);
    for (const user of ['nadia', 'tom', 'sam', 'owen']) expect(await asked(user)).toEqual([]);

    expect(await press('bev', 'Post story')).toContain('once the other agreement is there');
    expect(buttonsOf(await ask('bev')).map(({ label }) => label)).toEqual(['Undo']);
    expect(textOf(await ask('ruth'))).toContain('once these have agreed: an adviser of the service.');
    expect(await press('bev', 'Undo')).toContain('Nothing is posted');
    expect(await press('priya', 'Agree')).toContain('once the other agreement is there');
    expect(await posted()).toEqual([]);
    const again = button(await ask('ruth'), 'Post story');
    expect(await press('ruth', 'Post story')).toContain('Both have agreed');
    const [story, ...others] = await posted();
    expect(others).toEqual([]);
    expect(story).toContain(WORDS);
    expect(story).not.toMatch(/WIR-|Nadia|Priya|Birch|Ruth/);
    for (const user of ['ruth', 'bev']) await bench.corridor.as(user).press(again);
    expect(await posted()).toHaveLength(1);
    for (const user of ['priya', 'bev', 'ruth']) {
      expect(buttonsOf(await ask(user)).map(({ label }) => label)).toEqual(['Take it down']);
      expect(await asked(user)).toHaveLength(1);
    }
    expect(said(await tellAgain('tom', reference))).toContain('on its way already, or posted');
    expect(await trail()).toEqual(['story.proposed done', 'story.agreed done', 'story.undone done', 'story.agreed done', 'story.agreed done', 'story.posted done', 'story.agreed refused', 'story.agreed refused']);
  });
  const tellAgain = async (user: string, reference: string) =>
    bench.corridor.as(user).press(button(await own(user, reference), 'Tell the team'));

  it('is taken back everywhere when its case is erased', async () => {
    const { id, reference } = await ended();
    await tell('tom', reference);
    await press('priya', 'Agree');
    await press('bev', 'Post story');
    await bench.fill('imran', 'referrals.remove', id, { reason: 'test' });
    expect((await posted()).map((text) => text.split('\n'))).toEqual([['A story from the partnership: taken back', 'A story was here. It has been taken back.']]);
    for (const user of ['priya', 'bev', 'ruth']) expect(textOf(await ask(user))).not.toContain(CANARY);
    const edits = await bench.database.db.outbox.findMany({ where: { notice: 'stories.post' } });
    expect(edits.map(({ state }) => state)).toEqual(['sent', 'sent']);
    expect(await bench.database.db.story.findFirstOrThrow()).toMatchObject({ sealed: null, endedAt: bench.clock.now() });
  });

  it('is taken back when the person agrees to less, and by whoever told it or has to agree', async () => {
    const first = await ended();
    await tell('nadia', first.reference);
    await press('priya', 'Agree');
    await bench.fill('nadia', 'referrals.share', first.id, { share: 'status' });
    expect(textOf(await ask('bev'))).toContain('It has been taken back');
    const second = await ended();
    const mine = messageOf(await tell('nadia', second.reference));
    const old = button(await ask('bev'), 'Post story');
    expect(said(await bench.corridor.as('nadia').press(button(mine, 'Take it back')))).toContain('taken back');
    expect(said(await bench.corridor.as('bev').press(old))).toContain('has been taken back');
    await tell('nadia', second.reference);
    expect(await press('priya', 'Not this one')).toContain('taken back');
    expect(await posted()).toEqual([]);
    expect(await bench.database.db.story.count({ where: { sealed: { not: null } } })).toBe(0);
  });

  it('is offered only to those who follow it, where it ended with an outcome and the person agreed to a summary', async () => {
    for (const share of ['none', 'status']) {
      const { id, reference } = await ended(share);
      expect(textOf(await own('nadia', reference))).not.toContain('Tell the team');
      expect(said(await bench.press('nadia', 'stories.tell', id))).toContain('only if the person agreed');
    }
    const open = await bench.send({ share: 'summary' });
    expect(said(await bench.press('nadia', 'stories.tell', open.id))).toContain('once it has ended with an outcome');
    const { id } = await ended();
    for (const user of ['zoe', 'priya', 'owen', 'imran'])
      expect(said(await bench.press(user, 'stories.tell', id))).toContain('You do not have access');
  });

  it('asks for the person’s agreement, and takes no figures', async () => {
    const { reference } = await ended();
    const refused = formOf(await tell('nadia', reference, { text: 'She gets £180 a week, from May.' }));
    expect(refused.errors?.['text']).toContain('Leave out every figure');
    const open = formOf(await tellAgain('nadia', reference));
    const unasked = formOf(await bench.corridor.as('nadia').submit(open, { text: 'She is safe at work.' }));
    expect(Object.keys(unasked.errors ?? {})).toEqual(['agreed']);
    expect(await bench.database.db.story.count()).toBe(0);
    expect(await asked('bev')).toEqual([]);
  });
}); // prettier-ignore

describe('two agreements', () => {
  const people = fc.constantFrom('a', 'b', 'c');
  const steps = fc.array(
    fc.record({ who: people, undo: fc.boolean(), voices: fc.subarray<Voice>([...VOICES]) }),
    { maxLength: 12 },
  );

  it('are always of two people, one of each kind, whatever anybody presses', () => {
    fc.assert(
      fc.property(steps, (presses) => {
        let story: Story = { id: '', partnershipId: '', referralId: '', proposedById: 'a', adviserId: null, championId: null, postedAt: null, endedAt: null };
        for (const { who, undo, voices } of presses) {
          const decision = decideAgree(story, voices, who);
          const voice = undo ? undoable(story, who) : decision.kind === 'agree' ? decision.voice : null;
          if (voice) story = { ...story, [`${voice}Id`]: undo ? null : who };
          if (story.adviserId && story.championId) story = { ...story, postedAt: new Date(0) };
        }
        if (story.postedAt) expect(story.adviserId).not.toBe(story.championId);
        if (story.postedAt) expect(undoable(story, story.adviserId ?? '')).toBeNull();
      }),
    );
  });

  it.each([['It took 3 weeks', true], ['½ of her pay', true], ['£', true], ['٣ weeks', true], ['She has her shifts back.', false]])('%s has figures: %s', (text, has) => {
    expect(hasFigures(text)).toBe(has);
  });
}); // prettier-ignore
