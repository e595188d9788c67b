import { unreachable } from '../../errors.ts'

/** Whose fields an answer wears: Microsoft's (Azure OpenAI, Foundry), or the vendor's own. */
export type Dress = 'azure' | 'openai' | 'anthropic'

// Fixed, since SDKs put these ids into errors and results, and a report must not differ from run to run.
const REQUEST_ID = '5dd71f70-0000-4000-8000-0000000000aa'
const ORGANIZATION_ID = '5dd71f70-0000-4000-8000-0000000000bb'

/** What of a request shows in the fields of its answer. */
export type Dressed = { readonly headers: { readonly get: (name: string) => string | null } }

/** The fields that the service adds to every answer, a refusal too. */
export const dressed = (dress: Dress, request: Dressed): Readonly<Record<string, string>> => {
  switch (dress) {
    case 'openai':
      return { 'x-request-id': REQUEST_ID, 'openai-version': '2020-10-01', 'openai-processing-ms': '1' }
    case 'anthropic':
      return { 'request-id': REQUEST_ID, 'anthropic-organization-id': ORGANIZATION_ID }
    case 'azure':
      return {
        'apim-request-id': REQUEST_ID,
        'x-request-id': REQUEST_ID,
        'x-ms-region': 'Loopback',
        'x-ms-client-request-id': request.headers.get('x-ms-client-request-id') ?? 'Not-Set',
      }
    default:
      return unreachable(dress)
  }
}
