export type Env = Readonly<Record<string, string | undefined>>

/** What an installer needs to find its way: programs, the user's own settings, the network. No secret is among them. */
const PASSED = [
  'PATH',
  'HOME',
  'TMPDIR',
  'XDG_CONFIG_HOME',
  'XDG_DATA_HOME',
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY'].flatMap((name) => [name, name.toLowerCase()]),
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'NODE_EXTRA_CA_CERTS',
] as const

/** The environment of the installers: a short list out of the caller's, nothing else is inherited. */
export const toolEnvironment = (env: Env): Record<string, string> => ({ ...pick(env, PASSED), NO_COLOR: '1' })

export const pick = (env: Env, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
