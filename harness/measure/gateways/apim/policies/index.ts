import type { PolicyKind } from '../policy.ts'
import { authenticationBasic } from './authentication-basic.ts'
import { authenticationCertificate } from './authentication-certificate.ts'
import { authenticationManagedIdentity } from './authentication-managed-identity.ts'
import { cacheLookupValue } from './cache-lookup-value.ts'
import { cacheRemoveValue } from './cache-remove-value.ts'
import { cacheStoreValue } from './cache-store-value.ts'
import { checkHeader } from './check-header.ts'
import { choose } from './choose.ts'
import { cors } from './cors.ts'
import { findAndReplace } from './find-and-replace.ts'
import { forwardRequest } from './forward-request.ts'
import { getAuthorizationContext } from './get-authorization-context.ts'
import { includeFragment } from './include-fragment.ts'
import { ipFilter } from './ip-filter.ts'
import { jsonToXml } from './json-to-xml.ts'
import { jsonp } from './jsonp.ts'
import { limitConcurrency } from './limit-concurrency.ts'
import { mockResponse } from './mock-response.ts'
import { notDone } from './not-done.ts'
import { quota, rateLimit } from './rate-limit.ts'
import { quotaByKey, rateLimitByKey } from './rate-limit-by-key.ts'
import { retry } from './retry.ts'
import { returnResponse } from './return-response.ts'
import { rewriteUri } from './rewrite-uri.ts'
import { sendOneWayRequest, sendRequest } from './send-request.ts'
import { setBackendService } from './set-backend-service.ts'
import { setBody } from './set-body.ts'
import { setHeader } from './set-header.ts'
import { setMethod } from './set-method.ts'
import { setQueryParameter } from './set-query-parameter.ts'
import { setStatus } from './set-status.ts'
import { setVariable } from './set-variable.ts'
import { azureOpenaiTokenLimit, llmTokenLimit } from './token-limit.ts'
import { validateAzureAdToken } from './validate-azure-ad-token.ts'
import { validateJwt } from './validate-jwt.ts'
import { wait } from './wait.ts'
import { xmlToJson } from './xml-to-json.ts'

/** Every policy of the vendor's reference, by its element's name. https://learn.microsoft.com/azure/api-management/api-management-policies */
export const policyKinds: Readonly<Record<string, PolicyKind>> = {
  'authentication-basic': authenticationBasic,
  'authentication-certificate': authenticationCertificate,
  'authentication-managed-identity': authenticationManagedIdentity,
  'azure-openai-token-limit': azureOpenaiTokenLimit,
  'cache-lookup-value': cacheLookupValue,
  'cache-remove-value': cacheRemoveValue,
  'cache-store-value': cacheStoreValue,
  'check-header': checkHeader,
  choose,
  cors,
  'find-and-replace': findAndReplace,
  'forward-request': forwardRequest,
  'get-authorization-context': getAuthorizationContext,
  'include-fragment': includeFragment,
  'ip-filter': ipFilter,
  'json-to-xml': jsonToXml,
  jsonp,
  'limit-concurrency': limitConcurrency,
  'llm-token-limit': llmTokenLimit,
  'mock-response': mockResponse,
  quota,
  'quota-by-key': quotaByKey,
  'rate-limit': rateLimit,
  'rate-limit-by-key': rateLimitByKey,
  retry,
  'return-response': returnResponse,
  'rewrite-uri': rewriteUri,
  'send-one-way-request': sendOneWayRequest,
  'send-request': sendRequest,
  'set-backend-service': setBackendService,
  'set-body': setBody,
  'set-header': setHeader,
  'set-method': setMethod,
  'set-query-parameter': setQueryParameter,
  'set-status': setStatus,
  'set-variable': setVariable,
  'validate-azure-ad-token': validateAzureAdToken,
  'validate-jwt': validateJwt,
  wait,
  'xml-to-json': xmlToJson,
  ...notDone,
}
