import { AsyncLocalStorage } from 'node:async_hooks';
import type { SqlDriverAdapter, SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils';

const transaction = new AsyncLocalStorage<{ open: boolean }>();

/** A bug in the calling code: inside a transaction only the client it was given may be used. */
class OutsideTransaction extends Error {
  override name = 'OutsideTransaction';

  constructor() {
    super(
      'Inside transaction(work) use the client that work is given, not the outer one, and open no other transaction.',
    );
  }
}

/** @throws OutsideTransaction when called from within `insideTransaction` */
export function refuseInsideTransaction(): void {
  if (transaction.getStore()?.open) throw new OutsideTransaction();
}

/** Runs the work of a transaction so that the outer client refuses to be used by it. */
export async function insideTransaction<T>(work: () => Promise<T>): Promise<T> {
  const state = { open: true };
  try {
    return await transaction.run(state, work);
  } finally {
    state.open = false;
  }
}

/**
 * Makes the outer client fail at once when it is used inside a transaction. Otherwise it would wait there for a lock
 * that the transaction itself holds (SQLite), or write outside of it without a word (PostgreSQL).
 */
export function guarded(factory: SqlDriverAdapterFactory): SqlDriverAdapterFactory {
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => guardedAdapter(await factory.connect()),
  };
}

function guardedAdapter(adapter: SqlDriverAdapter): SqlDriverAdapter {
  const guard = <Args extends unknown[], T>(method: (...args: Args) => Promise<T>) => {
    const bound = method.bind(adapter);
    return async (...args: Args): Promise<T> => {
      refuseInsideTransaction();
      return bound(...args);
    };
  };
  return Object.assign(adapter, {
    queryRaw: guard(adapter.queryRaw),
    executeRaw: guard(adapter.executeRaw),
    executeScript: guard(adapter.executeScript),
    startTransaction: guard(adapter.startTransaction),
  });
}
