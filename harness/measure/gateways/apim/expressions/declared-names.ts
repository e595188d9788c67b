import { SWITCHED } from '../../../../model/policy-expression.ts'

type Fields = Readonly<Record<string, unknown>>

/** What an expression itself gives a name to. */
export type DeclaredNames = {
  readonly variables: ReadonlySet<string>
  /** Members of anonymous objects. */
  readonly members: ReadonlySet<string>
}

/** Variables, parameters and functions, wherever they are declared. */
export const declaredNames = (expression: unknown): DeclaredNames => {
  const names = { variables: new Set<string>(), members: new Set<string>() }
  collect(expression, names)
  return names
}

const collect = (value: unknown, names: { variables: Set<string>; members: Set<string> }): void => {
  for (const name of variablesOf(value)) names.variables.add(name)
  if (isFields(value) && value.kind === 'members') for (const name of namesIn(value.members)) names.members.add(name)
  for (const each of innerOf(value)) collect(each, names)
}

const variablesOf = (value: unknown): readonly string[] => {
  if (!isFields(value)) return []
  switch (value.statement ?? value.clause ?? value.node) {
    case 'declare':
      return namesIn(value.names)
    case 'function':
      return [...textsIn([value.name]), ...textsIn(value.parameters)]
    case 'switch':
      return [SWITCHED]
    case 'foreach':
    case 'is':
    case 'from':
    case 'let':
      return textsIn([value.name])
    case 'join':
      return textsIn([value.name, value.into])
    case 'select':
    case 'group':
      return textsIn([value.into])
    case 'try':
      return namesIn(value.catches)
    case 'lambda':
      return textsIn(value.parameters)
    default:
      // `out var name`
      return value.out === true ? namesIn([value.value]) : []
  }
}

const namesIn = (list: unknown): readonly string[] =>
  Array.isArray(list) ? textsIn(list.map((one: unknown) => (isFields(one) ? one.name : null))) : []

const textsIn = (list: unknown): readonly string[] =>
  Array.isArray(list) ? list.filter((one) => typeof one === 'string') : []

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What stands within a part of an expression's tree. */
export const innerOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : isFields(value) ? Object.values(value) : []
