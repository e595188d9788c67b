/** A dependency as PEP 508 writes it, without extras and marker. https://packaging.python.org/specifications/dependency-specifiers/ */
export type Requirement = {
  readonly name: string
  /** PEP 440, `` for any version, `@ …` for a direct reference. */
  readonly range: string
}

const SHAPE =
  /^\s*([a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)\s*(?:\[[^\]]*\])?\s*(@\s*[^;]+?(?=\s+;|$)|\(?[^;@[\]]*\)?)?\s*(?:;.*)?$/i
const CLAUSE = /^(===|==|~=|!=|<=|>=|<|>)\s*\S+$/

/** null for what is no requirement of a name (an option, a path, an address). */
export const readRequirement = (text: string): Requirement | null => {
  // One blank for many: where blanks may stand in several places, each of them would be tried in all.
  const [, name, rest = ''] = SHAPE.exec(text.replace(/\s+/g, ' ')) ?? []
  if (name === undefined) return null
  if (rest.startsWith('@')) return { name, range: rest.trim().replace(/^@\s*/, '@ ') }
  const clauses = rest
    .trim()
    .replace(/^\(|\)$/g, '')
    .split(',')
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '')
  return clauses.every((clause) => CLAUSE.test(clause))
    ? { name, range: clauses.map((clause) => clause.replace(/\s+/g, '')).join(',') }
    : null
}

/** The version that a range pins, or null. `==2.*` pins none. */
export const pinOf = (range: string): string | null =>
  range
    .split(',')
    .map((clause) => /^===?([^=*]+)$/.exec(clause.trim())?.[1]?.trim())
    .find((version) => version !== undefined) ?? null
