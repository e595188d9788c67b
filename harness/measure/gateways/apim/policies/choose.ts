import { atLine, type PolicyElement } from '../../../../model/policy-document.ts'
import { truthOf } from '../expressions/evaluate.ts'
import { CannotTell, type PolicyFault, type PolicyKind } from '../policy.ts'
import { type ElementShape, REQUIRED, shapeFaults } from '../shape.ts'
import { trace } from '../trace.ts'

const SHAPE: ElementShape = {
  children: { when: { attributes: { condition: REQUIRED }, children: 'any' }, otherwise: { children: 'any' } },
  wants: ['when'],
}

/** The first `when` whose condition is true, else `otherwise`. */
export const choose: PolicyKind = {
  name: 'choose',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  source: 'https://learn.microsoft.com/azure/api-management/choose-policy',
  standing: () => ({ kind: 'enforced' }),
  faults: (element) => [...shapeFaults(element, SHAPE), ...misordered(element)],
  inner: ({ children }) => children.flatMap((branch) => branch.children),
  compile: (element, { compileAll }) => {
    const branches = element.children.map((branch) => ({
      branch,
      condition: branch.attributes['condition'] ?? null,
      step: compileAll(branch.children),
    }))
    return (exchange) => {
      const taken = branches.find(({ branch, condition }) => {
        if (branch.name === 'otherwise') return true
        if (condition === null) throw new CannotTell(branch.spot, `<${branch.name}> has no condition`)
        return truthOf(condition, exchange)
      })
      trace(exchange, element, taken ? `${taken.branch.name}, line ${taken.branch.spot.line}` : 'no condition is true')
      return taken ? taken.step(exchange) : { kind: 'next' }
    }
  },
}

/** `otherwise` is one, and the last. */
const misordered = ({ children }: PolicyElement): readonly PolicyFault[] =>
  children.flatMap(({ name, spot }, index) =>
    name === 'otherwise' && index < children.length - 1
      ? [
          {
            spot,
            what: `<otherwise> is not the last of <choose>: what follows at ${followedAt(children, index)} is never asked.`,
          },
        ]
      : [],
  )

const followedAt = (children: readonly PolicyElement[], index: number): string => {
  const next = children[index + 1]
  return next ? atLine(next.spot) : ''
}
