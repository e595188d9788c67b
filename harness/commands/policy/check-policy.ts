import { relative, resolve } from 'node:path'
import { told as asError } from '../../ask/policies/fault.ts'
import { inspectDocument } from '../../ask/policies/read-document.ts'
import { settingsOf } from '../../ask/policies/settings.ts'
import { withPlaceholders } from '../../ask/policies/with-placeholders.ts'
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
    const { files, settings, namedValues, fragments } = withPlaceholders(found, settingsOf(found))
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
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { ...nothing, faults: error.faults.map(asTold) }
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
