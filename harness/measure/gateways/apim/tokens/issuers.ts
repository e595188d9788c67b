import type { PolicyElement } from '../../../../model/policy-document.ts'
import { literalOf } from '../attribute.ts'
import type { Issuer } from './wanted.ts'

/** An issuer by its name. */
export const named = (text: string): Issuer => ({ text, fits: (issuer) => issuer === text })

const GUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'

/**
 * Who issues the tokens of a tenant of Entra ID, by the tenant's id: version 1 and version 2. A tenant that is named otherwise
 * (`common`, `contoso.onmicrosoft.com`) has an id that is not known here: any tenant's issuer fits.
 * https://learn.microsoft.com/entra/identity-platform/access-tokens#validate-the-issuer
 */
export const tenantIssuers = (tenant: string): readonly Issuer[] => {
  const isId = new RegExp(`^${GUID}$`, 'i').test(tenant)
  const id = isId ? tenant.toLowerCase() : GUID
  const form = new RegExp(
    `^https://(?:sts\\.windows\\.net/${id}/|login\\.microsoftonline\\.(?:com|us)/${id}/v2\\.0)$`,
    'i',
  )
  return [
    {
      text: isId ? `https://login.microsoftonline.com/${tenant}/v2.0` : null,
      fits: (issuer) => form.test(issuer),
    },
  ]
}

/** The issuers of a discovery document, as far as its address tells them. OpenID Connect Discovery 1.0, section 4. */
export const discoveredIssuers = (openid: PolicyElement): readonly Issuer[] => {
  const issuers = discovered.get(openid) ?? issuersAt(openid)
  discovered.set(openid, issuers)
  return issuers
}

/** The address is literal: it says the same at each request. */
const discovered = new WeakMap<PolicyElement, readonly Issuer[]>()

const issuersAt = (openid: PolicyElement): readonly Issuer[] => {
  const url = (literalOf(openid, 'url') ?? '').trim()
  const issuer = url.replace(/\/\.well-known\/openid-configuration.*$/, '')
  const tenant = /^https:\/\/login\.(?:microsoftonline\.(?:com|us)|windows\.net)\/([^/]+)/i.exec(issuer)?.[1]
  return tenant === undefined ? [named(issuer)] : tenantIssuers(tenant)
}
