import { answer } from '../answered-by.ts'
import type { Policy } from '../gateway.ts'
import { operationOf } from '../operation.ts'

/**
 * No operation of that method and path: 404 before anybody asks for a credential.
 * https://learn.microsoft.com/azure/api-management/api-management-error-handling-policies
 */
export const routed: Policy = (request) =>
  operationOf(request) ? null : answer('route: none', 404, { statusCode: 404, message: 'Resource not found' })
