import { expect, test } from 'vitest'
import type { DriverProcess, SpawnDriver } from '../../edges/driver-process.ts'
import type { DriverEvent, DriverJob } from '../../model/driver.ts'
import type { Reach } from '../../model/reach.ts'
import { runtimes } from '../../testing/runtimes.ts'
import { type DriveOptions, driveJobs } from './drive-jobs.ts'

const installed = {
  target: {
    sdk: { id: 'fake', registry: 'npm', package: 'openai', family: 'openai' },
    version: '6.0.0',
    publishedAt: null,
    source: { kind: 'registry' },
  },
  dir: '/nowhere',
  runtime: runtimes.npm,
  reused: false,
} as const

const aJob = (job: string): DriverJob => ({
  job,
  recipe: {
    ...{ form: 'import', module: 'openai', client: 'OpenAI', construct: { args: [], kwargs: {} } },
    ...{ async: false, statusOf: 'status', env: {}, calls: [] },
  },
})

/** What a driver answers to each line that it is told. */
type Answering = (told: Record<string, unknown>, say: (...events: readonly (DriverEvent | string)[]) => void) => void

/** A driver that follows a script, and how it went. */
const drive = async (
  answer: Answering,
  {
    ended: goes,
    ...over
  }: Partial<DriveOptions> & {
    readonly ended?: DriverProcess['ended']
  } = {},
) => {
  const sent: string[] = []
  const ended: string[] = []
  let allowed = 0
  const gone = Promise.withResolvers<Awaited<DriverProcess['ended']>>()
  const spawn: SpawnDriver = async (_command, { line }) => ({
    send: (text) => {
      sent.push(text)
      answer(JSON.parse(text), (...events) => {
        for (const event of events) line(typeof event === 'string' ? event : JSON.stringify(event))
      })
    },
    allow: () => {
      allowed += 1
    },
    kill: () => gone.resolve({ exit: 'was ended by SIGKILL', strays: [] }),
    ended: goes ?? gone.promise,
  })
  const jobs = [aJob('one'), aJob('two')]
  const end = await driveJobs({
    ...{ spawn, installed, ports: [], loads: aJob('').recipe, timeoutMs: 1_000 },
    next: async () => jobs.shift() ?? null,
    onCalled: () => {},
    onWait: async () => false,
    onEnd: ({ job }) => {
      ended.push(job)
      return 'go on'
    },
    ...over,
  })
  return { end, ended, sent, allowed }
}

/** As the real ones speak, but for what is said in the middle of the first job, or of each of these. */
const honest =
  (
    during: (job: string) => readonly (DriverEvent | string)[] = () => [],
    jobs: readonly string[] = ['one'],
  ): Answering =>
  ({ loads, job, word }, say) => {
    if (loads) say({ event: 'loading' }, { event: 'ready', runtime: 'node 24.0.0' })
    if (typeof job === 'string') {
      under = job
      say({ event: 'start', job }, ...(jobs.includes(job) ? during(job) : []), { event: 'over', job })
    }
    if (typeof word === 'string') say({ event: 'end', job: under, word, end: { kind: 'called', calls: [] } })
  }
let under = ''

test('jobs are handed out one at a time, each when the one before it has ended', async () => {
  const { end, ended, sent } = await drive(honest())
  expect(end).toEqual({ kind: 'done' })
  expect(ended).toEqual(['one', 'two'])
  const order = sent.map((text) => Object.keys(JSON.parse(text))[0])
  expect(order).toEqual(['dir', 'job', 'word', 'job', 'word'])
})

const anEnd = { kind: 'unsupported', reason: 'Nothing to see here.' } as const
test.each([
  ['of a job that is not under way', [{ event: 'end', job: 'two', word: 'x', end: anEnd }]],
  ['of the one that is, before it is over', [{ event: 'end', job: 'one', word: 'x', end: anEnd }]],
  [
    'of it, with another word',
    [
      { event: 'over', job: 'one' },
      { event: 'end', job: 'one', word: 'x', end: anEnd },
    ],
  ],
  ['that it began, twice', [{ event: 'start', job: 'one' }]],
  ['that it is over, twice', [{ event: 'over', job: 'one' }]],
  ['that a call has ended, of another', [{ event: 'called', job: 'two' }]],
  ['that more calls were made than there are', [{ event: 'called', job: 'one' }]],
  ['that it waits, where no time is skipped', [{ event: 'wait', job: 'one', ms: 60_000 }]],
  ['that the SDK is there, twice', [{ event: 'ready', runtime: 'node 24.0.0' }]],
  ['that is no event', ['{"event":"end"']],
  ['of a kind that there is not', ['{"event":"done","job":"one"}']],
] as const)('a line %s ends the driver, and it is said that results were made up', async (_, lines) => {
  const { end } = await drive(honest(() => lines))
  expect(end).toEqual({ kind: 'forged', reason: expect.stringContaining('Results were made up') })
})

test('connections that native code tries in every job are told of each, and are no forgery', async () => {
  const refused = Array.from({ length: 100 }, (_, port) => `{"event":"refused","host":"192.0.2.1","port":${port}}`)
  const jobs = ['one', 'two', 'three', 'four', 'five']
  const left = jobs.map(aJob)
  const ends: string[] = []
  const { end, allowed } = await drive(
    honest(() => refused, jobs),
    {
      next: async () => left.shift() ?? null,
      onEnd: (_, { kind }) => {
        ends.push(kind)
        return 'go on'
      },
    },
  )
  expect(end).toEqual({ kind: 'done' })
  expect(ends).toEqual(Array.from({ length: 5 }, () => 'egress'))
  // Whoever supervises its connections hears of the start and of each job.
  expect(allowed).toBe(6)
})

test('what native code tries to connect to before there is a job is told of the version', async () => {
  const early: Answering = (told, say) => {
    if (told['loads']) say('{"event":"refused","host":"192.0.2.1","port":443}')
    honest()(told, say)
  }
  const reaches: Reach[] = []
  const ends: string[] = []
  await drive(early, {
    onReach: (reach) => reaches.push(reach),
    onEnd: (_, { kind }) => {
      ends.push(kind)
      return 'go on'
    },
  })
  expect(reaches).toEqual([{ kind: 'connect', what: '192.0.2.1:443' }])
  expect(ends).toEqual(['called', 'called'])
})

test('a driver in which something was changed is handed nothing more', async () => {
  const changing: Answering = (told, say) =>
    honest()(told, (...events) =>
      say(
        ...events.map((one) =>
          typeof one !== 'string' && one.event === 'end' ? { ...one, changed: ['JSON.stringify'] } : one,
        ),
      ),
    )
  const { end, ended, sent } = await drive(changing)
  expect(end).toEqual({ kind: 'done' })
  expect(ended).toEqual(['one'])
  expect(sent).toHaveLength(3)
})

test('a driver that ends while what follows is being thought out is told nothing more', async () => {
  const asked = Promise.withResolvers<void>()
  const follows = Promise.withResolvers<DriverJob | null>()
  const jobs = [Promise.resolve(aJob('one')), follows.promise]
  const { end, sent } = await drive(honest(), {
    ended: asked.promise.then(() => ({ exit: 'exited with code 7', strays: [] })),
    next: async () => {
      const job = jobs.shift() ?? null
      if (jobs.length === 0) asked.resolve()
      return job
    },
  })
  expect(end).toEqual({ kind: 'lost', why: 'crashed', during: null, reason: 'The driver exited with code 7.' })
  follows.resolve(aJob('two'))
  await new Promise((resolve) => setImmediate(resolve))
  expect(sent).toHaveLength(3)
})

test.each([
  [8, 'done'],
  [1_000, 'lost'],
] as const)('a job whose time is skipped %i times has up to four times as long: %s', async (times, kind) => {
  let left: number = times
  const ticking: Answering = (told, say) => {
    const { job, waited, loads } = told
    if (loads) return honest()(told, say)
    if (job === 'one') {
      under = job
      say({ event: 'start', job })
    }
    if (job !== 'one' && waited === undefined) return honest()(told, say)
    if (left-- > 0) setTimeout(() => say({ event: 'wait', job: 'one', ms: 500 }), 25)
    else say({ event: 'over', job: 'one' })
  }
  const { end, ended } = await drive(ticking, {
    timeoutMs: 100,
    onWait: async () => true,
    next: nextOf({ ...aJob('one'), time: 'virtual' }),
  })
  expect(end).toMatchObject(
    kind === 'done' ? { kind } : { kind, why: 'timeout', reason: 'It did not end within 0.4 s.' },
  )
  expect(ended).toEqual(kind === 'done' ? ['one'] : [])
})

const nextOf = (...jobs: readonly DriverJob[]) => {
  const left = [...jobs]
  return async () => left.shift() ?? null
}
