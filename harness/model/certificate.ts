/**
 * Certificates by which a client proves itself in the handshake of TLS: `client-certificate` is the one that is enrolled, signed
 * by the run's authority; `other-certificate` is signed by nobody whom the harness knows. Both are made for the run.
 */
export const CERTIFICATES = ['client-certificate', 'other-certificate'] as const
export type Certificate = (typeof CERTIFICATES)[number]

/** Which one a connection showed; `unknown-certificate`: none that the harness made. */
export const SHOWN_CERTIFICATES = [...CERTIFICATES, 'unknown-certificate'] as const
export type ShownCertificate = (typeof SHOWN_CERTIFICATES)[number]

/** A certificate and its private key, PEM. */
export type KeyPair = { readonly cert: string; readonly key: string }
export type ClientCertificates = Readonly<Record<Certificate, KeyPair>>
