import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import { UserError } from '../../errors.ts'

/** Who may add to a store, and whom this machine believes. */
export type Signatures = {
  /** Whoever has no key only reads. */
  readonly canSign: boolean
  /** The bytes with a signature of them and of the name that they are kept by. */
  readonly seal: (name: string, bytes: Uint8Array) => Uint8Array
  /** The bytes, when somebody who is trusted signed them for this name; else null. */
  readonly open: (name: string, sealed: Uint8Array) => Uint8Array | null
}

const MAGIC = 'sdkdrift-signed-1'
/** Bytes of the longest first line. */
const LONGEST_LINE = 200

/**
 * @param env `SDKDRIFT_STORE_KEY`: the private key (PEM, or 32 bytes as Base64); `SDKDRIFT_STORE_TRUST`: public keys, with
 * spaces or commas between. One's own is trusted.
 * @param trust more of these
 * @throws UserError for a key that is none, and when nobody is trusted
 */
export const signaturesOf = (
  env: Readonly<Record<string, string | undefined>>,
  trust: readonly string[] = [],
): Signatures => {
  const own = env['SDKDRIFT_STORE_KEY'] ? privateKey(env['SDKDRIFT_STORE_KEY']) : null
  const ownName = own ? publicName(createPublicKey(own)) : null
  const named = (env['SDKDRIFT_STORE_TRUST'] ?? '').split(/[\s,]+/).filter((name) => name !== '')
  const trusted = new Map([...named, ...trust, ...(ownName ? [ownName] : [])].map((name) => [name, publicKey(name)]))
  if (trusted.size === 0)
    throw new UserError('store/nobody-trusted', {
      what: 'A store is believed as far as its results are signed, and no key is trusted here.',
      where: 'SDKDRIFT_STORE_TRUST',
      hint: 'Name the public keys of whoever writes it; sdkdrift store keygen makes a pair.',
    })
  return {
    canSign: own !== null,
    seal: (name, bytes) => {
      if (!own) throw new Error('Nothing to sign with.')
      const signature = sign(null, messageOf(name, bytes), own).toString('base64url')
      return Buffer.concat([Buffer.from(`${MAGIC} ${ownName} ${signature}\n`), bytes])
    },
    open: (name, sealed) => {
      const end = sealed.subarray(0, LONGEST_LINE).indexOf(0x0a)
      const [magic, by = '', signature = ''] = Buffer.from(sealed.subarray(0, Math.max(0, end)))
        .toString()
        .split(' ')
      const key = magic === MAGIC ? trusted.get(by) : undefined
      if (!key) return null
      const bytes = sealed.subarray(end + 1)
      return verify(null, messageOf(name, bytes), key, Buffer.from(signature, 'base64url')) ? bytes : null
    },
  }
}

/** A new pair, as the variables take them. */
export const newPair = (): { readonly key: string; readonly trust: string } => {
  const { privateKey: secret, publicKey: open } = generateKeyPairSync('ed25519')
  return { key: String(secret.export({ format: 'jwk' }).d), trust: publicName(open) }
}

/** The name is part of it: what was signed for one version is none of another. */
const messageOf = (name: string, bytes: Uint8Array): Uint8Array =>
  Buffer.from(`${MAGIC}\n${name}\n${createHash('sha256').update(bytes).digest('hex')}`)

const publicName = (key: KeyObject): string => String(key.export({ format: 'jwk' }).x)

const publicKey = (name: string): KeyObject => {
  try {
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: name }, format: 'jwk' })
  } catch {
    throw noKey('SDKDRIFT_STORE_TRUST', `"${name}" is no public key.`)
  }
}

/** PKCS #8 of an Ed25519 key, up to its 32 bytes (RFC 8410). */
const BEFORE_SEED = Buffer.from('302e020100300506032b657004220420', 'hex')

const privateKey = (text: string): KeyObject => {
  try {
    const key = text.includes('-----')
      ? createPrivateKey(text.replaceAll('\\n', '\n'))
      : createPrivateKey({ key: Buffer.concat([BEFORE_SEED, seedIn(text)]), format: 'der', type: 'pkcs8' })
    if (key.asymmetricKeyType === 'ed25519') return key
  } catch {
    // Told below, without the text: it may be another secret.
  }
  throw noKey('SDKDRIFT_STORE_KEY', 'This is no private key.')
}

const seedIn = (text: string): Buffer => {
  const seed = Buffer.from(text.trim(), 'base64')
  if (seed.length !== 32) throw new Error('no seed')
  return seed
}

const noKey = (where: string, what: string): UserError =>
  new UserError('store/no-key', { what, where, hint: 'sdkdrift store keygen prints a pair (ed25519).' })
