/**
 * msw, loaded by whoever begins to measure: it is a good part of what a run in which all is kept would load for nothing.
 * One for all, as a module is.
 */
let library: Promise<typeof import('msw')> | undefined
let loaded: typeof import('msw') | undefined

/** To be waited for before any gateway is asked for its handlers. */
export const loadMsw = async (): Promise<typeof import('msw')> => {
  library ??= import('msw')
  loaded = await library
  return loaded
}

/** @throws Error when nobody waited for `loadMsw` */
export const msw = (): typeof import('msw') => {
  if (!loaded) throw new Error('A gateway is asked for its handlers before msw is loaded.')
  return loaded
}
