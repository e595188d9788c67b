/**
 * What to do about a package that a program wants and its project does not have, from the words it ended with: what goes on
 * behind them, empty where they are about none. https://nodejs.org/api/errors.html#err_module_not_found
 */
export const wayToMissing = (words: string): string => {
  const node = /\bCannot find (?:package|module) '((?:@[\w.-]+\/)?[\w-][\w.-]*)/.exec(words)?.[1]
  if (node !== undefined) return `. Install ${node} in the project, or have it beside the SDK: --with ${node}@VERSION.`
  const python = /\bModuleNotFoundError: No module named '(\w+)/.exec(words)?.[1]
  return python === undefined
    ? ''
    : `. Install what has ${python} for the Python that runs your command, or have it beside the SDK: --with NAME@VERSION.`
}
