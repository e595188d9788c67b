/** Header fields, parameters and members of bodies that are called as what holds a credential; `-` and `_` are the same. */
const CREDENTIAL =
  /(?:^|[-_.])(?:(?:proxy-)?authorization|(?:api|access|subscription|secret|private|account|shared|functions?|signing|auth)?-?keys?|auth|(?:access|auth|id|refresh|session|security)?-?tokens?|jwt|(?:client|shared)?-?secret|passwords?|passwd|pwd|passphrase|credentials?|sig|signature|assertion|client-assertion|(?:j|php)?sess(?:ion)?-?id|sid|saml-?response|code-verifier)$/

/** Called so, and none. */
const NONE =
  /(?:^|[-_.])(?:idempotency-key|sec-websocket-key|cache-key|partition-key|sort-key|surrogate-key|primary-key|public-key|max-(?:\w+-)?tokens|(?:\w+-)?tokens)$/

/** `apiKey`, `API_KEY`, `X-Api-Key` → `api-key` */
const plain = (name: string): string =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase()

/** Is what is called so a credential? */
export const namesCredential = (name: string): boolean => {
  const called = plain(name)
  return CREDENTIAL.test(called) && !NONE.test(called)
}
