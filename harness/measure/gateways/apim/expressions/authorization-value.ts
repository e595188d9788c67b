import type { ObjectValue } from '../value.ts'

/**
 * C#'s `Authorization`: `AccessToken`, and `Claims` that are none here.
 * https://learn.microsoft.com/azure/api-management/get-authorization-context-policy#authorization-object
 */
export type AuthorizationValue = ObjectValue & { readonly type: 'Authorization'; readonly accessToken: string }

export const authorizationValue = (accessToken: string): AuthorizationValue => ({
  kind: 'object',
  type: 'Authorization',
  accessToken,
})
