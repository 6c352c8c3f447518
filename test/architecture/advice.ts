/** Where it belongs instead, when one room reaches into another that it may not know. */
export function roomAdvice(from: string, to: string): string {
  const platforms = ['slack', 'teams', 'web'];
  if (to === 'main')
    return 'nobody knows main; what is needed belongs in an argument that src/main.ts hands in.';
  if (to === 'config')
    return 'only main reads settings; the value belongs in an argument that src/main.ts hands in.';
  if (platforms.includes(to) && platforms.includes(from))
    return 'platforms do not know each other; what two of them share belongs in src/chat.';
  if (platforms.includes(to))
    return 'only main knows a platform; what is meant belongs in src/chat as a Message or a Form, how it looks in the platform’s own room.';
  if (to === 'features' && platforms.includes(from))
    return 'a platform never sees a feature; it makes a Call for src/chat/dispatch.ts, and what to do belongs in the feature’s commands.ts.';
  if (to === 'features')
    return `${from} serves any feature and knows none; this belongs in the feature, or in an argument that src/main.ts hands in.`;
  if (platforms.includes(from))
    return `a platform room knows only chat and shared; this belongs behind a need that src/main.ts hands in.`;
  if (from === 'delivery' && to === 'chat')
    return 'delivery knows only the types of chat; what runs belongs in an argument that src/main.ts hands in.';
  return `${from} does not know ${to}; this belongs in an argument that src/main.ts hands in.`;
}

/** Where it belongs instead, when a feature’s file of one kind reaches for a room that is another kind’s. */
export function featureAdvice(feature: string, kind: string, room: string): string {
  const file = (word: string) => `src/features/${feature}/${word}.ts`;
  if (room === 'database')
    return `only the store talks to the database, so this belongs in ${file('store')}.`;
  if (room === 'delivery')
    return `what happens later belongs in ${file('jobs')}, and what is queued with a row in ${file('store')}.`;
  if (room === 'screening') return `the screen is asked in ${file('use-cases')}, so this belongs there.`;
  return `${kind} know only the types of ${room}, so what people read belongs in ${file('messages')}.`;
}

/** Where it belongs instead, when two files of one feature know each other the wrong way round. */
export function ownAdvice(feature: string, kind: string, other: string): string {
  if (other === 'store')
    return `the store is handed in, so what is needed from it belongs as a type in src/features/${feature}/use-cases.ts.`;
  return `${kind} may not know ${other}, so what both need belongs in src/features/${feature}/rules.ts.`;
}

const INSTEAD: Readonly<Record<string, string>> = {
  index: 'there are no barrels, so what it passes on is imported from the file that says it',
  types: 'types belong beside what decides on them, in rules.ts',
  constants: 'constants belong in rules.ts, lists that partnerships change in a JSON file',
  service: 'what people can do belongs in use-cases.ts',
  actions: 'what people can do belongs in use-cases.ts',
  repository: 'what talks to the database belongs in store.ts',
  data: 'what talks to the database belongs in store.ts, a list in a JSON file',
  validation: 'the shape of what arrives belongs in schema.ts',
  views: 'what people read belongs in messages.ts',
  words: 'what people read belongs in messages.ts',
  handlers: 'how it is reached belongs in commands.ts',
};

/** Where the content of a file with an unknown name belongs in a feature folder. */
export function wordAdvice(kind: string, words: readonly string[]): string {
  const instead = INSTEAD[kind] ?? `it belongs in one of ${words.map((word) => `${word}.ts`).join(', ')}`;
  return `a feature has no such word; ${instead}.`;
}
