/** Arguments that people name, none of which changes its place by it. */
export const NAMED_ARGUMENTS: ReadonlySet<string> = new Set([
  'preserveContent',
  'defaultValue',
  'headerName',
  'queryParameterName',
  'variableName',
  'claimName',
])
