/** Names of hosts that lead to the gateway; none where the gateway is only asked over TLS by its own address. */
export type LedHosts = {
  /** `*.` at the beginning stands for one label or more. */
  readonly patterns: readonly string[]
  /** Whom to trust there, PEM. */
  readonly certificate: string
}

/**
 * How programs are told whom to trust: https://nodejs.org/api/cli.html#node_extra_ca_certsfile; OpenSSL (Python's `ssl`, and
 * with it httpx, aiohttp and urllib); requests; pip's and curl's own; the AWS SDKs; gRPC.
 */
export const trusting = (file: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [
      'NODE_EXTRA_CA_CERTS',
      'SSL_CERT_FILE',
      'REQUESTS_CA_BUNDLE',
      'CURL_CA_BUNDLE',
      'AWS_CA_BUNDLE',
      'GRPC_DEFAULT_SSL_ROOTS_FILE_PATH',
    ].map((name) => [name, file]),
  )
