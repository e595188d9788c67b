import { afterAll, expect, test } from 'vitest'
import { liveProject } from '../../testing/live-project.ts'
import { furtherUpgrades } from './further-upgrades.fixture.ts'
import { upgrades } from './public-upgrades.fixture.ts'
import { upgradesInCodings } from './upgrades-in-codings.fixture.ts'
import { upgradesOfContracts } from './upgrades-of-contracts.fixture.ts'
import { upgradesOfForms } from './upgrades-of-forms.fixture.ts'
import { upgradesOfNetworks } from './upgrades-of-networks.fixture.ts'
import { upgradesOfProtocols } from './upgrades-of-protocols.fixture.ts'
import { upgradesOfPython } from './upgrades-of-python.fixture.ts'

// Upgrades that users reported in public, each with the program that a user would write, in an empty folder.

const { write, json, close } = liveProject()
afterAll(close)

test.each([
  ...upgrades,
  ...furtherUpgrades,
  ...upgradesOfForms,
  ...upgradesInCodings,
  ...upgradesOfContracts,
  ...upgradesOfProtocols,
  ...upgradesOfNetworks,
  ...upgradesOfPython,
])('$sdk $step', async ({ sdk, step: [from, to], program, gateway, flags = [], says }) => {
  const file = sdk.startsWith('npm:') ? 'smoke.mjs' : 'smoke.py'
  write(file, program)
  if (gateway) write('ours.json', gateway)
  const ours = gateway ? ['--gateway', './ours.json'] : []
  const command = ['--json', '--', sdk.startsWith('npm:') ? 'node' : 'python3', file]
  const { answer, stderr } = await json('gate', sdk, '--from', from, '--to', to, ...flags, ...ours, ...command)
  const [{ verdict, findings, unknown, command: own }] = answer.candidates
  const why = JSON.stringify({ unknown, places: own?.places, stderr })
  const [said, title] = says
  expect([verdict, findings[0]?.title ?? null], why).toEqual([said, title && expect.stringContaining(title)])
})

const SQS = `
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
const { SDKDRIFT_GATEWAY_URL: endpoint, SDKDRIFT_API_KEY: secretAccessKey } = process.env
const sqs = new SQSClient({ region: 'eu-west-1', endpoint, credentials: { accessKeyId: 'AKIAAAAAAAAAAAAAAAAA', secretAccessKey } })
await sqs.send(new SendMessageCommand({ QueueUrl: endpoint + '/123/q', MessageBody: 'hello' }))`

test('what three gateways refuse in words of their own, each at an address that stands in the body, is told once', async () => {
  write('sqs.mjs', SQS)
  const step = ['npm:@aws-sdk/client-sqs', '--from', '3.445.0', '--to', '3.447.0']
  const { answer } = await json('gate', ...step, '--json', '--', 'node', 'sqs.mjs')
  const [{ verdict, findings }] = answer.candidates
  expect([verdict, findings.length, findings[0]?.drifts.length]).toEqual(['unknown', 1, 3])
})
