import module, { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

/**
 * Imports a file of the user's.
 * @param shared packages that it gets from this tool and not from its own project: what they make is handed back to us
 */
export const importFile = async (
  path: string,
  shared: readonly string[],
): Promise<Readonly<Record<string, unknown>>> => {
  const ours = import.meta.url
  const hooks = module.registerHooks({
    resolve: (specifier, context, next) => {
      const isShared = shared.some((name) => specifier === name || specifier.startsWith(`${name}/`))
      if (!isShared || context.parentURL === ours) return next(specifier, context)
      // The loader of CommonJS takes no other parent.
      if (context.conditions.includes('require'))
        return { url: pathToFileURL(createRequire(ours).resolve(specifier)).href, shortCircuit: true }
      return next(specifier, { ...context, parentURL: ours })
    },
  })
  try {
    return await import(pathToFileURL(path).href)
  } finally {
    hooks.deregister()
  }
}
