import { afterEach, expect, test, vi } from 'vitest'
import { steadyClock } from '../../../edges/clock.ts'
import { startAuthority } from '../../credentials/authority.ts'
import { tokenValidator } from './token.ts'

afterEach(() => {
  vi.useRealTimers()
})

test.each([
  -400, -1, 2, 400,
])('a clock that is set by %d days in the middle of a run makes no token bad', async (days) => {
  const authority = await startAuthority(undefined, steadyClock.now)
  const [early, other] = [await authority.sign(), await authority.sign({ sub: 'another' })]
  const validate = tokenValidator(authority)
  expect(await validate(early)).toEqual({ valid: true })
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + days * 86_400_000 })
  // One that is believed again, one that is seen for the first time, and one that is made by then.
  for (const token of [early, other, await authority.sign({ sub: 'late' })])
    expect(await validate(token)).toEqual({ valid: true })
  expect(await validate(await authority.sign({ exp: 1 }))).toEqual({ valid: false, why: 'expired' })
  await authority.close()
})
