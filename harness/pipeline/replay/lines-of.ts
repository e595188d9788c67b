import { firstRequest } from '../../judge/replay/first-request.ts'
import { type Restored, restore } from '../../judge/replay/restore.ts'
import { standingOf } from '../../judge/replay/standing-of.ts'
import type { Line } from '../../judge/replay/steps.ts'
import { askGateway } from '../../measure/gateways/ask-gateway.ts'
import { encoded } from '../../measure/gateways/encoded.ts'
import type { Gateway } from '../../measure/gateways/gateway.ts'
import type { Replay, Standing } from '../../model/replay.ts'
import type { ScenarioResult } from '../../model/report.ts'
import type { Live } from '../measure/session.ts'
import type { World } from '../world.ts'

/** What is counted on the way. */
export type Counts = { -readonly [K in keyof Replay['counts']]: number }

/** What all SDKs of one replay share. */
export type Around = {
  readonly live: Live
  readonly values: ReadonlyMap<string, string>
  readonly counts: Counts
  readonly notes: string[]
  readonly world: World
}

/** What a gateway says of each scenario's first request, at each version. */
export const linesOf = async (
  scenarios: readonly string[],
  versions: readonly string[],
  results: ReadonlyMap<string, ReadonlyMap<string, ScenarioResult>>,
  gateway: Gateway,
  family: World['families'][string],
  { live, values, counts, world }: Around,
): Promise<readonly Line[]> => {
  const now = world.clock.now().toISOString()
  const mintedAs = (label: string): string | undefined => values.get(label)
  const say = async ({ codings, ...unsent }: Restored): Promise<Standing> => {
    const body = unsent.body === null ? null : encoded(unsent.body, codings ?? null)
    const said = await askGateway(() => live.handlersOf(gateway, family), { ...unsent, body })
    if ('fault' in said) return { kind: 'cannot-tell', why: said.fault }
    return standingOf(said)
  }
  // Scenarios that differ behind the first answer alone begin with the same request.
  const said = new Map<string, Promise<Standing>>()
  const once = (unsent: Restored): Promise<Standing> => {
    const key = JSON.stringify(unsent)
    const made = said.get(key) ?? say(unsent)
    said.set(key, made)
    return made
  }
  const lines: Line[] = []
  for (const scenario of scenarios) {
    const points: Line['points'][number][] = []
    for (const version of versions) {
      const result = results.get(version)?.get(scenario)
      if (!result) {
        counts.notTried += 1
        points.push({ version, standing: { kind: 'not-tried' }, request: null })
        continue
      }
      const first = firstRequest(result)
      if (first.kind === 'none') {
        counts.noRequest += 1
        points.push({ version, standing: { kind: 'no-request', why: first.why }, request: null })
        continue
      }
      counts.laterRequests += first.later
      const unsent = restore(first.request, { valueOf: mintedAs, version, now })
      const standing: Standing =
        'lacks' in unsent ? { kind: 'cannot-tell', why: `${unsent.lacks} cannot be put back` } : await once(unsent)
      if (!('lacks' in unsent)) counts.asked += 1
      if (standing.kind === 'cannot-tell') counts.cannotTell += 1
      points.push({ version, standing, request: first.request })
    }
    lines.push({ scenario, points })
  }
  return lines
}
