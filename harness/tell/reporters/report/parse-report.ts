import { findNodeAtLocation, type Node } from 'jsonc-parser'
import { type Fault, placeAt, UserError } from '../../../errors.ts'
import { readJsonTree } from '../../../json-tree.ts'
import { type Report, SCHEMA_VERSION } from '../../../model/report.ts'
import { reportSchema } from './schema.ts'

/**
 * Reads a report back.
 * @param file names it in errors
 * @throws UserError with every fault, each at its line
 */
export const parseReport = (text: string, file: string): Report => {
  // A report may have many megabytes, and places are wanted in a faulty one alone.
  const value = jsonIn(text)
  const parsed = value === undefined ? null : reportSchema.safeParse(value)
  if (parsed?.success) return parsed.data
  const { tree, slips } = readJsonTree(text, { disallowComments: true })
  const at = (offset: number): string => placeAt(file, text, offset)
  if (slips.length > 0 || !tree || !parsed) {
    const faults = slips.map(
      ({ name, offset }): Fault => ({
        what: `not JSON (${name})`,
        where: at(offset),
        hint: 'A report is the file that a run writes as report.json.',
      }),
    )
    throw new UserError(
      'report/not-json',
      faults.length > 0 ? faults : { what: text.trim() === '' ? 'the file is empty' : 'not JSON', where: file },
    )
  }
  if (findNodeAtLocation(tree, ['schemaVersion']) === undefined)
    throw new UserError('report/not-a-report', {
      what: 'this is no report',
      where: file,
      hint: 'A report is what sdkdrift matrix writes as report.json; what gate answers, gate alone tells in other forms: --reporter NAME.',
    })
  throw new UserError(
    'report/not-a-report',
    parsed.error.issues.map((issue): Fault => {
      const path = issue.path.filter((step) => typeof step !== 'symbol')
      return {
        what: `\`${path.join('.') || 'report'}\`: ${issue.message}`,
        where: at(nearest(tree, path).offset),
        ...(path[0] === 'schemaVersion' ? { hint: `This version reads schemaVersion ${SCHEMA_VERSION}.` } : {}),
      }
    }),
  )
}

/** Undefined: it is none. */
const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The value at `path`, or the innermost one around it when it is absent. */
const nearest = (tree: Node, path: readonly (string | number)[]): Node =>
  findNodeAtLocation(tree, [...path]) ?? (path.length > 0 ? nearest(tree, path.slice(0, -1)) : tree)
