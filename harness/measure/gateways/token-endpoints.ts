import type { RequestHandler } from 'msw'
import type { Credentials } from '../credentials/mint.ts'
import { answer } from './answered-by.ts'
import { msw } from './msw.ts'

const BY = 'token endpoint'

/**
 * Where SDKs ask for tokens by themselves, at whichever host. Whoever asks is given one: what is tested is what is asked,
 * and what becomes of the answer.
 *
 * Entra ID: https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow, and the two documents by
 * which a client finds its way there: another of the run's tokens each time. OAuth's token exchange (RFC 8693), as OpenAI has
 * it for workloads: one of the vendor's own.
 */
export const tokenEndpoints = ({ of, provider }: Pick<Credentials, 'of' | 'provider'>): RequestHandler[] => {
  const { http } = msw()
  const next = oneByOne(provider('entra-token'))
  return [
    http.get('*/common/discovery/instance', ({ request }) => {
      const { origin, host } = new URL(request.url)
      return answer(BY, 200, {
        'api-version': '1.1',
        tenant_discovery_endpoint: `${origin}/common/v2.0/.well-known/openid-configuration`,
        metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
      })
    }),
    http.get('*/:tenant/v2.0/.well-known/openid-configuration', ({ request, params }) => {
      const base = `${new URL(request.url).origin}/${String(params['tenant'])}`
      return answer(BY, 200, {
        issuer: `${base}/v2.0`,
        authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
        token_endpoint: `${base}/oauth2/v2.0/token`,
        device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
        end_session_endpoint: `${base}/oauth2/v2.0/logout`,
        jwks_uri: `${base}/discovery/v2.0/keys`,
        response_types_supported: ['code', 'id_token'],
        subject_types_supported: ['pairwise'],
        id_token_signing_alg_values_supported: ['RS256'],
      })
    }),
    http.post('*/:tenant/oauth2/v2.0/token', () =>
      answer(BY, 200, { token_type: 'Bearer', expires_in: LIFE, ext_expires_in: LIFE, access_token: next() }),
    ),
    http.post('*/oauth/token', () =>
      answer(BY, 200, {
        token_type: 'Bearer',
        expires_in: LIFE,
        issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
        access_token: of('exchanged-token'),
      }),
    ),
  ]
}

/** Seconds for which a token is good: Entra ID's and OpenAI's own. */
const LIFE = 3600

const oneByOne = (tokens: readonly string[]): (() => string) => {
  const left = [...tokens]
  return () => (left.length > 1 ? left.shift() : left[0]) ?? ''
}
