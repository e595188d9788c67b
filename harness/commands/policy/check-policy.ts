import { relative, resolve } from 'node:path'
import { told as asError } from '../../ask/policies/fault.ts'
import type { PolicyFiles } from '../../ask/policies/policy-files.ts'
import { inspectDocument } from '../../ask/policies/read-document.ts'
import { settingsOf } from '../../ask/policies/settings.ts'
import { OTHER_PLACEHOLDERS, withPlaceholders } from '../../ask/policies/with-placeholders.ts'
import { UserError } from '../../errors.ts'
import { checkDocument } from '../../measure/gateways/apim/check-document.ts'
import type { Place } from '../../model/options.ts'
import type { CheckedFault, PolicyCheck } from '../../model/policy-check.ts'
import { readPolicyFiles } from '../inputs/policy-files.ts'

/** What of one document, or folder of them, is done here. Whatever is wrong with it is a part of the answer. */
export const checkPolicy = async (entry: string, { cwd }: Place): Promise<PolicyCheck> => {
  const path = resolve(cwd, entry)
  const file = relative(cwd, path) || path
  const nothing = { file, elements: [], missing: { namedValues: [], fragments: [] } }
  try {
    const found = await readPolicyFiles(path)
    return checkAtBest(found, file)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { ...nothing, faults: error.faults.map(asTold) }
  }
}

/** A named value may be what the document wants there: each is taken for that with which least is wrong. */
const checkAtBest = (found: PolicyFiles, file: string): PolicyCheck => {
  let own: Readonly<Record<string, string>> = {}
  let best = checkWith(found, file, own)
  for (const name of best.missing.namedValues)
    for (const placeholder of OTHER_PLACEHOLDERS) {
      if (best.faults.length === 0) return best
      const check = checkWith(found, file, { ...own, [name]: placeholder })
      if (check.faults.length >= best.faults.length) continue
      own = { ...own, [name]: placeholder }
      best = check
    }
  return best
}

/** @param own what stands for named values that nobody has given, where it is not the usual */
const checkWith = (found: PolicyFiles, file: string, own: Readonly<Record<string, string>>): PolicyCheck => {
  const { files, settings, namedValues, fragments } = withPlaceholders(found, settingsOf(found), own)
  const { document, faults: unread } = inspectDocument(files, settings)
  const { standings, faults } = checkDocument(document)
  const told = faults.map(({ spot, what, hint }) => ({
    where: `${spot.file}:${spot.line}:${spot.column}`,
    what,
    hint: hint ?? null,
  }))
  const elements = standings.map(({ spot, name, standing }) => ({
    ...spot,
    name,
    standing: standing.kind,
    why: standing.kind === 'enforced' ? null : standing.why,
  }))
  return {
    file,
    elements: elements.sort(byPlace),
    faults: [...unread.map(asError).map(asTold), ...told],
    missing: { namedValues, fragments },
  }
}

const asTold = ({ where, what, hint }: { where?: string; what: string; hint?: string }): CheckedFault => ({
  where: where ?? null,
  what,
  hint: hint ?? null,
})

type Placed = Pick<PolicyCheck['elements'][number], 'file' | 'line' | 'column'>

/** As one reads a file; files stay in the order in which they came. */
const byPlace = (a: Placed, b: Placed): number => (a.file === b.file ? a.line - b.line || a.column - b.column : 0)
