import type { Gateway } from './gateway.ts'
import { rulesHandlers } from './rules.ts'

/** For an API that has no gateway of its own here. https://www.rfc-editor.org/rfc/rfc6750 */
export const bearer: Gateway = {
  id: 'bearer',
  title: 'Any API that takes Authorization: Bearer: an API key, an access token or an Entra ID token.',
  byName: true,
  handlers: (context) =>
    rulesHandlers(
      'bearer',
      { wants: 'bearer', credential: ['api-key', 'auth-token', 'entra-token'], answers: [] },
      context,
    ),
}
