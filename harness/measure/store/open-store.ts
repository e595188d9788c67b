import { UserError } from '../../errors.ts'
import type { Store } from '../../model/store.ts'
import { isHere, isSafe } from './places/is-safe.ts'

type Env = Readonly<Record<string, string | undefined>>

/**
 * The store at an address. What speaks with it is loaded for it alone.
 * @param where it was named
 * @throws UserError for an address that is none, or that nothing here speaks with
 */
export const openStore = async (text: string, env: Env, where = `--store ${text}`): Promise<Store> => {
  const address = URL.canParse(text) ? new URL(text) : null
  switch (address?.protocol) {
    case 'file:':
      return (await import('./places/folder.ts')).folderStore(address)
    case 's3:':
      return (await import('./places/s3.ts')).s3Store(address, env, where)
    case 'oci:':
      if (REPOSITORY.test(address.pathname)) return oci(address, env)
      throw new UserError('store/address', {
        what: `"${address.pathname.slice(1)}" is no name of a repository.`,
        where,
        hint: 'Expected oci://host/repository, in small letters and without a tag: oci://ghcr.io/acme/sdkdrift-results',
      })
    case 'https:':
    case 'http:':
      if (isSafe(address)) return web(address, env)
      break
  }
  throw new UserError('store/address', {
    what: address ? `A store cannot be at ${address.protocol}//.` : `"${text}" is no address of a store.`,
    where,
    hint: 'Expected file:///folder, s3://bucket/prefix, oci://host/repository or https://host/path (http:// on this machine alone).',
  })
}

/** https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#pulling-manifests */
const REPOSITORY = /^(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)+$/

const oci = async (address: URL, env: Env): Promise<Store> => {
  const [{ ociStore }, { challenged }] = await Promise.all([
    import('./places/oci.ts'),
    import('./places/challenged.ts'),
  ])
  const { host, hostname, pathname } = address
  const password = env['SDKDRIFT_STORE_TOKEN']
  // Registries that take a token alone look at no name.
  const login = password ? { user: env['SDKDRIFT_STORE_USER'] || 'sdkdrift', password } : null
  return ociStore(`${isHere(hostname) ? 'http' : 'https'}://${host}/v2${pathname}`, challenged(fetch, login))
}

const web = async (address: URL, env: Env): Promise<Store> => {
  const { webStore } = await import('./places/web.ts')
  const token = env['SDKDRIFT_STORE_TOKEN']
  const base = address.href.replace(/\/+$/, '')
  return webStore(base, fetch, token ? { authorization: `Bearer ${token}` } : {})
}
