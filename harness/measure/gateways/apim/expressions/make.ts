import type { Initial, Node, TypeName } from '../../../../model/policy-expression.ts'
import { CannotTell } from '../policy.ts'
import type { Value } from '../value.ts'
import { givenIn } from './call.ts'
import type { Evaluating } from './evaluating.ts'
import { knownTypes } from './known-types.ts'
import { indexSetter, method } from './lookup.ts'
import { noItemOfType } from './no-item.ts'
import { isNumber } from './numbers.ts'
import { BytesValue, ListValue, RecordValue } from './objects.ts'
import type { Scope } from './scope.ts'
import { defaultOf, plainName, written } from './type-names.ts'
import { ownOf, thrown } from './types.ts'

type New = Extract<Node, { node: 'new' }>

/** `new T(…) { … }`, `new[] { … }`, `new { A = 1 }`. */
export const made = (node: New, scope: Scope, run: Evaluating): Value => {
  const { type, initial } = node
  if (type === null) {
    if (initial?.kind === 'members')
      return new RecordValue(
        'Anonymous',
        initial.members.map(({ name, value }) => [name, run.value(value, scope)]),
      )
    return new ListValue(elementsOf(initial, scope, run))
  }
  if (type.array) return arrayOf(node, type, scope, run)
  const construct = ownOf(knownTypes, plainName(type.name))?.construct
  if (construct === undefined) throw new CannotTell(node.at, `new ${written(type)} is not known here`)
  const key = keyOf(node, type)
  if (key) return construct([run.value(key, scope)], run.use(node.at, type.of))
  const value = construct(givenIn(node.arguments, scope, run), run.use(node.at, type.of))
  if (value instanceof ListValue) value.noItem = noItemOfType(type.of[0])
  if (initial !== null) fill(value, initial, node, scope, run)
  return value
}

/** `new HMACSHA256 { Key = … }` is `new HMACSHA256(…)`; null: it is written otherwise. */
const keyOf = ({ initial, arguments: given }: New, { name }: TypeName): Node | null => {
  if (!name.startsWith('HMAC') || given.length > 0 || initial?.kind !== 'members') return null
  const [only, ...others] = initial.members
  return only?.name === 'Key' && others.length === 0 ? only.value : null
}

const elementsOf = (initial: Initial | null, scope: Scope, run: Evaluating): Value[] =>
  initial?.kind === 'elements' ? initial.elements.flatMap((each) => each.map((one) => run.value(one, scope))) : []

const arrayOf = (node: New, type: TypeName, scope: Scope, run: Evaluating): Value => {
  const [length = null] = givenIn(node.arguments, scope, run)
  const isBytes = ['byte', 'Byte'].includes(type.name)
  if (isNumber(length) && node.initial === null) {
    const size = Number(length.value)
    if (size < 0) throw thrown(node, 'OverflowException', 'Arithmetic operation resulted in an overflow.')
    run.spend(size, node.at)
    const element = defaultOf({ ...type, array: false })
    return isBytes
      ? new BytesValue(new Uint8Array(size))
      : arrayFrom(
          Array.from({ length: size }, () => element),
          type,
        )
  }
  const items = elementsOf(node.initial, scope, run)
  return isBytes
    ? new BytesValue(Uint8Array.from(items, (item) => (isNumber(item) ? Number(item.value) & 255 : 0)))
    : arrayFrom(items, type)
}

const arrayFrom = (items: Value[], type: TypeName): ListValue => {
  const array = new ListValue(items)
  // Of `new[] { … }` the items tell.
  if (type.name !== 'object') array.noItem = noItemOfType({ ...type, array: false })
  return array
}

const fill = (value: Value, initial: Initial, node: New, scope: Scope, run: Evaluating): void => {
  const use = run.use(node.at)
  switch (initial.kind) {
    case 'entries':
      for (const entry of initial.entries)
        indexSetter(value, [run.value(entry.key, scope), run.value(entry.value, scope)], use)
      return
    case 'elements':
      for (const each of initial.elements)
        method(
          value,
          'Add',
          each.map((one) => run.value(one, scope)),
          use,
        )
      return
    case 'members':
      if (initial.members.length > 0) throw new CannotTell(node.at, 'properties of a new object are not known here')
  }
}
