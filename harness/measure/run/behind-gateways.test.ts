import { http } from 'msw'
import { describe, expect, test } from 'vitest'
import { clock } from '../../edges/clock.ts'
import { startCapture } from '../capture/server.ts'
import { run } from './measured-fake.fixture.ts'

describe.each([{ registry: 'npm' }, { registry: 'pypi' }] as const)('behind several gateways, on $registry,', ({
  registry,
}) => {
  /** Of each cell how it ended, and where it was observed when that was elsewhere; and how many requests were really sent. */
  const behind = async (gateways: readonly string[], ...behaviours: readonly string[]) => {
    let sent = 0
    const { captures } = await run(registry, behaviours, {
      gateways,
      mayShare: (gateway) => gateway !== 'code',
      startCapture: async () => {
        const capture = await startCapture({
          ...clock,
          handlersFor: (gateway) => [
            http.all('*', () => (gateway === 'refuses' ? new Response('{}', { status: 403 }) : new Response('{}'))),
          ],
        })
        return {
          ...capture,
          take: (key) => {
            const exchanges = capture.take(key)
            sent += exchanges.length
            return exchanges
          },
        }
      },
    })
    const cells = captures.map((one) => [
      `${one.scenario} ${one.gateway}`,
      one.status === 'measured'
        ? `${one.exchanges.map(({ answered }) => answered.status)}${one.inferred ? ` from ${one.inferred.gateway}` : ''}`
        : one.status,
    ])
    return { cells: Object.fromEntries(cells), sent: sent - CONTROLS }
  }
  const CONTROLS = 2

  test.concurrent('who answers alike is not asked again, whichever comes first', async () => {
    expect(await behind(['a', 'refuses', 'b', 'code', 'c'], 'plain')).toEqual({
      cells: {
        'plain a': '200',
        'plain refuses': '403',
        'plain b': '200 from a',
        'plain code': '200',
        'plain c': '200 from a',
      },
      sent: 3,
    })
  })

  test.concurrent('of what ended in nothing nothing follows', async () => {
    const { cells } = await behind(['a', 'b'], 'exit', 'hang', 'plain')
    expect(cells).toEqual({
      'exit a': 'crashed',
      'exit b': 'crashed',
      'hang a': 'timeout',
      'hang b': 'timeout',
      'plain a': '200',
      'plain b': '200 from a',
    })
  })
})
