import type { Node, Statement, TypeName } from '../../../../model/policy-expression.ts'
import type { Spot } from '../../../../model/spot.ts'
import type { GatewayExchange } from '../exchange.ts'
import { CannotTell } from '../policy.ts'
import type { Value } from '../value.ts'
import { assigned } from './assign.ts'
import { isBoxed } from './boxed.ts'
import { type Spend, spender } from './budget.ts'
import { called } from './call.ts'
import { cast } from './cast.ts'
import { contextValue } from './context.ts'
import type { Evaluating } from './evaluating.ts'
import { formatted } from './formatted.ts'
import { knownTypes } from './known-types.ts'
import { LEFT_OUT } from './left-out.ts'
import { index, member } from './lookup.ts'
import { made } from './make.ts'
import { noItemOfType } from './no-item.ts'
import { char, isNumber, isNumberType, numberOf } from './numbers.ts'
import { FunctionValue, TextObject } from './objects.ts'
import { binaryValue, unaryValue } from './operands.ts'
import { runQuery } from './query.ts'
import { Scope } from './scope.ts'
import { itemsOf } from './sequence.ts'
import { type Ended, runStatements } from './statements.ts'
import { staticType } from './static-type.ts'
import { defaultOf, isOf, plainName, written } from './type-names.ts'
import { ownOf, type TypeFacts, thrown, typeName, type Use } from './types.ts'

const DEEPEST = 400
/** Columns that a hole may be filled up to. */
const WIDEST = 10_000

/** Evaluates over one exchange. */
export class Interpreter implements Evaluating {
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

  /** @throws CannotTell for what is no sequence */
  items(node: Node, scope: Scope): readonly Value[] {
    return itemsOf(this.value(node, scope), this.use(node.at))
  }

  /** A value, or that a `?.` before it left it out. */
  chain(node: Node, scope: Scope): Value | typeof LEFT_OUT {
    this.spend(1, node.at)
    this.deeper(node.at)
    try {
      return this.evaluated(node, scope)
    } finally {
      this.depth -= 1
    }
  }

  /** What a block returned; nothing: null. */
  block(body: readonly Statement[], scope: Scope): { readonly value: Value } {
    const ended: Ended = runStatements(body, scope, this)
    return { value: ended.kind === 'return' ? ended.value : null }
  }

  /** A function of the expression's own, which sees the names around it. */
  lambda(
    { at, parameters, body }: Pick<Extract<Node, { node: 'lambda' }>, 'at' | 'parameters' | 'body'>,
    scope: Scope,
  ): FunctionValue {
    return new FunctionValue(
      (given) => {
        const inner = new Scope(scope)
        for (const [place, name] of parameters.entries()) inner.declare(name, given[place] ?? null)
        if (!isStatements(body)) return this.value(body, inner)
        this.deeper(at)
        try {
          return this.block(body, inner).value
        } finally {
          this.depth -= 1
        }
      },
      parameters.length,
      noItemOfType(isStatements(body) || body.node !== 'cast' ? undefined : body.type),
    )
  }

  /** The type that a node names; null: it is a value. */
  typeOf(node: Node, scope: Scope): { readonly name: string; readonly facts: TypeFacts } | null {
    const name = staticType(node, (each) => scope.has(each))
    if (name === null) return null
    const facts = ownOf(knownTypes, name)
    if (facts === undefined) throw new CannotTell(node.at, `the type ${name} is not known here`)
    return { name, facts }
  }

  private deeper(at: Spot): void {
    this.depth += 1
    if (this.depth > DEEPEST) throw new CannotTell(at, `the expression is nested deeper than ${DEEPEST}`)
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
        return this.filled(node, scope)
      case 'name': {
        const value = scope.get(node.name)
        if (value !== undefined) return value
        if (node.name === 'context') return contextValue
        throw new CannotTell(node.at, `the name ${node.name} is not known here`)
      }
      case 'member':
        return this.member(node, scope)
      case 'index': {
        const self = this.chain(node.of, scope)
        if (self === LEFT_OUT || (self === null && node.safe)) return LEFT_OUT
        const by = node.by.map((each) => this.value(each, scope))
        return index(self, by, this.use(node.at))
      }
      case 'call':
        return called(node, scope, this)
      case 'new':
        return made(node, scope, this)
      case 'lambda':
        return this.lambda(node, scope)
      case 'unary':
        return unaryValue(node, scope, this)
      case 'binary':
        return binaryValue(node, scope, this)
      case 'conditional':
        return this.value(this.truth(node.test, scope) ? node.then : node.otherwise, scope)
      case 'assign':
        return assigned(node, scope, this)
      case 'cast': {
        const value = this.value(node.value, scope)
        const isUnboxed = isNumber(value) && isNumberType(plainName(node.type.name)) && !node.type.array
        if (isUnboxed && isBoxed(node.value, scope) && !isOf(value, node.type, node))
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
      case 'query':
        return runQuery(node.clauses, scope, this, this.use(node.at))
      case 'typeof':
        return new TextObject('Type', plainName(written(node.type)))
      case 'default':
        if (node.type === null) throw new CannotTell(node.at, '`default` without a type is not known here')
        return defaultOf(node.type)
      case 'type':
        throw new CannotTell(node.at, `the type ${written(node.type)} stands where a value is expected`)
    }
  }

  private member(node: Extract<Node, { node: 'member' }>, scope: Scope): Value | typeof LEFT_OUT {
    const type = this.typeOf(node.of, scope)
    if (type !== null) {
      const field = ownOf(type.facts.fields, node.name)
      if (field !== undefined) return field([], this.use(node.at))
      // A method as a value: `Select(int.Parse)`.
      const does = ownOf(type.facts.functions, node.name)
      if (does === undefined) throw new CannotTell(node.at, `${type.name}.${node.name} is not known here`)
      return new FunctionValue((given) => does(type.name === 'Math' ? given : given.slice(0, 1), this.use(node.at)), 1)
    }
    const self = this.chain(node.of, scope)
    if (self === LEFT_OUT || (self === null && node.safe)) return LEFT_OUT
    return member(self, node.name, this.use(node.at))
  }

  private filled({ parts }: Extract<Node, { node: 'interpolated' }>, scope: Scope): string {
    const texts = parts.map((part) => {
      if (typeof part === 'string') return part
      const text = formatted(this.value(part.value, scope), part.format, part.value.at)
      if (part.align === null) return text
      const width = Math.min(Math.abs(part.align), WIDEST)
      return part.align < 0 ? text.padEnd(width) : text.padStart(width)
    })
    return texts.join('')
  }
}

const isStatements = (body: Node | readonly Statement[]): body is readonly Statement[] => Array.isArray(body)
