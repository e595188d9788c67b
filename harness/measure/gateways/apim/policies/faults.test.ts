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
])('%s is adapted: %s', (policy, why) => {
  const { faults, standings } = checkDocument(read({ api: `<policies><inbound>${policy}</inbound></policies>` }))
  expect([faults, standings[0]?.standing]).toEqual([[], { kind: 'adapted', why }])
})
