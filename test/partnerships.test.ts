import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, providers, type OpenTestDatabase } from './support/database.js';
import { samplePartnership } from './support/partnership.js';

describe.each(providers)('on %s', (provider) => {
  let database: OpenTestDatabase;
  beforeAll(async () => {
    database = await openDatabase(provider);
  });
  afterAll(() => database.drop());

  it('loads', async () => {
    const sample = await samplePartnership(database);
    console.log(JSON.stringify(sample.partnership, null, 1).slice(0, 6000));
    const renal = await samplePartnership(database, 'renal');
    expect(renal.directory.all().length).toBe(2);
  });
});
