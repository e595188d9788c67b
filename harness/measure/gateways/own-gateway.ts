import type { RequestHandler } from 'msw'
import { UserError } from '../../errors.ts'
import type { Gateway, GatewayContext } from './gateway.ts'
import { msw } from './msw.ts'

const EXPECTED =
  'Export (as default, or as `handlers`) a list of msw handlers, or a function ({ credentials, authority }) => list.'

/**
 * A gateway from what a file of the user's exports.
 * @throws UserError when it exports no handlers; for a function, when it is called and gives none
 */
export const ownGateway = (id: string, path: string, exports: Readonly<Record<string, unknown>>): Gateway => {
  const found = [exports['default'], exports['handlers'], inDefault(exports['default'])].find(isGiven)
  if (!found)
    throw new UserError('gateway/no-handlers', {
      what: `It exports ${named(Object.keys(exports))}, and no handlers.`,
      where: path,
      hint: EXPECTED,
    })
  const handlers = (context: GatewayContext): RequestHandler[] => {
    const given: unknown = typeof found === 'function' ? found(context) : found
    if (isHandlers(given)) return [...given]
    throw new UserError('gateway/no-handlers', {
      what:
        given instanceof Promise
          ? 'Its function gives a promise; handlers must be there at once.'
          : 'It gives something else than a list of msw handlers.',
      where: path,
      hint: EXPECTED,
    })
  }
  return { id, title: `Your own gateway: ${path}.`, own: true, handlers }
}

type Given = readonly unknown[] | ((context: GatewayContext) => unknown)

const isGiven = (value: unknown): value is Given => Array.isArray(value) || typeof value === 'function'

/** A CommonJS module is the default export as a whole. */
const inDefault = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'handlers' in value ? value.handlers : undefined

const isHandlers = (value: unknown): value is readonly RequestHandler[] =>
  Array.isArray(value) && value.every((one) => one instanceof msw().RequestHandler)

const named = (names: readonly string[]): string => (names.length > 0 ? names.join(', ') : 'nothing')
