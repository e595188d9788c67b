import { loadNpmConfig } from '../../edges/npm-config.ts'
import { cleanAddress, hostOf } from '../../measure/registries/address.ts'
import type { Check } from '../../model/checkup.ts'
import type { Place } from '../../model/options.ts'

const VARIABLES = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY'] as const
const SETTINGS = { proxy: 'proxy', httpsProxy: 'https-proxy' } as const

/** The ways that lead to the registries, without what may be secret in them. */
export const checkProxies = async ({ env, cwd }: Place): Promise<Check> => {
  const npm = await loadNpmConfig(env, cwd)
  const named = [
    ...VARIABLES.flatMap((name) => [name, name.toLowerCase()]).map((name) => [name, env[name]] as const),
    ...Object.entries(SETTINGS).map(([key, name]) => [`npm's ${name}`, npm[key]] as const),
  ]
  const proxies = named.flatMap(([name, value]) =>
    typeof value === 'string' && value !== '' ? [[name, value] as const] : [],
  )
  const except = env['NO_PROXY'] ?? env['no_proxy']
  return {
    of: 'proxy',
    state: proxies.every(([, value]) => hostOf(value)) ? 'ready' : 'no-address',
    proxies: {
      ...Object.fromEntries(proxies.map(([name, value]) => [name, cleanAddress(value)])),
      ...(proxies.length > 0 && except ? { NO_PROXY: except } : {}),
    },
  }
}
