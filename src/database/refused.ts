/**
 * The database cannot be used as it is, and somebody who runs Corridor has to do something about it. The message is a
 * sentence for that person: it names files and migrations, and never a key or a stored value.
 */
export class DatabaseRefused extends Error {
  override name = 'DatabaseRefused';
  readonly code: 'in-use' | 'unreadable' | 'away' | 'setting' | 'migration' | 'key' | 'backup';

  constructor(code: DatabaseRefused['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
