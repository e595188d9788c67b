import { join } from 'node:path'

/** npm's settings by their camel-cased names, with scopes (`@scope:registry`) and credentials (`//host/:_authToken`). */
export type NpmConfig = Readonly<Record<string, unknown>>

/**
 * The settings that npm itself would use in a folder: environment (`npm_config_*`), then the project's, the user's and
 * the global `.npmrc`. Loaded by npm's own library; nothing is written, and the environment stays as it is.
 */
export const loadNpmConfig = async (
  env: Readonly<Record<string, string | undefined>>,
  cwd: string,
): Promise<NpmConfig> => {
  const [{ default: Config }, { default: known }] = await Promise.all([
    import('@npmcli/config'),
    import('@npmcli/config/lib/definitions/index.js'),
  ])
  const config = new Config({
    ...known,
    // Where npm's own built-in npmrc would be; there is no npm in this folder, so there is none.
    npmPath: join(import.meta.dirname, 'npm'),
    argv: [],
    // A copy: it exports its findings into the environment it was given.
    env: { ...env },
    cwd,
  })
  await config.load()
  return config.flat
}
