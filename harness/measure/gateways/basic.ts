import type { Gateway } from './gateway.ts'
import { rulesHandlers } from './rules.ts'

/** What is no user name and no password. */
const TOKENS = ['entra-token', 'auth-token', 'subscription-key']

/**
 * For an API that has no gateway of its own here. Some take the key as user name (https://docs.stripe.com/api/authentication),
 * some as password (https://www.twilio.com/docs/usage/requests-to-twilio). https://www.rfc-editor.org/rfc/rfc7617
 */
export const basic: Gateway = {
  id: 'basic',
  title:
    'Any API that takes Authorization: Basic: the API key, or a credential of your own, as user name or as password.',
  byName: true,
  forAny: true,
  handlers: (context) =>
    rulesHandlers(
      'basic',
      { wants: 'basic', credential: context.credentials.roles.filter((role) => !TOKENS.includes(role)), answers: [] },
      context,
    ),
}
