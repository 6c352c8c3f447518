import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Call, Reply } from '../../src/chat/call.js';
import { createSigner } from '../../src/chat/signing.js';
import { createLog } from '../../src/shared/log.js';
import { createWeb } from '../../src/web/app.js';
import type { LocalWorkspace, Posted, WebNeeds } from '../../src/web/needs.js';
import { EVERYTHING, PEOPLE, REFERRAL, samplePosts, WORDS } from './sample-words.js';

/** A sample workspace behind a real server on this machine, with everything it was asked kept in `calls`. */
export type SampleWorkspace = {
  url: string;
  calls: Call[];
  logged: string[];
  posted: Posted[];
  local: LocalWorkspace;
  /** What `dispatch` answers, unless replaced. */
  answer: (call: Call) => Promise<Reply>;
  close(): Promise<void>;
};

export async function startSample(changes: Partial<WebNeeds> = {}): Promise<SampleWorkspace> {
  const sample = {
    calls: [] as Call[],
    logged: [] as string[],
    posted: samplePosts(),
    answer: ((call) => Promise.resolve(sampleAnswer(call))) as SampleWorkspace['answer'],
  };
  const local = localWorkspace();
  const web = createWeb({
    dispatch: (call) => {
      sample.calls.push(call);
      return sample.answer(call);
    },
    signer: createSigner(Buffer.alloc(32, 7)),
    log: createLog((line) => sample.logged.push(line), local.time.now),
    words: WORDS,
    menu: [{ action: 'consultations.consult-on', label: 'Consult on this' }],
    board: {
      messagesIn: ({ to }) => Promise.resolve(to === 'channel' ? sample.posted : sample.posted.slice(0, 1)),
    },
    local,
    ...changes,
  });
  const server = createServer((request, response) => web.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(sample, { local, url, close: () => closed(server) });
}

function localWorkspace(): LocalWorkspace {
  let now = new Date('2026-11-24T10:05:00Z');
  return {
    partnershipName: 'Wirral maternity partnership',
    personas: PEOPLE,
    time: {
      now: () => now,
      forward(to) {
        now = new Date(now.getTime() + (to === 'week' ? 7 : 1) * 86_400_000);
        return Promise.resolve({ moved: 'It is later now. One message came.' });
      },
    },
    afterCall: () => Promise.resolve(),
  };
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

/** The form for “refer”, the form again with two faults when it comes back, and everything else as one message. */
function sampleAnswer(call: Call): Reply {
  if (call.kind === 'command' && call.word === 'refer') return { kind: 'form', form: REFERRAL };
  if (call.kind !== 'submit' || call.values['summary'] !== undefined)
    return { kind: 'message', message: EVERYTHING };
  const errors = {
    summary: 'What happened: please write a few words. Spaces alone cannot be sent.',
    agreed: 'What did they agree to: choose at least one. Without their agreement nothing can be sent.',
  };
  const fields = REFERRAL.fields.map((field) => {
    const given = call.values[field.name];
    if (field.kind === 'choices')
      return Array.isArray(given) ? { ...field, values: given as string[] } : field;
    return typeof given === 'string' ? { ...field, value: given } : field;
  });
  return { kind: 'form', form: { ...REFERRAL, fields, errors } };
}
