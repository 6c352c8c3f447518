import type { Comment, EcmaScriptModule, Program } from 'oxc-parser';

/** Names of the functions a file exports without a docstring straight above them. */
export function undocumentedExports(
  program: Program,
  module: EcmaScriptModule,
  comments: readonly Comment[],
  text: string,
): string[] {
  const functions = new Map<string, boolean>();
  for (const statement of program.body) {
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    for (const name of declared ? functionsIn(declared) : [])
      // Overloads share a name, and the first one's docstring.
      functions.set(name, functions.get(name) || hasDocstring(statement.start, comments, text));
  }
  const exported = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ localName, moduleRequest }) => (moduleRequest ? [] : [localName.name ?? ''])),
  );
  return [...new Set(exported)].filter((name) => functions.get(name) === false);
}

type Declared = Program['body'][number];

function functionsIn(declared: Declared): string[] {
  if (declared.type === 'FunctionDeclaration' || declared.type === 'TSDeclareFunction')
    return declared.id ? [declared.id.name] : [];
  if (declared.type !== 'VariableDeclaration') return [];
  return declared.declarations.flatMap(({ id, init }) =>
    id.type === 'Identifier' &&
    (init?.type === 'ArrowFunctionExpression' || init?.type === 'FunctionExpression')
      ? [id.name]
      : [],
  );
}

/** Other comments, such as one for the formatter, may stand between the docstring and the function. */
function hasDocstring(start: number, comments: readonly Comment[], text: string): boolean {
  const above = comments.findLast(({ end }) => end <= start && text.slice(end, start).trim() === '');
  if (!above) return false;
  const isDocstring = above.type === 'Block' && above.value.startsWith('*') && /\w/.test(above.value);
  return isDocstring || hasDocstring(above.start, comments, text);
}
