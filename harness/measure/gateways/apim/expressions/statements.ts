import { type Statement, SWITCHED, type TypeName } from '../../../../model/policy-expression.ts'
import type { Value } from '../value.ts'
import { isBoxed, isObject } from './boxed.ts'
import { cast } from './cast.ts'
import { equality } from './equality.ts'
import type { Evaluating } from './evaluating.ts'
import { EvaluationError } from './evaluation-error.ts'
import { isNumber } from './numbers.ts'
import { RecordValue, TextObject } from './objects.ts'
import { Scope } from './scope.ts'
import { defaultOf, plainName } from './type-names.ts'
import { thrown } from './types.ts'

/** How a statement left off. */
export type Ended =
  | { readonly kind: 'next' | 'break' | 'continue' }
  | { readonly kind: 'return'; readonly value: Value }

const NEXT: Ended = { kind: 'next' }

export const runStatements = (body: readonly Statement[], scope: Scope, run: Evaluating): Ended => {
  // A function may be called before it stands there.
  for (const statement of body)
    if (statement.statement === 'function') scope.declare(statement.name, run.lambda(statement, scope))
  for (const statement of body) {
    const ended = runStatement(statement, scope, run)
    if (ended.kind !== 'next') return ended
  }
  return NEXT
}

const runStatement = (statement: Statement, scope: Scope, run: Evaluating): Ended => {
  run.spend(1, statement.at)
  switch (statement.statement) {
    case 'declare':
      for (const { name, value } of statement.names) {
        const type = statement.type
        const isDefault = value?.node === 'default' && value.type === null
        const made = value === null ? null : isDefault ? defaultOf(type) : implied(run.value(value, scope), type)
        const boxed = type === null ? value !== null && isBoxed(value, scope) : isObject(type)
        // A number takes the variable's type (`long x = 1`); all else is what it is.
        const isTyped = type !== null && plainName(type.name) !== 'object'
        scope.declare(name, isNumber(made) && isTyped ? cast(made, type, statement) : made, boxed)
      }
      return NEXT
    case 'do-value':
      run.value(statement.value, scope)
      return NEXT
    case 'if':
      if (run.truth(statement.test, scope)) return runStatement(statement.then, new Scope(scope), run)
      return statement.otherwise === null ? NEXT : runStatement(statement.otherwise, new Scope(scope), run)
    case 'for': {
      const inner = new Scope(scope)
      runStatements(statement.first, inner, run)
      while (statement.test === null || run.truth(statement.test, inner)) {
        const ended = runStatement(statement.body, new Scope(inner), run)
        if (ended.kind === 'return') return ended
        if (ended.kind === 'break') break
        for (const step of statement.step) run.value(step, inner)
      }
      return NEXT
    }
    case 'foreach':
      for (const item of run.items(statement.in, scope)) {
        const inner = new Scope(scope)
        inner.declare(statement.name, item)
        const ended = runStatement(statement.body, inner, run)
        if (ended.kind === 'return') return ended
        if (ended.kind === 'break') break
      }
      return NEXT
    case 'while': {
      if (statement.testLast) {
        const ended = runStatement(statement.body, new Scope(scope), run)
        if (ended.kind === 'return') return ended
        if (ended.kind === 'break') return NEXT
      }
      while (run.truth(statement.test, scope)) {
        const ended = runStatement(statement.body, new Scope(scope), run)
        if (ended.kind === 'return') return ended
        if (ended.kind === 'break') break
      }
      return NEXT
    }
    case 'switch': {
      const value = run.value(statement.value, scope)
      const inner = new Scope(scope)
      inner.declare(SWITCHED, value)
      const fits = (label: (typeof statement.cases)[number]['labels'][number]): boolean => {
        if (label === 'default') return false
        if ('test' in label) return run.truth(label.test, inner)
        const constant = run.value(label, scope)
        return isComparable(value, constant) && equality(value, constant, label)
      }
      const taken =
        statement.cases.find(({ labels }) => labels.some(fits)) ??
        statement.cases.find(({ labels }) => labels.includes('default'))
      if (taken === undefined) return NEXT
      const ended = runStatements(taken.body, new Scope(inner), run)
      return ended.kind === 'break' ? NEXT : ended
    }
    case 'return':
      return { kind: 'return', value: statement.value === null ? null : run.value(statement.value, scope) }
    case 'throw': {
      const value = statement.value === null ? null : run.value(statement.value, scope)
      const error = value instanceof RecordValue ? value : null
      const message = error?.properties.get('Message')
      throw thrown(statement, error?.type ?? 'Exception', typeof message === 'string' ? message : 'thrown')
    }
    case 'try':
      return runTry(statement, scope, run)
    case 'using': {
      const inner = new Scope(scope)
      const ended = runStatement(statement.resource, inner, run)
      return ended.kind === 'next' ? runStatement(statement.body, inner, run) : ended
    }
    case 'block':
      return runStatements(statement.body, new Scope(scope), run)
    case 'break':
    case 'continue':
      return { kind: statement.statement === 'break' ? 'break' : 'continue' }
    default:
      return NEXT
  }
}

/** A constant of another type than that of what is switched over (an `object`) does not fit. */
const isComparable = (value: Value, constant: Value): boolean =>
  !(isPlain(value) && isPlain(constant)) || (typeof value === typeof constant && isNumber(value) === isNumber(constant))

const isPlain = (value: Value): boolean => typeof value === 'string' || typeof value === 'boolean' || isNumber(value)

/** What becomes another type by being declared as one: `XNamespace ns = "urn:x"`. */
const implied = (value: Value, type: TypeName | null): Value =>
  typeof value === 'string' && (type?.name === 'XNamespace' || type?.name === 'XName')
    ? new TextObject(type.name, value)
    : value

/** Catches what C# threw; what cannot be told here goes through. */
const runTry = (statement: Extract<Statement, { statement: 'try' }>, scope: Scope, run: Evaluating): Ended => {
  let ended: Ended = NEXT
  try {
    ended = runStatement(statement.body, new Scope(scope), run)
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error
    const taken = statement.catches.find(
      ({ type }) =>
        type === null || type.name === 'Exception' || type.name === 'SystemException' || type.name === error.thrown,
    )
    if (taken === undefined) {
      if (statement.finally !== null) runStatement(statement.finally, new Scope(scope), run)
      throw error
    }
    const inner = new Scope(scope)
    if (taken.name !== null)
      inner.declare(
        taken.name,
        new RecordValue('Exception', [
          ['Message', error.message],
          ['InnerException', null],
          ['StackTrace', null],
          ['Source', null],
        ]),
      )
    ended = runStatement(taken.body, inner, run)
  }
  if (statement.finally !== null) {
    const last = runStatement(statement.finally, new Scope(scope), run)
    if (last.kind !== 'next') return last
  }
  return ended
}
