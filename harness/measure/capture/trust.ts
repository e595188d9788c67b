import { generateKeyPair, randomBytes, sign, X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { createSecureContext, type SecureContext } from 'node:tls'
import { promisify } from 'node:util'
import { CERTIFICATES, type ClientCertificates, type KeyPair, type ShownCertificate } from '../../model/certificate.ts'

/** A certificate authority of this run's own, for hosts that arrive at the gateway over TLS. Its key never leaves this process. */
export type Trust = {
  /** Its certificate, PEM: whoever is told to trust it trusts nobody else. */
  readonly certificate: string
  /** What a server shows who is asked for this name; made when first asked for. */
  readonly contextFor: (host: string) => SecureContext
  /** What a server of this machine shows who names nobody. */
  readonly loopback: () => KeyPair
  /** What clients may show in their turn; made when first asked for. */
  readonly clients: () => Promise<ClientCertificates>
  /** Whose certificate a client showed. */
  readonly whose: (shown: X509Certificate) => ShownCertificate
}

/** Names of this machine that the harness's addresses have; an address stands in no ClientHello. */
export const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1']

const DAY_MS = 86_400_000
/** Days before and behind the run, for clocks that are set meanwhile: its key is gone with the run. */
const [BEFORE, BEHIND] = [180, 180]

/** Makes the authority, with two RSA keys of 2048 bit: every client can read them. */
export const makeTrust = async (now: Date): Promise<Trust> => {
  // Not before it is needed: it takes as long to load as all else of a small run.
  const [{ default: forge }, authority, leaf] = await Promise.all([import('node-forge'), keyPair(), keyPair()])
  const { asn1, pki, md } = forge
  const issuer = [{ name: 'commonName', value: 'sdkdrift, for this run alone' }]
  /** RFC 5280, section 4.2. */
  const certify = (
    subject: typeof issuer,
    publicKey: string,
    extensions: readonly object[],
    by: Issuer = { name: issuer, privateKey: authority.privateKey },
  ): string => {
    const made = pki.createCertificate()
    made.publicKey = pki.publicKeyFromPem(publicKey)
    // Positive, and short enough: the first bit is 0.
    made.serialNumber = `01${randomBytes(15).toString('hex')}`
    made.validity.notBefore = new Date(now.getTime() - BEFORE * DAY_MS)
    made.validity.notAfter = new Date(now.getTime() + BEHIND * DAY_MS)
    made.setSubject(subject)
    made.setIssuer([...by.name])
    made.setExtensions([...extensions])
    // Node's own signature: the library's is JavaScript, and takes a hundred times as long.
    const signed = () => Buffer.from(asn1.toDer(made.tbsCertificate).getBytes(), 'latin1')
    const signature = () => sign('sha256', signed(), by.privateKey).toString('latin1')
    made.sign(Object.assign(pki.privateKeyFromPem(by.privateKey), { sign: signature }), md.sha256.create())
    return pki.certificateToPem(made)
  }
  const certificate = certify(issuer, authority.publicKey, [
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    { name: 'subjectKeyIdentifier' },
  ])
  // Python 3.13 and newer want to see who signed (X509_V_FLAG_X509_STRICT).
  const keyIdentifier = pki.certificateFromPem(certificate).generateSubjectKeyIdentifier().getBytes()
  const contexts = new Map<string, SecureContext>()
  let loopback: KeyPair | undefined
  let clients: Promise<ClientCertificates> | undefined
  const known = new Map<string, ShownCertificate>()
  const shown = (hosts: readonly string[]): KeyPair => ({
    key: leaf.privateKey,
    cert: certify([{ name: 'commonName', value: (hosts[0] ?? '').slice(0, 64) }], leaf.publicKey, [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: hosts.map(altName) },
      { name: 'subjectKeyIdentifier' },
      { name: 'authorityKeyIdentifier', keyIdentifier },
    ]),
  })
  const makeClients = async (): Promise<ClientCertificates> => {
    const { publicKey, privateKey } = await keyPair()
    const stranger = [{ name: 'commonName', value: 'nobody whom the harness knows' }]
    const client = (name: string, by?: Issuer): KeyPair => ({
      key: privateKey,
      cert: certify([{ name: 'commonName', value: name }], publicKey, CLIENT_EXTENSIONS, by),
    })
    const made = {
      'client-certificate': client('harness-client'),
      'other-certificate': client('harness-client', { name: stranger, privateKey }),
    }
    for (const name of CERTIFICATES) known.set(new X509Certificate(made[name].cert).fingerprint256, name)
    return made
  }
  return {
    clients: () => {
      clients ??= makeClients()
      return clients
    },
    whose: ({ fingerprint256 }) => known.get(fingerprint256) ?? 'unknown-certificate',
    certificate,
    contextFor: (host) => {
      const made = contexts.get(host) ?? createSecureContext(shown([host]))
      contexts.set(host, made)
      return made
    },
    loopback: () => {
      loopback ??= shown(LOOPBACK)
      return loopback
    },
  }
}

type Issuer = {
  readonly name: readonly { readonly name: string; readonly value: string }[]
  readonly privateKey: string
}

const CLIENT_EXTENSIONS: readonly object[] = [
  { name: 'basicConstraints', cA: false, critical: true },
  { name: 'keyUsage', digitalSignature: true, critical: true },
  { name: 'extKeyUsage', clientAuth: true },
]

/** RFC 5280, section 4.2.1.6: a name, or an address. */
const altName = (host: string) => (isIP(host) === 0 ? { type: 2, value: host } : { type: 7, ip: host })

const keyPair = () =>
  promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
