import { closest, distance } from 'fastest-levenshtein'
import { findNodeAtLocation, getNodeValue, type Node } from 'jsonc-parser'
import type { z } from 'zod'
import { type Fault, placeAt } from '../../errors.ts'

type Path = readonly PropertyKey[]

/** A scenario file as it was read, with its positions. */
export type ScenarioText = {
  readonly path: string
  readonly text: string
  /** Where everything stands in it: asked for when something is wrong with it. */
  readonly tree: () => Node
  readonly patches?: readonly Path[]
}

type Issue = z.core.$ZodIssue

/**
 * Every fault that the schema found, each at its line and column.
 * @param known the names that an object at a path may hold
 * @param patches paths of what was laid over the file: what stands there stands nowhere else
 */
export const faultsOf = (
  file: ScenarioText,
  issues: readonly Issue[],
  known: (path: Path) => readonly string[],
  patches: readonly Path[] = [],
  above: Path = [],
): Fault[] =>
  issues.flatMap((issue): Fault[] => {
    const path = [...above, ...issue.path]
    const source = { ...file, patches }
    const where = placeOf(source, path)
    switch (issue.code) {
      case 'unrecognized_keys':
        return issue.keys.map((key) => ({
          what: `"${key}" is not known here.`,
          where: placeOf(source, [...path, key], 'key'),
          hint: nearest(key, known(path)),
        }))
      case 'invalid_union': {
        const branch = branchMeant(issue.errors)
        if (branch) return faultsOf(file, branch, known, patches, path)
        const forms = issue.errors.flatMap((errors) => errors.slice(0, 1).map(expectation))
        return [{ what: unfit(source, path), where, hint: `Expected ${forms.join(', or ')}.` }]
      }
      case 'invalid_key':
        return [
          {
            what: `"${String(path.at(-1))}" is not a name that fits here.`,
            where: placeOf(source, path, 'key'),
            hint: `Expected ${issue.issues.map(expectation).join(', ')}.`,
          },
        ]
      case 'invalid_value':
        if (nodeAt(source, path))
          return [
            {
              what: `${shown(source, path)} is not known here.`,
              where,
              hint: nearest(given(source, path), issue.values.map(String)),
            },
          ]
    }
    return [{ what: unfit(source, path), where, hint: `Expected ${expectation(issue)}.` }]
  })

const unfit = (source: ScenarioText, path: Path): string =>
  nodeAt(source, path) ? `${shown(source, path)} does not fit here.` : `"${String(path.at(-1))}" is missing.`

/** Of a union's forms, the one whose outer type fits: its own complaints say more than "none fits". */
const branchMeant = (branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined =>
  branches
    .filter((issues) => issues.every(({ path, code }) => path.length > 0 || code === 'unrecognized_keys'))
    .sort((a, b) => strangers(a) - strangers(b))[0]

const strangers = (issues: readonly Issue[]): number => issues.filter(({ code }) => code === 'unrecognized_keys').length

const expectation = ({ message }: Issue): string =>
  message
    .replace(/^(Invalid (input|option|string|key)|Too (small|big)): /, '')
    .replace(/^expected /, '')
    .replace(/, received undefined$/, '')

/** `file:line:column`; a missing node is placed at the nearest one above it. */
export const placeOf = (source: ScenarioText, path: Path, at: 'value' | 'key' = 'value'): string => {
  const node = nodeAt(source, path)
  if (!node && path.length > 0) return placeOf(source, path.slice(0, -1))
  const key = at === 'key' ? node?.parent?.children?.[0] : undefined
  return placeAt(source.path, source.text, (key ?? node ?? source.tree()).offset)
}

/** The last that was laid over the file is what counts. */
const nodeAt = ({ tree, patches = [] }: ScenarioText, path: Path): Node | undefined =>
  [...patches]
    .reverse()
    .map((patch) => nodeIn(tree(), [...patch, ...path]))
    .find((node) => node !== undefined) ?? nodeIn(tree(), path)

const nodeIn = (tree: Node, path: Path): Node | undefined =>
  findNodeAtLocation(
    tree,
    path.map((part) => (typeof part === 'number' ? part : String(part))),
  )

const shown = (source: ScenarioText, path: Path): string => {
  const node = nodeAt(source, path)
  const text = node ? source.text.slice(node.offset, node.offset + node.length).replace(/\s+/g, ' ') : ''
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

/** A text as it is meant, anything else as it stands there. */
const given = (source: ScenarioText, path: Path): string => {
  const value: unknown = getNodeValue(nodeAt(source, path) ?? source.tree())
  return typeof value === 'string' ? value : shown(source, path)
}

const nearest = (given: string, known: readonly string[]): string => {
  const near = known.length > 0 ? closest(given, [...known]) : undefined
  const meant = near && distance(given, near) <= Math.max(2, given.length / 3) ? `Did you mean "${near}"? ` : ''
  return `${meant}Known: ${known.join(', ')}.`
}
