/** One spelling for all spellings of a name. https://peps.python.org/pep-0503/#normalized-names */
export const normaliseName = (name: string): string => name.toLowerCase().replaceAll(/[-_.]+/g, '-')
