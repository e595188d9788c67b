import type { Spot } from '../../../../model/policy-document.ts'
import type { Argument, Initial, Node, Statement, TypeName } from '../../../../model/policy-expression.ts'
import type { GatewayExchange } from '../exchange.ts'
import { CannotTell } from '../policy.ts'
import type { Value } from '../value.ts'
import { isBoxed } from './boxed.ts'
import { type Spend, spender } from './budget.ts'
import { cast } from './cast.ts'
import { contextValue } from './context.ts'
import { displayed } from './displayed.ts'
import { formatted } from './formatted.ts'
import { knownTypes } from './known-types.ts'
import { index, indexSetter, member, method } from './lookup.ts'
import { NAMED_ARGUMENTS } from './named-arguments.ts'
import { char, converted, double, int, isNumber, long } from './numbers.ts'
import { BytesValue, FunctionValue, ListValue, RecordValue, TextObject } from './objects.ts'
import { binary } from './operators.ts'
import { Scope } from './scope.ts'
import { itemsOf } from './sequence.ts'
import { type Ended, runStatements } from './statements.ts'
import { staticType } from './static-type.ts'
import { defaultOf, isOf, plainName, written } from './type-names.ts'
import { type TypeFacts, thrown, typeName, type Use } from './types.ts'

const DEEPEST = 400
/** A `?.` whose left side was null: the rest of its chain is left out. */
const LEFT_OUT = Symbol('left out')

/** One evaluation over one exchange. */
export class Interpreter {
  readonly exchange: GatewayExchange
  readonly spend: Spend
  private depth = 0

  constructor(exchange: GatewayExchange) {
    this.exchange = exchange
    this.spend = spender()
  }

  use(at: Spot, types: readonly TypeName[] = [], out: Use['out'] = () => undefined): Use {
    return { at, types, exchange: this.exchange, out, spend: (units) => this.spend(units, at) }
  }

  value(node: Node, scope: Scope): Value {
    const value = this.chain(node, scope)
    return value === LEFT_OUT ? null : value
  }

  truth(node: Node, scope: Scope): boolean {
    const value = this.value(node, scope)
    if (typeof value === 'boolean') return value
    if (value === null) throw thrown(node, 'InvalidOperationException', 'Nullable object must have a value.')
    throw new CannotTell(node.at, `a ${typeName(value)} stands where a bool is expected`)
  }

  private chain(node: Node, scope: Scope): Value | typeof LEFT_OUT {
    this.spend(1, node.at)
    this.depth += 1
    if (this.depth > DEEPEST) throw new CannotTell(node.at, `the expression is nested deeper than ${DEEPEST}`)
    try {
      return this.evaluated(node, scope)
    } finally {
      this.depth -= 1
    }
  }

  private evaluated(node: Node, scope: Scope): Value | typeof LEFT_OUT {
    switch (node.node) {
      case 'null':
        return null
      case 'boolean':
      case 'string':
        return node.value
      case 'char':
        return char(node.value)
      case 'number':
        return numberOf(node)
      case 'interpolated':
        return node.parts
          .map((part) => {
            if (typeof part === 'string') return part
            const text = formatted(this.value(part.value, scope), part.format, part.value.at)
            if (part.align === null) return text
            const width = Math.min(Math.abs(part.align), 10_000)
            return part.align < 0 ? text.padEnd(width) : text.padStart(width)
          })
          .join('')
      case 'name': {
        const value = scope.get(node.name)
        if (value !== undefined) return value
        if (node.name === 'context') return contextValue
        throw new CannotTell(node.at, `the name ${node.name} is not known here`)
      }
      case 'member': {
        const type = this.typeOf(node.of, scope)
        if (type !== null) {
          const field = ownOf(type.facts.fields, node.name)
          if (field === undefined) throw new CannotTell(node.at, `${type.name}.${node.name} is not known here`)
          return field([], this.use(node.at))
        }
        const self = this.chain(node.of, scope)
        if (self === LEFT_OUT) return LEFT_OUT
        if (self === null && node.safe) return LEFT_OUT
        return member(self, node.name, this.use(node.at))
      }
      case 'index': {
        const self = this.chain(node.of, scope)
        if (self === LEFT_OUT || (self === null && node.safe)) return LEFT_OUT
        return index(
          self,
          node.by.map((by) => this.value(by, scope)),
          this.use(node.at),
        )
      }
      case 'call':
        return this.call(node, scope)
      case 'new':
        return this.made(node, scope)
      case 'lambda':
        return this.lambda(node, scope)
      case 'unary':
        return this.unary(node, scope)
      case 'binary':
        return this.binary(node, scope)
      case 'conditional':
        return this.value(this.truth(node.test, scope) ? node.then : node.otherwise, scope)
      case 'assign': {
        if (node.operator === '??=') {
          const there = this.value(node.target, scope)
          return there ?? this.assign(node.target, this.value(node.value, scope), scope)
        }
        const operator = node.operator.slice(0, -1)
        const value = this.value(node.value, scope)
        if (operator === '') return this.assign(node.target, value, scope)
        const known = (['+', '-', '*', '/', '%', '&', '|', '^'] as const).find((each) => each === operator)
        if (known === undefined) throw new CannotTell(node.at, `"${node.operator}" is not known here`)
        return this.assign(node.target, binary(known, this.value(node.target, scope), value, node), scope)
      }
      case 'cast': {
        const value = this.value(node.value, scope)
        if (isBoxed(node.value, scope) && isNumber(value) && isNumberType(node.type) && !isOf(value, node.type, node))
          throw thrown(node, 'InvalidCastException', 'Specified cast is not valid.')
        return cast(value, node.type, node)
      }
      case 'is': {
        const value = this.value(node.value, scope)
        const fits = node.type === null ? value === null : isOf(value, node.type, node)
        if (node.name !== null) scope.declare(node.name, fits ? value : null)
        return fits !== node.not
      }
      case 'as': {
        const value = this.value(node.value, scope)
        return isOf(value, node.type, node) ? value : null
      }
      case 'typeof':
        return new TextObject('Type', plainName(written(node.type)))
      case 'default':
        return defaultOf(node.type)
      case 'type':
        throw new CannotTell(node.at, `the type ${written(node.type)} stands where a value is expected`)
    }
  }

  private typeOf(node: Node, scope: Scope): { readonly name: string; readonly facts: TypeFacts } | null {
    const name = staticType(node, (each) => scope.has(each))
    if (name === null) return null
    const facts = ownOf(knownTypes, name)
    if (facts === undefined) throw new CannotTell(node.at, `the type ${name} is not known here`)
    return { name, facts }
  }

  private given(given: readonly Argument[], scope: Scope): readonly Value[] {
    return given.map(({ name, value, out }) => {
      if (name !== null && !NAMED_ARGUMENTS.has(name))
        throw new CannotTell(value.at, `the argument ${name} by name is not known here`)
      return out ? null : this.value(value, scope)
    })
  }

  private outOf(given: readonly Argument[], scope: Scope): Use['out'] {
    return (at, value) => {
      const node = given[at]
      if (node?.out !== true || node.value.node !== 'name') return
      if (!scope.set(node.value.name, value)) scope.declare(node.value.name, value)
    }
  }

  private call(node: Extract<Node, { node: 'call' }>, scope: Scope): Value | typeof LEFT_OUT {
    const { callee } = node
    const out = this.outOf(node.arguments, scope)
    if (callee.node !== 'member') {
      const called = this.chain(callee, scope)
      if (called === LEFT_OUT) return LEFT_OUT
      if (called instanceof FunctionValue) return called.call(this.given(node.arguments, scope))
      throw new CannotTell(node.at, 'what is called here is not known')
    }
    const type = this.typeOf(callee.of, scope)
    if (type !== null) {
      const does = ownOf(type.facts.functions, callee.name)
      if (does === undefined) throw new CannotTell(callee.at, `${type.name}.${callee.name}() is not known here`)
      return does(this.given(node.arguments, scope), this.use(node.at, callee.types, out))
    }
    const self = this.chain(callee.of, scope)
    if (self === LEFT_OUT || (self === null && callee.safe)) return LEFT_OUT
    return method(self, callee.name, this.given(node.arguments, scope), this.use(node.at, callee.types, out))
  }

  lambda(node: Pick<Extract<Node, { node: 'lambda' }>, 'at' | 'parameters' | 'body'>, scope: Scope): FunctionValue {
    return new FunctionValue((given) => {
      const inner = new Scope(scope)
      for (const [at, name] of node.parameters.entries()) inner.declare(name, given[at] ?? null)
      if (!isStatements(node.body)) return this.value(node.body, inner)
      this.depth += 1
      if (this.depth > DEEPEST) throw new CannotTell(node.at, `the expression is nested deeper than ${DEEPEST}`)
      try {
        return this.block(node.body, inner).value
      } finally {
        this.depth -= 1
      }
    })
  }

  /** What a block returned; nothing: null. */
  block(body: readonly Statement[], scope: Scope): { readonly value: Value } {
    const ended: Ended = runStatements(body, scope, this)
    return { value: ended.kind === 'return' ? ended.value : null }
  }

  private unary(node: Extract<Node, { node: 'unary' }>, scope: Scope): Value {
    const value = this.value(node.operand, scope)
    switch (node.operator) {
      case '!':
        if (typeof value === 'boolean') return !value
        break
      case '-':
        if (isNumber(value)) {
          const number = value.type === 'char' ? converted(value, 'int') : value
          if (typeof number.value === 'bigint') return long(-number.value)
          return number.type === 'int' ? int(-number.value) : { ...number, value: -number.value }
        }
        break
      case '+':
        if (isNumber(value)) return value
        break
      case '~':
        if (isNumber(value)) return value.type === 'long' ? long(~BigInt(value.value)) : int(~Number(value.value))
        break
      default: {
        const next = binary(node.operator.includes('++') ? '+' : '-', value, int(1), node)
        this.assign(node.operand, next, scope)
        return node.operator.startsWith('x') ? value : next
      }
    }
    throw new CannotTell(node.at, `"${node.operator}" of ${typeName(value)} is not known here`)
  }

  private binary(node: Extract<Node, { node: 'binary' }>, scope: Scope): Value {
    switch (node.operator) {
      case '&&':
        return this.truth(node.left, scope) && this.truth(node.right, scope)
      case '||':
        return this.truth(node.left, scope) || this.truth(node.right, scope)
      case '??':
        return this.value(node.left, scope) ?? this.value(node.right, scope)
      default: {
        const left = this.value(node.left, scope)
        const right = this.value(node.right, scope)
        if (['==', '!='].includes(node.operator)) this.refuseByReference(node, left, right, scope)
        return binary(node.operator, left, right, node)
      }
    }
  }

  /** `object == string` asks for the same object: equal texts may be one or two, which cannot be told here. */
  private refuseByReference(node: Extract<Node, { node: 'binary' }>, left: Value, right: Value, scope: Scope): void {
    if (!isBoxed(node.left, scope) && !isBoxed(node.right, scope)) return
    if (typeof left === 'string' && left === right)
      throw new CannotTell(
        node.at,
        `"${node.operator}" compares an object with a string by reference: write (string) before it`,
      )
  }

  private assign(target: Node, value: Value, scope: Scope): Value {
    if (target.node === 'name') {
      const before = scope.get(target.name)
      const kept =
        isNumber(before ?? null) && isNumber(value) && isNumber(before ?? null) ? widened(before ?? null, value) : value
      if (!scope.set(target.name, kept)) throw new CannotTell(target.at, `the name ${target.name} is not known here`)
      return kept
    }
    if (target.node === 'index') {
      const self = this.value(target.of, scope)
      indexSetter(self, [...target.by.map((by) => this.value(by, scope)), value], this.use(target.at))
      return value
    }
    throw new CannotTell(target.at, 'what is assigned to here is not known')
  }

  private made(node: Extract<Node, { node: 'new' }>, scope: Scope): Value {
    const { type, initial } = node
    if (type === null) {
      if (initial?.kind === 'members')
        return new RecordValue(
          'Anonymous',
          initial.members.map(({ name, value }) => [name, this.value(value, scope)]),
        )
      return new ListValue(this.elements(initial, scope))
    }
    if (type.array) return this.array(node, type, scope)
    const name = plainName(type.name)
    const construct = ownOf(knownTypes, name)?.construct
    if (construct === undefined) throw new CannotTell(node.at, `new ${written(type)} is not known here`)
    const made = construct(this.given(node.arguments, scope), this.use(node.at, type.of))
    this.fill(made, initial, node, scope)
    return made
  }

  private elements(initial: Initial | null, scope: Scope): Value[] {
    return initial?.kind === 'elements'
      ? initial.elements.flatMap((each) => each.map((one) => this.value(one, scope)))
      : []
  }

  private array(node: Extract<Node, { node: 'new' }>, type: TypeName, scope: Scope): Value {
    const [length] = this.given(node.arguments, scope)
    const bytes = ['byte', 'Byte'].includes(type.name)
    const size =
      isNumber(length ?? null) && length !== null && typeof length === 'object' && length.kind === 'number'
        ? Number(length.value)
        : null
    if (size !== null && node.initial === null) {
      if (size < 0) throw thrown(node, 'OverflowException', 'Arithmetic operation resulted in an overflow.')
      this.spend(size, node.at)
      const element = defaultOf({ ...type, array: false })
      return bytes ? new BytesValue(new Uint8Array(size)) : new ListValue(Array.from({ length: size }, () => element))
    }
    const items = this.elements(node.initial, scope)
    return bytes
      ? new BytesValue(Uint8Array.from(items, (item) => (isNumber(item) ? Number(item.value) & 255 : 0)))
      : new ListValue(items)
  }

  private fill(made: Value, initial: Initial | null, node: Node, scope: Scope): void {
    if (initial === null) return
    const use = this.use(node.at)
    switch (initial.kind) {
      case 'entries':
        for (const { key, value } of initial.entries)
          indexSetter(made, [this.value(key, scope), this.value(value, scope)], use)
        return
      case 'elements':
        for (const each of initial.elements)
          method(
            made,
            'Add',
            each.map((one) => this.value(one, scope)),
            use,
          )
        return
      case 'members':
        if (initial.members.length > 0) throw new CannotTell(node.at, 'properties of a new object are not known here')
    }
  }

  /** @throws CannotTell for what is no sequence */
  items(node: Node, scope: Scope): readonly Value[] {
    const value = this.value(node, scope)
    return itemsOf(value, this.use(node.at))
  }

  text(value: Value, at: Spot): string {
    return displayed(value, at)
  }
}

const ownOf = <T>(table: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined

const isStatements = (body: Node | readonly Statement[]): body is readonly Statement[] => Array.isArray(body)

const isNumberType = ({ name, array }: TypeName): boolean =>
  !array && ['int', 'long', 'double', 'float', 'decimal', 'char'].includes(plainName(name))

/** A variable keeps its type: `double x = 1; x = 2`. */
const widened = (before: Value, value: Value): Value =>
  isNumber(before) && isNumber(value) ? converted(value, before.type) : value

const numberOf = ({ type, text, at }: Extract<Node, { node: 'number' }>): Value => {
  const plain = text
    .replaceAll('_', '')
    .replace(/(?<!^0[xX].*)[fFdDmM]$/, '')
    .replace(/[uUlL]+$/, '')
  if (type === 'int') return int(Number(plain))
  if (type === 'long') return long(BigInt(plain))
  const value = Number(plain)
  if (Number.isNaN(value)) throw new CannotTell(at, `the number ${text} is not known here`)
  return { ...double(value), type }
}
