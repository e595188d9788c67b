// Makes the clients of a recipe, and closes them.
import { exported } from './homes.mjs'
import { all, methodAt, real } from './invoke.mjs'
import { Unsupported } from './unsupported.mjs'

/** The client, and the second one where there is one. */
export const clientsOf = (module, recipe) => {
  // Of a CommonJS file, `import` may find the names in its default alone.
  if (recipe.by === 'module') return [{ ...module.default, ...module }]
  const first = clientOf(module, recipe, recipe)
  return recipe.second ? [first, clientOf(module, recipe.second, recipe)] : [first]
}

const clientOf = (module, { client: name, by, subclass, construct }, recipe) => {
  const Client = exported(module, name)
  if (!Client) throw new Unsupported(`This version of ${recipe.module} exports no ${name}.`)
  const args = all(construct.args, { recipe })
  if (by === 'call') return Client(...args)
  return subclass ? new (extended(Client, subclass, recipe))(...args) : new Client(...args)
}

/** As a user's class overrides it. A version without this member just has one more. */
const extended = (Client, { name, as, value }, recipe) => {
  const give = () => real(value, { recipe })
  const giveLater = async () => give()
  const Own = class extends Client {}
  Object.defineProperty(
    Own.prototype,
    name,
    as === 'property'
      ? { get: give, configurable: true }
      : { value: as === 'later' ? giveLater : give, writable: true, configurable: true },
  )
  return Own
}

/** So that no socket outlives its job. What the calls came to stands. */
export const close = async (client, recipe) => {
  if (recipe.by === 'module') return
  try {
    await methodAt(client, 'close')?.()
  } catch {}
}
