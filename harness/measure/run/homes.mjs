// Where in this version lies what a recipe speaks of: its modules, and what they export.
import { createRequire } from 'node:module'
import { join } from 'node:path'
import vm from 'node:vm'
import { Unsupported } from './unsupported.mjs'

/** By name; of one process all are of one form. */
const modules = new Map()
let dir
let loader

/** @param {string} folder the isolated one */
export const useFolder = (folder) => {
  dir = folder
}

/** Where the isolated folder's own files would stand: modules are looked up from there. */
const loaders = {
  import: () =>
    new vm.Script('(name) => import(name)', {
      filename: join(dir, 'driver.mjs'),
      importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    }).runInThisContext(),
  require: () => createRequire(join(dir, 'driver.cjs')),
}

/** As a user's program loads it: every file, and the conditions of its `exports`, are those of that form. */
export const load = async ({ form, module: name }) => {
  const known = modules.get(name)
  if (known) return known
  loader ??= loaders[form]()
  const loaded = await loader(name)
  modules.set(name, loaded)
  return loaded
}

/** Of the modules in which the client may be, the one that has it in this version, in the place of the first. */
export const atHome = async (recipe) => {
  const { module, elseModules = [], client, by } = recipe
  if (elseModules.length === 0) return recipe
  const missing = []
  for (const name of [module, ...elseModules])
    try {
      if (by === 'module' || exported(await load({ form: recipe.form, module: name }), client))
        return { ...recipe, module: name }
    } catch (error) {
      if (!isNoSuchModule(error)) throw error
      missing.push(error)
    }
  if (missing.length > elseModules.length) throw missing[0]
  throw new Unsupported(`This version of ${[module, ...elseModules].join(' or ')} exports no ${client}.`)
}

const isNoSuchModule = (error) => isNotFound(error) || isNoSuchForm(error)

const isNotFound = (error) => ['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'].includes(error?.code)

/** A package need not have this form. That is an end of its jobs as its users would meet it, and no fault of ours. */
export const isNoSuchForm = (error) =>
  ['ERR_PACKAGE_PATH_NOT_EXPORTED', 'ERR_REQUIRE_ESM', 'ERR_REQUIRE_ASYNC_MODULE'].includes(error?.code)

export const exported = (module, name) =>
  // What a CommonJS file exports as a whole stands in front of its own default.
  (name === 'default' ? module.default?.default : undefined) ??
  module[name] ??
  module.default?.[name] ??
  [module.default, module].find((value) => value?.name === name)

/** What a module that was loaded for this recipe exports; undefined: nothing of that name. */
export const exportOf = (module, name) => exported(modules.get(module), name)

/** The same, of the SDK's own module unless another is named. */
export const exportBeside = ({ module, name }, recipe) => {
  const home = module ?? recipe.module
  const found = exportOf(home, name)
  if (found === undefined || found === null) throw new Unsupported(`This version of ${home} exports no ${name}.`)
  return found
}

/** Modules besides the SDK's own that a recipe speaks of. */
export const modulesIn = ({ construct, second, calls }) => [
  ...makersIn([construct.args, second, calls]),
  ...calls.flatMap(({ of, connection }) => [connection, of].filter((name) => typeof name === 'string')),
]

const makersIn = (value) => {
  if (typeof value !== 'object' || value === null) return []
  const through = value.$transport?.kind === 'proxied' || value.$transport?.certificate ? 'undici' : undefined
  const own = value.$make?.module ?? value.$export?.module ?? through
  return [...(own === undefined ? [] : [own]), ...Object.values(value).flatMap(makersIn)]
}

/** A package of others is there only where the user has it installed beside the SDK. */
export const loadBeside = async ({ form, module }, name) => {
  try {
    await load({ form, module: name })
  } catch (error) {
    const isOwn = name.startsWith(`${module}/`)
    const missing = missingIn(error) ?? name
    if (isOwn && missing === name && isNoSuchModule(error))
      throw new Unsupported(`This version of ${module} has no ${name}.`)
    if (!isNotFound(error)) throw error
    throw new Unsupported(`${missing} is not installed beside it: "with" in matrix.json installs it.`)
  }
}

/** The package that was looked for in vain, where it is one: what a module of the SDK's own needs, say. */
const missingIn = ({ message }) => /^Cannot find (?:package|module) '((?:@[^'/]+\/)?[^'/.][^'/]*)'/.exec(message)?.[1]
