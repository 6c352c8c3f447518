import { parseSync, Visitor, type EcmaScriptModule, type Program, type VisitorObject } from 'oxc-parser';
import { undocumentedExports } from './docstrings.js';

/** A file of the project: its path from the top, such as `src/main.ts`, and what it says. */
export type File = { path: string; text: string };

export type Import = { target: string; typeOnly: boolean };

/** What a file does that some rooms may not, each with the words by which it was known. */
export type Deed = { deed: 'await' | 'clock' | 'console' | 'environment' | 'randomness'; seen: string };

/** One source file, read: nothing in comments or strings counts. */
export type Source = {
  path: string;
  imports: readonly Import[];
  deeds: readonly Deed[];
  undocumented: readonly string[];
  defaultExport: boolean;
  onlyPassesOn: boolean;
};

/** Reads one TypeScript file. @throws Error when it does not parse. */
export function readSource({ path, text }: File): Source {
  const { program, module, comments, errors } = parseSync(path, text);
  if (errors[0]) throw new Error(`${path} does not parse: ${errors[0].message}`);

  const found: Pick<Source, 'imports' | 'deeds'> = look(program);
  const imports = [...staticImports(module), ...found.imports];
  return {
    path,
    imports,
    deeds: [...found.deeds, ...imports.flatMap(deedOfImport)],
    undocumented: undocumentedExports(program, module, comments, text),
    defaultExport: module.staticExports.some(({ entries }) =>
      entries.some((each) => (each.exportName.kind as string) === 'Default'),
    ),
    onlyPassesOn:
      program.body.length > 0 &&
      program.body.every(
        (each) =>
          each.type === 'ExportAllDeclaration' || (each.type === 'ExportNamedDeclaration' && each.source),
      ),
  };
}

function staticImports({ staticImports: imports, staticExports }: EcmaScriptModule): Import[] {
  const passedOn = staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest, isType }) =>
      moduleRequest ? [{ target: moduleRequest.value, typeOnly: isType }] : [],
    ),
  );
  const imported = imports.map(({ moduleRequest, entries }) => ({
    target: moduleRequest.value,
    typeOnly: entries.length > 0 && entries.every((each) => each.isType),
  }));
  return [...imported, ...passedOn];
}

/** What the module record does not hold: imports made while running, and deeds. */
function look(program: Program): { imports: Import[]; deeds: Deed[] } {
  const imports: Import[] = [];
  const deeds: Deed[] = [];
  const awaits = (seen: string) => deeds.push({ deed: 'await', seen });
  const asyncFunction = (node: { async: boolean }) => node.async && awaits('async');

  const visitor: VisitorObject = {
    ImportExpression: ({ source }) => {
      imports.push({ target: literal(source) ?? COMPUTED, typeOnly: false });
      awaits('import()');
    },
    TSImportType: ({ source }) => imports.push({ target: source.value, typeOnly: true }),
    TSExternalModuleReference: ({ expression }) =>
      imports.push({ target: expression.value, typeOnly: false }),
    AwaitExpression: () => awaits('await'),
    ForOfStatement: (node) => node.await && awaits('for await'),
    FunctionDeclaration: asyncFunction,
    FunctionExpression: asyncFunction,
    ArrowFunctionExpression: asyncFunction,
    CallExpression: ({ callee, arguments: [first] }) => {
      const name = dotted(callee);
      if (LOADERS.has(name)) imports.push({ target: literal(first) ?? COMPUTED, typeOnly: false });
      if (name === 'Date') deeds.push({ deed: 'clock', seen: 'Date()' });
    },
    NewExpression: ({ callee, arguments: given }) => {
      if (dotted(callee) === 'Date' && given.length === 0) deeds.push({ deed: 'clock', seen: 'new Date()' });
    },
    MemberExpression: (node) => deeds.push(...deedsOfName(dotted(node))),
    VariableDeclarator: ({ id, init }) => {
      if (init && id.type === 'ObjectPattern')
        for (const each of id.properties)
          if (each.type === 'Property') deeds.push(...deedsOfName(`${dotted(init)}.${dotted(each.key)}`));
    },
  };
  new Visitor(visitor).visit(program);
  return { imports, deeds };
}

/** Stands for a target that is worked out while running, which no rule can be held to. */
export const COMPUTED = '(computed)';

const LOADERS = new Set(['require', 'require.resolve', 'import.meta.resolve']);

const DEEDS: readonly (readonly [RegExp, Deed['deed']])[] = [
  [/^console\.\w+$/, 'console'],
  [/^process\.env$/, 'environment'],
  [/^(Date\.now|performance\.now|process\.hrtime|Temporal\.Now)$/, 'clock'],
  [/^(Math\.random|crypto\.\w+)$/, 'randomness'],
];

const deedsOfName = (name: string): Deed[] =>
  DEEDS.flatMap(([pattern, deed]) => (pattern.test(name) ? [{ deed, seen: name }] : []));

function deedOfImport({ target, typeOnly }: Import): Deed[] {
  if (typeOnly) return [];
  if (/^(node:)?process$/.test(target)) return [{ deed: 'environment', seen: target }];
  if (/^(node:)?console$/.test(target)) return [{ deed: 'console', seen: target }];
  return [];
}

type Node = { type: string; [key: string]: unknown };

/** `process['env']` and `globalThis.process.env` as `process.env`; an empty name for anything less plain. */
function dotted(node: unknown): string {
  const each = node as Node;
  if (each.type === 'Identifier') return each['name'] as string;
  if (each.type === 'MetaProperty') return 'import.meta';
  if (each.type !== 'MemberExpression') return '';
  const property = each['computed'] ? literal(each['property']) : dotted(each['property']);
  return `${dotted(each['object'])}.${property ?? ''}`.replace(/^globalThis\./, '');
}

function literal(node: unknown): string | null {
  const { type, value } = (node ?? {}) as Partial<Node>;
  return type === 'Literal' && typeof value === 'string' ? value : null;
}
