import scenes from './scenes.json' with { type: 'json' };

const SITUATIONS: Readonly<Record<string, string>> = scenes.situations;

/** What might be said about an issue, without anybody who could be known by it. */
export const situationOf = (issue: string): string => SITUATIONS[issue] ?? scenes.situations.other;
