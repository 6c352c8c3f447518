import { describe, expect, it } from 'vitest';
import { runPartnershipCommand } from '../src/features/partnerships/commands.js';
import type { LoadOutcome } from '../src/features/partnerships/use-cases.js';
import { sampleText } from './support/partnership.js';

const NO_CHANGE = { added: 0, changed: 0, removed: 0 };
const LOADED: LoadOutcome = {
  kind: 'loaded',
  partnership: 'Wirral Maternity Rights Partnership',
  revision: 4,
  changes: {
    settings: { ...NO_CHANGE, changed: 1 },
    organisations: NO_CHANGE,
    sites: NO_CHANGE,
    services: NO_CHANGE,
    members: { added: 2, changed: 0, removed: 1 },
    channels: NO_CHANGE,
    capacity: NO_CHANGE,
  },
};

/** A terminal with one file in its folder, and a database that answers with `loads`. */
async function run(args: string[], { text = sampleText('maternity'), loads = () => LOADED, opens = () => {} }: {
  text?: string; loads?: () => LoadOutcome; opens?: () => void;
} = {}) {
  const seen = { out: [] as string[], err: [] as string[], opened: 0, closed: 0 };
  const code = await runPartnershipCommand(args, {
    open: async () => {
      opens();
      seen.opened += 1;
      return { store: { load: async () => loads() }, close: async () => void (seen.closed += 1) };
    },
    read: (file) => {
      if (file === 'good.yaml') return text;
      throw Object.assign(new Error(`secret ${file}`), { code: { 'folder': 'EISDIR', 'locked.yaml': 'EACCES', 'huge.yaml': 'ERR_FS_FILE_TOO_LARGE' }[file] ?? 'ENOENT' });
    },
    print: (line) => seen.out.push(line),
    printError: (line) => seen.err.push(line),
  });
  return { code, ...seen };
} // prettier-ignore

const EXAMPLE = 'For example: npm run partnership -- check manifests/partnerships/maternity.yaml';

describe('at the command line', () => {
  it.each([
    ['nothing', [], 'Say what to do: check or load.'],
    ['an empty word', [''], 'Say what to do: check or load.'],
    ['an unknown word', ['delete', 'good.yaml'], 'There are two commands: check and load.'],
    ['no file', ['check'], 'Say which file.'],
    ['an empty file name', ['load', ''], 'Say which file.'],
    [
      'two files',
      ['load', 'good.yaml', 'good.yaml'],
      'One file at a time, so that it is clear what was loaded.',
    ],
    ['a file that is not there', ['load', 'gone.yaml'], 'The file gone.yaml is not there.'],
    ['a folder', ['load', 'folder'], 'The file folder is a folder.'],
    [
      'a file that may not be read',
      ['check', 'locked.yaml'],
      'The file locked.yaml may not be read by this user.',
    ],
    ['a huge file', ['check', 'huge.yaml'], 'The file huge.yaml is far too large.'],
    ['a name with control characters', ['check', 'a\u001b[31m\nb'], 'The file a?[31m?b is not there.'],
  ])('%s is answered in one line, with an example that works', async (_title, args, says) => {
    expect(await run(args)).toEqual({ code: 2, out: [], err: [`${says} ${EXAMPLE}`], opened: 0, closed: 0 });
  });

  it('help says what there is', async () => {
    const { code, out } = await run(['help']);
    expect([code, out.length]).toEqual([0, 3]);
  });

  it('a good file is called good, without a database', async () => {
    expect(await run(['check', 'good.yaml'])).toEqual({
      code: 0,
      out: [
        'good.yaml is good: Wirral Maternity Rights Partnership, 4 organisations, 2 services, 10 members.',
      ],
      err: [],
      opened: 0,
      closed: 0,
    });
  });

  it.each(['check', 'load'])(
    '%s says every mistake with file, line and key, and opens no database',
    async (word) => {
      const text = sampleText('maternity')
        .replace('nation: E #', 'nation: EU #')
        .replace('deputy: ruth', 'deputy: roth');
      const { code, err, opened } = await run([word, 'good.yaml'], { text });
      expect(err).toEqual([
        expect.stringMatching(/^good\.yaml:\d+: nation “EU” is not known here: write one of E, W, S, NI\.$/),
        expect.stringMatching(
          /^good\.yaml:\d+: people\.deputy should be the key of somebody under members\.$/,
        ),
        '2 mistakes; nothing was loaded.',
      ]);
      expect([code, opened]).toEqual([1, 0]);
    },
  );

  it('thousands of mistakes do not fill the screen', async () => {
    const { err } = await run(['check', 'good.yaml'], { text: Array.from({ length: 500 }, (_, at) => `k${at}: 1`).join('\n') });
    expect(err.length).toBe(202);
    expect(err.at(-2)).toMatch(/^… and \d+ more\.$/);
  }); // prettier-ignore

  it('a load says what changed', async () => {
    expect(await run(['load', 'good.yaml'])).toMatchObject({
      code: 0,
      out: [
        'Loaded Wirral Maternity Rights Partnership, revision 4: settings 1 changed; members 2 added, 1 removed.',
      ],
      closed: 1,
    });
  });

  it.each<[LoadOutcome, number, RegExp]>([
    [{ kind: 'no-changes', partnership: 'Wirral', revision: 4 }, 0, /^No changes: Wirral says all of this already \(revision 4\)\.$/],
    [{ kind: 'prefix-taken', prefix: 'WIR', by: 'fylde-renal' }, 1, /^Nothing was loaded: the prefix WIR belongs to the partnership fylde-renal/],
    [{ kind: 'prefix-fixed', was: 'MAT' }, 1, /^Nothing was loaded: this partnership’s prefix is MAT and stays/],
    [{ kind: 'channel-taken', channel: { platform: 'slack', tenant: 'T1', channel: 'C1' }, by: 'fylde-renal' }, 1, /^Nothing was loaded: the slack channel C1 belongs to the partnership fylde-renal/],
  ])('what came of it is said: $kind', async (outcome, code, says) => {
    const seen = await run(['load', 'good.yaml'], { loads: () => outcome });
    expect([...seen.out, ...seen.err]).toEqual([expect.stringMatching(says)]);
    expect([seen.code, seen.closed]).toEqual([code, 1]);
  }); // prettier-ignore

  it('a database that somebody else has open says who', async () => {
    const refused = Object.assign(new Error('It is open in process 42. Stop that one first.'), { name: 'DatabaseRefused', code: 'in-use' });
    const { code, err } = await run(['load', 'good.yaml'], { opens: () => { throw refused; } });
    expect([code, err]).toEqual([1, ['The database could not be opened, so nothing was loaded. It is open in process 42. Stop that one first.']]);
  }); // prettier-ignore

  it('a database that fails is closed, and its words, which may quote the file, are not shown', async () => {
    const fault = Object.assign(new Error('Argument name: "Nadia Rahman" is wrong'), { code: 'SQLITE_READONLY' });
    const seen = await run(['load', 'good.yaml'], { loads: () => { throw fault; } });
    expect([seen.code, seen.closed]).toEqual([1, 1]);
    expect(seen.err).toEqual(['The database did not take it, so nothing was loaded (SQLITE_READONLY). Try again; if it stays, see that its disk is not full.']);

    const closed = await run(['load', 'good.yaml'], { opens: () => { throw fault; } });
    expect(closed.err).toEqual(['The database could not be opened, so nothing was loaded. It says SQLITE_READONLY.']);
  }); // prettier-ignore
});
