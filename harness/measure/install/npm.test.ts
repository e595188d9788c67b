import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Dates } from '../../ecosystems/dates.ts'
import type { Ran } from '../../edges/process.ts'
import { aFolder, anInstaller, aTarget, ended, fakeTools, layings, putNpm } from './install.fixture.ts'
import type { Job } from './job.ts'
import { npmLayer } from './npm.ts'

const NOW = '2026-11-23T12:00:00Z'
const RELEASED = '2026-04-28T14:04:40.482Z'
const TOO_YOUNG = ended(
  1,
  '',
  'Error: ERR_PNPM_NO_MATURE_MATCHING_VERSION\n  wobble@1.2.0 was published at 2026-04-28T14:30:00.000Z,\n',
)

/** Lays `openai` and a dependency `wobble` down, and tells what pnpm was asked and what was resolved. */
const lay = async (
  answer: (minutes: number) => Ran | null,
  over: { resolve?: Job['resolve']; dates?: Dates; target?: Parameters<typeof aTarget>[0] } = {},
) => {
  const home = await aFolder()
  const [dir, scratch] = [join(home, 'dir'), join(home, 'scratch')]
  await Promise.all([mkdir(dir), mkdir(scratch)])
  const ages: number[] = []
  const { run } = fakeTools({
    npm: async ({ env = {}, cwd = '' }) => {
      const age = Number(env['PNPM_CONFIG_MINIMUM_RELEASE_AGE'])
      ages.push(age)
      const failed = answer(age)
      if (failed) return failed
      await putNpm(cwd, 'openai', '5.17.0')
      // The newer one is there only for who does not ask how old it is.
      await putNpm(cwd, 'wobble', age === 0 ? '2.0.0' : '1.0.0')
      return ended()
    },
  })
  const laid = await npmLayer({
    ...{
      stores: join(home, 'stores'),
      tools: join(home, 'tools'),
      offline: false,
      env: { HOME: home, PATH: '/usr/bin:/bin' },
      cwd: home,
      run,
    },
    clock: { now: () => new Date(NOW) },
    host: { os: process.platform, arch: process.arch, libc: 'gnu' },
    datesOf: () => Promise.resolve(over.dates ?? { kind: 'follow' }),
  })({
    ...{ target: { ...aTarget(over.target), source: { kind: 'registry' } }, resolve: over.resolve ?? 'release-day' },
    ...{ beside: {}, runtime: { name: 'node', version: '24.21.0', path: '/usr/bin/node' }, dir, scratch },
  })
  return laid.ok
    ? { ages, wobble: laid.dependencies['wobble'], resolved: laid.resolved }
    : { ages, reason: laid.reason }
}

const minutesSince = (date: string) => Math.floor((Date.parse(NOW) - Date.parse(date) - 1000) / 60_000)

test('no script of a package is asked for', async () => {
  const { run, calls } = fakeTools()
  await (await anInstaller({ run })).install(aTarget(), { resolve: 'today' })
  expect(layings(calls)[0]?.args).toContain('--ignore-scripts')
})

test('dependencies of the release day: what came out later is not looked at', async () =>
  expect(await lay(() => null)).toEqual({
    ages: [minutesSince(RELEASED)],
    wobble: '1.0.0',
    resolved: { at: 'release-day', before: RELEASED },
  }))

test('those of today, when that is asked for or the dates are not believed', async () => {
  expect(await lay(() => null, { resolve: 'today' })).toMatchObject({
    ages: [0],
    wobble: '2.0.0',
    resolved: { at: 'today' },
  })
  expect(await lay(() => null, { target: { misdated: 'a mirror dates it' } })).toMatchObject({
    ages: [0],
    resolved: { at: 'today', because: 'a mirror dates it' },
  })
})

test('what one repository publishes together is waited for an hour', async () => {
  const whole = minutesSince(RELEASED)
  expect(await lay((age) => (age === whole ? TOO_YOUNG : null))).toEqual({
    ages: [whole, whole - 60],
    wobble: '1.0.0',
    resolved: { at: 'release-day', before: '2026-04-28T15:04:40.482Z' },
  })
})

test('a dependency that was not there yet makes them those of today, and is named', async () => {
  expect(await lay((age) => (age > 0 ? TOO_YOUNG : null))).toMatchObject({
    wobble: '2.0.0',
    resolved: { at: 'today', because: "wobble@1.2.0 was not there yet on 2026-04-28, by its registry's dates" },
  })
})

test('so does one whose own dates do not follow its versions: nothing of the first try is left', async () => {
  expect(await lay(() => null, { dates: { kind: 'astray', backwards: 3, of: 9 } })).toEqual({
    ages: [minutesSince(RELEASED), 0],
    wobble: '2.0.0',
    resolved: {
      at: 'today',
      on: '2026-11-23',
      because: 'wobble: its registry dates 3 of 9 neighbouring versions backwards',
    },
  })
})

test('another failure is a failure, and is not tried otherwise', async () => {
  const told = await lay(() => ended(1, '', 'Error: ERR_PNPM_FETCH_404 no such package'))
  expect(told.ages).toHaveLength(1)
  expect(told.reason).toContain('no such package')
})

test('by a clock that is behind the release nothing is chosen, and it says so', async () => {
  const told = await lay(() => null, { target: { publishedAt: '2031-01-01T00:00:00Z', completeAt: null } })
  expect(told.ages).toEqual([])
  expect(told.reason).toMatch(
    /^This machine's clock says 2026-11-23T12:00:00\.000Z, and this was published on 2031-01-01T00:00:00\.000Z: set it/,
  )
})
