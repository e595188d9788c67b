import type { NpmConfig } from '../../edges/npm-config.ts'

/**
 * The address of the registry that a package is looked up in: of its scope, else of the scope that is set, else the
 * registry. What fetches knows this too, and takes as long to load as all version lists to read.
 * https://docs.npmjs.com/cli/using-npm/scope#associating-a-scope-with-a-registry
 */
export const npmRegistryOf = (name: string, npm: NpmConfig): string => {
  const scopes = [name.startsWith('@') ? name.split('/')[0] : undefined, npm['scope']]
  const addresses = scopes.map((scope) =>
    typeof scope === 'string' && scope !== '' ? npm[`${scope.replace(/^@?/, '@')}:registry`] : undefined,
  )
  const address = [...addresses, npm['registry']].find((one) => typeof one === 'string' && one !== '')
  return String(address ?? '')
}
