import type { Gateway } from './gateway.ts'
import { rulesHandlers } from './rules.ts'

/** For an API that has no gateway of its own here. https://www.rfc-editor.org/rfc/rfc6750 */
export const bearer: Gateway = {
  id: 'bearer',
  title:
    'Any API that takes Authorization: Bearer: an API key, an access token, an Entra ID token or a credential of your own.',
  byName: true,
  forAny: true,
  handlers: (context) =>
    rulesHandlers(
      'bearer',
      {
        wants: 'bearer',
        // A subscription key is API Management's own, and no token.
        credential: context.credentials.roles.filter((role) => role !== 'subscription-key'),
        answers: [],
      },
      context,
    ),
}
