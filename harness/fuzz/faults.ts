import { UserError } from '../errors.ts'

/**
 * Lets a reader refuse: each fault in words, with its place where the reader names one.
 * @returns what it read, or null
 */
export const orRefused = async <T>(read: () => T | Promise<T>, place?: RegExp): Promise<T | null> => {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    if (error.faults.length === 0) throw new Error('refused without a fault')
    for (const { what, where } of error.faults) {
      if (!/\S{2}/.test(what) || /\[object /.test(what)) throw new Error(`a fault says nothing: ${what}`)
      if (place && !place.test(where ?? '')) throw new Error(`a fault has no place: ${what} (${where})`)
    }
    return null
  }
}

export const must = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(what)
}
