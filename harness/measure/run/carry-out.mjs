// Makes the calls of a recipe, one after the other or at once.
import { endOf } from './call-ends.mjs'
import { clientsOf, close } from './clients.mjs'
import { atHome, exportOf, load, loadBeside, modulesIn } from './homes.mjs'
import { all, called, methodAt, real } from './invoke.mjs'
import { Unsupported } from './unsupported.mjs'

/**
 * A call that fails keeps no later one from being made.
 * @param {() => Promise<unknown>} goAhead waited for between two calls
 */
export const carryOut = async (said, goAhead) => {
  const recipe = await atHome(said)
  const module = await load(recipe)
  for (const name of modulesIn(recipe)) await loadBeside(recipe, name)
  const clients = clientsOf(module, recipe)
  try {
    return { kind: 'called', calls: await callAll(clients, recipe, goAhead) }
  } finally {
    for (const client of clients) await close(client, recipe)
  }
}

const callAll = async (clients, recipe, goAhead) => {
  const ends = []
  for (const call of recipe.calls) {
    const place = call.by === 'second' ? 1 : 0
    for (const [name, value] of Object.entries(call.set ?? {}))
      clients[place][name] = real(value, { client: clients[place], recipe })
    let method
    const make = () => {
      method ??= methodOf(clients, place, call, recipe)
      const given = method(call.args)
      return call.after ? afterOf(given, call, recipe) : given
    }
    const once = () => endOf(make, call, recipe)
    for (let time = 0; time < (call.atOnce ? 1 : call.times); time++) {
      if (ends.length > 0) await goAhead()
      if (call.afterMs) await new Promise((resolve) => setTimeout(resolve, call.afterMs))
      ends.push(call.atOnce ? await allAtOnce(once, call.times) : await once())
    }
  }
  return ends
}

/** As a program that serves several users makes them. The first that failed tells how they ended. */
const allAtOnce = async (once, times) => {
  const ends = await Promise.all(Array.from({ length: times }, once))
  return ends.find(({ kind }) => kind === 'raised') ?? ends[0]
}

/** A helper hangs on what the call gives, before it is waited for. */
const afterOf = (given, call, recipe) => {
  if (typeof given?.[call.after] === 'function') return given[call.after]()
  // Else its request would go on behind the next one.
  Promise.resolve(given).catch(() => {})
  throw new Unsupported(`What this version's ${recipe.client} gives has no ${call.after}().`)
}

/** The call of a recipe as a function of its arguments, made by the client or by a copy of it. */
const methodOf = (clients, place, call, recipe) => {
  const client = clients[place]
  const copy = call.copy && methodAt(client, call.copy.method)
  if (call.copy && !copy) throw new Unsupported(`This version's ${recipe.client} has no ${call.copy.method}().`)
  const at = { client: copy ? copy(...all(call.copy.args, { client, recipe })) : client, recipe }
  // When it is collected is Node's own affair.
  if (call.copy?.letsGo) clients[place] = at.client
  if (call.where && !methodAt(at.client, call.where))
    throw new Unsupported(
      `This version's ${recipe.client} takes ${call.method}() otherwise: it has no ${call.where}().`,
    )
  const names = [call.method, ...(call.elseMethods ?? [])]
  const owner = call.of ?? (call.on ? called(call.on, at) : at.client)
  let method
  for (const name of names) method ??= call.of ? memberOf(owner, name) : methodAt(owner, name)
  if (!method)
    throw new Unsupported(
      call.of
        ? `This version of ${call.of} exports no ${names.join(' or ')}.`
        : `This version's ${recipe.client} has no ${names.map((name) => `${name}()`).join(' or ')}.`,
    )
  return (args) => (call.make ? new method(...all(args, at)) : method(...all(args, at)))
}

/** An export, or a method of one: `Connection.create`. */
const memberOf = (module, path) => {
  const [name, ...members] = path.split('.')
  const found = exportOf(module, name)
  return members.length === 0 ? found : methodAt(found, members.join('.'))
}
