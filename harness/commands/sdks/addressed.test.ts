import { expect, test } from 'vitest'
import type { Matrix } from '../../model/matrix.ts'
import { addressed } from './addressed.ts'

const matrix: Matrix = {
  file: null,
  families: [],
  timeoutMs: 30_000,
  sdks: [],
  scenarios: [],
  gateways: [],
  accepted: [],
  severities: [],
  failOn: 'breaking',
}
const named = (...wishes: string[]) =>
  addressed(matrix, wishes, {}, '/').matrix.sdks.map((sdk) => [sdk.package, sdk.id, sdk.versions])

test('two packages whose names come to one id are two SDKs, and several wishes for one are one', () => {
  expect(named('npm:sentry@1.0.0', 'npm:@sentry/node@8.0.0', 'npm:@sentry/node@9.0.0')).toEqual([
    ['sentry', 'sentry-node', ['1.0.0']],
    ['@sentry/node', 'sentry-node-node', ['8.0.0', '9.0.0']],
  ])
})
