import { RecordValue } from './objects.ts'

/**
 * C#'s `Authorization`: `AccessToken`, and `Claims` that are none here.
 * https://learn.microsoft.com/azure/api-management/get-authorization-context-policy#authorization-object
 */
export const authorizationValue = (accessToken: string): RecordValue =>
  new RecordValue('Authorization', [['AccessToken', accessToken]])
