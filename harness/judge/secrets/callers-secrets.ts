import type { Minted } from '../../model/capture.ts'
import { looksDrawn } from './drawn-parts.ts'
import { SHORTEST } from './forms.ts'

type Env = Readonly<Record<string, string | undefined>>
/** A file with settings of the caller's: `.npmrc`, `pip.conf`, `uv.toml`, `.netrc` and their like. */
export type SettingsFile = { readonly name: string; readonly text: string }

/**
 * What of the caller's own looks like a secret: values of variables and settings that are called so, and passwords within
 * addresses. What could be a word (`SERVICE_KEY=azure-openai`) is none: it would be missed wherever that word stands.
 */
export const callersSecrets = (env: Env, files: readonly SettingsFile[]): readonly Minted[] => {
  const variables = Object.entries(env).flatMap(([name, value = '']) => secretsIn(name, value, name))
  const settings = files.flatMap(({ name: file, text }) => [
    ...[...text.matchAll(NETRC)].flatMap(([, value = '']) => named(`password in ${file}`, value)),
    ...text.split(/\r?\n/).flatMap((line) => {
      const [, name = '', value = ''] = SETTING.exec(line) ?? []
      return name === '' ? inAddresses(line, file) : secretsIn(name, given(value, env), `${lastWord(name)} in ${file}`)
    }),
  ])
  return [...new Map([...settings, ...variables].map((one) => [one.value, one])).values()]
}

/** `//registry.acme.test/:_authToken=…`, `password = "…"`, `npmAuthToken: …`; `#` and `;` begin a remark. */
const SETTING = /^\s*(?![#;])(\S+?)\s*(?:=|:\s)\s*(.+?)\s*$/
/** https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html */
const NETRC = /(?:^|\s)(?:password|account)\s+(?!=)(\S+)/g

const CALLED_SECRET =
  /token|secret|passw(?:or)?d|passphrase|credential|_?auth$|(?:^|_|[a-z])key$|key_?id$|_pat$|_sas$|connection_?string|cookie/i
const CALLED_PASSWORD = /passw(?:or)?d|passphrase|secret|_auth$/i

const secretsIn = (name: string, written: string, where: string): readonly Minted[] => {
  const value = written.replace(/^(["'])(.*)\1$/, '$2').trim()
  const own = CALLED_SECRET.test(name) && isSecret(value, CALLED_PASSWORD.test(name)) ? named(where, value) : []
  return [...own, ...(own.length > 0 ? pairIn(value, where) : []), ...inAddresses(value, where)]
}

/** User and password of HTTP Basic, as `_auth` has them. */
const pairIn = (value: string, where: string): readonly Minted[] => {
  const pair = /^[\x20-\x7e]+:([\x20-\x7e]+)$/.exec(Buffer.from(value, 'base64').toString())
  return pair?.[1] ? named(`password in ${where}`, pair[1]) : []
}

/** Passwords in addresses, and keys in connection strings. */
const inAddresses = (text: string, where: string): readonly Minted[] =>
  [
    ...text.matchAll(/:\/\/(?:[^\s/:@]*:)?([^\s/@:]+)@|\b(?:password|pwd|\w*accesskey|accountkey)=([^;&\s"']+)/gi),
  ].flatMap(([, password, key]) => {
    const value = password ?? key ?? ''
    return [...new Set([value, decoded(value)])].flatMap((one) => named(`password in ${where}`, one))
  })

const named = (where: string, value: string): readonly Minted[] =>
  isSecret(value, true) ? [{ label: `value of ${where.replaceAll(/[^\w .@/:-]/g, '')}`, value }] : []

/** A password may be of words, if it is long enough or more than letters; anything else that is called a key may be an ordinary word. */
const isSecret = (value: string, isPassword: boolean): boolean => {
  if (value.length < SHORTEST || /^(?:[./~]|[A-Za-z]:\\|\w+:\/\/)/.test(value)) return false
  if (value.startsWith('-----BEGIN ')) return true
  if (/\s/.test(value)) return false
  const words = value.match(/[A-Za-z0-9+/]+/g) ?? []
  if (words.some(looksDrawn)) return true
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^\w.-]/].filter((kind) => kind.test(value)).length
  return isPassword && (value.length >= 16 || kinds >= 2)
}

/** npm's `${NAME}`, pip's and uv's alike. */
const given = (value: string, env: Env): string =>
  value.replaceAll(/\$\{(\w+)[^}]*\}/g, (whole, name: string) => env[name] ?? whole)

const lastWord = (name: string): string => name.slice(Math.max(name.lastIndexOf(':'), name.lastIndexOf('/')) + 1)

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
