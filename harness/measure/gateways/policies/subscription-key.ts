import { answer } from '../answered-by.ts'
import type { Policy } from '../gateway.ts'

const MISSING =
  'Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API.'
const INVALID =
  'Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription.'

/** The query parameter's default name; an API that renames the field keeps it. */
const QUERY = 'subscription-key'

/**
 * The check that API Management makes before any policy: the field first, the query only where there is no field.
 * https://learn.microsoft.com/azure/api-management/api-management-subscriptions
 *
 * @param field the header's name; API Management's own default is `Ocp-Apim-Subscription-Key`.
 * @param active the keys of the active subscriptions.
 * @param query the query parameter's name.
 */
export const subscriptionKey = (field: string, active: readonly string[], query: string = QUERY): Policy => {
  return (request) => {
    const url = new URL(request.url)
    const key = request.headers.get(field) || url.searchParams.get(query)
    if (key && active.includes(key)) return null
    return answer(
      `subscription-key: ${key ? 'invalid' : 'missing'}`,
      401,
      { statusCode: 401, message: key ? INVALID : MISSING },
      {
        'www-authenticate': `AzureApiManagementKey realm="${url.origin}/${url.pathname.split('/')[1]}",name="${field}",type="header"`,
      },
    )
  }
}
