import { expect, test } from 'vitest'
import { read } from '../../../../ask/policies/read-document.fixture.ts'
import { checkDocument } from '../check-document.ts'

const faultsOf = (policy: string): readonly string[] =>
  checkDocument(read({ api: `<policies><inbound>${policy}</inbound></policies>` })).faults.map(({ what }) => what)

const jwt = (inside: string, attributes = ''): string =>
  `<validate-jwt header-name="Authorization" ${attributes}><openid-config url="https://a.example/x" />${inside}</validate-jwt>`
const entra = (inside: string): string => `<validate-azure-ad-token>${inside}</validate-azure-ad-token>`
const whole = (attribute: string, policy: string): [string, string] => [
  policy,
  `"${attribute}" of <${/[\w-]+/.exec(policy)?.[0] ?? ''}> is "0x10", expected a whole number of 0 or more.`,
]
const fixed = (attribute: string, policy: string): [string, string] => [
  policy,
  `"${attribute}" of <${/[\w-]+/.exec(policy)?.[0] ?? ''}> is an expression, and none may stand there.`,
]

test.each([
  // A list of nobody allows everybody.
  [jwt('<audiences />'), '<audiences> has no <audience>.'],
  [jwt('<issuers />'), '<issuers> has no <issuer>.'],
  [jwt('<required-claims />'), '<required-claims> has no <claim>.'],
  [jwt('<issuer-signing-keys />'), '<issuer-signing-keys> has no <key>.'],
  [entra('<tenant-ids />'), '<tenant-ids> has no <tenant-id>.'],
  [
    entra('<tenant-ids><tenant-id>a</tenant-id></tenant-ids><client-application-ids />'),
    '<client-application-ids> has no <application-id>.',
  ],
  ['<cors><allowed-origins /></cors>', '<allowed-origins> has no <origin>.'],
  [jwt('', 'clock-skew="5 minutes"'), expect.stringContaining('"clock-skew" of <validate-jwt> is "5 minutes"')],
  // What .NET reads as a number, and what the vendor wants written down.
  whole('calls', '<rate-limit-by-key calls="0x10" renewal-period="60" counter-key="k" />'),
  whole('tokens-per-minute', '<llm-token-limit counter-key="k" tokens-per-minute="0x10" />'),
  whole('duration', '<cache-store-value key="k" value="v" duration="0x10" />'),
  fixed('calls', '<rate-limit calls="@(5)" renewal-period="60" />'),
  fixed('renewal-period', '<quota-by-key calls="5" renewal-period="@(300)" counter-key="k" />'),
  fixed('validate-trust', '<validate-client-certificate validate-trust="@(true)" />'),
  [
    '<validate-client-certificate><identities><identity thumprint="a" /></identities></validate-client-certificate>',
    '<identity> has no attribute "thumprint".',
  ],
  // A limit of nobody, or of nothing.
  ['<rate-limit calls="5" renewal-period="60"><api id="a" /></rate-limit>', '<api> has no "calls".'],
  ['<rate-limit calls="5" renewal-period="60"><api calls="1" /></rate-limit>', '<api> has neither "id" nor "name".'],
  ['<quota renewal-period="0"><api id="a" /></quota>', '<api> has neither "calls" nor "bandwidth".'],
  ['<send-request response-variable-name="r" />', '<send-request> has no <set-url>.'],
  // A name that an expression gives would name nothing, and the policy would do what it does without one.
  fixed('response-variable-name', '<return-response response-variable-name="@("a")" />'),
  fixed('status-code', '<mock-response status-code="@(401)" />'),
  fixed('content-type', '<mock-response content-type="@("text/plain")" />'),
  fixed('name', '<set-variable name="@("a")" value="b" />'),
  fixed('variable-name', '<cache-lookup-value key="k" variable-name="@("a")" />'),
  fixed('max-count', '<limit-concurrency key="k" max-count="@(1)" />'),
  fixed('ignore-error', '<send-request ignore-error="@(true)"><set-url>https://a.example</set-url></send-request>'),
  fixed(
    'output-token-variable-name',
    '<authentication-managed-identity resource="r" output-token-variable-name="@("a")" />',
  ),
  [
    '<cache-store-value key="k" value="v" duration="1" caching-type="redis" />',
    expect.stringContaining('is "redis", expected prefer-external or external or internal.'),
  ],
  // Nothing to put there, or to put in its place.
  ['<set-query-parameter name="a" />', '<set-query-parameter> has no <value>.'],
  ['<find-and-replace from="a" />', '<find-and-replace> has no attribute "to", which it must have.'],
  [
    '<retry condition="@(false)" count="1" interval="often" />',
    expect.stringContaining('"interval" of <retry> is "often"'),
  ],
  [
    '<wait><cache-lookup-value key="k" variable-name="v" /><set-variable name="a" value="b" /></wait>',
    '<set-variable> does not stand in <wait>.',
  ],
  ['<llm-content-safety />', '<llm-content-safety> has no attribute "backend-id", which it must have.'],
  [
    '<llm-content-safety backend-id="b"><categories><category name="Hat" threshold="4" /></categories></llm-content-safety>',
    '"name" of <category> is "Hat", expected Hate or SelfHarm or Sexual or Violence.',
  ],
])('%s is told', (policy, what) => {
  expect(faultsOf(policy)).toEqual([what])
})

test.each([
  ['<rate-limit calls="5" renewal-period="3600" />', 'the vendor takes a renewal-period of 300 s at most'],
  [
    '<quota-by-key calls="5" renewal-period="60" counter-key="k" />',
    'the vendor takes a renewal-period of 300 s at least, or 0',
  ],
  [
    '<limit-concurrency key="k" max-count="1" max-queue-length="9" />',
    'no request waits in a queue: one too many is refused at once',
  ],
  [
    '<wait for="any"><cache-lookup-value key="k" variable-name="v" /></wait>',
    'all of what it encloses is done, and not the first of it alone',
  ],
  ['<json-to-xml apply="always" />', 'a name keeps its "_": which of them separate a namespace is not written down'],
  [
    '<invoke-dapr-binding name="b" />',
    'no Dapr runtime stands beside this gateway: it is taken to have done what it is asked for',
  ],
])('%s is adapted: %s', (policy, why) => {
  const { faults, standings } = checkDocument(read({ api: `<policies><inbound>${policy}</inbound></policies>` }))
  expect([faults, standings[0]?.standing]).toEqual([[], { kind: 'adapted', why }])
})

test.each([
  '<set-query-parameter name="a" exists-action="delete" />',
  '<find-and-replace from="a" to="" />',
  '<retry condition="@(false)" count="1" interval="0" />',
  '<wait><choose><when condition="@(true)"><set-variable name="a" value="b" /></when></choose></wait>',
])('%s is as the vendor has it', (policy) => {
  expect(faultsOf(policy)).toEqual([])
})

test('a time in seconds and one in milliseconds contradict each other', () => {
  const { faults } = checkDocument(
    read({ api: '<policies><backend><forward-request timeout="1" timeout-ms="1000" /></backend></policies>' }),
  )
  expect(faults.map(({ what }) => what)).toEqual(['<forward-request> has both "timeout" and "timeout-ms".'])
})
