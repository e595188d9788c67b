import { loadNpmConfig } from '../../edges/npm-config.ts'
import type { Sdk } from '../../model/sdk.ts'
import type { ListOptions } from './list-options.ts'
import { pypiIndex } from './pypi-index.ts'

/**
 * How the public registry's page of a version is called; null when another registry is in use: what it holds under this
 * name may be something else.
 */
export const releasePages = async (
  sdk: Pick<Sdk, 'registry' | 'package'>,
  { env, cwd }: Pick<ListOptions, 'env' | 'cwd'>,
): Promise<(version: string) => string | null> => {
  const isPublic = sdk.registry === 'npm' ? await asksNpmjs(sdk.package, env, cwd) : await asksPypi(env, cwd)
  if (!isPublic) return () => null
  return sdk.registry === 'npm'
    ? (version) => `https://www.npmjs.com/package/${sdk.package}/v/${version}`
    : (version) => `https://pypi.org/project/${sdk.package}/${version}/`
}

const asksNpmjs = async (name: string, env: ListOptions['env'], cwd: string): Promise<boolean> => {
  const npm = await loadNpmConfig(env, cwd)
  const scope = name.startsWith('@') ? npm[`${name.split('/')[0]}:registry`] : undefined
  return hostOf(scope ?? npm['registry']) === 'registry.npmjs.org'
}

const asksPypi = async (env: ListOptions['env'], cwd: string): Promise<boolean> =>
  hostOf((await pypiIndex(env, cwd)).url) === 'pypi.org'

const hostOf = (address: unknown): string | undefined =>
  typeof address === 'string' ? URL.parse(address)?.host : undefined
