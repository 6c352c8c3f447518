import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPlainClient, type PlainClient, sheetOf, wordsOf } from './browser/plain-client.js';
import { EVERYTHING } from './browser/sample-words.js';
import { type SampleWorkspace, startSample } from './browser/sample-workspace.js';

const CHANNEL = '/as/nadia/in/corridor-maternity';
const NADIA = { platform: 'web', tenant: 'local', user: 'nadia' };
const MATERNITY = { platform: 'web', tenant: 'local', channel: 'corridor-maternity' };

let sample: SampleWorkspace;
let client: PlainClient;
beforeEach(async () => {
  sample = await startSample();
  client = createPlainClient(sample.url);
});
afterEach(() => sample.close());

describe('the start page', () => {
  it('says that all is invented, who one can be, and what to try first', async () => {
    const page = await client.ask('/');
    expect(page.status).toBe(200);
    const words = wordsOf(page);
    expect(words).toContain('Invented data, on your own machine.');
    expect(words).toContain(
      'Nadia Rahman community midwife · Wirral Women’s Hospital Refer somebody, then see',
    );
    expect(page.html).toContain('href="/as/priya"');
  });

  it('says how many messages nobody has looked at in this browser', async () => {
    expect(wordsOf(await client.ask('/'))).toContain('Act as Tom Hale 2 new messages');
    await client.ask('/as/tom');
    expect(wordsOf(await client.ask('/'))).not.toContain('Act as Tom Hale 2 new');
    expect(wordsOf(await createPlainClient(sample.url).ask('/'))).toContain('Act as Tom Hale 2 new');
  });
});

describe('a place', () => {
  it('shows every kind of part', async () => {
    const { html } = await client.ask(CHANNEL);
    expect(html).toContain('<h3 class="part-heading">WIR-7KQ3 · Pregnancy and work</h3>');
    expect(html).toContain(
      '<p class="said">Wirral Advice has it. Somebody looks at it within 3 working days.</p>',
    );
    expect(html).toContain('<dt>Act by</dt><dd class="said">16 February 2027</dd>');
    expect(html).toContain(
      '<blockquote class="typed">Taken off the rota after she said she was pregnant.\nNo letter',
    );
    expect(html).toMatch(/<li>.*WIR-7KQ3 · act by 16 Feb 2027.*waiting for Wirral Advice.*>Open<\/button>/s);
    expect(html).toMatch(/<label for="([^"]+)">For your own record<\/label><textarea id="\1"[^>]*readonly/);
    expect(html).toContain('<p class="said note">Everybody in this channel can read this card.</p>');
    expect(html).toContain('<strong>Important: </strong>Not for emergencies.');
    expect(html).toMatch(
      /<details class="confirm"><summary[^>]*>Withdraw<.*The details are removed for good\..*Withdraw it.*Keep it/s,
    );
  });

  it('shows what was said oldest first, replies under their card, at British time', async () => {
    const words = wordsOf(await client.ask(CHANNEL));
    const order = [
      'WIR-2MMA · Housing',
      'Nadia says thank you',
      'WIR-7KQ3 · Pregnancy',
      'Nothing else is waiting',
    ];
    expect(order.map((each) => words.indexOf(each)).toSorted((a, b) => a - b)).toEqual(
      order.map((each) => words.indexOf(each)),
    );
    expect(words).toContain('Tue 24 Nov 2026, 10:01');
  });

  it('leads from the list of places to the first new message, and calls it new once', async () => {
    const elsewhere = await client.ask('/as/nadia');
    expect(elsewhere.html).toContain(`href="${CHANNEL}#new"`);
    expect(wordsOf(elsewhere)).toContain('Maternity and advice 4 new');
    const first = await client.ask(CHANNEL);
    expect(first.html.match(/id="new"/g)).toHaveLength(1);
    const second = await client.ask(CHANNEL);
    expect(second.html).not.toContain('id="new"');
    expect(second.html).not.toContain('#new"');
    sample.posted.push({ id: 'm-9', at: new Date(), message: EVERYTHING, replies: [] });
    expect((await client.ask(CHANNEL)).html.match(/<span class="new">/g)).toHaveLength(1);
  });

  it('offers the usual commands first, as buttons, and says what each does', async () => {
    const words = wordsOf(await client.ask('/as/nadia'));
    expect(words).toContain('What would you like to do? Consult My cases Refer More, or type a command');
    expect(words).toContain('refer Hand a person over to free legal advice.');
  });
});

describe('a command', () => {
  it('is carried out where it was typed, and answered to this person alone', async () => {
    const answered = await client.send(sheetOf(await client.ask(CHANNEL), 'Send'), {
      text: ' /Mine  this week ',
    });
    expect(sample.calls).toEqual([
      {
        kind: 'command',
        word: 'mine',
        text: 'this week',
        key: expect.stringMatching(/^web:local:[0-9a-f-]{36}$/) as string,
        person: NADIA,
        place: MATERNITY,
      },
    ]);
    expect(answered.path).toMatch(/^\/as\/nadia\/in\/corridor-maternity\?told=/);
    expect(answered.html).toMatch(/<section class="told"[^>]*tabindex="-1" autofocus/);
    expect(wordsOf(answered)).toContain('Only you can see this WIR-7KQ3');
    expect((await client.ask(answered.path.replace('nadia', 'tom'))).html).not.toContain(
      'Only you can see this',
    );
    expect((await createPlainClient(sample.url).ask(answered.path)).html).not.toContain(
      'Only you can see this',
    );
  });

  it('comes from no place in particular when it is typed in direct messages', async () => {
    await client.send(sheetOf(await client.ask('/as/nadia'), 'Send'), { text: 'help' });
    expect(sample.calls[0]).toMatchObject({ word: 'help', text: '', place: null });
  });

  it('that is empty is answered without troubling anybody', async () => {
    const answered = await client.send(sheetOf(await client.ask(CHANNEL), 'Send'), { text: ' \n ' });
    expect(wordsOf(answered)).toContain('Nothing was typed.');
    expect(sample.calls).toEqual([]);
  });

  it('shows what it caused on the very next page', async () => {
    await sample.close();
    const posts: SampleWorkspace['posted'] = [];
    const local = {
      ...sample.local,
      afterCall: async () =>
        void (
          await Promise.resolve(),
          posts.push({ id: 'late', at: new Date(), message: EVERYTHING, replies: [] })
        ),
    };
    sample = await startSample({ local, board: { messagesIn: () => Promise.resolve(posts) } });
    client = createPlainClient(sample.url);
    const answered = await client.send(sheetOf(await client.ask(CHANNEL), 'Send'), { text: 'mine' });
    expect(answered.html).toContain('said-late');
  });
});

describe('a button', () => {
  it('carries its value, from a card and from an answer only this person sees', async () => {
    const card = await client.send(sheetOf(await client.ask(CHANNEL), 'Take it'));
    expect(sample.calls[0]).toMatchObject({
      kind: 'press',
      action: 'referrals.take',
      value: 'r-1',
      person: NADIA,
      place: MATERNITY,
    });
    const told = card.html.slice(card.html.indexOf('class="told"'));
    await client.send(sheetOf({ ...card, html: told }, 'Withdraw it'));
    expect(sample.calls[1]).toMatchObject({
      kind: 'press',
      action: 'referrals.withdraw',
      value: 'r-1',
      place: MATERNITY,
    });
  });
});

describe('the clock', () => {
  it('moves, and what came of it is told', async () => {
    const page = await client.ask(CHANNEL);
    expect(wordsOf(page)).toContain('Here it is Tue 24 Nov 2026, 10:05');
    const later = await client.send(sheetOf(page, 'A week on'), { to: 'week' });
    expect(wordsOf(later)).toContain('Here it is Tue 1 Dec 2026, 10:05');
    expect(wordsOf(later)).toContain('The clock was moved It is later now. One message came.');
    expect(sample.calls).toEqual([]);
  });

  it('stays where it is for a leap that is not offered', async () => {
    const later = await client.send(sheetOf(await client.ask(CHANNEL), 'A week on'), { to: 'year' });
    expect(wordsOf(later)).toContain('Here it is Tue 24 Nov 2026, 10:05');
  });
});
