import type { Spot } from '../../../../model/policy-document.ts'
import type { Expression } from '../../../../model/policy-expression.ts'
import { extensions } from './extensions.ts'
import { knownTypes } from './known-types.ts'
import { staticType } from './static-type.ts'
import { isKnownType, plainName, written } from './type-names.ts'

type Unknown = { readonly spot: Spot; readonly what: string }

/** Properties of what is handed over as records. */
const RECORDS =
  'Id Name Key PrimaryKey SecondaryKey Email FirstName LastName Groups Path Version Revision IsCurrentRevision ServiceUrl Method UrlTemplate Source Reason Message Scope Section PolicyId State SubscriptionRequired Region ServiceName ServiceId GatewayId UserId Password AccessToken Success Value Index Length HasValue InnerException StackTrace'.split(
    ' ',
  )

const members = new Set([
  ...RECORDS,
  ...Object.keys(extensions),
  ...Object.values(knownTypes).flatMap((facts) => [
    ...Object.keys(facts.properties ?? {}),
    ...Object.keys(facts.methods ?? {}),
  ]),
])

/** Members, types and syntax of an expression that can be told, before it is run, to be unknown here. */
export const unknownIn = (expression: Expression): readonly Unknown[] => {
  const unknown: Unknown[] = []
  const declared = new Set<string>()
  collect(expression, declared)
  visit(expression, declared, unknown)
  return unknown
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const inner = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : isRecord(value) ? Object.values(value) : []

/** Names of variables and of anonymous objects' members, wherever they are declared. */
const collect = (value: unknown, names: Set<string>): void => {
  if (isRecord(value)) {
    if (typeof value.name === 'string' && (value.node === undefined || value.node === 'is')) names.add(value.name)
    if (value.node === 'lambda' && Array.isArray(value.parameters))
      for (const each of value.parameters) if (typeof each === 'string') names.add(each)
    if (value.out === true && isRecord(value.value) && typeof value.value.name === 'string') names.add(value.value.name)
  }
  for (const each of inner(value)) collect(each, names)
}

const visit = (value: unknown, names: ReadonlySet<string>, unknown: Unknown[]): void => {
  const before = unknown.length
  for (const each of inner(value)) visit(each, names, unknown)
  // Of a chain, the first unknown is told: the rest follows from it.
  if (!isNode(value) || unknown.length > before) return
  const what = unknownOf(value, names)
  if (what !== null) unknown.push({ spot: value.at, what })
}

type Node = Extract<Expression, { form: 'value' }>['value']

const isNode = (value: unknown): value is Node =>
  isRecord(value) && typeof value.node === 'string' && isRecord(value.at)

const unknownOf = (node: Node, names: ReadonlySet<string>): string | null => {
  const isVariable = (name: string): boolean => names.has(name) && !Object.hasOwn(knownTypes, plainName(name))
  if (node.node === 'new' && node.type !== null && !node.type.array) {
    const facts = Object.hasOwn(knownTypes, plainName(node.type.name))
      ? knownTypes[plainName(node.type.name)]
      : undefined
    return facts?.construct === undefined ? `new ${written(node.type)}` : null
  }
  if ((node.node === 'is' || node.node === 'as' || node.node === 'cast') && node.type !== null)
    return isKnownType(node.type) ? null : written(node.type)
  if (node.node === 'name')
    return node.name === 'context' ||
      names.has(node.name) ||
      Object.hasOwn(knownTypes, plainName(node.name)) ||
      ['System', 'Newtonsoft'].includes(node.name)
      ? null
      : node.name
  if (node.node !== 'member') return null
  const type = staticType(node.of, isVariable)
  if (type !== null) {
    const facts = knownTypes[type]
    const known =
      facts !== undefined &&
      (Object.hasOwn(facts.fields ?? {}, node.name) || Object.hasOwn(facts.functions ?? {}, node.name))
    return known ? null : `${type}.${node.name}`
  }
  if (staticType(node, isVariable) !== null || isNamespace(node)) return null
  if (node.of.node === 'name' && node.of.name === 'context' && !ownMember('context', node.name))
    return `context.${node.name}`
  return members.has(node.name) || names.has(node.name) ? null : `.${node.name}`
}

const ownMember = (type: string, name: string): boolean =>
  Object.hasOwn(knownTypes[type]?.properties ?? {}, name) || Object.hasOwn(knownTypes[type]?.methods ?? {}, name)

const isNamespace = (node: Node): boolean =>
  node.node === 'name' ? ['System', 'Newtonsoft'].includes(node.name) : node.node === 'member' && isNamespace(node.of)
