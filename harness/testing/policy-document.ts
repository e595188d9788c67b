/** A policy document with these elements in its inbound section, from the fourth line on, behind those of its parents. */
export const policyDocument = (inbound: string): string => `<policies>
  <inbound>
    <base />
${inbound}
  </inbound>
  <backend><base /></backend>
  <outbound><base /></outbound>
  <on-error><base /></on-error>
</policies>
`
