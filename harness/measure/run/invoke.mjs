// Calls what a version has, with what a recipe says; instructions (`$provider` and the like) become what they stand for.
import { exportBeside } from './homes.mjs'
import { agent, fileOf, provider, tokens, transport } from './stand-ins.mjs'
import { Unsupported } from './unsupported.mjs'

export const all = (args, at) => args.map((arg) => real(arg, at))

/**
 * Turns instructions into what they stand for.
 * @param {{ recipe: object, client?: unknown }} at what they may ask
 */
export const real = (arg, at) => {
  if (typeof arg !== 'object' || arg === null) return arg
  if (Array.isArray(arg)) return arg.map((item) => real(item, at))
  if (arg.$provider) return provider(arg)
  if (arg.$nothing) return undefined
  if (arg.$client) return at.client
  if (arg.$agent) return agent(arg.$agent)
  if (arg.$blocking) return real(arg.$blocking, at)
  if (arg.$file) return fileOf(arg.$file)
  if (arg.$transport) return transport(arg.$transport)
  if (arg.$fields) return fieldsAs(arg.$fields, at)
  if (arg.$export) return exportBeside(arg.$export, at.recipe)
  if (arg.$tokens) return tokens(real(arg.$tokens, at))
  if (arg.$make) return madeAs(arg.$make, at)
  if (arg.$call) return called(arg.$call, at)
  return Object.fromEntries(Object.entries(arg).map(([name, value]) => [name, real(value, at)]))
}

const madeAs = ({ args = [], by, ...made }, at) => {
  const make = exportBeside(made, at.recipe)
  return by === 'call' ? make(...all(args, at)) : new make(...all(args, at))
}

/** What a method of the client, or the client itself, gives. */
export const called = ({ method, args = [] }, at) => {
  const { client, recipe } = at
  const found = method === '' ? client : methodAt(client, method)
  if (typeof found !== 'function') throw new Unsupported(`This version's ${recipe.client} has no ${method}().`)
  return found(...all(args, at))
}

/** The function at a dotted path, bound to what it hangs on. */
export const methodAt = (client, path) => {
  let owner
  let value = client
  for (const name of path.split('.')) [owner, value] = [value, value?.[name]]
  return typeof value === 'function' ? value.bind(owner) : undefined
}

const fieldsAs = ({ as, of }, at) => {
  const fields = Object.entries(real(of, at))
  if (as === 'map') return new Map(fields)
  const pairs = fields.flatMap(([name, value]) =>
    Array.isArray(value) ? value.map((one) => [name, one]) : [[name, value]],
  )
  if (as === 'pairs') return pairs
  const headers = new Headers()
  for (const [name, value] of pairs) headers.append(name, value)
  return headers
}
