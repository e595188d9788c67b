/**
 * What to do about a package that a program wants and its project does not have, from the words it ended with: what goes on
 * behind them, empty where they are about none. https://nodejs.org/api/errors.html#err_module_not_found
 * @param sdk the package under test: a module of Python's may be its own, by a name that this version does not have. Default: it is not named
 */
export const wayToMissing = (words: string, sdk = 'the SDK'): string => {
  const node = /\bCannot find (?:package|module) '((?:@[\w.-]+\/)?[\w-][\w.-]*)/.exec(words)?.[1]
  if (node !== undefined) return `. Install ${node} in the project, or have it beside the SDK: --with ${node}@VERSION.`
  const python = /\bModuleNotFoundError: No module named '(\w+)/.exec(words)?.[1]
  return python === undefined
    ? ''
    : `. If ${python} is a module of ${sdk} itself, this version has it by another name or not at all. Else install what has ${python} for the Python that runs your command, or have it beside the SDK: --with NAME@VERSION.`
}
