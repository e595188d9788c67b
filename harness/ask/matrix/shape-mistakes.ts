import type { z } from 'zod'
import { acceptanceSchema, severityOverrideSchema } from './changes-schema.ts'
import { type Mistake, type Path, pathText, show } from './mistake.ts'
import { nearest } from './nearest.ts'
import { programSchema } from './program-schema.ts'
import { isRecord } from './raw.ts'
import { matrixSchema } from './schema.ts'
import { ruleSchemas, sdkSchema } from './sdk-schema.ts'

type Issue = z.core.$ZodIssue

/** Says in words what the schema found. `value` is the whole file. */
export const shapeMistakes = (issues: readonly Issue[], value: unknown): Mistake[] =>
  issues.flatMap((issue) => mistakesOf(issue, [], value))

const mistakesOf = (issue: Issue, base: Path, value: unknown): Mistake[] => {
  const path = [...base, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))]
  const found = valueAt(value, path)
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(path, key))
  if (issue.code === 'invalid_union') {
    const [texts = [], ...objects] = issue.errors
    // Of several forms the one whose keys were used is meant.
    const others = objects.find((one) => !one.some(isUnknownKey)) ?? unknownKeysOr(objects)
    return (isRecord(found) || Array.isArray(found) ? others : texts).flatMap((inner) => mistakesOf(inner, path, value))
  }
  if (issue.code === 'invalid_key')
    return issue.issues.map(({ message }) => ({
      path,
      atKey: true,
      what: `"${path.at(-1)}" is no id.`,
      hint: `Expected ${message}.`,
    }))
  const expected = `Expected ${issue.message}.`
  if (found !== undefined) return [{ path, what: `${pathText(path)} is ${show(found)}.`, hint: expected }]
  const what = path.length === 0 ? 'The file is empty.' : `${pathText(path.slice(0, -1))} has no "${path.at(-1)}".`
  return [{ path, missing: true, what, hint: expected }]
}

const unknownKey = (path: Path, key: string): Mistake => {
  const known = keysAt(path)
  const best = nearest(key, known)
  return {
    path: [...path, key],
    atKey: true,
    what: `"${key}" is not a key of ${pathText(path)}.`,
    hint: `${best ? `Did you mean "${best}"? ` : ''}Known keys: ${known.join(', ')}.`,
  }
}

const keysAt = ([room, , list]: Path): readonly string[] => {
  if (room === undefined) return Object.keys(matrixSchema.shape)
  if (room === 'credentials') return CREDENTIAL_KEYS
  if (room === 'accepted') return Object.keys(acceptanceSchema.shape)
  if (room === 'severities')
    return Object.keys((list === 'match' ? severityOverrideSchema.shape.match : severityOverrideSchema).shape)
  if (list === 'programs') return Object.keys(programSchema.shape)
  if (list === undefined) return Object.keys(sdkSchema.shape)
  return [...new Set(ruleSchemas.flatMap(({ shape }) => Object.keys(shape)))]
}

const isUnknownKey = ({ code }: Issue): boolean => code === 'unrecognized_keys'

/** Where each form has a key that it does not know, none of them lacks what it lacks: the key alone is wrong. */
const unknownKeysOr = ([first = [], ...more]: readonly (readonly Issue[])[]): readonly Issue[] =>
  more.length > 0 ? first.filter(isUnknownKey) : first

const CREDENTIAL_KEYS = ['jwt', 'basic', 'file']

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((inner, step) => {
    if (Array.isArray(inner)) return inner[Number(step)]
    return isRecord(inner) ? inner[step] : undefined
  }, value)
