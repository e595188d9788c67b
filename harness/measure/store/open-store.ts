import { UserError } from '../../errors.ts'
import type { Store } from '../../model/store.ts'

type Env = Readonly<Record<string, string | undefined>>

/**
 * The store at an address. What speaks with it is loaded for it alone.
 * @throws UserError for an address that is none, or that nothing here speaks with
 */
export const openStore = async (text: string, env: Env): Promise<Store> => {
  const address = URL.canParse(text) ? new URL(text) : null
  switch (address?.protocol) {
    case 'file:':
      return (await import('./places/folder.ts')).folderStore(address)
    case 's3:':
      return (await import('./places/s3.ts')).s3Store(address, env)
    case 'https:':
      return web(address, env)
    case 'http:':
      // A token in clear would be everybody's.
      if (/^(?:127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(address.hostname)) return web(address, env)
      break
  }
  throw new UserError('store/address', {
    what: address ? `A store cannot be at ${address.protocol}//.` : `"${text}" is no address of a store.`,
    where: `--store ${text}`,
    hint: 'Expected file:///folder, s3://bucket/prefix or https://host/path (http:// on this machine alone). An OCI registry is none yet.',
  })
}

const web = async (address: URL, env: Env): Promise<Store> => {
  const { webStore } = await import('./places/web.ts')
  const token = env['SDKDRIFT_STORE_TOKEN']
  const base = address.href.replace(/\/+$/, '')
  return webStore(base, fetch, token ? { authorization: `Bearer ${token}` } : {})
}
