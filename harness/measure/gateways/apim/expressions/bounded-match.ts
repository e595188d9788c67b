import { type Context, createContext, Script } from 'node:vm'
import type { Spot } from '../../../../model/spot.ts'
import { CannotTell } from '../policy.ts'

/** Milliseconds one match may take. .NET's own matcher has no bound by default; a gateway that hangs answers nobody. */
const TIMEOUT_MS = 100

/** Made when the first is asked for: most runs ask for none. */
let watched: { readonly context: Context; readonly script: Script } | undefined

/**
 * A match that is stopped when it takes too long: JavaScript's own matcher cannot be, but what a `Script` runs can. It costs
 * 0.2 ms, so what cannot run away is not matched so.
 * @throws CannotTell when it is stopped
 */
export const boundedMatch = (pattern: RegExp, text: string, at: Spot): RegExpExecArray | null => {
  watched ??= { context: createContext({ pattern: null, text: '' }), script: new Script('pattern.exec(text)') }
  const { context, script } = watched
  Object.assign(context, { pattern, text })
  try {
    const found: RegExpExecArray | null = script.runInContext(context, { timeout: TIMEOUT_MS })
    return found
  } catch (error) {
    if (!isTimeout(error)) throw error
    throw new CannotTell(at, `the pattern takes more than ${TIMEOUT_MS} ms over ${text.length} characters`)
  } finally {
    Object.assign(context, { pattern: null, text: '' })
  }
}

/** The error may be of another realm than ours. */
const isTimeout = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
