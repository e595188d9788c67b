import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type FamilyFile, readFamilies } from '../ask/families/read.ts'
import { knownFamilies } from '../measure/sdks/known-families.ts'
import type { SpeakingFamily } from '../model/family.ts'

const folder = join(import.meta.dirname, '../../fixtures/families')

/** The family files of a folder, read at once: a test needs them before it begins. */
export const familyFiles = (below = ''): readonly FamilyFile[] =>
  readdirSync(join(folder, below))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({
      path: join(folder, below, name),
      name: name.replace(/\.json$/, ''),
      text: readFileSync(join(folder, below, name), 'utf8'),
      hasLines: true,
    }))

/** The families that come with the tool. */
export const shipped = knownFamilies(readFamilies(familyFiles(), familyFiles('bases')))

export const shippedFamily = (id: string): SpeakingFamily => {
  const found = shipped.all.find((family) => family.id === id)
  if (!found) throw new Error(`No family ${id} is shipped.`)
  return found
}
