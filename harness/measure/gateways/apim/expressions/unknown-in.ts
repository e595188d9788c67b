import type { Expression } from '../../../../model/policy-expression.ts'
import type { Spot } from '../../../../model/spot.ts'
import { nearestName } from '../nearest-name.ts'
import { isListed } from './allowed-types.ts'
import { type DeclaredNames, declaredNames, innerOf } from './declared-names.ts'
import { extensions } from './extensions.ts'
import { knownTypes } from './known-types.ts'
import { NAMED_ARGUMENTS } from './named-arguments.ts'
import { staticType } from './static-type.ts'
import { isKnownType, plainName, written } from './type-names.ts'

type Unknown = { readonly spot: Spot; readonly what: string }

/** Properties of what is handed over as records. */
const RECORDS =
  'Id Name Key PrimaryKey SecondaryKey Email FirstName LastName Groups Path Version Revision IsCurrentRevision ServiceUrl Method UrlTemplate Source Reason Message Scope Section PolicyId State SubscriptionRequired Region ServiceName ServiceId GatewayId UserId Password AccessToken Success Value Index Length HasValue GetHashCode Protocols Gateway InstanceId IsManaged Item1 Item2 Item3 Item4 Item5 Item6 Item7 InnerException StackTrace'.split(
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
  visit(expression, declaredNames(expression), unknown)
  return unknown
}

const visit = (value: unknown, names: DeclaredNames, unknown: Unknown[]): void => {
  const before = unknown.length
  for (const each of innerOf(value)) visit(each, names, unknown)
  // Of a chain, the first unknown is told: the rest follows from it.
  if (!isNode(value) || unknown.length > before) return
  const what = unknownOf(value, names)
  if (what !== null) unknown.push({ spot: value.at, what })
}

type Node = Extract<Expression, { form: 'value' }>['value']

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'node' in value && typeof value.node === 'string' && 'at' in value

const unknownOf = (node: Node, { variables, members: own }: DeclaredNames): string | null => {
  const isVariable = (name: string): boolean => variables.has(name) && !Object.hasOwn(knownTypes, plainName(name))
  if (node.node === 'call') {
    const named = node.arguments.find(({ name }) => name !== null && !NAMED_ARGUMENTS.has(name))
    return named ? `the argument ${named.name} by name` : null
  }
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
      variables.has(node.name) ||
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
  if (node.of.node === 'name' && node.of.name === 'context' && !ownMembers('context').includes(node.name))
    return `context.${withNear(node.name, ownMembers('context'))}`
  return members.has(node.name) || own.has(node.name) ? null : `.${withNear(node.name, [...members])}`
}

/** Most of what nobody knows is a slip of the pen. */
const withNear = (name: string, known: readonly string[]): string => {
  const hint = nearestName(name, known)
  return hint ? `${name}. ${hint}` : name
}

const ownMembers = (type: string): readonly string[] => {
  const { properties = {}, methods = {} } = knownTypes[type] ?? {}
  return [...Object.keys(properties), ...Object.keys(methods)]
}

const isNamespace = (node: Node): boolean =>
  node.node === 'name' ? ['System', 'Newtonsoft'].includes(node.name) : node.node === 'member' && isNamespace(node.of)

/** Types and members of an expression that are known here and are not on the vendor's list. */
export const unlistedIn = (expression: Expression): readonly Unknown[] => {
  const { variables } = declaredNames(expression)
  const found: Unknown[] = []
  const look = (value: unknown): void => {
    for (const each of innerOf(value)) look(each)
    if (!isNode(value)) return
    if (value.node === 'new' && value.type !== null && !value.type.array && !isListed(plainName(value.type.name), null))
      found.push({ spot: value.at, what: value.type.name })
    if (value.node !== 'member') return
    const type = staticType(value.of, (name) => variables.has(name))
    if (type !== null && !isListed(type, value.name)) found.push({ spot: value.at, what: `${type}.${value.name}` })
  }
  look(expression)
  return found
}
