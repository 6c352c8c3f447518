/** The service's addresses that Corridor speaks with: by name over TLS, or a stand-in for all of Teams at `standIn`. */
export type Hosts = { names: readonly string[]; standIn: string | undefined };

/** Whether an address that came from outside, or out of the database, may be called. */
export function allowsHost({ names, standIn }: Hosts, url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, port, username, password, origin } = new URL(url);
  if (username !== '' || password !== '') return false;
  if (standIn !== undefined && origin === new URL(standIn).origin) return true;
  return protocol === 'https:' && port === '' && names.includes(hostname);
}
