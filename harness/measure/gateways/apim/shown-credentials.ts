import type { GatewayContext } from '../gateway.ts'
import type { Fields } from './exchange.ts'

/** A credential of this run that a request shows, and in which field. */
export type Shown = { readonly field: string; readonly role: string }

/** Which of the run's credentials stand in these fields: whether the caller's own reaches the backend. */
export const shownIn = (
  fields: Fields,
  { credentials }: Pick<GatewayContext, 'credentials'>,
  more: readonly string[],
): readonly Shown[] => {
  const values = [...new Set([...credentials.roles, ...more])].map((role) => [role, credentials.of(role)] as const)
  return [...fields.values()].flatMap(({ name, values: texts }) =>
    values
      .filter(([, value]) => value !== '' && texts.some((text) => text.includes(value)))
      .map(([role]) => ({ field: name, role })),
  )
}
