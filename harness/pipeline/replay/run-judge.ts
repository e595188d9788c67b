import { loadMsw } from '../../measure/gateways/msw.ts'
import type { Replay, SdkReplayed } from '../../model/replay.ts'
import { withSession } from '../measure/session.ts'
import type { World } from '../world.ts'
import type { JudgeRequest } from './judge-request.ts'
import { judgeSdk } from './judge-sdk.ts'
import type { Counts } from './lines-of.ts'

/** Asks the gateways about every first request that is kept. Nothing is installed, and nothing is sent. */
export const runJudge = (request: JudgeRequest, world: World): Promise<Replay> =>
  withSession(0, world, async (session) => {
    await loadMsw()
    const live = await session.live()
    const values = new Map(live.credentials.minted.map(({ label, value }) => [label, value]))
    const counts: Counts = {
      asked: 0,
      laterRequests: 0,
      notTried: 0,
      noRequest: 0,
      cannotTell: 0,
      outdated: 0,
      others: 0,
    }
    const notes: string[] = []
    const sdks: SdkReplayed[] = []
    for (const sdk of request.matrix.sdks) {
      const told = await judgeSdk(sdk, request, { live, values, counts, notes, world })
      if (told) sdks.push(told)
    }
    return {
      how: 'replayed, not observed',
      source: request.source,
      gateways: request.gateways.map(({ name, gateway }) => ({ name, title: gateway.title })),
      sdks,
      counts,
      notes,
    }
  })
