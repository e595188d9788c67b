import { Buffer } from 'node:buffer'
import { createHash, type KeyObject, sign, verify, X509Certificate } from 'node:crypto'
import { CannotTell } from '../policy.ts'
import type { Value } from '../value.ts'
import { bytesIn, textIn } from './arguments.ts'
import { MomentValue } from './moments.ts'
import { BytesValue, TextObject, Thing } from './objects.ts'
import { of, type Static, type Types, type Use } from './types.ts'

class CertificateValue extends Thing {
  readonly certificate: X509Certificate

  constructor(certificate: X509Certificate) {
    super('X509Certificate2')
    this.certificate = certificate
  }
}

class KeyValue extends Thing {
  readonly key: KeyObject

  constructor(key: KeyObject) {
    super('RSA')
    this.key = key
  }
}

/** From DER or PEM. A PKCS #12 store, which holds a private key, is not opened here. */
const opened: Static = ([raw], use) => {
  const bytes = typeof raw === 'string' ? Buffer.from(raw, 'base64') : bytesIn(raw, use)
  try {
    return new CertificateValue(new X509Certificate(bytes))
  } catch {
    throw new CannotTell(use.at, 'a certificate that is neither DER nor PEM (a .pfx, say) is not opened here')
  }
}

/** .NET writes the parts of a name the other way round than they stand in the certificate, on one line. */
const nameText = (lines: string): string => lines.split('\n').toReversed().join(', ')

const commonName = (lines: string): string => /^CN=(.*)$/m.exec(lines)?.[1] ?? ''

const hashOf = ({ certificate }: CertificateValue): Buffer => createHash('sha1').update(certificate.raw).digest()

const moment = (text: string): Value => new MomentValue('DateTime', Date.parse(text), 'Local')

const TRUST = 'nobody here knows whom the gateway trusts'

const untold = (what: string) =>
  of(CertificateValue, (_self, _given, use) => {
    throw new CannotTell(use.at, `${what}: ${TRUST}`)
  })

const isPkcs1 = (padding: Value | undefined, use: Use): void => {
  if (!(padding instanceof TextObject && padding.text === 'Pkcs1'))
    throw new CannotTell(use.at, 'a padding other than Pkcs1 is not known here')
}

const algorithm = (name: Value | undefined, use: Use): string => {
  if (name instanceof TextObject && name.type === 'HashAlgorithmName') return name.text.toLowerCase()
  return textIn(name, use).toLowerCase()
}

const members = (type: string, names: readonly string[]) => ({
  fields: Object.fromEntries(names.map((name) => [name, () => new TextObject(type, name)])),
})

/** https://learn.microsoft.com/dotnet/api/system.security.cryptography.x509certificates.x509certificate2 */
export const certificateTypes: Types = {
  X509Certificate2: {
    construct: opened,
    untold: { Verify: TRUST, VerifyNoRevocation: TRUST },
    untoldOfSeveral: 'with a password it is a .pfx as a rule, which is not opened here',
    properties: {
      Thumbprint: of(CertificateValue, (self) => hashOf(self).toString('hex').toUpperCase()),
      Subject: of(CertificateValue, ({ certificate }) => nameText(certificate.subject)),
      Issuer: of(CertificateValue, ({ certificate }) => nameText(certificate.issuer)),
      SubjectName: of(
        CertificateValue,
        ({ certificate }) => new TextObject('X500DistinguishedName', nameText(certificate.subject)),
      ),
      IssuerName: of(
        CertificateValue,
        ({ certificate }) => new TextObject('X500DistinguishedName', nameText(certificate.issuer)),
      ),
      SerialNumber: of(CertificateValue, ({ certificate }) => certificate.serialNumber.toUpperCase()),
      NotBefore: of(CertificateValue, ({ certificate }) => moment(certificate.validFrom)),
      NotAfter: of(CertificateValue, ({ certificate }) => moment(certificate.validTo)),
      RawData: of(CertificateValue, ({ certificate }) => new BytesValue(certificate.raw)),
      HasPrivateKey: of(CertificateValue, () => false),
    },
    methods: {
      GetCertHash: of(CertificateValue, (self) => new BytesValue(hashOf(self))),
      GetCertHashString: of(CertificateValue, (self) => hashOf(self).toString('hex').toUpperCase()),
      GetRawCertData: of(CertificateValue, ({ certificate }) => new BytesValue(certificate.raw)),
      GetSerialNumberString: of(CertificateValue, ({ certificate }) => certificate.serialNumber.toUpperCase()),
      GetNameInfo: of(CertificateValue, ({ certificate }, [kind, isIssuer], use) => {
        if (kind instanceof TextObject && kind.text === 'SimpleName')
          return commonName(isIssuer === true ? certificate.issuer : certificate.subject)
        throw new CannotTell(use.at, 'of a name, only SimpleName is known here')
      }),
      Verify: untold('Verify'),
      VerifyNoRevocation: untold('VerifyNoRevocation'),
      GetRSAPublicKey: of(CertificateValue, ({ certificate }) => new KeyValue(certificate.publicKey)),
      GetRSAPrivateKey: of(CertificateValue, () => null),
    },
  },
  X500DistinguishedName: { properties: { Name: of(TextObject, ({ text }) => text) } },
  X509NameType: members('X509NameType', ['SimpleName', 'EmailName', 'UpnName', 'DnsName']),
  HashAlgorithmName: members('HashAlgorithmName', ['MD5', 'SHA1', 'SHA256', 'SHA384', 'SHA512']),
  RSASignaturePadding: members('RSASignaturePadding', ['Pkcs1', 'Pss']),
  RSA: {
    methods: {
      SignData: of(KeyValue, ({ key }, [data, name, padding], use) => {
        isPkcs1(padding, use)
        return new BytesValue(sign(algorithm(name, use), bytesIn(data, use), key))
      }),
      VerifyData: of(KeyValue, ({ key }, [data, signature, name, padding], use) => {
        isPkcs1(padding, use)
        return verify(algorithm(name, use), bytesIn(data, use), key, bytesIn(signature, use))
      }),
    },
  },
}
