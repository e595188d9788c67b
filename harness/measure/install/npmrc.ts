import { loadNpmConfig, type NpmConfig } from '../../edges/npm-config.ts'
import type { Env } from './environment.ts'

/** Which registry, with which credentials, by which way: the part of npm's configuration that installs must share. */
export type Npmrc = {
  /** The lines of an `.npmrc`, credentials and all. */
  readonly text: string
  /** PEM certificates to trust, for a file of their own; null when npm is told of none. */
  readonly certificates: string | null
  /** What must not be told. */
  readonly secrets: readonly string[]
}

/** Registries by scope, and everything by host. */
const BY_SCOPE_OR_HOST = /^(?:@[^:]+:registry|\/\/.+)$/
const SECRET = /:(?:_auth|_authToken|_password)$/

/** What npm itself would use in this folder; nothing of it changes which versions are installed. */
export const readNpmrc = async (cwd: string, env: Env): Promise<Npmrc> => asNpmrc(await loadNpmConfig(env, cwd))

export const asNpmrc = (npm: NpmConfig): Npmrc => {
  const settings = {
    registry: npm['registry'],
    ...Object.fromEntries(Object.entries(npm).filter(([key]) => BY_SCOPE_OR_HOST.test(key))),
    proxy: npm['proxy'],
    'https-proxy': npm['httpsProxy'],
    noproxy: listed(npm['noProxy'], ','),
    'strict-ssl': npm['strictSSL'] === false ? false : undefined,
  }
  const given = Object.entries(settings).flatMap(([key, value]) =>
    typeof value === 'boolean' || (typeof value === 'string' && value !== '') ? [[key, `${value}`] as const] : [],
  )
  return {
    text: given.map(([key, value]) => `${key}=${value}\n`).join(''),
    certificates: listed(npm['ca'], '\n'),
    secrets: given.filter(([key]) => SECRET.test(key)).map(([, value]) => value),
  }
}

const listed = (value: unknown, separator: string): string | null => {
  if (typeof value === 'string') return value || null
  return Array.isArray(value) && value.length > 0 ? value.join(separator) : null
}
