import { type PolicyDocument, type PolicyElement, SCOPES, type Scope, scopeIn } from '../../model/policy-document.ts'
import type { PolicySettings } from '../../model/policy-settings.ts'
import type { Spot } from '../../model/spot.ts'
import { parseExpression } from './expressions/parse-expression.ts'
import { faultsError, type ReadFault } from './fault.ts'
import { joinScopes } from './join-scopes.ts'
import type { PolicyFiles } from './policy-files.ts'
import { putInFragments } from './put-in-fragments.ts'
import { readFragment, readSections, type Sections } from './read-sections.ts'
import type { ParseExpression } from './read-text.ts'
import { withScope } from './with-scope.ts'

/**
 * What one request goes through: the scopes' documents joined, fragments and named values put in.
 * @returns with the files that were read, as messages name them
 * @throws UserError `policy/no-root`, `policy/no-named-value`, `policy/no-fragment`, `policy/expression`, or for several of them and
 *   all else `policy/invalid`: every fault of every file, with line and column
 */
export const readDocument = (
  files: PolicyFiles,
  settings: Pick<PolicySettings, 'namedValues'>,
  parse: ParseExpression = parseExpression,
): Omit<ReadDocument, 'faults'> & { readonly sourceFiles: string[] } => {
  const { faults, ...read } = inspectDocument(files, settings, parse)
  if (faults.length > 0) throw faultsError(faults)
  const all = [...SCOPES.flatMap((scope) => files.scopes[scope] ?? []), ...Object.values(files.fragments)]
  return { ...read, sourceFiles: all.map(({ path }) => path) }
}

/** Each element with the scope that its file's name does not tell: `policy.xml` of an APIOps folder is that of all APIs. */
const ofScope = (sections: Sections, scope: Scope): Sections =>
  Object.fromEntries(
    Object.entries(sections).map(([section, elements]) => [
      section,
      elements.map((element) => withScope(element, scope)),
    ]),
  )

type ReadDocument = {
  readonly document: PolicyDocument
  /** Where a lone `<fragment>` stands in a document's place: it can be looked at, and is no gateway. */
  readonly loneFragments: readonly Spot[]
  readonly faults: readonly ReadFault[]
}

/** The same of a document that may be faulty, to be looked at: with all of it that could be read. */
export const inspectDocument = (
  { scopes, fragments }: PolicyFiles,
  { namedValues }: Pick<PolicySettings, 'namedValues'>,
  parse: ParseExpression = parseExpression,
): ReadDocument => {
  const loneFragments: Spot[] = []
  const faults: ReadFault[] = []
  const complain = (fault: ReadFault): void => void faults.push(fault)
  const reading = { namedValues, parse, complain }
  const read: Partial<Record<Scope, Sections>> = {}
  for (const scope of SCOPES) {
    const file = scopes[scope]
    if (!file) continue
    const sections = readSections(file, reading, (spot) => loneFragments.push(spot))
    // A lone file is an API's, whatever it is called.
    read[scope] = scope === 'api' || scopeIn(file.path) === scope ? sections : ofScope(sections, scope)
  }
  const parts = Object.fromEntries(
    Object.entries(fragments).map(([id, file]): [string, readonly PolicyElement[]] => [
      id,
      readFragment(file, reading),
    ]),
  )
  const joined = joinScopes(read)
  const told = new Set<string>()
  // What is joined in twice is told once.
  const once = (fault: ReadFault): void => {
    const key = JSON.stringify(fault)
    if (!told.has(key)) complain(fault)
    told.add(key)
  }
  const document: PolicyDocument = {
    inbound: putInFragments(joined.inbound, parts, once),
    backend: putInFragments(joined.backend, parts, once),
    outbound: putInFragments(joined.outbound, parts, once),
    'on-error': putInFragments(joined['on-error'], parts, once),
  }
  return { document, loneFragments, faults }
}
