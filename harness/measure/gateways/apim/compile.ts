import { atLine, type PolicyElement } from '../../../model/policy-document.ts'
import type { GatewayExchange } from './exchange.ts'
import { EvaluationError } from './expressions/evaluate.ts'
import { CannotTell, type Flow, PolicyError, type PolicyKind, type Step, type Tools } from './policy.ts'
import { trace } from './trace.ts'

type Kinds = Readonly<Record<string, PolicyKind>>

/** Steps of policies in order, made once for a run. The first that answers, or fails, ends them. */
export const compilerOf =
  (kinds: Kinds, toolsOf: (compileAll: Tools['compileAll']) => Tools) => (): Tools['compileAll'] => {
    const compileAll: Tools['compileAll'] = (elements) => {
      const steps = elements.map((element) => stepOf(element, kinds, tools))
      return async (exchange) => {
        for (const step of steps) {
          const flow = await step(exchange)
          if (flow.kind === 'answer') return flow
        }
        return NEXT
      }
    }
    const tools = toolsOf(compileAll)
    return compileAll
  }

const NEXT: Flow = { kind: 'next' }

const stepOf = (element: PolicyElement, kinds: Kinds, tools: Tools): Step => {
  const kind = Object.hasOwn(kinds, element.name) ? kinds[element.name] : undefined
  if (!kind) return cannot(element, 'no policy of that name is known')
  const standing = kind.standing(element)
  if (standing.kind === 'not-supported') return cannot(element, standing.why)
  const step = kind.compile(element, tools)
  return async (exchange) => {
    const told = exchange.traces.length
    try {
      const flow = await step(exchange)
      if (!tellsOf(exchange, element, told)) trace(exchange, element, flow.kind === 'answer' ? 'answered' : 'passed')
      return flow
    } catch (error) {
      const failed = error instanceof EvaluationError ? asPolicyError(element, error) : error
      if (failed instanceof PolicyError && !tellsOf(exchange, element, told))
        trace(exchange, element, `failed: ${failed.why}`)
      throw failed
    }
  }
}

const tellsOf = ({ traces }: GatewayExchange, { spot }: PolicyElement, from: number): boolean =>
  traces.slice(from).some((one) => one.spot === spot)

const cannot = (element: PolicyElement, why: string): Step => {
  const { spot, name } = element
  return (exchange) => {
    trace(exchange, element, `cannot tell: ${why}`)
    throw new CannotTell(spot, `${name}: ${why}`)
  }
}

/** C# threw: the caller learns nothing of it. https://learn.microsoft.com/azure/api-management/api-management-error-handling-policies */
const asPolicyError = (element: PolicyElement, { message, spot }: EvaluationError): PolicyError =>
  new PolicyError(element, {
    reason: 'ExpressionValueEvaluationFailure',
    message: `Expression evaluation failed. ${message}`,
    status: 500,
    told: 'Internal server error',
    why: `the expression at ${atLine(spot)}:${spot.column} failed: ${message}`,
  })
